internal import GRDB
public import Reporting

/// What waits, what is stopped and what a day brought: the database's share of a status page, in one view.
public struct Overview: Sendable, Hashable {
  /// Messages and reports of the day.
  public struct Day: Sendable, Hashable {
    /// Since when.
    public internal(set) var since: WallTime
    /// Messages received.
    public internal(set) var messages = 0
    /// Classified ones by their label.
    public internal(set) var byLabel: [String: Int] = [:]
    /// Those the policy stopped, by the guard.
    public internal(set) var byGuard: [String: Int] = [:]
    /// Reports composed, by their state now.
    public internal(set) var reportsByState: [ReportState: Int] = [:]
  }

  /// A person stopped all sending.
  public struct Pause: Sendable, Hashable {
    /// Since when.
    public let since: WallTime
    /// Who, as ``Actor/description``.
    public let actor: String
  }

  /// A breaker that is open.
  public struct OpenBreaker: Sendable, Hashable {
    /// Which one.
    public let breaker: Breaker
    /// The SIM whose reports it stops.
    public let sim: String
    /// Since when.
    public let since: WallTime
  }

  /// The day.
  public internal(set) var day: Day
  /// Reports whose time has come.
  public internal(set) var due = 0
  /// Reports in the time in which a person can stop them.
  public internal(set) var held = 0
  /// When the next of those is due.
  public internal(set) var nextDue: WallTime?
  /// Reports that wait for a person's word.
  public internal(set) var awaitingReview = 0
  /// Reports a modem has.
  public internal(set) var sending = 0
  /// Reports of which nobody knows whether they were sent.
  public internal(set) var unknown = 0
  /// Other SMS that wait to be sent.
  public internal(set) var outbox = 0
  /// Long messages whose parts are awaited.
  public internal(set) var partial = 0
  /// Whole messages without a verdict.
  public internal(set) var unclassified = 0
  /// That a person stopped all sending; nil while it goes on.
  public internal(set) var pause: Pause?
  /// Open breakers, the oldest first.
  public internal(set) var openBreakers: [OpenBreaker] = []

  init(since: WallTime) { day = Day(since: since) }
}

extension Store {
  /// What a status page says of the database.
  ///
  /// - Parameters:
  ///   - since: when the day began.
  ///   - now: what is due by then is due, the rest is held.
  public func overview(since: WallTime, now: WallTime) throws(StoreError) -> Overview {
    try read { database in
      var overview = Overview(since: since)
      try Self.addDay(to: &overview.day, in: database)
      try Self.addQueues(to: &overview, now: now, in: database)
      try Self.addSwitches(to: &overview, in: database)
      return overview
    }
  }

  /// The day begins at the first row stored in it that was not purged: numbers grow with time, so that the rest is a
  /// range of them, and the whole table is never read.
  private static func addDay(to day: inout Overview.Day, in database: Database) throws {
    let since = day.since.milliseconds
    let messages = try database.cachedStatement(
      sql: """
        SELECT label, guard, COUNT(*) AS count FROM messages
        WHERE id >= (SELECT MIN(id) FROM messages WHERE received_at >= ?1 AND purged_at IS NULL) AND received_at >= ?1
        GROUP BY label, guard
        """)
    for row in try Row.fetchAll(messages, arguments: [since]) {
      let count: Int = row["count"]
      day.messages += count
      if let label: String = row["label"] { day.byLabel[label, default: 0] += count }
      if let stopped: String = row["guard"] { day.byGuard[stopped, default: 0] += count }
    }
    let reports = try database.cachedStatement(
      sql: """
        SELECT state, COUNT(*) AS count FROM reports
        WHERE id >= (SELECT MIN(id) FROM reports WHERE created_at >= ?1 AND purged_at IS NULL) AND created_at >= ?1
        GROUP BY state
        """)
    for row in try Row.fetchAll(reports, arguments: [since]) {
      let state: String = row["state"]
      day.reportsByState[ReportState(rawValue: state) ?? .unknown, default: 0] += row["count"]
    }
  }

  private static func addQueues(to overview: inout Overview, now: WallTime, in database: Database) throws {
    let queued = try database.cachedStatement(
      sql: """
        SELECT COUNT(*) AS count, TOTAL(due_at <= ?1) AS due, MIN(CASE WHEN due_at > ?1 THEN due_at END) AS next
        FROM reports WHERE state = 'queued' AND revoked_at IS NULL
        """)
    if let row = try Row.fetchOne(queued, arguments: [now.milliseconds]) {
      let (count, due): (Int, Double) = (row["count"], row["due"])
      overview.due = Int(due)
      overview.held = count - overview.due
      overview.nextDue = time(row["next"])
    }
    func count(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
      try Int.fetchOne(database.cachedStatement(sql: "SELECT COUNT(*) FROM " + sql), arguments: arguments) ?? 0
    }
    func reports(_ state: ReportState) throws -> Int { try count("reports WHERE state = ?", [state.rawValue]) }
    overview.awaitingReview = try reports(.awaitingReview)
    overview.sending = try reports(.sending)
    overview.unknown = try reports(.unknown)
    overview.outbox = try count("submissions WHERE state = 'queued'")
    overview.partial = try count("messages WHERE state = 'partial'")
    overview.unclassified = try count(
      "messages WHERE classified_at IS NULL AND state IN ('complete', 'incomplete')")
  }

  private static func addSwitches(to overview: inout Overview, in database: Database) throws {
    let statement = try database.cachedStatement(
      sql: "SELECT sim, name, changed_at, actor FROM switches WHERE is_open ORDER BY changed_at, sim, name")
    for row in try Row.fetchAll(statement) {
      let (name, sim, changed): (String, String, Int64) = (row["name"], row["sim"], row["changed_at"])
      let since = WallTime(milliseconds: changed)
      if let breaker = Breaker(rawValue: name) {
        overview.openBreakers.append(Overview.OpenBreaker(breaker: breaker, sim: sim, since: since))
      } else {
        overview.pause = Overview.Pause(since: since, actor: row["actor"])
      }
    }
  }
}
