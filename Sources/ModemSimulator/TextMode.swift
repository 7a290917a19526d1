import SMSCodec

/// Text mode (3GPP TS 27.005 §3.4), as far as other people's clients need it.
extension SimulatedModem {
  /// The lines of `+CMGL` for one message.
  func textListing(_ message: StoredMessage, index: Int) -> [[UInt8]] {
    guard let reading = TextReading(message) else { return [] }
    var header = "+CMGL: \(index),\"\(message.status.text)\"," + reading.reading(encoded)
    if settings.showTextHeader { header += ",\(reading.typeOfAddress),\(reading.length)" }
    return [Array(header.utf8), reading.body(characterSet: settings.characterSet)]
  }

  /// The lines of `+CMGR`.
  func textReading(_ message: StoredMessage) -> [[UInt8]] {
    guard let reading = TextReading(message) else { return [] }
    var header = "+CMGR: \"\(message.status.text)\"," + reading.reading(encoded)
    if settings.showTextHeader {
      header += ",\(reading.typeOfAddress),\(reading.firstOctet),0,\(reading.codingScheme)"
      header += ",\"\(sim?.serviceCentre ?? "")\",145,\(reading.length)"
    }
    return [Array(header.utf8), reading.body(characterSet: settings.characterSet)]
  }

  /// `+CMT` or `+CDS` with its line ends.
  func textIndication(_ message: IncomingMessage) -> [UInt8] {
    let stored = StoredMessage(
      status: .receivedUnread, pdu: message.pdu, tpduLength: message.tpduLength, messageID: nil)
    guard let reading = TextReading(stored) else { return [] }
    var bytes: [UInt8] = [13, 10]
    switch message.kind {
    case .deliver:
      bytes += Array("+CMT: \(reading.reading(encoded))\r\n".utf8)
      bytes += reading.body(characterSet: settings.characterSet)
    case .statusReport: bytes += Array("+CDS: \(reading.reading(encoded))".utf8)
    }
    return bytes + [13, 10]
  }

  /// The SUBMIT of a text typed at the prompt, by the parameters of `+CSMP`.
  func textSubmit(_ typed: [UInt8], destination: String) -> [UInt8]? {
    guard let address = try? Address(parsing: decoded(destination)) else { return nil }
    var scheme = DCS(rawValue: UInt8(truncatingIfNeeded: settings.textParameters.codingScheme))
    let text = typedText(typed)
    if scheme.alphabet == .gsm7, !GSM7.isEncodable(text) { scheme = .ucs2 }
    guard let data = try? UserData(text: text, dataCodingScheme: scheme) else { return nil }
    let submit = Submit(
      destinationAddress: address, dataCodingScheme: scheme,
      statusReportRequested: settings.textParameters.firstOctet & 0x20 != 0, userData: data)
    return try? PDU(smsc: nil, tpdu: .submit(submit)).encode()
  }

  private func typedText(_ typed: [UInt8]) -> String {
    switch settings.characterSet {
    case "UCS2": octets(hexadecimal: typed).map { UCS2.text(of: $0) } ?? String(decoding: typed, as: UTF8.self)
    case "GSM": GSM7.text(ofSeptets: typed.map { $0 & 0x7F })
    default: String(decoding: typed, as: UTF8.self)
    }
  }

  /// A string parameter in the terminal's character set.
  private func encoded(_ text: String) -> String {
    settings.characterSet == "UCS2" ? hexadecimal(UCS2.octets(of: text)) : text
  }

  /// A string parameter from the terminal's character set.
  private func decoded(_ text: String) -> String {
    guard settings.characterSet == "UCS2", text.utf8.count.isMultiple(of: 4),
      let octets = octets(hexadecimal: text.utf8)
    else { return text }
    return UCS2.text(of: octets)
  }

  /// The class of TP-DCS.
  func messageClass(_ message: IncomingMessage) -> Int? {
    guard let pdu = try? PDU.decode(hex: message.pdu).value, case .deliver(let deliver) = pdu.tpdu else { return nil }
    return (deliver.dataCodingScheme.messageClass?.rawValue).map(Int.init)
  }

