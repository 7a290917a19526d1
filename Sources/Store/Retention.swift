internal import GRDB
public import Reporting

extension Store {
  /// Empties texts, numbers and PDUs of everything older than `time`, at most `limit` rows of a table at once so that the
  /// daemon is not held up. Digests stay: nothing is stored or reported again. How many rows were emptied; call again
  /// until it is 0.
  ///
  /// While the clock is not set (`now` before ``Policy/earliestPlausible``) nothing is emptied; what came then has the age
  /// of the first purge after it. When the clock has jumped ahead, `time` is passed by one day an hour at most, so that
  /// the jump does not empty everything at once.
  public func purge(olderThan time: WallTime, at now: WallTime, limit: Int = 500) throws(StoreError) -> Int {
    guard now.isPlausible else { return 0 }
    return try write { database in
      for target in Purge.targets { try database.restamp(table: target.table, column: target.age, to: now) }
      let time = time.adding(milliseconds: try database.retentionTime(at: now).milliseconds(since: now))
      var purged = 0
      for target in Purge.targets {
        let ids = try Int64.fetchAll(
          database,
          sql: """
            SELECT id FROM \(target.table) WHERE purged_at IS NULL AND \(target.age) < ? AND \(target.condition)
            ORDER BY \(target.age) LIMIT ?
            """, arguments: [time.milliseconds, max(1, limit)])
        for id in ids { try target.empty(id, at: now, in: database) }
        purged += ids.count
      }
      if purged > 0 { try database.audit(.purged, by: .policy, at: now, sim: "", detail: "\(purged) rows") }
      return purged
    }
  }
}

/// Which columns of a table are somebody's, and what they become.
struct Purge {
  let table: String
  let age: String
  let columns: [String]
  let keyColumn: String?
  /// What is still needed is not emptied, however old.
  let condition: String

  static let messages = Purge(
    table: "messages", age: "received_at", columns: ["sender", "text", "error", "reasons"], keyColumn: "sender_key",
    condition: "state <> 'partial'")
  static let pdus = Purge(
    table: "pdus", age: "received_at", columns: ["hex", "user_data", "error"], keyColumn: nil, condition: "TRUE")
  static let reports = Purge(
    table: "reports", age: "created_at", columns: ["sender", "text"], keyColumn: "sender_key",
    condition: "state NOT IN ('queued', 'sending')")
  static let submissions = Purge(
    table: "submissions", age: "created_at", columns: ["destination", "text"], keyColumn: nil,
    condition: "state NOT IN ('queued', 'sending')")
  static let sends = Purge(
    table: "sends", age: "started_at", columns: ["hex"], keyColumn: nil, condition: "state <> 'sending'")
  static let targets = [messages, pdus, reports, submissions, sends]

  func empty(_ id: Int64, at now: WallTime, in database: Database) throws {
    if let keyColumn {
      let statement = try database.cachedStatement(sql: "SELECT \(keyColumn) FROM \(table) WHERE id = ?")
      let key = try String.fetchOne(statement, arguments: [id])
      if let key, !key.hasPrefix("sha256:") {
        try database.run("UPDATE \(table) SET \(keyColumn) = ? WHERE id = ?", [hiddenKey(key), id])
      }
    }
    let assignments = columns.map { "\($0) = NULL" }.joined(separator: ", ")
    try database.run("UPDATE \(table) SET \(assignments), purged_at = ? WHERE id = ?", [now.milliseconds, id])
  }

  static func forgetMessage(_ id: Int64, at now: WallTime, in database: Database) throws {
    try messages.empty(id, at: now, in: database)
    for pdu in try Int64.fetchAll(database, sql: "SELECT id FROM pdus WHERE message_id = ?", arguments: [id]) {
      try pdus.empty(pdu, at: now, in: database)
    }
    for report in try Int64.fetchAll(database, sql: "SELECT id FROM reports WHERE message_id = ?", arguments: [id]) {
      try forget(.report(report), target: reports, at: now, in: database)
      // The second SMS of a report in two steps holds the number itself.
      let answers = try Int64.fetchAll(
        database, sql: "SELECT id FROM submissions WHERE report_id = ?", arguments: [report])
      for answer in answers { try forgetSubmission(answer, at: now, in: database) }
    }
    // Their lines name senders that are no numbers.
    try database.run(
      """
      DELETE FROM notifications
      WHERE message_id = ?1 OR report_id IN (SELECT id FROM reports WHERE message_id = ?1)
      """, [id])
  }

  static func forgetSubmission(_ id: Int64, at now: WallTime, in database: Database) throws {
    try forget(.submission(id), target: submissions, at: now, in: database)
  }

  private static func forget(_ item: OutboxItem, target: Purge, at now: WallTime, in database: Database) throws {
    let statement = try database.cachedStatement(sql: "SELECT state FROM \(item.table) WHERE id = ?")
    let state = try String.fetchOne(statement, arguments: [item.id]).flatMap(ReportState.init)
    if let state, state.successors.contains(.cancelled) {
      try database.move(item, to: .cancelled)
      try database.audit(.cancelled, of: item, by: .policy, at: now, detail: "forgotten")
    }
    try target.empty(item.id, at: now, in: database)
    let attempts = try Int64.fetchAll(
      database, sql: "SELECT id FROM sends WHERE \(item.column) = ?", arguments: [item.id])
    for attempt in attempts { try sends.empty(attempt, at: now, in: database) }
  }
}
