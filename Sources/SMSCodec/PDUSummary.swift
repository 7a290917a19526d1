/// A decoded PDU as named values in a fixed order, for people's tools: `type`, `smsc`, `address`, `text`, `timestamp` …
///
/// Times are ISO 8601 with the offset as sent; octets are upper-case hexadecimal. What the PDU does not have is absent;
/// a time that is none is null, with its octets beside it.
public struct PDUSummary: Sendable, Hashable {
  /// The values in order.
  public private(set) var members: [JSONValue.Member] = []

  /// The value of a key.
  public subscript(key: String) -> JSONValue? { value[key] }

  /// All as one JSON object.
  public var value: JSONValue { .object(members) }

  /// JSON text on one line.
  public var json: String { value.json }

  /// Summarises a PDU and, as `warnings`, what was unusual about it.
  public init(_ decoded: Decoded<PDU>) {
    self.init(decoded.value)
    guard !decoded.warnings.isEmpty else { return }
    add("warnings", .array(decoded.warnings.map { .string($0.description) }))
  }

  /// Summarises a PDU.
  public init(_ pdu: PDU) {
    add("type", .string(pdu.tpdu.typeName))
    if let smsc = pdu.smsc { add("smsc", .string(smsc.description)) }
    switch pdu.tpdu {
    case .deliver(let deliver): add(deliver)
    case .deliverReport(let report): add(report)
    case .submit(let submit): add(submit)
    case .submitReport(let report): add(report)
    case .statusReport(let report): add(report)
    case .command(let command): add(command)
    }
    add("is_concatenated", .bool(pdu.tpdu.userData?.concatenation != nil))
  }

  private mutating func add(_ key: String, _ value: JSONValue) {
    members.append(JSONValue.Member(key, value))
  }

  private mutating func add(_ deliver: Deliver) {
    add(deliver.originatingAddress)
    addFlags(deliver.firstOctet, statusReport: "sri", fourth: "mms", fifth: "lp")
    add("pid", .integer(Int(deliver.protocolIdentifier.rawValue)))
    add(deliver.dataCodingScheme)
    add("timestamp", deliver.serviceCentreTimestamp)
    add(deliver.userData, deliver.dataCodingScheme)
  }

  private mutating func add(_ submit: Submit) {
    add("message_reference", .integer(Int(submit.messageReference)))
    add(submit.destinationAddress)
    addFlags(submit.firstOctet, statusReport: "srr", fourth: "rd", fifth: nil)
    add("pid", .integer(Int(submit.protocolIdentifier.rawValue)))
    add(submit.dataCodingScheme)
    add("vpf", .integer(Int((submit.validityPeriod?.format ?? .absent).rawValue)))
    if let validity = submit.validityPeriod { add(validity) }
    add(submit.userData, submit.dataCodingScheme)
  }

  private mutating func add(_ report: StatusReport) {
    add("message_reference", .integer(Int(report.messageReference)))
    add(report.recipientAddress)
    addFlags(report.firstOctet, statusReport: "srq", fourth: "mms", fifth: "lp")
    add("timestamp", report.serviceCentreTimestamp)
    add("discharge", report.dischargeTime)
    add("status", .integer(Int(report.status.rawValue)))
    add("status_category", .string(report.status.category.rawValue))
    add("status_text", .string(report.status.description))
    add("delivered", .bool(report.status.isDelivered))
    add("delivery_status", .string(deliveryStatus(report.status)))
    add(report.parameterIndicator, report.protocolIdentifier, report.dataCodingScheme, report.userData)
  }

  private func deliveryStatus(_ status: Status) -> String {
    switch status.category {
    case .completed: status.isDelivered ? "delivered" : "unconfirmed"
    case .stillTrying: "pending"
    case .permanentError, .givenUp: "failed"
    }
  }

  private mutating func add(_ report: DeliverReport) {
    add(report.failureCause)
    add(report.parameterIndicator, report.protocolIdentifier, report.dataCodingScheme, report.userData)
  }

  private mutating func add(_ report: SubmitReport) {
    add(report.failureCause)
    add("timestamp", report.serviceCentreTimestamp)
    add(report.parameterIndicator, report.protocolIdentifier, report.dataCodingScheme, report.userData)
  }

  private mutating func add(_ command: Command) {
    add("message_reference", .integer(Int(command.messageReference)))
    add(command.destinationAddress)
    add("udhi", .bool(command.hasDataHeader))
    add("srr", .bool(command.statusReportRequested))
    add("pid", .integer(Int(command.protocolIdentifier.rawValue)))
    add("command_type", .integer(Int(command.commandType.rawValue)))
    add("message_number", .integer(Int(command.messageNumber)))
    add("data_hex", .string(Hexadecimal.encode(command.data)))
  }

  private mutating func add(_ address: Address) {
    add("address", .string(address.description))
    add(
      "address_type",
      .object([
        JSONValue.Member("ton", .integer(Int(address.typeOfNumber.rawValue))),
        JSONValue.Member("npi", .integer(Int(address.typeOfAddress & 0x0F))),
      ]))
  }

