/// The answer to `AT+COPS=?`: the networks in reach (3GPP TS 27.007 §7.3).
public struct OperatorScan: Sendable, Hashable {
  /// Whether a network may be used.
  public enum Availability: Int, Sendable {
    case unknown = 0
    case available = 1
    case current = 2
    case forbidden = 3
  }

  /// One network on one technology.
  public struct Network: Sendable, Hashable {
    /// Whether it may be used.
    public var availability: Availability
    /// Name in up to 16 characters.
    public var longName: String?
    /// Name in up to 8 characters.
    public var shortName: String?
    /// Mobile country and network code: `51010`.
    public var code: String
    /// The technology; GSM where the modem does not say.
    public var technology: AccessTechnology
  }

  /// The networks in the modem's order.
  public var networks: [Network]

  /// Reads the lines of the answer. Lists of modes and formats at its end are passed over, and so is what some modems
  /// leave out or put behind the parenthesis.
  public init(lines: [String]) {
    networks = []
    for line in lines {
      let text = ResultLine(line)?.text ?? line
      let values = ATValue.parse(text)
      for (position, value) in values.enumerated() {
        guard case .list(let fields) = value else { continue }
        let next = position + 1 < values.count ? values[position + 1].text : nil
        if let network = Self.network(fields, next: next) { networks.append(network) }
      }
    }
  }

  private static func network(_ fields: [ATValue], next: String?) -> Network? {
    guard fields.count >= 4, let availability = fields[0].number.flatMap(Availability.init(rawValue:)),
      let code = fields[3].text.map(plain), (5...7).contains(code.utf8.count),
      code.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    var technology = fields.count > 4 ? fields[4].number : nil
    // Some write ("310260"),2) for ("310260",2).
    if technology == nil, let next, next.hasSuffix(")") { technology = Int(next.dropLast()) }
    return Network(
      availability: availability, longName: name(fields[1]), shortName: name(fields[2]), code: code,
      technology: technology.flatMap(AccessTechnology.init(rawValue:)) ?? .gsm)
  }

  private static func name(_ value: ATValue) -> String? {
    value.text.flatMap { $0.isEmpty ? nil : plain($0) }
  }

  private static func plain(_ text: String) -> String { UCS2Text.decode(text) ?? text }
}
