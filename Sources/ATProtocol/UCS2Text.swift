/// Texts of a modem whose character set is UCS-2 (`+CSCS="UCS2"`): four hexadecimal digits a character.
enum UCS2Text {
  /// The text; nil when these are no such digits, or something without a character among them.
  static func decode(_ text: some StringProtocol) -> String? {
    let digits = Array(text.utf8)
    guard digits.count >= 16, digits.count.isMultiple(of: 4) else { return nil }
    var decoded = String.UnicodeScalarView()
    for start in stride(from: 0, to: digits.count, by: 4) {
      let unit = UInt16(String(decoding: digits[start..<start + 4], as: UTF8.self), radix: 16)
      guard let unit, unit >= 0x20, let scalar = Unicode.Scalar(unit) else { return nil }
      decoded.append(scalar)
    }
    return String(decoded)
  }
}
