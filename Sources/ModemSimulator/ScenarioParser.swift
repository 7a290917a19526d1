import SMSCodec

extension Scenario {
  /// Reads a scenario from its text (`docs/scenarios.md`).
  ///
  /// - Throws: the first thing that is wrong.
  public static func parse(_ text: String) throws(ScenarioError) -> Scenario {
    var parser = ScenarioParser()
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      try parser.read(try ScenarioLine(line, number: number))
    }
    return parser.scenario()
  }
}

/// Reads a scenario line by line. Settings describe modems and network; everything else is a step.
struct ScenarioParser {
  private var modems = [SimulatedModem.Configuration()]
  private var names: [String] = []
  private var network = SimulatedNetwork.Configuration()
  private var start = Scenario.Start.immediately
  private var steps: [Scenario.Step] = []
  private var clock = Duration.zero
  private static let mostSteps = 100_000

  private var current: Int { modems.count - 1 }

  mutating func read(_ source: ScenarioLine) throws(ScenarioError) {
    var line = source
    guard !line.isEmpty else { return }
    let wasTimed = try readTime(&line)
    let repeats = try readRepeat(&line)
    let token = try line.value("what happens", example: "at 2s from +6281234567890 text \"halo\"")
    if let setting = Setting(rawValue: token.text), !token.isQuoted {
      guard !wasTimed, repeats == nil else {
        throw line.error(
          "\(token.text) is a setting and has no time", "Write it on a line without 'at', 'after' and 'repeat'.",
          column: token.column)
      }
      try set(setting, &line)
      return try line.expectEnd()
    }
    guard let happening = Happening(rawValue: token.text), !token.isQuoted else {
      throw line.unknown("line", token, Setting.allCases.map(\.rawValue) + Happening.allCases.map(\.rawValue))
    }
    let action = try ScenarioActionParser.action(happening, &line)
    try line.expectEnd()
    try add(action, repeats: repeats, line: line)
  }

  func scenario() -> Scenario {
    var numbered = modems
    for index in numbered.indices {
      numbered[index].seed = network.seed &+ UInt64(index)
    }
    return Scenario(modems: numbered, network: network, start: start, steps: steps, names: names)
  }

  // MARK: time

  private mutating func readTime(_ line: inout ScenarioLine) throws(ScenarioError) -> Bool {
    if line.take("at") {
      clock = try line.time("the time", example: "at 2.5s …")
      return true
    }
    if line.take("after") {
      clock += try line.time("the time", example: "after 500ms …")
      return true
    }
    return false
  }

  private func readRepeat(_ line: inout ScenarioLine) throws(ScenarioError) -> (count: Int, every: Duration)? {
    guard line.take("repeat") else { return nil }
    let example = "repeat 100 every 50ms from +6281234567890 text \"nomor {n}\""
    let count = try line.number("the count", in: 1...Self.mostSteps, example: example)
    guard line.take("every") else { throw line.error("'every' is missing", "For example: \(example)") }
    return (count, try line.time("the interval", example: example))
  }

  private mutating func add(
    _ action: Scenario.Action, repeats: (count: Int, every: Duration)?, line: ScenarioLine
  ) throws(ScenarioError) {
    let count = repeats?.count ?? 1
    guard steps.count + count <= Self.mostSteps else {
      throw line.error("more than \(Self.mostSteps) steps", "Cut the scenario in two.", column: 1)
    }
    for index in 0..<count {
      if index > 0, let repeats { clock += repeats.every }
      steps.append(
        Scenario.Step(at: clock, modem: current, repeats == nil ? action : action.numbered(index + 1)))
    }
  }

  // MARK: settings

  private mutating func set(_ setting: Setting, _ line: inout ScenarioLine) throws(ScenarioError) {
    switch setting {
    case .modem: try beginModem(&line)
    case .profile:
      modems[current].profile = try line.choice(
        "profile", of: VendorProfile.all.map { ($0.name, $0) }, example: "profile huawei")
    case .storage: try setStorage(&line)
    case .pin: modems[current].sim?.pin = try line.digits("the PIN", count: 4...8, example: "pin 1234")
    case .puk: modems[current].sim?.puk = try line.digits("the PUK", count: 8...8, example: "puk 12345678")
    case .number: modems[current].sim?.number = try line.phoneNumber("the number", example: "number +628111000001")
    case .imsi: modems[current].sim?.imsi = try line.digits("the IMSI", count: 14...15, example: "imsi 510101234567890")
    case .iccid:
      modems[current].sim?.iccid = try line.digits("the ICCID", count: 18...20, example: "iccid 8962100000000000001")
    case .imei: modems[current].imei = try line.digits("the IMEI", count: 14...16, example: "imei 350000000000017")
    case .serviceCentre:
      let number = try line.phoneNumber("the number", example: "service-centre +6281100000")
      modems[current].sim?.serviceCentre = number
      network.serviceCentre = number
    case .baud: modems[current].baud = try line.number("the speed", in: 0...4_000_000, example: "baud 115200")
    case .latency: modems[current].replyLatency = try line.time("the latency", example: "latency 20ms")
    case .sendLatency: modems[current].sendLatency = try line.time("the latency", example: "send-latency 3s")
    case .start:
      let choices = Scenario.Start.allCases.map { ($0.rawValue, $0) }
      start = try line.choice("start", of: choices, example: "start listening")
    case .seed: network.seed = UInt64(try line.number("the seed", in: 0...Int.max, example: "seed 42"))
    case .clock: network.epoch = try readClock(&line)
    case .retry: network.retryInterval = try line.time("the interval", example: "retry 30s")
    case .fault: try setFault(&line)
    }
  }

