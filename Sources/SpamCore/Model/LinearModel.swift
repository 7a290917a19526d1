/// The first opinion: four linear classifiers over hashed features and counts, as they go into a model.
struct LinearModel: Sendable {
  var hashed: HashedWeights
  /// Weights of `DenseFeatures`.
  var dense: [SIMD4<Float>]
  var bias: SIMD4<Float>

  /// Class scores of a message of the training, before calibration.
  func scores(_ matrix: SparseMatrix, _ row: Int) -> SIMD4<Float> {
    var sum = SIMD4<Float>()
    for entry in matrix.starts[row]..<matrix.starts[row + 1] {
      sum += weight(Int(matrix.indices[entry])) * matrix.values[entry]
    }
    return sum
  }

  private func weight(_ column: Int) -> SIMD4<Float> {
    if column < FeatureSpace.size { return hashed[column] }
    return column == SparseMatrix.bias ? bias : dense[column - FeatureSpace.size]
  }
}

extension LinearModel {
  /// What training found, with the weights of hashed features in whole steps.
  init(rounding solution: LinearTrainer.Solution) {
    self.init(
      hashed: HashedWeights(rounding: solution.weights[..<FeatureSpace.size]),
      dense: Array(solution.weights[FeatureSpace.size..<SparseMatrix.bias]), bias: solution.weights[SparseMatrix.bias])
  }
}

/// Weights of hashed features, four bits a class: twice as many weights of half as many bits measured better in the same memory,
/// see `docs/spam-core.md`.
struct HashedWeights: Sendable {
  /// What a step is worth, by class.
  let scale: SIMD4<Float>
  private let packed: PackedWeights

  /// Steps on either side of 0.
  private static let most: Float = 7
  /// Seven steps are this share of the largest weight; the few beyond are cut off, and the many small ones kept apart.
  private static let share: Float = 0.3

  init(packed: PackedWeights, scale: SIMD4<Float>) {
    self.packed = packed
    self.scale = scale
  }

  init(rounding weights: some Collection<SIMD4<Float>>) {
    var largest = SIMD4<Float>(repeating: 1e-6)
    for weight in weights { largest = pointwiseMax(largest, pointwiseMax(weight, -weight)) }
    let scale = largest * (Self.share / Self.most)
    let limit = SIMD4<Float>(repeating: Self.most)
    var writer = OctetWriter()
    for weight in weights {
      let steps = (weight / scale).rounded(.toNearestOrAwayFromZero).clamped(lowerBound: -limit, upperBound: limit)
      writer.write((0..<4).reduce(0) { $0 | UInt16(steps[$1] + 8) << (4 * UInt16($1)) })
    }
    self.init(
      packed: writer.octets.withUnsafeBufferPointer { PackedWeights(copying: $0) }, scale: scale)
  }

  /// As in a model file.
  var octets: UnsafeBufferPointer<UInt8> { packed.octets }

  /// The four weights of a feature.
  subscript(index: Int) -> SIMD4<Float> {
    var sum = PackedSum()
    sum.add(packed[index])
    return SIMD4<Float>(sum.value) * scale
  }

  /// Adds up packed weights: `body` gets what gives those of a feature.
  @inline(__always)
  func withPacked<Result>(_ body: ((Int) -> UInt16) -> Result) -> Result {
    let start = packed.start
    defer { withExtendedLifetime(packed) {} }
    return body { PackedWeights.at($0, of: start) }
  }
}

/// Four weights in two octets, little-endian: −7…7 steps for each class with 8 added, the first class in the lowest bits.
///
/// Those of the built-in model are read where they stand in the program's file, so that they take no memory of the daemon's own.
final class PackedWeights: @unchecked Sendable {
  let octets: UnsafeBufferPointer<UInt8>
  private let isOwn: Bool

  /// - Parameter octets: stay where they are and as they are for as long as the program runs.
  init(staying octets: UnsafeBufferPointer<UInt8>) {
    self.octets = octets
    isOwn = false
  }

  init(copying octets: UnsafeBufferPointer<UInt8>) {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: octets.count)
    _ = copy.initialize(from: octets)
    self.octets = UnsafeBufferPointer(copy)
    isOwn = true
  }

  deinit {
    if isOwn { octets.deallocate() }
  }

  fileprivate var start: UnsafeRawPointer { UnsafeRawPointer(octets.baseAddress.unsafelyUnwrapped) }

  fileprivate subscript(index: Int) -> UInt16 { Self.at(index, of: start) }

  @inline(__always)
  fileprivate static func at(_ index: Int, of start: UnsafeRawPointer) -> UInt16 {
    UInt16(littleEndian: start.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self))
  }
}

/// A sum of packed weights, in whole steps.
struct PackedSum {
  /// The four classes' sums of what is packed, 16 bits each.
  private var lanes: UInt64 = 0
  private var count: Int32 = 0
  private var whole = SIMD4<Int32>()

  @inline(__always)
  mutating func add(_ packed: UInt16) {
    // Four bits each to the lowest of sixteen.
    var spread = UInt64(packed)
    spread = (spread | spread << 24) & 0x0000_00FF_0000_00FF
    spread = (spread | spread << 12) & 0x000F_000F_000F_000F
    lanes &+= spread
    count &+= 1
    // 4,096 times 15 still fit.
    if count == 4096 {
      whole = value
      lanes = 0
      count = 0
    }
  }

  var value: SIMD4<Int32> {
    let sums = SIMD4<UInt64>(lanes, lanes >> 16, lanes >> 32, lanes >> 48) & 0xFFFF
    return whole &+ SIMD4<Int32>(truncatingIfNeeded: sums) &- count &* 8
  }
}
