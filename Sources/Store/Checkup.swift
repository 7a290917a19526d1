internal import GRDB

/// What a look at a whole database found.
public struct Checkup: Sendable, Hashable {
  /// Something that is not as it must be.
  public struct Problem: Sendable, Hashable {
    /// Which check found it: `integrity`, `foreign-keys`, `ledger` or `audit`.
    public let check: String
    /// What it found.
    public let detail: String
  }

  /// The schema's steps that the database has gone through.
  public let schema: [String]
  /// Messages, reports and audit rows.
  public let messages, reports, auditRows: Int
  /// Nothing when all is well.
  public let problems: [Problem]
}

extension Store {
  /// Reads the whole database and says what is wrong with it: pages and indices, references between tables, and what
  /// must hold of the ledger.
  public func checkup() throws(StoreError) -> Checkup {
    try read { database in try database.checkup() }
  }
}

extension Database {
  func checkup() throws -> Checkup {
    var problems = try String.fetchAll(self, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
      .map { Checkup.Problem(check: "integrity", detail: $0) }
    let references = try Row.fetchAll(self, sql: "PRAGMA foreign_key_check").prefix(20)
    problems += references.map { row in
      let table: String = row[0]
      let id: Int64? = row[1]
      let parent: String = row[2]
      return Checkup.Problem(
        check: "foreign-keys", detail: "\(table) \(id ?? 0) refers to a row of \(parent) that is not there")
    }
    for check in LedgerCheck.all {
      problems += try Int64.fetchAll(self, sql: check.query + " LIMIT 20")
        .map { Checkup.Problem(check: check.name, detail: check.detail($0)) }
    }
    return Checkup(
      schema: try String.fetchAll(self, sql: "SELECT identifier FROM grdb_migrations ORDER BY rowid"),
      messages: try count("messages"), reports: try count("reports"), auditRows: try count("audit"),
      problems: problems)
  }

  private func count(_ table: String) throws -> Int {
    try Int.fetchOne(self, sql: "SELECT COUNT(*) FROM \(table)") ?? 0
  }
}

/// Something that must hold of the ledger: a query for the rows of which it does not.
private struct LedgerCheck: Sendable {
  let name: String
  let query: String
  let detail: @Sendable (Int64) -> String

  static let all = [
    // A person's word allows one attempt more each time.
    LedgerCheck(
      name: "ledger",
      query: """
        SELECT reports.id FROM reports WHERE (
          SELECT COUNT(DISTINCT attempt) FROM sends WHERE report_id = reports.id
            AND state IN ('sending', 'accepted', 'unknown', 'delivered', 'undelivered'))
          > 1 + (SELECT COUNT(*) FROM audit WHERE report_id = reports.id AND event = 'report.retried')
        """
    ) { "report \($0) went out more often than a person asked for" },
    LedgerCheck(
      name: "ledger",
      query: """
        SELECT id FROM reports WHERE state IN ('sending', 'sent', 'unknown', 'delivered', 'undelivered', 'acknowledged',
          'rejected') AND NOT EXISTS (SELECT 1 FROM sends WHERE report_id = reports.id)
        """
    ) { "report \($0) is said to have gone, but no SMS of it is recorded" },
    LedgerCheck(
      name: "ledger",
      query: """
        SELECT reports.id FROM reports JOIN messages ON messages.id = message_id WHERE messages.classified_at IS NULL
        """
    ) { "report \($0) is of a message that has no verdict" },
    LedgerCheck(
      name: "ledger",
      query: """
        SELECT id FROM messages WHERE decision = 'report'
          AND NOT EXISTS (SELECT 1 FROM reports WHERE message_id = messages.id)
        """
    ) { "message \($0) was to be reported, but has no report" },
    LedgerCheck(
      name: "ledger",
      query: """
        SELECT id FROM reports WHERE state = 'sending' AND id <> (
          SELECT MIN(id) FROM reports AS first WHERE first.state = 'sending' AND first.sim = reports.sim)
        """
    ) { "report \($0) is being sent while another of its SIM is" },
    LedgerCheck(
      name: "audit",
      query: "SELECT seq FROM sqlite_sequence WHERE name = 'audit' AND seq <> (SELECT COUNT(*) FROM audit)"
    ) { "the audit trail has fewer rows than the \($0) that were written" },
    LedgerCheck(
      name: "audit",
      query: """
        SELECT 1 WHERE (SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit') < 2
        """
    ) { _ in "what keeps the audit trail append-only was removed" },
  ]
}
