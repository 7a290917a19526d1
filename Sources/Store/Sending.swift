internal import Digest
internal import GRDB
internal import Numbering
public import Reporting

/// What became of one attempt to hand an SMS to the network.
public enum SendOutcome: Sendable, Hashable {
  /// The network took it, under this message reference (TP-MR).
  case accepted(reference: UInt8)
  /// The modem or the network refused it.
  case failed(reason: String)
  /// The modem or the network refused it for a passing reason, so that it was surely not sent: it may be tried again.
  case refused(reason: String)
  /// No answer: it may have gone.
  case unknown(reason: String)
  /// Nothing reached the modem: it may be tried again.
  case notAttempted(reason: String)
}

/// Where one attempt of one part stands. The raw values are stored.
public enum SendState: String, Sendable, CaseIterable {
  case sending
  case accepted
  case failed
  case unknown
  case notAttempted = "not-attempted"
  case delivered
  case undelivered
}

extension SendState {
  /// Whether the destination may have the part, or get it.
  fileprivate var mayHaveGone: Bool {
    switch self {
    case .sending, .accepted, .unknown, .delivered, .undelivered: true
    case .failed, .notAttempted: false
    }
  }
}

/// One attempt to send one part: what the limits count.
public struct SendRecord: Sendable, Hashable {
  /// Which attempt of the report, from 1.
  public let attempt: Int
  /// Which part, from 1.
  public let part: Int
  /// The very PDU; nil when purged.
  public let hex: String?
  /// Its SHA-256.
  public let hexDigest: String
  /// Where it stands.
  public let state: SendState
  /// TP-MR, when the network took it.
  public let reference: UInt8?
  /// Why it failed.
  public let failure: String?
  /// When it began.
  public let startedAt: WallTime
  /// When it ended.
  public let finishedAt: WallTime?
  /// TP-ST of the last status report.
  public let status: UInt8?
  /// TP-DT of the last status report.
  public let dischargedAt: WallTime?
}

extension Store {
  /// Records the intent to send, with the very PDUs, one a part: on disk before the first byte goes to the modem.
  public func markSending(_ item: OutboxItem, pdus: [String], at now: WallTime) throws(StoreError) {
    guard !pdus.isEmpty else { throw .invalid(reason: "\(item.noun) \(item.id) has no PDU to send") }
    try write { database in
      let passed = try passTime(at: now, in: database)
      try database.move(item, to: .sending)
      try database.run(
        """
        UPDATE \(item.table) SET sending_at = ?, finished_at = NULL, failure = NULL, attempts = attempts + 1
        WHERE id = ?
        """, [now.milliseconds, item.id])
      for (index, hex) in pdus.enumerated() {
        try database.run(
          """
          INSERT INTO sends (\(item.column), sim, attempt, part, hex, hex_digest, state, started_at, passed_at)
          SELECT id, sim, attempts, ?, ?, ?, 'sending', ?, ? FROM \(item.table) WHERE id = ?
          """, [index + 1, hex, SHA256.hex(of: hex.utf8), now.milliseconds, passed, item.id])
      }
      try database.stamp(item, passed: passed)
      try database.audit(.sending, of: item, by: .policy, at: now)
      try database.noteCorrespondent(of: item, at: now)
    }
  }

  /// Records what became of one part; the parts after one that was not accepted are not attempted.
  ///
  /// A report that a person revoked while it was under way is not tried again.
  ///
  /// - Parameter retryAt: when to try again after `.notAttempted` and `.refused`, if no part of it went.
  /// - Returns: where the item stands now; `sending` while parts remain.
  @discardableResult
  public func recordSendResult(
    _ item: OutboxItem, part: Int, outcome: SendOutcome, retryAt: WallTime, at now: WallTime
  ) throws(StoreError) -> ReportState {
    try write { database in
      let held = try Self.heldReport(of: item, in: database)
      let passed = try passTime(at: now, in: database)
      try database.settlePart(item, part: part, outcome: outcome, passed: passed, at: now)
      try database.stamp(item, passed: passed)
      let next = try database.moveAfterPart(of: item, outcome: outcome, retryAt: retryAt, at: now)
      if let held { _ = try Self.settle(held.report, sim: held.sim, now: now, in: database) }
      return next
    }
  }

