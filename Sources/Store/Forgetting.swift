internal import GRDB
internal import Numbering
public import Reporting

/// What became of a wish to be forgotten.
public struct Forgotten: Sendable, Hashable {
  /// How many messages were emptied.
  public let messages: Int
  /// Whether the old pages are gone from the disk, too. Another process may hold on to them; they go when the daemon is
  /// stopped, or with the next person.
  public let isWiped: Bool
}

extension Store {
  /// Removes a person: every text, number and PDU of messages from and SMS to an address, and its entries in the lists.
  /// What is still queued to be sent about it is cancelled. Digests and the audit trail stay.
  ///
  /// SQLite overwrites what is deleted (`secure_delete`), but leaves copies behind when it moves rows from page to page,
  /// and older pages in the write-ahead log. So the file is written anew and the log emptied: nothing of it can be read
  /// from the files afterwards.
  @discardableResult
  public func forget(_ address: String, by actor: Actor, at now: WallTime) throws(StoreError) -> Forgotten {
    let key = storable(Sender.canonical(address))
    let messages = try write { database in
      let messages = try Int64.fetchAll(database, sql: "SELECT id FROM messages WHERE sender_key = ?", arguments: [key])
      for id in messages { try Purge.forgetMessage(id, at: now, in: database) }
      let submissions = try Row.fetchAll(
        database, sql: "SELECT id, destination FROM submissions WHERE destination IS NOT NULL")
      for row in submissions {
        let destination: String = row["destination"]
        if storable(Sender.canonical(destination)) == key {
          try Purge.forgetSubmission(row["id"], at: now, in: database)
        }
      }
      try Self.forgetStrayPDUs(naming: key, at: now, in: database)
      try database.run("DELETE FROM numbers WHERE pattern = ? AND is_prefix = 0", [key])
      try database.run("DELETE FROM correspondents WHERE address_key = ?", [key])
      try database.audit(.forgotten, by: actor, at: now, sim: "", detail: "\(messages.count) messages")
      return messages.count
    }
    return Forgotten(messages: messages, isWiped: wipe())
  }

  /// Where the audit trail ends, and whether somebody was forgotten in it after a row: by a command beside the daemon, which
  /// has to forget as well. The rows are few; looking is cheap.
  public func forgetting(after row: Int64) throws(StoreError) -> (lastRow: Int64, hasForgotten: Bool) {
    try read { database in
      let statement = try database.cachedStatement(
        sql: "SELECT COALESCE(MAX(id), ?1), COALESCE(MAX(event = ?2), 0) FROM audit WHERE id > ?1")
      let found = try Row.fetchOne(statement, arguments: [row, AuditEvent.forgotten.rawValue])
      return (found?[0] ?? row, found?[1] ?? false)
    }
  }

  /// Where the audit trail ends.
  public func lastAuditRow() throws(StoreError) -> Int64 {
    try read { database in try Int64.fetchOne(database, sql: "SELECT MAX(id) FROM audit") ?? 0 }
  }

  /// Lets go of the pages that SQLite keeps in memory.
  public func releaseMemory() { queue.releaseMemory() }

  /// Status reports name their recipient, and what could not be decoded may name anybody, both in semi-octets
  /// (3GPP TS 23.040 §9.1.2.3).
  private static func forgetStrayPDUs(naming key: String, at now: WallTime, in database: Database) throws {
    var spellings = [key.filter { $0 != "+" }]
    if let number = MSISDN(key) { spellings = [String(number.international.dropFirst()), number.national] }
    for digits in spellings where digits.count >= 5 && digits.allSatisfy({ $0.isASCII && $0.isWholeNumber }) {
      let ids = try Int64.fetchAll(
        database,
        sql: """
          SELECT pdus.id FROM pdus LEFT JOIN messages ON messages.id = message_id
          WHERE hex LIKE ? AND (message_id IS NULL OR messages.state = 'undecodable')
          """, arguments: ["%\(semiOctets(digits))%"])
      for id in ids { try Purge.pdus.empty(id, at: now, in: database) }
    }
  }

  private static func semiOctets(_ digits: String) -> String {
    var swapped = ""
    var rest = digits[...]
    while let first = rest.popFirst() { swapped += "\(rest.popFirst() ?? "F")\(first)" }
    return swapped
  }

  /// Writes the database anew, and its log into it; false when another process keeps either from being done.
  private func wipe() -> Bool {
    let isDone = try? queue.unsafeReentrantWrite { database in
      guard !database.isInsideTransaction else { return false }
      try database.execute(sql: "VACUUM")
      _ = try database.checkpoint(.truncate)
      // SQLite does not sync that the log was cut; after a power cut its pages would be back. The next transaction syncs
      // it, and this one changes nothing.
      let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      try database.execute(sql: "PRAGMA user_version = \(version)")
      return true
    }
    return isDone ?? false
  }
}
