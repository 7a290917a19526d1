internal import ATProtocol

/// The radio: switched off and on again when a network that was there stays away.
struct Radio: Sendable {
  /// There was a network since the session began, or the SIM was changed.
  var hasServed = false
  /// When it is switched off next; nil while there is a network.
  var restartAt: MonotonicTime?
  /// How often it was, since the network was there.
  var restarts = 0
  /// It is, or may be, off; to be switched on at this time.
  var onAt: MonotonicTime?
  /// How often in a row the modem refused to switch it on.
  var refusals = 0
  /// The modem knows no flight mode.
  var isRefused = false

  mutating func mayBeOff(now: MonotonicTime) { onAt = onAt ?? now }
}

// When the network stays away.
extension ModemSession {
  /// A modem that has just been set up looks for its network for this long before it is disturbed again.
  static let radioSettling: Duration = .seconds(300)
  private static let longestRadioPause: Duration = .seconds(21_600)
  private static let radioRest: Duration = .seconds(5)

  mutating func networkAppeared() {
    radio.hasServed = true
    radio.restartAt = nil
    radio.restarts = 0
  }

  /// Where there never was one, antenna, coverage or contract are missing, and no radio helps.
  mutating func networkDisappeared() {
    if radio.hasServed, !radio.isRefused { radio.restartAt = now + configuration.radioPatience }
  }

  mutating func startRadio() -> Bool {
    if let onAt = radio.onAt {
      guard now >= onAt else { return false }
      start(.radioOn, .vendor("AT+CFUN=1"))
      return true
    }
    guard let due = radio.restartAt, now >= due else { return false }
    guard let command = profile.radioOffCommand else {
      radio.restartAt = nil
      return false
    }
    if let doubt = outbox.doubtUntil, now < doubt {
      // Its answer may still come.
      radio.restartAt = doubt
      return false
    }
    radio.restarts += 1
    radio.restartAt = now + min(Self.longestRadioPause, configuration.radioPatience * (1 << min(radio.restarts, 8)))
    counters.count(.radioRestarts)
    emit(.radioRestarting(after: health.networkLost.map { now - $0 } ?? .zero))
    start(.radioOff, .vendor(command))
    return true
  }

  mutating func finishRadioOff(_ exchange: Exchange, _ outcome: Outcome) {
    switch outcome {
    case .success: radio.onAt = now + Self.radioRest
    case .failure(let error):
      radio.isRefused = true
      radio.restartAt = nil
      emit(.radioRestartRefused(error: error.description))
    case .timeout:
      // It may be off all the same.
      radio.mayBeOff(now: now)
      unanswered(exchange)
    }
  }

  mutating func finishRadioOn(_ exchange: Exchange, _ outcome: Outcome) {
    if isStopping { return radio.onAt = nil }
    switch outcome {
    case .success:
      radio.onAt = nil
      radio.refusals = 0
      // What the modem has forgotten with its radio can't be known: all is set again.
      mailbox.selected = nil
      phase = .settling(until: now + .seconds(2), thenProbing: false)
    case .failure(let error):
      radio.onAt = now + Self.radioRest
      radio.refusals += 1
      guard radio.refusals.isMultiple(of: 3) else { return }
      recover(reason: "the radio can't be switched on again: \(error.description)")
    case .timeout:
      unanswered(exchange)
    }
  }

  /// Found off, by a program that was ended between the two commands or by somebody's hand, it is switched on.
  mutating func lookAtRadio(_ exchange: Exchange) {
    let level = exchange.results.lazy.filter { $0.name.uppercased() == "+CFUN" }.compactMap { $0.values.first?.number }
      .first
    guard let level, level == 0 || level == 4, radio.onAt == nil else { return }
    emit(.radioWasOff)
    radio.onAt = now
  }
}
