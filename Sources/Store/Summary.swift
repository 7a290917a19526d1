internal import GRDB
public import Reporting

/// What came in and what became of it, counted.
public struct Summary: Sendable, Hashable {
  /// Messages.
  public internal(set) var messages = 0
  /// Messages by their state.
  public internal(set) var byState: [MessageState: Int] = [:]
  /// Classified messages by their label.
  public internal(set) var byLabel: [String: Int] = [:]
  /// Messages by what was decided: `report`, `dry-run`, `review`, `withhold`, `reply`.
  public internal(set) var byDecision: [String: Int] = [:]
  /// Messages the policy stopped, by the guard.
  public internal(set) var byGuard: [String: Int] = [:]
  /// Reports by their state.
  public internal(set) var reportsByState: [ReportState: Int] = [:]
}

extension Store {
  /// Counts, since a moment when one is given.
  public func summary(since: WallTime? = nil) throws(StoreError) -> Summary {
    try read { database in
      var summary = Summary()
      let since = since?.milliseconds ?? .min
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT state, label, decision, guard, COUNT(*) AS count FROM messages WHERE received_at >= ?
          GROUP BY state, label, decision, guard
          """, arguments: [since])
      for row in rows {
        let count: Int = row["count"]
        let state: String = row["state"]
        summary.messages += count
        summary.byState[MessageState(rawValue: state) ?? .undecodable, default: 0] += count
        if let label: String = row["label"] { summary.byLabel[label, default: 0] += count }
        if let decision: String = row["decision"] { summary.byDecision[decision, default: 0] += count }
        if let stopped: String = row["guard"] { summary.byGuard[stopped, default: 0] += count }
      }
      let reports = try Row.fetchAll(
        database, sql: "SELECT state, COUNT(*) AS count FROM reports WHERE created_at >= ? GROUP BY state",
        arguments: [since])
      for row in reports {
        let state: String = row["state"]
        summary.reportsByState[ReportState(rawValue: state) ?? .unknown, default: 0] += row["count"]
      }
      return summary
    }
  }
}
