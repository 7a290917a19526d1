internal import ATProtocol

// What the modem tells by itself.
extension ModemSession {
  mutating func unsolicited(_ result: UnsolicitedResult) {
    switch result {
    case .messageStored(let storage, let index), .statusReportStored(let storage, let index):
      announced(SlotKey(storage: storage, index: index))
    case .message(let entry): deliver(entry, kind: .message)
    case .statusReport(let entry): deliver(entry, kind: .statusReport)
    case .registration(let registration): update(registration)
    case .sim(let status): simChanged(status)
    case .storageFull:
      emit(.storageFull)
      mailbox.wantSweep(of: mailbox.stores)
    case .messagingReady:
      messagingReady()
    case .restarted:
      restart(reason: "the modem has restarted by itself")
    case .poweringDown(let text):
      emit(.poweringDown(text))
    case .cellBroadcast, .other: break
    }
  }

  private mutating func announced(_ key: SlotKey) {
    if !mailbox.selectable.isEmpty, !mailbox.selectable.contains(key.storage) {
      // A storage that can't be selected: it must be one of the others.
      mailbox.wantSweep(of: mailbox.stores)
    } else {
      mailbox.announce(key)
    }
  }

  /// Waiting for this very line? Then the step is repeated at once.
  private mutating func messagingReady() {
    switch phase {
    case .waiting: phase = .waiting(until: now)
    case .online: mailbox.wantSweep(of: mailbox.stores)
    case .closed, .settling, .bringingUp, .blocked, .probing, .stopping, .stopped: break
    }
  }

  private mutating func simChanged(_ status: SIMStatus) {
    switch (status, phase) {
    case (.notInserted, .online):
      emit(.simRemoved)
      exchange = nil
      dialogue.abandon()
      block(.simMissing)
      mailbox.lineClosed()
    case (.ready, .blocked), (.pin, .blocked(.simMissing, _)):
      // Somebody has helped: asked at once.
      if exchange == nil, case .blocked(let block, _) = phase { phase = .blocked(block, pollAt: now) }
    case (.pin, .online), (.puk, .online):
      restart(reason: "the SIM asks for a code again")
    default: break
    }
  }
}
