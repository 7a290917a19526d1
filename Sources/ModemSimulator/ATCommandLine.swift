/// One command of a command line (ITU-T V.250 §5.3 and §5.4).
struct ATCommand: Sendable, Equatable {
  enum Form: Sendable {
    /// `+CMGD` or `E0`
    case execute
    /// `+CNMI?`
    case read
    /// `+CPMS=?`
    case test
    /// `+CMGD=1,4`
    case set
  }

  /// Upper case, with its prefix: `+CMGD`, `^CURC`, `&F`, `E`, `S3`.
  var name: String
  var form: Form
  var arguments: [ATArgument] = []

  /// The n-th argument as a number, nil when left out or not a number.
  func number(_ index: Int) -> Int? {
    guard index < arguments.count, case .number(let value) = arguments[index] else { return nil }
    return value
  }

  /// The n-th argument as text, quoted or bare, nil when left out.
  func text(_ index: Int) -> String? {
    guard index < arguments.count else { return nil }
    switch arguments[index] {
    case .missing: return nil
    case .number(let value): return String(value)
    case .text(let text), .bare(let text): return text
    }
  }
}

/// A parameter of an extended command (ITU-T V.250 §5.4.2).
enum ATArgument: Sendable, Equatable {
  case missing
  case number(Int)
  /// In quotation marks.
  case text(String)
  /// Neither a number nor quoted; some clients leave the quotes out.
  case bare(String)

  var isNumberOrMissing: Bool {
    switch self {
    case .missing, .number: true
    case .text, .bare: false
    }
  }
}

/// Reads the body of a command line, after `AT`.
struct ATCommandLineParser {
  private let bytes: [UInt8]
  private var position = 0

  /// The commands in order; nil where the line breaks the grammar from some command on (those before it still count).
  static func parse(_ body: some Sequence<UInt8>) -> (commands: [ATCommand], complete: Bool) {
    var parser = ATCommandLineParser(bytes: Array(body))
    var commands: [ATCommand] = []
    while parser.skipSeparators() {
      guard let command = parser.command() else { return (commands, false) }
      commands.append(command)
    }
    return (commands, true)
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSeparators() -> Bool {
    while let byte = current, byte == UInt8(ascii: " ") || byte == UInt8(ascii: ";") { position += 1 }
    return current != nil
  }

  private mutating func command() -> ATCommand? {
    guard let first = current else { return nil }
    switch first {
    case UInt8(ascii: "&"), UInt8(ascii: "\\"), UInt8(ascii: "%"):
      // `&F`, `\Q3` are basic; `%IPSYS?` and `%CSQ` are some vendors' extended ones.
      if first == UInt8(ascii: "%") { return extended() }
      position += 1
      guard let letter = current, letter.isLetter else { return nil }
      return basic(prefix: String(UnicodeScalar(first)))
    case UInt8(ascii: "+"), UInt8(ascii: "^"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "!"),
      UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "@"):
      return extended()
    default:
      guard first.isLetter else { return nil }
      let upper = first.upperCased
      if upper == UInt8(ascii: "S") { return register() }
      if upper == UInt8(ascii: "D") { return dial() }
      return basic(prefix: "")
    }
  }

  /// `E0`, `&C1`, `V1`: a letter and an optional number.
  private mutating func basic(prefix: String) -> ATCommand? {
    guard let letter = current else { return nil }
    position += 1
    let name = prefix + String(UnicodeScalar(letter.upperCased))
    let value = digits()
    return ATCommand(name: name, form: .execute, arguments: value.map { [.number($0)] } ?? [])
  }

  /// `S3=13`, `S3?`
  private mutating func register() -> ATCommand? {
    position += 1
    guard let index = digits() else { return nil }
    switch current {
    case UInt8(ascii: "?"):
      position += 1
      return ATCommand(name: "S\(index)", form: .read)
    case UInt8(ascii: "="):
      position += 1
      return ATCommand(name: "S\(index)", form: .set, arguments: [.number(digits() ?? 0)])
    default: return ATCommand(name: "S\(index)", form: .execute)
    }
  }

  /// `D…` takes the rest of the line.
  private mutating func dial() -> ATCommand {
    let number = String(decoding: bytes[(position + 1)...], as: UTF8.self)
    position = bytes.count
    return ATCommand(name: "D", form: .execute, arguments: [.text(number)])
  }

  private mutating func extended() -> ATCommand? {
    let start = position
    position += 1
    while let byte = current, byte.isNameCharacter { position += 1 }
    guard position > start + 1 else { return nil }
    let name = String(decoding: bytes[start..<position].map(\.upperCased), as: UTF8.self)
    switch current {
    case nil, UInt8(ascii: ";"), UInt8(ascii: " "): return ATCommand(name: name, form: .execute)
    case UInt8(ascii: "?"):
      position += 1
      return ATCommand(name: name, form: .read)
    case UInt8(ascii: "="):
      position += 1
      if current == UInt8(ascii: "?"), position + 1 == bytes.count || bytes[position + 1] == UInt8(ascii: ";") {
        position += 1
        return ATCommand(name: name, form: .test)
      }
      guard let arguments = arguments() else { return nil }
      return ATCommand(name: name, form: .set, arguments: arguments)
    default: return nil
    }
  }

  private mutating func arguments() -> [ATArgument]? {
    var arguments: [ATArgument] = []
    while true {
      while current == UInt8(ascii: " ") { position += 1 }
      if current == UInt8(ascii: "\"") {
        guard let text = quoted() else { return nil }
        arguments.append(.text(text))
      } else {
        arguments.append(unquoted())
      }
      while current == UInt8(ascii: " ") { position += 1 }
      guard current == UInt8(ascii: ",") else { break }
      position += 1
    }
    guard current == nil || current == UInt8(ascii: ";") else { return nil }
    return arguments
  }

  private mutating func unquoted() -> ATArgument {
    let start = position
    while let byte = current, byte != UInt8(ascii: ","), byte != UInt8(ascii: ";") { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    let trimmed = String(text.prefix { $0 != " " })
    if trimmed.isEmpty { return .missing }
    if let number = Int(trimmed), trimmed.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return .number(number) }
    return .bare(text)
  }

  /// A quoted string with the `\hh` escapes of V.250 §5.4.2.2; a missing closing quote is forgiven at the line's end.
  private mutating func quoted() -> String? {
    position += 1
    var text: [UInt8] = []
    while let byte = current {
      position += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      if byte == UInt8(ascii: "\\"), position + 1 < bytes.count,
        let high = bytes[position].hexValue, let low = bytes[position + 1].hexValue
      {
        text.append(high << 4 | low)
        position += 2
      } else {
        text.append(byte)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func digits() -> Int? {
    let start = position
    while let byte = current, (0x30...0x39).contains(byte) { position += 1 }
    return Int(String(decoding: bytes[start..<position], as: UTF8.self))
  }
}

extension UInt8 {
  var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
  var upperCased: UInt8 { (0x61...0x7A).contains(self) ? self - 0x20 : self }
  /// ITU-T V.250 §5.4.1.
  fileprivate var isNameCharacter: Bool {
    isLetter || (0x30...0x3A).contains(self) || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
      || self == UInt8(ascii: "/") || self == UInt8(ascii: "_") || self == UInt8(ascii: "%")
      || self == UInt8(ascii: "!")
  }
  var hexValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x37
    case 0x61...0x66: self - 0x57
    default: nil
    }
  }
}
