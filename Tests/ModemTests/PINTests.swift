import Modem
import Testing

@Suite struct PINTests {
  private func bench(configured: String?, actual: String?, tries: Int = 3, quectel: Bool = false) -> Bench {
    var configuration = ModemSession.Configuration()
    configuration.pin = configured
    var modem = ScriptedModem()
    modem.pin = actual
    modem.pinTries = tries
    if quectel {
      modem.answers["AT+CGMI"] = ["\r\nQuectel\r\n\r\nOK\r\n"]
      modem.answers["AT+QPINC=\"SC\""] = ["\r\n+QPINC: \"SC\",\(tries),10\r\n\r\nOK\r\n"]
    }
    return Bench(configuration, modem: modem)
  }

  private func attempts(_ bench: Bench) -> Int { bench.modem.commands.count { $0.hasPrefix("AT+CPIN=") } }

  @Test func `the configured PIN opens the SIM`() {
    var bench = bench(configured: "1234", actual: "1234")
    bench.open(runningFor: .seconds(10))
    #expect(bench.session.state.phase == .ready)
    #expect(attempts(bench) == 1)
  }

  @Test func `trouble 23: a wrong PIN is tried once, whatever happens afterwards`() {
    var bench = bench(configured: "9999", actual: "1234")
    bench.open(runningFor: .seconds(600))
    #expect(bench.session.state.phase == .blocked(.pinRefused))
    #expect(bench.events.contains(.pinRefused))
    for _ in 0..<5 {
      bench.session.portClosed(reason: "unplugged", now: bench.now)
      bench.session.portOpened(now: bench.now)
      bench.run(for: .seconds(600))
    }
    #expect(attempts(bench) == 1)
    #expect(bench.modem.pinTries == 2)
  }

  @Test func `trouble 23: a PIN refused in an earlier life is not tried`() {
    var bench = bench(configured: "9999", actual: "1234")
    var configuration = ModemSession.Configuration()
    configuration.pin = "9999"
    configuration.pinWasRefused = true
    bench.session = ModemSession(configuration: configuration, now: .zero)
    bench.open(runningFor: .seconds(60))
    #expect(attempts(bench) == 0)
    #expect(bench.session.state.phase == .blocked(.pinRefused))
  }

  @Test func `trouble 23: an unanswered PIN is not sent again`() {
    var bench = bench(configured: "1234", actual: "1234")
    bench.modem.answers["AT+CPIN=\"1234\""] = [""]
    bench.open(runningFor: .seconds(600))
    #expect(attempts(bench) == 1)
    #expect(bench.session.state.phase == .blocked(.pinRefused))
  }

  @Test func `trouble 23: no try before it is on disk`() {
    var bench = bench(configured: "9999", actual: "1234")
    bench.canNotePIN = nil
    bench.open(runningFor: .seconds(60))
    #expect(bench.pinNotes.count == 1 && attempts(bench) == 0)
    bench.session.pinTryNoted(true, now: bench.now)
    bench.run(for: .seconds(60))
    #expect(bench.pinNotes.count == 1 && attempts(bench) == 1)
  }

  @Test func `trouble 23: while the disk is full no PIN is tried, and afterwards it is`() {
    var bench = bench(configured: "1234", actual: "1234")
    bench.canNotePIN = false
    bench.open(runningFor: .seconds(100))
    #expect(bench.pinNotes.count == 4 && attempts(bench) == 0)
    bench.canNotePIN = true
    bench.run(for: .seconds(40))
    #expect(bench.session.state.phase == .ready && attempts(bench) == 1 && bench.acceptedPINs == 1)
  }

  @Test func `trouble 23: a note that comes when the modem is gone is good for the next try`() {
    var bench = bench(configured: "1234", actual: "1234")
    bench.canNotePIN = nil
    bench.open()
    bench.session.portClosed(reason: "unplugged", now: bench.now)
    bench.session.pinTryNoted(true, now: bench.now)
    bench.session.portOpened(now: bench.now)
    bench.run(for: .seconds(10))
    #expect(bench.session.state.phase == .ready && attempts(bench) == 1 && bench.pinNotes.count == 1)
    // The next try wants a note of its own.
    bench.canNotePIN = true
    bench.session.portClosed(reason: "unplugged", now: bench.now)
    bench.modem.pin = "1234"
    bench.session.portOpened(now: bench.now)
    bench.run(for: .seconds(10))
    #expect(attempts(bench) == 2 && bench.pinNotes.count == 2 && bench.acceptedPINs == 2)
  }

  @Test func `trouble 23: PUK stops the modem with a clear event, and nothing is tried`() {
    var bench = bench(configured: "1234", actual: "1234", tries: 0)
    bench.open(runningFor: .seconds(600))
    #expect(bench.session.state.phase == .blocked(.pukRequired))
    #expect(bench.events.filter { $0 == .pukRequired }.count == 1)
    #expect(ModemEvent.pukRequired.remedy?.contains("PUK") ?? false)
    #expect(attempts(bench) == 0)
  }

