/// SMS-STATUS-REPORT: what became of a message or a command sent (3GPP TS 23.040 §9.2.2.3).
public struct StatusReport: Sendable, Hashable {
  /// Bits 8, 6, 4 and 3 of the first octet, and TP-MTI.
  var flags: UInt8
  /// TP-PI and what it announces; none of it when the PDU ends after TP-ST.
  var optional: OptionalFields?
  /// TP-MR of the message reported on.
  public var messageReference: UInt8
  /// TP-RA: to whom it was sent.
  public var recipientAddress: Address
  /// TP-SCTS: when the service centre received it.
  public var serviceCentreTimestamp: SCTS
  /// TP-DT: when it was delivered, or last tried.
  public var dischargeTime: SCTS
  /// TP-ST: what became of it.
  public var status: Status

  /// Creates a report with none of the optional fields.
  public init(
    messageReference: UInt8, recipientAddress: Address, serviceCentreTimestamp: SCTS, dischargeTime: SCTS,
    status: Status
  ) {
    flags = 0x02 | FirstOctet.moreMessagesToSend
    self.messageReference = messageReference
    self.recipientAddress = recipientAddress
    self.serviceCentreTimestamp = serviceCentreTimestamp
    self.dischargeTime = dischargeTime
    self.status = status
  }

  /// TP-MMS (§9.2.3.2): whether more messages wait. The bit is 0 when they do.
  public var moreMessagesToSend: Bool {
    get { flags & FirstOctet.moreMessagesToSend == 0 }
    set { FirstOctet.set(FirstOctet.moreMessagesToSend, to: !newValue, in: &flags) }
  }

  /// TP-LP (§9.2.3.28): whether the message has been forwarded or was spawned.
  public var loopPrevention: Bool {
    get { flags & FirstOctet.loopPrevention != 0 }
    set { FirstOctet.set(FirstOctet.loopPrevention, to: newValue, in: &flags) }
  }

  /// TP-SRQ (§9.2.3.26): whether the report is about an SMS-COMMAND rather than an SMS-SUBMIT.
  public var isAboutCommand: Bool {
    get { flags & FirstOctet.statusReport != 0 }
    set { FirstOctet.set(FirstOctet.statusReport, to: newValue, in: &flags) }
  }

  /// TP-PI: what is there of the optional fields.
  public var parameterIndicator: ParameterIndicator? { optional?.indicator }

  /// TP-PID, when TP-PI announces it.
  public var protocolIdentifier: ProtocolIdentifier? {
    get { optional?.protocolIdentifier }
    set { OptionalFields.update(&optional) { $0.protocolIdentifier = newValue } }
  }

  /// TP-DCS, when TP-PI announces it.
  public var dataCodingScheme: DCS? {
    get { optional?.dataCodingScheme }
    set { OptionalFields.update(&optional) { $0.dataCodingScheme = newValue } }
  }

  /// TP-UDL and TP-UD, when TP-PI announces them.
  public var userData: UserData? {
    get { optional?.userData }
    set { OptionalFields.update(&optional) { $0.userData = newValue } }
  }

  /// The first octet, as sent.
  public var firstOctet: UInt8 { FirstOctet.octet(flags, userData) }

  /// The text of the user data, when there is any.
  public var text: String? { userData?.text(for: dataCodingScheme ?? .gsm7) }
}

extension OctetReader {
  mutating func statusReport(firstOctet: UInt8) throws(PDUError) -> StatusReport {
    container = "SMS-STATUS-REPORT"
    var report = StatusReport(
      messageReference: try octet("TP-MR"), recipientAddress: try address("TP-RA"),
      serviceCentreTimestamp: try timestamp("TP-SCTS"), dischargeTime: try timestamp("TP-DT"),
      status: Status(rawValue: try octet("TP-ST")))
    report.flags = firstOctet
    guard remaining > 0 else { return report }
    // TP-PI FF would announce everything and then another TP-PI: it is a modem's padding. A lone 00 is TP-PI.
    if tolerance == .lenient, isPaddingAfterStatus { return report }
    var attempt = self
    do throws(PDUError) {
      report.optional = try attempt.optionalFields(
        after: try attempt.parameterIndicators(), hasHeader: firstOctet & FirstOctet.userDataHeader != 0)
      self = attempt
    } catch  where tolerance == .lenient {
      // What is wrong after TP-ST must not cost the status: the rest is reported as not part of the PDU.
      return report
    }
    if report.userData?.isHeaderIndicated == true { report.flags &= ~FirstOctet.userDataHeader }
    return report
  }

  private var isPaddingAfterStatus: Bool {
    isFilledWithPadding && !(remaining == 1 && peek() == 0x00)
  }
}

extension StatusReport {
  func write(to octets: inout [UInt8]) {
    octets.append(firstOctet)
    octets.append(messageReference)
    recipientAddress.write(to: &octets)
    serviceCentreTimestamp.write(to: &octets)
    dischargeTime.write(to: &octets)
    octets.append(status.rawValue)
    optional?.write(to: &octets)
  }
}
