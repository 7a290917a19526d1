import Foundation
import GRDB
import Testing

@testable import Store

@Suite("Opening the database")
struct OpeningTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("a missing folder is named, and not created")
  func missingFolder() {
    let missing = folder.path + "/not/here"
    #expect(throws: StoreError.folderMissing(folder: missing)) {
      try Store.open(path: missing + "/pelapor.db", access: .daemon)
    }
    #expect(StoreError.folderMissing(folder: missing).description.contains("mkdir -p \(missing)"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/not"))
  }

  @Test("a folder that can't be looked at is no missing one")
  func longName() {
    let folder = folder.path + "/" + String(repeating: "x", count: 300)
    #expect(throws: StoreError.noPermission(path: folder, detail: "File name too long")) {
      try Store.open(path: folder + "/pelapor.db", access: .daemon)
    }
  }

  @Test("without a lock there is no daemon")
  func lockInTheWay() throws {
    let lock = folder.database + ".lock"
    try FileManager.default.createDirectory(atPath: lock, withIntermediateDirectories: false)
    #expect(throws: StoreError.noPermission(path: lock, detail: "Is a directory")) {
      try Store.open(path: folder.database, access: .daemon)
    }
  }

  @Test("only the daemon makes the file", arguments: [Store.Access.command, .reading])
  func missingFile(_ access: Store.Access) {
    #expect(throws: StoreError.databaseMissing(path: folder.database)) {
      try Store.open(path: folder.database, access: access)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.database))
  }

  @Test("the file is not for everybody to read, and is written as the design says, also the second time")
  func settings() throws {
    try Store.open(path: folder.database, access: .daemon).close()
    let store = try Store.open(path: folder.database, access: .daemon)
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.database)
    #expect((attributes[.posixPermissions] as? Int).map { $0 & 0o007 } == 0)
    try store.queue.read { database in
      #expect(try String.fetchOne(database, sql: "PRAGMA journal_mode") == "wal")
      #expect(try Int.fetchOne(database, sql: "PRAGMA synchronous") == 2)
      #expect(try Int.fetchOne(database, sql: "PRAGMA foreign_keys") == 1)
      let loose = try String.fetchAll(
        database,
        sql: "SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict AND name NOT LIKE 'sqlite_%'")
      #expect(loose == ["grdb_migrations"])
    }
  }

  @Test("a second daemon is refused and told the first one's process")
  func twoDaemons() throws {
    let first = try Store.open(path: folder.database, access: .daemon)
    #expect(throws: StoreError.inUse(path: folder.database, processID: getpid())) {
      try Store.open(path: folder.database, access: .daemon)
    }
    try first.close()
    _ = try Store.open(path: folder.database, access: .daemon)
  }

  /// A child that another thread has just forked has every descriptor until it runs its program.
  @Test("a lock given up is free, although somebody else still has its file open")
  func lockHeldByChild() throws {
    let first = try Store.open(path: folder.database, access: .daemon)
    let inherited = try descriptors(of: folder.database + ".lock").map { dup($0) }
    defer { inherited.forEach { close($0) } }
    #expect(!inherited.isEmpty)
    try first.close()
    try Store.open(path: folder.database, access: .daemon).close()
  }

  private func descriptors(of path: String) throws -> [Int32] {
    let files = FileManager.default
    return try files.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { Int32($0) }.filter {
      (try? files.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == path
    }
  }

  @Test("commands read and write beside a running daemon")
  func besideDaemon() throws {
    let daemon = try Store.open(path: folder.database, access: .daemon)
    try daemon.receive([sms("halo")])
    let reader = try Store.open(path: folder.database, access: .reading)
    #expect(try reader.messages(limit: 5).count == 1)
    let command = try Store.open(path: folder.database, access: .command)
    try command.add("0812345678", to: .contacts, at: at(0))
    #expect(try daemon.lists(naming: "+62812345678") == [.contacts])
    #expect(try reader.lists(naming: "+62812345678") == [.contacts])
    #expect(throws: StoreError.self) { try reader.add("0812345679", to: .contacts, at: at(0)) }
  }

  @Test("another file is refused", arguments: ["text", "other database"])
  func notADatabase(_ kind: String) throws {
    if kind == "text" {
      let text = String(repeating: "This is a letter to my grandmother. ", count: 100)
      try text.write(toFile: folder.database, atomically: true, encoding: .utf8)
    } else {
      try DatabaseQueue(path: folder.database).write { try $0.execute(sql: "CREATE TABLE other (x)") }
    }
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.database))
    for access in [Store.Access.daemon, .command, .reading] {
      #expect(throws: StoreError.notADatabase(path: folder.database)) {
        try Store.open(path: folder.database, access: access)
      }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.database)) == before)
  }

  @Test("a database of a newer version is refused and left alone")
  func newer() throws {
    try Store.open(path: folder.database, access: .daemon).close()
    try DatabaseQueue(path: folder.database).write { database in
      try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('2 from the future')")
    }
    for access in [Store.Access.daemon, .command, .reading] {
      #expect(throws: StoreError.newerDatabase(path: folder.database)) {
        try Store.open(path: folder.database, access: access)
      }
    }
    #expect(StoreError.newerDatabase(path: "p").description.hasPrefix("p was made by a newer pelapor"))
  }

  @Test("an interrupted first start is finished by the next")
  func emptyFile() throws {
    #expect(FileManager.default.createFile(atPath: folder.database, contents: nil))
    #expect(throws: StoreError.databaseMissing(path: folder.database)) {
      try Store.open(path: folder.database, access: .reading)
    }
    let store = try Store.open(path: folder.database, access: .daemon)
    #expect(try store.messages(limit: 1).isEmpty)
  }

  @Test("an older database is brought up to date, but not by a reader nor under a running daemon")
  func older() throws {
    let daemon = try Store.open(path: folder.database, access: .daemon)
    // What the first migration left, minus the note that it ran, is how a database looks before a new migration.
    var migrator = Schema.migrator
    migrator.registerMigration("2 test") { try $0.execute(sql: "ALTER TABLE messages ADD COLUMN test TEXT") }
    #expect(try daemon.queue.read { try Schema.state(of: $0, migrator: migrator) } == .older)
    try migrator.migrate(daemon.queue)
    #expect(try daemon.queue.read { try Schema.state(of: $0, migrator: migrator) } == .current)
    #expect(try daemon.queue.read { try Schema.state(of: $0, migrator: Schema.migrator) } == .newer)
  }
}

