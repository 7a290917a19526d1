/// Appends numbers little-endian.
struct OctetWriter {
  var octets: [UInt8] = []

  mutating func write(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { octets.append(contentsOf: $0) }
  }

  /// How many ascending numbers there are in two octets, then the difference of each to the one before, seven bits an octet, the
  /// lowest first, the highest bit set where more follow.
  mutating func write(ascending values: some Collection<UInt32>) {
    write(UInt16(clamping: values.count))
    var previous: UInt32 = 0
    for value in values {
      var rest = value - previous
      while rest >= 0x80 {
        octets.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      octets.append(UInt8(rest))
      previous = value
    }
  }

  mutating func write(_ vector: SIMD4<Float>) {
    for index in 0..<4 { write(vector[index].bitPattern) }
  }
}

/// Reads numbers little-endian and says where it fails.
///
/// It does not copy the octets, a model has millions; they must stay where they are while it is in use.
struct OctetReader {
  let octets: UnsafeBufferPointer<UInt8>
  private(set) var at = 0

  init(octets: UnsafeBufferPointer<UInt8>) {
    self.octets = octets
  }

  mutating func take(_ count: Int) throws(ModelError) -> UnsafeBufferPointer<UInt8> {
    guard count <= octets.count - at else { throw .truncated(octet: octets.count) }
    defer { at += count }
    return UnsafeBufferPointer(rebasing: octets[at..<at + count])
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
    for index in 0..<4 { vector[index] = try number(field) }
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

  /// What `OctetWriter.write(ascending:)` wrote; refuses numbers from `limit` on.
  mutating func ascending(below limit: UInt32, _ field: String) throws(ModelError) -> [UInt32] {
    let count = try uint16()
    var values: [UInt32] = []
    values.reserveCapacity(Int(count))
    var value: UInt32 = 0
    for _ in 0..<count {
      var shift: UInt32 = 0
      while true {
        let octet = UInt32(try octet())
        // Three octets hold every number there is, so that nothing overflows.
        guard shift < 21 else { throw .invalid(field: field, octet: at - 1) }
        value += (octet & 0x7F) << shift
        shift += 7
        if octet & 0x80 == 0 { break }
      }
      guard value < limit else { throw .invalid(field: field, octet: at - 1) }
      values.append(value)
    }
    return values
  }

  mutating func octet() throws(ModelError) -> UInt8 {
    guard at < octets.count else { throw .truncated(octet: octets.count) }
    defer { at += 1 }
    return octets[at]
  }

  /// A finite number of reasonable size.
  mutating func number(_ field: String) throws(ModelError) -> Float {
    let value = Float(bitPattern: try uint32())
    guard value.isFinite, abs(value) < 1e6 else { throw .invalid(field: field, octet: at - 4) }
    return value
  }
}
