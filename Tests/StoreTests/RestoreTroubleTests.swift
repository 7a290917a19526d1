import Foundation
import GRDB
import Reporting
import Testing

@testable import Store

@Suite("When a restore fails")
struct RestoreTroubleTests {
  let folder: TemporaryFolder
  var backup: String { folder.path + "/backup.db" }
  var kept: String { folder.database + ".before-restore-\(at(9).milliseconds / 1_000)" }

  init() throws {
    folder = try TemporaryFolder()
    let store = try Store.open(path: folder.database, access: .daemon)
    try store.receive([sms("halo")])
    try store.backUp(to: backup)
    try store.close()
  }

  /// Without SQLite's index of the log, which is made anew at any time.
  private func names() throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasSuffix("-shm") })
  }
  private func octets(_ path: String) -> Data? { FileManager.default.contents(atPath: path) }

  /// A database as a crash leaves it, with what was committed last in its log only; then its beginning is overwritten.
  private func damage() throws {
    let store = try Store.open(path: folder.database, access: .daemon)
    try store.receive([sms("in the log")])
    let log = try #require(octets(folder.database + "-wal"))
    try store.close()
    var damaged = try #require(octets(folder.database))
    damaged.replaceSubrange(0..<100, with: Data(repeating: 0xA5, count: 100))
    try damaged.write(to: URL(fileURLWithPath: folder.database))
    try log.write(to: URL(fileURLWithPath: folder.database + "-wal"))
  }

  @Test("a damaged database is kept with its log, which the restored one does not take for its own")
  func damaged() throws {
    try damage()
    let (before, log) = (octets(folder.database), octets(folder.database + "-wal"))
    #expect(try Store.restore(from: backup, to: folder.database, at: at(9)).keptAside == kept)
    #expect(octets(kept) == before && octets(kept + "-wal") == log)
    #expect(!FileManager.default.fileExists(atPath: folder.database + "-wal"))
    let restored = try Store.open(path: folder.database, access: .daemon)
    #expect(try restored.messages(limit: 9).map(\.text) == ["halo"])
    #expect(try restored.checkup().problems.isEmpty)
  }

  @Test("where the old one can't be kept nothing has changed", arguments: ["", "-wal"])
  func notKept(suffix: String) throws {
    try damage()
    try Data("mine".utf8).write(to: URL(fileURLWithPath: kept + suffix))
    let (before, log, there) = (octets(folder.database), octets(folder.database + "-wal"), try names())
    #expect(throws: StoreError.noPermission(path: kept + suffix, detail: "File exists")) {
      try Store.restore(from: backup, to: folder.database, at: at(9))
    }
    #expect(octets(folder.database) == before && octets(folder.database + "-wal") == log)
    #expect(octets(kept + suffix) == Data("mine".utf8))
    #expect(try names() == there)
  }

  @Test("a database that somebody reads is not replaced under them")
  func read() throws {
    let daemon = try Store.open(path: folder.database, access: .daemon)
    let reader = try Store.open(path: folder.database, access: .reading)
    #expect(try reader.messages(limit: 9).count == 1)
    try daemon.close()
    #expect(throws: StoreError.busy(path: folder.database)) {
      try Store.restore(from: backup, to: folder.database, at: at(9))
    }
    #expect(try names().allSatisfy { !$0.contains("before-restore") && !$0.hasSuffix(".part") })
    try reader.close()
    #expect(try Store.restore(from: backup, to: folder.database, at: at(9)).keptAside == kept)
  }
}
