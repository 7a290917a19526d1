internal import Foundation
internal import GRDB
internal import Numbering
public import Reporting

/// Puts one part of a concatenated message where it belongs (3GPP TS 23.040 §9.2.3.24.1): same SIM, sender, reference
/// and number of parts, sent within the window, and its place still free.
struct Assembly {
  let pdu: IncomingPDU
  let deliver: IncomingDeliver
  let place: IncomingConcatenation
  let now: WallTime

  /// A message that waits for parts, or was given up without them.
  private struct Open {
    let id: Int64
    let present: Int
    let isGivenUp: Bool
  }

  /// Stores the part; the message becomes complete with the last one.
  func store(_ row: inout PDURow, assemble: TextAssembler, in database: Database) throws -> IngestOutcome {
    row.dataCoding = deliver.dataCoding
    row.userData = deliver.userData
    for open in try candidates(in: database) {
      switch try content(at: open, in: database) {
      case .none:
        row.messageID = open.id
        row.sequence = Int(place.sequence)
        try row.insert(into: database)
        return try add(to: open, assemble: assemble, in: database)
      case .same:
        // Sent twice by the network with another time stamp. The raw PDU is kept with the message, without a place.
        row.messageID = open.id
        row.kind = "repeated-part"
        try row.insert(into: database)
        return .duplicate
      case .other:
        // The sender began another message under the same reference.
        continue
      }
    }
    var message = MessageRow(pdu: pdu, deliver: deliver, state: .partial, now: now)
    message.place = place
    let messageID = try message.insert(into: database)
    row.messageID = messageID
    row.sequence = Int(place.sequence)
    try row.insert(into: database)
    return .stored(messageID: messageID, present: 1, total: Int(place.total))
  }

  private var sentAt: Int64 { (deliver.sentAt ?? now).milliseconds }

  /// Open messages this part may belong to, the nearest in time first.
  private func candidates(in database: Database) throws -> [Open] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT id, COALESCE(sent_at, received_at) AS sent, parts_present, state FROM messages
        WHERE state IN ('partial', 'incomplete') AND purged_at IS NULL AND sim = ? AND sender_key = ? AND concat_reference = ? AND concat_bits = ?
          AND parts_total = ? AND sent BETWEEN ? AND ?
        ORDER BY ABS(sent - ?), id LIMIT \(Self.maximumCandidates)
        """)
    let moment = WallTime(milliseconds: sentAt)
    let rows = try Row.fetchAll(
      statement,
      arguments: [
        pdu.sim, storable(Sender.canonical(deliver.sender)), Int(place.reference), place.referenceBits,
        Int(place.total), moment.adding(hours: -Store.assemblyWindowHours).milliseconds,
        moment.adding(hours: Store.assemblyWindowHours).milliseconds, sentAt,
      ])
    return rows.map { row in
      Open(
        id: row["id"], present: row["parts_present"],
        isGivenUp: row["state"] as String? == MessageState.incomplete.rawValue)
    }
  }

  /// More than a sender can honestly have under way with one reference.
  private static let maximumCandidates = 16

  private enum Content { case none, same, other }

  private func content(at open: Open, in database: Database) throws -> Content {
    let statement = try database.cachedStatement(
      sql: "SELECT user_data, data_coding FROM pdus WHERE message_id = ? AND sequence = ?")
    guard let row = try Row.fetchOne(statement, arguments: [open.id, Int(place.sequence)]) else { return .none }
    let stored: Data? = row["user_data"]
    let coding: Int? = row["data_coding"]
    return stored == Data(deliver.userData) && coding == Int(deliver.dataCoding) ? .same : .other
  }

  private func add(to open: Open, assemble: TextAssembler, in database: Database) throws -> IngestOutcome {
    let present = open.present + 1
    let isWhole = present >= Int(place.total)
    if isWhole || open.isGivenUp {
      try database.closeAssembly(open.id, state: isWhole ? .complete : .incomplete, assemble: assemble, now: now)
    } else {
      try database.run("UPDATE messages SET parts_present = ? WHERE id = ?", [present, open.id])
    }
    guard isWhole else { return .stored(messageID: open.id, present: present, total: Int(place.total)) }
    if open.isGivenUp { try database.letJudgeAnew(open.id) }
    return .completed(messageID: open.id)
  }
}

extension Database {
  /// What was judged by some of its parts is judged once more, as long as nobody has decided on its report: one that was
  /// approved, cancelled or sent, or may have been before a backup was restored, stays as it is.
  fileprivate func letJudgeAnew(_ id: Int64) throws {
    try run(
      """
      UPDATE messages SET label = NULL, band = NULL, probability_ham = NULL, probability_promo = NULL,
        probability_grey = NULL, probability_fraud = NULL, reasons = NULL, model_version = NULL, campaign = NULL,
        decision = NULL, guard = NULL, classified_at = NULL
      WHERE id = ? AND decision IS NOT 'reply' AND NOT EXISTS (
        SELECT 1 FROM reports WHERE message_id = messages.id
          AND (state <> 'awaiting-review' OR attempts > 0 OR guard IS 'restored'))
      """, [id])
  }

  /// Joins the parts that are there, and closes the message.
  fileprivate func closeAssembly(
    _ id: Int64, state: MessageState, assemble: TextAssembler, now: WallTime
  ) throws {
    let statement = try cachedStatement(
      sql: """
        SELECT sequence, hex, data_coding, user_data FROM pdus
        WHERE message_id = ? AND sequence IS NOT NULL ORDER BY sequence
        """)
    let parts = try Row.fetchAll(statement, arguments: [id]).map { row in
      let userData: Data? = row["user_data"]
      return StoredPart(
        sequence: row["sequence"], hex: row["hex"] ?? "", dataCoding: row["data_coding"] ?? 0,
        userData: userData.map { Array($0) } ?? [])
    }
    let total = try Int.fetchOne(cachedStatement(sql: "SELECT parts_total FROM messages WHERE id = ?"), arguments: [id])
    let text = assemble(parts, total ?? parts.count).map(storable)
    try run(
      """
      UPDATE messages SET state = ?, parts_present = ?, completed_at = ?, text = ?, text_digest = ? WHERE id = ?
      """, [state.rawValue, parts.count, now.milliseconds, text, text.map(TextDigest.hex), id])
  }
}

extension Store {
  /// Gives up on messages whose parts stopped coming: those begun before `time` become `incomplete`, with the text
  /// there is. At most `limit` of them; their ids. None while the clock is not set; what came then begins anew with it.
  public func expireAssemblies(
    olderThan time: WallTime, at now: WallTime, limit: Int = 500, assemble: TextAssembler
  ) throws(StoreError) -> [Int64] {
    guard now.isPlausible else { return [] }
    let isNone = try read { database in
      try Row.fetchOne(
        database.cachedStatement(sql: "SELECT 1 FROM messages WHERE state = 'partial' AND received_at < ?"),
        arguments: [time.milliseconds]) == nil
    }
    if isNone { return [] }
    return try write { database in
      try database.restamp(table: "messages", column: "received_at", condition: "state = 'partial'", to: now)
      let ids = try Int64.fetchAll(
        database,
        sql: "SELECT id FROM messages WHERE state = 'partial' AND received_at < ? ORDER BY received_at, id LIMIT ?",
        arguments: [time.milliseconds, max(0, limit)])
      for id in ids { try database.closeAssembly(id, state: .incomplete, assemble: assemble, now: now) }
      return ids
    }
  }
}
