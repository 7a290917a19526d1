/// UCS-2 text, which in practice is UTF-16 with the high octet first (3GPP TS 23.038 §6.2.3).
public enum UCS2 {
  /// The text of octets. A surrogate without its partner is U+FFFD; the last of an odd number of octets is ignored.
  public static func text(of octets: some Collection<UInt8>) -> String {
    var units: [UInt16] = []
    units.reserveCapacity(octets.count / 2)
    var high: UInt8?
    for octet in octets {
      if let first = high {
        units.append(UInt16(first) << 8 | UInt16(octet))
        high = nil
      } else {
        high = octet
      }
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// The octets of a text.
  public static func octets(of text: some StringProtocol) -> [UInt8] {
    var octets: [UInt8] = []
    octets.reserveCapacity(text.utf8.count * 2)
    for unit in text.utf16 {
      octets.append(UInt8(truncatingIfNeeded: unit >> 8))
      octets.append(UInt8(truncatingIfNeeded: unit))
    }
    return octets
  }
}
