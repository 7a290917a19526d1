internal import GRDBSQLite

/// A database read with SQLite itself, on a disk that nobody else has.
struct PlainDatabase: ~Copyable {
  private let connection: OpaquePointer

  init(path: String) throws {
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let opened else {
      sqlite3_close_v2(opened)
      throw SimulationError("the durable database can't be opened: SQLite's code \(code)")
    }
    connection = opened
  }

  deinit { sqlite3_close_v2(connection) }

  /// Runs a query, and `take` on each row.
  func read(_ sql: String, _ take: (Row) -> Void) throws {
    var prepared: OpaquePointer?
    guard sqlite3_prepare_v2(connection, sql, -1, &prepared, nil) == SQLITE_OK, let prepared else { throw failure(sql) }
    defer { sqlite3_finalize(prepared) }
    while true {
      switch sqlite3_step(prepared) {
      case SQLITE_ROW: take(Row(statement: prepared))
      case SQLITE_DONE: return
      case _: throw failure(sql)
      }
    }
  }

  /// The only number of a query's only row.
  func count(_ sql: String) throws -> Int {
    var count = 0
    try read(sql) { count = Int($0.integer(0) ?? 0) }
    return count
  }

  /// Runs statements.
  func execute(_ sql: String) throws {
    guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else { throw failure(sql) }
  }

  private func failure(_ sql: String) -> SimulationError {
    SimulationError("the durable database can't be read: \(String(cString: sqlite3_errmsg(connection))): \(sql)")
  }

  /// The row a query is at.
  struct Row {
    fileprivate let statement: OpaquePointer

    func text(_ column: Int32) -> String {
      guard let octets = sqlite3_column_text(statement, column) else { return "" }
      let count = Int(sqlite3_column_bytes(statement, column))
      return String(decoding: UnsafeBufferPointer(start: octets, count: count), as: UTF8.self)
    }

    /// What a column holds, be it text or octets.
    func octets(_ column: Int32) -> [UInt8] {
      let type = sqlite3_column_type(statement, column)
      guard type == SQLITE_TEXT || type == SQLITE_BLOB, let start = sqlite3_column_blob(statement, column) else {
        return []
      }
      return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
    }

    func integer(_ column: Int32) -> Int64? {
      sqlite3_column_type(statement, column) == SQLITE_NULL ? nil : sqlite3_column_int64(statement, column)
    }
  }
}
