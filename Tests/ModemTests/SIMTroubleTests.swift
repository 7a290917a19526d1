import Modem
import Testing

/// What a SIM and its modem can answer besides what they should.
@Suite struct SIMTroubleTests {
  private func bench(pin: String?, _ answers: [String: [String]]) -> Bench {
    var configuration = ModemSession.Configuration()
    configuration.pin = pin
    var modem = ScriptedModem()
    modem.pin = pin
    modem.answers = answers
    return Bench(configuration, modem: modem)
  }

  private func attempts(_ bench: Bench) -> Int { bench.modem.commands.count { $0.hasPrefix("AT+CPIN=") } }

  private func replug(_ bench: inout Bench) {
    for _ in 0..<5 {
      bench.session.portClosed(reason: "unplugged", now: bench.now)
      bench.session.portOpened(now: bench.now)
      bench.run(for: .seconds(600))
    }
  }

  @Test func `trouble 23: a PIN that is answered with the PUK is not tried again`() {
    var bench = bench(pin: "1234", ["AT+CPIN=\"1234\"": ["\r\n+CME ERROR: 12\r\n"]])
    bench.open(runningFor: .seconds(60))
    #expect(bench.session.state.phase == .blocked(.pukRequired))
    #expect(bench.events.contains(.pukRequired))
    replug(&bench)
    #expect(attempts(bench) == 1)
  }

  @Test(arguments: ["+CME ERROR: 100", "+CME ERROR: 14", "ERROR"])
  func `trouble 23: a PIN that is refused for another reason is not tried again`(error: String) {
    var bench = bench(pin: "1234", ["AT+CPIN=\"1234\"": ["\r\n\(error)\r\n"]])
    bench.open(runningFor: .seconds(60))
    #expect(bench.session.state.phase == .blocked(.pinRefused))
    replug(&bench)
    #expect(attempts(bench) == 1)
  }

  @Test func `a SIM that never becomes ready is said to be at fault, and taken when it is`() {
    var bench = bench(pin: nil, ["AT+CPIN?": ["\r\n+CPIN: NOT READY\r\n\r\nOK\r\n"]])
    bench.open(runningFor: .seconds(120))
    #expect(bench.session.state.phase == .blocked(.simFault("not ready")))
    bench.modem.answers = [:]
    bench.run(for: .seconds(60))
    #expect(bench.session.state.phase == .ready)
  }

  @Test func `a modem without the question for the SIM is used all the same`() {
    var bench = bench(pin: nil, ["AT+CPIN?": ["\r\nERROR\r\n"]])
    bench.open(runningFor: .seconds(60))
    #expect(bench.session.state.phase == .ready)
  }

  @Test func `a card that is pulled out while a person is waited for is missing, and the next one is looked at`() {
    var bench = bench(pin: "9999", [:])
    bench.modem.pin = "1234"
    bench.open(runningFor: .seconds(60))
    #expect(bench.session.state.phase == .blocked(.pinRefused))
    bench.modem.answers["AT+CPIN?"] = ["\r\n+CPIN: NOT INSERTED\r\n\r\nOK\r\n"]
    bench.run(for: .seconds(60))
    #expect(bench.session.state.phase == .blocked(.simMissing))
    bench.modem.answers = [:]
    bench.modem.pin = nil
    bench.run(for: .seconds(60))
    #expect(bench.session.state.phase == .ready)
    #expect(attempts(bench) == 1)
  }

  @Test func `a modem that goes silent while a person is waited for is opened anew`() {
    var bench = bench(pin: "9999", [:])
    bench.modem.pin = "1234"
    bench.open(runningFor: .seconds(60))
    bench.modem.isMute = true
    bench.run(for: .seconds(600))
    #expect(!bench.reopenings.isEmpty)
    #expect(attempts(bench) == 1)
  }

  @Test func `a modem that says that it powers down is told of`() {
    var bench = Bench()
    bench.open()
    bench.unsolicited("\r\nNORMAL POWER DOWN\r\n")
    #expect(bench.events.contains(.poweringDown("NORMAL POWER DOWN")))
  }

  @Test func `an acknowledgement without an answer is told of, and what follows is read`() {
    var modem = ScriptedModem()
    modem.answers["AT+CSMS?"] = ["\r\n+CSMS: 1,1,1,1\r\n\r\nOK\r\n"]
    modem.answers["AT+CNMA"] = ["", "\r\nOK\r\n"]
    var bench = Bench(modem: modem)
    bench.open()
    bench.unsolicited("\r\n+CDS: 23\r\n\(samplePDU(1))\r\n")
    bench.run(for: .seconds(300))
    #expect(bench.events.contains { if case .commandTimedOut = $0 { true } else { false } })
    #expect(bench.session.state.phase == .ready)
    bench.unsolicited(bench.modem.deliver(samplePDU(2)))
    bench.run(for: .seconds(60))
    #expect(bench.committed == [samplePDU(1), samplePDU(2)])
  }
}
