internal import GRDB
public import Reporting

/// A report to be, composed from a message.
public struct NewReport: Sendable, Hashable {
  /// Name of the profile.
  public var profile: String
  /// Its version.
  public var profileVersion: Int
  /// Where it goes, from the profile alone.
  public var destination: String
  /// Type-of-address octet of the destination.
  public var destinationType: UInt8
  /// The composed text.
  public var text: String
  /// How many SMS it takes.
  public var parts: Int

  /// A report of `composition` by `profile`; nil for a profile without a destination.
  public init?(_ composition: Composition, profile: ReportProfile) {
    guard let destination = profile.destination else { return nil }
    self.profile = profile.id
    profileVersion = profile.version
    self.destination = destination
    destinationType = profile.typeOfAddress
    text = composition.text
    parts = composition.parts
  }
}

/// A row of the ledger.
public struct ReportRecord: Sendable, Hashable {
  /// Row number; grows.
  public let id: Int64
  /// The message it reports.
  public let messageID: Int64
  /// The SIM it is sent from.
  public let sim: String
  /// Name and version of its profile.
  public let profile: String
  /// Version of the profile then.
  public let profileVersion: Int
  /// Where it goes.
  public let destination: String
  /// Type-of-address octet of the destination.
  public let destinationType: UInt8
  /// Who is reported; nil when purged.
  public let sender: String?
  /// The composed text; nil when purged.
  public let text: String?
  /// How many SMS it takes.
  public let parts: Int
  /// Where it stands.
  public let state: ReportState
  /// The guard for which it waits for a person, or was cancelled.
  public let stoppedBy: String?
  /// When it was composed.
  public let createdAt: WallTime
  /// When it may be sent.
  public let dueAt: WallTime?
  /// The person who approved it.
  public let approvedBy: String?
  /// When its last attempt began.
  public let sendingAt: WallTime?
  /// When that attempt ended.
  public let finishedAt: WallTime?
  /// How many attempts there were.
  public let attempts: Int
  /// Why the last attempt failed.
  public let failure: String?
  /// When the destination had it.
  public let deliveredAt: WallTime?
  /// What the destination answered.
  public let reply: ReplyKind?
  /// The message with the answer.
  public let replyMessageID: Int64?
  /// When the answer came.
  public let repliedAt: WallTime?
  /// When a person revoked it.
  public let revokedAt: WallTime?
  /// When its text was purged.
  public let purgedAt: WallTime?
}

extension Store {
  /// A report.
  public func report(_ id: Int64) throws(StoreError) -> ReportRecord {
    try read { database in try database.report(id) }
  }

  /// The report of a message, if there is one.
  public func report(ofMessage id: Int64) throws(StoreError) -> ReportRecord? {
    try read { database in
      try Row.fetchOne(database, sql: "SELECT * FROM reports WHERE message_id = ?", arguments: [id])
        .map(ReportRecord.init)
    }
  }

  /// Reports, newest first, before a report when paging.
  public func reports(
    state: ReportState? = nil, sim: String? = nil, before id: Int64? = nil, limit: Int
  ) throws(StoreError) -> [ReportRecord] {
    var query = ListingQuery(table: "reports", before: id, limit: limit)
    query.require("state", equals: state?.rawValue)
    query.require("sim", equals: sim)
    return try read { database in try query.rows(in: database).map(ReportRecord.init) }
  }

  /// The queued reports of a SIM that are due, the longest waiting first.
  ///
  /// A report queued in the future (the clock was set back) waits its hold anew from now.
  public func dueReports(sim: String, now: WallTime, limit: Int = 1) throws(StoreError) -> [ReportRecord] {
    try notePassedTime(at: now)
    try requeueFromFuture(table: "reports", sim: sim, now: now)
    return try read { database in
      try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT * FROM reports WHERE state = 'queued' AND sim = ? AND due_at <= ? AND revoked_at IS NULL
            ORDER BY due_at, id LIMIT ?
            """), arguments: [sim, now.milliseconds, max(0, limit)]
      ).map(ReportRecord.init)
    }
  }

  /// When the next queued report or other submission that a SIM, in this modem, may send is due; nil when none waits.
  public func nextDue(sim: String, modem: String) throws(StoreError) -> WallTime? {
    try read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT MIN(due) FROM (
            SELECT MIN(due_at) AS due FROM reports WHERE state = 'queued' AND sim = ?1 AND revoked_at IS NULL
            UNION ALL SELECT MIN(due_at) FROM submissions WHERE state = 'queued' AND sim IN (?1, ?2, ?3))
          """)
      return time(try Int64.fetchOne(statement, arguments: StatementArguments(Self.keys(of: sim, modem: modem))))
    }
  }
}

extension Database {
  func report(_ id: Int64) throws -> ReportRecord {
    let statement = try cachedStatement(sql: "SELECT * FROM reports WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [id]) else {
      throw StoreError.notFound(what: "report", id: id)
    }
    return ReportRecord(row: row)
  }

  /// Moves an item to its next state, or refuses.
  func move(_ item: OutboxItem, to next: ReportState) throws {
    let statement = try cachedStatement(sql: "SELECT state FROM \(item.table) WHERE id = ?")
    guard let stored = try String.fetchOne(statement, arguments: [item.id]) else {
      throw StoreError.notFound(what: item.noun, id: item.id)
    }
    guard let state = ReportState(rawValue: stored) else {
      throw StoreError.unexpected(detail: "\(item.noun) \(item.id) is in the unknown state \(stored)")
    }
    guard state.successors.contains(next) else {
      throw StoreError.illegalTransition(item, IllegalTransition(from: state, to: next))
    }
    try run("UPDATE \(item.table) SET state = ? WHERE id = ?", [next.rawValue, item.id])
  }
}

extension ReportRecord {
  init(row: Row) {
    let state: String = row["state"]
    let reply: String? = row["reply"]
    self.init(
      id: row["id"], messageID: row["message_id"], sim: row["sim"], profile: row["profile"],
      profileVersion: row["profile_version"], destination: row["destination"], destinationType: row["destination_type"],
      sender: row["sender"], text: row["text"], parts: row["parts"], state: ReportState(rawValue: state) ?? .unknown,
      stoppedBy: row["guard"], createdAt: WallTime(milliseconds: row["created_at"]), dueAt: time(row["due_at"]),
      approvedBy: row["approved_by"], sendingAt: time(row["sending_at"]), finishedAt: time(row["finished_at"]),
      attempts: row["attempts"], failure: row["failure"], deliveredAt: time(row["delivered_at"]),
      reply: reply.flatMap(ReplyKind.init), replyMessageID: row["reply_message_id"], repliedAt: time(row["replied_at"]),
      revokedAt: time(row["revoked_at"]), purgedAt: time(row["purged_at"]))
  }
}
