internal import ATProtocol

// What comes next, and when.
extension ModemSession {
  /// When ``advance(to:)`` must be called; nil while nothing can happen by itself.
  public var deadline: MonotonicTime? {
    if phase == .stopped { return nil }
    // What was refused is offered again without a port, too.
    return earliest(phaseDeadline, mailbox.direct.retryAt)
  }

  private var phaseDeadline: MonotonicTime? {
    switch phase {
    case .closed, .stopped: nil
    case .settling(let until, _), .waiting(let until): until
    case .stopping(let until): min(until, exchange?.deadline ?? until)
    case .blocked(_, let pollAt): exchange?.deadline ?? pollAt
    case .bringingUp, .probing: exchange?.deadline
    case .online: exchange?.deadline ?? idleDeadline
    }
  }

  private var idleDeadline: MonotonicTime? {
    // Asked after every step: no array is made for it.
    let reading = earliest(mailbox.nextRetry, earliest(mailbox.pausedUntil, mailbox.restUntil))
    let checks = earliest(health.networkAlarm, earliest(health.nextCheck, health.nextSweep))
    return earliest(earliest(reading, checks), earliest(outbox.heldUntil, radio.onAt ?? radio.restartAt))
  }

  private func earliest(_ one: MonotonicTime?, _ other: MonotonicTime?) -> MonotonicTime? {
    guard let one, let other else { return one ?? other }
    return min(one, other)
  }

  /// Lets time pass over what is under way, and starts what is next.
  mutating func pump() {
    offerRefused()
    // Each round ends an exchange or starts one; the bound is there so that no mistake of ours can spin.
    for _ in 0..<64 {
      if let exchange {
        guard now >= exchange.deadline else { return stopIfOverdue() }
        self.exchange = nil
        if exchange.isPrompted, case .submit(let request) = exchange.errand {
          writeBody(request)
        } else {
          finish(exchange, .timeout)
        }
      } else if !startNext() {
        return
      }
    }
  }

  /// Starts the next command of this phase; false when there is none now.
  private mutating func startNext() -> Bool {
    switch phase {
    case .closed, .stopped:
      return false
    case .settling(let until, let probing):
      guard now >= until else { return false }
      phase = probing ? .probing : .bringingUp
      if !probing { beginBringUp() }
      return true
    case .waiting(let until):
      guard now >= until else { return false }
      phase = .bringingUp
      return true
    case .bringingUp:
      return startStep()
    case .blocked(_, let pollAt):
      guard now >= pollAt else { return false }
      start(.blockedPoll, .simStatus)
      return true
    case .probing:
      start(.probe, .attention)
      return true
    case .online:
      return startErrand()
    case .stopping:
      return startLastErrand()
    }
  }

  /// The order of work: what keeps the network happy, what makes room, what was asked for, what came.
  private mutating func startErrand() -> Bool {
    if mailbox.direct.toAcknowledge > 0 { return startAcknowledgement() }
    if startDeletion() { return true }
    if startDiagnosis() { return true }
    if startSend() { return true }
    if startReading() { return true }
    if startRadio() { return true }
    return startHealthCheck()
  }
}
