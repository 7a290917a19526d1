internal import GRDB
public import Reporting

/// An event that a hook wants to be told of.
public struct NewNotification: Sendable, Hashable {
  /// The hook, by its name in the configuration.
  public var hook: String
  /// The name of the event.
  public var event: String
  /// When it happened.
  public var at: WallTime
  /// The event as a line of the log: without texts, numbers masked. What else is told of the message is read when it is
  /// told.
  public var line: String
  /// Which message it is about.
  public var messageID: Int64?
  /// Which report it is about.
  public var reportID: Int64?
  /// The same for every attempt, so that the receiver can tell a repetition.
  public var key: String

  /// A notification.
  public init(
    hook: String, event: String, at: WallTime, line: String, messageID: Int64?, reportID: Int64?, key: String
  ) {
    (self.hook, self.event, self.at, self.line) = (hook, event, at, line)
    (self.messageID, self.reportID, self.key) = (messageID, reportID, key)
  }
}

/// A notification in the queue.
public struct NotificationRecord: Sendable, Hashable {
  /// Row number; grows. A hook is told in this order.
  public let id: Int64
  /// What it says.
  public let notification: NewNotification
  /// How often it was tried.
  public let attempts: Int
  /// When it may be tried.
  public let dueAt: WallTime
  /// Whether it was given up.
  public let isDead: Bool
  /// Why the last attempt failed.
  public let failure: String?
}

extension Store {
  /// Most notifications that wait for a hook, and most given-up ones that are kept of it.
  public static let notificationCapacity = (waiting: 10_000, dead: 1_000)

  /// Appends to the queues, but for what is about emptied messages; how many found no room, by hook.
  public func queue(_ notifications: [NewNotification]) throws(StoreError) -> [String: Int] {
    try write { database in
      var room: [String: Int] = [:]
      var refused: [String: Int] = [:]
      for new in notifications where try !database.isOfNobody(new) {
        let left = try room[new.hook] ?? (Self.notificationCapacity.waiting - database.waitingCount(of: new.hook))
        room[new.hook] = left - 1
        if left <= 0 {
          refused[new.hook, default: 0] += 1
          continue
        }
        try database.run(
          """
          INSERT INTO notifications (hook, event, at, line, message_id, report_id, key, due_at, state)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting')
          """,
          [
            new.hook, new.event, new.at.milliseconds, storable(new.line), new.messageID, new.reportID, new.key,
            new.at.milliseconds,
          ])
      }
      return refused
    }
  }

  /// The first that waits for a hook, due or not.
  public func nextNotification(for hook: String) throws(StoreError) -> NotificationRecord? {
    try read { database in
      let statement = try database.cachedStatement(
        sql: "SELECT * FROM notifications WHERE hook = ? AND state = 'waiting' ORDER BY id LIMIT 1")
      return try Row.fetchOne(statement, arguments: [hook]).map(NotificationRecord.init)
    }
  }

  /// It was told.
  public func notificationDelivered(_ id: Int64) throws(StoreError) {
    try write { database in try database.run("DELETE FROM notifications WHERE id = ?", [id]) }
  }

  /// It is to be tried again; those behind it wait.
  public func notificationPostponed(_ id: Int64, until time: WallTime, failure: String) throws(StoreError) {
    try write { database in
      try database.run(
        "UPDATE notifications SET attempts = attempts + 1, due_at = ?, failure = ? WHERE id = ?",
        [time.milliseconds, storable(failure), id])
    }
  }

  /// It is given up and kept for a person to look at; the oldest of too many are removed.
  public func notificationFailed(_ id: Int64, failure: String) throws(StoreError) {
    try write { database in
      try database.run(
        "UPDATE notifications SET attempts = attempts + 1, state = 'dead', failure = ? WHERE id = ?",
        [storable(failure), id])
      try database.run(
        """
        DELETE FROM notifications WHERE state = 'dead' AND hook = (SELECT hook FROM notifications WHERE id = ?1)
          AND id <= (SELECT id FROM notifications AS other WHERE other.state = 'dead' AND other.hook = notifications.hook
            ORDER BY id DESC LIMIT 1 OFFSET ?2)
        """, [id, Self.notificationCapacity.dead])
    }
  }

  /// What waits and what was given up, newest first.
  public func notifications(hook: String? = nil, dead: Bool? = nil, limit: Int) throws(StoreError)
    -> [NotificationRecord]
  {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM notifications WHERE (?1 IS NULL OR hook = ?1) AND (?2 IS NULL OR (state = 'dead') = ?2)
          ORDER BY id DESC LIMIT ?3
          """, arguments: [hook, dead, max(0, limit)]
      ).map(NotificationRecord.init)
    }
  }

  /// Lets given-up ones be tried again, in their old order; how many there were.
  public func retryNotifications(_ ids: [Int64]?, hook: String?, at now: WallTime) throws(StoreError) -> Int {
    try change(
      """
      UPDATE notifications SET state = 'waiting', attempts = 0, at = ?1, due_at = ?1
      WHERE state = 'dead'
      """, ids, hook, [now.milliseconds])
  }

  /// Removes notifications, waiting or given up; how many there were.
  public func discardNotifications(_ ids: [Int64]?, hook: String?) throws(StoreError) -> Int {
    try change("DELETE FROM notifications WHERE ?1", ids, hook, [true])
  }

  /// Removes what happened before a time: it was given up, or waits for a hook that there is no more.
  public func purgeNotifications(olderThan time: WallTime) throws(StoreError) {
    try write { database in
      try database.run("DELETE FROM notifications WHERE at < ?", [time.milliseconds])
    }
  }

  private func change(
    _ sql: String, _ ids: [Int64]?, _ hook: String?, _ arguments: StatementArguments
  ) throws(StoreError) -> Int {
    try write { database in
      var sql = sql
      var arguments = arguments
      if let ids { sql += " AND id IN (\(ids.map(String.init).joined(separator: ", ")))" }
      if let hook {
        sql += " AND hook = ?2"
        arguments += [hook]
      }
      try database.execute(sql: sql, arguments: arguments)
      return database.changesCount
    }
  }
}

extension NotificationRecord {
  fileprivate init(row: Row) {
    let state: String = row["state"]
    self.init(
      id: row["id"],
      notification: NewNotification(
        hook: row["hook"], event: row["event"], at: WallTime(milliseconds: row["at"]), line: row["line"],
        messageID: row["message_id"], reportID: row["report_id"], key: row["key"]),
      attempts: row["attempts"], dueAt: WallTime(milliseconds: row["due_at"]), isDead: state == "dead",
      failure: row["failure"])
  }
}

extension Database {
  /// Gives up all that wait; how many there were.
  func giveUpNotifications(failure: String) throws -> Int {
    try run("UPDATE notifications SET state = 'dead', failure = ? WHERE state = 'waiting'", [storable(failure)])
    return changesCount
  }

  /// Whether it is about somebody who was forgotten, perhaps while it waited for the database.
  fileprivate func isOfNobody(_ new: NewNotification) throws -> Bool {
    let statement = try cachedStatement(
      sql: """
        SELECT 1 FROM messages WHERE purged_at IS NOT NULL
          AND id = COALESCE(?, (SELECT message_id FROM reports WHERE id = ?))
        """)
    return try Row.fetchOne(statement, arguments: [new.messageID, new.reportID]) != nil
  }

  fileprivate func waitingCount(of hook: String) throws -> Int {
    let statement = try cachedStatement(
      sql: "SELECT COUNT(*) FROM notifications WHERE hook = ? AND state = 'waiting'")
    return try Int.fetchOne(statement, arguments: [hook]) ?? 0
  }
}
