internal import GRDB
public import Reporting

/// What people do with reports.
extension Store {
  /// Lets a report that waits for review be sent.
  public func approve(reportID: Int64, by person: String, dueAt: WallTime, at now: WallTime) throws(StoreError) {
    try write { database in
      let item = OutboxItem.report(reportID)
      let report = try database.report(reportID)
      // A failed report also may be queued, but that is `retry`.
      guard report.state == .awaitingReview else {
        throw StoreError.illegalTransition(item, IllegalTransition(from: report.state, to: .queued))
      }
      try database.checkHasText(item)
      try database.requeue(item, dueAt: dueAt, at: now)
      try database.run("UPDATE reports SET approved_by = ?, guard = NULL WHERE id = ?", [storable(person), reportID])
      try database.audit(.approved, of: item, by: .person(person), at: now)
    }
  }

  /// Stops an item that was not sent.
  public func cancel(_ item: OutboxItem, by actor: Actor, reason: String?, at now: WallTime) throws(StoreError) {
    try write { database in try database.cancel(item, by: actor, reason: reason, at: now) }
  }

  /// Sends a report that failed or was not delivered again: only a person may say so. What was revoked stays unsent.
  public func retry(_ item: OutboxItem, by person: String, dueAt: WallTime, at now: WallTime) throws(StoreError) {
    try write { database in
      let statement = try database.cachedStatement(sql: "SELECT state FROM \(item.table) WHERE id = ?")
      let stored = try String.fetchOne(statement, arguments: [item.id])
      guard let state = stored.flatMap(ReportState.init) else {
        throw StoreError.notFound(what: item.noun, id: item.id)
      }
      guard state == .failed || state == .undelivered else {
        throw StoreError.illegalTransition(item, IllegalTransition(from: state, to: .queued))
      }
      if case .report(let id) = item, try database.report(id).revokedAt != nil {
        throw StoreError.invalid(reason: "report \(id) was revoked and is not sent again")
      }
      try database.checkHasText(item)
      try database.requeue(item, dueAt: dueAt, at: now)
      try database.audit(.retried, of: item, by: .person(person), at: now)
    }
  }

  /// Marks a report as made in error. It cannot be taken back from the destination; what was not sent is cancelled. A
  /// revocation among the last reports opens a breaker.
  public func revoke(reportID: Int64, by person: String, reason: String?, at now: WallTime) throws(StoreError) {
    try write { database in
      let report = try database.report(reportID)
      if report.revokedAt != nil { return }
      if report.state.successors.contains(.cancelled) { try database.move(.report(reportID), to: .cancelled) }
      try database.run(
        "UPDATE reports SET revoked_at = ?, revoked_by = ? WHERE id = ?",
        [now.milliseconds, storable(person), reportID])
      try database.audit(.revoked, of: .report(reportID), by: .person(person), at: now, detail: reason)
    }
  }

  /// A person says what became of a report nobody knew of.
  public func resolve(
    _ item: OutboxItem, wasSent: Bool, by person: String, at now: WallTime
  ) throws(StoreError) {
    try write { database in
      let statement = try database.cachedStatement(sql: "SELECT state FROM \(item.table) WHERE id = ?")
      let stored = try String.fetchOne(statement, arguments: [item.id])
      guard let state = stored.flatMap(ReportState.init) else {
        throw StoreError.notFound(what: item.noun, id: item.id)
      }
      let next: ReportState = wasSent ? .sent : .failed
      guard state == .unknown else {
        throw StoreError.illegalTransition(item, IllegalTransition(from: state, to: next))
      }
      try database.move(item, to: next)
      try database.audit(.resolved, of: item, by: .person(person), at: now, detail: next.rawValue)
    }
  }

  /// Puts a queued report off until a person looks, naming the guard that closed.
  public func holdForReview(reportID: Int64, stoppedBy reason: Guard, at now: WallTime) throws(StoreError) {
    try write { database in
      try database.move(.report(reportID), to: .awaitingReview)
      try database.run("UPDATE reports SET guard = ? WHERE id = ?", [reason.rawValue, reportID])
      try database.audit(.forReview, of: .report(reportID), by: .policy, at: now, detail: reason.rawValue)
    }
  }
}

extension Database {
  func cancel(_ item: OutboxItem, by actor: Actor, reason: String?, at now: WallTime) throws {
    try move(item, to: .cancelled)
    if case .report(let id) = item, let reason {
      try run("UPDATE reports SET guard = ? WHERE id = ?", [storable(reason), id])
    }
    try audit(.cancelled, of: item, by: actor, at: now, detail: reason)
  }

  /// What was purged has nothing left to send.
  fileprivate func checkHasText(_ item: OutboxItem) throws {
    let statement = try cachedStatement(sql: "SELECT purged_at IS NULL FROM \(item.table) WHERE id = ?")
    guard try Bool.fetchOne(statement, arguments: [item.id]) ?? false else {
      throw StoreError.invalid(
        reason: "\(item.noun) \(item.id) cannot be sent: its text was removed after the retention time")
    }
  }

  fileprivate func requeue(_ item: OutboxItem, dueAt: WallTime, at now: WallTime) throws {
    try move(item, to: .queued)
    try run(
      "UPDATE \(item.table) SET queued_at = ?, due_at = ? WHERE id = ?",
      [now.milliseconds, dueAt.milliseconds, item.id])
  }
}
