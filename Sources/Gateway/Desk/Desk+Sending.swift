import Modem
import Reporting
import SMSCodec
import SpamCore
import Store

/// What a line should do next for its SIM's outbox.
enum NextSubmission: Sendable {
  /// Give this to the modem; its intent is on disk.
  case send(SendRequest)
  /// Nothing may be sent now; ask again after this long, or when woken.
  case idle(Duration?)
}

/// From a due report to its result.
extension Desk {
  /// How long it sleeps when the store fails.
  private static let failureSleep = Duration.seconds(30)
  /// How many waiting SMS are looked at for one that may go.
  private static let lookAhead = 16

  /// The next SMS to send from a SIM. When it is returned, the intent has been committed and synced.
  func nextSubmission(for sim: SIMIdentity) -> NextSubmission {
    do {
      guard claim(sim) else { return .idle(Self.failureSleep) }
      try noticeForgotten()
      try recordWaiting(of: sim.key)
      if let part = outbox.nextPart(of: sim.key) { return .send(part) }
      return try nextDue(sim)
    } catch {
      storeFailed(error)
      return .idle(Self.failureSleep)
    }
  }

  /// What became of a request.
  func sendFinished(id: UInt64, _ result: SendResult) {
    do {
      try record(result, of: id)
    } catch {
      storeFailed(error)
      if let part = outbox.parts[id] {
        outbox.setUnrecorded(Outbox.Unrecorded(id: id, result: result), sim: part.sim.key)
      }
    }
  }

  /// The answer to a request that counted as unknown came after all: it was sent.
  func sendTurnedOut(id: UInt64, reference: UInt8) {
    guard let part = outbox.unknownPart(id) else { return }
    do {
      guard try store.recordLateAcceptance(part.item, part: part.part, reference: reference, at: now()) != nil else {
        return
      }
      outbox.settleUnknown(id)
      tellSent(part, reference: reference)
    } catch {
      storeFailed(error)
    }
  }

  /// Opens the breakers that the ledger's counts trip, and says so.
  func tripBreakers(of sim: String) throws(StoreError) {
    let facts = try store.sendingFacts(sim: sim, limits: policy.settings.limits, now: now())
    let tripped = policy.trippedBreakers(facts)
    for breaker in try store.openBreakers(tripped, sim: sim, at: now()) {
      tellStopped(.breaker(breaker), sim: sim)
    }
  }

  private func nextDue(_ sim: SIMIdentity) throws(StoreError) -> NextSubmission {
    while true {
      let submissions = try store.dueSubmissions(
        sim: sim.key, modem: sim.modem, now: now(), limit: Self.lookAhead + outbox.setAside.count
      ).filter { !outbox.setAside.contains(.submission($0.id)) }
      let report = try store.dueReports(sim: sim.key, now: now(), limit: 1 + outbox.setAside.count)
        .first { !outbox.setAside.contains(.report($0.id)) }
      guard !submissions.isEmpty || report != nil else { return .idle(try untilNextDue(sim)) }
      // Answers to a destination and what a person wants at once go before reports; what may wait goes after them.
      var wait = longestSleep
      var next: OutboxItem?
      for submission in submissions where next == nil {
        if let pause = try pause(sim, purpose: submission.purpose, parts: submission.partCount) {
          wait = min(wait, pause)
        } else {
          next = .submission(submission.id)
        }
      }
      let mayWait = submissions.first { .submission($0.id) == next }.map { $0.priority < 0 } ?? true
      if let report, mayWait {
        if let pause = try pause(sim, purpose: .report, parts: report.parts) {
          wait = min(wait, pause)
        } else {
          next = .report(report.id)
        }
      }
      guard let next else { return .idle(wait) }
      if let request = try beginIfStillDue(next, from: sim) { return .send(request) }
    }
  }

  /// Nil when it is not to be sent after all; the next look does not find it again.
  private func beginIfStillDue(_ item: OutboxItem, from sim: SIMIdentity) throws(StoreError) -> SendRequest? {
    do throws(StoreError) {
      switch item {
      case .report(let id): return try begin(store.report(id), from: sim)
      case .submission(let id): return try begin(store.submission(id), from: sim)
      }
    } catch  where error.isSettled {
      // A person was quicker.
      return nil
    } catch  where !error.isTransient {
      outbox.setAside.insert(item)
      storeFailed(error)
      return nil
    }
  }

