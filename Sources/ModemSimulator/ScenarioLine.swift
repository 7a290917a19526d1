/// The rest of a scenario's line while it is read.
struct ScenarioLine {
  let number: Int
  private(set) var tokens: ArraySlice<ScenarioToken>
  private let endColumn: Int

  init(_ text: Substring, number: Int) throws(ScenarioError) {
    self.number = number
    tokens = try ScenarioLexer.tokens(of: text, line: number)[...]
    endColumn = text.count + 1
  }

  var isEmpty: Bool { tokens.isEmpty }
  var column: Int { tokens.first?.column ?? endColumn }

  func error(_ reason: String, _ remedy: String, column: Int? = nil) -> ScenarioError {
    ScenarioError(line: number, column: column ?? self.column, reason: reason, remedy: remedy)
  }

  /// Takes the next word when it is this one.
  mutating func take(_ word: String) -> Bool {
    guard let token = tokens.first, !token.isQuoted, token.text == word else { return false }
    tokens.removeFirst()
    return true
  }

  /// The next word or text.
  mutating func value(_ what: String, example: String) throws(ScenarioError) -> ScenarioToken {
    guard let token = tokens.popFirst() else { throw error("\(what) is missing", "For example: \(example)") }
    return token
  }

  mutating func text(_ what: String, example: String) throws(ScenarioError) -> String {
    let token = try value(what, example: example)
    guard token.isQuoted else {
      throw error("\(what) is not in quotation marks", "For example: \(example)", column: token.column)
    }
    return token.text
  }

  mutating func number(
    _ what: String, in range: ClosedRange<Int>, example: String
  ) throws(ScenarioError) -> Int {
    let token = try value(what, example: example)
    guard let number = Int(token.text), range.contains(number) else {
      throw error(
        "\(what) '\(token.text)' is no number from \(range.lowerBound) to \(range.upperBound)",
        "For example: \(example)", column: token.column)
    }
    return number
  }

  /// A number when there is one, else the given.
  mutating func optionalNumber(
    _ what: String, in range: ClosedRange<Int>, else given: Int, example: String
  ) throws(ScenarioError) -> Int {
    guard let token = tokens.first, token.text.first?.isNumber == true || token.text.first == "-" else { return given }
    return try number(what, in: range, example: example)
  }

  mutating func digits(
    _ what: String, count: ClosedRange<Int>, example: String
  ) throws(ScenarioError) -> String {
    let token = try value(what, example: example)
    guard count.contains(token.text.utf8.count), token.text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw error(
        "\(what) '\(token.text)' is not \(count.lowerBound) to \(count.upperBound) digits",
        "For example: \(example)", column: token.column)
    }
    return token.text
  }

  mutating func phoneNumber(_ what: String, example: String) throws(ScenarioError) -> String {
    let token = try value(what, example: example)
    let digits = token.text.hasPrefix("+") ? token.text.dropFirst() : token.text[...]
    guard (3...20).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw error("\(what) '\(token.text)' is no number", "For example: \(example)", column: token.column)
    }
    return token.text
  }

  /// `300ms`, `2.5s`, `2m`, `1h`.
  mutating func time(_ what: String, example: String) throws(ScenarioError) -> Duration {
    let token = try value(what, example: example)
    guard let time = Self.time(token.text) else {
      throw error(
        "\(what) '\(token.text)' is no length of time", "Write 300ms, 2.5s, 2m or 1h; for example: \(example)",
        column: token.column)
    }
    return time
  }

  private static func time(_ text: String) -> Duration? {
    let units: [(String, Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86_400)]
    guard let unit = units.first(where: { text.hasSuffix($0.0) }), let value = Double(text.dropLast(unit.0.count)),
      value >= 0, value * unit.1 <= 366 * 86_400
    else { return nil }
    return .microseconds(Int64((value * unit.1 * 1_000_000).rounded()))
  }

  /// One of the given words; a misspelt one is answered with the nearest.
  mutating func choice<Choice>(
    _ what: String, of choices: [(String, Choice)], example: String
  ) throws(ScenarioError) -> Choice {
    let token = try value(what, example: example)
    if let found = choices.first(where: { $0.0 == token.text }) { return found.1 }
    throw unknown(what, token, choices.map(\.0))
  }

  func unknown(_ what: String, _ token: ScenarioToken, _ known: [String]) -> ScenarioError {
    let nearest = known.map { ($0, editDistance($0, token.text)) }.min { $0.1 < $1.1 }
    let hint = nearest.flatMap { $0.1 <= 2 ? "Did you mean \($0.0)? " : nil } ?? ""
    return error(
      "unknown \(what) '\(token.text)'", hint + "There are: " + known.joined(separator: ", ") + ".",
      column: token.column)
  }

  func expectEnd() throws(ScenarioError) {
    guard let token = tokens.first else { return }
    throw error(
      "'\(token.text)' is one word too many", "Remove it, or put it into the quotation marks of the text.",
      column: token.column)
  }
}

/// How many characters have to be changed (Levenshtein).
private func editDistance(_ one: String, _ other: String) -> Int {
  let other = Array(other)
  var row = Array(0...other.count)
  for (index, character) in one.enumerated() {
    var diagonal = row[0]
    row[0] = index + 1
    for column in other.indices {
      let replaced = diagonal + (other[column] == character ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(replaced, row[column] + 1, row[column + 1] + 1)
    }
  }
  return row[other.count]
}
