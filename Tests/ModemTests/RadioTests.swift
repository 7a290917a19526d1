import Modem
import Testing

/// A network that was there and stays away.
@Suite struct RadioTests {
  private func lose(_ bench: inout Bench) {
    bench.modem.registration = "2"
    bench.unsolicited("\r\n+CREG: 2\r\n")
  }

  private func served(_ profile: ModemProfile? = nil) -> Bench {
    var configuration = ModemSession.Configuration()
    configuration.profile = profile
    var bench = Bench(configuration)
    for command in ["AT+CFUN=4", "AT+CFUN=1"] { bench.modem.answers[command] = ["\r\nOK\r\n"] }
    bench.modem.answers["AT+CFUN?"] = ["\r\n+CFUN: 1\r\n\r\nOK\r\n"]
    bench.open()
    bench.forgetCommands()
    return bench
  }

  private func cycles(_ bench: Bench) -> [String] {
    bench.modem.commands.filter { $0.hasPrefix("AT+CFUN=") }
  }

  @Test func `after a quarter of an hour the radio is switched off and on, and all is set again`() {
    var bench = served()
    lose(&bench)
    bench.run(for: .seconds(890))
    #expect(cycles(bench) == [])
    bench.run(for: .seconds(30))
    #expect(cycles(bench) == ["AT+CFUN=4", "AT+CFUN=1"])
    #expect(bench.events.contains(.radioRestarting(after: .seconds(900))))
    #expect(bench.modem.commands.contains { $0.hasPrefix("AT+CNMI=2") })
    #expect(bench.session.state.counters[.radioRestarts] == 1)
    bench.modem.registration = "1"
    bench.run(for: .seconds(3600))
    #expect(bench.session.state.network.registration == .home)
    #expect(cycles(bench).count == 2)
  }

  @Test func `while it does not help the pauses double, up to six hours`() {
    var bench = served()
    lose(&bench)
    bench.run(for: .seconds(36 * 3600))
    #expect((8...10).contains(bench.session.state.counters[.radioRestarts]))
  }

  @Test func `where there never was a network nothing is switched`() {
    var bench = Bench()
    bench.modem.registration = "2"
    bench.open()
    bench.run(for: .seconds(10_800))
    #expect(cycles(bench) == [])
  }

  @Test func `a modem without a flight mode is left alone`() {
    var bench = served(.wavecom)
    lose(&bench)
    bench.run(for: .seconds(10_800))
    #expect(!bench.modem.commands.contains { $0.contains("CFUN") })
  }

  @Test func `a modem that refuses is not asked again`() {
    var bench = served()
    bench.modem.answers["AT+CFUN=4"] = ["\r\n+CME ERROR: 4\r\n"]
    lose(&bench)
    bench.run(for: .seconds(10_800))
    #expect(cycles(bench) == ["AT+CFUN=4"])
    #expect(bench.events.contains { if case .radioRestartRefused = $0 { true } else { false } })
    #expect(bench.session.state.phase == .ready)
  }

  @Test func `nothing is switched while an SMS is in doubt`() {
    var bench = served()
    bench.modem.answers["PDU"] = [""]
    bench.session.send(SendRequest(id: 1, hex: samplePDU(1), tpduLength: 20), now: bench.now)
    bench.run(for: .milliseconds(200))
    // The network goes while the answer is awaited; 185 s later its fate is unknown.
    lose(&bench)
    bench.run(for: .seconds(1050))
    #expect(bench.results[1].map { if case .unknown = $0 { true } else { false } } == true)
    #expect(cycles(bench) == [])
    bench.run(for: .seconds(400))
    #expect(cycles(bench) == ["AT+CFUN=4", "AT+CFUN=1"])
  }

  @Test func `a radio that could not be switched on is switched on by what comes next`() {
    var bench = served()
    bench.modem.answers["AT+CFUN=1"] = ["\r\nERROR\r\n", "\r\nERROR\r\n", "\r\nERROR\r\n", "\r\nOK\r\n"]
    lose(&bench)
    bench.runReopening(for: .seconds(1000))
    #expect(cycles(bench) == ["AT+CFUN=4"] + Array(repeating: "AT+CFUN=1", count: 4))
    #expect(bench.session.state.phase == .ready)
  }

  @Test func `a radio is not left off when the port is lost or the program stops between the two commands`() {
    for stops in [false, true] {
      var bench = served()
      lose(&bench)
      bench.run(for: .seconds(902))
      #expect(cycles(bench) == ["AT+CFUN=4"])
      if stops {
        bench.session.stop(now: bench.now)
        bench.run(for: .seconds(2))
        #expect(bench.hasStopped)
      } else {
        bench.session.portClosed(reason: "EIO", now: bench.now)
        bench.session.portOpened(now: bench.now)
        bench.run(for: .seconds(10))
      }
      #expect(cycles(bench) == ["AT+CFUN=4", "AT+CFUN=1"])
    }
  }

  @Test func `a radio found off is switched on`() {
    var bench = Bench()
    bench.modem.registration = "0"
    bench.modem.answers["AT+CFUN?"] = ["\r\n+CFUN: 4\r\n\r\nOK\r\n", "\r\n+CFUN: 1\r\n\r\nOK\r\n"]
    bench.modem.answers["AT+CFUN=1"] = ["\r\nOK\r\n"]
    bench.open()
    bench.run(for: .seconds(120))
    #expect(bench.events.contains(.radioWasOff))
    #expect(cycles(bench) == ["AT+CFUN=1"])
  }
}
