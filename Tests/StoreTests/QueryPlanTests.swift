import GRDB
import Reporting
import Synchronization
import Testing

@testable import Store

@Suite("Cost")
struct QueryPlanTests {
  @Test("no statement of the daemon's work reads a whole table, so cost stays flat as the database grows")
  func noScans() throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(path: folder.database, access: .daemon)
    let statements = Mutex<Set<String>>([])
    store.queue.inDatabase { database in
      database.trace { event in
        if case .statement(let statement) = event { statements.withLock { _ = $0.insert(statement.sql) } }
      }
    }
    try work(store)
    store.queue.inDatabase { $0.trace(nil) }
    let data = statements.withLock { $0 }.filter { sql in
      ["SELECT", "UPDATE", "DELETE", "INSERT"].contains { sql.hasPrefix($0) }
    }
    #expect(data.count > 30)
    for sql in data.sorted() {
      let plan = try store.queue.read { database in
        let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
        let count = statement.sql.count { $0 == "?" } + 16
        statement.setUncheckedArguments(nulls(for: statement, atMost: count))
        return try Row.fetchAll(statement).map { row -> String in row["detail"] }
      }
      for step in plan {
        let scansTable = step.hasPrefix("SCAN ") && !step.contains("INDEX") && !step.contains("CONSTANT")
        #expect(!scansTable || isSmall(step), "\(step)\n\(sql)")
      }
    }
  }

  /// Tables that hold a handful of rows, and results of other steps.
  private func isSmall(_ step: String) -> Bool {
    ["switches", "(subquery", "SUBQUERY", "sqlite_master", "grdb_migrations"].contains { step.contains($0) }
  }

  private func nulls(for statement: Statement, atMost count: Int) -> StatementArguments {
    for length in 0...count {
      let arguments = StatementArguments(Array(repeating: DatabaseValue.null, count: length))
      if (try? statement.validateArguments(arguments)) != nil { return arguments }
    }
    return StatementArguments()
  }

  private func work(_ store: Store) throws {
    try store.receive([
      sms("1", part: (1, of: 2)), sms("2", part: (2, of: 2)), sms("1", part: (1, of: 2), reference: 9),
    ])
    _ = try store.expireAssemblies(olderThan: at(100), at: at(100), assemble: join)
    _ = try store.pendingClassification(limit: 10)
    let id = try store.queueReport("Anda menang", campaign: "c")
    _ = try store.facts(
      sender: "0812345678", sim: sim, textDigest: "x", campaign: "c", limits: PolicyLimits(), now: at(0))
    _ = try store.dueReports(sim: sim, now: at(0))
    _ = try store.dueSubmissions(sim: sim, modem: "sim1", now: at(0))
    _ = try store.nextDue(sim: sim, modem: "sim1")
    try store.send(id, at: at(10))
    let status = IncomingStatusReport(
      reference: 1, recipient: "1166", status: 0, outcome: .delivered, dischargedAt: nil)
    try store.receive([IncomingPDU(hex: "06", modem: "m", sim: sim, content: .statusReport(status))], at: at(20))
    _ = try store.answerableReports(sim: sim, destination: "1166", now: at(30))
    try store.receive([sms("Terima kasih", from: "1166")])
    try store.recordReply(messageID: 4, kind: .acknowledged, reportID: id, at: at(30))
    try store.openBreakers([.burst], sim: sim, at: at(40))
    _ = try store.recoverAfterCrash(at: at(50))
    _ = try store.purge(olderThan: at(1), at: at(60))
    _ = try store.report(ofMessage: 1)
    _ = try store.audit(reportID: id)
  }
}
