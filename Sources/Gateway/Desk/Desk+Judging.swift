import Numbering
import Reporting
import SpamCore
import Store

/// From a stored message to a verdict and a decision.
extension Desk {
  /// Classifies a message and decides what becomes of it; both, and the report's intent, in one transaction.
  func judge(_ message: MessageRecord) throws(StoreError) {
    let sim = sim(of: message)
    if try takeReply(message, from: sim) { return }
    let sketch = MinHash(message.text ?? "")
    let ledger = try ledgerFacts(of: message, campaign: campaigns.match(sketch).map(Self.name))
    let isKnown = ledger.isContact || ledger.isAllowed || ledger.isOwnNumber || ledger.isCorrespondent
    let verdict = classifier.classify(message.text ?? "", sender: message.sender, knownSender: isKnown)
    let profile = policy.profile(for: sim.facts)
    let composition = profile.flatMap { try? Composer.compose(reported(message), for: $0) }
    let candidate = candidate(message, verdict: verdict, sim: sim, isComposable: composition != nil)
    var decision = policy.decide(candidate, facts: PolicyFacts(sim: sim.facts, ledger: ledger), now: now())
    if lacksLessons, case .report = decision { decision = .review(.lessonsUnusable) }
    let report = profile.flatMap { profile in composition.flatMap { NewReport($0, profile: profile) } }
    // Only what is suspected makes campaigns: everyday messages resemble each other, too.
    let campaign =
      verdict.band == .none
      ? nil : campaigns.add(sketch, sender: message.sender ?? "", at: message.receivedAt.milliseconds).map(Self.name)
    let reportID = try store.recordVerdict(
      messageID: message.id, verdict: VerdictRecord(verdict, campaign: campaign), decision: decision, report: report,
      at: now())
    tell(verdict, of: message, from: sim)
    tell(decision, of: message, report: report, reportID: reportID, isSuspect: verdict.band != .none)
  }

  /// The groups of near-duplicates as they were, from the latest messages that belong to one.
  func restoreCampaigns() throws(StoreError) {
    var known: [UInt64: CampaignIndex.Campaign] = [:]
    for message in try store.messages(Store.MessageFilter(label: Label.fraud.rawValue), limit: 2_000).reversed() {
      guard let name = message.verdict?.campaign, let id = UInt64(name), let text = message.text else { continue }
      let time = message.receivedAt.milliseconds
      let first = known[id]
      known[id] = CampaignIndex.Campaign(
        id: id, sketch: first?.sketch ?? MinHash(text), count: (first?.count ?? 0) + 1,
        senders: first?.senders ?? [message.sender ?? ""], firstSeen: first?.firstSeen ?? time, lastSeen: time)
    }
    campaigns = CampaignIndex(restoring: Array(known.values), numberedAfter: try store.highestCampaign())
  }

  private static func name(_ campaign: CampaignIndex.Campaign) -> String { String(campaign.id) }

  /// What the ledger and the lists know that bears on a message; `report` is left out of the counts.
  func ledgerFacts(
    of message: MessageRecord, campaign: String?, excluding report: Int64? = nil
  ) throws(StoreError) -> LedgerFacts {
    let sender = message.sender ?? ""
    var facts = try store.facts(
      sender: sender, sim: message.sim, textDigest: message.textDigest, campaign: campaign,
      excluding: report, limits: policy.settings.limits, now: now())
    if let number = MSISDN(sender), neverReport.contains(number) { facts.isAllowed = true }
    return facts
  }

  private func candidate(
    _ message: MessageRecord, verdict: Verdict, sim: SIMIdentity, isComposable: Bool
  ) -> Candidate {
    Candidate(
      verdict, sender: message.sender ?? "", isComplete: message.state == .complete, sentAt: message.sentAt,
      receivedAt: message.receivedAt, serviceCentre: message.serviceCentre,
      hasSpoofSigns: SpoofSigns.hasSigns(
        sender: message.sender ?? "", serviceCentre: message.serviceCentre, imsi: sim.imsi),
      isComposable: isComposable)
  }

  /// The candidate that a stored message was, for asking the policy once more before its report is sent.
  func candidate(_ message: MessageRecord) -> Candidate {
    let verdict = message.verdict
    return Candidate(
      sender: message.sender ?? "", label: verdict.flatMap { Label(rawValue: $0.label) } ?? .ham,
      band: verdict.flatMap { Band(rawValue: $0.band) } ?? .none, hasReasons: verdict?.reasons.isEmpty == false,
      isComplete: message.state == .complete, sentAt: message.sentAt, receivedAt: message.receivedAt,
      serviceCentre: message.serviceCentre)
  }

  private func reported(_ message: MessageRecord) -> ReportedMessage {
    ReportedMessage(
      sender: message.sender ?? "", text: message.text ?? "", sentAt: message.sentAt ?? message.receivedAt)
  }

  /// A message of the profile's destination answers a report; it is never classified. Returns whether it was one.
  private func takeReply(_ message: MessageRecord, from sim: SIMIdentity) throws(StoreError) -> Bool {
    guard let profile = policy.profile(for: sim.facts), profile.isEnabled, let destination = profile.destination,
      let sender = message.sender, profile.isDestination(sender)
    else { return false }
    let text = message.text ?? ""
    let kind = ReplyMatcher.classify(text, by: profile.replies)
    let answerable = try store.answerableReports(sim: message.sim, destination: destination, now: now())
    let report = ReplyMatcher.match(text, kind: kind, receivedAt: message.receivedAt, among: answerable)
    let answer = try self.answer(to: kind, about: report?.id, profile: profile, sim: message.sim)
    try store.recordReply(messageID: message.id, kind: kind, reportID: report?.id, answer: answer, at: now())
    tell(kind, reportID: report?.id, message: message)
    try tripBreakers(of: message.sim)
    return true
  }

  /// In a two-step flow the destination asks for the number and gets it.
  private func answer(
    to kind: ReplyKind, about reportID: Int64?, profile: ReportProfile, sim: String
  ) throws(StoreError) -> NewSubmission? {
    guard kind == .asksForNumber, let reportID, let destination = profile.destination else { return nil }
    let message = try store.message(store.report(reportID).messageID)
    guard let composition = try? Composer.answer(about: reported(message), for: profile) else { return nil }
    return NewSubmission(
      sim: sim, destination: destination, destinationType: profile.typeOfAddress, text: composition.text,
      requestedBy: .policy)
  }
}

extension VerdictRecord {
  init(_ verdict: Verdict, campaign: String?) {
    self.init(
      label: verdict.label.rawValue, band: verdict.band.rawValue,
      probabilities: Probabilities(
        ham: verdict.probability[.ham], promo: verdict.probability[.promo], grey: verdict.probability[.grey],
        fraud: verdict.probability[.fraud]),
      reasons: verdict.reasons.map { reason in
        StoredReason(code: reason.code, english: reason.english, indonesian: reason.indonesian)
      },
      modelVersion: verdict.modelVersion, campaign: campaign)
  }
}
