extension SimulatedModem {
  /// Lets a trouble of a scenario happen to this modem.
  mutating func suffer(_ action: Scenario.Action, now: Duration) {
    switch action {
    case .coverage(let coverage):
      registration.coverage = coverage
      reconsiderRegistration(now: now)
    case .signal(let level): signal = level
    case .removeCard: removeCard(now: now)
    case .insertCard: insertCard(now: now)
    case .mute(let length):
      guard power.isOn else { return }
      outgoing.clear()
      if let length { orders.muteUntil = now + length } else { orders.mutedForEver = true }
    case .garbage(let count):
      send((0..<count).map { _ in UInt8.random(in: 0...255, using: &dice.generator) }, now: now)
    case .say(let line): urc(line, now: now)
    case .dropIndications(let count): orders.dropIndications = count
    case .refuseDeletes(let count): orders.refuseDeletes = count
    case .loseResults(let count): orders.loseResults = count
    case .sendErrors(let code, let count): orders.sendErrors += repeatElement(code, count: count)
    case .splitReads(let isOn): orders.splitReads = isOn
    case .text, .pdu, .deliveryReports, .reportService, .slowNetwork, .unplug, .replug, .end, .fillCard: break
    }
  }

  private mutating func removeCard(now: Duration) {
    guard let card = sim else { return }
    pulledCard = card
    sim = nil
    power.unlockedAt = nil
    power.messageServiceReady = false
    power.messageServiceAt = nil
    reconsiderRegistration(now: now)
    urc("+CPIN: NOT INSERTED", now: now)
  }

  private mutating func insertCard(now: Duration) {
    guard sim == nil else { return }
    sim = pulledCard ?? SIMCard()
    pulledCard = nil
    sim?.powerOff()
    if storages[.sm]?.capacity == 0 { storages[.sm] = MessageStorage(capacity: sim?.slots ?? 0) }
    if sim?.lock == .open { cardOpened(now: now) }
  }

  /// The card that was pulled out, and what lies on it.
  var cardInHand: (card: SIMCard?, messages: MessageStorage?) {
    get { (pulledCard, storages[.sm]) }
    set {
      (pulledCard, storages[.sm]) = newValue
      staleCounts = nil
    }
  }

  /// How many messages a storage still takes.
  func freeSlots(in storage: StorageName) -> Int {
    storages[storage].map { $0.capacity - $0.used } ?? 0
  }

  /// Puts a message on the card as one that was read long ago.
  mutating func plant(_ pdu: String) {
    guard let octets = octets(hexadecimal: Array(pdu.utf8)), let first = octets.first else { return }
    _ = storages[.sm]?.add(
      StoredMessage(
        status: .receivedRead, pdu: pdu, tpduLength: octets.count - 1 - Int(first), messageID: nil))
  }
}
