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
    if let rest = mailbox.restUntil {
      guard now >= rest else { return false }
      mailbox.restUntil = nil
      mailbox.wantSweep(of: mailbox.stores)
    }
    guard mailbox.hasRoom else { return false }
    if startAnnounced() { return true }
    if !mailbox.scans.isEmpty { return startScanStep() }
    guard let storage = mailbox.sweep.first else { return false }
    if select(storage) { return true }
    mailbox.sweep.removeFirst()
    if mailbox.selected == storage { startListing(storage) }
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
    let storage = mailbox.resolved(key).storage
    if select(storage) { return true }
    guard mailbox.selected == storage else {
      // Not to be had any more; the others are looked through.
      mailbox.announced.removeFirst()
      mailbox.wantSweep(of: mailbox.stores)
      return startReading()
    }
    if mailbox.hangs(at: mailbox.resolved(key)) {
      // A listing may show it all the same.
      mailbox.announced.removeFirst()
      mailbox.wantSweep(of: [storage])
      return startReading()
    }
    let count = mailbox.announced.count { mailbox.resolved($0).storage == storage }
    if count >= 4, !mailbox.isUnlistable(storage) {
      mailbox.announced = mailbox.announced.filter { mailbox.resolved($0).storage != storage }
      mailbox.sweep.removeAll { $0 == storage }
      startListing(storage)
    } else {
      mailbox.announced.removeFirst()
      start(.read(key), .readMessage(key.index))
    }
    return true
  }

  private mutating func startListing(_ storage: String) {
    if mailbox.isUnlistable(storage) {
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
      mailbox.failures[storage] = nil
      if let levels = exchange.first(StorageLevel.parse), var first = levels.first {
        first.name = storage
        update([first])
        scanLevelTold(StorageUse(storage: storage, used: first.used, total: first.total))
      }
    case .failure(let error):
      // Which one is selected now is not certain; a deletion in the wrong one would cost somebody's message.
      mailbox.selected = nil
      if isFailingForGood(storage, error) {
        mailbox.forget(storage)
      } else {
        tryAgainSoon()
      }
    case .timeout:
      mailbox.selected = nil
      unanswered(exchange)
    }
  }

  /// One refusal may be an accident; three in a row are the modem's last word.
  private mutating func isFailingForGood(_ storage: String, _ error: ATError) -> Bool {
    if error.isNotReady { return false }
    mailbox.failures[storage, default: 0] += 1
    return mailbox.failures[storage, default: 0] >= 3
  }

  /// Reading rests for a moment, and then begins with a look at everything.
  mutating func tryAgainSoon() {
    mailbox.sweep = []
    mailbox.scans = []
    mailbox.announced = []
    // A pause ends with a look at everything anyway.
    if mailbox.pausedUntil == nil { mailbox.restUntil = now + .seconds(3) }
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
    case .read(let announced): key = mailbox.resolved(announced)
    case .scan(let scanned): key = scanned
    case .bringUp, .probe, .blockedPoll, .select, .delete, .acknowledge, .submit, .submitBody, .leavePrompt, .health,
      .radioOff, .radioOn, .diagnose:
      return
    }
    if entry.isTextMode {
      health.isInTextMode = true
    } else if !entry.pdu.isEmpty, entry.declaredLength != 0, !entry.isOutgoing, !isStopping {
      handOver(entry, in: key)
    }
  }

  private mutating func handOver(_ entry: MessageEntry, in key: SlotKey) {
    switch mailbox.sighted(key, pdu: entry.pdu, isSound: entry.isSound, now: now) {
    case .known, .postponed: break
    case .suspect:
      counters.count(.damagedPDUs)
      mailbox.announce(key)
    case .new(let slot):
      if health.periodic.contains(key.storage), mailbox.announced.isEmpty { health.hasFoundUnannounced = true }
      countHandOver(entry.pdu)
      let kind: ReceivedPDU.Kind = key.storage == "SR" ? .statusReport : .messageOrStatusReport
      emit(
        .received(
          ReceivedPDU(
            hex: entry.pdu, origin: .slot(slot), declaredLength: entry.declaredLength, kind: kind,
            subscriber: identity.imsi)))
    }
  }

  // MARK: - Ends

  mutating func finishList(_ storage: String, _ exchange: Exchange, _ outcome: Outcome) {
    health.periodic.remove(storage)
    switch outcome {
    case .success:
      mailbox.hungListings[storage] = nil
      if repairTextMode() { return }
      if counters[.undecodableLines] == exchange.noiseBefore {
        mailbox.failures[storage] = nil
        mailbox.listed(storage, seen: exchange.seen)
      } else if mailbox.failures[storage, default: 0] < 3 {
        // Something was garbled, and it may have been a message.
        mailbox.failures[storage, default: 0] += 1
        mailbox.wantSweep(of: [storage])
      }
      settleMissing(in: storage)
    case .failure(let error):
      // EP06 answers CMS 303, others fail on one bad entry: slot by slot then.
      if error == .messageService(303) || isFailingForGood(storage, error) {
        mailbox.failures[storage] = nil
        mailbox.unlistable.insert(storage)
        startScan(storage)
      } else {
        tryAgainSoon()
      }
    case .timeout:
      mailbox.hungListings[storage, default: 0] += 1
      mailbox.wantSweep(of: [storage])
      unanswered(exchange)
    }
  }

  mutating func finishRead(_ key: SlotKey, _ exchange: Exchange, _ outcome: Outcome) {
    switch outcome {
    case .failure(let error) where error.isNotReady:
      tryAgainSoon()
    case .success, .failure:
      mailbox.hungSlots[mailbox.resolved(key)] = nil
      if repairTextMode() { return }
      guard exchange.entries == 0 else { return }
      mailbox.vacant(mailbox.resolved(key))
      lookElsewhere(for: key)
    case .timeout:
      mailbox.hung(at: mailbox.resolved(key))
      mailbox.announce(key)
      unanswered(exchange)
    }
  }

  /// The announced slot is empty: some modems name one storage and put the message into another.
  mutating func lookElsewhere(for key: SlotKey) {
    mailbox.missing = (key, counters[.received])
    mailbox.alias[key.storage] = nil
    let isListed = mailbox.stores.contains(key.storage)
    mailbox.wantSweep(of: (isListed ? [key.storage] : []) + mailbox.stores.filter { $0 != key.storage })
  }

  /// After each listing of the search: found there, then announcements of this storage mean that one from now on.
  mutating func settleMissing(in storage: String) {
    guard let missing = mailbox.missing else { return }
    if counters[.received] > missing.received {
      if storage != missing.key.storage { mailbox.alias[missing.key.storage] = storage }
      mailbox.missing = nil
    } else if mailbox.sweep.isEmpty {
      mailbox.missing = nil
      counters.count(.missing)
      emit(.announcedMessageMissing(storage: missing.key.storage, index: missing.key.index))
    }
  }

  /// A modem showing text has forgotten what it was told: it is set up again.
  mutating func repairTextMode() -> Bool {
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
    mailbox.restUntil = nil
    mailbox.sweep = []
    mailbox.scans = []
  }
}
