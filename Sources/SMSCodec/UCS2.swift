/// UCS-2 text, which in practice is UTF-16 with the high octet first (3GPP TS 23.038 §6.2.3).
public enum UCS2 {
  /// The text of octets. A surrogate without its partner is U+FFFD; the last of an odd number of octets is ignored.
  public static func text(of octets: some Collection<UInt8>) -> String {
    String(unsafeUninitializedCapacity: octets.count / 2 * 3) { buffer in
      var writer = UTF8Writer(buffer)
      var pendingOctet: UInt8?
      var pendingSurrogate: UInt16?
      for octet in octets {
        guard let first = pendingOctet else {
          pendingOctet = octet
          continue
        }
        pendingOctet = nil
        write(UInt16(first) << 8 | UInt16(octet), after: &pendingSurrogate, into: &writer)
      }
      if pendingSurrogate != nil { writer.write(replacement) }
      return writer.count
    }
  }

  private static let replacement: UInt16 = 0xFFFD

  private static func write(_ unit: UInt16, after pending: inout UInt16?, into writer: inout UTF8Writer) {
    if let high = pending {
      pending = nil
      if unit & 0xFC00 == 0xDC00 {
        writer.write(highSurrogate: high, low: unit)
        return
      }
      writer.write(replacement)
    }
    switch unit & 0xFC00 {
    case 0xD800: pending = unit
    case 0xDC00: writer.write(replacement)
    default: writer.write(unit)
    }
  }

  /// The octets of a text.
  public static func octets(of text: some StringProtocol) -> [UInt8] {
    var octets: [UInt8] = []
    octets.reserveCapacity(text.utf8.count * 2)
    for scalar in text.unicodeScalars {
      if scalar.value < 0x1_0000 {
        append(scalar.value, to: &octets)
      } else {
        append(0xD800 + (scalar.value - 0x1_0000) >> 10, to: &octets)
        append(0xDC00 + (scalar.value - 0x1_0000) & 0x03FF, to: &octets)
      }
    }
    return octets
  }

  private static func append(_ unit: UInt32, to octets: inout [UInt8]) {
    octets.append(UInt8(truncatingIfNeeded: unit >> 8))
    octets.append(UInt8(truncatingIfNeeded: unit))
  }
}
