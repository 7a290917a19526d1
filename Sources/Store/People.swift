internal import GRDB
internal import Numbering
public import Reporting

/// A list of numbers that people keep.
public enum NumberList: String, Sendable, CaseIterable {
  /// People one knows: never reported.
  case contacts = "contact"
  /// Other senders that are never reported.
  case allow
  /// Senders for which a doubtful verdict is enough.
  case deny
  /// The numbers of the own SIMs: never reported.
  case own
}

/// An entry of a list.
public struct ListedNumber: Sendable, Hashable {
  /// Which list.
  public let list: NumberList
  /// The address in its canonical spelling, or the beginning of one.
  public let pattern: String
  /// Whether it stands for every address that begins so.
  public let isPrefix: Bool
  /// Who it is.
  public let name: String?
  /// Since when.
  public let addedAt: WallTime
}

extension Store {
  /// Adds an address, or with `isPrefix` every address that begins so (`0812`, `+1`, `BANK`), to a list. False when it
  /// was there already; its name is then replaced.
  @discardableResult
  public func add(
    _ address: String, to list: NumberList, isPrefix: Bool = false, name: String? = nil, at now: WallTime
  ) throws(StoreError) -> Bool {
    try add([(address: address, name: name)], to: list, isPrefix: isPrefix, at: now) == 1
  }

  /// Adds many addresses in one transaction; how many were new.
  @discardableResult
  public func add(
    _ entries: [(address: String, name: String?)], to list: NumberList, isPrefix: Bool = false, at now: WallTime
  ) throws(StoreError) -> Int {
    try write { database in
      var added = 0
      for entry in entries {
        let pattern = try Self.pattern(entry.address, isPrefix: isPrefix)
        let known = try Row.fetchOne(
          database.cachedStatement(sql: "SELECT 1 FROM numbers WHERE pattern = ? AND is_prefix = ? AND list = ?"),
          arguments: [pattern, isPrefix, list.rawValue])
        if known == nil { added += 1 }
        try database.run(
          """
          INSERT INTO numbers (list, pattern, is_prefix, name, added_at) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (pattern, is_prefix, list) DO UPDATE SET name = COALESCE(excluded.name, name)
          """, [list.rawValue, pattern, isPrefix, entry.name.map(storable), now.milliseconds])
      }
      return added
    }
  }

  /// Takes an address off a list; false when it was not on it.
  @discardableResult
  public func remove(
    _ address: String, from list: NumberList, isPrefix: Bool = false
  ) throws(StoreError) -> Bool {
    try write { database in
      let pattern = try Self.pattern(address, isPrefix: isPrefix)
      try database.run(
        "DELETE FROM numbers WHERE pattern = ? AND is_prefix = ? AND list = ?", [pattern, isPrefix, list.rawValue])
      return database.changesCount > 0
    }
  }

  /// A list, in the order of its addresses.
  public func numbers(on list: NumberList) throws(StoreError) -> [ListedNumber] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM numbers WHERE list = ? ORDER BY pattern, is_prefix", arguments: [list.rawValue]
      ).map { row in
        ListedNumber(
          list: list, pattern: row["pattern"], isPrefix: row["is_prefix"], name: row["name"],
          addedAt: WallTime(milliseconds: row["added_at"]))
      }
    }
  }

  /// The lists that name an address, by itself or by its beginning.
  public func lists(naming address: String) throws(StoreError) -> Set<NumberList> {
    try read { database in try database.lists(naming: address) }
  }

  /// The canonical spelling of an entry. A prefix is no whole number: `08…` and `62…` become `+62…`.
  private static func pattern(_ address: String, isPrefix: Bool) throws(StoreError) -> String {
    let canonical = storable(Sender.canonical(address))
    guard !canonical.isEmpty, canonical != "+" else { throw .invalid(reason: "an empty address cannot be listed") }
    guard isPrefix, canonical.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return canonical }
    if canonical.hasPrefix("08") { return "+62" + canonical.dropFirst() }
    return canonical.hasPrefix("628") ? "+" + canonical : canonical
  }
}

extension Database {
  /// One look-up for each beginning of the address: flat however long the lists are.
  func lists(naming address: String) throws -> Set<NumberList> {
    let key = storable(Sender.canonical(address))
    var lists: Set<NumberList> = []
    let exact = try cachedStatement(sql: "SELECT list FROM numbers WHERE pattern = ? AND is_prefix = 0")
    for list in try String.fetchAll(exact, arguments: [key]) {
      if let list = NumberList(rawValue: list) { lists.insert(list) }
    }
    // Every beginning at once; what is longer than the address repeats it.
    let beginnings = (1...Self.longestPrefix).map { String(key.prefix($0)) }
    for list in try String.fetchAll(cachedStatement(sql: Self.prefixQuery), arguments: StatementArguments(beginnings)) {
      if let list = NumberList(rawValue: list) { lists.insert(list) }
    }
    return lists
  }

  /// Addresses are at most 20 digits or 11 letters (3GPP TS 23.040 §9.1.2.5).
  private static let longestPrefix = 24

  private static let prefixQuery =
    "SELECT list FROM numbers WHERE is_prefix = 1 AND pattern IN ("
    + Array(repeating: "?", count: longestPrefix).joined(separator: ", ") + ")"
}
