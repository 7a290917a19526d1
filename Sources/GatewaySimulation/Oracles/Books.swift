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
    /// Empty when it was emptied, as the sender is.
    var text: String
    var sender: String
    var sim: String
    var dueAt: Int64?
    var wasBegun: Bool
  }

  /// An SMS that is not a report.
  struct Submission {
    var state: String
    var sim: String
    var dueAt: Int64?
    /// The report whose destination asked for it.
    var reportID: Int64?
  }

  /// Each PDU and how often it is there, by SIM.
  private var pdus: [String: [String: Int]] = [:]
  var messages: [Message: Int] = [:]
  var unclassified = 0
  var reports: [Report] = []
  var submissions: [Submission] = []
  /// PDUs on their way, with the message reference left open.
  var sending: Set<String> = []
  var openSwitches = 0
  /// The PINs tried: by modem, how often without anybody knowing what came of it; 0 is a refusal.
  var pinTries: [String: Int] = [:]

  init(_ path: String) throws {
    let database = try PlainDatabase(path: path)
    // A disk that was cut off before anything was on it.
    guard try database.count("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'pdus'") == 1 else {
      return
    }
    try database.read("SELECT hex, sim FROM pdus WHERE hex IS NOT NULL") { row in
      pdus[row.text(0), default: [:]][row.text(1), default: 0] += 1
    }
    try database.read("SELECT sender, text, state FROM messages") { row in
      messages[Message(sender: row.text(0), text: row.text(1), state: row.text(2)), default: 0] += 1
    }
    unclassified = try database.count(
      """
      SELECT count(*) FROM messages WHERE classified_at IS NULL AND state IN ('complete', 'incomplete')
        AND id NOT IN (SELECT reply_message_id FROM reports WHERE reply_message_id IS NOT NULL)
      """)
    try database.read("SELECT id, state, text, sender, sim, due_at, sending_at FROM reports") { row in
      reports.append(
        Report(
          id: row.integer(0) ?? 0, state: row.text(1), text: row.text(2), sender: row.text(3), sim: row.text(4),
          dueAt: row.integer(5), wasBegun: row.integer(6) != nil))
    }
    try database.read("SELECT state, sim, due_at, report_id FROM submissions") { row in
      submissions.append(
        Submission(state: row.text(0), sim: row.text(1), dueAt: row.integer(2), reportID: row.integer(3)))
    }
    try database.read("SELECT hex FROM sends WHERE state = 'sending' AND hex IS NOT NULL") { row in
      sending.insert(Self.withoutReference(row.text(0)))
    }
    try database.read("SELECT modem, unanswered FROM pin_tries") { row in
      pinTries[row.text(0)] = row.integer(1).map { Int($0) }
    }
    openSwitches = try database.count("SELECT count(*) FROM switches WHERE is_open = 1")
  }

  /// How often a PDU is there, whatever SIM it is said to have come to, but for some. Some modems fill the rest of the
  /// SIM's record with FF.
  func count(of pdu: String, except others: Set<String> = []) -> Int {
    var count = 0
    for (stored, sims) in pdus where stored.hasPrefix(pdu) && stored.dropFirst(pdu.count).allSatisfy({ $0 == "F" }) {
      for (sim, number) in sims where !others.contains(sim) { count += number }
    }
    return count
  }

  /// How often a PDU is there under the name of a modem that never told whose SIM it has. Nobody can know then that it is
  /// the same as one under the SIM's number.
  func countUnderNames(of pdu: String, sims: Set<String>) -> Int { count(of: pdu, except: sims) }

  /// Whether anything is.
  func hasNames(except sims: Set<String>) -> Bool {
    pdus.values.contains { $0.keys.contains { !sims.contains($0) } }
  }

  /// The modem sets TP-MR, the third octet of a SUBMIT without service centre (3GPP TS 23.040 §9.2.2.2).
  static func withoutReference(_ hex: String) -> String { hex.prefix(4) + ".." + hex.dropFirst(6) }
}
