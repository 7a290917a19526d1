extension DissectionBuilder {
  mutating func protocolIdentifier(_ value: ProtocolIdentifier) {
    take(1, "TP-PID", value.description)
  }

  mutating func dataCodingScheme(_ scheme: DCS) {
    take(1, "TP-DCS", scheme.description)
  }

  mutating func userData(_ userData: UserData, _ scheme: DCS) {
    let unit = scheme.countsSeptets ? "septets" : "octets"
    take(1, "TP-UDL", "\(userData.length) \(unit)")
    if userData.headerOctets > 0 {
      take(1, "TP-UD UDHL", "\(userData.headerOctets - 1) octets of header")
      if let header = userData.header {
        for element in header.elements { add(element) }
      } else {
        take(userData.headerOctets - 1, "TP-UD UDH", "malformed, ignored")
      }
    }
    let fill = scheme.countsSeptets && userData.fillBits > 0 ? " after \(userData.fillBits) fill bits" : ""
    let rest = userData.octets.count - userData.headerOctets
    if let text = userData.text(for: scheme) {
      take(rest, "TP-UD text", "“\(text)”\(fill)")
    } else {
      take(rest, "TP-UD data", scheme.isCompressed ? "\(rest) octets, compressed" : "\(rest) octets of data")
    }
  }

  private mutating func add(_ element: InformationElement) {
    let identifier = "0x\(hexadecimal(element.identifier))"
    take(1, "TP-UD IEI", "\(identifier) \(element.name)")
    take(1, "TP-UD IEDL", "\(element.data.count) octets")
    take(element.data.count, "TP-UD IED", element.value.description)
  }
}

extension InformationElement.Value: CustomStringConvertible {
  /// The meaning in words.
  public var description: String {
    switch self {
    case .concatenation(let place):
      "part \(place.sequence) of \(place.total), reference \(place.reference) (\(place.referenceBits) bits)"
    case .specialMessage(let indication):
      "\(indication.count) waiting: \(indication.kind)\(indication.isStored ? ", store the text" : "")"
    case .ports(let ports): "to port \(ports.destination), from port \(ports.source)"
    case .serviceCentreControl(let value): "flags 0x\(hexadecimal(value))"
    case .headerSource(let value):
      switch value {
      case 1: "made by the sender"
      case 2: "made by the receiver"
      case 3: "made by the service centre"
      default: "source \(value), reserved"
      }
    case .textFormatting(let formatting):
      "from character \(formatting.start), \(formatting.length) characters, mode 0x\(hexadecimal(formatting.mode))"
    case .emailHeaderLength(let length): "\(length) characters of e-mail header"
    case .hyperlink(let link):
      "at character \(link.position), title of \(link.titleLength), address of \(link.addressLength)"
    case .replyAddress(let address): "reply to \(address)"
    case .singleShift(let language), .lockingShift(let language): "\(language)"
    case .octets(let octets): "\(octets.count) octets of data"
    case .malformed: "malformed, ignored"
    }
  }
}

extension DCS: CustomStringConvertible {
  /// The meaning in words.
  public var description: String {
    var facts: [String] =
      switch alphabet {
      case .gsm7: ["GSM 7-bit"]
      case .data: ["8-bit data"]
      case .ucs2: ["UCS-2"]
      }
    if isCompressed { facts.append("compressed") }
    if let messageClass { facts.append("class \(messageClass.rawValue) (\(words(messageClass)))") }
    if group == .automaticDeletion { facts.append("to be deleted once read") }
    if group == .reserved { facts.append("reserved coding group") }
    if let waiting = messageWaiting {
      facts.append("\(waiting.kind) indication \(waiting.isActive ? "on" : "off")")
      if waiting.isDiscardable { facts.append("text may be discarded") }
    }
    return facts.joined(separator: ", ")
  }
}

extension ProtocolIdentifier: CustomStringConvertible {
  /// The meaning in words.
  public var description: String {
    switch meaning {
    case .shortMessage(0): "short message"
    case .shortMessage(let value): "short message, SME protocol \(value)"
    case .telematic(let device): "telematic interworking: \(words(device))"
    case .type0: "short message type 0 (silent)"
    case .replaceType(let number): "replaces type \(number)"
    case .deviceTriggering: "device triggering"
    case .enhancedMessageService: "enhanced message service (obsolete)"
    case .returnCall: "return call message"
    case .ansi136RData: "ANSI-136 R-DATA"
    case .downloadToPhone: "download to the phone"
    case .depersonalization: "depersonalisation of the phone"
    case .downloadToSIM: "download to the SIM"
    case .serviceCentreSpecific(let value): "specific to the service centre: \(value)"
    case .reserved: "reserved, read as short message"
    }
  }
}

extension ValidityPeriod: CustomStringConvertible {
  /// The meaning in words.
  public var description: String {
    switch self {
    case .relative(let relative): duration(minutes: relative.minutes)
    case .absolute(let time): "until \(time)"
    case .enhanced(let enhanced): enhanced.description
    }
  }
}

extension ValidityPeriod.Enhanced: CustomStringConvertible {
  /// The meaning in words.
  public var description: String {
    let period =
      switch period {
      case .none: "no validity period"
      case .relative(let relative): duration(minutes: relative.minutes)
      case .seconds(let seconds): "\(seconds) s"
      case .time(let hours, let minutes, let seconds):
        "\(twoDigits(hours)):\(twoDigits(minutes)):\(twoDigits(seconds))"
      case .reserved(let value): "reserved format \(value)"
      }
    return isSingleShot ? "\(period), tried once" : period
  }
}

private func duration(minutes: Int) -> String {
  let (days, rest) = minutes.quotientAndRemainder(dividingBy: 1440)
  let parts = [(days, "d"), (rest / 60, "h"), (rest % 60, "min")].filter { $0.0 > 0 }
  return parts.map { "\($0.0) \($0.1)" }.joined(separator: " ")
}
