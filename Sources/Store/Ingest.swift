internal import Digest
internal import Foundation
internal import GRDB
internal import Numbering
public import Reporting

extension Store {
  /// How far apart the parts of one message may be sent: a reference number comes round again.
  public static let assemblyWindowHours = 24

  /// Stores a batch of PDUs in one synced transaction, in order; one outcome each, in the same order.
  ///
  /// When it returns, all of them are on disk and may be deleted from the SIM. When it throws, none is stored.
  public func ingest(
    _ batch: [IncomingPDU], at now: WallTime, assemble: TextAssembler
  ) throws(StoreError) -> [IngestOutcome] {
    if batch.isEmpty { return [] }
    return try write { database in
      try batch.map { pdu in
        let hex = pdu.hex.uppercased()
        let bare = Self.withoutFill(hex)
        let digest = Self.digest(of: bare, sim: pdu.sim)
        if try Self.isKnown(digest, in: database) { return .duplicate }
        // As earlier versions stored it.
        if bare != hex, try Self.isKnown(Self.digest(of: hex, sim: pdu.sim), in: database) { return .duplicate }
        return try Self.store(pdu, digest: digest, now: now, assemble: assemble, in: database)
      }
    }
  }

  /// Some modems give the rest of the SIM's record, FF (3GPP TS 51.011 §10.5.3), with the PDU. The same message read by
  /// another modem is the same. A PDU tells its length, so no two differ by that alone.
  private static func withoutFill(_ hex: String) -> Substring {
    var rest = hex[...]
    while rest.hasSuffix("FF"), rest.utf8.count.isMultiple(of: 2) { rest.removeLast(2) }
    return rest
  }

  private static func digest(of hex: some StringProtocol, sim: String) -> Data {
    var digest = SHA256()
    digest.update(sim.utf8)
    digest.update(CollectionOfOne(0))
    digest.update(hex.utf8)
    return Data(digest.finalize())
  }

  private static func isKnown(_ digest: Data, in database: Database) throws -> Bool {
    let statement = try database.cachedStatement(sql: "SELECT 1 FROM pdus WHERE digest = ?")
    return try Row.fetchOne(statement, arguments: [digest]) != nil
  }

  private static func store(
    _ pdu: IncomingPDU, digest: Data, now: WallTime, assemble: TextAssembler, in database: Database
  ) throws -> IngestOutcome {
    var row = PDURow(pdu: pdu, digest: digest, receivedAt: now)
    switch pdu.content {
    case .deliver(let deliver):
      if let place = deliver.concatenation, place.isPlace {
        return try Assembly(pdu: pdu, deliver: deliver, place: place, now: now)
          .store(&row, assemble: assemble, in: database)
      }
      let messageID = try MessageRow(pdu: pdu, deliver: deliver, state: .complete, now: now).insert(into: database)
      row.messageID = messageID
      try row.insert(into: database)
      return .completed(messageID: messageID)
    case .statusReport(let report):
      row.kind = "status-report"
      try row.insert(into: database)
      let settled = try settle(report, sim: pdu.sim, now: now, in: database)
      return .statusReport(item: settled?.item, state: settled?.state)
    case .other(let type):
      row.kind = type
      try row.insert(into: database)
      return .keptRaw
    case .undecodable(let reason):
      let messageID = try MessageRow(pdu: pdu, undecodable: reason, now: now).insert(into: database)
      row.kind = "undecodable"
      row.error = reason
      row.messageID = messageID
      try row.insert(into: database)
      return .undecodable(messageID: messageID)
    }
  }
}

/// A row of `pdus` to be.
struct PDURow {
  let pdu: IncomingPDU
  let digest: Data
  let receivedAt: WallTime
  var kind = "deliver"
  var messageID: Int64?
  var sequence: Int?
  var dataCoding: UInt8?
  var userData: [UInt8]?
  var error: String?

  init(pdu: IncomingPDU, digest: Data, receivedAt: WallTime) {
    self.pdu = pdu
    self.digest = digest
    self.receivedAt = receivedAt
  }

  func insert(into database: Database) throws {
    try database.run(
      """
      INSERT INTO pdus (digest, sim, modem, received_at, kind, hex, message_id, sequence, data_coding, user_data, error)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        digest, pdu.sim, pdu.modem, receivedAt.milliseconds, storable(kind), storable(pdu.hex), messageID, sequence,
        dataCoding, userData.map { Data($0) }, error.map(storable),
      ])
  }
}

/// A row of `messages` to be.
struct MessageRow {
  let pdu: IncomingPDU
  let deliver: IncomingDeliver?
  let state: MessageState
  let now: WallTime
  var error: String?
  var place: IncomingConcatenation?

  init(pdu: IncomingPDU, deliver: IncomingDeliver, state: MessageState, now: WallTime) {
    self.pdu = pdu
    self.deliver = deliver
    self.state = state
    self.now = now
  }

  init(pdu: IncomingPDU, undecodable reason: String, now: WallTime) {
    self.pdu = pdu
    deliver = nil
    state = .undecodable
    self.now = now
    error = reason
  }

  func insert(into database: Database) throws -> Int64 {
    let isWhole = state == .complete
    let text = isWhole ? deliver?.text.map(storable) : nil
    try database.run(
      """
      INSERT INTO messages (sim, modem, state, sender, sender_key, sender_type, sender_form, service_centre, sent_at,
        sent_at_text, received_at, completed_at, data_coding, encoding, concat_reference, concat_bits, parts_total,
        parts_present, text, text_digest, error)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)
      """,
      [
        pdu.sim, pdu.modem, state.rawValue, deliver.map { storable($0.sender) },
        deliver.map { storable(Sender.canonical($0.sender)) }, deliver?.senderType,
        deliver.map { Sender.form(of: $0.sender).rawValue }, deliver?.serviceCentre.map(storable),
        deliver?.sentAt?.milliseconds, deliver.map { storable($0.sentAtText) }, now.milliseconds,
        isWhole ? now.milliseconds : nil, deliver?.dataCoding, deliver.map { storable($0.encoding) },
        place.map { Int($0.reference) }, place?.referenceBits, place.map { Int($0.total) } ?? 1, text,
        text.map(TextDigest.hex), error.map(storable),
      ])
    return database.lastInsertedRowID
  }
}
