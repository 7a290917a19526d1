internal import GRDB
internal import Reporting

// What happens when the clock of this computer jumps. Machines without a battery start years ago, those with a bad one
// years ahead, and either lasts until the network time is there. No jump may erase texts or allow more SMS than before,
// and none may stop the outbox until real time has caught up with a stamp. The windows of the limits go by another clock,
// see `PassedTime`.

// MARK: - Sending, after a clock that was ahead

extension Store {
  /// What was queued in the future waits its hold anew from now.
  func requeueFromFuture(table: String, sim: String, now: WallTime) throws(StoreError) {
    let condition = "state = 'queued' AND sim = ? AND queued_at > ?"
    let isNeeded = try read { database in
      try Row.fetchOne(
        database.cachedStatement(sql: "SELECT 1 FROM \(table) WHERE \(condition)"), arguments: [sim, now.milliseconds])
        != nil
    }
    guard isNeeded else { return }
    try write { database in
      try database.run(
        "UPDATE \(table) SET due_at = ?1 + due_at - queued_at, queued_at = ?1 WHERE state = 'queued' AND sim = ?2 "
          + "AND queued_at > ?1", [now.milliseconds, sim])
    }
  }
}

// MARK: - Keeping, with a clock that is behind or ahead

extension WallTime {
  /// Whether a clock may honestly say so.
  var isPlausible: Bool { self >= Policy.earliestPlausible }
}

extension Database {
  /// What came while the clock was not set is as old as now, not as old as the clock said. Rows that are emptied do not
  /// matter any more.
  func restamp(table: String, column: String, condition: String = "purged_at IS NULL", to now: WallTime) throws {
    try run(
      "UPDATE \(table) SET \(column) = ?1 WHERE \(condition) AND \(column) < ?2",
      [now.milliseconds, Policy.earliestPlausible.milliseconds])
  }

  /// The time that retention goes by. It follows the clock, by one day an hour at most: after a jump of years texts go
  /// slowly, the oldest first, and there is time to set the clock right; after a year without power the rest goes within
  /// two weeks.
  func retentionTime(at now: WallTime) throws -> WallTime {
    let statement = try cachedStatement(sql: "SELECT reached_at, moved_at FROM retention WHERE id = 1")
    guard let row = try Row.fetchOne(statement) else {
      // The first time: nobody knows how long ago the newest message was.
      let newest = try Int64.fetchOne(
        cachedStatement(sql: "SELECT MAX(received_at) FROM messages WHERE purged_at IS NULL"))
      let start = newest.map { WallTime(milliseconds: $0).adding(days: 1) } ?? now
      return try setRetentionTime(min(start, now), at: now)
    }
    let reached = WallTime(milliseconds: row["reached_at"])
    let moved = WallTime(milliseconds: row["moved_at"])
    // Set back: neither is the time to come known, nor when the last hour ends.
    if now < moved { return try setRetentionTime(min(reached, now), at: now) }
    if now < moved.adding(hours: 1) { return min(reached, now) }
    return try setRetentionTime(min(reached.adding(days: 1), now), at: now)
  }

  private func setRetentionTime(_ time: WallTime, at now: WallTime) throws -> WallTime {
    try run(
      """
      INSERT INTO retention (id, reached_at, moved_at) VALUES (1, ?, ?)
      ON CONFLICT (id) DO UPDATE SET reached_at = excluded.reached_at, moved_at = excluded.moved_at
      """, [time.milliseconds, now.milliseconds])
    return time
  }
}
