import Foundation
import GRDB

/// Looks into a database without the program's own code.
struct Database {
  private let queue: DatabaseQueue

  init(_ path: String) throws {
    var configuration = GRDB.Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    queue = try DatabaseQueue(path: path, configuration: configuration)
  }

  func count(_ sql: String) throws -> Int { try queue.read { try Int.fetchOne($0, sql: sql) ?? 0 } }

  func texts(_ sql: String) throws -> [String] { try queue.read { try String.fetchAll($0, sql: sql) } }

  /// Changes a database as a stranger would.
  static func change(_ path: String, _ sql: String) throws {
    try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
  }
}