  @Test func `trouble 23: a SIM on which somebody has failed already is left alone`() {
    var bench = bench(configured: "1234", actual: "1234", tries: 2, quectel: true)
    bench.open(runningFor: .seconds(60))
    #expect(attempts(bench) == 0)
    #expect(bench.events.contains(.pinRequired(triesLeft: 2)))
    var fresh = self.bench(configured: "1234", actual: "1234", tries: 3, quectel: true)
    fresh.open(runningFor: .seconds(10))
    #expect(fresh.session.state.phase == .ready)
  }

  @Test func `a number in another line is not how many tries are left`() {
    func zte(_ answer: String) -> Bench {
      var bench = bench(configured: "1234", actual: "1234")
      bench.modem.answers["AT+CGMI"] = ["\r\nZTE INCORPORATED\r\n\r\nOK\r\n"]
      bench.modem.answers["AT+ZPINPUK=?"] = [answer]
      bench.open(runningFor: .seconds(20))
      return bench
    }
    #expect(zte("\r\n+ZUSIMR:2\r\n\r\n+CME ERROR: 100\r\n").session.state.phase == .ready)
    #expect(zte("\r\n+ZUSIMR:2\r\n\r\n+ZPINPUK: 3,10\r\n\r\nOK\r\n").session.state.phase == .ready)
    let tried = zte("\r\n+ZPINPUK: 2,10\r\n\r\nOK\r\n")
    #expect(tried.events.contains(.pinRequired(triesLeft: 2)) && attempts(tried) == 0)
  }

  @Test func `a PIN that has opened the SIM opens it again after a power failure`() {
    var bench = bench(configured: "1234", actual: "1234")
    bench.open(runningFor: .seconds(10))
    bench.session.portClosed(reason: "unplugged", now: bench.now)
    bench.modem.pin = "1234"
    bench.session.portOpened(now: bench.now)
    bench.run(for: .seconds(10))
    #expect(bench.session.state.phase == .ready)
    #expect(attempts(bench) == 2)
  }

  @Test func `no PIN configured: said once, and gone on when somebody has helped`() {
    var bench = bench(configured: nil, actual: "1234")
    bench.open(runningFor: .seconds(300))
    #expect(bench.events.filter { $0 == .pinRequired(triesLeft: nil) }.count == 1)
    bench.modem.pin = nil
    bench.run(for: .seconds(40))
    #expect(bench.session.state.phase == .ready)
  }

  @Test(arguments: ["", "12", "123456789", "12a4", "1234\r\nAT+CFUN=0"])
  func `what is no PIN is not sent`(pin: String) {
    var bench = bench(configured: pin, actual: "1234")
    bench.open(runningFor: .seconds(60))
    #expect(attempts(bench) == 0)
  }

  @Test func `no SIM: said with a remedy, and gone on when one is inserted`() {
    var bench = bench(configured: nil, actual: nil)
    bench.modem.answers["AT+CPIN?"] = ["\r\n+CME ERROR: 10\r\n"]
    bench.open(runningFor: .seconds(100))
    #expect(bench.session.state.phase == .blocked(.simMissing))
    #expect(bench.events.filter { $0 == .simMissing }.count == 1)
    bench.modem.answers = [:]
    bench.unsolicited("\r\n+CPIN: READY\r\n")
    bench.run(for: .seconds(5))
    #expect(bench.session.state.phase == .ready)
  }

  @Test func `a SIM pulled while the modem is set up is not taken for the one that comes next`() {
    var bench = bench(configured: nil, actual: nil)
    bench.modem.answers["AT+CSCA?"] = [""]
    bench.open(runningFor: .seconds(2))
    #expect(bench.session.state.identity.imsi != nil)
    #expect(bench.session.state.phase != .ready)
    bench.modem.answers["AT+CPIN?"] = ["\r\n+CME ERROR: 10\r\n"]
    bench.unsolicited("\r\n+CPIN: NOT INSERTED\r\n")
    #expect(bench.session.state.phase == .blocked(.simMissing))
    bench.modem.answers = [:]
    bench.modem.answers["AT+CIMI"] = ["\r\n510100000000002\r\n\r\nOK\r\n"]
    bench.run(for: .seconds(60))
    #expect(bench.session.state.phase == .ready)
    #expect(bench.session.state.identity.imsi == "510100000000002")
  }

  @Test func `a SIM pulled while working: said, requests given back, messages handed over again afterwards`() {
    var bench = bench(configured: nil, actual: nil)
    bench.stores = false
    bench.modem.storages["SM"]?[1] = samplePDU(1)
    bench.open()
    bench.modem.answers["AT+CPIN?"] = ["\r\n+CME ERROR: 10\r\n"]
    bench.unsolicited("\r\n+CPIN: NOT INSERTED\r\n")
    #expect(bench.events.contains(.simRemoved))
    bench.session.send(SendRequest(id: 1, hex: "0011", tpduLength: 1), now: bench.now)
    bench.drain()
    #expect(bench.results[1] == .notAttempted(reason: "the SIM can't be used"))
    bench.modem.answers = [:]
    bench.run(for: .seconds(60))
    #expect(bench.received.map(\.hex) == [samplePDU(1), samplePDU(1)])
    #expect(bench.slots[0] != bench.slots[1])
  }
}
