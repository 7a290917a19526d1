internal import SMSCodec

/// The form a destination asks for, such as `PENIPUAN#{number}#{text}`.
public struct ReportTemplate: Sendable, Hashable {
  /// What stands between braces.
  public enum Placeholder: String, Sendable, CaseIterable {
    /// The reported number as `08…`.
    case number
    /// The reported number as `+62…`.
    case international
    /// The reported address as it was shown, whatever its form.
    case sender
    /// The text of the reported message.
    case text
    /// The day the message was sent, `dd/mm/yy`, local time.
    case date
  }

  /// A piece of the template.
  public enum Segment: Sendable, Hashable {
    /// Sent as it is.
    case literal(String)
    /// Replaced by a value of the message.
    case placeholder(Placeholder)
  }

  /// The template as written.
  public let source: String
  /// Its pieces in order.
  public let segments: [Segment]
  /// The punctuation that separates the fields; it never survives inside a value.
  let separators: Set<Character>

  /// Reads a template; literals must be in the GSM 7-bit default alphabet and `{text}` may stand at most once.
  public init(_ source: String) throws(TemplateError) {
    self.init(segments: try Self.parse(source))
    let literals = Self.literals(of: segments)
    guard literals.allSatisfy({ GSM7.isEncodable($0) && !$0.contains(where: \.isNewline) }) else {
      throw TemplateError("the fixed text has a character outside the GSM 7-bit alphabet, or a line break")
    }
    guard segments.count(where: { $0 == .placeholder(.text) }) <= 1 else {
      throw TemplateError("{text} stands more than once")
    }
    guard segments.contains(where: { if case .placeholder = $0 { true } else { false } }) else {
      throw TemplateError("there is no placeholder; use {number}, {international}, {sender}, {text} or {date}")
    }
  }

  /// A template from pieces known to be good: the shipped ones, which a test reads back.
  init(segments: [Segment]) {
    self.segments = segments
    source = segments.map { segment in
      switch segment {
      case .literal(let literal): literal
      case .placeholder(let placeholder): "{\(placeholder.rawValue)}"
      }
    }.joined()
    separators = Set(
      Self.literals(of: segments).joined().filter { !$0.isLetter && !$0.isNumber && $0 != " " })
  }

  private static func literals(of segments: [Segment]) -> [String] {
    segments.compactMap { segment in
      if case .literal(let literal) = segment { literal } else { nil }
    }
  }

  /// The fixed text before the first placeholder, such as `PENIPUAN#`.
  public var keyword: String {
    if case .literal(let literal)? = segments.first { literal } else { "" }
  }

  private static func parse(_ source: String) throws(TemplateError) -> [Segment] {
    var segments: [Segment] = []
    var rest = source[...]
    while let open = rest.firstIndex(of: "{") {
      if open > rest.startIndex { segments.append(.literal(String(rest[..<open]))) }
      guard let close = rest[open...].firstIndex(of: "}") else { throw TemplateError("a { is not closed") }
      let name = String(rest[rest.index(after: open)..<close])
      guard let placeholder = Placeholder(rawValue: name) else {
        throw TemplateError("unknown placeholder {\(name)}; use {number}, {international}, {sender}, {text} or {date}")
      }
      segments.append(.placeholder(placeholder))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { segments.append(.literal(String(rest))) }
    return segments
  }
}

extension ReportTemplate: CustomStringConvertible {
  /// The template as written.
  public var description: String { source }
}

/// Why a template cannot be used.
public struct TemplateError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong with it and what to write instead.
  public let reason: String

  init(_ reason: String) {
    self.reason = reason
  }

  /// The reason as a sentence.
  public var description: String { "the report template cannot be used: \(reason)" }
}
