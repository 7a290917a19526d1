/// One parameter of a result line such as `+CPMS: ("ME","SM"),"ME",,3` (ITU-T V.250 §5.4.2).
public enum ATValue: Sendable, Hashable {
  /// Nothing between two commas.
  case omitted
  /// Text without quotes, blanks around it removed.
  case bare(String)
  /// The text between two quotation marks.
  case quoted(String)
  /// Parameters between parentheses.
  case list([ATValue])

  /// The text of a bare or quoted parameter.
  public var text: String? {
    switch self {
    case .bare(let text), .quoted(let text): text
    case .omitted, .list: nil
    }
  }

  /// The decimal number of a bare or quoted parameter.
  public var number: Int? { text.flatMap { Int($0) } }

  /// The hexadecimal number of a bare or quoted parameter: location areas and cells.
  public var hexadecimal: UInt64? {
    guard let text else { return nil }
    return text.isEmpty ? nil : UInt64(text, radix: 16)
  }

  /// The parameters of a list; a bare or quoted one counts as a list of one, an omitted one as an empty list.
  public var elements: [ATValue] {
    switch self {
    case .list(let values): values
    case .bare, .quoted: [self]
    case .omitted: []
    }
  }

  /// The numbers meant by `(0-3)`, `(0,1,3)`, `0` or a mixture; ranges wider than 256 are cut there.
  public var numbers: [Int] {
    elements.flatMap { element -> [Int] in
      guard let text = element.text else { return [] }
      if let number = Int(text) { return [number] }
      let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0.trimmed) }
      guard ends.count == 2, let low = ends[0], let high = ends[1], low >= 0, low <= high else { return [] }
      return Array(low...min(high, low.addingReportingOverflow(255).partialValue))
    }
  }
}

/// A line of the form `+NAME: parameters`.
public struct ResultLine: Sendable, Hashable {
  /// The name with its leading sign, for instance `+CPMS`.
  public var name: String
  /// What follows the colon, blanks around it removed.
  public var text: String
  /// What follows the colon, as parameters.
  public var values: [ATValue] { ATValue.parse(text) }

  /// Reads a line; nil when it has no name and colon in front.
  public init?(_ line: some StringProtocol) {
    let line = line.trimmed
    guard let first = line.utf8.first, Self.signs.contains(first), let colon = line.firstIndex(of: ":") else {
      return nil
    }
    let name = line[..<colon].trimmed
    guard name.utf8.count <= 32, !name.utf8.contains(0x2C), !name.utf8.contains(0x22) else { return nil }
    self.name = String(name)
    text = String(line[line.index(after: colon)...].trimmed)
  }

  /// The characters with which vendors open the names of their commands: `+ ^ # * % ! & $`.
  static let signs = Set("+^#*%!&$".utf8)
}

extension ATValue {
  /// The most parameters taken from one line, so that a hostile line costs no more than its length.
  static let maximumCount = 1024

  /// Splits the text after a colon into parameters. Never fails: an unbalanced quotation mark or parenthesis runs to
  /// the end of the text.
  public static func parse(_ text: some StringProtocol) -> [ATValue] {
    var scanner = ValueScanner(octets: Array(text.utf8))
    return scanner.values(insideList: false)
  }
}

private struct ValueScanner {
  let octets: [UInt8]
  var position = 0
  var count = 0

  private static let comma: UInt8 = 0x2C
  private static let quote: UInt8 = 0x22
  private static let open: UInt8 = 0x28
  private static let close: UInt8 = 0x29

  mutating func values(insideList: Bool) -> [ATValue] {
    var values: [ATValue] = []
    var current: ATValue?
    var bare: [UInt8] = []
    func finished() -> ATValue {
      if let current { return current }
      let text = String(decoding: bare, as: UTF8.self).trimmed
      return text.isEmpty ? .omitted : .bare(String(text))
    }
    while position < octets.count, count < ATValue.maximumCount {
      let octet = octets[position]
      position += 1
      switch octet {
      case Self.comma:
        values.append(finished())
        count += 1
        current = nil
        bare = []
      case Self.quote where current == nil:
        current = .quoted(quotedText())
      case Self.open where !insideList && current == nil:
        current = .list(self.values(insideList: true))
      case Self.close where insideList:
        if !values.isEmpty || finished() != .omitted { values.append(finished()) }
        return values
      default:
        bare.append(octet)
      }
    }
    if !values.isEmpty || finished() != .omitted { values.append(finished()) }
    return values
  }

  private mutating func quotedText() -> String {
    let start = position
    while position < octets.count, octets[position] != Self.quote { position += 1 }
    let text = String(decoding: octets[start..<position], as: UTF8.self)
    position = min(position + 1, octets.count)
    return text
  }
}

extension StringProtocol {
  /// Without blanks at either end.
  var trimmed: SubSequence {
    var rest = self[...]
    while let first = rest.first, first == " " || first == "\t" { rest = rest.dropFirst() }
    while let last = rest.last, last == " " || last == "\t" { rest = rest.dropLast() }
    return rest
  }
}
