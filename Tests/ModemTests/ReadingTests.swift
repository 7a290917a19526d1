import Modem
import Testing

@Suite struct ReadingTests {
  @Test func `trouble 10: storages are swept at the start, after a reconnect and periodically`() {
    var bench = Bench()
    bench.modem.storages["ME"]?[3] = samplePDU(1)
    bench.open()
    #expect(bench.committed == [samplePDU(1)])
    bench.session.portClosed(reason: "EIO", now: bench.now)
    bench.modem.storages["SM"]?[4] = samplePDU(2)
    bench.session.portOpened(now: bench.now)
    bench.run(for: .seconds(5))
    #expect(bench.committed == [samplePDU(1), samplePDU(2)])
    // No +CMTI tells of these two.
    bench.modem.storages["SM"]?[5] = samplePDU(3)
    bench.modem.storages["ME"]?[0] = samplePDU(4)
    bench.run(for: .seconds(301))
    #expect(Set(bench.committed) == Set((1...4).map(samplePDU)))
    #expect(bench.modem.storages == ["SM": [:], "ME": [:]])
  }

  @Test func `trouble 10: a storage that is four fifths full is warned of, once`() {
    var bench = Bench()
    bench.stores = false
    for index in 0..<16 { bench.modem.storages["SM"]?[index] = samplePDU(index) }
    bench.open()
    bench.run(for: .seconds(2000))
    let warnings = bench.events.filter { if case .storageNearlyFull = $0 { true } else { false } }
    #expect(warnings == [.storageNearlyFull(StorageUse(storage: "SM", used: 16, total: 20))])
  }

  @Test func `trouble 10: a modem that says its storage is full is swept at once`() {
    var bench = Bench()
    bench.open()
    for index in 0..<20 { bench.modem.storages["SM"]?[index] = samplePDU(index) }
    bench.unsolicited("\r\n^SMMEMFULL: \"SM\"\r\n")
    bench.run(for: .seconds(2))
    #expect(bench.committed.count == 20)
    #expect(bench.events.contains(.storageFull))
  }

  @Test
  func `trouble 11: a refused deletion raises an alarm, is tried again, and the message is not handed over again`() {
    var bench = Bench()
    bench.open()
    bench.modem.answers["AT+CMGD=0"] = ["\r\n+CMS ERROR: 320\r\n"]
    bench.unsolicited(bench.modem.deliver(samplePDU(1)))
    bench.run(for: .seconds(1000))
    #expect(bench.committed == [samplePDU(1)])
    let alarms = bench.events.compactMap { if case .deleteRefused(let slot, _) = $0 { slot.description } else { nil } }
    #expect(alarms.count >= 3)
    #expect(Set(alarms) == ["SM 0"])
    bench.modem.answers = [:]
    bench.run(for: .seconds(4000))
    #expect(bench.modem.storages["SM"] == [:])
    #expect(bench.committed == [samplePDU(1)])
  }

  @Test func `trouble 11: a refusal may hide a deletion, so the slot is looked at before it is tried again`() {
    var bench = Bench()
    bench.open()
    bench.modem.answers["AT+CMGD=0"] = ["\r\n+CME ERROR: 14\r\n"]
    bench.unsolicited(bench.modem.deliver(samplePDU(1)))
    bench.run(for: .seconds(1))
    // The message was deleted all the same; another one takes the slot, and its announcement is lost.
    bench.stores = false
    bench.modem.answers = [:]
    bench.modem.storages["SM"]?[0] = samplePDU(2)
    bench.run(for: .seconds(400))
    #expect(bench.modem.storages["SM"] == [0: samplePDU(2)])
    #expect(bench.received.map(\.hex) == [samplePDU(1), samplePDU(2)])
  }

  @Test func `a message whose commit took long is looked at again before it is deleted`() {
    var bench = Bench()
    bench.stores = false
    bench.open()
    bench.unsolicited(bench.modem.deliver(samplePDU(1)))
    bench.run(for: .seconds(100))
    bench.forgetCommands()
    bench.session.stored(bench.slots, now: bench.now)
    bench.run(for: .seconds(1))
    #expect(bench.modem.commands.suffix(2) == ["AT+CMGL=4", "AT+CMGD=0"])
  }

