internal import Digest
internal import Foundation
internal import GRDB
public import Reporting

extension Store {
  /// Records what the classifier said, what the policy decided and the report, in one transaction: after a crash the
  /// message is simply classified again. A message that has its verdict already is left alone, and a message never gets
  /// two reports: the one that waits for a person since some of its parts were judged is written anew.
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
        return try database.reportID(ofMessage: messageID)
      }
      let stored = StoredDecision(decision)
      try Self.update(messageID, verdict: verdict, decision: stored, at: now, in: database)
      if stored.isCandidate {
        try database.audit(
          .candidate, by: .policy, at: now, sim: message.sim, messageID: messageID, detail: stored.stoppedBy?.rawValue)
      }
      guard let state = stored.reportState, let report else {
        if let state = stored.reportState, state != .awaitingReview {
          throw StoreError.invalid(reason: "message \(messageID) is to be reported, and no report was composed")
        }
        if let waiting = try database.reportID(ofMessage: messageID) {
          try database.cancel(.report(waiting), by: .policy, reason: stored.stoppedBy?.rawValue, at: now)
        }
        return nil
      }
      return try Self.insert(
        report, of: message, campaign: verdict.campaign, decision: stored, state: state,
        passed: try passTime(at: now, in: database), at: now, in: database)
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
    passed: Int64, at now: WallTime, in database: Database
  ) throws -> Int64 {
    let isQueued = state == .queued
    try database.run(
      """
      INSERT INTO reports (message_id, sim, profile, profile_version, destination, destination_type, sender, sender_key,
        text, text_digest, composed_digest, campaign, parts, state, guard, created_at, passed_at, queued_at,
        due_at)
      SELECT id, sim, ?, ?, ?, ?, sender, sender_key, ?, COALESCE(text_digest, ''), ?, ?, ?, ?, ?, ?, ?, ?, ?
      FROM messages WHERE id = ?
      ON CONFLICT (message_id) DO UPDATE SET profile = excluded.profile, profile_version = excluded.profile_version,
        destination = excluded.destination, destination_type = excluded.destination_type, text = excluded.text,
        text_digest = excluded.text_digest, composed_digest = excluded.composed_digest, campaign = excluded.campaign,
        parts = excluded.parts, state = excluded.state, guard = excluded.guard, passed_at = excluded.passed_at,
        queued_at = excluded.queued_at, due_at = excluded.due_at
      WHERE state = 'awaiting-review' AND attempts = 0
      """,
      [
        report.profile, report.profileVersion, report.destination, report.destinationType, storable(report.text),
        SHA256.hex(of: report.text.utf8), campaign.map(storable), report.parts, state.rawValue,
        decision.stoppedBy?.rawValue, now.milliseconds, passed, isQueued ? now.milliseconds : nil,
        decision.due?.milliseconds, message.id,
      ])
    guard database.changesCount == 1, let id = try database.reportID(ofMessage: message.id) else {
      throw StoreError.unexpected(detail: "message \(message.id) has a report that was decided on")
    }
    let event: AuditEvent = isQueued ? .queued : state == .dryRun ? .dryRun : .forReview
    try database.audit(
      event, by: .policy, at: now, sim: message.sim, messageID: message.id, reportID: id,
      detail: decision.stoppedBy?.rawValue)
    return id
  }
}

extension Database {
  fileprivate func reportID(ofMessage id: Int64) throws -> Int64? {
    try Int64.fetchOne(cachedStatement(sql: "SELECT id FROM reports WHERE message_id = ?"), arguments: [id])
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
