internal import ATProtocol

// Deleting what the caller has stored, and nothing else.
extension ModemSession {
  mutating func startDeletion() -> Bool {
    if mailbox.occupants.isEmpty { return false }
    askForVerification()
    guard let keys = mailbox.nextDeletion(now: now), let storage = keys.first?.storage else { return false }
    if select(storage) { return true }
    guard mailbox.selected == storage else {
      mailbox.forget(storage)
      return true
    }
    mailbox.deleting(keys)
    start(.delete(keys), .deleteMessages(keys.map(\.index)))
    return true
  }

  /// What is doubtful needs a listing of its storage; it is asked for here, and made when reading has its turn.
  private mutating func askForVerification() {
    mailbox.reviveRefused(now: now)
    if mailbox.pausedUntil == nil { mailbox.wantSweep(of: mailbox.doubtfulStorages) }
  }

  mutating func finishDelete(_ keys: [SlotKey], _ outcome: Outcome) {
    switch outcome {
    case .success:
      counters.add(keys.count, to: .deleted)
      mailbox.deletionSucceeded(keys)
    case .failure(let error):
      guard keys.count == 1, let key = keys.first else {
        // The first of the chain may be gone, and their slots taken again: only a listing tells.
        return mailbox.deletionUncertain(keys)
      }
      refused(key, error)
    case .timeout:
      mailbox.deletionUncertain(keys)
      emit(.commandTimedOut(ATCommand.deleteMessages(keys.map(\.index)).loggable))
      recover(reason: "no answer to a deletion")
    }
  }

  private mutating func refused(_ key: SlotKey, _ error: ATError) {
    switch error {
    case .messageService(321), .equipment(21), .equipment(22):
      // Nothing there: it is gone already.
      mailbox.vacant(key)
    case .messageService, .equipment, .unspecified:
      guard let occupant = mailbox.occupants[key] else { return }
      counters.count(.deletesRefused)
      mailbox.deletionRefused(key, now: now)
      emit(.deleteRefused(occupant.slot, error: "\(error.description) (\(error.name))"))
    }
  }
}
