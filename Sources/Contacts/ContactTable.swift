/// Reads the numbers of a CSV file (RFC 4180, and what spreadsheets make of it: semicolons or tabs).
///
/// With a header that names columns of numbers (as the exports of Google and Outlook do) those columns count, each with
/// all its numbers; without one, the first column is the number and the second the name.
enum ContactTable {
  static func read(_ text: String) -> ContactFile {
    var file = ContactFile()
    let separator = separator(of: text)
    let rows = CSVRows.read(text, separator: separator, problems: &file.problems)
    guard let first = rows.first else { return file }
    let columns = Columns(header: first.fields)
    for row in columns == nil ? rows[...] : rows.dropFirst() {
      add(row, columns: columns ?? Columns(numbers: [0], names: [1]), to: &file)
    }
    file.problems.sort { $0.line < $1.line }
    return file
  }

  /// Which columns mean what.
  struct Columns: Sendable, Equatable {
    var numbers: [Int]
    var names: [Int]

    init(numbers: [Int], names: [Int]) {
      self.numbers = numbers
      self.names = names
    }

    /// Nil when the first row names no column of numbers: then it is no header.
    init?(header: [String]) {
      let titles = header.map { $0.trimmingSpaces.lowercased() }
      // "Phone 1 - Label" and "Phone 1 - Type" say which number it is.
      let numbers = titles.indices.filter { index in
        let title = titles[index]
        return Self.numberWords.contains { title.contains($0) } && !NumberText.isUsable(title)
          && !["label", "type", "fax"].contains { title.contains($0) }
      }
      if numbers.isEmpty { return nil }
      self.numbers = numbers
      let whole = titles.indices.filter { Self.wholeNames.contains(titles[$0]) }
      names = whole.isEmpty ? titles.indices.filter { Self.partsOfNames.contains(titles[$0]) } : whole
    }

    private static let numberWords = ["phone", "mobile", "number", "nomor", "telepon", "telp", "msisdn", "tel", "hp"]
    private static let wholeNames = ["name", "nama", "full name", "display name", "file as", "kontak"]
    private static let partsOfNames = [
      "first name", "given name", "middle name", "additional name", "last name", "family name",
    ]
  }

  private static func add(_ row: CSVRows.Row, columns: Columns, to file: inout ContactFile) {
    func field(_ index: Int) -> String { row.fields.indices.contains(index) ? row.fields[index].trimmingSpaces : "" }
    let name = columns.names.map(field).filter { !$0.isEmpty }.joined(separator: " ")
    // Google writes several numbers into one field, " ::: " between them.
    let numbers = columns.numbers.flatMap { field($0).split(separator: ":::").map { $0.trimmingSpaces } }
      .filter { !$0.isEmpty }
    if numbers.isEmpty {
      let whose = name.isEmpty ? "" : " of \"\(name.prefix(40))\""
      file.problems.append(ContactProblem(line: row.line, reason: "the row\(whose) has no number"))
    }
    for number in numbers { file.add(number, name: name, line: row.line) }
  }

  /// What separates the fields of the first row.
  private static func separator(of text: String) -> Character {
    let first = text.prefix(4_096).prefix { !$0.isNewline }
    let counts = [",", ";", "\t"].map { separator in first.count { String($0) == separator } }
    if counts[2] > max(counts[0], counts[1]) { return "\t" }
    return counts[1] > counts[0] ? ";" : ","
  }
}

/// The rows of a CSV file with their lines; fields in quotation marks may hold separators, line ends and doubled marks.
struct CSVRows {
  struct Row: Sendable, Equatable {
    var line: Int
    var fields: [String]
  }

  static func read(_ text: String, separator: Character, problems: inout [ContactProblem]) -> [Row] {
    var rows: [Row] = []
    var row = Row(line: 1, fields: [])
    var field = ""
    var line = 1
    var isQuoted = false
    var quoteLine = 1
    var rest = text[...]
    func isBlank(_ row: Row) -> Bool { row.fields.allSatisfy { $0.trimmingSpaces.isEmpty } }
    while let character = rest.popFirst() {
      switch character {
      case "\"" where isQuoted && rest.first == "\"":
        rest.removeFirst()
        field.append("\"")
      case "\"" where isQuoted: isQuoted = false
      case "\"" where field.allSatisfy(\.isWhitespace):
        (field, isQuoted, quoteLine) = ("", true, line)
      case separator where !isQuoted:
        row.fields.append(field)
        field = ""
      case _ where character.isNewline:
        line += 1
        if isQuoted {
          field.append(" ")
        } else {
          row.fields.append(field)
          if !isBlank(row) { rows.append(row) }
          (row, field) = (Row(line: line, fields: []), "")
        }
      case _: field.append(character)
      }
    }
    if isQuoted {
      problems.append(
        ContactProblem(
          line: quoteLine, reason: "a quotation mark is not closed; everything after it was taken for one field"))
    }
    row.fields.append(field)
    if !isBlank(row) { rows.append(row) }
    return rows
  }
}
