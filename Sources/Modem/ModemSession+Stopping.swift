internal import ATProtocol

// The end: in time, and with nothing half done.
extension ModemSession {
  var isStopping: Bool {
    switch phase {
    case .stopping, .stopped: true
    case .closed, .settling, .bringingUp, .waiting, .blocked, .online, .probing: false
    }
  }

  mutating func beginStop() {
    switch phase {
    case .stopping, .stopped: return
    case .closed: return finishStop()
    case .settling, .bringingUp, .waiting, .blocked, .online, .probing: break
    }
    for request in outbox.waiting {
      finishSend(request.id, .notAttempted(reason: "the line is being closed"))
    }
    outbox.waiting = []
    outbox.diagnosis = nil
    phase = .stopping(until: now + configuration.stopTime)
    if case .submit(let request)? = exchange?.errand {
      // The PDU has not been written: ESC takes the modem out of its prompt, and nothing is sent.
      outbox.current = nil
      finishSend(request.id, .notAttempted(reason: "the line is being closed"))
      leavePrompt()
    }
  }

  /// What is stored is deleted while there is time; then the session is over.
  mutating func startLastErrand() -> Bool {
    if case .stopping(let until) = phase, now < until {
      if mailbox.direct.toAcknowledge > 0 { return startAcknowledgement() }
      if startDeletion() { return true }
      if radio.onAt != nil {
        start(.radioOn, .vendor("AT+CFUN=1"))
        return true
      }
    }
    giveUpSends(reason: "the line was closed while the answer was awaited")
    finishStop()
    return false
  }

  /// A command under way doesn't hold the end up for longer than agreed.
  mutating func stopIfOverdue() {
    guard case .stopping(let until) = phase, now >= until else { return }
    giveUpSends(reason: "the line was closed while the answer was awaited")
    finishStop()
  }

  mutating func finishStop() {
    exchange = nil
    dialogue.reset()
    phase = .stopped
    // The last chance: what is refused now is lost.
    offerRefusedAtOnce()
    emit(.stopped)
  }
}