  @Test func `MC35i: a PDU filled up with FF or 00 is read once`() {
    var bench = Bench()
    bench.open()
    bench.modem.answers["AT+CMGR=0"] = ["\r\n+CMGR: 1,,23\r\n\(samplePDU(1))FFFFFF\r\n\r\nOK\r\n"]
    bench.unsolicited("\r\n+CMTI: \"SM\",0\r\n")
    bench.run(for: .seconds(1))
    #expect(bench.received.map(\.hex) == [samplePDU(1) + "FFFFFF"])
    #expect(bench.modem.commands.count { $0 == "AT+CMGR=0" } == 1)
  }

  @Test func `trouble 12: CPMS with one argument is fallen back to`() {
    var bench = Bench()
    bench.modem.answers["AT+CPMS=\"SM\",\"SM\",\"SM\""] = ["\r\nERROR\r\n"]
    bench.modem.answers["AT+CPMS=\"SM\",\"SM\""] = ["\r\nERROR\r\n"]
    bench.modem.storages["SM"]?[1] = samplePDU(1)
    bench.modem.storages["ME"]?[1] = samplePDU(2)
    bench.open()
    #expect(Set(bench.committed) == [samplePDU(1), samplePDU(2)])
  }

  @Test func `trouble 12: a modem that knows nothing of CPMS is read all the same`() {
    var bench = Bench()
    for command in ["AT+CPMS=?", "AT+CPMS?", "AT+CPMS=\"SM\""] { bench.modem.answers[command] = ["\r\nERROR\r\n"] }
    bench.modem.storages["SM"]?[1] = samplePDU(1)
    bench.open(runningFor: .seconds(60))
    #expect(bench.committed == [samplePDU(1)])
    #expect(bench.modem.storages["SM"] == [:])
  }

  @Test func `trouble 13: a message announced in one storage is found in another, and from then on read there at once`()
  {
    var bench = Bench()
    bench.open()
    bench.unsolicited(bench.modem.deliver(samplePDU(1), to: "SM", announcedAs: "ME"))
    bench.run(for: .seconds(2))
    #expect(bench.committed == [samplePDU(1)])
    bench.forgetCommands()
    bench.unsolicited(bench.modem.deliver(samplePDU(2), to: "SM", announcedAs: "ME"))
    bench.run(for: .seconds(2))
    #expect(bench.committed == [samplePDU(1), samplePDU(2)])
    #expect(bench.modem.commands == ["AT+CMGR=0", "AT+CMGD=0"])
  }

  @Test func `trouble 13: MT is never read, as the same message has another index there`() {
    var bench = Bench()
    bench.open()
    bench.unsolicited(bench.modem.deliver(samplePDU(1), to: "ME", announcedAs: "MT"))
    bench.run(for: .seconds(2))
    #expect(bench.committed == [samplePDU(1)])
    #expect(!bench.modem.commands.contains("AT+CPMS=\"MT\""))
    #expect(bench.modem.storages["ME"] == [:])
  }

  @Test func `trouble 13: a message that is nowhere is told of`() {
    var bench = Bench()
    bench.open()
    bench.unsolicited("\r\n+CMTI: \"SM\",7\r\n")
    bench.run(for: .seconds(2))
    #expect(bench.events.contains(.announcedMessageMissing(storage: "SM", index: 7)))
  }

  @Test func `trouble 15: URCs in the middle of every reply change nothing`() {
    var bench = Bench()
    for index in 0..<5 { bench.modem.storages["SM"]?[index] = samplePDU(index) }
    let entries = (0..<5).map { "+CMGL: \($0),1,,23\r\n+CREG: 1\r\n^RSSI:12\r\n\(samplePDU($0))\r\nRING\r\n" }.joined()
    bench.modem.answers["AT+CMGL=4"] = ["\r\nOK\r\n", "\r\n\(entries)\r\nOK\r\n", "\r\nOK\r\n"]
    bench.open()
    #expect(Set(bench.committed) == Set((0..<5).map(samplePDU)))
  }