  private func untilNextDue(_ sim: SIMIdentity) throws(StoreError) -> Duration {
    guard let due = try store.nextDue(sim: sim.key, modem: sim.modem) else { return longestSleep }
    return min(longestSleep, .milliseconds(max(1, due.milliseconds(since: now()))))
  }

  /// How long the policy wants sending to wait; nil when it may go on.
  private func pause(_ sim: SIMIdentity, purpose: SendPurpose, parts: Int) throws(StoreError) -> Duration? {
    let ledger = try store.sendingFacts(sim: sim.key, limits: policy.settings.limits, now: now())
    switch policy.maySend(PolicyFacts(sim: sim.facts, ledger: ledger), purpose: purpose, parts: parts, now: now()) {
    case .now:
      if purpose == .report { outbox.announcedStops[sim.key] = nil }
      return nil
    case .notBefore(let time, _):
      return min(longestSleep, .milliseconds(max(1, time.milliseconds(since: now()))))
    case .stopped(let stop):
      if purpose == .report {
        try tripBreakers(of: sim.key)
        tellStopped(stop, sim: sim.key)
      }
      return longestSleep
    }
  }

  /// Commits the intent to send a report; nil when a guard has closed since it was queued.
  private func begin(_ report: ReportRecord, from sim: SIMIdentity) throws(StoreError) -> SendRequest? {
    let message = try store.message(report.messageID)
    guard let text = report.text, !text.isEmpty, message.sender != nil else {
      return try withhold(.cannotCompose, report, of: message)
    }
    if report.revokedAt != nil || (message.taught.map { $0 != Label.fraud.rawValue } ?? false) {
      // A person has said no, perhaps while the modem already had it.
      return try withhold(.notFraud, report, of: message)
    }
    if let destination = policy.profile(for: sim.facts)?.destination, destination != report.destination {
      return try withhold(.destinationChanged, report, of: message)
    }
    if policy.settings.mode == .review, report.approvedBy == nil {
      // Queued under another mode, before somebody decided to look first.
      try store.holdForReview(reportID: report.id, stoppedBy: .reviewMode, at: now())
      tell(.review(.reviewMode), of: message, report: nil, reportID: report.id, isSuspect: true)
      return nil
    }
    if let objection = try objection(to: report, of: message, from: sim) {
      return try withhold(objection, report, of: message)
    }
    let pdus = submissions(
      text, to: report.destination, type: sim.destinationType(report.destinationType, of: report.destination),
      wantsStatusReport: true, reference: report.id, maximumParts: max(1, report.parts))
    return try begin(.report(report.id), pdus: pdus, from: sim)
  }

  /// The guard that has closed since a report was queued.
  private func objection(
    to report: ReportRecord, of message: MessageRecord, from sim: SIMIdentity
  ) throws(StoreError) -> Guard? {
    let facts = PolicyFacts(
      sim: sim.facts, ledger: try ledgerFacts(of: message, campaign: message.verdict?.campaign, excluding: report.id))
    return policy.objection(to: candidate(message), isApproved: report.approvedBy != nil, facts: facts, now: now())
  }

  private func withhold(
    _ reason: Guard, _ report: ReportRecord, of message: MessageRecord
  ) throws(StoreError) -> SendRequest? {
    try store.cancel(.report(report.id), by: .policy, reason: reason.rawValue, at: now())
    tellWithheld(reason, reportID: report.id, message: message)
    return nil
  }

