/// Up to ten octets, which is all that an address field can hold, kept in place rather than in memory of their own: a
/// PDU has two addresses, and allocating would be most of the time that decoding takes.
struct AddressOctets: RandomAccessCollection, Hashable {
  /// The octets from the most significant place on, the first eight and the rest.
  private var head: UInt64 = 0
  private var tail: UInt64 = 0
  private(set) var endIndex = 0

  static let capacity = 10

  var startIndex: Int { 0 }

  subscript(index: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: (index < 8 ? head : tail) >> UInt64(8 * (7 - index % 8)))
  }

  init() {}

  /// The first ten octets of a sequence.
  init(_ octets: some Sequence<UInt8>) {
    for octet in octets.prefix(Self.capacity) { append(octet) }
  }

  mutating func append(_ octet: UInt8) {
    let place = UInt64(octet) << UInt64(8 * (7 - endIndex % 8))
    if endIndex < 8 { head |= place } else { tail |= place }
    endIndex += 1
  }
}

extension OctetReader {
  mutating func addressOctets(_ count: Int, _ field: StaticString) throws(PDUError) -> AddressOctets {
    var result = AddressOctets()
    guard count <= remaining else { throw error(.truncated(needed: count, available: remaining), field) }
    for _ in 0..<Swift.min(count, AddressOctets.capacity) { result.append(try octet(field)) }
    return result
  }
}
