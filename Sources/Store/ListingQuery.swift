internal import GRDB

/// A page of a table, newest first, of the rows that have given values: a condition that is not asked for is not in the
/// statement, so that the indices are used.
struct ListingQuery {
  private let table: String
  private let limit: Int
  private var conditions = ["id < ?"]
  private var arguments: StatementArguments

  init(table: String, before id: Int64?, limit: Int) {
    self.table = table
    self.limit = max(0, limit)
    arguments = [id ?? .max]
  }

  /// Only rows with this value in `column`; all when it is nil.
  mutating func require(_ column: String, equals value: String?) {
    guard let value else { return }
    conditions.append("\(column) = ?")
    arguments += [value]
  }

  func rows(in database: Database) throws -> [Row] {
    try Row.fetchAll(
      database,
      sql: "SELECT * FROM \(table) WHERE \(conditions.joined(separator: " AND ")) ORDER BY id DESC LIMIT \(limit)",
      arguments: arguments)
  }
}
