internal import ATProtocol

/// How far up the ladder we are: ESC and AT, reopen, CFUN, vendor reset, and then a person.
struct Recovery: Sendable {
  /// Probes sent on this rung.
  var probes = 0
  /// Commands lost since the modem was last known to be well.
  var strikes = 0
  /// Times the port was reopened since then; decides about the rung and the pause.
  var reopenings = 0
  /// When the modem was set up last.
  var upSince: MonotonicTime?
  /// Something was said of trouble; its end is to be told too.
  var isTroubled = false

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

// Bringing a modem back that does not answer.
extension ModemSession {
  static let probeLimit = 3
  /// Well for this long, a modem's past is forgiven.
  static let forgiveness: Duration = .seconds(600)

  /// A command was lost, or the modem can't be set up.
  mutating func recover(reason: String) {
    if isStopping { return }
    if let since = recovery.upSince, now - since > Self.forgiveness {
      recovery.strikes = 0
      recovery.reopenings = 0
      // From here on it has to be well for as long again.
      recovery.upSince = now
    }
    recovery.strikes += 1
    recovery.isTroubled = true
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
      recovery.isTroubled = false
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

  /// The next rung: from the second reopening on, the modem is told to restart before the port is closed.
  private mutating func climb(reason: String) {
    var step: ModemEvent.RecoveryStep
    var pause = backoff
    recovery.upSince = nil
    switch recovery.reopenings {
    case 0, 1: step = .reopen
    case 2: step = .restartRadio
    case 3: step = .vendorReset
    // Resetting again and again only keeps a modem from coming up; once in an hour it may help after all.
    case let count: step = count.isMultiple(of: 12) ? .vendorReset : .powerCycle
    }
    if step == .restartRadio || step == .vendorReset {
      let reset = step == .vendorReset ? profile.resetCommand : nil
      if let command = reset ?? profile.restartCommand {
        emitWrite(Array(command.utf8) + [0x0D])
        pause = max(pause, profile.restartTime)
        counters.count(.resets)
      } else {
        step = .reopen
      }
    }
    recovery.reopenings = min(recovery.reopenings + 1, 1000)
    counters.count(.reopenings)
    emit(.recovering(step, reason: reason))
    closeLine(reason: reason)
    emit(.reopenPort(after: pause, reason: reason))
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
