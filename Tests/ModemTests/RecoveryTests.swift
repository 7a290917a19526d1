import Modem
import Testing

@Suite struct RecoveryTests {
  @Test func `trouble 2: a modem that hangs is noticed, probed, and set up again when it answers`() {
    var bench = Bench()
    bench.open()
    bench.modem.isMute = true
    bench.run(for: .seconds(62))
    #expect(bench.steps == [.probe])
    bench.modem.isMute = false
    bench.forgetCommands()
    bench.run(for: .seconds(10))
    #expect(bench.events.contains(.recovered))
    #expect(bench.modem.commands.contains("AT+CMGF=0"))
    #expect(bench.session.state.phase == .ready)
  }

  @Test func `trouble 2: the ladder goes from ESC and AT over reopening and CFUN to the vendor's reset`() {
    var configuration = ModemSession.Configuration()
    configuration.profile = .huawei
    var bench = Bench(configuration)
    bench.open()
    bench.modem.isMute = true
    bench.forgetCommands()
    bench.runReopening(for: .seconds(400))
    #expect(bench.steps.prefix(6) == [.probe, .reopen, .reopen, .restartRadio, .vendorReset, .powerCycle])
    #expect(bench.modem.commands.count { $0 == "AT+CFUN=1,1" } == 1)
    #expect(bench.modem.commands.count { $0 == "AT^RESET" } == 1)
    #expect(bench.events.last { $0.remedy?.contains("unplug") ?? false } != nil)
  }

  @Test func `trouble 3: no reset loop: pauses double up to five minutes, resets are not repeated`() {
    var bench = Bench()
    bench.open()
    bench.modem.isMute = true
    bench.forgetCommands()
    bench.runReopening(for: .seconds(3600))
    #expect(bench.reopenings.prefix(4) == [.seconds(1), .seconds(2), .seconds(20), .seconds(20)])
    #expect(bench.reopenings.max() ?? .zero <= .seconds(300))
    #expect(bench.modem.commands.count { $0 == "AT+CFUN=1,1" } <= 12)
  }

  @Test func `trouble 3: what comes back after being unplugged starts with a clean count`() {
    var bench = Bench()
    bench.open()
    bench.modem.isMute = true
    bench.runReopening(for: .seconds(120))
    bench.session.portClosed(reason: "unplugged", now: bench.now)
    bench.events = []
    bench.session.portOpened(now: bench.now)
    bench.run(for: .seconds(25))
    #expect(bench.steps == [.reopen])
    #expect(bench.reopenings.last == .seconds(1))
  }

  @Test func `trouble 4: a port that vanishes is told of, and its return is enough`() {
    var bench = Bench()
    bench.open()
    bench.session.portClosed(reason: "EIO", now: bench.now)
    bench.drain()
    #expect(bench.events.contains(.lost(reason: "EIO")))
    #expect(bench.session.deadline == nil)
    bench.session.portOpened(now: bench.now)
    bench.run(for: .seconds(5))
    #expect(bench.session.state.phase == .ready)
  }

  @Test func `a modem that boots for twenty seconds is waited for`() {
    var bench = Bench()
    bench.modem.isMute = true
    bench.session.portOpened(now: bench.now)
    bench.run(for: .seconds(17))
    bench.modem.isMute = false
    bench.run(for: .seconds(10))
    #expect(bench.session.state.phase == .ready)
    #expect(bench.reopenings.isEmpty)
  }

  @Test(arguments: ["\r\nOK\r\n", "\r\nERROR\r\n"])
  func `a probe answered while the session stops does not set the modem up again`(answer: String) {
    var bench = Bench()
    bench.open()
    bench.modem.isMute = true
    while bench.session.state.phase != .recovering { bench.run(for: .milliseconds(500)) }
    // The line is let go quiet for a second, then the probe is out.
    bench.run(for: .milliseconds(1100))
    bench.forgetCommands()
    bench.session.stop(now: bench.now)
    bench.drain()
    bench.unsolicited(answer)
    bench.run(for: .seconds(3))
    #expect(bench.hasStopped)
    #expect(bench.session.state.phase == .stopped)
    #expect(bench.modem.commands.isEmpty)
  }

  @Test func `an idle session wakes at most once in ten seconds`() {
    var bench = Bench()
    bench.open()
    var wakes = 0
    let end = bench.now + .seconds(3600)
    while let deadline = bench.session.deadline, deadline < end {
      bench.now = max(bench.now, deadline)
      bench.session.advance(to: bench.now)
      wakes += 1
      bench.drain()
    }
    #expect(wakes <= 360)
    #expect(bench.session.state.phase == .ready)
  }
}

@Suite struct SIMAwayTests {
  @Test func `a SIM that goes away without a word is noticed by the errors, and read when it is back`() {
    var bench = Bench()
    bench.open()
    let gone = ["\r\n+CMS ERROR: 310\r\n"]
    for command in ["AT+CMGL=4", "AT+CPMS=\"SM\"", "AT+CPMS=\"ME\"", "AT+CPMS=?"] {
      bench.modem.answers[command] = gone
    }
    bench.modem.answers["AT+CPIN?"] = ["\r\n+CME ERROR: 10\r\n"]
    bench.run(for: .seconds(400))
    #expect(bench.session.state.phase == .blocked(.simMissing))
    bench.modem.answers = [:]
    bench.modem.storages["SM"]?[4] = samplePDU(4)
    bench.run(for: .seconds(60))
    #expect(bench.session.state.phase == .ready)
    #expect(bench.committed == [samplePDU(4)])
  }

  @Test func `a storage that was refused for a while is looked through again`() {
    var bench = Bench()
    bench.modem.answers["AT+CPMS=\"ME\""] = ["\r\n+CMS ERROR: 500\r\n"]
    bench.open()
    bench.run(for: .seconds(330))
    bench.modem.answers = [:]
    bench.modem.storages["ME"]?[2] = samplePDU(2)
    bench.run(for: .seconds(330))
    #expect(bench.committed == [samplePDU(2)])
  }
}