@Suite("When storing fails")
struct FailureTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("a full disk stores nothing of the batch, says so, and all of it once there is room")
  func diskFull() throws {
    let store = try Store.open(path: folder.database, access: .daemon)
    try store.receive([sms("before")])
    let pages = try store.queue.read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
    try store.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(pages + 2)") }
    let batch = (0..<500).map { sms("message \($0)") }
    #expect(throws: StoreError.diskFull(path: folder.database)) { try store.receive(batch) }
    #expect(StoreError.diskFull(path: "p").isTransient)
    #expect(try store.messages(limit: 999).count == 1)
    try store.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
    #expect(try store.receive(batch).count == 500)
    #expect(try store.messages(limit: 999).count == 501)
  }

  @Test("a damaged database is called damaged, and not busy or full")
  func corrupt() throws {
    let store = try Store.open(path: folder.database, access: .daemon)
    try store.receive((0..<300).map { sms("message \($0)") })
    try store.close()
    let handle = try #require(FileHandle(forUpdatingAtPath: folder.database))
    let size = try handle.seekToEnd()
    for offset in stride(from: UInt64(4096), to: size, by: 4096) {
      try handle.seek(toOffset: offset)
      try handle.write(contentsOf: Data(repeating: 0xA5, count: 4096))
    }
    try handle.close()
    let error = #expect(throws: StoreError.self) {
      let store = try Store.open(path: folder.database, access: .daemon)
      _ = try store.messages(limit: 10)
    }
    if case .corrupt = error {} else { Issue.record("\(String(describing: error))") }
    #expect(error?.isTransient == false)
  }

  @Test("a database held by another process is busy, which passes")
  func busy() throws {
    let store = try Store.open(path: folder.database, access: .daemon)
    try store.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA busy_timeout = 0") }
    let other = try Store.open(path: folder.database, access: .command)
    try other.queue.writeWithoutTransaction { database in
      try database.execute(sql: "BEGIN IMMEDIATE")
      #expect(throws: StoreError.busy(path: folder.database)) { try store.receive([sms("halo")]) }
      try database.execute(sql: "ROLLBACK")
    }
    #expect(StoreError.busy(path: "p").isTransient)
    #expect(try store.receive([sms("halo")]) == [.completed(messageID: 1)])
  }
}
