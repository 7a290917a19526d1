import GRDB

/// Changes the database of a test beside the store, as no program would.
struct ForeignWriter {
  private let queue: DatabaseQueue

  init(_ path: String) throws { queue = try DatabaseQueue(path: path) }

  func run(_ sql: String) throws { try queue.write { try $0.execute(sql: sql) } }

  /// The first column of each row.
  func texts(_ sql: String) throws -> [String] { try queue.read { try String.fetchAll($0, sql: sql) } }
}
