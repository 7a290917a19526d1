internal import ATProtocol

// Reading what lies in the storages, and handing it over.
extension ModemSession {
  /// Starts what is next to be read; false when there is nothing or reading has to wait.
  mutating func startReading() -> Bool {
    if let paused = mailbox.pausedUntil {
      guard now >= paused else { return false }
      mailbox.pausedUntil = nil
      mailbox.wantSweep(of: mailbox.stores)
    }
    resumeTruncated()
    guard mailbox.hasRoom else { return false }
    if startAnnounced() { return true }
    if let key = mailbox.scan.first {
      if select(key.storage) { return true }
      mailbox.scan.removeFirst()
      start(.scan(key), .readMessage(key.index))
      return true
    }
    guard let storage = mailbox.sweep.first else { return false }
    if select(storage) { return true }
    mailbox.sweep.removeFirst()
    startListing(storage)
    return true
  }

  /// A message was left out of a listing because too many were outstanding; half of them are stored now.
  private mutating func resumeTruncated() {
    guard !mailbox.truncated.isEmpty, mailbox.outstandingCount <= mailbox.capacity / 2 else { return }
    mailbox.wantSweep(of: mailbox.truncated.sorted())
    mailbox.truncated = []
  }

  /// One announced message is read by its index; several of one storage cost less as a listing.
  private mutating func startAnnounced() -> Bool {
    guard let key = mailbox.announced.first else { return false }
    let storage = mailbox.alias[key.storage] ?? key.storage
    if select(storage) { return true }
    let count = mailbox.announced.count { (mailbox.alias[$0.storage] ?? $0.storage) == storage }
    if count >= 4, mailbox.selected == storage, !mailbox.unlistable.contains(storage) {
      mailbox.announced.removeAll { (mailbox.alias[$0.storage] ?? $0.storage) == storage }
      mailbox.sweep.removeAll { $0 == storage }
      startListing(storage)
    } else {
      mailbox.announced.removeFirst()
      start(.read(SlotKey(storage: key.storage, index: key.index)), .readMessage(key.index))
    }
    return true
  }

  private mutating func startListing(_ storage: String) {
    if mailbox.unlistable.contains(storage) {
      startScan(storage)
    } else {
      start(.list(storage), .listMessages)
    }
  }

  /// Makes a storage the selected one; false when it is already, or can't be selected.
  mutating func select(_ storage: String) -> Bool {
    guard mailbox.selected != storage, mailbox.selectable.contains(storage) else { return false }
    start(.select(storage), .selectStorages([storage]))
    return true
  }

  mutating func finishSelect(_ storage: String, _ exchange: Exchange, _ outcome: Outcome) {
    switch outcome {
    case .success:
      mailbox.selected = storage
      if let levels = exchange.first(StorageLevel.parse), var first = levels.first {
        first.name = storage
        update([first])
      }
    case .failure:
      // Refused: this storage is not asked for again before the next bring-up.
      mailbox.selectable.removeAll { $0 == storage }
      mailbox.stores.removeAll { $0 == storage }
      mailbox.sweep.removeAll { $0 == storage }
      mailbox.scan.removeAll { $0.storage == storage }
    case .timeout:
      mailbox.selected = nil
      unanswered(exchange)
    }
  }

  // MARK: - Entries

  /// A message of the running `+CMGL` or `+CMGR`.
  mutating func entry(_ entry: MessageEntry) {
    guard let exchange else { return }
    self.exchange?.entries += 1
    signOfLife()
    let key: SlotKey
    switch exchange.errand {
    case .list(let storage):
      guard let index = entry.index else { return }
      key = SlotKey(storage: storage, index: index)
      if exchange.seen.count < Mailbox.maximumOccupants { self.exchange?.seen.insert(index) }
    case .read(let announced):
      key = SlotKey(storage: mailbox.selected ?? announced.storage, index: announced.index)
    case .scan(let scanned): key = scanned
    case .bringUp, .probe, .blockedPoll, .select, .delete, .acknowledge, .submit, .submitBody, .leavePrompt, .health,
      .diagnose:
      return
    }
    if entry.isTextMode {
      health.isInTextMode = true
    } else if !entry.pdu.isEmpty, entry.declaredLength != 0, !entry.isOutgoing, !isStopping {
      handOver(entry, in: key)
    }
  }

