import Modem
import Reporting
import SMSCodec
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
  /// How long the outbox sleeps at most: a person may have changed the database meanwhile.
  private static let longestSleep = Duration.seconds(30)
  /// When a report that never reached the modem is tried again.
  private static let retrySeconds: Int64 = 60

  /// The next SMS to send from a SIM. When it is returned, the intent has been committed and synced.
  func nextSubmission(for sim: SIMIdentity) -> NextSubmission {
    do {
      if let waiting = outbox.unrecorded[sim.key] {
        outbox.setUnrecorded(nil, sim: sim.key)
        try record(waiting.result, of: waiting.id)
      }
      if let part = outbox.nextPart(of: sim.key) { return .send(part) }
      return try nextDue(sim)
    } catch {
      storeFailed(error)
      return .idle(Self.longestSleep)
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
    guard let part = outbox.parts[id] else { return }
    do {
      let state = try store.recordLateAcceptance(part.item, part: part.part, reference: reference, at: now())
      if state != nil { tellSent(part, reference: reference) }
      outbox.end(part.item, sim: part.sim.key, keeping: nil)
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
      let submission = try store.dueSubmissions(sim: sim.key, now: now()).first
      let report = try store.dueReports(sim: sim.key, now: now()).first
      guard submission != nil || report != nil else { return .idle(try untilNextDue(sim)) }
      if let pause = try pause(sim) { return .idle(pause) }
      if let submission {
        if let request = try begin(submission, from: sim) { return .send(request) }
      } else if let report, let request = try begin(report, from: sim) {
        return .send(request)
      }
    }
  }

  private func untilNextDue(_ sim: SIMIdentity) throws(StoreError) -> Duration {
    guard let due = try store.nextDue(sim: sim.key) else { return Self.longestSleep }
    return min(Self.longestSleep, .milliseconds(max(1, due.milliseconds(since: now()))))
  }

  /// How long the policy wants sending to wait; nil when it may go on.
  private func pause(_ sim: SIMIdentity) throws(StoreError) -> Duration? {
    let ledger = try store.sendingFacts(sim: sim.key, limits: policy.settings.limits, now: now())
    switch policy.maySend(PolicyFacts(sim: sim.facts, ledger: ledger), now: now()) {
    case .now:
      outbox.announcedStops[sim.key] = nil
      return nil
    case .notBefore(let time, _):
      return min(Self.longestSleep, .milliseconds(max(1, time.milliseconds(since: now()))))
    case .stopped(let stop):
      try tripBreakers(of: sim.key)
      tellStopped(stop, sim: sim.key)
      return Self.longestSleep
    }
  }

  /// Commits the intent to send a report; nil when a guard has closed since it was queued.
  private func begin(_ report: ReportRecord, from sim: SIMIdentity) throws(StoreError) -> SendRequest? {
    let message = try store.message(report.messageID)
    let facts = PolicyFacts(
      sim: sim.facts, ledger: try ledgerFacts(of: message, campaign: message.verdict?.campaign, excluding: report.id))
    let objection = policy.objection(
      to: candidate(message), isApproved: report.approvedBy != nil, facts: facts, now: now())
    if let objection {
      try store.cancel(.report(report.id), by: .policy, reason: objection.rawValue, at: now())
      tellWithheld(objection, reportID: report.id, message: message)
      return nil
    }
    let pdus = submissions(
      report.text ?? "", to: report.destination, type: report.destinationType, wantsStatusReport: true,
      reference: report.id, maximumParts: max(1, report.parts))
    return try begin(.report(report.id), pdus: pdus, from: sim)
  }

  private func begin(_ submission: SubmissionRecord, from sim: SIMIdentity) throws(StoreError) -> SendRequest? {
    let pdus = submissions(
      submission.text ?? "", to: submission.destination ?? "", type: submission.destinationType,
      wantsStatusReport: submission.wantsStatusReport, reference: submission.id, maximumParts: 255)
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

  private func record(_ result: SendResult, of id: UInt64) throws(StoreError) {
    guard let part = outbox.parts[id] else { return }
    let state = try store.recordSendResult(
      part.item, part: part.part, outcome: SendOutcome(result), retryAt: now().adding(seconds: Self.retrySeconds),
      at: now())
    tell(result, of: part, state: state)
    if state != .sending {
      outbox.end(part.item, sim: part.sim.key, keeping: state == .unknown ? id : nil)
      try tripBreakers(of: part.sim.key)
    }
  }
}

extension SendOutcome {
  init(_ result: SendResult) {
    switch result {
    case .accepted(let reference): self = .accepted(reference: reference)
    case .unknown(let reason): self = .unknown(reason: reason)
    case .notAttempted(let reason): self = .notAttempted(reason: reason)
    case .failed(let failure):
      let reason = "\(failure.error): \(failure.meaning)"
      switch failure.nature {
      case .temporary, .permanent: self = .failed(reason: reason)
      // It may have gone out all the same, so it counts as sent and is never repeated by itself.
      case .ambiguous: self = .unknown(reason: reason)
      }
    }
  }
}
