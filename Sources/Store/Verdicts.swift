internal import Digest
internal import Foundation
internal import GRDB
public import Reporting

extension Store {
  /// Records what the classifier said, what the policy decided and the report, in one transaction: after a crash the
  /// message is simply classified again. A message that has its verdict already is left alone, and a message never gets
  /// two reports.
  ///
  /// - Parameter report: the composed report; needed for `.report`, kept for a person with `.review`, and for `.dryRun`.
  /// - Returns: the report's row number, if one was recorded.
  @discardableResult
  public func recordVerdict(
    messageID: Int64, verdict: VerdictRecord, decision: Decision, report: NewReport?, at now: WallTime
  ) throws(StoreError) -> Int64? {
    try write { database in
      let message = try database.message(messageID)
      if message.classifiedAt != nil {
        return try Int64.fetchOne(database, sql: "SELECT id FROM reports WHERE message_id = ?", arguments: [messageID])
      }
      let stored = StoredDecision(decision)
      try Self.update(messageID, verdict: verdict, decision: stored, at: now, in: database)
      if stored.isCandidate {
        try database.audit(
          .candidate, by: .policy, at: now, sim: message.sim, messageID: messageID, detail: stored.stoppedBy?.rawValue)
      }
      guard let state = stored.reportState else { return nil }
      guard let report else {
        if state == .awaitingReview { return nil }
        throw StoreError.invalid(reason: "message \(messageID) is to be reported, and no report was composed")
      }
      return try Self.insert(
        report, of: message, campaign: verdict.campaign, decision: stored, state: state, at: now, in: database)
    }
  }

  private static func update(
    _ messageID: Int64, verdict: VerdictRecord, decision: StoredDecision, at now: WallTime, in database: Database
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let reasons = String(decoding: try encoder.encode(verdict.reasons), as: UTF8.self)
    try database.run(
      """
      UPDATE messages SET label = ?, band = ?, probability_ham = ?, probability_promo = ?, probability_grey = ?,
        probability_fraud = ?, reasons = ?, model_version = ?, campaign = ?, decision = ?, guard = ?, classified_at = ?
      WHERE id = ?
      """,
      [
        verdict.label, verdict.band, verdict.probabilities.ham, verdict.probabilities.promo, verdict.probabilities.grey,
        verdict.probabilities.fraud, storable(reasons), verdict.modelVersion, verdict.campaign.map(storable),
        decision.name, decision.stoppedBy?.rawValue, now.milliseconds, messageID,
      ])
  }

  private static func insert(
    _ report: NewReport, of message: MessageRecord, campaign: String?, decision: StoredDecision, state: ReportState,
    at now: WallTime, in database: Database
  ) throws -> Int64 {
    let isQueued = state == .queued
    try database.run(
      """
      INSERT INTO reports (message_id, sim, profile, profile_version, destination, destination_type, sender, sender_key,
        text, text_digest, composed_digest, campaign, parts, state, guard, created_at, queued_at, due_at)
      SELECT id, sim, ?, ?, ?, ?, sender, sender_key, ?, COALESCE(text_digest, ''), ?, ?, ?, ?, ?, ?, ?, ?
      FROM messages WHERE id = ?
      """,
      [
        report.profile, report.profileVersion, report.destination, report.destinationType, storable(report.text),
        SHA256.hex(of: report.text.utf8), campaign.map(storable), report.parts, state.rawValue,
        decision.stoppedBy?.rawValue, now.milliseconds, isQueued ? now.milliseconds : nil,
        decision.due?.milliseconds, message.id,
      ])
    let id = database.lastInsertedRowID
    let event: AuditEvent = isQueued ? .queued : state == .dryRun ? .dryRun : .forReview
    try database.audit(
      event, by: .policy, at: now, sim: message.sim, messageID: message.id, reportID: id,
      detail: decision.stoppedBy?.rawValue)
    return id
  }
}

/// A decision as its columns.
private struct StoredDecision {
  let name: String
  let stoppedBy: Guard?
  let due: WallTime?
  let reportState: ReportState?

  init(_ decision: Decision) {
    stoppedBy = decision.stoppedBy
    switch decision {
    case .report(let due): (name, self.due, reportState) = ("report", due, .queued)
    case .dryRun: (name, due, reportState) = ("dry-run", nil, .dryRun)
    case .review: (name, due, reportState) = ("review", nil, .awaitingReview)
    case .withhold: (name, due, reportState) = ("withhold", nil, nil)
    }
  }

  /// Whether the policy wanted to report it: what the burst breaker counts.
  var isCandidate: Bool {
    guard let stoppedBy else { return true }
    return stoppedBy == .breakerOpen || stoppedBy == .reviewMode || stoppedBy == .queueFull
  }
}
