/// A message of the transfer layer, one of six (3GPP TS 23.040 §9.2.2).
public enum TPDU: Sendable, Hashable {
  /// A message from the service centre.
  case deliver(Deliver)
  /// The phone's answer to one.
  case deliverReport(DeliverReport)
  /// A message to the service centre.
  case submit(Submit)
  /// Its answer to one.
  case submitReport(SubmitReport)
  /// What became of a message sent.
  case statusReport(StatusReport)
  /// A command to the service centre.
  case command(Command)
}

extension TPDU {
  /// The name of the type: `deliver`, `deliver-report`, `submit`, `submit-report`, `status-report`, `command`.
  public var typeName: String {
    switch self {
    case .deliver: "deliver"
    case .deliverReport: "deliver-report"
    case .submit: "submit"
    case .submitReport: "submit-report"
    case .statusReport: "status-report"
    case .command: "command"
    }
  }

  /// The first octet, as sent.
  public var firstOctet: UInt8 {
    switch self {
    case .deliver(let deliver): deliver.firstOctet
    case .deliverReport(let report): report.firstOctet
    case .submit(let submit): submit.firstOctet
    case .submitReport(let report): report.firstOctet
    case .statusReport(let report): report.firstOctet
    case .command(let command): command.firstOctet
    }
  }

  /// TP-OA, TP-DA or TP-RA.
  public var address: Address? {
    switch self {
    case .deliver(let deliver): deliver.originatingAddress
    case .submit(let submit): submit.destinationAddress
    case .statusReport(let report): report.recipientAddress
    case .command(let command): command.destinationAddress
    case .deliverReport, .submitReport: nil
    }
  }

  /// TP-PID.
  public var protocolIdentifier: ProtocolIdentifier? {
    switch self {
    case .deliver(let deliver): deliver.protocolIdentifier
    case .deliverReport(let report): report.protocolIdentifier
    case .submit(let submit): submit.protocolIdentifier
    case .submitReport(let report): report.protocolIdentifier
    case .statusReport(let report): report.protocolIdentifier
    case .command(let command): command.protocolIdentifier
    }
  }

  /// TP-DCS.
  public var dataCodingScheme: DCS? {
    switch self {
    case .deliver(let deliver): deliver.dataCodingScheme
    case .deliverReport(let report): report.dataCodingScheme
    case .submit(let submit): submit.dataCodingScheme
    case .submitReport(let report): report.dataCodingScheme
    case .statusReport(let report): report.dataCodingScheme
    case .command: nil
    }
  }

  /// TP-SCTS.
  public var serviceCentreTimestamp: SCTS? {
    switch self {
    case .deliver(let deliver): deliver.serviceCentreTimestamp
    case .submitReport(let report): report.serviceCentreTimestamp
    case .statusReport(let report): report.serviceCentreTimestamp
    case .submit, .deliverReport, .command: nil
    }
  }

  /// TP-UDL and TP-UD.
  public var userData: UserData? {
    switch self {
    case .deliver(let deliver): deliver.userData
    case .deliverReport(let report): report.userData
    case .submit(let submit): submit.userData
    case .submitReport(let report): report.userData
    case .statusReport(let report): report.userData
    case .command: nil
    }
  }

  /// The text of the user data; nil without user data and for 8-bit data.
  public var text: String? { userData?.text(for: dataCodingScheme ?? .gsm7) }
}

extension TPDU {
  static func read(_ reader: inout OctetReader, direction: Direction) throws(PDUError) -> TPDU {
    let first = try reader.octet("first octet")
    switch (first & FirstOctet.messageType, direction) {
    case (0, .mobileTerminated): return .deliver(try reader.deliver(firstOctet: first))
    case (0, .mobileOriginated): return .deliverReport(try reader.deliverReport(firstOctet: first))
    case (1, .mobileTerminated): return .submitReport(try reader.submitReport(firstOctet: first))
    case (1, .mobileOriginated): return .submit(try reader.submit(firstOctet: first))
    case (2, .mobileTerminated): return .statusReport(try reader.statusReport(firstOctet: first))
    case (2, .mobileOriginated): return .command(try reader.command(firstOctet: first))
    case (let type, .mobileOriginated): throw reader.error(.reservedMessageType(type), "TP-MTI", back: 1)
    case (let type, .mobileTerminated):
      // §9.2.3.1: a phone processes a reserved type as an SMS-DELIVER and stores it exactly as received.
      reader.warn(.reservedMessageType(type), "TP-MTI", back: 1)
      return .deliver(try reader.deliver(firstOctet: first))
    }
  }

  /// Writes the octets.
  func write(to octets: inout [UInt8]) throws(PDUError) {
    switch self {
    case .deliver(let deliver): deliver.write(to: &octets)
    case .deliverReport(let report): report.write(to: &octets)
    case .submit(let submit): submit.write(to: &octets)
    case .submitReport(let report): report.write(to: &octets)
    case .statusReport(let report): report.write(to: &octets)
    case .command(let command): try command.write(to: &octets)
    }
  }
}