  private mutating func beginModem(_ line: inout ScenarioLine) throws(ScenarioError) {
    let token = try line.value("the modem's name", example: "modem sim2")
    guard !names.contains(token.text) else {
      throw line.error("there is a modem '\(token.text)' already", "Give each its own name.", column: token.column)
    }
    if !names.isEmpty || steps.contains(where: { $0.modem == 0 }) || modems[0] != SimulatedModem.Configuration() {
      guard modems.count < 256 else { throw line.error("more than 256 modems", "Use several scenarios.") }
      modems.append(Self.modem(number: modems.count + 1))
    }
    // Settings before the first `modem` line made a modem without a name.
    while names.count < modems.count - 1 { names.append("modem\(names.count + 1)") }
    names.append(token.text)
    clock = .zero
  }

  /// Modems of one network differ in their numbers, as real ones do.
  private static func modem(number: Int) -> SimulatedModem.Configuration {
    let suffix = String(String(1000 + number).dropFirst())
    return SimulatedModem.Configuration(
      sim: SIMCard(
        imsi: "510101234567" + suffix, iccid: "8962100000000000" + suffix, number: "+628111000" + suffix),
      imei: "350000000001" + suffix)
  }

  private mutating func setStorage(_ line: inout ScenarioLine) throws(ScenarioError) {
    let place = try line.choice("storage", of: [("SM", true), ("ME", false)], example: "storage SM 20")
    let slots = try line.number("the number of slots", in: 0...10_000, example: "storage SM 20")
    if place { modems[current].sim?.slots = slots } else { modems[current].profile.equipmentSlots = slots }
  }

  private mutating func setFault(_ line: inout ScenarioLine) throws(ScenarioError) {
    let example = "fault lost-indication 0.1"
    let path = try line.choice("fault", of: FaultOptions.names, example: example)
    let token = try line.value("the probability", example: example)
    guard let probability = Double(token.text), (0...1).contains(probability) else {
      throw line.error(
        "the probability '\(token.text)' is no number from 0 to 1", "For example: \(example)", column: token.column)
    }
    if path == \FaultOptions.duplicateDelivery {
      network.faults[keyPath: path] = probability
    } else {
      modems[current].faults[keyPath: path] = probability
    }
  }

  /// `2026-11-24T14:00:00+07:00`; the zone becomes the network's.
  private mutating func readClock(_ line: inout ScenarioLine) throws(ScenarioError) -> Int64 {
    let token = try line.value("the time", example: "clock 2026-11-24T14:00:00+07:00")
    let fields = token.text.split { "-T:+".contains($0) }.compactMap { Int($0) }
    if token.text.count == 25, fields.count == 8,
      let stamp = try? SCTS(
        year: fields[0], month: fields[1], day: fields[2], hour: fields[3], minute: fields[4], second: fields[5],
        zoneMinutes: (token.text.dropLast(5).hasSuffix("-") ? -1 : 1) * (fields[6] * 60 + fields[7])),
      let seconds = stamp.secondsSinceEpoch
    {
      network.zoneMinutes = stamp.zoneMinutes
      return seconds
    }
    throw line.error(
      "'\(token.text)' is no time", "Write it like 2026-11-24T14:00:00+07:00.", column: token.column)
  }
}

extension FaultOptions {
  /// The names of the troubles in a scenario's `fault` line.
  static var names: [(String, WritableKeyPath<FaultOptions, Double>)] {
    [
      ("split-reads", \.splitReads), ("interleaved-urc", \.interleavedURC), ("lost-result", \.lostResult),
      ("lost-prompt", \.lostPrompt),
      ("lost-indication", \.lostIndication), ("refused-delete", \.refusedDelete),
      ("spurious-error", \.spuriousError), ("send-refused", \.sendRefused),
      ("send-error-after-acceptance", \.sendErrorAfterAcceptance), ("send-answer-lost", \.sendAnswerLost),
      ("slow-send", \.slowSend), ("mute", \.mute), ("garbage", \.garbage), ("unplug", \.unplug),
      ("duplicate-delivery", \.duplicateDelivery),
    ]
  }
}
