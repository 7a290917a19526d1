/// The digits of a telephone number as somebody wrote it, without its punctuation.
struct DialString {
  /// ASCII digits, never empty.
  let digits: String
  /// Whether it began with `+`.
  let hasPlus: Bool

  /// More than any number has (ITU-T E.164 allows 15; a prefix and a trunk zero come on top).
  private static let maximumDigits = 20

  /// Nil when there is anything besides digits, one leading `+` and the usual punctuation.
  init?(_ text: some StringProtocol) {
    var digits = ""
    var hasPlus = false
    var written = Substring(String(text))
    if let zero = written.range(ofTrunkZeroAfter: "+62") { written.removeSubrange(zero) }
    for scalar in written.unicodeScalars {
      switch scalar {
      case "0"..."9":
        guard digits.utf8.count < Self.maximumDigits else { return nil }
        digits.unicodeScalars.append(scalar)
      case "+":
        guard digits.isEmpty, !hasPlus else { return nil }
        hasPlus = true
      case " ", "-", ".", "/", "(", ")", "\u{A0}", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}":
        continue
      default:
        return nil
      }
    }
    guard !digits.isEmpty else { return nil }
    self.digits = digits
    self.hasPlus = hasPlus
  }
}

extension Substring {
  /// The `(0)` of `+62 (0)812…`, which is not dialled from abroad; only in parentheses is it plainly that.
  fileprivate func range(ofTrunkZeroAfter countryCode: String) -> Range<Index>? {
    guard hasPrefix(countryCode) else { return nil }
    let afterCode = dropFirst(countryCode.count).drop { $0 == " " || $0 == "-" }
    guard afterCode.hasPrefix("(0)") else { return nil }
    return afterCode.startIndex..<afterCode.index(afterCode.startIndex, offsetBy: 3)
  }
}
