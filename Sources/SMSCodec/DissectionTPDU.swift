extension DissectionBuilder {
  mutating func add(_ tpdu: TPDU) {
    switch tpdu {
    case .deliver(let deliver): add(deliver)
    case .deliverReport(let report): add(report)
    case .submit(let submit): add(submit)
    case .submitReport(let report): add(report)
    case .statusReport(let report): add(report)
    case .command(let command): add(command)
    }
  }

  private mutating func firstOctet(_ type: String, _ octet: UInt8, _ notes: [String?]) {
    var facts = [type]
    if octet & FirstOctet.replyPath != 0 { facts.append("TP-RP: reply path") }
    if octet & FirstOctet.userDataHeader != 0 { facts.append("TP-UDHI: header in the user data") }
    facts.append(contentsOf: notes.compactMap { $0 })
    take(1, "first octet", facts.joined(separator: "; "))
  }

  private mutating func add(_ deliver: Deliver) {
    firstOctet(
      "SMS-DELIVER", deliver.firstOctet,
      [
        deliver.firstOctet & FirstOctet.messageType == 0 ? nil : "TP-MTI 3, reserved",
        deliver.moreMessagesToSend ? "TP-MMS: more messages wait" : "TP-MMS: no more messages",
        deliver.loopPrevention ? "TP-LP: forwarded" : nil,
        deliver.statusReportIndication ? "TP-SRI: the sender gets a status report" : nil,
      ])
    address(deliver.originatingAddress, "TP-OA")
    protocolIdentifier(deliver.protocolIdentifier)
    dataCodingScheme(deliver.dataCodingScheme)
    time(deliver.serviceCentreTimestamp, "TP-SCTS")
    userData(deliver.userData, deliver.dataCodingScheme)
  }

  private mutating func add(_ submit: Submit) {
    let format = submit.validityPeriod?.format ?? .absent
    firstOctet(
      "SMS-SUBMIT", submit.firstOctet,
      [
        "TP-VPF: \(format) validity period",
        submit.rejectDuplicates ? "TP-RD: reject duplicates" : nil,
        submit.statusReportRequested ? "TP-SRR: status report wanted" : nil,
      ])
    take(1, "TP-MR", "message reference \(submit.messageReference)")
    address(submit.destinationAddress, "TP-DA")
    protocolIdentifier(submit.protocolIdentifier)
    dataCodingScheme(submit.dataCodingScheme)
    if let validity = submit.validityPeriod { take(validity.octets.count, "TP-VP", validity.description) }
    userData(submit.userData, submit.dataCodingScheme)
  }

  private mutating func add(_ report: StatusReport) {
    firstOctet(
      "SMS-STATUS-REPORT", report.firstOctet,
      [
        report.moreMessagesToSend ? "TP-MMS: more messages wait" : "TP-MMS: no more messages",
        report.loopPrevention ? "TP-LP: forwarded" : nil,
        "TP-SRQ: about an \(report.isAboutCommand ? "SMS-COMMAND" : "SMS-SUBMIT")",
      ])
    take(1, "TP-MR", "message reference \(report.messageReference)")
    address(report.recipientAddress, "TP-RA")
    time(report.serviceCentreTimestamp, "TP-SCTS")
    time(report.dischargeTime, "TP-DT")
    take(1, "TP-ST", report.status.description)
    if let fields = report.optional {
      indicators(fields)
      optional(fields)
    }
  }

  private mutating func add(_ report: DeliverReport) {
    firstOctet("SMS-DELIVER-REPORT", report.firstOctet, [])
    failureCause(report.failureCause)
    indicators(report.optional)
    optional(report.optional)
  }

  private mutating func add(_ report: SubmitReport) {
    firstOctet("SMS-SUBMIT-REPORT", report.firstOctet, [])
    failureCause(report.failureCause)
    indicators(report.optional)
    time(report.serviceCentreTimestamp, "TP-SCTS")
    optional(report.optional)
  }

  private mutating func add(_ command: Command) {
    firstOctet(
      "SMS-COMMAND", command.firstOctet, [command.statusReportRequested ? "TP-SRR: status report wanted" : nil])
    take(1, "TP-MR", "message reference \(command.messageReference)")
    protocolIdentifier(command.protocolIdentifier)
    take(1, "TP-CT", command.commandType.description)
    take(1, "TP-MN", "about message reference \(command.messageNumber)")
    address(command.destinationAddress, "TP-DA")
    take(1, "TP-CDL", "\(command.dataLength) octets of command data")
    take(command.data.count, "TP-CD", "command data")
  }

  private mutating func failureCause(_ cause: FailureCause?) {
    if let cause { take(1, "TP-FCS", cause.description) }
  }

  private mutating func indicators(_ fields: OptionalFields) {
    var names: [String] = []
    if fields.protocolIdentifier != nil { names.append("TP-PID") }
    if fields.dataCodingScheme != nil { names.append("TP-DCS") }
    if fields.userData != nil { names.append("TP-UDL") }
    take(1, "TP-PI", names.isEmpty ? "no optional fields" : names.joined(separator: ", ") + " present")
    take(fields.continuation.count, "TP-PI", "continued, reserved")
  }

  private mutating func optional(_ fields: OptionalFields) {
    if let value = fields.protocolIdentifier { protocolIdentifier(value) }
    if let value = fields.dataCodingScheme { dataCodingScheme(value) }
    if let value = fields.userData { userData(value, fields.dataCodingScheme ?? .gsm7) }
  }
}
