/// Text of a manual page, man(7).
struct Roff {
  private(set) var lines: [String] = []

  mutating func title(_ name: String, section: Int, date: String, version: String) {
    let words = [name.uppercased(), String(section), date, "pelapor \(version)"]
    lines.append(".TH " + words.map(Self.quoted).joined(separator: " "))
    // Commands are to be copied: no hyphenation, no justified gaps.
    lines += [".nh", ".ad l"]
  }

  mutating func section(_ name: String) { lines.append(".SH \(Self.quoted(name))") }
  mutating func subsection(_ name: String) { lines.append(".SS \(Self.quoted(name))") }

  /// Text in paragraphs, which empty lines part.
  mutating func text(_ text: String) {
    for (index, paragraph) in Self.paragraphs(text).enumerated() {
      if index > 0 { lines.append(".PP") }
      lines.append(Self.inline(paragraph))
    }
  }

  /// A term, already in roff's own notation, and what it means.
  mutating func item(_ term: String, _ meaning: String) {
    lines += [".TP", term]
    lines.append(meaning.isEmpty ? "\\ " : Self.inline(Self.paragraphs(meaning).joined(separator: " ")))
  }

  mutating func verbatim(_ text: [String]) {
    lines += [".PP", ".nf", ".RS 4"] + text.map(Self.escaped) + [".RE", ".fi"]
  }

  /// A line in roff's own notation.
  mutating func raw(_ line: String) { lines.append(line) }

  var page: String { lines.joined(separator: "\n") + "\n" }

  static func bold(_ text: String) -> String { "\\fB\(escaped(text))\\fR" }
  static func italic(_ text: String) -> String { "\\fI\(escaped(text))\\fR" }

  /// Text as it is: nothing in it is a request or an escape, and hyphens are those of the command line.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "~": result += "\\(ti"
      case "^": result += "\\(ha"
      case "`": result += "\\(ga"
      case "\n": result += " "
      default: result.append(character)
      }
    }
    return result.hasPrefix(".") || result.hasPrefix("'") ? "\\&" + result : result
  }

  /// The same, with `code` in bold.
  static func inline(_ text: String) -> String {
    let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
    guard pieces.count.isMultiple(of: 2) == false else { return escaped(text) }
    let joined = pieces.enumerated().map { $0.offset.isMultiple(of: 2) ? body($0.element) : bold(String($0.element)) }
      .joined()
    return joined.hasPrefix(".") || joined.hasPrefix("'") ? "\\&" + joined : joined
  }

  private static func body(_ piece: Substring) -> String {
    let text = escaped("x" + piece)
    return String(text.dropFirst())
  }

  private static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

  private static func paragraphs(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .split(whereSeparator: \.isEmpty).map { $0.joined(separator: " ") }
  }
}
