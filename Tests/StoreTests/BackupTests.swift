import Foundation
import GRDB
import Reporting
import Testing

@testable import Store

@Suite("Backup, restore, check")
struct BackupTests {
  let folder: TemporaryFolder
  let store: Store
  var backup: String { folder.path + "/backup.db" }

  init() throws {
    folder = try TemporaryFolder()
    store = try Store.open(path: folder.database, access: .daemon)
  }

  private func change(_ path: String, _ sql: String) throws {
    try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
  }

  private func names() throws -> Set<String> { Set(try FileManager.default.contentsOfDirectory(atPath: folder.path)) }

  @Test("a backup made beside the daemon is one private file with all that was committed")
  func backUp() throws {
    for index in 0..<300 { try store.receive([sms("teks \(index)", from: "08120000\(1000 + index)")]) }
    let command = try Store.open(path: folder.database, access: .reading)
    try command.backUp(to: backup)
    try store.receive([sms("danach")])
    let mode = try FileManager.default.attributesOfItem(atPath: backup)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try names().filter { $0.hasPrefix("backup") } == ["backup.db"])
    let copy = try Store.open(path: backup, access: .reading)
    #expect(try copy.messages(limit: 1_000).count == 300)
    #expect(try copy.checkup().problems.isEmpty)
  }

  @Test("what is there already stays unless asked, and the database is never its own backup")
  func noOverwriting() throws {
    try Data("kept".utf8).write(to: URL(fileURLWithPath: backup))
    #expect(throws: StoreError.self) { try store.backUp(to: backup) }
    #expect(FileManager.default.contents(atPath: backup) == Data("kept".utf8))
    #expect(throws: StoreError.self) { try store.backUp(to: folder.database, replacing: true) }
    #expect(throws: StoreError.self) { try store.backUp(to: folder.path + "/no/where.db") }
    try store.backUp(to: backup, replacing: true)
    #expect(try Store.open(path: backup, access: .reading).checkup().problems.isEmpty)
  }

  @Test("a restore brings back what was, keeps what is aside, and sends nothing of it by itself")
  func restore() throws {
    let queued = try store.queueReport("Anda menang", from: "081200000001")
    let sending = try store.queueReport("Hadiah", from: "081200000002")
    try store.markSending(.report(sending), pdus: ["00"], at: at(1))
    let submission = try store.queue(
      NewSubmission(
        sim: sim, destination: "081200000009", destinationType: 0x91, text: "halo", requestedBy: .person("ani")),
      at: at(1))
    _ = try store.queue([
      NewNotification(
        hook: "h", event: "report.sent", at: at(1), line: "{}", messageID: nil, reportID: nil, key: "k")
    ])
    try store.backUp(to: backup)
    try store.recordSendResult(
      .report(sending), part: 1, outcome: .accepted(reference: 1), retryAt: at(2), at: at(2))
    try store.send(queued, at: at(20))
    try store.receive([sms("kemudian")], at: at(30))
    // Not while a daemon has it.
    let holder = StoreError.inUse(path: folder.database, processID: getpid())
    #expect(throws: holder) { try Store.restore(from: backup, to: folder.database, at: at(40)) }
    #expect(try store.report(queued).state == .sent)
    try store.close()

    let restored = try Store.restore(from: backup, to: folder.database, at: at(40))
    #expect(restored.heldReports == 1 && restored.heldSubmissions == 1 && restored.heldNotifications == 1)
    let old = try Store.open(path: try #require(restored.keptAside), access: .reading)
    #expect(try old.messages(limit: 9).first?.text == "kemudian")
    let again = try Store.open(path: folder.database, access: .daemon)
    #expect(try again.queue.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
    #expect(try again.recoverAfterCrash(at: at(50)) == [.report(sending)])
    #expect(try again.report(queued).state == .awaitingReview)
    #expect(try again.report(queued).stoppedBy == Guard.restored.rawValue)
    #expect(try again.submission(submission).state == .failed)
    #expect(try again.nextNotification(for: "h") == nil && again.notifications(dead: true, limit: 9).count == 1)
    #expect(try again.retryNotifications(nil, hook: "h", at: at(60)) == 1)
    #expect(try again.dueReports(sim: sim, now: at(99_999)).isEmpty)
    #expect(try again.dueSubmissions(sim: sim, modem: "sim1", now: at(99_999)).isEmpty)
    #expect(try again.checkup().problems.isEmpty)
  }

  @Test("a restore to where nothing is")
  func move() throws {
    try store.receive([sms("halo")])
    try store.backUp(to: backup)
    let other = folder.path + "/other.db"
    #expect(try Store.restore(from: backup, to: other, at: at(9)).keptAside == nil)
    #expect(try Store.open(path: other, access: .daemon).messages(limit: 9).count == 1)
  }

  @Test("what is no sound backup changes nothing")
  func refused() throws {
    try store.receive([sms("halo")])
    try store.backUp(to: backup)
    try store.close()
    let before = FileManager.default.contents(atPath: folder.database)
    let text = folder.path + "/text.db"
    try Data("this is no database, however one looks at it".utf8).write(to: URL(fileURLWithPath: text))
    let stranger = folder.path + "/stranger.db"
    try change(stranger, "CREATE TABLE t (a)")
    let newer = folder.path + "/newer.db"
    try FileManager.default.copyItem(atPath: backup, toPath: newer)
    try change(newer, "INSERT INTO grdb_migrations VALUES ('99 from the future')")
    let damaged = folder.path + "/damaged.db"
    var octets = try #require(FileManager.default.contents(atPath: backup))
    for index in 4_096..<octets.count where index % 7 == 0 { octets[index] ^= 0x5A }
    try octets.write(to: URL(fileURLWithPath: damaged))
    for file in [text, stranger, newer, damaged, folder.path + "/missing.db"] {
      #expect(throws: StoreError.self, "\(file)") { try Store.restore(from: file, to: folder.database, at: at(9)) }
    }
    #expect(FileManager.default.contents(atPath: folder.database) == before)
    #expect(try !names().contains { $0.contains("before-restore") || $0.hasSuffix(".part") })
  }

  @Test(
    "a check names what is wrong",
    arguments: [
      ("UPDATE reports SET state = 'sent'", "ledger"),
      ("UPDATE reports SET message_id = 77", "foreign-keys"),
      ("DROP TRIGGER audit_is_append_only_delete", "audit"),
      ("DROP TRIGGER audit_is_append_only_delete; DELETE FROM audit WHERE id = 1", "audit"),
      ("UPDATE messages SET classified_at = NULL", "ledger"), ("DELETE FROM reports", "ledger"),
      (
        """
        INSERT INTO sends (report_id, sim, attempt, part, hex_digest, state, started_at, passed_at)
        VALUES (1, 'x', 1, 1, '', 'accepted', 1, 0), (1, 'x', 2, 1, '', 'unknown', 2, 0)
        """, "ledger"
      ),
    ])
  func check(sql: String, name: String) throws {
    _ = try store.queueReport("Anda menang")
    #expect(try store.checkup().problems.isEmpty)
    #expect(try store.checkup().schema == Schema.migrator.migrations)
    try store.close()
    try DatabaseQueue(path: folder.database).writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA foreign_keys = OFF")
      try database.execute(sql: sql)
    }
    let problems = try Store.open(path: folder.database, access: .reading).checkup().problems
    #expect(problems.contains { $0.check == name }, "\(problems)")
  }

  @Test("a check finds two reports of a SIM that are being sent")
  func checkSending() throws {
    _ = try (store.queueReport("Anda menang", from: "081200000001"), store.queueReport("Hadiah", from: "081200000002"))
    try store.close()
    try change(folder.database, "UPDATE reports SET state = 'sending'")
    let problems = try Store.open(path: folder.database, access: .reading).checkup().problems
    #expect(problems.contains { $0.detail == "report 2 is being sent while another of its SIM is" }, "\(problems)")
  }
}