  private mutating func handOver(_ entry: MessageEntry, in key: SlotKey) {
    switch mailbox.sighted(key, pdu: entry.pdu) {
    case .known, .postponed: break
    case .new(let slot):
      counters.received += 1
      let kind: ReceivedPDU.Kind = key.storage == "SR" ? .statusReport : .messageOrStatusReport
      emit(
        .received(
          ReceivedPDU(hex: entry.pdu, origin: .slot(slot), declaredLength: entry.declaredLength, kind: kind)))
    }
  }

  // MARK: - Ends

  mutating func finishList(_ storage: String, _ exchange: Exchange, _ outcome: Outcome) {
    switch outcome {
    case .success:
      if repairTextMode() { return }
      mailbox.listed(storage, seen: exchange.seen)
      settleMissing(in: storage)
    case .failure:
      // EP06 answers CMS 303, others fail on one bad entry: slot by slot then.
      mailbox.unlistable.insert(storage)
      startScan(storage)
    case .timeout:
      mailbox.wantSweep(of: [storage])
      unanswered(exchange)
    }
  }

  mutating func finishRead(_ key: SlotKey, _ exchange: Exchange, _ outcome: Outcome) {
    switch outcome {
    case .success, .failure:
      if repairTextMode() { return }
      guard exchange.entries == 0 else { return }
      mailbox.vacant(SlotKey(storage: mailbox.selected ?? key.storage, index: key.index))
      lookElsewhere(for: key)
    case .timeout:
      mailbox.announce(key)
      unanswered(exchange)
    }
  }

  /// The announced slot is empty: some modems name one storage and put the message into another.
  private mutating func lookElsewhere(for key: SlotKey) {
    mailbox.missing = (key, counters.received)
    mailbox.alias[key.storage] = nil
    let others = mailbox.stores.filter { $0 != key.storage }
    mailbox.wantSweep(of: others + [key.storage])
    if others.isEmpty, mailbox.sweep.isEmpty { settleMissing(in: key.storage) }
  }

  /// After each listing of the search: found there, then announcements of this storage mean that one from now on.
  private mutating func settleMissing(in storage: String) {
    guard let missing = mailbox.missing else { return }
    if counters.received > missing.received {
      if storage != missing.key.storage { mailbox.alias[missing.key.storage] = storage }
      mailbox.missing = nil
    } else if mailbox.sweep.isEmpty {
      mailbox.missing = nil
      emit(.announcedMessageMissing(storage: missing.key.storage, index: missing.key.index))
    }
  }

  // MARK: - Slot by slot

  /// Without `+CMGL`: every slot the storage has, as its level tells.
  private mutating func startScan(_ storage: String) {
    let total = levels.first { $0.storage == storage }?.total ?? 20
    let last = min(max(total, 1), Mailbox.maximumOccupants)
    for index in 0...last {
      let key = SlotKey(storage: storage, index: index)
      if !mailbox.scan.contains(key) { mailbox.scan.append(key) }
    }
  }

  mutating func finishScan(_ key: SlotKey, _ exchange: Exchange, _ outcome: Outcome) {
    switch outcome {
    case .success, .failure:
      if repairTextMode() { return }
      if exchange.entries == 0 { mailbox.vacant(key) }
      if !mailbox.scan.contains(where: { $0.storage == key.storage }) { settleMissing(in: key.storage) }
    case .timeout:
      unanswered(exchange)
    }
  }

  /// A modem showing text has forgotten what it was told: it is set up again.
  private mutating func repairTextMode() -> Bool {
    guard health.isInTextMode else { return false }
    health.isInTextMode = false
    restart(reason: "the modem shows messages as text: it has forgotten its settings")
    return true
  }

  /// The caller has no room. What lies in the storages stays there.
  mutating func pauseReading() {
    let until = now + configuration.storePause
    if mailbox.pausedUntil == nil { emit(.readingPaused(for: configuration.storePause)) }
    mailbox.pausedUntil = until
    mailbox.sweep = []
    mailbox.scan = []
  }
}
