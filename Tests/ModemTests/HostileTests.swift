import Modem
import Testing

/// What a rack of old sticks does at night.
@Suite struct HostileTests {
  @Test func `a listing cut in half by unplugging loses nothing and deletes nothing`() {
    var bench = Bench()
    bench.stores = false
    for index in 0..<6 { bench.modem.storages["SM"]?[index] = samplePDU(index) }
    let half =
      (0..<3).map { "\r\n+CMGL: \($0),0,,23\r\n\(samplePDU($0))" }.joined() + "\r\n+CMGL: 3,0,,23\r\n0791261801"
    bench.modem.answers["AT+CMGL=4"] = ["\r\nOK\r\n", half]
    bench.open(runningFor: .seconds(2))
    #expect(bench.received.map(\.hex) == (0..<3).map(samplePDU))
    bench.session.portClosed(reason: "unplugged", now: bench.now)
    // Stored while nothing is plugged in: nothing may be deleted by that later.
    bench.session.stored(bench.slots, now: bench.now)
    bench.modem.answers = [:]
    bench.modem.storages["SM"]?[0] = samplePDU(10)
    bench.stores = true
    bench.forgetCommands()
    bench.open()
    #expect(Set(bench.committed) == Set([10, 1, 2, 3, 4, 5].map(samplePDU)))
    #expect(bench.modem.storages["SM"] == [:])
  }

