/// A JSON value as it stands in a line, with the order of its keys.
indirect enum LogValue: Sendable, Equatable {
  /// A member of an object.
  struct Member: Sendable, Equatable {
    var key: String
    var value: LogValue
  }

  case string(String)
  /// A number as it was written.
  case number(String)
  case boolean(Bool)
  case null
  case list([LogValue])
  case object([Member])

  /// As a person reads it, not yet made safe for a terminal.
  var text: String {
    switch self {
    case .string(let text), .number(let text): text
    case .boolean(let flag): flag ? "yes" : "no"
    case .null: ""
    case .list(let values): values.map(\.text).joined(separator: "; ")
    case .object(let members): members.map { "\($0.key) \($0.value.text)" }.joined(separator: "; ")
    }
  }

  /// As JSON that no terminal acts on.
  var json: String {
    switch self {
    case .string(let text): JSONObjectWriter.quoted(text)
    case .number(let text): text
    case .boolean(let flag): flag ? "true" : "false"
    case .null: "null"
    case .list(let values): "[" + values.map(\.json).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { "\(JSONObjectWriter.quoted($0.key)):\($0.value.json)" }.joined(separator: ",") + "}"
    }
  }
}

/// Reads one JSON object (RFC 8259) that fills a line. Foundation's reader forgets the order of keys.
struct LogLineReader {
  /// Deeper than anything of ours; more is not read.
  private static let maximumDepth = 8

  private let octets: [UInt8]
  private var index = 0

  /// The members; nil for what is no JSON object.
  static func members(_ octets: some Sequence<UInt8>) -> [LogValue.Member]? {
    var reader = LogLineReader(octets: Array(octets))
    guard case .object(let members) = reader.value(depth: 0) else { return nil }
    reader.skipSpace()
    return reader.index == reader.octets.count ? members : nil
  }

  private init(octets: [UInt8]) { self.octets = octets }

  private var next: UInt8? { index < octets.count ? octets[index] : nil }

  private mutating func take(_ octet: UInt8) -> Bool {
    skipSpace()
    guard next == octet else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while let octet = next, octet == 0x20 || octet == 0x09 || octet == 0x0D { index += 1 }
  }

  private mutating func value(depth: Int) -> LogValue? {
    skipSpace()
    guard depth < Self.maximumDepth, let octet = next else { return nil }
    switch octet {
    case 0x22: return string().map { .string($0) }
    case 0x7B: return object(depth: depth)
    case 0x5B: return list(depth: depth)
    case 0x74: return word("true") ? .boolean(true) : nil
    case 0x66: return word("false") ? .boolean(false) : nil
    case 0x6E: return word("null") ? .null : nil
    case _: return number()
    }
  }

  private mutating func object(depth: Int) -> LogValue? {
    index += 1
    var members: [LogValue.Member] = []
    if take(0x7D) { return .object(members) }
    repeat {
      skipSpace()
      guard let key = string(), take(0x3A), let value = value(depth: depth + 1) else { return nil }
      members.append(LogValue.Member(key: key, value: value))
    } while take(0x2C)
    return take(0x7D) ? .object(members) : nil
  }

  private mutating func list(depth: Int) -> LogValue? {
    index += 1
    var values: [LogValue] = []
    if take(0x5D) { return .list(values) }
    repeat {
      guard let value = value(depth: depth + 1) else { return nil }
      values.append(value)
    } while take(0x2C)
    return take(0x5D) ? .list(values) : nil
  }

  private mutating func word(_ word: StaticString) -> Bool {
    let end = index + word.utf8CodeUnitCount
    guard end <= octets.count, word.withUTF8Buffer({ $0.elementsEqual(octets[index..<end]) }) else { return false }
    index = end
    return true
  }

  private mutating func number() -> LogValue? {
    let start = index
    while let octet = next,
      octet == 0x2B || octet == 0x2D || octet == 0x2E || octet | 0x20 == 0x65
        || (0x30...0x39).contains(octet)
    { index += 1 }
    let text = String(decoding: octets[start..<index], as: UTF8.self)
    let isNumber = text.wholeMatch(of: #/-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/#) != nil
    return isNumber && text.utf8.count <= 64 ? .number(text) : nil
  }

  /// Octets that are not UTF-8 become U+FFFD.
  private mutating func string() -> String? {
    guard next == 0x22 else { return nil }
    index += 1
    var text: [UInt8] = []
    while let octet = next {
      index += 1
      switch octet {
      case 0x22: return String(decoding: text, as: UTF8.self)
      case 0x5C: guard escape(into: &text) else { return nil }
      case 0..<0x20: return nil
      case _: text.append(octet)
      }
    }
    return nil
  }

  private mutating func escape(into text: inout [UInt8]) -> Bool {
    guard let octet = next else { return false }
    index += 1
    switch octet {
    case 0x22, 0x2F, 0x5C: text.append(octet)
    case 0x62: text.append(0x08)
    case 0x66: text.append(0x0C)
    case 0x6E: text.append(0x0A)
    case 0x72: text.append(0x0D)
    case 0x74: text.append(0x09)
    case 0x75:
      guard let scalar = unicodeEscape() else { return false }
      text += Array(String(scalar).utf8)
    case _: return false
    }
    return true
  }

  /// After `\u`: one code unit, or the two of a surrogate pair; half of one becomes U+FFFD.
  private mutating func unicodeEscape() -> Unicode.Scalar? {
    guard let unit = codeUnit() else { return nil }
    guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
    let start = index
    if next == 0x5C {
      index += 1
      if next == 0x75 {
        index += 1
        guard let second = codeUnit() else { return nil }
        if UTF16.isTrailSurrogate(second) {
          return Unicode.Scalar(0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(second & 0x3FF)))
        }
      }
    }
    index = start
    return "\u{FFFD}"
  }

  private mutating func codeUnit() -> UInt16? {
    guard index + 4 <= octets.count else { return nil }
    let digits = octets[index..<index + 4]
    let isHex = digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
    index += 4
    return isHex ? UInt16(String(decoding: digits, as: UTF8.self), radix: 16) : nil
  }
}