  /// The bits as sent: TP-MMS is set when no more messages wait.
  private mutating func addFlags(_ octet: UInt8, statusReport: String, fourth: String, fifth: String?) {
    add("rp", .bool(octet & FirstOctet.replyPath != 0))
    add("udhi", .bool(octet & FirstOctet.userDataHeader != 0))
    add(statusReport, .bool(octet & FirstOctet.statusReport != 0))
    if let fifth { add(fifth, .bool(octet & FirstOctet.loopPrevention != 0)) }
    add(fourth, .bool(octet & FirstOctet.moreMessagesToSend != 0))
  }

  private mutating func add(_ scheme: DCS) {
    add("dcs", .integer(Int(scheme.rawValue)))
    add("encoding", .string(scheme.alphabet.rawValue))
    if scheme.isCompressed { add("compressed", .bool(true)) }
    if let messageClass = scheme.messageClass { add("class", .integer(Int(messageClass.rawValue))) }
    guard let waiting = scheme.messageWaiting else { return }
    add(
      "mwi",
      .object([
        JSONValue.Member("type", .string("\(waiting.kind)")),
        JSONValue.Member("active", .bool(waiting.isActive)),
        JSONValue.Member("discard", .bool(waiting.isDiscardable)),
      ]))
  }

  private mutating func add(_ key: String, _ time: SCTS) {
    if let iso = time.iso8601 {
      add(key, .string(iso))
    } else {
      add(key, .null)
      add("\(key)_hex", .string(Hexadecimal.encode(time.octets)))
    }
  }

  private mutating func add(_ validity: ValidityPeriod) {
    switch validity {
    case .relative(let relative):
      add("validity_relative", .integer(Int(relative.rawValue)))
      add("validity_relative_minutes", .integer(relative.minutes))
    case .absolute(let time): add("validity_absolute", time)
    case .enhanced(let enhanced):
      add("validity_enhanced_hex", .string(Hexadecimal.encode(enhanced.octets)))
      add("validity_single_shot", .bool(enhanced.isSingleShot))
      switch enhanced.period {
      case .none, .reserved: break
      case .relative(let relative):
        add("validity_relative", .integer(Int(relative.rawValue)))
        add("validity_relative_minutes", .integer(relative.minutes))
      case .seconds(let seconds): add("validity_seconds", .integer(Int(seconds)))
      case .time(let hours, let minutes, let seconds):
        add("validity_seconds", .integer((hours * 60 + minutes) * 60 + seconds))
      }
    }
  }

  private mutating func add(_ cause: FailureCause?) {
    guard let cause else { return }
    add("failure_cause", .integer(Int(cause.rawValue)))
    add("failure_cause_text", .string(cause.description))
  }

  private mutating func add(
    _ indicator: ParameterIndicator?, _ pid: ProtocolIdentifier?, _ scheme: DCS?, _ userData: UserData?
  ) {
    if let indicator { add("pi", .integer(Int(indicator.rawValue))) }
    if let pid { add("pid", .integer(Int(pid.rawValue))) }
    if let scheme { add(scheme) }
    if let userData { add(userData, scheme ?? .gsm7) }
  }

  private mutating func add(_ userData: UserData, _ scheme: DCS) {
    add("udl", .integer(Int(userData.length)))
    if userData.headerOctets > 0 { add("udhl", .integer(userData.headerOctets - 1)) }
    if let header = userData.header { add(header) }
    if let text = userData.text(for: scheme) {
      add("text", .string(text))
    } else {
      add("data_hex", .string(Hexadecimal.encode(userData.data)))
    }
  }

  private mutating func add(_ header: UserDataHeader) {
    add("ie_count", .integer(header.elements.count))
    if let first = header.elements.first { add("ie_id", .integer(Int(first.identifier))) }
    add(
      "udh",
      .array(
        header.elements.map { element in
          .object([
            JSONValue.Member("iei", .integer(Int(element.identifier))),
            JSONValue.Member("name", .string(element.name)),
            JSONValue.Member("data_hex", .string(Hexadecimal.encode(element.data))),
          ])
        }))
    if let place = header.concatenation {
      add(
        "concat",
        .object([
          JSONValue.Member("ref", .integer(Int(place.reference))),
          JSONValue.Member("ref_bits", .integer(Int(place.referenceBits))),
          JSONValue.Member("total", .integer(Int(place.total))),
          JSONValue.Member("seq", .integer(Int(place.sequence))),
        ]))
    }
    if let ports = header.ports {
      add(
        "ports",
        .object([
          JSONValue.Member("dst", .integer(Int(ports.destination))),
          JSONValue.Member("src", .integer(Int(ports.source))),
          JSONValue.Member("bits", .integer(Int(ports.bits))),
        ]))
    }
    if let language = header.tables.locking { add("locking_table", .integer(Int(language.rawValue))) }
    if let language = header.tables.singleShift { add("single_table", .integer(Int(language.rawValue))) }
  }
}
