/// A CSV file that is not one, and where.
public struct CSVError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Line of the file, from 1.
  public let line: Int
  /// Character of the line, from 1.
  public let column: Int
  /// What is wrong, and what to do.
  public let reason: String

  /// In plain words, with what to do.
  public var description: String { "line \(line), column \(column): \(reason)" }
}

/// A table with a header row, RFC 4180: fields in quotation marks may hold commas, line ends and doubled quotation marks.
public struct CSVTable: Sendable {
  /// Column names of the first row.
  public let header: [String]
  /// The other rows, each with as many fields as the header.
  public private(set) var rows: [[String]] = []
  /// The line each row begins on.
  public private(set) var lines: [Int] = []

  /// Reads a whole file; a byte order mark and CR LF or LF line ends are accepted, blank lines are skipped.
  public init(_ text: String) throws(CSVError) {
    var reader = CSVReader(text)
    guard let header = try reader.record() else {
      throw CSVError(line: 1, column: 1, reason: "the file is empty; the first row must name the columns")
    }
    self.header = header.fields
    while let record = try reader.record() {
      guard record.fields.count == header.fields.count else {
        throw CSVError(
          line: record.line, column: 1,
          reason:
            "\(record.fields.count) fields where the header has \(header.fields.count); put texts with commas in quotation marks"
        )
      }
      rows.append(record.fields)
      lines.append(record.line)
    }
  }

  /// The position of a column, nil when the header does not name it.
  public func column(_ name: String) -> Int? { header.firstIndex(of: name) }
}

private struct CSVReader {
  private let octets: [UInt8]
  private var at = 0
  private var line = 1
  private var lineStart = 0

  init(_ text: String) {
    octets = Array(text.utf8)
    if octets.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  mutating func record() throws(CSVError) -> (fields: [String], line: Int)? {
    while at < octets.count, isLineEnd(octets[at]) { skipLineEnd() }
    guard at < octets.count else { return nil }
    let first = line
    var fields: [String] = []
    while true {
      fields.append(try field())
      if at < octets.count, octets[at] == UInt8(ascii: ",") {
        at += 1
        continue
      }
      if at < octets.count { skipLineEnd() }
      return (fields, first)
    }
  }

  private mutating func field() throws(CSVError) -> String {
    if at < octets.count, octets[at] == UInt8(ascii: "\"") { return try quotedField() }
    let start = at
    while at < octets.count, octets[at] != UInt8(ascii: ","), !isLineEnd(octets[at]) {
      if octets[at] == UInt8(ascii: "\"") {
        throw error("a quotation mark inside a field without quotation marks; quote the field and double the mark")
      }
      at += 1
    }
    return String(decoding: octets[start..<at], as: UTF8.self)
  }

  private mutating func quotedField() throws(CSVError) -> String {
    let opening = error("this quotation mark is never closed")
    var content: [UInt8] = []
    at += 1
    while at < octets.count {
      let octet = octets[at]
      if octet == UInt8(ascii: "\"") {
        at += 1
        guard at < octets.count, octets[at] == UInt8(ascii: "\"") else {
          guard at == octets.count || octets[at] == UInt8(ascii: ",") || isLineEnd(octets[at]) else {
            throw error("something follows a closing quotation mark; double quotation marks inside a field")
          }
          return String(decoding: content, as: UTF8.self)
        }
      }
      content.append(octet)
      if octet == 0x0A {
        line += 1
        lineStart = at + 1
      }
      at += 1
    }
    throw opening
  }

  private func isLineEnd(_ octet: UInt8) -> Bool { octet == 0x0A || octet == 0x0D }

  private mutating func skipLineEnd() {
    if octets[at] == 0x0D, at + 1 < octets.count, octets[at + 1] == 0x0A { at += 1 }
    at += 1
    line += 1
    lineStart = at
  }

  private func error(_ reason: String) -> CSVError {
    let before = octets[min(lineStart, at)..<at]
    return CSVError(line: line, column: before.count { $0 & 0xC0 != 0x80 } + 1, reason: reason)
  }
}
