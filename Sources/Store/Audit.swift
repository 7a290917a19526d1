internal import GRDB
public import Reporting

/// Who did something that the audit trail records.
public enum Actor: Hashable, Sendable, CustomStringConvertible {
  /// The program, by its policy.
  case policy
  /// The modem or the network behind it.
  case network
  /// A person, by the name of the account.
  case person(String)

  /// As it is stored: `policy`, `network`, `person:NAME`.
  public var description: String {
    switch self {
    case .policy: "policy"
    case .network: "network"
    case .person(let name): "person:\(name)"
    }
  }
}

/// What the audit trail records. The rows hold no text and no number of anybody, so they stay for ever.
public enum AuditEvent: String, Sendable, CaseIterable {
  /// The policy wanted to report a message (even if a breaker or the mode held it).
  case candidate = "report.candidate"
  case queued = "report.queued"
  case forReview = "report.review"
  case dryRun = "report.dry-run"
  case approved = "report.approved"
  case cancelled = "report.cancelled"
  case retried = "report.retried"
  case revoked = "report.revoked"
  case sending = "report.sending"
  case sent = "report.sent"
  case failed = "report.failed"
  case unknown = "report.unknown"
  case postponed = "report.postponed"
  case resolved = "report.resolved"
  case delivered = "report.delivered"
  case undelivered = "report.undelivered"
  case acknowledged = "report.acknowledged"
  case rejected = "report.rejected"
  case breakerOpened = "breaker.opened"
  case paused = "sending.paused"
  case resumed = "sending.resumed"
  case taught = "classifier.taught"
  case learningReset = "classifier.reset"
  case purged = "texts.purged"
  case forgotten = "person.forgotten"
}

/// A row of the audit trail.
public struct AuditRecord: Sendable, Hashable {
  /// Row number; grows.
  public let id: Int64
  /// When.
  public let at: WallTime
  /// Which SIM; empty when it concerns all.
  public let sim: String
  /// What.
  public let event: String
  /// Who, as ``Actor/description``.
  public let actor: String
  /// The message concerned.
  public let messageID: Int64?
  /// The report concerned.
  public let reportID: Int64?
  /// More, such as a guard or a reason.
  public let detail: String?
}

extension Store {
  /// The audit rows of a report and of its message, oldest first.
  public func audit(reportID: Int64) throws(StoreError) -> [AuditRecord] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM audit WHERE report_id = ?1
            OR message_id = (SELECT message_id FROM reports WHERE id = ?1) ORDER BY id
          """, arguments: [reportID]
      ).map(AuditRecord.init)
    }
  }

  /// Audit rows, newest first, before a row when paging.
  public func audit(before id: Int64? = nil, limit: Int) throws(StoreError) -> [AuditRecord] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?",
        arguments: [id ?? .max, max(0, limit)]
      ).map(AuditRecord.init)
    }
  }
}

extension AuditRecord {
  fileprivate init(row: Row) {
    self.init(
      id: row["id"], at: WallTime(milliseconds: row["at"]), sim: row["sim"], event: row["event"], actor: row["actor"],
      messageID: row["message_id"], reportID: row["report_id"], detail: row["detail"])
  }
}

extension Database {
  /// Appends to the audit trail, in the transaction of what it records.
  func audit(
    _ event: AuditEvent, by actor: Actor, at time: WallTime, sim: String, messageID: Int64? = nil,
    reportID: Int64? = nil, detail: String? = nil
  ) throws {
    try run(
      """
      INSERT INTO audit (at, sim, event, actor, message_id, report_id, detail) VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [time.milliseconds, sim, event.rawValue, actor.description, messageID, reportID, detail.map(storable)])
  }

  /// Runs a prepared statement, kept prepared for the next time.
  func run(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }
}

/// Text that SQLite keeps whole: a NUL would end it. The raw PDU keeps the original.
func storable(_ text: String) -> String {
  text.utf8.contains(0) ? text.replacing("\u{0}", with: "\u{FFFD}") : text
}
