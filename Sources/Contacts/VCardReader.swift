/// Reads the numbers of vCards: 2.1 (versit), 3.0 (RFC 2426) and 4.0 (RFC 6350). Properties other than names and
/// telephone numbers are passed over.
struct VCardReader {
  private var file = ContactFile()
  private var name: String?
  private var structuredName: String?
  private var numbers: [(value: String, line: Int)] = []
  private var cardLine: Int?
  /// Cards within cards (the 2.1 property AGENT): their numbers count as the outer card's.
  private var depth = 0

  static func isVCard(_ text: String) -> Bool {
    let first = text.drop { $0.isWhitespace }.prefix(64).prefix { !$0.isNewline }
    return first.filter { !$0.isWhitespace }.uppercased() == "BEGIN:VCARD"
  }

  static func read(_ text: String) -> ContactFile {
    var reader = Self()
    for line in unfolded(NumberedLine.lines(of: text)) { reader.take(line) }
    if let begin = reader.cardLine {
      reader.finishCard()
      reader.file.problems.append(
        ContactProblem(line: begin, reason: "the card has no END:VCARD; its numbers were read all the same"))
    }
    reader.file.problems.sort { $0.line < $1.line }
    return reader.file
  }

  /// A line that begins with a space goes on with the one before (RFC 6350 §3.2); in 2.1, quoted-printable values go on
  /// after a `=` at the end.
  private static func unfolded(_ lines: [NumberedLine]) -> [NumberedLine] {
    var result: [NumberedLine] = []
    for line in lines {
      if let last = result.indices.last {
        if let first = line.text.first, first == " " || first == "\t", !result[last].text.isEmpty {
          result[last].text += line.text.dropFirst()
          continue
        }
        if result[last].text.hasSuffix("="), isQuotedPrintable(result[last].text) {
          result[last].text.removeLast()
          result[last].text += line.text
          continue
        }
      }
      result.append(line)
    }
    return result
  }

  private static func isQuotedPrintable(_ line: String) -> Bool {
    line.prefix { $0 != ":" }.uppercased().contains("QUOTED-PRINTABLE")
  }

  private mutating func take(_ line: NumberedLine) {
    let text = line.text.trimmingSpaces
    if text.isEmpty { return }
    guard let property = VCardProperty(text) else {
      file.problems.append(ContactProblem(line: line.number, reason: "no property of a vCard (NAME:value)"))
      return
    }
    switch property.name {
    case "BEGIN" where property.isCard: begin(line.number)
    case "END" where property.isCard: end(line.number)
    case "FN": name = name ?? property.text
    case "N": structuredName = structuredName ?? property.personName
    case "TEL": takeNumber(property, line: line.number)
    case _: break
    }
  }

  private mutating func takeNumber(_ property: VCardProperty, line: Int) {
    guard cardLine != nil else {
      file.problems.append(ContactProblem(line: line, reason: "a number outside of a card (BEGIN:VCARD)"))
      return
    }
    numbers.append((property.telephone, line))
  }

  private mutating func begin(_ line: Int) {
    if cardLine == nil { cardLine = line } else { depth += 1 }
  }

  private mutating func end(_ line: Int) {
    if depth > 0 {
      depth -= 1
    } else if cardLine == nil {
      file.problems.append(ContactProblem(line: line, reason: "END:VCARD without BEGIN:VCARD"))
    } else {
      finishCard()
    }
  }

  private mutating func finishCard() {
    let shown = [name, structuredName].compactMap { $0?.trimmingSpaces }.first { !$0.isEmpty }
    if numbers.isEmpty, let cardLine {
      let whose = shown.map { " of \"\($0.prefix(40))\"" } ?? ""
      file.problems.append(ContactProblem(line: cardLine, reason: "the card\(whose) has no number (TEL)"))
    }
    for number in numbers { file.add(number.value, name: shown, line: number.line) }
    (name, structuredName, numbers, cardLine, depth) = (nil, nil, [], nil, 0)
  }
}
