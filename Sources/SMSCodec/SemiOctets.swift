/// Semi-octet (swapped BCD) digits (3GPP TS 23.040 §9.1.2.3): the low half of an octet is the first digit.
public enum SemiOctets {
  /// The characters of the sixteen digit values. 1111 is a filler; here it is shown where it stands among digits.
  private static let characters: [UInt8] = Array("0123456789*#abcF".utf8)

  /// The first `count` digits: `0…9`, `*`, `#`, `a`, `b`, `c`; a filler before the end is skipped.
  public static func digits(of octets: some Collection<UInt8>, count: Int) -> String {
    let wanted = min(max(count, 0), octets.count * 2)
    return String(unsafeUninitializedCapacity: max(wanted, 1)) { buffer in
      var read = 0
      var written = 0
      for octet in octets {
        for nibble in [octet & 0x0F, octet >> 4] where read < wanted {
          read += 1
          if nibble == 0x0F { continue }
          buffer[written] = characters[Int(nibble)]
          written += 1
        }
      }
      return written
    }
  }

  /// The digits up to the end or the filler in the last half octet.
  public static func digits(of octets: some Collection<UInt8>) -> String {
    digits(of: octets, count: octets.count * 2)
  }

  /// The decimal digits up to the first that is not decimal, as identities (IMSI, ICCID) on a SIM are read.
  public static func decimalPrefix(of octets: some Collection<UInt8>) -> String {
    var digits = ""
    for octet in octets {
      for nibble in [octet & 0x0F, octet >> 4] {
        guard nibble < 10 else { return digits }
        digits.unicodeScalars.append(Unicode.Scalar(UInt8(ascii: "0") + nibble))
      }
    }
    return digits
  }

  /// The octets of digits, the last half filled with 1111 when their number is odd; nil for a character that is none.
  public static func octets(of digits: some StringProtocol) -> [UInt8]? {
    var octets: [UInt8] = []
    var pending: UInt8?
    for byte in digits.utf8 {
      guard let nibble = nibble(of: byte) else { return nil }
      if let low = pending {
        octets.append(nibble << 4 | low)
        pending = nil
      } else {
        pending = nibble
      }
    }
    if let low = pending { octets.append(0xF0 | low) }
    return octets
  }

  static func nibble(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "*"): 0x0A
    case UInt8(ascii: "#"): 0x0B
    case UInt8(ascii: "a")...UInt8(ascii: "c"): byte - UInt8(ascii: "a") + 0x0C
    case UInt8(ascii: "A")...UInt8(ascii: "C"): byte - UInt8(ascii: "A") + 0x0C
    default: nil
    }
  }
}