  @Test func `trouble 13: an announcement in the storage that is not selected is read and deleted there`() {
    var bench = Bench()
    bench.open()
    bench.modem.storages["SM"]?[3] = samplePDU(33)
    bench.forgetCommands()
    for index in 0..<3 { bench.modem.storages["ME"]?[index] = samplePDU(90 + index) }
    bench.unsolicited(bench.modem.deliver(samplePDU(3), to: "ME"))
    bench.run(for: .seconds(5))
    #expect(
      bench.modem.commands == [#"AT+CPMS="ME""#, "AT+CMGR=3", "AT+CMGD=3"])
    #expect(bench.committed == [samplePDU(3)])
    #expect(bench.modem.storages["SM"] == [3: samplePDU(33)])
    // The next one to the SIM is not looked for in ME.
    bench.unsolicited(bench.modem.deliver(samplePDU(4), to: "SM"))
    bench.run(for: .seconds(5))
    #expect(bench.committed == [samplePDU(3), samplePDU(4)])
    #expect(bench.modem.storages["SM"] == [3: samplePDU(33)])
  }

  @Test func `echo that comes back on in the middle changes nothing but a count`() {
    var bench = Bench()
    bench.open()
    bench.modem.echo = true
    for number in 0..<8 { bench.unsolicited(bench.modem.deliver(samplePDU(number))) }
    bench.session.send(SendRequest(id: 1, hex: "0011000B91261812", tpduLength: 7), now: bench.now)
    bench.run(for: .seconds(400))
    #expect(Set(bench.committed) == Set((0..<8).map(samplePDU)))
    #expect(bench.modem.storages["SM"] == [:])
    #expect(bench.results == [1: .accepted(reference: 1)])
    #expect(bench.modem.sent == ["0011000B91261812"])
    #expect(bench.session.state.counters[.echoes] > 3)
    #expect(bench.session.state.phase == .ready)
    #expect(bench.steps.isEmpty)
  }

  @Test(arguments: ["20", "255", "1024", "65535", "2147483648", "99999999999999999999", "-1"])
  func `an index beyond the storage's capacity is looked for, told of, and no more`(index: String) {
    var bench = Bench()
    bench.open()
    bench.modem.storages["ME"]?[7] = samplePDU(7)
    bench.unsolicited("\r\n+CMTI: \"SM\",\(index)\r\n")
    bench.run(for: .seconds(400))
    #expect(bench.committed == [samplePDU(7)])
    #expect(bench.session.state.phase == .ready)
    #expect(bench.steps.isEmpty)
    #expect(bench.modem.commands.count { $0.hasPrefix("AT+CMGR") } <= 1)
  }

  @Test(arguments: [1, 3, 8, 20, 40, 100])
  func `a modem that answers the last command late for a while costs nothing`(lag: Int) {
    var bench = Bench()
    bench.stores = true
    for index in 0..<5 { bench.modem.storages["SM"]?[index] = samplePDU(index) }
    bench.open()
    bench.lag = lag
    for number in 10..<16 { bench.unsolicited(bench.modem.deliver(samplePDU(number))) }
    bench.session.send(SendRequest(id: 1, hex: "0011000B91261812", tpduLength: 7), now: bench.now)
    let everything = Set((Array(0..<5) + Array(10..<16)).map(samplePDU))
    for _ in 0..<100 {
      bench.runReopening(for: .seconds(10))
      // Nothing is gone from the modem that was not committed, at any time.
      let left = Set(bench.modem.storages.values.flatMap(\.values))
      #expect(left.union(bench.committed) == everything)
    }
    #expect(Set(bench.committed) == everything)
    #expect(bench.modem.storages == ["SM": [:], "ME": [:]])
    #expect(bench.session.state.phase == .ready)
    #expect(bench.session.state.identity.imsi == "510101234567890")
    #expect(bench.session.state.identity.imei == "356938035643809")
    #expect(!bench.events.contains(.subscriberChanged))
    #expect(bench.modem.sent.count <= 1)
    switch bench.results[1] {
    case .accepted: #expect(bench.modem.sent.count == 1)
    case .notAttempted, .failed: #expect(bench.modem.sent.isEmpty)
    case .unknown: break
    case nil: Issue.record("no result")
    }
  }

  @Test func `a modem that is late while it is set up is never taken for another SIM`() {
    for lag in 1...60 {
      var bench = Bench()
      bench.open()
      bench.session.portClosed(reason: "unplugged", now: bench.now)
      bench.lag = lag
      bench.session.portOpened(now: bench.now)
      bench.runReopening(for: .seconds(600))
      #expect(!bench.events.contains(.subscriberChanged), "lag \(lag)")
      #expect(bench.session.state.identity.imsi == "510101234567890", "lag \(lag)")
      #expect(bench.session.state.phase == .ready, "lag \(lag)")
    }
  }

  // MARK: One thing that the modem can't do, and all else works

  @Test func `a listing that is never answered is not tried for ever: slots are read one by one`() {
    var bench = Bench()
    bench.modem.answers["AT+CMGL=4"] = [""]
    for index in [0, 7, 19] { bench.modem.storages["SM"]?[index] = samplePDU(index) }
    bench.session.portOpened(now: bench.now)
    bench.runReopening(for: .seconds(1800))
    #expect(Set(bench.committed) == Set([0, 7, 19].map(samplePDU)))
    #expect(bench.modem.storages["SM"] == [:])
    // And from then on it works as any other.
    bench.events = []
    bench.unsolicited(bench.modem.deliver(samplePDU(30)))
    bench.runReopening(for: .seconds(3600))
    #expect(bench.committed.last == samplePDU(30))
    #expect(bench.steps.isEmpty)
    #expect(bench.session.state.phase == .ready)
  }

  @Test func `a slot that makes the modem fall silent hides no other`() {
    var bench = Bench()
    bench.modem.answers["AT+CMGL=4"] = ["\r\n+CMS ERROR: 303\r\n"]
    bench.modem.answers["AT+CMGR=3"] = [""]
    for index in [0, 3, 4, 19] { bench.modem.storages["SM"]?[index] = samplePDU(index) }
    bench.session.portOpened(now: bench.now)
    bench.runReopening(for: .seconds(1800))
    #expect(Set(bench.committed) == Set([0, 4, 19].map(samplePDU)))
    bench.events = []
    bench.runReopening(for: .seconds(3600))
    #expect(bench.steps.isEmpty)
    // What lies there is not deleted unread.
    #expect(bench.modem.storages["SM"] == [3: samplePDU(3)])
  }

  @Test func `an announced slot that makes the modem fall silent is looked for in a listing`() {
    var bench = Bench()
    bench.open()
    bench.modem.answers["AT+CMGR=3"] = [""]
    bench.modem.storages["SM"]?[3] = samplePDU(3)
    bench.unsolicited("\r\n+CMTI: \"SM\",3\r\n")
    bench.runReopening(for: .seconds(600))
    #expect(bench.committed == [samplePDU(3)])
    #expect(bench.modem.commands.count { $0 == "AT+CMGR=3" } <= 2)
    #expect(bench.session.state.phase == .ready)
  }

  @Test(arguments: ["AT+CSQ", "AT+CREG?", "AT+CNMI?", "AT+COPS?"])
  func `one question that is never answered resets no modem`(command: String) {
    var bench = Bench()
    bench.open()
    bench.modem.answers[command] = [""]
    bench.forgetCommands()
    for number in 0..<24 {
      bench.runReopening(for: .seconds(300))
      bench.unsolicited(bench.modem.deliver(samplePDU(number)))
    }
    bench.runReopening(for: .seconds(60))
    #expect(bench.committed == (0..<24).map(samplePDU))
    #expect(!bench.steps.contains { $0 != .probe }, "\(bench.steps)")
    #expect(bench.steps.count <= 2)
    #expect(bench.session.state.phase == .ready)
  }

  @Test(arguments: [
    "AT+CPMS=?", #"AT+CPMS="SM","SM","SM""#, "AT+CPMS?", "AT+CNMI=?", "AT+CNMI=2,1,0,2,0", "AT+CIMI", "AT+CREG=2",
    "AT+CSCA?", "AT+CCID",
  ])
  func `one step of the setting up that is never answered keeps no modem from its work`(command: String) {
    var bench = Bench()
    bench.modem.answers[command] = [""]
    bench.modem.storages["SM"]?[4] = samplePDU(4)
    bench.session.portOpened(now: bench.now)
    bench.runReopening(for: .seconds(900))
    #expect(bench.session.state.phase == .ready)
    #expect(bench.committed == [samplePDU(4)])
    #expect(!bench.steps.contains { $0 != .probe } && bench.steps.count <= 2, "\(bench.steps)")
    bench.unsolicited(bench.modem.deliver(samplePDU(5)))
    bench.runReopening(for: .seconds(400))
    #expect(bench.committed == [samplePDU(4), samplePDU(5)])
  }
}
