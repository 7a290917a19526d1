import Modem
import Testing

@Suite struct BringUpTests {
  @Test(arguments: ["+CME ERROR: 14", "+CME ERROR: 515", "+CMS ERROR: 314", "+CMS ERROR: 515"])
  func `trouble 21: a SIM that is busy for 23 s is waited for`(error: String) {
    var bench = Bench()
    for command in ["AT+CPIN?", "AT+CIMI", "AT+CPMS=?"] {
      bench.modem.answers[command] = [String](repeating: "\r\n\(error)\r\n", count: 23) + [ready[command] ?? ""]
    }
    bench.open(runningFor: .seconds(90))
    #expect(bench.session.state.phase == .ready)
    #expect(bench.session.state.identity.imsi == "510101234567890")
    #expect(bench.reopenings.isEmpty)
  }

  private let ready = [
    "AT+CPIN?": "\r\n+CPIN: READY\r\n\r\nOK\r\n", "AT+CIMI": "\r\n510101234567890\r\n\r\nOK\r\n",
    "AT+CPMS=?": "\r\n+CPMS: (\"SM\",\"ME\"),(\"SM\",\"ME\"),(\"SM\",\"ME\")\r\n\r\nOK\r\n",
  ]

  @Test(arguments: ["AT+CGSN", "AT+CREG?"])
  func `a lost answer does not take the steps after it along`(command: String) {
    var bench = Bench()
    bench.modem.answers[command] = ["\r\n350000000000017\r\n"]
    bench.open(runningFor: .seconds(60))
    #expect(bench.session.state.phase == .ready)
    #expect(bench.session.state.identity.imsi == "510101234567890")
    #expect(bench.modem.commands.contains { $0.hasPrefix("AT+CNMI=2") })
  }

  @Test func `trouble 21: a SIM that is never ready is told of`() {
    var bench = Bench()
    bench.modem.answers["AT+CPIN?"] = ["\r\n+CME ERROR: 14\r\n"]
    bench.open(runningFor: .seconds(100))
    #expect(bench.session.state.phase == .blocked(.simFault("SIM busy")))
  }

  @Test func `trouble 21: SMS Ready ends the waiting at once`() {
    var bench = Bench()
    bench.modem.answers["AT+CPMS=?"] = ["\r\nERROR\r\n"]
    bench.open(runningFor: .seconds(5))
    bench.modem.answers = [:]
    let asked = bench.modem.commands.count
    bench.unsolicited("\r\nSMS Ready\r\n")
    bench.session.advance(to: bench.now)
    bench.drain()
    #expect(bench.modem.commands.count > asked)
  }

  @Test func `Wavecom: +CPIN READY without OK is enough`() {
    var bench = Bench()
    bench.modem.answers["AT+CPIN?"] = ["\r\n+CPIN: READY\r\n"]
    bench.open(runningFor: .seconds(10))
    #expect(bench.session.state.phase == .ready)
  }

  @Test func `trouble 16: stored delivery is asked for, never direct delivery`() {
    var bench = Bench()
    bench.open()
    let settings = bench.modem.commands.filter { $0.hasPrefix("AT+CNMI=") && $0 != "AT+CNMI=?" }
    #expect(settings == ["AT+CNMI=2,1,0,2,0"])
  }

  @Test(arguments: [
    ("(0-2),(0,1),(0,2),(0,1),(0,1)", "AT+CNMI=2,1,0,1,0"), ("(0,1,2),(0,1),(0,2),(0),(1)", "AT+CNMI=2,1,0,0,1"),
    ("(1),(0,1),(0),(0),(0)", "AT+CNMI=1,1,0,0,0"), ("(0-3),(0-3),(0-3),(0-2),(0,1)", "AT+CNMI=2,1,0,2,0"),
  ])
  func `settings are chosen from what CNMI says it takes`(ranges: String, command: String) {
    var bench = Bench()
    bench.modem.answers["AT+CNMI=?"] = ["\r\n+CNMI: \(ranges)\r\n\r\nOK\r\n"]
    bench.open()
    #expect(bench.modem.commands.last { $0.hasPrefix("AT+CNMI=") && $0 != "AT+CNMI=?" } == command)
  }

  @Test func `no setting accepted: phase 2+ is tried, then the storages are polled`() {
    var bench = Bench()
    for settings in ["2,1,0,2,0", "2,1,0,1,0", "2,1,0,0,0", "1,1,0,0,0"] {
      bench.modem.answers["AT+CNMI=\(settings)"] = ["\r\n+CMS ERROR: 303\r\n"]
    }
    bench.open(runningFor: .seconds(10))
    #expect(bench.modem.commands.contains("AT+CSMS=1"))
    #expect(bench.events.contains(.polling))
    bench.modem.storages["SM"]?[3] = samplePDU(3)
    bench.run(for: .seconds(12))
    #expect(bench.committed == [samplePDU(3)])
  }

