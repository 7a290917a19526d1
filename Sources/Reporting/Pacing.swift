/// Whether an SMS may go now.
public enum SendPermission: Sendable, Hashable {
  /// It may.
  case now
  /// Ask again then; the reason is for people.
  case notBefore(WallTime, reason: String)
  /// Not until a person acts.
  case stopped(SendStop)
}

/// What an SMS is for: the modes and most breakers are about reports alone.
public enum SendPurpose: Sendable, Hashable, CaseIterable {
  /// A report, or the answer that its destination asked for.
  case report
  /// An SMS that a person wants sent.
  case message
}

/// What stops all sending until a person acts.
public enum SendStop: Sendable, Hashable, CustomStringConvertible {
  /// A person paused it.
  case paused
  /// The mode sends nothing.
  case mode(ReportingMode)
  /// A breaker is open.
  case breaker(Breaker)

  /// Why, and what to do.
  public var description: String {
    switch self {
    case .paused: "sending is paused; to go on, run: pelapor reports resume"
    case .mode(let mode): "the reporting mode is \(mode.rawValue), which sends nothing"
    case .breaker(let breaker): breaker.reason
    }
  }
}

extension Policy {
  /// Whether the SIM may send an SMS of so many parts, to be asked right before sending.
  public func maySend(
    _ facts: PolicyFacts, purpose: SendPurpose = .report, parts: Int = 1, now: WallTime
  ) -> SendPermission {
    let ledger = facts.ledger
    if ledger.isPaused { return .stopped(.paused) }
    var open = ledger.openBreakers.union(trippedBreakers(ledger))
    switch purpose {
    case .report:
      switch settings.mode {
      case .auto, .review: break
      case .dryRun, .off: return .stopped(.mode(settings.mode))
      }
    case .message:
      // The others say something about reports, this one about the SIM: no credit, no service.
      open.formIntersection([.failures])
    }
    if let breaker = Breaker.allCases.first(where: open.contains) { return .stopped(.breaker(breaker)) }
    if now < Self.earliestPlausible {
      return .notBefore(now.adding(seconds: Self.registrationRetrySeconds), reason: "this computer's clock is not set")
    }
    if let reason = objection(to: facts.sim) {
      return .notBefore(now.adding(seconds: Self.registrationRetrySeconds), reason: reason)
    }
    if ledger.isSending {
      return .notBefore(now.adding(seconds: Self.outstandingRetrySeconds), reason: "another SMS is on its way")
    }
    return pace(ledger.sends, parts: parts, limits: limits(for: facts.sim), now: now)
  }

  /// The breakers that what the ledger counts must open; the caller makes them persistent.
  public func trippedBreakers(_ facts: LedgerFacts) -> Set<Breaker> {
    var tripped: Set<Breaker> = []
    if facts.failuresInARow >= settings.limits.failuresInARow { tripped.insert(.failures) }
    if facts.wrongFormatReplies > 0 { tripped.insert(.wrongFormat) }
    if facts.candidatesInHour > settings.limits.burstPerHour { tripped.insert(.burst) }
    if facts.revocations > 0 { tripped.insert(.revocation) }
    return tripped
  }

  /// 2026-01-01T00:00:00Z, before this program was written. A computer without a battery starts in the past; what it sent
  /// then would not count once its clock is set.
  public static let earliestPlausible = WallTime(seconds: 1_767_225_600)
  private static let registrationRetrySeconds: Int64 = 30
  private static let outstandingRetrySeconds: Int64 = 1

  private func objection(to sim: SIMFacts) -> String? {
    if sim.imsi == nil { return "the SIM's IMSI is not known yet" }
    return switch sim.registration {
    case .home: nil
    case .roaming: "the SIM is roaming"
    case .notRegistered: "the SIM is not registered with its network"
    case .unknown: "the SIM's registration is not known yet"
    }
  }

  private func limits(for sim: SIMFacts) -> PolicyLimits {
    var limits = settings.limits
    let own = profile(for: sim)?.limits ?? ProfileLimits()
    limits.perHour = min(limits.perHour, own.perHour ?? .max)
    limits.perDay = min(limits.perDay, own.perDay ?? .max)
    return limits
  }

  private func pace(_ sends: [WallTime], parts: Int, limits: PolicyLimits, now: WallTime) -> SendPermission {
    let past = sends.map { min($0, now) }.sorted()
    var wait: (until: WallTime, reason: String)?
    func consider(_ until: WallTime, _ reason: String) {
      if until > now, until > wait?.until ?? now { wait = (until, reason) }
    }
    if let last = past.last {
      consider(last.adding(seconds: Int64(clamping: limits.minimumGapSeconds)), "the gap between two SMS")
    }
    if let until = moment(of: past, parts: parts, limit: limits.perHour, hours: 1, now: now) {
      consider(until, "\(limits.perHour) SMS an hour are the limit")
    }
    if let until = moment(of: past, parts: parts, limit: limits.perDay, hours: 24, now: now) {
      consider(until, "\(limits.perDay) SMS a day are the limit")
    }
    return wait.map { .notBefore($0.until, reason: $0.reason) } ?? .now
  }

  /// When so many more SMS are within `limit` for any window of so many hours; nil when they are now. The window is
  /// closed at both ends, so one millisecond is waited beyond it.
  private func moment(of past: [WallTime], parts: Int, limit: Int, hours: Int, now: WallTime) -> WallTime? {
    guard limit > 0 else { return now.adding(hours: hours) }
    let allowed = limit - min(max(1, parts), limit)
    guard past.count > allowed else { return nil }
    // Of the past ones only `allowed` may still be within the window, so the last before those must have left it.
    return past[past.count - allowed - 1].adding(hours: hours).adding(milliseconds: 1)
  }
}
