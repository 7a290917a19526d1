import ModemSimulator
import SMSCodec
import Testing

@Suite struct FaultTests {
  /// A terminal that reads and deletes and sends for a while, whatever comes back; everything it hears.
  private func session(seed: UInt64) throws -> (heard: String, record: NetworkRecord) {
    let faults = FaultOptions.swarm(seed: seed)
    var scenario = Scenario(modems: [.init(replyLatency: .milliseconds(3), faults: faults, seed: seed)])
    scenario.network.faults = faults
    scenario.network.seed = seed
    scenario.steps = (1...10).map {
      .init(at: .seconds($0), .text(OutgoingText(from: "+6281234567890", text: "pesan \($0)")))
    }
    let pdu = try PDU(
      tpdu: .submit(Submit(destinationAddress: Address(parsing: "1166"), userData: UserData(text: "halo")))
    ).hex()
    var terminal = ModemTerminal(scenario)
    var heard = ""
    for round in 0..<60 {
      for line in ["ATE0;+CNMI=2,1,0,1,0", "AT+CMGL=4", "AT+CMGD=1,1", "AT+CMGS=\(pdu.utf8.count / 2 - 1)"] {
        heard += terminal.ask(line)
        heard += terminal.wait(.milliseconds(5))
      }
      heard += ModemTerminal.shown(terminal.type(Array(pdu.utf8) + [round % 3 == 0 ? 0x1B : 0x1A]))
      heard += terminal.wait(.seconds(1))
    }
    return (heard, terminal.simulation.network.record)
  }

  @Test(arguments: UInt64(1)...20)
  func theSameSeedGivesTheSameTroubles(seed: UInt64) throws {
    let first = try session(seed: seed)
    let second = try session(seed: seed)
    #expect(first.heard == second.heard)
    #expect(first.record == second.record)
  }

  @Test func otherSeedsGiveOtherTroubles() throws {
    let sessions = try Set((UInt64(1)...20).map { try session(seed: $0).heard })
    #expect(sessions.count > 15)
  }

  @Test func swarmsDifferInWhatIsOn() {
    let swarms = (UInt64(1)...50).map(FaultOptions.swarm)
    #expect(swarms.contains { $0.unplug == 0 } && swarms.contains { $0.unplug > 0 })
    #expect(swarms.contains { $0.splitReads == 0 } && swarms.contains { $0.splitReads > 0 })
  }

  @Test func troublesEndWhenTheyShall() {
    var faults = FaultOptions()
    faults.lostResult = 1
    faults.until = .seconds(10)
    var terminal = ModemTerminal(.init(faults: faults))
    #expect(terminal.ask("ATE0") == "")
    _ = terminal.wait(.seconds(10))
    #expect(terminal.ask("AT") == "|OK|")
  }

  @Test func orderedTroublesHappenAsOftenAsOrdered() {
    var terminal = ModemTerminal()
    _ = terminal.ask("ATE0;+CNMI=2,1,0,0,0")
    terminal.simulation.perform(.dropIndications(1))
    terminal.simulation.perform(.refuseDeletes(1))
    terminal.simulation.send(OutgoingText(from: "1166", text: "satu"))
    #expect(terminal.heard() == "")
    #expect(terminal.ask("AT+CMGD=1") == "|+CMS ERROR: 500|")
    #expect(terminal.ask("AT+CMGD=1") == "|OK|")
    terminal.simulation.perform(.loseResults(1))
    #expect(terminal.ask("AT+CSQ") == "|+CSQ: 17,99|")
    #expect(terminal.ask("AT+CSQ") == "|+CSQ: 17,99||OK|")
    terminal.simulation.perform(.mute(.seconds(5)))
    #expect(terminal.ask("AT") == "")
    #expect(terminal.wait(.seconds(5)) == "")
    #expect(terminal.ask("AT") == "|OK|")
  }