  @Test func `a modem that answers by numbers is told to use words`() {
    var bench = Bench()
    bench.modem.answers["AT"] = ["0\r"]
    bench.open()
    #expect(bench.modem.commands.contains("ATV1"))
    #expect(bench.session.state.phase == .ready)
  }

  @Test func `the profile is chosen from what the modem says, and the configuration's goes first`() {
    var huawei = Bench()
    huawei.modem.answers["AT+CGMI"] = ["\r\nhuawei\r\n\r\nOK\r\n"]
    huawei.modem.answers["AT^CURC=0"] = ["\r\nCOMMAND NOT SUPPORT\r\n"]
    huawei.open()
    #expect(huawei.session.state.identity.profile == "huawei")
    #expect(huawei.modem.commands.contains("AT^CURC=0"))
    #expect(huawei.session.state.phase == .ready)
    var configuration = ModemSession.Configuration()
    configuration.profile = .quectel
    var told = Bench(configuration)
    told.modem.answers["AT+CGMI"] = ["\r\nhuawei\r\n\r\nOK\r\n"]
    told.open()
    #expect(told.session.state.identity.profile == "quectel")
    #expect(told.modem.commands.contains(#"AT+QURCCFG="urcport","usbat""#))
  }

  @Test(arguments: ModemProfile.families)
  func `every family sets up a modem that refuses all its commands`(profile: ModemProfile) {
    var configuration = ModemSession.Configuration()
    configuration.profile = profile
    var bench = Bench(configuration)
    bench.open(runningFor: .seconds(30))
    #expect(bench.session.state.phase == .ready)
    #expect(ModemProfile.named(profile.name) == profile)
  }

  @Test(arguments: [
    ("0,11", NetworkStatus.Registration.restricted), ("2,1,\"1A2B\",\"00C3\",7", .home), ("0,5", .roaming),
    ("0,6", .home), ("0,3", .denied), ("0,0", .notRegistered),
  ])
  func `registration states, the A7670's 11 among them`(answer: String, expected: NetworkStatus.Registration) {
    var bench = Bench()
    bench.modem.answers["AT+CREG?"] = ["\r\n+CREG: \(answer)\r\n\r\nOK\r\n"]
    bench.open()
    #expect(bench.session.state.network.registration == expected)
  }

  @Test func `a modem the circuit side does not know is registered if LTE says so`() {
    var bench = Bench()
    bench.modem.registration = "0"
    bench.modem.answers["AT+CEREG?"] = ["\r\n+CEREG: 0,1\r\n\r\nOK\r\n"]
    bench.open()
    #expect(bench.session.state.network.registration == .home)
  }

  @Test func `no network: told of after a minute, with a remedy, and messages are read all the same`() {
    var bench = Bench()
    bench.modem.registration = "2"
    bench.modem.storages["SM"]?[1] = samplePDU(1)
    bench.open(runningFor: .seconds(70))
    #expect(bench.committed == [samplePDU(1)])
    #expect(bench.events.contains { if case .noNetwork = $0 { true } else { false } })
    bench.modem.registration = "1"
    bench.run(for: .seconds(20))
    #expect(bench.session.state.network.registration == .home)
  }

  @Test func `a modem that restarts by itself is set up again`() {
    var bench = Bench()
    bench.open()
    bench.forgetCommands()
    bench.unsolicited("\r\nRDY\r\n")
    bench.run(for: .seconds(10))
    #expect(bench.modem.commands.contains("AT+CNMI=2,1,0,2,0"))
    #expect(bench.session.state.phase == .ready)
  }

  @Test func `trouble 16: announcements that fell back to none are set again`() {
    var bench = Bench()
    bench.open()
    bench.modem.answers["AT+CNMI?"] = ["\r\n+CNMI: 0,0,0,0,0\r\n\r\nOK\r\n", "\r\n+CNMI: 2,1,0,2,0\r\n\r\nOK\r\n"]
    bench.forgetCommands()
    bench.run(for: .seconds(320))
    #expect(bench.modem.commands.contains("AT+CNMI=2,1,0,2,0"))
  }

  @Test func `another SIM is noticed`() {
    var bench = Bench()
    bench.open()
    bench.session.portClosed(reason: "unplugged", now: bench.now)
    bench.modem.subscriber = "510019999999999"
    bench.session.portOpened(now: bench.now)
    bench.run(for: .seconds(5))
    #expect(bench.events.contains(.subscriberChanged))
  }

