import Modem
import Testing

/// A line that splits reads, puts garbage and URCs between lines, loses replies and commits, and breaks.
private struct FaultyWorld {
  var session = ModemSession(now: .zero)
  var modem = ScriptedModem()
  var now: MonotonicTime = .zero
  var random: SeededRandom
  /// PDUs the network has delivered, and those whose commit the caller has announced.
  var delivered: Set<String> = []
  var committed: Set<String> = []
  var waiting: [ReceivedPDU] = []
  /// Troubles happen while this is on.
  var isTroubled = true
  /// Deletions of messages that had not been committed: there must be none.
  var losses: [String] = []
  var writtenBodies = 0

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  mutating func deliver(_ number: Int) {
    let storage = random.chance(4) ? "ME" : "SM"
    let urc = modem.deliver(samplePDU(number), to: storage)
    guard !urc.isEmpty else { return }
    delivered.insert(samplePDU(number))
    if !(isTroubled && random.chance(4)) { give(urc) }
  }

  mutating func step() {
    if let deadline = session.deadline {
      now = max(now, deadline)
      session.advance(to: now)
    } else {
      now += .seconds(1)
      session.portOpened(now: now)
    }
    if isTroubled, random.chance(60) {
      session.portClosed(reason: "EIO", now: now)
      session.portOpened(now: now + .seconds(2))
    }
    drain()
    settle()
  }

  private mutating func settle() {
    guard !waiting.isEmpty, !(isTroubled && random.chance(3)) else { return }
    let slots = waiting.compactMap(\.slot)
    if isTroubled, random.chance(10) {
      session.notStored(slots, now: now)
    } else {
      committed.formUnion(waiting.map(\.hex))
      session.stored(slots, now: now)
    }
    waiting = []
    drain()
  }

  private mutating func drain() {
    while let action = session.nextAction() {
      switch action {
      case .write(let octets): answer(octets)
      case .received(let pdu): waiting.append(pdu)
      case .reopenPort(let pause, _), .resetUSB(let pause, _):
        now += pause
        session.portOpened(now: now)
      case .notePINTry: session.pinTryNoted(true, now: now)
      case .sendStarted, .sendFinished, .pinAccepted, .stopped, .event: break
      }
    }
  }

  private mutating func answer(_ octets: [UInt8]) {
    let before = modem.storages
    var reply = modem.receive(octets)
    for (storage, slots) in before {
      for (index, pdu) in slots where modem.storages[storage]?[index] == nil && !committed.contains(pdu) {
        losses.append("\(storage) \(index): \(pdu)")
      }
    }
    if isTroubled {
      if random.chance(25) { return }
      if random.chance(25) { reply = Array("\r\nERROR\r\n".utf8) }
      if random.chance(8) { reply = Array("\r\n^RSSI:17\r\n".utf8) + reply }
      if random.chance(8) { reply = interleaved(reply) }
      if random.chance(20) { reply.insert(contentsOf: noise(), at: Int.random(in: 0...reply.count, using: &random)) }
    }
    give(reply)
  }

  /// URCs between the lines of a reply.
  private mutating func interleaved(_ reply: [UInt8]) -> [UInt8] {
    let urc = Array("+CREG: 1\r\n".utf8)
    var result: [UInt8] = []
    for octet in reply {
      result.append(octet)
      if octet == 0x0A, random.chance(3) { result += urc }
    }
    return result
  }

  private mutating func noise() -> [UInt8] {
    (0..<Int.random(in: 1...12, using: &random)).map { _ in UInt8.random(in: 0x80...0xFF, using: &random) }
  }

  private mutating func give(_ octets: [UInt8]) {
    var rest = octets[...]
    while !rest.isEmpty {
      let size = Int.random(in: 1...max(1, rest.count), using: &random)
      session.receive(Array(rest.prefix(size)), now: now)
      rest = rest.dropFirst(size)
    }
  }
}

