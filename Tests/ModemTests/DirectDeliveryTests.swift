import Modem
import Testing

@Suite struct DirectDeliveryTests {
  @Test func `trouble 16: a directly delivered report is handed over, and acknowledged only after the commit`() {
    var modem = ScriptedModem()
    modem.answers["AT+CSMS?"] = ["\r\n+CSMS: 1,1,1,1\r\n\r\nOK\r\n"]
    var bench = Bench(modem: modem)
    bench.open()
    bench.stores = false
    bench.forgetCommands()
    bench.unsolicited("\r\n+CDS: 23\r\n\(samplePDU(1))\r\n")
    #expect(bench.received.last?.origin == .direct(ticket: 1))
    #expect(bench.received.last?.kind == .statusReport)
    #expect(bench.modem.commands == [])
    bench.session.acknowledge(1, now: bench.now)
    bench.drain()
    #expect(bench.modem.commands == ["AT+CNMA"])
  }

  @Test func `trouble 16: a refused acknowledgement leads to a look at CNMI`() {
    var modem = ScriptedModem()
    modem.answers["AT+CSMS?"] = ["\r\n+CSMS: 1,1,1,1\r\n\r\nOK\r\n"]
    modem.answers["AT+CNMA"] = ["\r\n+CMS ERROR: 340\r\n"]
    var bench = Bench(modem: modem)
    bench.open()
    bench.forgetCommands()
    bench.unsolicited("\r\n+CMT: ,23\r\n\(samplePDU(1))\r\n")
    bench.run(for: .seconds(1))
    #expect(bench.modem.commands == ["AT+CNMA", "AT+CNMI?"])
  }

  @Test func `without phase 2+ nothing is acknowledged`() {
    var bench = Bench()
    bench.open()
    bench.forgetCommands()
    bench.unsolicited("\r\n+CDS: 23\r\n\(samplePDU(1))\r\n")
    bench.run(for: .seconds(1))
    #expect(bench.modem.commands == [])
    #expect(bench.committed == [samplePDU(1)])
  }

  @Test func `a stored status report is read where it was announced`() {
    var bench = Bench()
    bench.modem.storages["SR"] = [:]
    bench.modem.answers["AT+CPMS=?"] = [
      "\r\n+CPMS: (\"SM\",\"ME\",\"SR\"),(\"SM\",\"ME\"),(\"SM\",\"ME\")\r\n\r\nOK\r\n"
    ]
    bench.open()
    bench.modem.storages["SR"]?[4] = samplePDU(4)
    bench.unsolicited("\r\n+CDSI: \"SR\",4\r\n")
    bench.run(for: .seconds(2))
    #expect(bench.committed == [samplePDU(4)])
    #expect(bench.received.last?.kind == .statusReport)
    #expect(bench.modem.storages["SR"] == [:])
  }

  private static let report = "\r\n+CDS: 23\r\n\(samplePDU(1))\r\n"

  /// The ticket of what was received last.
  private func ticket(_ bench: Bench) -> UInt64 {
    if case .direct(let ticket)? = bench.received.last?.origin { ticket } else { 0 }
  }

  @Test func `trouble 16: what the disk refuses and nobody else has is offered again until it is stored`() {
    var bench = Bench()
    bench.open()
    bench.stores = false
    bench.unsolicited(Self.report)
    for round in 1...3 {
      bench.session.notAcknowledged(ticket(bench), now: bench.now)
      #expect(bench.session.state.outstanding == 1)
      bench.run(for: .seconds(29))
      #expect(bench.received.count == round)
      bench.run(for: .seconds(2))
      #expect(bench.received.map(\.hex) == Array(repeating: samplePDU(1), count: round + 1))
    }
    bench.session.acknowledge(ticket(bench), now: bench.now)
    bench.run(for: .seconds(1000))
    #expect(bench.received.count == 4)
    #expect(bench.session.state.outstanding == 0)
  }