  @Test func `what waits to be sent from a SIM is not sent from another`() {
    var bench = Bench()
    bench.open()
    bench.session.portClosed(reason: "unplugged", now: bench.now)
    bench.modem.subscriber = "510019999999999"
    bench.session.portOpened(now: bench.now)
    bench.session.send(SendRequest(id: 1, hex: "0011000B91261812", tpduLength: 7), now: bench.now)
    bench.run(for: .seconds(5))
    #expect(bench.results == [1: .notAttempted(reason: "another SIM")])
    #expect(bench.modem.sent.isEmpty)
  }

  /// A bench whose SIM was known, and now does not tell its subscriber so many times.
  private func unread(_ failures: [String], card: String? = "89621012345678901234") -> Bench {
    var bench = Bench()
    bench.open()
    bench.session.portClosed(reason: "unplugged", now: bench.now)
    bench.modem.answers["AT+CIMI"] = failures
    bench.modem.answers["AT+CCID"] = [card.map { "\r\n\($0)\r\n\r\nOK\r\n" } ?? "\r\nERROR\r\n"]
    bench.events = []
    bench.forgetCommands()
    bench.session.portOpened(now: bench.now)
    bench.run(for: .seconds(90))
    #expect(bench.session.state.phase == .ready)
    return bench
  }

  @Test(arguments: ["\r\nERROR\r\n", "\r\n+CME ERROR: 13\r\n", "\r\nOK\r\n"])
  func `a subscriber that is not told at once is asked for again`(failure: String) {
    let told = "\r\n510101234567890\r\n\r\nOK\r\n"
    let bench = unread([String](repeating: failure, count: 5) + [told])
    #expect(bench.session.state.identity.imsi == "510101234567890")
    #expect(bench.modem.commands.count { $0 == "AT+CIMI" } == 6)
  }

  @Test func `a subscriber that a silent modem could not tell is asked for again`() {
    var bench = Bench()
    bench.modem.answers["AT+CIMI"] = ["", "", "\r\n510101234567890\r\n\r\nOK\r\n"]
    bench.open(runningFor: .seconds(60))
    #expect(bench.session.state.phase == .ready)
    #expect(bench.session.state.identity.imsi == "510101234567890")
  }

  @Test func `a modem that never answers when asked for the subscriber works without`() {
    let bench = unread([""])
    #expect(bench.modem.commands.count { $0 == "AT+CIMI" } == 6)
    #expect(bench.session.state.identity.imsi == "510101234567890")
  }

  @Test func `a subscriber that is never told stays what it was while the card is the same`() {
    let bench = unread(["\r\nERROR\r\n"])
    #expect(bench.modem.commands.count { $0 == "AT+CIMI" } == 6)
    #expect(bench.session.state.identity.imsi == "510101234567890")
    #expect(!bench.events.contains(.subscriberChanged))
  }

  @Test func `without subscriber, another card is another SIM, and a silent one is unknown`() {
    let other = unread(["\r\nERROR\r\n"], card: "89621099999999999999")
    #expect(other.session.state.identity.imsi == nil)
    #expect(other.events.contains(.subscriberChanged))
    let silent = unread(["\r\nERROR\r\n"], card: nil)
    #expect(silent.session.state.identity.imsi == nil)
    #expect(!silent.events.contains(.subscriberChanged))
  }

  @Test func `a card pulled out after it was found ready is missing, and nothing is read under no name`() {
    var bench = Bench()
    bench.modem.answers["AT+CIMI"] =
      [String](repeating: "\r\n+CME ERROR: 10\r\n", count: 6) + ["\r\n510101234567890\r\n\r\nOK\r\n"]
    bench.open(runningFor: .seconds(20))
    #expect(bench.events.contains(.simMissing))
    #expect(bench.session.state.phase != .ready)
    bench.run(for: .seconds(60))
    #expect(bench.session.state.phase == .ready)
    #expect(bench.session.state.identity.imsi == "510101234567890")
  }

  @Test func `a SIM that stays busy when asked for its subscriber keeps it by its card`() {
    let bench = unread([String](repeating: "\r\n+CME ERROR: 14\r\n", count: 200))
    #expect(bench.session.state.identity.imsi == "510101234567890")
  }

  @Test func `trouble 25: echo that can't be switched off and garbage are counted and do no harm`() {
    var bench = Bench()
    bench.modem.answers["ATE0"] = ["\r\nERROR\r\n"]
    bench.open()
    bench.unsolicited("\u{1}\u{2}xyz\r\n%%%%\r\n")
    #expect(bench.session.state.phase == .ready)
    #expect(bench.session.state.counters[.echoes] > 10)
    #expect(bench.session.state.counters[.undecodableLines] == 2)
  }
}
