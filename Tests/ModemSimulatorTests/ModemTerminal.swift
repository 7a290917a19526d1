import ModemSimulator

/// A terminal on a simulation without any line between: for tests that read as a transcript.
struct ModemTerminal {
  var simulation: Simulation

  init(_ configuration: SimulatedModem.Configuration = .init(), _ steps: [Scenario.Step] = []) {
    simulation = Simulation(Scenario(modems: [configuration], steps: steps))
  }

  init(_ scenario: Scenario) {
    simulation = Simulation(scenario)
  }

  /// What the modem says to these bytes.
  mutating func type(_ bytes: some Sequence<UInt8>, modem: Int = 0) -> String {
    simulation.receive(bytes, modem: modem, now: simulation.now)
    return heard(modem: modem)
  }

  /// What the modem answers to a command line, without echo and with line ends as `|`.
  mutating func ask(_ line: String, modem: Int = 0) -> String {
    let answer = type(Array((line + "\r").utf8), modem: modem)
    let echo = line + "\r"
    return Self.shown(answer.hasPrefix(echo) ? String(answer.dropFirst(echo.count)) : answer)
  }

  /// Sends a PDU through `+CMGS`; what the modem says from the prompt on.
  mutating func submit(_ pdu: String, modem: Int = 0) -> String {
    let length = pdu.utf8.count / 2 - 1 - (Int(pdu.prefix(2), radix: 16) ?? 0)
    let prompt = ask("AT+CMGS=\(length)", modem: modem)
    guard prompt == "|> " else { return prompt }
    return Self.shown(type(Array(pdu.utf8) + [0x1A], modem: modem))
  }

  /// Lets the time pass and returns what the modem said meanwhile.
  mutating func wait(_ time: Duration, modem: Int = 0) -> String {
    simulation.advance(to: simulation.now + time)
    return Self.shown(heard(modem: modem))
  }

  mutating func heard(modem: Int = 0) -> String {
    var bytes: [UInt8] = []
    while let next = simulation.nextOutput(modem: modem, now: simulation.now) { bytes += next }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func shown(_ text: String) -> String {
    text.replacing("\r\n", with: "|")
  }
}
