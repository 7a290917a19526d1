/// `<stat>` of `+CREG`, `+CGREG`, `+CEREG`, `+C5GREG` (3GPP TS 27.007 §7.2, §10.1.20, §10.1.22).
public enum RegistrationState: Int, Sendable, CaseIterable {
  case notRegistered = 0
  case home = 1
  case searching = 2
  case denied = 3
  case unknown = 4
  case roaming = 5
  case homeSMSOnly = 6
  case roamingSMSOnly = 7
  case emergencyOnly = 8
  case homeCSFBNotPreferred = 9
  case roamingCSFBNotPreferred = 10
  /// Attached for restricted local operator services; SIMCom A7670 says so while SMS works.
  case restrictedLocalOperator = 11

  /// Whether an SMS can be expected to go out; nil when the state does not tell.
  public var allowsMessages: Bool? {
    switch self {
    case .home, .roaming, .homeSMSOnly, .roamingSMSOnly, .homeCSFBNotPreferred, .roamingCSFBNotPreferred: true
    case .notRegistered, .searching, .denied, .emergencyOnly: false
    case .unknown, .restrictedLocalOperator: nil
    }
  }

  /// Whether the network is not the SIM's own.
  public var isRoaming: Bool {
    switch self {
    case .roaming, .roamingSMSOnly, .roamingCSFBNotPreferred: true
    case .home, .homeSMSOnly, .homeCSFBNotPreferred, .notRegistered, .searching, .denied, .unknown, .emergencyOnly,
      .restrictedLocalOperator:
      false
    }
  }
}

/// `<AcT>` (3GPP TS 27.007 §7.2).
public enum AccessTechnology: Int, Sendable, CaseIterable {
  case gsm = 0
  case gsmCompact = 1
  case utran = 2
  case edge = 3
  case hsdpa = 4
  case hsupa = 5
  case hspa = 6
  case lte = 7
  case extendedCoverageGSM = 8
  case narrowbandIoT = 9
  case lte5GC = 10
  case nr = 11
  case ngRAN = 12
  case dualConnectivity = 13

  /// A short name people know.
  public var name: String {
    switch self {
    case .gsm, .gsmCompact: "GSM"
    case .utran: "UMTS"
    case .edge: "EDGE"
    case .hsdpa: "HSDPA"
    case .hsupa: "HSUPA"
    case .hspa: "HSPA"
    case .lte, .lte5GC: "LTE"
    case .extendedCoverageGSM: "EC-GSM"
    case .narrowbandIoT: "NB-IoT"
    case .nr, .ngRAN: "5G"
    case .dualConnectivity: "LTE+5G"
    }
  }
}

/// Where and how the modem is registered.
public struct Registration: Sendable, Hashable {
  /// Which of the registrations a line is about.
  public enum Domain: String, Sendable, CaseIterable {
    /// Circuit switched, `+CREG`.
    case circuit = "+CREG"
    /// Packet switched 2G and 3G, `+CGREG`.
    case packet = "+CGREG"
    /// LTE, `+CEREG`.
    case evolved = "+CEREG"
    /// 5G, `+C5GREG`.
    case fifthGeneration = "+C5GREG"
  }

  /// Which registration this is.
  public var domain: Domain
  /// The state.
  public var state: RegistrationState
  /// Location or tracking area code.
  public var area: UInt64?
  /// Cell identity.
  public var cell: UInt64?
  /// The radio technology of the serving cell.
  public var technology: AccessTechnology?
  /// The line has the form of a URC; otherwise it opens with `<n>`, as answers do (and the URCs of a few modems).
  public var isUnsolicited: Bool

  /// Reads `+CREG: …`. A solicited line opens with `<n>`; as the two forms are told apart by their parameters alone, a
  /// URC that crosses the query is recognised too.
  public init?(_ line: ResultLine) {
    guard let domain = Domain(rawValue: line.name.uppercased()) else { return nil }
    var values = line.values[...]
    guard let first = values.popFirst(), let leading = Self.stat(first, mayBePadded: true) else { return nil }
    var stat = leading
    isUnsolicited = true
    // "0011" is a state only where the area code after it is in quotes; otherwise it is the area code.
    let isQuotedAfter = if case .quoted? = values.dropFirst().first { true } else { false }
    if let second = values.first, let number = Self.stat(second, mayBePadded: isQuotedAfter) {
      stat = number
      isUnsolicited = false
      values.removeFirst()
    }
    guard let state = RegistrationState(rawValue: stat) else { return nil }
    self.domain = domain
    self.state = state
    area = values.popFirst()?.hexadecimal
    readCell(Array(values))
  }

  /// `<ci>,<AcT>`: some modems put the routing area in front of the cell, 27.007 puts it, or the NSSAI, behind.
  private mutating func readCell(_ rest: [ATValue]) {
    guard rest.count > 1 else {
      cell = rest.first?.hexadecimal
      return
    }
    let position: Int?
    switch domain {
    case .fifthGeneration: position = 1
    case .circuit, .packet, .evolved: position = rest.lastIndex { Self.technology($0) != nil }
    }
    if let position, position > 0, let technology = Self.technology(rest[position]) {
      self.technology = technology
      cell = rest[position - 1].hexadecimal
    } else {
      cell = rest[0].hexadecimal
    }
  }

  /// `<n>` and `<stat>` are unquoted decimals, with zeros in front where a modem pads them.
  private static func stat(_ value: ATValue, mayBePadded: Bool) -> Int? {
    guard case .bare(let text) = value, text.utf8.count <= (mayBePadded ? 4 : 3), let number = Int(text) else {
      return nil
    }
    return (0...99).contains(number) ? number : nil
  }

  private static func technology(_ value: ATValue) -> AccessTechnology? {
    guard case .bare(let text) = value, text.utf8.count <= 3 else { return nil }
    return Int(text).flatMap(AccessTechnology.init(rawValue:))
  }
}
