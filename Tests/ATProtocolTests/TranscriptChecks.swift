import ATProtocol

/// The checks of the transcript vectors, by what the command asks for.
enum TranscriptChecks {
  static func unsolicited(_ vector: TranscriptVector) -> (String, TranscriptTests.Check)? {
    if vector.has("state") { return ("registrations", registration) }
    if vector.has("mem") { return ("announcements", announcement) }
    if vector.has("pdu") || vector.flag("error") == true { return ("direct deliveries", delivery) }
    if vector.text.contains("+CUSD") { return ("USSD", ussd) }
    if vector.has("args") || vector.has("lines") { return ("other URCs", named) }
    return nil
  }

  static func reply(_ vector: TranscriptVector) -> (String, TranscriptTests.Check)? {
    guard let command = vector.command else { return nil }
    if vector.has("state") || command.contains("CREG?") && vector.has("parse_ok") {
      return ("registrations", registration)
    }
    if vector.has("lock") { return ("SIM states", sim) }
    if vector.has("operators") { return ("operator lists", operators) }
    if vector.has("messages") || vector.has("pdu") || vector.text("mode") == "text"
      || vector.flag("parse_ok") == true && command.contains("CMGR")
    {
      return ("messages", messages)
    }
    if vector.has("bfr") { return (command.hasSuffix("=?") ? "CNMI ranges" : "CNMI", indications) }
    if vector.has("mem1") { return ("storages", storages) }
    if vector.has("smsc") {
      return ("service centres", { difference($0.parsed(ServiceCentre.init)?.number, $0.text("smsc")) })
    }
    if vector.has("numbers") { return ("own numbers", ownNumbers) }
    if command.contains("+CUSD="), vector.has("text") { return ("USSD", ussd) }
    if vector.has("rssi") { return ("signal", { difference($0.parsed(SignalQuality.init)?.rssi, $0.number("rssi")) }) }
    if vector.has("operator") { return ("operators", currentOperator) }
    if vector.has("text") {
      return ("identities", { difference($0.lines.first.map { IdentityText.text($0) }, $0.text("text")) })
    }
    if vector.has("final") || vector.has("lines") { return ("replies", wholeReply) }
    if let plain = parameters(vector) { return ("plain parameters", { _ in plain.complaint }) }
    return nil
  }

  private static func registration(_ vector: TranscriptVector) -> String? {
    guard let state = vector.number("state") else { return nil }
    guard let found = vector.parsed(Registration.init) else { return "not parsed" }
    // Some modems send URCs in the form of answers; who asked, the dialogue knows.
    let isAnswer = vector.command != nil
    return difference(found.state.rawValue, state) ?? (isAnswer ? difference(found.isUnsolicited, false) : nil)
      ?? difference(Int(found.area ?? 0), vector.number("lac") ?? 0)
      ?? difference(Int(found.cell ?? 0), vector.number("ci") ?? 0)
      ?? difference(found.technology.map(\.name) ?? "UNKNOWN", names[vector.text("act_name") ?? ""] ?? "?")
  }

  private static let names = [
    "UNKNOWN": "UNKNOWN", "GSM": "GSM", "GSM_COMPACT": "GSM", "UMTS": "UMTS", "EDGE": "EDGE", "HSDPA": "HSDPA",
    "HSUPA": "HSUPA", "HSPA": "HSPA", "LTE": "LTE", "5GNR": "5G",
  ]

  private static func announcement(_ vector: TranscriptVector) -> String? {
    guard let storage = vector.text("mem"), let index = vector.number("index") else { return "incomplete vector" }
    let wanted: UnsolicitedResult =
      vector.text.contains("+CDSI")
      ? .statusReportStored(storage: storage, index: index) : .messageStored(storage: storage, index: index)
    return difference(vector.events(running: nil), [.unsolicited(wanted)])
  }

