import Numbering

/// What counts as a telephone number in a file of contacts.
enum NumberText {
  /// Three digits or more with the usual punctuation. Numbers of other countries and service numbers are numbers too;
  /// names that send SMS belong on the allow-list.
  static func isUsable(_ text: String) -> Bool {
    let canonical = Sender.canonical(text)
    let digits = canonical.hasPrefix("+") ? canonical.dropFirst() : canonical[...]
    return digits.utf8.count >= 3 && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}

/// Files of contacts come from many programs.
enum FileText {
  /// UTF-8, UTF-16 with a byte order mark, or else Latin-1: old telephones write that, and a number is found in it all
  /// the same.
  static func decode(_ octets: [UInt8]) -> String {
    if octets.starts(with: [0xFF, 0xFE]) { return utf16(octets.dropFirst(2), isLittleEndian: true) }
    if octets.starts(with: [0xFE, 0xFF]) { return utf16(octets.dropFirst(2), isLittleEndian: false) }
    let body = octets.starts(with: [0xEF, 0xBB, 0xBF]) ? octets.dropFirst(3) : octets[...]
    return text(body)
  }

  /// UTF-8, or else Latin-1.
  static func text(_ octets: some Collection<UInt8>) -> String {
    String(validating: octets, as: UTF8.self)
      ?? String(String.UnicodeScalarView(octets.map { Unicode.Scalar($0) }))
  }

  private static func utf16(_ octets: ArraySlice<UInt8>, isLittleEndian: Bool) -> String {
    var units: [UInt16] = []
    var rest = octets
    while let first = rest.popFirst(), let second = rest.popFirst() {
      units.append(
        isLittleEndian ? UInt16(second) << 8 | UInt16(first) : UInt16(first) << 8 | UInt16(second))
    }
    return String(decoding: units, as: UTF16.self)
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  var trimmingSpaces: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}

/// Lines of a file with their numbers, whatever ends them.
struct NumberedLine: Sendable, Hashable {
  var number: Int
  var text: String

  static func lines(of text: String) -> [NumberedLine] {
    // CR LF is one character, so it ends one line.
    text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" || $0 == "\r" })
      .enumerated().map { NumberedLine(number: $0.offset + 1, text: String($0.element)) }
  }
}
