extension GSM7 {
  /// The number of bits between a header of `octets` octets and the next septet boundary (3GPP TS 23.040 §9.2.3.24).
  public static func fillBits(afterHeader octets: Int) -> Int {
    // 8 is 1 modulo 7.
    (7 - octets % 7) % 7
  }

  /// Packs septets, eight in seven octets, after `fillBits` zero bits, 0 to 7 (3GPP TS 23.038 §6.1.2.1). What is left
  /// of the last octet is zero.
  public static func pack(_ septets: some Collection<UInt8>, fillBits: Int = 0) -> [UInt8] {
    var octets: [UInt8] = []
    octets.reserveCapacity(septets.count * 7 / 8 + 2)
    appendPacked(septets, fillBits: fillBits, to: &octets)
    return octets
  }

  static func appendPacked(_ septets: some Collection<UInt8>, fillBits: Int, to octets: inout [UInt8]) {
    var bits = UInt32(0)
    var count = min(max(fillBits, 0), 7)
    for septet in septets {
      bits |= UInt32(septet & 0x7F) << UInt32(count)
      count += 7
      if count >= 8 {
        octets.append(UInt8(truncatingIfNeeded: bits))
        bits >>= 8
        count -= 8
      }
    }
    if count > 0 { octets.append(UInt8(truncatingIfNeeded: bits)) }
  }

  /// The septets of packed octets, from a bit on; fewer than `count` when the octets hold fewer.
  public static func unpack(_ octets: [UInt8], count: Int, fillBits: Int = 0) -> [UInt8] {
    guard fillBits >= 0 else { return [] }
    let count = min(max(count, 0), max(0, octets.count * 8 - fillBits) / 7)
    var septets: [UInt8] = []
    septets.reserveCapacity(count)
    forEachSeptet(of: octets, count: count, firstBit: fillBits) { septets.append($0) }
    return septets
  }

  /// Packs septets for USSD: a carriage return fills seven bits that would otherwise read as `@`, and one is added where
  /// the last septet is a carriage return on an octet boundary (3GPP TS 23.038 §6.1.2.3.1).
  public static func packUSSD(_ septets: [UInt8]) -> [UInt8] {
    let needsFiller = septets.count % 8 == 7
    let needsReturn = !septets.isEmpty && septets.count % 8 == 0 && septets.last == carriageReturn
    return pack(needsFiller || needsReturn ? septets + [carriageReturn] : septets)
  }

  /// The septets of a USSD string: the carriage return that fills the last octet is removed.
  public static func unpackUSSD(_ octets: [UInt8]) -> [UInt8] {
    var septets = unpack(octets, count: octets.count * 8 / 7)
    if octets.count % 7 == 0, septets.last == carriageReturn { septets.removeLast() }
    return septets
  }

  private static let carriageReturn: UInt8 = 0x0D

  /// Calls `body` with each of `count` septets, which the octets must hold from `firstBit` on.
  static func forEachSeptet(of octets: [UInt8], count: Int, firstBit: Int, _ body: (UInt8) -> Void) {
    var index = firstBit / 8
    let skipped = firstBit % 8
    var bits = UInt32(0)
    var available = 0
    if skipped > 0, index < octets.count {
      bits = UInt32(octets[index]) >> UInt32(skipped)
      available = 8 - skipped
      index += 1
    }
    for _ in 0..<count {
      if available < 7 {
        bits |= UInt32(octets[index]) << UInt32(available)
        available += 8
        index += 1
      }
      body(UInt8(truncatingIfNeeded: bits & 0x7F))
      bits >>= 7
      available -= 7
    }
  }
}
