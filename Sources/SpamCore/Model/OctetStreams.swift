/// Appends numbers little-endian.
struct OctetWriter {
  var octets: [UInt8] = []

  mutating func write(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { octets.append(contentsOf: $0) }
  }

  /// A number below 2^24 in three octets.
  mutating func write(triple value: UInt32) {
    for shift in [0, 8, 16] { octets.append(UInt8(truncatingIfNeeded: value >> shift)) }
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

  mutating func uint16() throws(ModelError) -> UInt16 {
    try take(2).reversed().reduce(0) { $0 << 8 | UInt16($1) }
  }

  /// Numbers of three octets each.
  mutating func triples(_ count: Int) throws(ModelError) -> [UInt32] {
    let slice = try take(count * 3)
    return stride(from: slice.startIndex, to: slice.endIndex, by: 3).map {
      UInt32(slice[$0]) | UInt32(slice[$0 + 1]) << 8 | UInt32(slice[$0 + 2]) << 16
    }
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
