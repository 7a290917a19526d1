import CodecCheck
import SMSCodec

/// Makes PDUs of every kind with every field varied.
struct MessageGenerator {
  var random: SeededGenerator

  private mutating func octet() -> UInt8 { UInt8.random(in: 0...255, using: &random) }
  private mutating func chance(_ oneIn: Int) -> Bool { Int.random(in: 0..<oneIn, using: &random) == 0 }

  mutating func pdu() throws -> (PDU, Direction) {
    let smsc = chance(2) ? nil : try number()
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return (PDU(smsc: smsc, tpdu: .deliver(try deliver())), .mobileTerminated)
    case 1: return (PDU(smsc: smsc, tpdu: .submit(try submit())), .mobileOriginated)
    case 2: return (PDU(smsc: smsc, tpdu: .statusReport(try statusReport())), .mobileTerminated)
    case 3: return (PDU(smsc: smsc, tpdu: .deliverReport(try deliverReport())), .mobileOriginated)
    case 4: return (PDU(smsc: smsc, tpdu: .submitReport(try submitReport())), .mobileTerminated)
    default: return (PDU(smsc: smsc, tpdu: .command(try command())), .mobileOriginated)
    }
  }

  /// GSM 7-bit with its extension, Latin, Indic, emoji.
  mutating func text(upTo count: Int) -> String {
    let alphabets = [
      "abcdefghij KLMNOP 0123456789", "abc@£$¥èé^{}[]~|€\\\n", "Привет мир, как дела", "ığŞĞçã õêÇ", "नमस्ते दुनिया",
      "halo 😉🎉👍",
    ]
    let alphabet = Array((alphabets.randomElement(using: &random) ?? "a").unicodeScalars)
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...count, using: &random) {
      text.append(alphabet.randomElement(using: &random) ?? "a")
    }
    return String(text)
  }

  private mutating func number() throws -> Address {
    let digits = String(
      (0..<Int.random(in: 1...20, using: &random)).map { _ in "0123456789".randomElement(using: &random) ?? "0" })
    let types: [Address.TypeOfNumber] = [.unknown, .international, .national, .networkSpecific, .subscriber]
    return try Address(digits: digits, typeOfNumber: types.randomElement(using: &random) ?? .unknown)
  }

  private mutating func address() throws -> Address {
    guard chance(4) else { return try number() }
    let name = String("TelkomselXL".shuffled(using: &random).prefix(Int.random(in: 1...11, using: &random)))
    return try Address(alphanumeric: name)
  }

  private mutating func time() throws -> SCTS {
    try SCTS(
      year: Int.random(in: 1990...2089, using: &random), month: Int.random(in: 1...12, using: &random),
      day: Int.random(in: 1...28, using: &random), hour: Int.random(in: 0...23, using: &random),
      minute: Int.random(in: 0...59, using: &random), second: Int.random(in: 0...59, using: &random),
      zoneMinutes: Int.random(in: -79...79, using: &random) * 15)
  }

  private mutating func header() throws -> UserDataHeader? {
    guard chance(3) else { return nil }
    var elements = [InformationElement(Concatenation(reference: UInt16(octet()), total: 3, sequence: 2))]
    if chance(2) { elements.append(InformationElement(ApplicationPorts(destination: 7, source: UInt16(octet())))) }
    if chance(3) { elements.append(InformationElement(identifier: 0x70, data: [octet(), octet()])) }
    return try UserDataHeader(elements.shuffled(using: &random))
  }

  private mutating func content() throws -> (DCS, UserData) {
    let header = try header()
    let messageClass: DCS.MessageClass? = chance(4) ? .flash : nil
    switch Int.random(in: 0..<3, using: &random) {
    case 0:
      let septets = (0..<Int.random(in: 0...130, using: &random)).map { _ in UInt8.random(in: 0...127, using: &random) }
      return (DCS(.gsm7, messageClass: messageClass), try UserData(septets: septets, header: header))
    case 1:
      let units = UCS2.octets(of: text(upTo: 25))
      return (DCS(.ucs2, messageClass: messageClass), try UserData(data: units, header: header))
    default:
      let data = (0..<Int.random(in: 0...110, using: &random)).map { _ in octet() }
      return (DCS(.data, messageClass: messageClass), try UserData(data: data, header: header))
    }
  }

  private mutating func deliver() throws -> Deliver {
    let (scheme, userData) = try content()
    var deliver = Deliver(
      originatingAddress: try address(), protocolIdentifier: ProtocolIdentifier(rawValue: octet()),
      dataCodingScheme: scheme, serviceCentreTimestamp: try time(), userData: userData)
    deliver.moreMessagesToSend = chance(2)
    deliver.loopPrevention = chance(2)
    deliver.statusReportIndication = chance(2)
    deliver.replyPath = chance(2)
    return deliver
  }

  private mutating func submit() throws -> Submit {
    let (scheme, userData) = try content()
    let periods: [ValidityPeriod?] = [
      nil, .relative(.init(rawValue: octet())), .absolute(try time()),
      .enhanced(try .init(.time(hours: 1, minutes: 2, seconds: 3), isSingleShot: chance(2))),
    ]
    return Submit(
      destinationAddress: try address(), messageReference: octet(), dataCodingScheme: scheme,
      validityPeriod: periods[Int.random(in: 0..<4, using: &random)], statusReportRequested: chance(2),
      rejectDuplicates: chance(2), replyPath: chance(2), userData: userData)
  }

  private mutating func statusReport() throws -> StatusReport {
    var report = StatusReport(
      messageReference: octet(), recipientAddress: try address(), serviceCentreTimestamp: try time(),
      dischargeTime: try time(), status: Status(rawValue: octet()))
    report.isAboutCommand = chance(2)
    if chance(3) { report.protocolIdentifier = ProtocolIdentifier(rawValue: octet()) }
    if chance(3) {
      let (scheme, userData) = try content()
      report.dataCodingScheme = scheme
      report.userData = userData
    }
    return report
  }

  private mutating func deliverReport() throws -> DeliverReport {
    var report = DeliverReport(failureCause: chance(2) ? nil : FailureCause(rawValue: octet() | 0x80))
    if chance(3) { report.protocolIdentifier = ProtocolIdentifier(rawValue: octet()) }
    if chance(2) {
      let (scheme, userData) = try content()
      report.dataCodingScheme = scheme
      report.userData = userData
    }
    return report
  }

  private mutating func submitReport() throws -> SubmitReport {
    var report = SubmitReport(
      failureCause: chance(2) ? nil : FailureCause(rawValue: octet() | 0x80), serviceCentreTimestamp: try time())
    if chance(2) {
      let (scheme, userData) = try content()
      report.dataCodingScheme = scheme
      report.userData = userData
    }
    return report
  }

  private mutating func command() throws -> Command {
    var command = Command(
      Command.CommandType(rawValue: octet()), messageNumber: octet(), destinationAddress: try address(),
      messageReference: octet(), protocolIdentifier: ProtocolIdentifier(rawValue: octet()),
      data: (0..<Int.random(in: 0...100, using: &random)).map { _ in octet() })
    command.statusReportRequested = chance(2)
    return command
  }
}