  private func begin(_ submission: SubmissionRecord, from sim: SIMIdentity) throws(StoreError) -> SendRequest? {
    if let reportID = submission.reportID {
      // The second half of a two-step report names somebody, too.
      let report = try store.report(reportID)
      let message = try store.message(report.messageID)
      let isRefused = report.revokedAt != nil || (message.taught.map { $0 != Label.fraud.rawValue } ?? false)
      var closed: Guard?
      if isRefused {
        closed = .notFraud
      } else if message.sender == nil {
        // Emptied by age: a destination that asked days ago awaits no answer.
        closed = .cannotCompose
      } else {
        closed = try objection(to: report, of: message, from: sim)
      }
      if let objection = closed {
        try store.cancel(.submission(submission.id), by: .policy, reason: objection.rawValue, at: now())
        tellWithheld(objection, reportID: reportID, message: message)
        return nil
      }
    }
    if submission.sim != sim.key { try store.assign(submissionID: submission.id, to: sim.key) }
    var pdus: [(hex: String, length: Int)]?
    if let text = submission.text, !text.isEmpty, let destination = submission.destination {
      pdus = submissions(
        text, to: destination, type: sim.destinationType(submission.destinationType, of: destination),
        wantsStatusReport: submission.wantsStatusReport, reference: submission.id, maximumParts: 255)
    }
    return try begin(.submission(submission.id), pdus: pdus, from: sim)
  }

  private func begin(
    _ item: OutboxItem, pdus: [(hex: String, length: Int)]?, from sim: SIMIdentity
  ) throws(StoreError) -> SendRequest? {
    guard let pdus, !pdus.isEmpty else {
      try store.cancel(item, by: .policy, reason: Guard.cannotCompose.rawValue, at: now())
      return nil
    }
    try store.markSending(item, pdus: pdus.map(\.hex), at: now())
    if case .report(let id) = item {
      log.emit(Event(.reportSending, .info, [.modem: .string(sim.modem), .reportID: .integer(Int(id))]))
    }
    return outbox.begin(item, pdus: pdus, sim: sim)
  }

  /// SMS-SUBMITs in PDU mode; nil when the text or the address can't be written, which the composer rules out.
  private func submissions(
    _ text: String, to destination: String, type: UInt8, wantsStatusReport: Bool, reference: Int64, maximumParts: Int
  ) -> [(hex: String, length: Int)]? {
    var options = Segmentation.Options()
    options.reference = UInt16(truncatingIfNeeded: reference) & 0xFF
    options.maximumParts = maximumParts
    do throws(PDUError) {
      // The type of address is the profile's (0x81 for a short code), not guessed from the digits.
      let address = try Address(
        digits: destination.drop { $0 == "+" }, typeOfNumber: Address.TypeOfNumber(rawValue: type >> 4 & 7) ?? .unknown,
        numberingPlan: type & 0x0F)
      var pdus: [(hex: String, length: Int)] = []
      for part in try Segmentation.split(text, options: options) {
        let pdu = PDU(
          tpdu: .submit(
            Submit(
              destinationAddress: address, dataCodingScheme: part.dataCodingScheme,
              statusReportRequested: wantsStatusReport, userData: part.userData)))
        pdus.append((try pdu.hex(), try pdu.tpduLength))
      }
      return pdus
    } catch {
      return nil
    }
  }

  func record(_ result: SendResult, of id: UInt64) throws(StoreError) {
    guard let part = outbox.parts[id] else { return }
    let attempts = try store.attempts(of: part.item)
    let state = try store.recordSendResult(
      part.item, part: part.part, outcome: SendOutcome(result, attempts: attempts),
      retryAt: now().adding(seconds: Backoff.seconds(afterAttempts: attempts)), at: now())
    tell(result, of: part, state: state)
    if state != .sending {
      outbox.end(part.item, sim: part.sim.key, keeping: state == .unknown ? id : nil)
      // The result is on disk; what fails now is made up for at the next look (`pause`).
      do { try tripBreakers(of: part.sim.key) } catch { storeFailed(error) }
    }
  }
}

extension SubmissionRecord {
  /// The answer in a two-step flow is part of its report.
  fileprivate var purpose: SendPurpose { reportID == nil ? .message : .report }

  /// How many SMS it takes, and so counts for.
  fileprivate var partCount: Int { (try? Segmentation.partCount(text ?? "")) ?? 1 }
}

extension StoreError {
  /// Somebody else has brought the item where it is now; nothing is wrong with the store.
  var isSettled: Bool {
    switch self {
    case .illegalTransition, .notFound: true
    case .folderMissing, .databaseMissing, .notADatabase, .newerDatabase, .olderDatabase, .inUse, .noPermission,
      .diskFull, .inputOutput, .busy, .corrupt, .invalid, .unexpected:
      false
    }
  }
}
