import GRDB

/// Changes the database of a test beside the store, as no program would.
struct ForeignWriter {
  private let queue: DatabaseQueue

  init(_ path: String) throws {
    var configuration = Configuration()
    // The store may be writing at that moment, and waits for its turn just so.
    configuration.busyMode = .timeout(5)
    configuration.allowsUnsafeTransactions = true
    queue = try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Keeps everybody else from writing, until ``release()``.
  func hold() throws { try queue.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") } }
  func release() throws { try queue.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") } }

  func run(_ sql: String) throws { try queue.write { try $0.execute(sql: sql) } }

  /// The first column of each row.
  func texts(_ sql: String) throws -> [String] { try queue.read { try String.fetchAll($0, sql: sql) } }
}
