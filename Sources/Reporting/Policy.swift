internal import Numbering
internal import SpamCore

/// What becomes of a message.
public enum Decision: Sendable, Hashable {
  /// Report it, not before the given time.
  case report(due: WallTime)
  /// Everything holds, but the mode sends nothing.
  case dryRun
  /// A person decides.
  case review(Guard)
  /// Not reported.
  case withhold(Guard)

  /// The guard that stopped it, if one did.
  public var stoppedBy: Guard? {
    switch self {
    case .report, .dryRun: nil
    case .review(let reason), .withhold(let reason): reason
    }
  }
}

/// Decides; never sends. Without memory or clock: the same candidate, facts and time give the same decision.
public struct Policy: Sendable, Hashable {
  /// What it goes by.
  public let settings: PolicySettings

  /// A policy.
  public init(settings: PolicySettings) {
    self.settings = settings
  }

  /// The profile that serves a SIM.
  public func profile(for sim: SIMFacts) -> ReportProfile? {
    sim.imsi.flatMap { settings.profiles.serving(imsi: $0) }
  }

  /// What becomes of `candidate`. Every guard is asked, the innocent's before the rest, and the first that objects is
  /// named.
  public func decide(_ candidate: Candidate, facts: PolicyFacts, now: WallTime) -> Decision {
    if settings.mode == .off { return .withhold(.reportingOff) }
    let profile = profile(for: facts.sim)
    if let decision = protectInnocent(candidate, facts: facts.ledger, profile: profile) { return decision }
    if let decision = protectFromForgery(candidate, profile: profile, now: now) { return decision }
    if let decision = checkDestination(profile, sim: facts.sim) { return decision }
    if let decision = checkRepetition(facts.ledger, now: now) { return decision }
    if !isSure(candidate, facts: facts.ledger) { return .review(.askBand) }
    if !candidate.hasReasons { return .review(.noReasons) }
    if !candidate.isComposable { return .review(.cannotCompose) }
    if facts.sim.registration == .roaming { return .review(.roaming) }
    if !facts.ledger.openBreakers.isEmpty || !trippedBreakers(facts.ledger).isEmpty { return .review(.breakerOpen) }
    switch settings.mode {
    case .auto: break
    case .review: return .review(.reviewMode)
    case .dryRun: return .dryRun
    case .off: return .withhold(.reportingOff)
    }
    if facts.ledger.queued >= settings.limits.perDay { return .withhold(.queueFull) }
    return .report(due: now.adding(seconds: Int64(clamping: max(0, settings.limits.holdSeconds))))
  }

  /// Asks again, right before sending, the guards that may have closed while the report waited. `facts` must not count
  /// the report itself. Nil when it may go; a person's approval overrides doubt, never a person's rights or the lists.
  public func objection(
    to candidate: Candidate, isApproved: Bool, facts: PolicyFacts, now: WallTime
  ) -> Guard? {
    if settings.mode == .off { return .reportingOff }
    let profile = profile(for: facts.sim)
    if let stopped = protectInnocent(candidate, facts: facts.ledger, profile: profile)?.stoppedBy {
      let isVerdict = stopped == .notFraud || stopped == .protectedNotice || stopped == .senderNotMobile
      if !(isApproved && isVerdict) { return stopped }
    }
    if let stopped = checkDestination(profile, sim: facts.sim)?.stoppedBy { return stopped }
    if isApproved { return nil }
    return protectFromForgery(candidate, profile: profile, now: now)?.stoppedBy
      ?? checkRepetition(facts.ledger, now: now)?.stoppedBy
  }

  private func isSure(_ candidate: Candidate, facts: LedgerFacts) -> Bool {
    switch candidate.band {
    case .auto: true
    case .ask: facts.isDenied && candidate.label == .fraud && !candidate.isVetoed
    case .none: false
    }
  }

  private func protectInnocent(
    _ candidate: Candidate, facts: LedgerFacts, profile: ReportProfile?
  ) -> Decision? {
    if settings.profiles.contains(where: { $0.isDestination(candidate.sender) && ($0.isEnabled || $0 == profile) }) {
      return .withhold(.replyOfDestination)
    }
    if candidate.band == .none || (candidate.band == .auto && candidate.label != .fraud) {
      return .withhold(.notFraud)
    }
    if facts.isOwnNumber { return .withhold(.ownNumber) }
    if facts.isContact { return .withhold(.contact) }
    if facts.isAllowed { return .withhold(.allowListed) }
    if facts.isCorrespondent { return .withhold(.correspondent) }
    if candidate.isProtectedNotice { return .withhold(.protectedNotice) }
    return MSISDN(candidate.sender) == nil ? .review(.senderNotMobile) : nil
  }

  private func protectFromForgery(_ candidate: Candidate, profile: ReportProfile?, now: WallTime) -> Decision? {
    if !candidate.isComplete { return .review(.incomplete) }
    let sentAt = candidate.sentAt ?? candidate.receivedAt
    let hours = min(settings.limits.maximumAgeHours, profile?.limits.maximumAgeHours ?? .max)
    if sentAt.adding(hours: hours) < now { return .withhold(.tooOld) }
    if sentAt > now.adding(hours: Self.plausibleHoursAhead) { return .review(.implausibleTime) }
    if let centre = candidate.serviceCentre, !isIndonesian(centre) { return .review(.foreignServiceCentre) }
    return candidate.hasSpoofSigns ? .review(.spoofSigns) : nil
  }

  private func checkDestination(_ profile: ReportProfile?, sim: SIMFacts) -> Decision? {
    guard sim.imsi != nil else { return .review(.simUnknown) }
    guard let profile else { return .withhold(.noProfile) }
    guard profile.isEnabled else { return .withhold(.profileDisabled) }
    guard profile.flow != .export, profile.destination != nil else { return .review(.profileByHand) }
    return nil
  }

  private func checkRepetition(_ facts: LedgerFacts, now: WallTime) -> Decision? {
    if let last = facts.lastReportOfSender {
      if facts.isSameTextReported { return .withhold(.textReported) }
      // A report from the future counts as one of now.
      if min(last, now).adding(hours: settings.limits.newTextAfterHours) > now { return .withhold(.senderReported) }
    }
    if facts.campaignReportsInDay >= settings.limits.perCampaignPerDay { return .withhold(.campaignLimit) }
    return nil
  }

  /// A service centre's clock may be in another zone than it says.
  private static let plausibleHoursAhead = 24

  /// `+62…` or a national form; service centres are written in many ways, and only a foreign country code is a sign.
  private func isIndonesian(_ serviceCentre: String) -> Bool {
    serviceCentre.hasPrefix("+") ? serviceCentre.hasPrefix("+62") : true
  }
}
