// Which of the messages that are stored may be deleted now.
extension Mailbox {
  /// The slots of the next deletion: as many of one storage as fit in one line.
  func nextDeletion(now: MonotonicTime) -> [SlotKey]? {
    var alone: SlotKey?
    var batches: [String: [SlotKey]] = [:]
    for (key, occupant) in occupants {
      switch occupant.fate {
      case .committed where !mayDelete(in: key.storage): continue
      case .committed(alone: false): batches[key.storage, default: []].append(key)
      case .committed(alone: true): alone = min(alone ?? key, key)
      case .handedOut, .deleting, .doubtful, .refused: continue
      }
    }
    if let alone { return [alone] }
    let storage = batches.keys.min { a, b in (a == selected ? 0 : 1, a) < (b == selected ? 0 : 1, b) }
    guard let storage, let batch = batches[storage] else { return nil }
    let limit = max(1, deletesPerLine)
    // Others of this hand-over may be committed in a moment: one line for all of them.
    let isWaiting = deleteAt.map { now < $0 } ?? false
    if isWaiting, batch.count < limit, occupants.values.contains(where: { $0.fate == .handedOut }) { return nil }
    return Array(batch.sorted().prefix(limit))
  }

  /// Where a deletion takes other messages with it, nothing may lie in the storage that is not stored yet. What arrives
  /// within the milliseconds in which the command is on its way can't be helped.
  private func mayDelete(in storage: String) -> Bool {
    guard deletesWholeMessages, occupants.count < Self.maximumOccupants else { return true }
    return !sweep.contains(storage) && !truncated.contains(storage) && !scans.contains { $0.storage == storage }
      && !announced.contains { resolved($0).storage == storage }
      && !occupants.contains { $0.key.storage == storage && $0.value.fate == .handedOut }
  }

  mutating func deleting(_ keys: [SlotKey]) {
    for key in keys { occupants[key]?.fate = .deleting }
    deleteAt = nil
  }

  mutating func deletionSucceeded(_ keys: [SlotKey]) {
    for key in keys { occupants[key] = nil }
    if keys.count > 1 { chainsProven = true }
  }

  /// Nobody knows which of them are gone; a listing will tell.
  mutating func deletionUncertain(_ keys: [SlotKey]) {
    for key in keys { occupants[key]?.fate = .doubtful }
    if keys.count > 1, !chainsProven { deletesPerLine = 1 }
    wantSweep(of: Array(Set(keys.map(\.storage))).sorted())
  }

  /// Refusals whose time has come.
  mutating func reviveRefused(now: MonotonicTime) {
    for (key, occupant) in occupants {
      if case .refused(let retryAt) = occupant.fate, retryAt <= now { occupants[key]?.fate = .doubtful }
    }
  }

  /// Storages in which something is doubtful.
  var doubtfulStorages: [String] {
    Set(occupants.lazy.filter { $0.value.fate == .doubtful }.map(\.key.storage)).sorted()
  }

  /// The modem said no. The wait doubles from 30 s to an hour.
  mutating func deletionRefused(_ key: SlotKey, now: MonotonicTime) {
    let seconds = min(3600, 30 << min(occupants[key]?.refusals ?? 0, 8))
    occupants[key]?.refusals += 1
    occupants[key]?.fate = .refused(retryAt: now + .seconds(seconds))
  }

  /// When a deletion becomes possible without anything happening.
  var nextRetry: MonotonicTime? {
    var next: MonotonicTime?
    for occupant in occupants.values {
      if case .refused(let retryAt) = occupant.fate { next = min(next ?? retryAt, retryAt) }
    }
    if let deleteAt,
      occupants.contains(where: { $0.value.fate == .committed(alone: false) && mayDelete(in: $0.key.storage) })
    {
      next = min(next ?? deleteAt, deleteAt)
    }
    return next
  }
}