  @Test func `EP06 refuses CMGL: slots are read one by one, and all deleted`() {
    var bench = Bench()
    for index in [0, 4, 19] { bench.modem.storages["SM"]?[index] = samplePDU(index) }
    bench.modem.answers["AT+CMGL=4"] = ["\r\n+CMS ERROR: 303\r\n"]
    bench.open(runningFor: .seconds(20))
    #expect(Set(bench.committed) == Set([0, 4, 19].map(samplePDU)))
    #expect(bench.modem.storages["SM"] == [:])
  }

  @Test func `one refused listing is an accident and only repeated`() {
    var bench = Bench()
    bench.modem.storages["SM"]?[2] = samplePDU(2)
    bench.modem.answers["AT+CMGL=4"] = [
      "\r\nOK\r\n", "\r\nERROR\r\n", "\r\nOK\r\n", "\r\n+CMGL: 2,1,,23\r\n\(samplePDU(2))\r\n\r\nOK\r\n", "\r\nOK\r\n",
    ]
    bench.open(runningFor: .seconds(20))
    #expect(bench.committed == [samplePDU(2)])
    #expect(!bench.modem.commands.contains { $0.hasPrefix("AT+CMGR") })
  }

  @Test func `the user's own messages, stored or sent, are neither handed over nor deleted`() {
    var bench = Bench()
    bench.modem.answers["AT+CMGL=4"] = [
      "\r\n+CMGL: 1,2,,23\r\n\(samplePDU(1))\r\n+CMGL: 2,3,,23\r\n\(samplePDU(2))\r\n\r\nOK\r\n"
    ]
    bench.open()
    #expect(bench.received.isEmpty)
    #expect(!bench.modem.commands.contains { $0.hasPrefix("AT+CMGD") })
  }

  @Test func `a garbled PDU is read again before it is relied on`() {
    var bench = Bench()
    bench.open()
    _ = bench.modem.deliver(samplePDU(1))
    let garbled = samplePDU(1).dropLast(3)
    bench.modem.answers["AT+CMGR=0"] = [
      "\r\n+CMGR: 1,,23\r\n\(garbled)\r\n\r\nOK\r\n", "\r\n+CMGR: 1,,23\r\n\(samplePDU(1))\r\n\r\nOK\r\n",
    ]
    bench.unsolicited("\r\n+CMTI: \"SM\",0\r\n")
    bench.run(for: .seconds(1))
    #expect(bench.committed == [samplePDU(1)])
  }

  @Test func `trouble 22: a slot that holds nonsense is handed over as it is, once it has been read twice`() {
    var bench = Bench()
    bench.open()
    bench.modem.answers["AT+CMGR=0"] = ["\r\n+CMGR: 1,,23\r\nFFFF\r\n\r\nOK\r\n"]
    bench.unsolicited("\r\n+CMTI: \"SM\",0\r\n")
    bench.run(for: .seconds(1))
    #expect(bench.received.map(\.hex) == ["FFFF"])
    #expect(bench.modem.commands.count { $0 == "AT+CMGR=0" } == 2)
  }

  @Test func `what could not be stored stays, reading pauses, and all is read again later`() {
    var bench = Bench()
    bench.stores = false
    bench.modem.storages["SM"]?[1] = samplePDU(1)
    bench.open()
    bench.session.notStored(bench.slots, now: bench.now)
    bench.unsolicited(bench.modem.deliver(samplePDU(2)))
    bench.run(for: .seconds(29))
    #expect(bench.received.count == 1)
    #expect(bench.events.contains(.readingPaused(for: .seconds(30))))
    bench.stores = true
    bench.run(for: .seconds(5))
    #expect(Set(bench.committed) == [samplePDU(1), samplePDU(2)])
    #expect(bench.modem.storages["SM"] == [:])
  }

  @Test func `a busy SIM within a pause of the caller leaves no deadline in the past`() {
    var bench = Bench()
    bench.stores = false
    bench.open()
    bench.unsolicited(bench.modem.deliver(samplePDU(1)))
    bench.modem.answers["AT+CMGR=1"] = ["\r\n+CME ERROR: 14\r\n"]
    bench.unsolicited(bench.modem.deliver(samplePDU(2)))
    bench.session.notStored(bench.slots, now: bench.now)
    for _ in 0..<40 {
      bench.run(for: .seconds(1))
      #expect(bench.session.deadline.map { $0 > bench.now } ?? false)
    }
  }