@Suite struct FaultTests {
  @Test(arguments: 0..<25 as Range<UInt64>)
  func `every message is handed over and stored, none is deleted before, and the SIM ends empty`(seed: UInt64) {
    var world = FaultyWorld(seed: seed)
    for number in 0..<6 { world.deliver(number) }
    for round in 0..<400 {
      if round < 300, world.random.chance(8) { world.deliver(100 + round) }
      world.step()
    }
    world.isTroubled = false
    let end = world.now + .seconds(5000)
    while world.now < end { world.step() }
    #expect(world.losses == [])
    #expect(world.committed.isSuperset(of: world.delivered))
    #expect(world.modem.storages["SM"] == [:])
    #expect(world.modem.storages["ME"] == [:])
    #expect(world.session.state.phase == .ready)
    #expect(world.session.state.outstanding == 0)
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `a hostile modem can't stop a session, make it spin, or fill its memory`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var session = ModemSession(now: .zero)
    var now: MonotonicTime = .zero
    session.portOpened(now: now)
    var handedOver = 0
    for _ in 0..<1500 {
      now += .milliseconds(Int.random(in: 0...3000, using: &random))
      switch Int.random(in: 0..<10, using: &random) {
      case 0: session.send(SendRequest(id: 1, hex: "0011", tpduLength: 1), now: now)
      case 1:
        session.portClosed(reason: "HUP", now: now)
        session.portOpened(now: now)
      case 2, 3:
        let noise = (0..<Int.random(in: 0...80, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        session.receive(noise, now: now)
      default: session.receive(Array(Self.scrap(&random).utf8), now: now)
      }
      session.advance(to: now)
      var actions = 0
      while let action = session.nextAction() {
        actions += 1
        if case .received(let pdu) = action {
          handedOver += 1
          switch pdu.origin {
          case .slot(let slot) where random.chance(2): session.stored([slot], now: now)
          case .slot(let slot) where random.chance(20): session.notStored([slot], now: now)
          case .direct(let ticket) where random.chance(2): session.acknowledge(ticket, now: now)
          case .direct(let ticket) where random.chance(20): session.notAcknowledged(ticket, now: now)
          case .slot, .direct: break
          }
        }
      }
      #expect(actions < 600)
      if let deadline = session.deadline {
        // Nothing is left undone that was due.
        #expect(deadline > now)
      }
      #expect(session.state.outstanding <= 64 + 4096)
    }
    #expect(handedOver > 0)
  }

  private static func scrap(_ random: inout SeededRandom) -> String {
    let number = Int.random(in: 0...2000, using: &random)
    let scraps = [
      "\r\nOK\r\n", "\r\nOK\r\n", "\r\nOK\r\n", "\r\nERROR\r\n", "\r\n> ", "\r\n+CPIN: READY\r\n",
      "\r\n+CMGL: \(number),1,,23\r\n\(samplePDU(number))\r\n", "\r\n+CMGR: 1,,23\r\n\(samplePDU(number))\r\n",
      "\r\n+CMTI: \"SM\",\(number)\r\n", "\r\n+CMTI: \"ME\",\(number)\r\n", "\r\n+CMTI: \"ZZ\",\(Int.max)\r\n",
      "\r\n+CDS: 23\r\n\(samplePDU(number))\r\n", "\r\n+CMT: ,23\r\n\(samplePDU(number))\r\n",
      "\r\n+CMGS: \(number)\r\n", "\r\n+CMS ERROR: \(number)\r\n", "\r\n+CME ERROR: \(number % 20)\r\n",
      "\r\n+CPMS: (\"SM\",\"ME\",\"SR\"),(\"SM\"),(\"SM\")\r\n", "\r\n+CPMS: \"SM\",\(number),20\r\n",
      "\r\n+CREG: \(number % 14)\r\n", "\r\n+CREG: 2,\(number % 14),\"FFFF\",\"FFFFFFFFFFFFFFFFFF\",7\r\n",
      "\r\nRDY\r\n", "\r\n+CPIN: NOT INSERTED\r\n", "\r\n+SMS FULL\r\n", "\r\nSMS Ready\r\n",
      "\r\n+CSQ: \(number),\(number)\r\n",
      "\r\n+CMGR: \"REC READ\",\"x\"\r\ntext\r\n", String(repeating: "A", count: number), "\r\n+CNMI: 0,0,0,0,0\r\n",
    ]
    return scraps[Int.random(in: 0..<scraps.count, using: &random)]
  }
}

@Suite struct EfficiencyTests {
  /// A SIM of 20 slots that is full, with a network that has more: 1,000 messages.
  @Test func `waiting messages cost at most 0.2 command lines each`() {
    var bench = Bench()
    var next = 0
    func refill(_ bench: inout Bench) -> [UInt8] {
      var urcs: [UInt8] = []
      while next < 1000 {
        let urc = bench.modem.deliver(samplePDU(next))
        if urc.isEmpty { break }
        next += 1
        urcs += urc
      }
      return urcs
    }
    _ = refill(&bench)
    bench.open()
    while next < 1000 {
      bench.unsolicited(refill(&bench))
      bench.run(for: .seconds(1))
    }
    bench.run(for: .seconds(5))
    #expect(Set(bench.committed) == Set((0..<1000).map(samplePDU)))
    #expect(bench.modem.storages["SM"] == [:])
    let each = Double(bench.modem.commands.count) / 1000
    print("command lines per waiting message, set-up included:", each)
    #expect(each <= 0.25)
  }

  @Test func `live messages cost two command lines each`() {
    var bench = Bench()
    bench.open()
    bench.forgetCommands()
    for number in 0..<100 {
      bench.unsolicited(bench.modem.deliver(samplePDU(number)))
      bench.run(for: .seconds(1))
    }
    #expect(bench.committed.count == 100)
    #expect(bench.modem.commands.count { !$0.hasPrefix("AT+CSQ") && !$0.hasPrefix("AT+CREG") } == 200)
  }
}
