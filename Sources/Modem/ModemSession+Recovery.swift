internal import ATProtocol

/// How far up the ladder we are: ESC and AT, reopen, CFUN, vendor reset, USB reset, and then a person.
struct Recovery: Sendable {
  /// Probes sent on this rung.
  var probes = 0
  /// Commands lost since the modem was last known to be well.
  var strikes = 0
  /// Times the port was reopened since then; decides about the rung and the pause.
  var reopenings = 0
  /// When the modem was set up last.
  var upSince: MonotonicTime?
  /// A reset was ordered over the line.
  var isReset = false

  /// A fresh port starts with a clean count of errors: it must not be reset for what the last one did.
  mutating func portOpened() {
    probes = 0
    strikes = 0
  }

  /// The device went away by itself: what comes back is another one.
  mutating func unplugged() {
    self = Recovery()
  }

  mutating func answered() { probes = 0 }
  mutating func modemAnswered() { probes = 0 }

  mutating func broughtUp(now: MonotonicTime) { upSince = now }
}

/// When resets are allowed: the pause between them doubles for as long as they do not help. It outlives an unplugging, as
/// a reset is one, and would otherwise be followed by the next as soon as the modem is back and hangs again.
struct ResetPacing: Sendable {
  let first: Duration
  let most: Duration
  private var allowedAt: MonotonicTime?
  private var count = 0

  init(first: Duration, most: Duration) {
    self.first = first
    self.most = most
  }

  func isAllowed(now: MonotonicTime) -> Bool { allowedAt.map { now >= $0 } ?? true }

  mutating func ordered(now: MonotonicTime) {
    allowedAt = now + min(most, first * (1 << min(count, 10)))
    count += 1
  }

  /// The modem is well.
  mutating func forgive() {
    allowedAt = nil
    count = 0
  }
}

// Bringing a modem back that does not answer.
extension ModemSession {
  static let probeLimit = 3
  /// Well for this long, a modem's past is forgiven.
  static let forgiveness: Duration = .seconds(600)

  /// A command was lost, or the modem can't be set up.
  mutating func recover(reason: String) {
    if isStopping { return }
    forgiveIfWell()
    recovery.strikes += 1
    let wasOnline = phase == .online
    dropExchange()
    if wasOnline, recovery.strikes <= 2 {
      counters.count(.probes)
      emit(.recovering(.probe, reason: reason))
      recovery.probes = 0
      emitWrite([0x1B])
      phase = .settling(until: now + .seconds(1), thenProbing: true)
    } else {
      climb(reason: reason)
    }
  }

  mutating func finishProbe(_ outcome: Outcome) {
    // While the session stops, a modem that is back is left in peace.
    guard phase == .probing else { return }
    switch outcome {
    case .success, .failure:
      emit(.recovered)
      if let suspect = health.suspect { health.unanswered[suspect, default: 0] += 1 }
      health.suspect = nil
      // What the modem has forgotten meanwhile can't be known: all is set again.
      beginBringUp()
    case .timeout:
      recovery.probes += 1
      if recovery.probes < Self.probeLimit {
        emitWrite([0x1B])
        phase = .settling(until: now + .seconds(1), thenProbing: true)
      } else {
        climb(reason: "the modem does not answer AT")
      }
    }
  }

  /// What has been well for long enough starts at the bottom of the ladder again.
  mutating func forgiveIfWell() {
    guard let since = recovery.upSince, now - since > Self.forgiveness else { return }
    recovery.strikes = 0
    recovery.reopenings = 0
    resets.forgive()
    usbResets.forgive()
    // From here on it has to be well for as long again.
    recovery.upSince = now
  }

  /// The next rung: from the second reopening on, the modem is told to restart before the port is closed.
  private mutating func climb(reason: String) {
    health.suspect = nil
    let step = nextStep()
    var pause = backoff
    recovery.upSince = nil
    switch step {
    case .probe, .reopen, .powerCycle: break
    case .restartRadio, .vendorReset:
      emitWrite(Array((resetCommand(of: step) ?? "").utf8) + [0x0D])
      pause = max(pause, profile.restartTime)
      counters.count(.resets)
    case .usbReset:
      pause = max(pause, profile.restartTime)
      usbResets.ordered(now: now)
      counters.count(.usbResets)
    }
    recovery.reopenings = min(recovery.reopenings + 1, 1000)
    counters.count(.reopenings)
    emit(.recovering(step, reason: reason))
    closeLine(reason: reason)
    emit(
      step == .usbReset
        ? .resetUSB(reopeningAfter: pause, reason: reason) : .reopenPort(after: pause, reason: reason))
  }

  private mutating func nextStep() -> ModemEvent.RecoveryStep {
    switch recovery.reopenings {
    case 0, 1: return .reopen
    case 2:
      guard resetCommand(of: .restartRadio) != nil, resets.isAllowed(now: now) else { return .reopen }
      recovery.isReset = true
      resets.ordered(now: now)
      return .restartRadio
    // The stronger reset belongs to the same attempt as the gentle one.
    case 3: return canResetByVendor && (recovery.isReset || resets.isAllowed(now: now)) ? vendorReset() : .reopen
    case let count:
      if configuration.allowsUSBReset, usbResets.isAllowed(now: now) { return .usbReset }
      // Resetting again and again only keeps a modem from coming up; once in an hour it may help after all.
      return count.isMultiple(of: 12) && canResetByVendor ? vendorReset() : .powerCycle
    }
  }

  private var canResetByVendor: Bool { resetCommand(of: .vendorReset) != nil }

  private mutating func vendorReset() -> ModemEvent.RecoveryStep {
    if !recovery.isReset { resets.ordered(now: now) }
    recovery.isReset = true
    return .vendorReset
  }

  private func resetCommand(of step: ModemEvent.RecoveryStep) -> String? {
    step == .vendorReset ? profile.resetCommand ?? profile.restartCommand : profile.restartCommand
  }

  /// What came of ``ModemAction/resetUSB(reopeningAfter:reason:)``.
  public mutating func usbReset(_ outcome: USBResetOutcome, now: MonotonicTime) {
    advanceClock(now)
    emit(.usbReset(outcome))
  }

  /// 1, 2, 4 … 300 s.
  private var backoff: Duration {
    .seconds(min(300, 1 << min(recovery.reopenings, 9)))
  }

  /// The modem is there but has forgotten its settings.
  mutating func restart(reason: String) {
    switch phase {
    case .online, .bringingUp, .waiting: break
    case .closed, .settling, .blocked, .probing, .stopping, .stopped: return
    }
    giveUpSends(reason: reason)
    counters.count(.restarts)
    emit(.restarted(reason: reason))
    dropExchange()
    mailbox.selected = nil
    recovery.strikes += 1
    if recovery.strikes > 5 {
      climb(reason: reason)
    } else {
      phase = .settling(until: now + .seconds(2), thenProbing: false)
    }
  }
}
