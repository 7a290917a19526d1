internal import SMSCodec

/// Text brought into the GSM 7-bit default alphabet, and how much room it takes (3GPP TS 23.038 §6.2.1).
enum GSMText {
  /// Septets in an SMS that stands alone (3GPP TS 23.040 §9.2.3.16).
  static let septetsAlone = 160
  /// Septets in a part of a concatenated SMS with an 8-bit reference (§9.2.3.24.1).
  static let septetsInPart = 153

  /// So many parts as may be asked for: 1 to 255, what a concatenation can number.
  static func allowed(_ parts: Int) -> Int { min(max(1, parts), 255) }

  /// `text` as one line of printable GSM 7-bit characters, without any of `separators`.
  ///
  /// Line breaks and separators become spaces, control and invisible characters vanish: 0x1A ends the text and 0x1B
  /// cancels it at a modem's prompt.
  static func cleaned(_ text: String, without separators: Set<Character>) -> String {
    let visible = String(String.UnicodeScalarView(text.unicodeScalars.compactMap(visibleScalar)))
    var result = String.UnicodeScalarView()
    for scalar in GSM7.transliterate(visible).unicodeScalars {
      guard let printable = visibleScalar(scalar) else { continue }
      if separators.contains(Character(printable)) || printable == "\u{20}" {
        result.append(" ")
      } else if GSM7.isEncodable(String(printable)) {
        result.append(printable)
      } else {
        result.append("?")
      }
    }
    return String(result).trimmingSpaces()
  }

  /// Septets `text` takes; characters outside the alphabet count as the `?` they would become.
  static func septets(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + (GSM7.septetCount(String($1)) ?? 1) }
  }

  /// How many SMS `text` takes. An extension character is never split between two parts.
  static func parts(_ text: some StringProtocol) -> Int {
    if septets(text) <= septetsAlone { return 1 }
    var parts = 1
    var used = 0
    for scalar in text.unicodeScalars {
      let needed = septets(String(scalar))
      if used + needed > septetsInPart {
        parts += 1
        used = 0
      }
      used += needed
    }
    return parts
  }

  /// Septets that surely fit in so many parts, wherever the extension characters fall.
  static func capacity(parts: Int) -> Int {
    parts <= 1 ? septetsAlone : parts * (septetsInPart - 1) + 1
  }

  private static func visibleScalar(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.properties.generalCategory {
    case .spaceSeparator, .lineSeparator, .paragraphSeparator: " "
    case .control:
      switch scalar {
      case "\n", "\r", "\t", "\u{0B}", "\u{0C}", "\u{85}": " "
      default: nil
      }
    case .format, .surrogate, .privateUse, .unassigned: nil
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber, .connectorPunctuation,
      .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
      .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
      scalar
    @unknown default: nil
    }
  }
}

extension String {
  /// Without the spaces at both ends.
  fileprivate func trimmingSpaces() -> String {
    guard let last = lastIndex(where: { $0 != " " }) else { return "" }
    return String(self[...last].drop { $0 == " " })
  }
}
