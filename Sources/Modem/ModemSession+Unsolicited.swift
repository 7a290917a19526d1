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
      storageFull()
    case .messagingReady:
      messagingReady()
    case .restarted:
      restart(reason: "the modem has restarted by itself")
    case .poweringDown(let text):
      emit(.poweringDown(text))
    case .cellBroadcast, .other: break
    }
  }

  /// `MT` is `SM` and `ME` in one under other indexes: read there, a message would be known under two names, and the
  /// second deletion could hit another message. So only the storages that are looked through are read from.
  private mutating func announced(_ key: SlotKey) {
    health.silentSweeps = 0
    health.hasFoundUnannounced = false
    if mailbox.stores.isEmpty || mailbox.stores.contains(mailbox.resolved(key).storage) {
      mailbox.announce(key)
    } else if key.storage != "BM" {
      lookElsewhere(for: key)
    }
  }

  /// Said once a minute at most: some modems say it with every message they refuse.
  private mutating func storageFull() {
    mailbox.wantSweep(of: mailbox.stores)
    if let quiet = health.fullAlarmQuietUntil, now < quiet { return }
    health.fullAlarmQuietUntil = now + .seconds(60)
    emit(.storageFull)
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
    switch phase {
    case .online:
      switch status {
      case .notInserted: simRemoved()
      case .pin, .puk: restart(reason: "the SIM asks for a code again")
      case .ready, .pin2, .puk2, .personalization, .notReady: break
      }
    case .blocked(let block, _):
      switch status {
      // Somebody has helped: asked at once.
      case .ready, .pin: if exchange == nil { phase = .blocked(block, pollAt: now) }
      case .puk, .pin2, .puk2, .personalization, .notInserted, .notReady: break
      }
    case .bringingUp, .waiting:
      // Before `+CPIN?` is answered it will tell. Afterwards the rest would be done with what is known of a card that has
      // gone, and another one's messages be taken for its own.
      if status == .notInserted, bringUp.isSIMOpen { simRemoved() }
    case .closed, .settling, .probing, .stopping, .stopped: break
    }
  }

  /// What comes back may be another SIM: nothing known of the slots holds any more.
  private mutating func simRemoved() {
    emit(.simRemoved)
    giveUpSends(reason: "the SIM was removed")
    exchange = nil
    dialogue.abandon()
    mailbox.lineClosed()
    block(.simMissing)
  }
}
