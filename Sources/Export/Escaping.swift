/// Text of strangers, made harmless for the format it goes into.
enum Escaping {
  /// What could act on a reader or the direction of the text around it is shown as `\u{…}`; line ends stay.
  static func plain(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": shown += "\n"
      case "\r": continue
      case _ where acts(scalar): shown += "\\u{\(String(scalar.value, radix: 16))}"
      case _: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// The same on one line.
  static func line(_ text: String) -> String { plain(text).replacing("\n", with: " ").replacing("\t", with: " ") }

  /// For the text and the attributes of an HTML document.
  static func html(_ text: String) -> String {
    var shown = ""
    for character in plain(text) {
      switch character {
      case "&": shown += "&amp;"
      case "<": shown += "&lt;"
      case ">": shown += "&gt;"
      case "\"": shown += "&quot;"
      case "'": shown += "&#39;"
      case _: shown.append(character)
      }
    }
    return shown
  }

  /// A field of a CSV file (RFC 4180). A spreadsheet takes a cell that begins like a formula for one; an apostrophe before
  /// it keeps it a text, and a number with its `+` or leading zero whole.
  static func csv(_ text: String) -> String {
    let shown = plain(text)
    let first = shown.drop(while: \.isWhitespace).first
    let isFormula = first.map { "=+-@＝＋－＠|%".contains($0) } ?? false
    let isNumber = !shown.isEmpty && shown.allSatisfy(\.isNumber) && (shown.hasPrefix("0") || shown.count > 11)
    return "\"" + (isFormula || isNumber ? "'" : "") + shown.replacing("\"", with: "\"\"") + "\""
  }

  /// A string of JSON (RFC 8259) with its quotation marks.
  static func json(_ text: String) -> String {
    var shown = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": shown += "\\\""
      case "\\": shown += "\\\\"
      case "\n": shown += "\\n"
      case "\r": shown += "\\r"
      case "\t": shown += "\\t"
      case _ where acts(scalar):
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          shown += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      case _: shown.unicodeScalars.append(scalar)
      }
    }
    return shown + "\""
  }

  private static func acts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09: false
    case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0x200B...0x200F, 0x061C, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    case _: false
    }
  }
}
