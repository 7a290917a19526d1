/// SMS-SUBMIT: a message to the service centre (3GPP TS 23.040 §9.2.2.2).
public struct Submit: Sendable, Hashable {
  /// Bits 8, 6, 3 of the first octet, and TP-MTI.
  var flags: UInt8
  /// TP-MR, which a phone may replace by its own.
  public var messageReference: UInt8
  /// TP-DA: who is to have it.
  public var destinationAddress: Address
  /// TP-PID.
  public var protocolIdentifier: ProtocolIdentifier
  /// TP-DCS.
  public var dataCodingScheme: DCS
  /// TP-VPF and TP-VP; nil leaves it to the service centre.
  public var validityPeriod: ValidityPeriod?
  /// TP-UDL and TP-UD.
  public var userData: UserData

  /// Creates a message.
  public init(
    destinationAddress: Address, messageReference: UInt8 = 0, protocolIdentifier: ProtocolIdentifier = .standard,
    dataCodingScheme: DCS = .gsm7, validityPeriod: ValidityPeriod? = nil, statusReportRequested: Bool = false,
    rejectDuplicates: Bool = false, replyPath: Bool = false, userData: UserData
  ) {
    flags = 0x01
    self.messageReference = messageReference
    self.destinationAddress = destinationAddress
    self.protocolIdentifier = protocolIdentifier
    self.dataCodingScheme = dataCodingScheme
    self.validityPeriod = validityPeriod
    self.userData = userData
    self.statusReportRequested = statusReportRequested
    self.rejectDuplicates = rejectDuplicates
    self.replyPath = replyPath
  }

  /// TP-RD (§9.2.3.25): whether the service centre rejects a message with the same reference and destination.
  public var rejectDuplicates: Bool {
    get { flags & FirstOctet.rejectDuplicates != 0 }
    set { FirstOctet.set(FirstOctet.rejectDuplicates, to: newValue, in: &flags) }
  }

  /// TP-SRR (§9.2.3.5): whether a status report is wanted.
  public var statusReportRequested: Bool {
    get { flags & FirstOctet.statusReport != 0 }
    set { FirstOctet.set(FirstOctet.statusReport, to: newValue, in: &flags) }
  }

  /// TP-RP (§9.2.3.17): whether a reply goes the same way.
  public var replyPath: Bool {
    get { flags & FirstOctet.replyPath != 0 }
    set { FirstOctet.set(FirstOctet.replyPath, to: newValue, in: &flags) }
  }

  /// The first octet, as sent.
  public var firstOctet: UInt8 {
    FirstOctet.octet(flags | (validityPeriod?.format ?? .absent).rawValue << 3, userData)
  }

  /// The text; nil for 8-bit data.
  public var text: String? { userData.text(for: dataCodingScheme) }
}

extension OctetReader {
  mutating func submit(firstOctet: UInt8) throws(PDUError) -> Submit {
    container = "SMS-SUBMIT"
    let messageReference = try octet("TP-MR")
    let destination = try address("TP-DA")
    let protocolIdentifier = ProtocolIdentifier(rawValue: try octet("TP-PID"))
    let scheme = DCS(rawValue: try octet("TP-DCS"))
    let format = ValidityPeriod.Format(rawValue: (firstOctet & FirstOctet.validityPeriodFormat) >> 3) ?? .absent
    let validityPeriod = try validityPeriod(format)
    var submit = Submit(
      destinationAddress: destination, messageReference: messageReference, protocolIdentifier: protocolIdentifier,
      dataCodingScheme: scheme, validityPeriod: validityPeriod,
      userData: try userData(
        hasHeader: firstOctet & FirstOctet.userDataHeader != 0, dataCodingScheme: scheme))
    submit.flags = firstOctet & ~(FirstOctet.userDataHeader | FirstOctet.validityPeriodFormat)
    return submit
  }
}

extension Submit {
  func write(to octets: inout [UInt8]) {
    octets.append(firstOctet)
    octets.append(messageReference)
    destinationAddress.write(to: &octets)
    octets.append(protocolIdentifier.rawValue)
    octets.append(dataCodingScheme.rawValue)
    if let validityPeriod { octets.append(contentsOf: validityPeriod.octets) }
    userData.write(to: &octets)
  }
}