  /// The other parts of the same long message, where the family deletes them too.
  func siblings(of slot: Int, in storage: MessageStorage) -> [Int] {
    guard profile.quirks.contains(.deletesWholeMessage), let place = storage[slot].flatMap(place) else { return [] }
    return storage.slots.indices.filter { other in
      other != slot && storage[other].flatMap(self.place).map { $0.isOfSameMessage(as: place) } == true
    }
  }

  private func place(_ message: StoredMessage) -> Concatenation? {
    guard let pdu = try? PDU.decode(hex: message.pdu).value, case .deliver(let deliver) = pdu.tpdu else { return nil }
    return deliver.userData.concatenation
  }
}

/// A stored PDU as text mode shows it.
private struct TextReading {
  var address = ""
  var typeOfAddress: UInt8 = 0x81
  var stamp = ""
  var firstOctet: UInt8 = 0
  var codingScheme: UInt8 = 0
  var data: UserData?
  var text: String?
  var length: Int { Int(data?.length ?? 0) }
  var report: (reference: UInt8, discharged: String, status: UInt8)?

  init?(_ message: StoredMessage) {
    let direction: Direction = message.status.rawValue < 2 ? .mobileTerminated : .mobileOriginated
    guard let pdu = try? PDU.decode(hex: message.pdu, direction: direction).value else { return nil }
    switch pdu.tpdu {
    case .deliver(let deliver):
      take(deliver.originatingAddress, deliver.firstOctet)
      stamp = Self.written(deliver.serviceCentreTimestamp)
      codingScheme = deliver.dataCodingScheme.rawValue
      data = deliver.userData
      text = deliver.text
    case .submit(let submit):
      take(submit.destinationAddress, submit.firstOctet)
      codingScheme = submit.dataCodingScheme.rawValue
      data = submit.userData
      text = submit.text
    case .statusReport(let report):
      take(report.recipientAddress, 6)
      stamp = Self.written(report.serviceCentreTimestamp)
      self.report = (report.messageReference, Self.written(report.dischargeTime), report.status.rawValue)
    case .deliverReport, .submitReport, .command: return nil
    }
  }

  private mutating func take(_ address: Address, _ firstOctet: UInt8) {
    self.address = address.description
    typeOfAddress = address.typeOfAddress
    self.firstOctet = firstOctet
  }

  /// `yy/MM/dd,hh:mm:ss±zz`, zz in quarters of an hour (27.005 §3.1).
  private static func written(_ stamp: SCTS) -> String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
    let quarters = abs(stamp.zoneMinutes) / 15
    return "\(two(stamp.year % 100))/\(two(stamp.month))/\(two(stamp.day)),\(two(stamp.hour)):\(two(stamp.minute)):"
      + "\(two(stamp.second))\(stamp.zoneMinutes < 0 ? "-" : "+")\(two(quarters))"
  }

  func reading(_ encoded: (String) -> String) -> String {
    if let report {
      return "\(firstOctet),\(report.reference),\"\(encoded(address))\",\(typeOfAddress),\"\(stamp)\","
        + "\"\(report.discharged)\",\(report.status)"
    }
    return stamp.isEmpty ? "\"\(encoded(address))\"," : "\"\(encoded(address))\",,\"\(stamp)\""
  }

  func body(characterSet: String) -> [UInt8] {
    guard let text else { return Array(hexadecimal(data?.data ?? []).utf8) }
    switch characterSet {
    case "UCS2": return Array(hexadecimal(UCS2.octets(of: text)).utf8)
    case "GSM": return GSM7.septets(of: text) ?? Array(hexadecimal(UCS2.octets(of: text)).utf8)
    case "HEX": return Array(hexadecimal(GSM7.septets(of: text) ?? UCS2.octets(of: text)).utf8)
    default:
      return codingScheme & 0x0C == 0x08 ? Array(hexadecimal(UCS2.octets(of: text)).utf8) : Array(text.utf8)
    }
  }
}
