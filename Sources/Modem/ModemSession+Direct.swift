internal import ATProtocol

// What the modem passes on directly, and its acknowledgement.
extension ModemSession {
  /// `+CMT` and `+CDS`: handed over with the PDU they carry.
  mutating func deliver(_ entry: MessageEntry, kind: ReceivedPDU.Kind) {
    guard !entry.pdu.isEmpty else { return }
    guard mailbox.direct.hasRoom else {
      // What is not acknowledged the network keeps.
      return bringUp.acknowledges ? pauseReading() : directMessageLost()
    }
    let ticket = mailbox.newTicket()
    let pdu = ReceivedPDU(
      hex: entry.pdu, origin: .direct(ticket: ticket), declaredLength: entry.declaredLength, kind: kind,
      subscriber: identity.imsi)
    mailbox.direct.add(pdu, ticket: ticket, isAwaited: bringUp.acknowledges)
    countHandOver(entry.pdu)
    emit(.received(pdu))
  }

  mutating func refuseDirect(_ ticket: UInt64) {
    guard mailbox.direct.refuse(ticket, retryAt: now + configuration.storePause) else { return pauseReading() }
    if phase == .stopped {
      mailbox.direct.drop(ticket)
      directMessageLost()
    } else {
      pauseReading()
    }
  }

  /// The disk may have room again.
  mutating func offerRefused() {
    guard let retryAt = mailbox.direct.retryAt, now >= retryAt else { return }
    offerRefusedAtOnce()
  }

  mutating func offerRefusedAtOnce() {
    for pdu in mailbox.direct.takeRefused() { emit(.received(pdu)) }
  }

  /// Said once a minute at most, with all of them so far.
  private mutating func directMessageLost() {
    counters.count(.directLost)
    if let quiet = health.lossAlarmQuietUntil, now < quiet, phase != .stopped { return }
    health.lossAlarmQuietUntil = now + .seconds(60)
    emit(.directMessagesLost(total: counters[.directLost]))
  }

  mutating func startAcknowledgement() -> Bool {
    mailbox.direct.toAcknowledge -= 1
    guard bringUp.acknowledges else { return true }
    start(.acknowledge, .acknowledge)
    return true
  }

  mutating func finishAcknowledge(_ outcome: Outcome) {
    switch outcome {
    case .success: break
    case .failure:
      // Too late, or none expected: the modem may have stopped passing messages on, so its settings are looked at.
      health.checks.append(.indications)
    case .timeout:
      emit(.commandTimedOut(ATCommand.acknowledge.loggable))
      recover(reason: "no answer to an acknowledgement")
    }
  }
}