  @Test func splitReadsArriveInPieces() {
    var terminal = ModemTerminal()
    _ = terminal.ask("ATE0")
    terminal.simulation.perform(.splitReads(true))
    terminal.simulation.receive(Array("AT+CGSN\r".utf8), now: .zero)
    var pieces: [[UInt8]] = []
    while let piece = terminal.simulation.nextOutput(now: .zero) { pieces.append(piece) }
    #expect(pieces.count > 5 && pieces.allSatisfy { $0.count <= 5 })
    #expect(String(decoding: pieces.joined(), as: UTF8.self) == "\r\n350000000000017\r\n\r\nOK\r\n")
  }

  @Test func bytesLeaveAtTheLinesSpeed() {
    var terminal = ModemTerminal(.init(baud: 9600))
    terminal.simulation.receive(Array("AT\r".utf8), now: .zero)
    #expect(terminal.simulation.nextOutput(now: .zero) == nil)
    // Three bytes come and nine go (echo, CR LF O K CR LF), at 960 a second.
    var time = Duration.zero
    var bytes: [UInt8] = []
    while let deadline = terminal.simulation.deadline {
      time = deadline
      terminal.simulation.advance(to: time)
      while let next = terminal.simulation.nextOutput(now: time) { bytes += next }
    }
    #expect(bytes == Array("AT\r\r\nOK\r\n".utf8))
    #expect(time > .milliseconds(12) && time < .milliseconds(13), "\(time)")
  }

  @Test func repeatedDeliveriesAreNamedAsSuch() {
    var scenario = Scenario()
    scenario.network.faults.duplicateDelivery = 1
    scenario.network.faults.until = .seconds(1)
    var terminal = ModemTerminal(scenario)
    terminal.simulation.send(OutgoingText(from: "1166", text: "satu"))
    _ = terminal.wait(.seconds(100))
    let deliveries = terminal.simulation.network.record.deliveries
    #expect(deliveries.map(\.repeats) == [nil, 0])
    #expect(deliveries[0].pdu == deliveries[1].pdu)
  }

  @Test func indicationsCanStandBetweenTheLinesOfAList() {
    var faults = FaultOptions()
    faults.interleavedURC = 1
    var terminal = ModemTerminal(.init(faults: faults))
    _ = terminal.ask("ATE0")
    terminal.simulation.send(OutgoingText(from: "1166", text: "satu"))
    terminal.simulation.send(OutgoingText(from: "1166", text: "dua"))
    let lines = terminal.ask("AT+CMGL=4").split(separator: "|").map { $0.prefix(6) }
    let expected = ["+CMGL:", "^RSSI:", "+CMGL:", "^RSSI:", "OK"]
    #expect(lines.filter { !$0.hasPrefix("0") } == expected.map { $0.prefix(6) })
  }

  private func submit() throws -> String {
    try PDU(
      tpdu: .submit(Submit(destinationAddress: Address(parsing: "1166"), userData: UserData(text: "halo")))
    ).hex()
  }

  @Test(arguments: [("send-answer-lost", ""), ("send-error-after-acceptance", "|+CMS ERROR: 500|")])
  func aSubmitCanReachTheNetworkAndLookAsIfNot(trouble: String, answer: String) throws {
    var terminal = ModemTerminal(try Scenario.parse("fault \(trouble) 1"))
    _ = terminal.ask("ATE0")
    #expect(terminal.submit(try submit()) == answer)
    #expect(terminal.simulation.network.record.submissions.count == 1)
  }

  @Test func thePlugCanBePulledOnEitherSideOfTheAcceptance() throws {
    var faults = FaultOptions()
    faults.unplug = 0.3
    var outcomes: Set<String> = []
    for seed in UInt64(1)...60 {
      var terminal = ModemTerminal(.init(faults: faults, seed: seed))
      let answer = terminal.submit(try submit())
      let reached = terminal.simulation.network.record.submissions.count
      outcomes.insert("\(reached) \(answer.contains("+CMGS: 0") ? "answered" : "silent")")
    }
    #expect(outcomes == ["0 silent", "1 silent", "1 answered"])
  }
}
