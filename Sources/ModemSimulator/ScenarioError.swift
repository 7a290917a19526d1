/// What is wrong with a scenario's text, where, and what to do.
public struct ScenarioError: Error, Sendable, Equatable, CustomStringConvertible {
  /// From 1.
  public var line: Int
  /// In characters, from 1.
  public var column: Int
  /// What is wrong.
  public var reason: String
  /// What to do.
  public var remedy: String

  /// `line 3, column 12: …`
  public var description: String { "line \(line), column \(column): \(reason). \(remedy)" }
}

/// A word or a text of a scenario's line.
struct ScenarioToken: Sendable, Equatable {
  var text: String
  var isQuoted: Bool
  var column: Int
}

/// Cuts one line into words and quoted texts.
struct ScenarioLexer {
  private let characters: [Character]
  private let line: Int
  private var position = 0

  static func tokens(of text: Substring, line: Int) throws(ScenarioError) -> [ScenarioToken] {
    var lexer = ScenarioLexer(characters: Array(text), line: line)
    var tokens: [ScenarioToken] = []
    while let token = try lexer.next() { tokens.append(token) }
    return tokens
  }

  private init(characters: [Character], line: Int) {
    self.characters = characters
    self.line = line
  }

  /// nil at the end of the line or at a comment.
  private mutating func next() throws(ScenarioError) -> ScenarioToken? {
    while position < characters.count, characters[position].isWhitespace { position += 1 }
    guard position < characters.count, characters[position] != "#" else { return nil }
    let column = position + 1
    if characters[position] == "\"" {
      return ScenarioToken(text: try quoted(column: column), isQuoted: true, column: column)
    }
    let start = position
    while position < characters.count, !characters[position].isWhitespace { position += 1 }
    return ScenarioToken(text: String(characters[start..<position]), isQuoted: false, column: column)
  }

  private mutating func quoted(column: Int) throws(ScenarioError) -> String {
    position += 1
    var text = ""
    while position < characters.count {
      let character = characters[position]
      position += 1
      switch character {
      case "\"": return text
      case "\\": text.append(try escaped())
      default: text.append(character)
      }
    }
    throw ScenarioError(
      line: line, column: column, reason: "the text has no end",
      remedy: "Close it with a quotation mark; one inside the text is written \\\".")
  }

  private mutating func escaped() throws(ScenarioError) -> Character {
    let column = position
    guard position < characters.count else { throw unknownEscape(column) }
    let character = characters[position]
    position += 1
    switch character {
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "\"", "\\": return character
    case "u":
      guard position < characters.count, characters[position] == "{",
        let end = characters[position...].firstIndex(of: "}"),
        let value = UInt32(String(characters[(position + 1)..<end]), radix: 16), let scalar = Unicode.Scalar(value)
      else { throw unknownEscape(column) }
      position = end + 1
      return Character(scalar)
    default: throw unknownEscape(column)
    }
  }

  private func unknownEscape(_ column: Int) -> ScenarioError {
    ScenarioError(
      line: line, column: column, reason: "unknown escape",
      remedy: "There are \\n, \\r, \\t, \\\", \\\\ and \\u{20AC}.")
  }
}
