extension ScenarioParser {
  /// The first word of a line that holds from the beginning.
  enum Setting: String, CaseIterable {
    case modem, profile, storage, pin, puk, number, imsi, iccid, imei
    case serviceCentre = "service-centre"
    case baud, latency
    case sendLatency = "send-latency"
    case start, seed, clock, retry, fault
  }

  /// The first word, after its time, of a line that says what happens.
  enum Happening: String, CaseIterable {
    case from, pdu
    case statusReportPDU = "status-report-pdu"
    case statusReport = "status-report"
    case reportService = "reply-1166"
    case network
    case noNetwork = "no-network"
    case signal
    case noSIM = "no-sim"
    case sim
    case unplug, replug, mute, garbage, say
    case dropIndications = "drop-cmti"
    case refuseDeletes = "refuse-delete"
    case loseResults = "lost-ok"
    case sendErrors = "cms-error"
    case slowNetwork = "slow-network"
    case fillCard = "sim-full"
    case splitReads = "split-reads"
    case end
  }
}

/// Reads what happens in a line.
enum ScenarioActionParser {
  static func action(
    _ keyword: ScenarioParser.Happening, _ line: inout ScenarioLine
  ) throws(ScenarioError) -> Scenario.Action {
    switch keyword {
    case .from: return try message(&line)
    case .pdu: return .pdu(try hexadecimal(&line), isDeliver: true)
    case .statusReportPDU: return .pdu(try hexadecimal(&line), isDeliver: false)
    case .statusReport:
      let outcomes: [(String, SimulatedNetwork.DeliveryReports)] = [
        ("delivered", .delivered), ("failed", .failed), ("none", .none),
      ]
      let outcome = try line.choice("outcome", of: outcomes, example: "status-report delivered after 2s")
      return .deliveryReports(outcome, after: try after(&line))
    case .reportService:
      let behaviour = try line.choice(
        "answer", of: [("ok", ReportService.Behaviour.judges), ("format-error", .refuses), ("none", .silent)],
        example: "reply-1166 ok after 3s")
      return .reportService(behaviour, after: try after(&line))
    case .network:
      return .coverage(
        try line.choice("network", of: Coverage.allCases.map { ($0.rawValue, $0) }, example: "network roaming"))
    case .noNetwork: return .coverage(.none)
    case .signal: return .signal(try line.number("the signal", in: 0...31, example: "signal 17"))
    case .noSIM: return .removeCard
    case .sim: return .insertCard
    case .unplug: return .unplug
    case .replug: return .replug(linkName: try linkName(&line))
    case .mute: return .mute(line.isEmpty ? nil : try line.time("the time", example: "mute 30s"))
    case .garbage:
      return .garbage(try line.optionalNumber("the count", in: 1...4096, else: 16, example: "garbage 16"))
    case .say: return .say(try line.text("the line", example: "say \"^RSSI:12\""))
    case .dropIndications: return .dropIndications(try count(&line, "drop-cmti 2"))
    case .refuseDeletes: return .refuseDeletes(try count(&line, "refuse-delete 2"))
    case .loseResults: return .loseResults(try count(&line, "lost-ok 2"))
    case .sendErrors: return try sendErrors(&line)
    case .slowNetwork: return .slowNetwork(try line.time("the time", example: "slow-network 135s"))
    case .fillCard: return .fillCard
    case .splitReads:
      guard !line.isEmpty else { return .splitReads(true) }
      return .splitReads(try line.choice("switch", of: [("on", true), ("off", false)], example: "split-reads on"))
    case .end: return .end
    }
  }

  private static func message(_ line: inout ScenarioLine) throws(ScenarioError) -> Scenario.Action {
    let example = "from +6281234567890 text \"halo\""
    let sender = try line.value("the sender", example: example)
    guard line.take("text") else { throw line.error("'text' is missing", "For example: \(example)") }
    var message = OutgoingText(from: sender.text, text: try line.text("the text", example: example))
    while !line.isEmpty {
      if line.take("class") {
        message.messageClass = try line.number("the class", in: 0...3, example: "class 0")
      } else if line.take("via") {
        message.serviceCentre = try line.phoneNumber("the service centre", example: "via +447000000000")
      } else if line.take("age") {
        message.age = try line.time("the age", example: "age 80h")
      } else if line.take("reference") {
        message.reference = UInt16(try line.number("the reference", in: 0...65_535, example: "reference 77"))
      } else if line.take("without") {
        message.missingParts.insert(try line.number("the part", in: 1...255, example: "without 2"))
      } else if line.take("16-bit") {
        message.referenceBits = 16
      } else if line.take("reversed") {
        message.order = .reversed
      } else if line.take("doubled") {
        message.isDoubled = true
      } else {
        try line.expectEnd()
      }
    }
    guard MessageFactory.canCarry(message.numbered(1)) else {
      throw line.error(
        "'\(sender.text)' is no sender, or the text is too long",
        "A sender is a number of up to 20 digits or a name of up to 11 characters; a text has up to 255 parts.",
        column: sender.column)
    }
    return .text(message)
  }

  private static func hexadecimal(_ line: inout ScenarioLine) throws(ScenarioError) -> String {
    let token = try line.value("the PDU", example: "pdu 07912618…")
    guard let octets = octets(hexadecimal: token.text.utf8), let first = octets.first, octets.count > Int(first) + 1
    else {
      throw line.error(
        "this is no PDU", "It is an even number of hexadecimal digits, the service centre first.",
        column: token.column)
    }
    return token.text.uppercased()
  }

  private static func after(_ line: inout ScenarioLine) throws(ScenarioError) -> Duration? {
    line.take("after") ? try line.time("the time", example: "after 3s") : nil
  }

  private static func count(_ line: inout ScenarioLine, _ example: String) throws(ScenarioError) -> Int {
    try line.optionalNumber("the count", in: 0...1_000_000, else: 1, example: example)
  }

  private static func linkName(_ line: inout ScenarioLine) throws(ScenarioError) -> String? {
    guard line.take("as") else { return nil }
    let token = try line.value("the name", example: "replug as ttyUSB1")
    guard !token.text.isEmpty, !token.text.contains("/"), token.text != ".", token.text != ".." else {
      throw line.error(
        "'\(token.text)' is no name", "It is a name in the same folder, without a slash.", column: token.column)
    }
    return token.text
  }

  private static func sendErrors(_ line: inout ScenarioLine) throws(ScenarioError) -> Scenario.Action {
    let example = "cms-error 38 next-send"
    let code = try line.number("the code", in: 0...65_535, example: example)
    guard line.take("next-send") else { throw line.error("'next-send' is missing", "For example: \(example)") }
    return .sendErrors(code: code, count: try line.optionalNumber("the count", in: 1...1000, else: 1, example: example))
  }
}

extension Scenario.Action {
  /// The action as the n-th of a `repeat`: `{n}` in sender and text is the number.
  func numbered(_ number: Int) -> Scenario.Action {
    if case .text(let message) = self { .text(message.numbered(number)) } else { self }
  }
}

extension OutgoingText {
  fileprivate func numbered(_ number: Int) -> OutgoingText {
    var message = self
    message.sender = sender.replacing("{n}", with: String(number))
    message.text = text.replacing("{n}", with: String(number))
    return message
  }
}
