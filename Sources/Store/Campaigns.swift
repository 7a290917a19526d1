internal import GRDB
public import Reporting

/// Near-duplicate messages, counted.
public struct CampaignRecord: Sendable, Hashable {
  /// As the messages' verdicts call it.
  public let name: String
  /// Messages in it.
  public let messages: Int
  /// Reports of it that may have reached their destination.
  public let reports: Int
  /// When its first message was stored.
  public let firstAt: WallTime
  /// When its last message was stored.
  public let lastAt: WallTime
  /// Some of its senders, at most eight; those of purged messages are left out.
  public let senders: [String]
  /// The text of its last message; nil when purged.
  public let text: String?
}

extension Store {
  /// Campaigns of at least so many messages, the latest first.
  public func campaigns(atLeast count: Int, limit: Int) throws(StoreError) -> [CampaignRecord] {
    try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT campaign, COUNT(*) AS count, MIN(received_at) AS first, MAX(received_at) AS last, MAX(id) AS latest
          FROM messages WHERE campaign IS NOT NULL GROUP BY campaign HAVING COUNT(*) >= ?
          ORDER BY latest DESC LIMIT ?
          """, arguments: [count, max(0, limit)])
      return try rows.map { row in try Self.campaign(row, in: database) }
    }
  }

  /// The highest name of a campaign that is a number; 0 without any.
  public func highestCampaign() throws(StoreError) -> UInt64 {
    try read { database in
      let highest = try Int64.fetchOne(
        database,
        sql: """
          SELECT MAX(CAST(campaign AS INTEGER)) FROM (
            SELECT campaign FROM messages WHERE campaign IS NOT NULL
            UNION ALL SELECT campaign FROM reports WHERE campaign IS NOT NULL)
          """)
      return UInt64(max(0, highest ?? 0))
    }
  }

  private static func campaign(_ row: Row, in database: Database) throws -> CampaignRecord {
    let name: String = row["campaign"]
    let states = try String.fetchAll(
      database, sql: "SELECT state FROM reports WHERE campaign = ?", arguments: [name]
    ).compactMap(ReportState.init)
    let senders = try String.fetchAll(
      database, sql: "SELECT DISTINCT sender FROM messages WHERE campaign = ? AND sender IS NOT NULL LIMIT 8",
      arguments: [name])
    let latest: Int64 = row["latest"]
    return CampaignRecord(
      name: name, messages: row["count"], reports: states.count(where: \.mayHaveReachedDestination),
      firstAt: WallTime(milliseconds: row["first"]), lastAt: WallTime(milliseconds: row["last"]), senders: senders,
      text: try database.message(latest).text)
  }
}
