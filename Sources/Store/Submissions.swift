internal import GRDB
internal import Numbering
public import Reporting

/// An SMS to be sent that is not a report.
public struct NewSubmission: Sendable, Hashable {
  /// SIM to send it from; ``anySIM`` or ``sim(ofModem:)`` where a person does not know its key.
  public var sim: String
  /// Where it goes.
  public var destination: String
  /// Type-of-address octet of the destination.
  public var destinationType: UInt8
  /// Its text.
  public var text: String
  /// Who wants it sent.
  public var requestedBy: Actor
  /// Higher goes first.
  public var priority: Int
  /// Whether a status report is wanted.
  public var wantsStatusReport: Bool
  /// Not before; nil for at once.
  public var dueAt: WallTime?

  /// The first SIM that may send takes it.
  public static let anySIM = ""

  /// Whatever SIM the modem has when it is due. Names of modems have no colon, nor have keys of SIMs.
  public static func sim(ofModem name: String) -> String { "modem:" + name }

  /// An SMS to be sent.
  public init(
    sim: String, destination: String, destinationType: UInt8, text: String, requestedBy: Actor, priority: Int = 0,
    wantsStatusReport: Bool = true, dueAt: WallTime? = nil
  ) {
    self.sim = sim
    self.destination = destination
    self.destinationType = destinationType
    self.text = text
    self.requestedBy = requestedBy
    self.priority = priority
    self.wantsStatusReport = wantsStatusReport
    self.dueAt = dueAt
  }
}

/// An SMS of the gateway that is not a report.
public struct SubmissionRecord: Sendable, Hashable {
  /// Row number; grows.
  public let id: Int64
  /// SIM it is sent from.
  public let sim: String
  /// Where it goes; nil when purged.
  public let destination: String?
  /// Type-of-address octet of the destination.
  public let destinationType: UInt8
  /// Its text; nil when purged.
  public let text: String?
  /// The report whose destination asked for it.
  public let reportID: Int64?
  /// Who wanted it sent, as ``Actor/description``.
  public let requestedBy: String
  /// Higher goes first; reports have 0.
  public let priority: Int
  /// Whether a status report is wanted.
  public let wantsStatusReport: Bool
  /// Where it stands.
  public let state: ReportState
  /// When it was asked for.
  public let createdAt: WallTime
  /// When it may be sent.
  public let dueAt: WallTime?
  /// How many attempts there were.
  public let attempts: Int
  /// Why the last attempt failed.
  public let failure: String?
  /// When its destination had it.
  public let deliveredAt: WallTime?
}

extension Store {
  /// Queues an SMS; its row number.
  @discardableResult
  public func queue(_ submission: NewSubmission, at now: WallTime) throws(StoreError) -> Int64 {
    try write { database in try database.queue(submission, answering: nil, at: now) }
  }

  /// The queued SMS that are due and that a SIM, in this modem, may send: higher priority first, then the longest
  /// waiting.
  public func dueSubmissions(
    sim: String, modem: String, now: WallTime, limit: Int = 1
  ) throws(StoreError) -> [SubmissionRecord] {
    let keys = Self.keys(of: sim, modem: modem)
    for key in keys { try requeueFromFuture(table: "submissions", sim: key, now: now) }
    return try read { database in
      try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT * FROM submissions WHERE state = 'queued' AND sim IN (?, ?, ?) AND due_at <= ?
            ORDER BY priority DESC, due_at, id LIMIT ?
            """), arguments: StatementArguments(keys) + [now.milliseconds, max(0, limit)]
      ).map(SubmissionRecord.init)
    }
  }

  /// The SIM that will send a queued SMS which was left to any, or to a modem.
  public func assign(submissionID: Int64, to sim: String) throws(StoreError) {
    try write { database in
      try database.run("UPDATE submissions SET sim = ? WHERE id = ? AND state = 'queued'", [sim, submissionID])
    }
  }

  /// What `submissions.sim` may say of an SMS that this SIM sends.
  static func keys(of sim: String, modem: String) -> [String] {
    [sim, NewSubmission.sim(ofModem: modem), NewSubmission.anySIM]
  }

  /// An SMS.
  public func submission(_ id: Int64) throws(StoreError) -> SubmissionRecord {
    try read { database in
      let statement = try database.cachedStatement(sql: "SELECT * FROM submissions WHERE id = ?")
      guard let row = try Row.fetchOne(statement, arguments: [id]) else {
        throw StoreError.notFound(what: "submission", id: id)
      }
      return SubmissionRecord(row: row)
    }
  }

  /// SMS that are not reports, newest first, before one when paging.
  public func submissions(before id: Int64? = nil, limit: Int) throws(StoreError) -> [SubmissionRecord] {
    let query = ListingQuery(table: "submissions", before: id, limit: limit)
    return try read { database in try query.rows(in: database).map(SubmissionRecord.init) }
  }

  /// Whom a SIM wrote to is known from then on, and never reported.
  public func noteCorrespondent(_ address: String, sim: String, at now: WallTime) throws(StoreError) {
    try write { database in try database.noteCorrespondent(address, sim: sim, at: now) }
  }
}

extension Database {
  @discardableResult
  func queue(_ submission: NewSubmission, answering reportID: Int64?, at now: WallTime) throws -> Int64 {
    try run(
      """
      INSERT INTO submissions (sim, destination, destination_type, text, report_id, requested_by, priority,
        wants_status_report, state, created_at, queued_at, due_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?)
      """,
      [
        submission.sim, storable(submission.destination), submission.destinationType, storable(submission.text),
        reportID, submission.requestedBy.description, submission.priority, submission.wantsStatusReport,
        now.milliseconds, now.milliseconds, (submission.dueAt ?? now).milliseconds,
      ])
    return lastInsertedRowID
  }

  func noteCorrespondent(_ address: String, sim: String, at now: WallTime) throws {
    try run(
      """
      INSERT INTO correspondents (address_key, sim, first_at, last_at) VALUES (?, ?, ?3, ?3)
      ON CONFLICT (address_key, sim) DO UPDATE SET last_at = excluded.last_at
      """, [storable(Sender.canonical(address)), sim, now.milliseconds])
  }
}

extension SubmissionRecord {
  fileprivate init(row: Row) {
    let state: String = row["state"]
    self.init(
      id: row["id"], sim: row["sim"], destination: row["destination"], destinationType: row["destination_type"],
      text: row["text"], reportID: row["report_id"], requestedBy: row["requested_by"], priority: row["priority"],
      wantsStatusReport: row["wants_status_report"], state: ReportState(rawValue: state) ?? .unknown,
      createdAt: WallTime(milliseconds: row["created_at"]), dueAt: time(row["due_at"]), attempts: row["attempts"],
      failure: row["failure"], deliveredAt: time(row["delivered_at"]))
  }
}
