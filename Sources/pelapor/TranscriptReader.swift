/// Finds PDUs in what people paste: one a line, or a transcript of `AT+CMGL`, `AT+CMGR`, `+CMT` and `+CDS`.
struct TranscriptReader {
  /// What a line is.
  enum Line: Equatable {
    /// Hexadecimal digits, or what should be.
    case pdu(String, isStored: Bool)
    /// A header, an echo, a final result: nothing to decode.
    case talk
  }

  /// The line before was a header that says which direction the PDU has: messages of status 2 and 3 were written here.
  private var isStored = false

  mutating func read(_ line: String) -> Line {
    let text = line.trimmed
    if text.isEmpty || Self.isTalk(text) {
      if text.hasPrefix("+CMGL:") || text.hasPrefix("+CMGR:") { isStored = Self.isOutgoing(header: text) }
      return .talk
    }
    defer { isStored = false }
    return .pdu(text, isStored: isStored)
  }

  /// Lines of a transcript that are no PDU: results and echoes begin with `+`, `^`, `*`, `AT` or `>`; final results are
  /// words (3GPP TS 27.005 §3.1, V.250 §5.7.1). A PDU consists of hexadecimal digits and begins with one.
  private static func isTalk(_ text: String) -> Bool {
    if let first = text.first, "+^*>#$%".contains(first) { return true }
    let word = text.uppercased()
    return word.hasPrefix("AT+") || word == "AT" || word.hasPrefix("ATE") || word == "OK" || word == "ERROR"
  }

  /// `<stat>` 2 is "stored unsent", 3 "stored sent" (3GPP TS 27.005 §3.1).
  private static func isOutgoing(header: String) -> Bool {
    let values = header.drop { $0 != ":" }.dropFirst().split(separator: ",", omittingEmptySubsequences: false)
    let status = header.hasPrefix("+CMGL:") ? values.dropFirst().first : values.first
    return ["2", "3"].contains(status.map { String($0).trimmed } ?? "")
  }
}

extension String {
  var trimmed: String {
    var rest = self[...]
    while let first = rest.first, first.isWhitespace || first == "\0" { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace || last == "\0" { rest.removeLast() }
    return String(rest)
  }
}
