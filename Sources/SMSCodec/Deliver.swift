/// SMS-DELIVER: a message from the service centre (3GPP TS 23.040 §9.2.2.1).
public struct Deliver: Sendable, Hashable {
  /// Bits 8, 6, 4 and 3 of the first octet, and TP-MTI, which can be 3 (reserved, read as 0).
  var flags: UInt8
  /// TP-OA: who sent it.
  public var originatingAddress: Address
  /// TP-PID.
  public var protocolIdentifier: ProtocolIdentifier
  /// TP-DCS.
  public var dataCodingScheme: DCS
  /// TP-SCTS: when the service centre received it.
  public var serviceCentreTimestamp: SCTS
  /// TP-UDL and TP-UD.
  public var userData: UserData

  /// Creates a message with no more of them waiting.
  public init(
    originatingAddress: Address, protocolIdentifier: ProtocolIdentifier = .standard, dataCodingScheme: DCS = .gsm7,
    serviceCentreTimestamp: SCTS, userData: UserData
  ) {
    flags = FirstOctet.moreMessagesToSend
    self.originatingAddress = originatingAddress
    self.protocolIdentifier = protocolIdentifier
    self.dataCodingScheme = dataCodingScheme
    self.serviceCentreTimestamp = serviceCentreTimestamp
    self.userData = userData
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

  /// TP-SRI (§9.2.3.4): whether the sender gets a status report.
  public var statusReportIndication: Bool {
    get { flags & FirstOctet.statusReport != 0 }
    set { FirstOctet.set(FirstOctet.statusReport, to: newValue, in: &flags) }
  }

  /// TP-RP (§9.2.3.17): whether a reply goes the same way.
  public var replyPath: Bool {
    get { flags & FirstOctet.replyPath != 0 }
    set { FirstOctet.set(FirstOctet.replyPath, to: newValue, in: &flags) }
  }

  /// The first octet, as sent.
  public var firstOctet: UInt8 { FirstOctet.octet(flags, userData) }

  /// The text; nil for 8-bit data.
  public var text: String? { userData.text(for: dataCodingScheme) }
}

extension OctetReader {
  mutating func deliver(firstOctet: UInt8) throws(PDUError) -> Deliver {
    container = "SMS-DELIVER"
    var deliver = Deliver(
      originatingAddress: try address("TP-OA"),
      protocolIdentifier: ProtocolIdentifier(rawValue: try octet("TP-PID")),
      dataCodingScheme: DCS(rawValue: try octet("TP-DCS")),
      serviceCentreTimestamp: try timestamp("TP-SCTS"),
      userData: .empty)
    deliver.flags = firstOctet & ~FirstOctet.userDataHeader
    deliver.userData = try userData(
      hasHeader: firstOctet & FirstOctet.userDataHeader != 0, dataCodingScheme: deliver.dataCodingScheme)
    return deliver
  }
}

extension Deliver {
  func write(to octets: inout [UInt8]) {
    octets.append(firstOctet)
    originatingAddress.write(to: &octets)
    octets.append(protocolIdentifier.rawValue)
    octets.append(dataCodingScheme.rawValue)
    serviceCentreTimestamp.write(to: &octets)
    userData.write(to: &octets)
  }
}