  private static func delivery(_ vector: TranscriptVector) -> String? {
    let events = vector.events(running: nil)
    guard vector.flag("error") != true else {
      // A PDU of three digits: it is handed over, and the codec refuses it.
      return events == [.unsolicited(.statusReport(entry("BAD", 25)))] ? nil : "\(events)"
    }
    let wanted = entry(vector.text("pdu") ?? "", vector.number("tpdu_length"))
    let result: UnsolicitedResult = vector.text.contains("+CDS") ? .statusReport(wanted) : .message(wanted)
    return difference(events, [.unsolicited(result)])
  }

  private static func entry(_ pdu: String, _ length: Int?) -> MessageEntry {
    MessageEntry(declaredLength: length, pdu: pdu)
  }

  /// Known by name, and never taken for an answer or lost with what follows.
  private static func named(_ vector: TranscriptVector) -> String? {
    let events = vector.events(running: nil)
    guard let first = events.first else { return "nothing found" }
    switch first {
    case .unsolicited, .noise: return nil
    case .information, .entry, .prompt, .final, .echo: return "\(events)"
    }
  }

  private static func sim(_ vector: TranscriptVector) -> String? {
    let statuses: [String: SIMStatus] = [
      "READY": .ready, "PIN_REQUIRED": .pin, "SIM_PIN": .pin, "SIM_PUK": .puk, "SIM_PIN2": .pin2, "SIM_PUK2": .puk2,
      "PH_NET_PIN": .personalization("PH-NET PIN"),
    ]
    return difference(vector.lines.lazy.compactMap { SIMStatus($0) }.first, statuses[vector.text("lock") ?? ""])
  }

  private static func messages(_ vector: TranscriptVector) -> String? {
    let isListing = vector.command?.contains("CMGL") ?? false
    let entries = vector.events(running: isListing ? .listMessages : .readMessage(0)).compactMap { event in
      if case .entry(let entry) = event { entry } else { nil }
    }
    let isText = vector.text("mode") == "text"
    guard !isText else { return entries.contains { !$0.isTextMode } || entries.isEmpty ? "not seen as text" : nil }
    let wanted = vector.expect["messages"] as? [[String: Any]] ?? [vector.expect]
    guard entries.count == wanted.count else { return "\(entries.count) messages" }
    for (entry, message) in zip(entries, wanted) {
      let complaint =
        difference(entry.pdu, message["pdu"] as? String ?? "")
        ?? difference(entry.status, message["status"] as? Int)
        ?? (isListing ? difference(entry.index, message["index"] as? Int) : nil)
        ?? (message["tpdu_length"] as? Int).flatMap { difference(entry.declaredLength, $0) }
      if let complaint { return complaint }
    }
    return nil
  }

  private static func indications(_ vector: TranscriptVector) -> String? {
    let keys = ["mode", "mt", "bm", "ds", "bfr"]
    if vector.command?.hasSuffix("=?") ?? false {
      return difference(
        vector.parsed(NewMessageIndicationRanges.init)?.parameters, keys.map { vector.expect[$0] as? [Int] ?? [] })
    }
    let values = keys.compactMap { vector.number($0) }
    return difference(
      vector.parsed(NewMessageIndications.init)?.parameters, values.map(String.init).joined(separator: ","))
  }

  private static func storages(_ vector: TranscriptVector) -> String? {
    if vector.command?.hasSuffix("=?") ?? false {
      guard let choices = vector.parsed(StorageChoices.init) else { return "not parsed" }
      return difference(choices.reading, vector.expect["mem1"] as? [String] ?? [])
        ?? (vector.expect["mem2"] as? [String]).flatMap { difference(choices.writing, $0) }
        ?? (vector.expect["mem3"] as? [String]).flatMap { difference(choices.receiving ?? [], $0) }
    }
    guard let levels = vector.parsed(StorageLevel.parse), let first = levels.first else { return "not parsed" }
    let known = vector.text("mem1").flatMap { $0 == "unknown" ? nil : $0 }
    return known.flatMap { difference(first.name, $0) }
      ?? vector.number("used1").flatMap { difference(first.used, $0) }
      ?? vector.number("total1").flatMap { difference(first.total, $0) }
  }

  private static func ownNumbers(_ vector: TranscriptVector) -> String? {
    let numbers = vector.lines.compactMap { ResultLine($0) }.compactMap(SubscriberNumber.init).map(\.number)
    return difference(numbers, vector.expect["numbers"] as? [String] ?? [])
  }

