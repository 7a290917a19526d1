internal import ATProtocol

// Slot by slot, where `+CMGL` is refused: EP06 answers CMS 303.
extension ModemSession {
  mutating func startScan(_ storage: String) {
    guard !mailbox.scans.contains(where: { $0.storage == storage }) else { return }
    let capacity = levels.first { $0.storage == storage }?.total
    mailbox.scans.append(
      SlotScan(storage, capacity: capacity, mayStopEarly: mailbox.countsTrusted.contains(storage)))
  }

  mutating func startScanStep() -> Bool {
    guard let scan = mailbox.scans.first else { return false }
    if !scan.isLevelAsked, mailbox.selectable.contains(scan.storage) {
      // Selected already or not: the answer tells how many messages lie there now.
      mailbox.scans[0].isLevelAsked = true
      start(.select(scan.storage), .selectStorages([scan.storage]))
      return true
    }
    if select(scan.storage) { return true }
    guard mailbox.selected == scan.storage else {
      mailbox.scans.removeFirst()
      return true
    }
    if scan.isOver {
      endScan()
    } else {
      let index = mailbox.scans[0].takeNext()
      if mailbox.hangs(at: SlotKey(storage: scan.storage, index: index)) {
        mailbox.scans[0].read(isTaken: false, isCertain: false)
        return true
      }
      start(.scan(SlotKey(storage: scan.storage, index: index)), .readMessage(index))
    }
    return true
  }

  /// The answer to `+CPMS=` tells how much lies in the storage that is about to be read.
  mutating func scanLevelTold(_ level: StorageUse) {
    if mailbox.scans.first?.storage == level.storage, mailbox.scans[0].next == 0 { mailbox.scans[0].levelTold(level) }
  }

  mutating func finishScan(_ key: SlotKey, _ exchange: Exchange, _ outcome: Outcome) {
    let isEmpty: Bool
    switch outcome {
    case .failure(let error) where error.isNotReady:
      return tryAgainSoon()
    case .failure(let error): isEmpty = exchange.entries == 0 && error.tellsEmptySlot
    case .success: isEmpty = exchange.entries == 0
    case .timeout:
      mailbox.hung(at: key)
      scanAgain(key.storage)
      return unanswered(exchange)
    }
    mailbox.hungSlots[key] = nil
    if repairTextMode() { return }
    if isEmpty { mailbox.vacant(key) }
    guard mailbox.scans.first?.storage == key.storage else { return }
    mailbox.scans[0].read(isTaken: exchange.entries > 0, isCertain: isEmpty)
    if mailbox.scans[0].isOver { endScan() }
  }

  /// Interrupted: from the beginning.
  mutating func scanAgain(_ storage: String) {
    mailbox.scans.removeAll { $0.storage == storage }
    mailbox.wantSweep(of: [storage])
  }

  private mutating func endScan() {
    let scan = mailbox.scans.removeFirst()
    health.periodic.remove(scan.storage)
    if scan.countIsRight {
      mailbox.countsTrusted.insert(scan.storage)
    } else {
      mailbox.countsTrusted.remove(scan.storage)
    }
    settleMissing(in: scan.storage)
  }
}
