import SMSCodec

/// Makes the PDUs that the network hands to modems.
enum MessageFactory {
  /// The SMS-DELIVERs of a text, in the order they arrive; empty when the sender fits no address field.
  static func delivers(
    _ message: OutgoingText, reference: UInt16, time: NetworkTime, serviceCentre: String
  ) -> [String] {
    guard let sender = try? Address(parsing: message.sender), let centre = try? Address(parsing: serviceCentre),
      let stamp = try? SCTS(secondsSinceEpoch: time.seconds, zoneMinutes: time.zoneMinutes)
    else { return [] }
    let messageClass = message.messageClass.flatMap { UInt8(exactly: $0) }.flatMap(DCS.MessageClass.init)
    let scheme = DCS(GSM7.isEncodable(message.text) ? .gsm7 : .ucs2, messageClass: messageClass)
    var pdus: [String] = []
    for (index, data) in parts(message, scheme: scheme, reference: reference).enumerated()
    where !message.missingParts.contains(index + 1) {
      let deliver = Deliver(
        originatingAddress: sender, dataCodingScheme: scheme, serviceCentreTimestamp: stamp, userData: data)
      guard let pdu = try? PDU(smsc: centre, tpdu: .deliver(deliver)).hex() else { return [] }
      pdus.append(contentsOf: repeatElement(pdu, count: message.isDoubled ? 2 : 1))
    }
    switch message.order {
    case .straight: return pdus
    case .reversed: return pdus.reversed()
    }
  }

  /// Whether the sender fits an address field and the text 255 parts.
  static func canCarry(_ message: OutgoingText) -> Bool {
    var whole = message
    whole.missingParts = []
    // Any valid time and service centre will do.
    let time = NetworkTime(seconds: SimulatedNetwork.defaultEpoch, zoneMinutes: 0)
    return !delivers(whole, reference: 1, time: time, serviceCentre: message.serviceCentre ?? "+6281100000").isEmpty
  }

  /// The user data of each part (3GPP TS 23.040 §9.2.3.24.1).
  private static func parts(_ message: OutgoingText, scheme: DCS, reference: UInt16) -> [UserData] {
    if let whole = try? UserData(text: message.text, dataCodingScheme: scheme) { return [whole] }
    let header = message.referenceBits == 16 ? 7 : 6
    let room = scheme.alphabet == .gsm7 ? (140 - header) * 8 / 7 : 140 - header
    let pieces = pieces(message.text, room: room) { scalar in
      scheme.alphabet == .gsm7 ? GSM7.septetCount(String(scalar)) ?? 1 : String(scalar).utf16.count * 2
    }
    guard let total = UInt8(exactly: pieces.count) else { return [] }
    return pieces.enumerated().compactMap { index, piece in
      let place = Concatenation(
        reference: message.referenceBits == 16 ? reference : reference & 0xFF,
        referenceBits: message.referenceBits == 16 ? 16 : 8, total: total, sequence: UInt8(index + 1))
      guard let header = try? UserDataHeader([InformationElement(place)]) else { return nil }
      return try? UserData(text: piece, dataCodingScheme: scheme, header: header)
    }
  }

  private static func pieces(_ text: String, room: Int, size: (Unicode.Scalar) -> Int) -> [String] {
    var pieces: [String] = []
    var piece = String.UnicodeScalarView()
    var used = 0
    for scalar in text.unicodeScalars {
      let needed = size(scalar)
      if used + needed > room {
        pieces.append(String(piece))
        piece = String.UnicodeScalarView()
        used = 0
      }
      piece.append(scalar)
      used += needed
    }
    pieces.append(String(piece))
    return pieces
  }

  /// An SMS-STATUS-REPORT on a SUBMIT.
  static func statusReport(
    on submit: SubmitReading, reference: UInt8, status: UInt8, sent: NetworkTime, discharged: NetworkTime,
    serviceCentre: String
  ) -> String? {
    guard let sent = try? SCTS(secondsSinceEpoch: sent.seconds, zoneMinutes: sent.zoneMinutes),
      let discharged = try? SCTS(secondsSinceEpoch: discharged.seconds, zoneMinutes: discharged.zoneMinutes)
    else { return nil }
    let report = StatusReport(
      messageReference: reference, recipientAddress: submit.address, serviceCentreTimestamp: sent,
      dischargeTime: discharged, status: Status(rawValue: status))
    return try? PDU(smsc: try? Address(parsing: serviceCentre), tpdu: .statusReport(report)).hex()
  }
}

/// What the network reads in a SUBMIT.
struct SubmitReading: Sendable {
  var address: Address
  var destination: String { address.description }
  var typeOfAddress: UInt8 { address.typeOfAddress }
  var text: String?
  var wantsReport: Bool
  var concatenation: Concatenation?
  var sequence: Int { Int(concatenation?.sequence ?? 1) }
  var total: Int { Int(concatenation?.total ?? 1) }

  init?(pdu: [UInt8]) {
    guard let decoded = try? PDU.decode(octets: pdu, direction: .mobileOriginated, tolerance: .strict),
      case .submit(let submit) = decoded.value.tpdu
    else { return nil }
    address = submit.destinationAddress
    text = submit.text
    wantsReport = submit.statusReportRequested
    concatenation = submit.userData.concatenation
  }
}

/// Joins the parts of what the modems send.
struct Mailbox: Sendable {
  private struct Key: Hashable {
    var modem: Int
    var destination: String
    var reference: UInt16
    var total: UInt8
  }

  private var open: [Key: [Int: String]] = [:]
  private static let mostOpen = 256

  /// The whole text once its last part is there.
  mutating func add(_ submit: SubmitReading, from modem: Int) -> String? {
    guard let place = submit.concatenation, place.total > 1 else { return submit.text ?? "" }
    let key = Key(modem: modem, destination: submit.destination, reference: place.reference, total: place.total)
    if open[key] == nil, open.count >= Self.mostOpen { open.removeAll() }
    open[key, default: [:]][Int(place.sequence)] = submit.text ?? ""
    guard let parts = open[key], parts.count == Int(place.total) else { return nil }
    open[key] = nil
    return parts.sorted { $0.key < $1.key }.map(\.value).joined()
  }
}