  /// The last response is the answer; those before it end an older session.
  private static func ussd(_ vector: TranscriptVector) -> String? {
    let responses = vector.lines.compactMap { ResultLine($0) }.compactMap(USSDResponse.init)
    guard let last = responses.last else { return "not parsed" }
    return (vector.text("text") ?? vector.text("raw")).flatMap { difference(last.text, $0) }
      ?? vector.number("status").flatMap { difference(last.status, $0) }
      ?? vector.number("dcs").flatMap { difference(last.dcs, $0) }
      ?? vector.flag("session_active").flatMap { difference(last.status == 1, $0) }
  }

  private static func currentOperator(_ vector: TranscriptVector) -> String? {
    let selection = vector.parsed(OperatorSelection.init)
    return difference(selection?.name, vector.text("operator"))
      ?? vector.number("mode").flatMap { difference(selection?.mode, $0) }
      ?? vector.text("act_name").flatMap { difference(selection?.technology?.name ?? "UNKNOWN", names[$0] ?? "?") }
  }

  private static func operators(_ vector: TranscriptVector) -> String? {
    let networks = OperatorScan(lines: vector.lines).networks
    let wanted = vector.expect["operators"] as? [[String: Any]] ?? []
    guard networks.count == wanted.count else { return "\(networks.count) networks" }
    for (network, fields) in zip(networks, wanted) {
      let complaint =
        difference("\(network.availability)", fields["status"] as? String ?? "")
        ?? difference(gsm(network.longName), fields["long"] as? String)
        ?? difference(gsm(network.shortName), fields["short"] as? String)
        ?? difference(network.code, fields["numeric"] as? String ?? "")
        ?? difference(network.technology.name, names[fields["act_name"] as? String ?? ""] ?? "?")
      if let complaint { return complaint }
    }
    return nil
  }

  /// The source reads names as if the modem's character set were GSM's, where 0x40 is "¡".
  private static func gsm(_ name: String?) -> String? {
    name.map { String($0.map { $0 == "@" ? "¡" : $0 }) }
  }

  private static func wholeReply(_ vector: TranscriptVector) -> String? {
    let events = vector.events(running: .vendor(vector.command ?? ""))
    var lines: [String] = []
    var final: FinalResult?
    for event in events {
      switch event {
      case .information(let line): lines.append(line)
      case .final(let result): final = result
      case .entry, .prompt, .unsolicited, .echo, .noise: continue
      }
    }
    if let wanted = vector.text("final"), final != FinalResult(wanted) { return "ends with \(final as Any)" }
    let wanted = (vector.expect["lines"] as? [String])?.map { $0.filter { $0 != "\r" } }
    return wanted.flatMap { difference(lines, $0.map { String($0.drop { $0 == " " }) }) }
  }

  /// Answers whose parameters are all there is to them.
  private static func parameters(_ vector: TranscriptVector) -> (complaint: String?, Void)? {
    let values = vector.lines.lazy.compactMap { ResultLine($0) }.first?.values ?? []
    if vector.flag("error") == true { return (values.first?.number == nil ? nil : "a number found", ()) }
    if let value = vector.number("value") ?? vector.number("mode") {
      return (difference(values.first?.number, value), ())
    }
    if let list = (vector.expect["modes"] ?? vector.expect["services"]) as? [Int] {
      return (difference(values.first?.numbers ?? [], list), ())
    }
    if vector.has("mt"), vector.has("mo"), vector.has("bm") {
      return (difference(values.compactMap(\.number), ["mt", "mo", "bm"].compactMap { vector.number($0) }), ())
    }
    if let sets = vector.expect["charsets"] as? [String] {
      let aliases = ["8859-1": "8859_1", "ASCII": "IRA", "PCCP437": "PCCP437"]
      let found = values.flatMap(\.elements).compactMap(\.text).map { aliases[$0] ?? $0 }
      return (difference(found.sorted(), sets.sorted()), ())
    }
    return nil
  }
}