  @Test func `it outlives the port and the SIM, and says to which SIM it came`() {
    var bench = Bench()
    bench.open()
    bench.stores = false
    bench.unsolicited(Self.report)
    bench.session.portClosed(reason: "unplugged", now: bench.now)
    bench.session.notAcknowledged(ticket(bench), now: bench.now)
    // No port comes back for a while.
    bench.run(for: .seconds(31))
    #expect(bench.received.count == 2)
    bench.session.notAcknowledged(ticket(bench), now: bench.now)
    bench.modem.subscriber = "510019999999999"
    bench.open()
    bench.run(for: .seconds(60))
    #expect(bench.received.map(\.hex) == Array(repeating: samplePDU(1), count: 3))
    #expect(bench.received.map(\.subscriber) == Array(repeating: "510101234567890", count: 3))
  }

  @Test func `the network keeps what is not acknowledged, so it is not kept here`() {
    var modem = ScriptedModem()
    modem.answers["AT+CSMS?"] = ["\r\n+CSMS: 1,1,1,1\r\n\r\nOK\r\n"]
    var bench = Bench(modem: modem)
    bench.open()
    bench.stores = false
    bench.forgetCommands()
    bench.unsolicited(Self.report)
    bench.session.notAcknowledged(ticket(bench), now: bench.now)
    bench.run(for: .seconds(50))
    #expect(bench.received.count == 1)
    #expect(bench.session.state.outstanding == 0)
    #expect(!bench.modem.commands.contains("AT+CNMA"))
  }

  @Test func `a port that went away before the acknowledgement leaves it to us`() {
    var modem = ScriptedModem()
    modem.answers["AT+CSMS?"] = ["\r\n+CSMS: 1,1,1,1\r\n\r\nOK\r\n"]
    var bench = Bench(modem: modem)
    bench.open()
    bench.stores = false
    bench.unsolicited(Self.report)
    bench.session.portClosed(reason: "unplugged", now: bench.now)
    bench.session.notAcknowledged(ticket(bench), now: bench.now)
    bench.run(for: .seconds(31))
    #expect(bench.received.count == 2)
  }

  @Test func `four thousand are kept, and what comes beyond is said to be lost`() {
    var bench = Bench()
    bench.open()
    bench.stores = false
    for number in 0..<4096 { bench.unsolicited("\r\n+CDS: 23\r\n\(samplePDU(number))\r\n") }
    #expect(bench.received.count == 4096)
    for case .direct(let ticket) in bench.received.map(\.origin) {
      bench.session.notAcknowledged(ticket, now: bench.now)
    }
    for number in 4096..<4100 { bench.unsolicited("\r\n+CDS: 23\r\n\(samplePDU(number))\r\n") }
    #expect(bench.events.filter { $0.name == "direct-messages-lost" } == [.directMessagesLost(total: 1)])
    #expect(bench.session.state.counters[.directLost] == 4)
    bench.received = []
    bench.stores = true
    bench.run(for: .seconds(31))
    #expect(bench.received.map(\.hex) == (0..<4096).map(samplePDU))
    #expect(bench.session.state.outstanding == 0)
  }

  @Test func `at the end it is offered once more, and said to be lost when even that is refused`() {
    var bench = Bench()
    bench.open()
    bench.stores = false
    bench.unsolicited(Self.report)
    bench.session.notAcknowledged(ticket(bench), now: bench.now)
    bench.session.stop(now: bench.now)
    bench.run(for: .seconds(2))
    #expect(bench.hasStopped)
    #expect(bench.received.count == 2)
    bench.session.notAcknowledged(ticket(bench), now: bench.now)
    bench.drain()
    #expect(bench.events.last == .directMessagesLost(total: 1))
    #expect(bench.session.deadline == nil)
  }

  @Test func `what is passed on while the session stops is handed over, too`() {
    var bench = Bench()
    bench.open()
    bench.stores = false
    // Something is under way.
    bench.modem.isMute = true
    bench.unsolicited("\r\n+CMTI: \"SM\",3\r\n")
    bench.session.stop(now: bench.now)
    bench.unsolicited(Self.report)
    #expect(bench.received.map(\.hex) == [samplePDU(1)])
  }
}
