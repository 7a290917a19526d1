import Modem
import Testing

@Suite struct OverridesTests {
  private func bench(
    _ profile: ModemProfile? = nil, _ change: (inout ModemProfile.Overrides) -> Void
  ) -> Bench {
    var configuration = ModemSession.Configuration()
    configuration.profile = profile
    change(&configuration.overrides)
    return Bench(configuration)
  }

  /// Opens the port again when the session asks for it; the modem is mute.
  private func hang(_ bench: inout Bench) {
    bench.modem.isMute = true
    bench.forgetCommands()
    let end = bench.now + .seconds(400)
    var known = bench.reopenings.count
    while bench.now < end {
      bench.run(for: .seconds(1))
      guard bench.reopenings.count > known, let pause = bench.reopenings.last else { continue }
      known = bench.reopenings.count
      bench.now += pause
      bench.session.portOpened(now: bench.now)
    }
  }

  @Test func `commands of a person are written in place of the family's`() {
    var bench = bench(.huawei) {
      $0.initialisation = ["AT^ONE=1", "AT^TWO=2"]
      $0.cardIdentityCommands = ["AT^CARD"]
      $0.indications = ["1,1,0,2,1"]
      $0.storageOrder = ["ME", "SM"]
    }
    bench.open()
    let commands = bench.modem.commands
    #expect(commands.filter { $0.hasPrefix("AT^") } == ["AT^ONE=1", "AT^TWO=2", "AT^CARD"])
    #expect(!commands.contains("AT+CCID"))
    #expect(commands.filter { $0.hasPrefix("AT+CNMI=") && $0 != "AT+CNMI=?" } == ["AT+CNMI=1,1,0,2,1"])
    #expect(commands.first { $0.hasPrefix("AT+CPMS=\"") } == #"AT+CPMS="ME","ME","ME""#)
    #expect(bench.session.state.phase == .ready)
    #expect(bench.session.state.identity.profile == "huawei")
  }

  @Test func `they hold for the family that the modem's own words choose`() {
    var bench = bench { $0.initialisation = ["AT^MINE"] }
    bench.modem.answers["AT+CGMI"] = ["\r\nhuawei\r\n\r\nOK\r\n"]
    bench.open()
    #expect(bench.session.state.identity.profile == "huawei")
    #expect(bench.modem.commands.contains("AT^MINE"))
    #expect(!bench.modem.commands.contains("AT^CURC=0"))
    // What was not replaced stays the family's.
    #expect(bench.modem.commands.contains("AT^ICCID?"))
  }

  @Test func `skipped steps write nothing, and messages still come in`() {
    var bench = bench(.huawei) {
      $0.initialisation = []
      $0.cardIdentityCommands = []
      $0.indications = []
      $0.listsMessages = false
    }
    let pdu = samplePDU(1)
    bench.modem.storages["SM"] = [0: pdu]
    bench.open(runningFor: .seconds(20))
    #expect(!bench.modem.commands.contains { $0.hasPrefix("AT^") || $0.hasPrefix("AT+CNMI") })
    #expect(!bench.modem.commands.contains { $0.contains("CCID") || $0.hasPrefix("AT+CMGL") })
    #expect(bench.events.contains(.polling))
    #expect(bench.committed == [pdu])
  }

  @Test func `a hanging modem gets the person's restart and reset commands`() {
    var bench = bench(.huawei) {
      $0.restartCommand = .command("AT^AGAIN")
      $0.resetCommand = .command("AT^RESET=9")
    }
    bench.open()
    hang(&bench)
    #expect(bench.modem.commands.contains("AT^AGAIN"))
    #expect(bench.modem.commands.contains("AT^RESET=9"))
    #expect(!bench.modem.commands.contains("AT+CFUN=1,1"))
    #expect(!bench.modem.commands.contains("AT^RESET"))
  }

  @Test func `a modem that must not be restarted is only opened again`() {
    var bench = bench(.huawei) {
      $0.restartCommand = .nothing
      $0.resetCommand = .nothing
    }
    bench.open()
    hang(&bench)
    #expect(!bench.modem.commands.contains { $0.contains("CFUN") || $0.contains("RESET") })
    let steps = bench.events.compactMap { if case .recovering(let step, _) = $0 { step } else { nil } }
    #expect(!steps.contains(.restartRadio) && !steps.contains(.vendorReset))
    #expect(steps.filter { $0 == .reopen }.count >= 4)
    #expect(bench.session.state.counters[.resets] == 0)
  }
}
