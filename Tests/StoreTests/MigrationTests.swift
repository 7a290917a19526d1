import GRDB
import Reporting
import Testing

@testable import Store

@Suite("Databases of earlier versions")
struct MigrationTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let queue = try DatabaseQueue(path: folder.database)
    try queue.writeWithoutTransaction { try $0.execute(sql: firstSchema) }
    try queue.close()
  }

  @Test("the first one is opened, and nothing of it is lost")
  func opened() throws {
    let store = try Store.open(path: folder.database, access: .daemon)
    #expect(try store.message(1).text == "Anda menang" && store.message(1).verdict?.label == "fraud")
    #expect(try store.rawPDUs(ofMessage: 1) == ["00"])
    #expect(try store.report(1).state == .sent && store.sends(of: .report(1)).count == 1)
    #expect(try store.lists(naming: "081200000001") == [.contacts])
    #expect(try store.nextNotification(for: "h")?.notification.event == "report.sent")
    #expect(try store.audit(reportID: 1).count == 1)
    #expect(try store.isPINRefused("9999", modem: "sim1"))
    // And it goes on: the limits know of what was sent, and the same is not reported again.
    let facts = try store.facts(
      sender: "+6281234567890", sim: sim, textDigest: "d1", campaign: "7", limits: PolicyLimits(), now: at(200))
    #expect(facts.isSameTextReported && facts.campaignReportsInDay == 1 && facts.sends.count == 1)
    _ = try store.queueReport("Anda menang lagi", from: "081299999999")
  }

  @Test("a command brings it up to date, a reader does not, and neither does it under a daemon of the old version")
  func commands() throws {
    let old = StoreError.olderDatabase(path: folder.database)
    #expect(old.description.contains("restart the daemon with this version first"))
    #expect(throws: old) { try Store.open(path: folder.database, access: .reading) }
    do {
      let daemon = try DaemonLock(forDatabase: folder.database)
      #expect(throws: old) { try Store.open(path: folder.database, access: .command) }
      withExtendedLifetime(daemon) {}
    }
    let store = try Store.open(path: folder.database, access: .command)
    #expect(try store.message(1).text == "Anda menang")
    #expect(try Store.open(path: folder.database, access: .reading).message(1).text == "Anda menang")
  }

  @Test("brought up to date, it has the tables and indexes that a new one has")
  func sameTables() throws {
    try Store.open(path: folder.database, access: .daemon).close()
    let other = try TemporaryFolder()
    try Store.open(path: other.database, access: .daemon).close()
    #expect(try tables(folder.database) == tables(other.database))
    #expect(try tables(other.database).count > 30)
  }

  @Test("one that a newer version has changed is refused and left as it is")
  func newer() throws {
    try DatabaseQueue(path: folder.database).write { database in
      try database.execute(
        sql: "ALTER TABLE messages ADD COLUMN mood TEXT; INSERT INTO grdb_migrations VALUES ('4 moods')")
    }
    for access in [Store.Access.daemon, .command, .reading] {
      #expect(throws: StoreError.newerDatabase(path: folder.database)) {
        try Store.open(path: folder.database, access: access)
      }
    }
    let copy = try TemporaryFolder()
    #expect(throws: StoreError.newerDatabase(path: folder.database)) {
      try Store.restore(from: folder.database, to: copy.database, at: at(0))
    }
    #expect(try tables(folder.database).contains { $0.contains("mood") })
  }

  /// What made each table, index and trigger, however it was written.
  private func tables(_ path: String) throws -> Set<String> {
    try DatabaseQueue(path: path).read { database in
      let made = try String.fetchAll(
        database, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'grdb_migrations'")
      return Set(made.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") })
    }
  }
}