  /// The network's answer came after a part was given up as unknown: it was sent after all.
  ///
  /// - Returns: where the item stands now; nil when that part is not unknown (any more).
  @discardableResult
  public func recordLateAcceptance(
    _ item: OutboxItem, part: Int, reference: UInt8, at now: WallTime
  ) throws(StoreError) -> ReportState? {
    try write { database in
      try database.run(
        """
        UPDATE sends SET state = 'accepted', reference = ?3, failure = NULL, finished_at = ?4, passed_at = ?5
        WHERE \(item.column) = ?1 AND part = ?2 AND state = 'unknown'
          AND attempt = (SELECT attempts FROM \(item.table) WHERE id = ?1)
        """, [item.id, part, reference, now.milliseconds, try passTime(at: now, in: database)])
      if database.changesCount == 0 { return nil }
      try database.run("UPDATE \(item.table) SET failure = NULL WHERE id = ?", [item.id])
      return try database.followParts(of: item, at: now)
    }
  }

  /// After a crash nobody can say whether what was being sent has gone: it becomes `unknown` and is never sent again by
  /// itself. For the limits it went now, the latest it can have. To be called once, when the daemon starts. Gives the
  /// items.
  public func recoverAfterCrash(at now: WallTime) throws(StoreError) -> [OutboxItem] {
    try write { database in
      let reports = try Int64.fetchAll(database, sql: "SELECT id FROM reports WHERE state = 'sending'")
      let others = try Int64.fetchAll(database, sql: "SELECT id FROM submissions WHERE state = 'sending'")
      let items = reports.sorted().map(OutboxItem.report) + others.sorted().map(OutboxItem.submission)
      let reason = "the program ended while it was being sent"
      let passed = try passTime(at: now, in: database)
      for item in items {
        let held = try Self.heldReport(of: item, in: database)
        try database.move(item, to: .unknown)
        try database.run("UPDATE \(item.table) SET failure = ? WHERE id = ?", [reason, item.id])
        try database.run(
          """
          UPDATE sends SET state = 'unknown', failure = ?1, reference = NULL, status = NULL, discharged_at = NULL,
            held_outcome = NULL, finished_at = ?3, passed_at = ?4
          WHERE \(item.column) = ?2 AND state = 'sending'
          """, [reason, item.id, now.milliseconds, passed])
        try database.stamp(item, passed: passed)
        try database.audit(.unknown, of: item, by: .policy, at: now, detail: reason)
        if let held { _ = try Self.settle(held.report, sim: held.sim, now: now, in: database) }
      }
      return items
    }
  }

  /// How many attempts to send an item there were.
  public func attempts(of item: OutboxItem) throws(StoreError) -> Int {
    try read { database in
      let statement = try database.cachedStatement(sql: "SELECT attempts FROM \(item.table) WHERE id = ?")
      guard let attempts = try Int.fetchOne(statement, arguments: [item.id]) else {
        throw StoreError.notFound(what: item.noun, id: item.id)
      }
      return attempts
    }
  }

  /// Every attempt of an item, oldest first.
  public func sends(of item: OutboxItem) throws(StoreError) -> [SendRecord] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM sends WHERE \(item.column) = ? ORDER BY id", arguments: [item.id])
        .map(SendRecord.init)
    }
  }
}

extension SendOutcome {
  fileprivate var state: SendState {
    switch self {
    case .accepted: .accepted
    case .failed, .refused: .failed
    case .unknown: .unknown
    case .notAttempted: .notAttempted
    }
  }

  fileprivate var reason: String? {
    switch self {
    case .accepted: nil
    case .failed(let reason), .refused(let reason), .unknown(let reason), .notAttempted(let reason): reason
    }
  }

  fileprivate var reference: UInt8? {
    if case .accepted(let reference) = self { reference } else { nil }
  }
}

extension ReportState {
  /// What the audit trail calls reaching this state from the network's side.
  var auditEvent: AuditEvent {
    switch self {
    case .awaitingReview: .forReview
    case .dryRun: .dryRun
    case .queued: .postponed
    case .sending: .sending
    case .sent: .sent
    case .failed: .failed
    case .unknown: .unknown
    case .delivered: .delivered
    case .undelivered: .undelivered
    case .acknowledged: .acknowledged
    case .rejected: .rejected
    case .cancelled: .cancelled
    }
  }
}

extension Database {
  /// The audit row of a report; other submissions have their own table and no place in the reports' trail.
  func audit(
    _ event: AuditEvent, of item: OutboxItem, by actor: Actor, at now: WallTime, detail: String? = nil
  ) throws {
    guard case .report(let id) = item else { return }
    let report = try report(id)
    try audit(
      event, by: actor, at: now, sim: report.sim, messageID: report.messageID, reportID: id, detail: detail)
  }

