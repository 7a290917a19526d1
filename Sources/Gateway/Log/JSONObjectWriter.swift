/// Writes one JSON object (RFC 8259) on one line, keys in the order they are added.
///
/// `JSONEncoder` sorts keys or shuffles them and escapes less than a log line needs: control characters, the
/// separators U+2028/2029 and bidirectional controls never appear raw, so that a terminal or a pager shows a line as
/// one line.
public struct JSONObjectWriter: Sendable {
  private var text = "{"

  /// An empty object.
  public init() {}

  /// Adds a string.
  public mutating func add(_ key: String, string: String) {
    begin(key)
    Self.append(string, to: &text)
  }

  /// Adds a string, or nothing when it is nil.
  public mutating func add(_ key: String, string: String?) {
    if let string { add(key, string: string) }
  }

  /// Adds a whole number.
  public mutating func add(_ key: String, integer: Int) {
    begin(key)
    text += String(integer)
  }

  /// Adds a number with four places; what is no number (JSON has none) becomes null.
  public mutating func add(_ key: String, decimal: Double) {
    begin(key)
    text += Self.decimal(decimal)
  }

  /// Adds true or false.
  public mutating func add(_ key: String, boolean: Bool) {
    begin(key)
    text += boolean ? "true" : "false"
  }

  /// Adds null.
  public mutating func addNull(_ key: String) {
    begin(key)
    text += "null"
  }

  /// Adds an array of strings.
  public mutating func add(_ key: String, strings: [String]) {
    begin(key)
    text += "["
    for (index, string) in strings.enumerated() {
      if index > 0 { text += "," }
      Self.append(string, to: &text)
    }
    text += "]"
  }

  /// Adds an object or array that is JSON already.
  public mutating func add(_ key: String, json: String) {
    begin(key)
    text += json
  }

  /// The object; the writer is used up.
  public consuming func finished() -> String { text + "}" }

  /// A string as JSON, with its quotes.
  static func quoted(_ string: String) -> String {
    var text = ""
    append(string, to: &text)
    return text
  }

  private mutating func begin(_ key: String) {
    if text.utf8.count > 1 { text += "," }
    Self.append(key, to: &text)
    text += ":"
  }

  private static func decimal(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "null" }
    let scaled = Int64((abs(value) * 10_000).rounded())
    var fraction = String(scaled % 10_000 + 10_000).dropFirst()
    while fraction.count > 1, fraction.last == "0" { fraction.removeLast() }
    return "\(value < 0 && scaled > 0 ? "-" : "")\(scaled / 10_000).\(fraction)"
  }

  private static func append(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where isUnsafe(scalar): appendEscape(scalar, to: &text)
      case _: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  private static func appendEscape(_ scalar: Unicode.Scalar, to text: inout String) {
    for unit in String(scalar).utf16 {
      let digits = String(unit, radix: 16)
      text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }
}

/// Whether a character could act on a terminal, a pager or the direction of the text around it.
func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF,
    0xFFF9...0xFFFB, 0xE0000...0xE007F:
    true
  case _: false
  }
}

/// A text a person reads on a terminal: what could act on it is shown as `\u{…}`, line ends as `⏎`.
public func visible(_ text: String) -> String {
  var shown = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\n": shown += "⏎"
    case "\r": continue
    case _ where isUnsafe(scalar): shown += "\\u{\(String(scalar.value, radix: 16))}"
    case _: shown.unicodeScalars.append(scalar)
    }
  }
  return shown
}
