internal import Digest

/// The file a model is kept in; all numbers little-endian.
///
/// | octets | what |
/// |---|---|
/// | 8 | magic `PLPRSPAM` |
/// | 4 | format version |
/// | 8 | fingerprint of the normaliser |
/// | 8, 4, 4 | feature seed, hash bits, number of dense features |
/// | 4 | feature families in use |
/// | 4 × 4 | scale of the weights, by class |
/// | 4 × 4 | bias, by class |
/// | dense × 16 | weights of the dense features, four classes each |
/// | 20 × 4 | calibration: four rows, then the offsets |
/// | 4, 4 | thresholds: auto, ask |
/// | 1 + n | version, UTF-8 with its length first |
/// | 2^bits × 4 | weights, int8, four classes each |
/// | 32 | SHA-256 of all before |
enum ModelFile {
  static let magic = "PLPRSPAM"
  static let version: UInt32 = 1

  struct Parts {
    var version: String
    var weights: [SIMD4<Int8>]
    var scale: SIMD4<Float>
    var bias: SIMD4<Float>
    var dense: [SIMD4<Float>]
    var calibration: Calibration
    var autoThreshold: Float
    var askThreshold: Float
    var selection: FeatureSelection
  }

  static func write(_ parts: Parts) -> [UInt8] {
    var writer = OctetWriter()
    writer.octets.reserveCapacity(parts.weights.count * 4 + 1024)
    writer.octets.append(contentsOf: magic.utf8)
    writer.write(version)
    writer.write(NormalizerFingerprint.value)
    writer.write(FeatureSpace.seed ^ FeatureSpace.revision)
    writer.write(UInt32(FeatureSpace.hashBits))
    writer.write(UInt32(parts.dense.count))
    writer.write(UInt32(parts.selection.rawValue))
    writer.write(parts.scale)
    writer.write(parts.bias)
    for weight in parts.dense { writer.write(weight) }
    for row in parts.calibration.rows { writer.write(row) }
    writer.write(parts.calibration.offset)
    writer.write(parts.autoThreshold.bitPattern)
    writer.write(parts.askThreshold.bitPattern)
    let label = Array(parts.version.utf8.prefix(255))
    writer.octets.append(UInt8(label.count))
    writer.octets.append(contentsOf: label)
    for weight in parts.weights {
      for index in 0..<4 { writer.octets.append(UInt8(bitPattern: weight[index])) }
    }
    var digest = SHA256()
    digest.update(writer.octets)
    writer.octets.append(contentsOf: digest.finalize())
    return writer.octets
  }

  static func read(_ octets: [UInt8]) throws(ModelError) -> Parts {
    var reader = OctetReader(octets: octets)
    guard try reader.take(magic.utf8.count).elementsEqual(magic.utf8) else { throw .notAModel }
    let version = try reader.uint32()
    guard version == Self.version else { throw .unsupportedVersion(version) }
    try checkDigest(octets)
    let fingerprint = try reader.uint64()
    guard fingerprint == NormalizerFingerprint.value else {
      throw .normalizerMismatch(model: fingerprint, program: NormalizerFingerprint.value)
    }
    try reader.expect(FeatureSpace.seed ^ FeatureSpace.revision, reader.uint64(), "feature seed")
    try reader.expect(UInt64(FeatureSpace.hashBits), UInt64(reader.uint32()), "hash bits")
    try reader.expect(UInt64(DenseFeatures.count), UInt64(reader.uint32()), "number of dense features")
    let families = try reader.uint32()
    guard families != 0, families <= FeatureSelection.all.rawValue else {
      throw .invalid(field: "feature families", octet: reader.at - 4)
    }
    let scale = try reader.vector("scale")
    let bias = try reader.vector("bias")
    var dense: [SIMD4<Float>] = []
    for _ in 0..<DenseFeatures.count { dense.append(try reader.vector("dense weights")) }
    var rows: [SIMD4<Float>] = []
    for _ in 0..<4 { rows.append(try reader.vector("calibration")) }
    let offset = try reader.vector("calibration")
    let auto = try reader.probability("auto threshold")
    let ask = try reader.probability("ask threshold")
    let length = try Int(reader.take(1).first ?? 0)
    let label = try reader.take(length)
    let weights = try reader.weights(FeatureSpace.size)
    guard reader.at + 32 == octets.count else { throw .invalid(field: "length", octet: reader.at) }
    return Parts(
      version: String(decoding: label, as: UTF8.self), weights: weights, scale: scale, bias: bias, dense: dense,
      calibration: Calibration(rows: rows, offset: offset), autoThreshold: auto, askThreshold: ask,
      selection: FeatureSelection(rawValue: UInt8(families)))
  }

  private static func checkDigest(_ octets: [UInt8]) throws(ModelError) {
    guard octets.count >= 44 else { throw .truncated(octet: octets.count) }
    var digest = SHA256()
    digest.update(octets.dropLast(32))
    guard digest.finalize().elementsEqual(octets.suffix(32)) else { throw .digestMismatch }
  }
}

/// Appends numbers little-endian.
struct OctetWriter {
  var octets: [UInt8] = []

  mutating func write(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { octets.append(contentsOf: $0) }
  }

  mutating func write(_ vector: SIMD4<Float>) {
    for index in 0..<4 { write(vector[index].bitPattern) }
  }
}

/// Reads numbers little-endian and says where it fails.
struct OctetReader {
  let octets: [UInt8]
  private(set) var at = 0

  init(octets: [UInt8]) {
    self.octets = octets
  }

  mutating func take(_ count: Int) throws(ModelError) -> ArraySlice<UInt8> {
    guard count <= octets.count - at else { throw .truncated(octet: octets.count) }
    defer { at += count }
    return octets[at..<at + count]
  }

  mutating func uint32() throws(ModelError) -> UInt32 {
    try take(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  mutating func uint64() throws(ModelError) -> UInt64 {
    try take(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  func expect(_ program: UInt64, _ model: UInt64, _ field: String) throws(ModelError) {
    guard model == program else { throw .featureMismatch(field: field, model: model, program: program) }
  }

  mutating func vector(_ field: String) throws(ModelError) -> SIMD4<Float> {
    var vector = SIMD4<Float>()
    for index in 0..<4 {
      vector[index] = Float(bitPattern: try uint32())
      guard vector[index].isFinite, abs(vector[index]) < 1e6 else { throw .invalid(field: field, octet: at - 4) }
    }
    return vector
  }

  mutating func probability(_ field: String) throws(ModelError) -> Float {
    let value = Float(bitPattern: try uint32())
    guard value >= 0, value <= 1 else { throw .invalid(field: field, octet: at - 4) }
    return value
  }

  mutating func weights(_ count: Int) throws(ModelError) -> [SIMD4<Int8>] {
    let slice = try take(count * 4)
    return [SIMD4<Int8>](unsafeUninitializedCapacity: count) { buffer, initialized in
      slice.withUnsafeBytes { raw in
        for index in 0..<count {
          let value = raw.loadUnaligned(fromByteOffset: index * 4, as: SIMD4<Int8>.self)
          (buffer.baseAddress.unsafelyUnwrapped + index).initialize(to: value)
        }
      }
      initialized = count
    }
  }
}