  /// A report counts from when it was last on its way.
  fileprivate func stamp(_ item: OutboxItem, passed: Int64) throws {
    guard case .report(let id) = item else { return }
    try run("UPDATE reports SET passed_at = ? WHERE id = ?", [passed, id])
  }

  fileprivate func settlePart(
    _ item: OutboxItem, part: Int, outcome: SendOutcome, passed: Int64, at now: WallTime
  ) throws {
    let attempt = "(SELECT attempts FROM \(item.table) WHERE id = ?1)"
    try run(
      """
      UPDATE sends SET state = ?3, reference = ?4, failure = ?5, finished_at = ?6, passed_at = ?7, status = NULL,
        discharged_at = NULL, held_outcome = NULL
      WHERE \(item.column) = ?1 AND part = ?2 AND attempt = \(attempt) AND state = 'sending'
      """,
      [
        item.id, part, outcome.state.rawValue, outcome.reference, outcome.reason.map(storable), now.milliseconds,
        passed,
      ])
    guard changesCount == 1 else { throw StoreError.notFound(what: "part of \(item.noun) being sent", id: item.id) }
    if case .accepted = outcome { return }
    try run(
      """
      UPDATE sends SET state = 'not-attempted', finished_at = ?2
      WHERE \(item.column) = ?1 AND attempt = \(attempt) AND state = 'sending'
      """, [item.id, now.milliseconds])
  }

  fileprivate func moveAfterPart(
    of item: OutboxItem, outcome: SendOutcome, retryAt: WallTime, at now: WallTime
  ) throws -> ReportState {
    var next = try stateAfterParts(of: item, outcome: outcome)
    guard next != .sending else { return next }
    if next == .queued, case .report(let id) = item, try report(id).revokedAt != nil { next = .failed }
    try move(item, to: next)
    try run(
      "UPDATE \(item.table) SET finished_at = ?, failure = ? WHERE id = ?",
      [now.milliseconds, outcome.reason.map(storable), item.id])
    if next == .queued {
      try run(
        "UPDATE \(item.table) SET queued_at = ?, due_at = ? WHERE id = ?",
        [now.milliseconds, retryAt.milliseconds, item.id])
    }
    try audit(next.auditEvent, of: item, by: .network, at: now, detail: outcome.reason)
    return next
  }

  fileprivate func stateAfterParts(of item: OutboxItem, outcome: SendOutcome) throws -> ReportState {
    let states = try partStates(of: item)
    switch outcome {
    case .accepted: return states.contains(.sending) ? .sending : .sent
    case .failed: return .failed
    case .unknown: return .unknown
    // With some parts gone it is not tried again by itself: the destination would get them twice.
    case .notAttempted, .refused: return states.contains(where: \.mayHaveGone) ? .failed : .queued
    }
  }

  /// The parts of the last attempt.
  func partStates(of item: OutboxItem) throws -> [SendState] {
    try String.fetchAll(
      self,
      sql: """
        SELECT state FROM sends WHERE \(item.column) = ?1
          AND attempt = (SELECT attempts FROM \(item.table) WHERE id = ?1) ORDER BY part
        """, arguments: [item.id]
    ).compactMap(SendState.init)
  }

  /// Whom a person writes to is known from then on; the destination of reports is nobody's acquaintance.
  fileprivate func noteCorrespondent(of item: OutboxItem, at now: WallTime) throws {
    guard case .submission(let id) = item,
      let row = try Row.fetchOne(
        self, sql: "SELECT sim, destination FROM submissions WHERE id = ? AND report_id IS NULL", arguments: [id]),
      let destination: String = row["destination"]
    else { return }
    try noteCorrespondent(destination, sim: row["sim"], at: now)
  }
}

extension SendRecord {
  fileprivate init(row: Row) {
    let state: String = row["state"]
    self.init(
      attempt: row["attempt"], part: row["part"], hex: row["hex"], hexDigest: row["hex_digest"],
      state: SendState(rawValue: state) ?? .unknown, reference: row["reference"], failure: row["failure"],
      startedAt: WallTime(milliseconds: row["started_at"]), finishedAt: time(row["finished_at"]),
      status: row["status"], dischargedAt: time(row["discharged_at"]))
  }
}