  @Test func `a slot handed over is not handed over again, but after a reconnect it is`() {
    var bench = Bench()
    bench.stores = false
    bench.modem.storages["SM"]?[1] = samplePDU(1)
    bench.open()
    bench.run(for: .seconds(2000))
    #expect(bench.received.count == 1)
    bench.session.portClosed(reason: "EIO", now: bench.now)
    bench.session.portOpened(now: bench.now)
    bench.run(for: .seconds(10))
    #expect(bench.received.count == 2)
    // The old ticket deletes nothing; the new one does.
    bench.session.stored([bench.slots[0]], now: bench.now)
    bench.run(for: .seconds(5))
    #expect(bench.modem.storages["SM"] == [1: samplePDU(1)])
    bench.session.stored([bench.slots[1]], now: bench.now)
    bench.run(for: .seconds(5))
    #expect(bench.modem.storages["SM"] == [:])
  }

  @Test func `too many outstanding: reading stops, and goes on when half of them are stored`() {
    var configuration = ModemSession.Configuration()
    configuration.maximumOutstanding = 8
    var bench = Bench(configuration)
    bench.stores = false
    for index in 0..<20 { bench.modem.storages["SM"]?[index] = samplePDU(index) }
    bench.open()
    bench.run(for: .seconds(1000))
    #expect(bench.received.count == 8)
    bench.session.stored(Array(bench.slots.prefix(4)), now: bench.now)
    bench.run(for: .seconds(2))
    #expect(bench.received.count == 12)
    bench.stores = true
    bench.session.stored(bench.slots, now: bench.now)
    bench.run(for: .seconds(5))
    #expect(Set(bench.received.map(\.hex)) == Set((0..<20).map(samplePDU)))
    #expect(bench.modem.storages["SM"] == [:])
  }

  @Test func `a lost OK after a deletion never costs the next message in that slot`() {
    var bench = Bench()
    bench.open()
    bench.stores = false
    bench.unsolicited(bench.modem.deliver(samplePDU(1)))
    // The deletion is carried out, its OK is lost, and at once another message takes the slot; its URC is lost too.
    bench.modem.answers["AT+CMGD=0"] = [""]
    bench.session.stored(bench.slots, now: bench.now)
    bench.drain()
    bench.modem.storages["SM"]?[0] = samplePDU(2)
    bench.modem.answers = [:]
    bench.run(for: .seconds(200))
    #expect(bench.received.map(\.hex) == [samplePDU(1), samplePDU(2)])
    #expect(bench.modem.storages["SM"] == [0: samplePDU(2)])
  }

  @Test func `chained deletions that fail are sorted out by a listing, then made one by one`() {
    var bench = Bench()
    bench.modem.understandsChains = false
    for index in 0..<12 { bench.modem.storages["SM"]?[index] = samplePDU(index) }
    bench.open(runningFor: .seconds(20))
    #expect(bench.modem.storages["SM"] == [:])
    #expect(bench.committed.count == 12)
    #expect(bench.modem.commands.count { $0.contains(";+CMGD") } == 1)
  }

  @Test func `a modem that has fallen into text mode is set up again`() {
    var bench = Bench()
    bench.open()
    _ = bench.modem.deliver(samplePDU(1))
    bench.modem.answers["AT+CMGR=0"] = [
      "\r\n+CMGR: \"REC UNREAD\",\"+62812\",,\"24/02/13,19:57:05+28\"\r\nHello\r\n\r\nOK\r\n",
      "\r\n+CMGR: 1,,23\r\n\(samplePDU(1))\r\n\r\nOK\r\n",
    ]
    bench.unsolicited("\r\n+CMTI: \"SM\",0\r\n")
    bench.run(for: .seconds(10))
    #expect(bench.committed == [samplePDU(1)])
    #expect(bench.modem.commands.count { $0 == "AT+CMGF=0" } == 2)
  }
}
