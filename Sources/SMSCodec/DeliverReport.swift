/// SMS-DELIVER-REPORT: the phone's answer to an SMS-DELIVER or SMS-STATUS-REPORT (3GPP TS 23.040 §9.2.2.1a).
///
/// A report of failure (in an RP-ERROR) has TP-FCS, one of success (in an RP-ACK) has not.
public struct DeliverReport: Sendable, Hashable {
  /// Bits of the first octet but TP-UDHI, and TP-MTI.
  var flags: UInt8
  var optional: OptionalFields
  /// TP-FCS; nil when the report is one of success.
  public var failureCause: FailureCause?

  /// Creates a report with none of the optional fields.
  public init(failureCause: FailureCause? = nil) {
    flags = 0x00
    optional = OptionalFields()
    self.failureCause = failureCause
  }

  /// TP-PI: what is there.
  public var parameterIndicator: ParameterIndicator { optional.indicator }

  /// TP-PID, when TP-PI announces it.
  public var protocolIdentifier: ProtocolIdentifier? {
    get { optional.protocolIdentifier }
    set { optional.protocolIdentifier = newValue }
  }

  /// TP-DCS, when TP-PI announces it.
  public var dataCodingScheme: DCS? {
    get { optional.dataCodingScheme }
    set { optional.dataCodingScheme = newValue }
  }

  /// TP-UDL and TP-UD, when TP-PI announces them.
  public var userData: UserData? {
    get { optional.userData }
    set { optional.userData = newValue }
  }

  /// The first octet, as sent.
  public var firstOctet: UInt8 { FirstOctet.octet(flags, userData) }

  /// The text of the user data, when there is any.
  public var text: String? { userData?.text(for: dataCodingScheme ?? .gsm7) }
}

extension OctetReader {
  mutating func deliverReport(firstOctet: UInt8) throws(PDUError) -> DeliverReport {
    container = "SMS-DELIVER-REPORT"
    return try report { (reader: inout OctetReader) throws(PDUError) in
      var report = DeliverReport()
      report.flags = firstOctet
      report.optional = try reader.optionalFields(
        after: try reader.parameterIndicators(), hasHeader: firstOctet & FirstOctet.userDataHeader != 0)
      if report.userData?.isHeaderIndicated == true { report.flags &= ~FirstOctet.userDataHeader }
      return report
    } setCause: {
      $0.failureCause = $1
    }
  }
}

extension DeliverReport {
  func write(to octets: inout [UInt8]) {
    octets.append(firstOctet)
    if let failureCause { octets.append(failureCause.rawValue) }
    optional.write(to: &octets)
  }
}
