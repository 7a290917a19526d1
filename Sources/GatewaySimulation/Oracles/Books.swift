import GRDB

/// What the database says, read with plain SQL and none of the gateway's code.
struct Books {
  struct Message: Hashable {
    var sender: String
    var text: String
    var state: String
  }

  struct Report {
    var id: Int64
    var state: String
    var text: String
    var sender: String
    var sim: String
    var dueAt: Int64?
  }

  /// Each PDU of each modem and how often it is there.
  private var pdus: [String: [String: Int]] = [:]
  var messages: [Message: Int] = [:]
  var unclassified = 0
  var reports: [Report] = []
  var submissionsUnderWay = 0
  /// PDUs on their way, with the message reference left open.
  var sending: Set<String> = []
  var openSwitches = 0

  init(_ path: String) throws {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    try queue.read { database in
      // A disk that was cut off before anything was on it.
      guard try database.tableExists("pdus") else { return }
      for row in try Row.fetchAll(database, sql: "SELECT modem, hex FROM pdus WHERE hex IS NOT NULL") {
        pdus[row[0], default: [:]][row[1], default: 0] += 1
      }
      for row in try Row.fetchAll(database, sql: "SELECT COALESCE(sender, ''), COALESCE(text, ''), state FROM messages")
      {
        messages[Message(sender: row[0], text: row[1], state: row[2]), default: 0] += 1
      }
      unclassified =
        try Int.fetchOne(
          database,
          sql: """
            SELECT count(*) FROM messages WHERE classified_at IS NULL AND state IN ('complete', 'incomplete')
              AND id NOT IN (SELECT reply_message_id FROM reports WHERE reply_message_id IS NOT NULL)
            """) ?? 0
      for row in try Row.fetchAll(
        database, sql: "SELECT id, state, COALESCE(text, ''), COALESCE(sender, ''), sim, due_at FROM reports")
      {
        reports.append(
          Report(id: row[0], state: row[1], text: row[2], sender: row[3], sim: row[4], dueAt: row[5]))
      }
      submissionsUnderWay =
        try Int.fetchOne(database, sql: "SELECT count(*) FROM submissions WHERE state IN ('queued', 'sending')") ?? 0
      for hex in try String.fetchAll(database, sql: "SELECT hex FROM sends WHERE state = 'sending' AND hex IS NOT NULL")
      {
        sending.insert(Self.withoutReference(hex))
      }
      openSwitches = try Int.fetchOne(database, sql: "SELECT count(*) FROM switches WHERE is_open = 1") ?? 0
    }
  }

  /// How often a PDU is there. Some modems fill the rest of the SIM's record with FF.
  func count(of pdu: String, modem: Int) -> Int {
    guard let pdus = pdus["sim\(modem + 1)"] else { return 0 }
    if let count = pdus[pdu] { return count }
    return pdus.reduce(0) { count, stored in
      stored.key.hasPrefix(pdu) && stored.key.dropFirst(pdu.count).allSatisfy { $0 == "F" }
        ? count + stored.value : count
    }
  }

  /// The modem sets TP-MR, the third octet of a SUBMIT without service centre (3GPP TS 23.040 §9.2.2.2).
  static func withoutReference(_ hex: String) -> String { hex.prefix(4) + ".." + hex.dropFirst(6) }
}
