internal import Foundation
internal import GRDB
public import Numbering
public import Reporting

/// Where a message stands.
public enum MessageState: String, Sendable, CaseIterable {
  /// Parts are missing and may still come.
  case partial
  /// Whole.
  case complete
  /// Parts are missing and no longer awaited.
  case incomplete
  /// Kept raw; no codec could read it.
  case undecodable
}

/// A reason of the classifier.
public struct StoredReason: Sendable, Hashable, Codable {
  /// Stable code.
  public var code: String
  /// In English.
  public var english: String
  /// In Indonesian.
  public var indonesian: String

  /// A reason.
  public init(code: String, english: String, indonesian: String) {
    self.code = code
    self.english = english
    self.indonesian = indonesian
  }
}

/// What the classifier said of a message.
public struct VerdictRecord: Sendable, Hashable {
  /// Probability of each class.
  public struct Probabilities: Sendable, Hashable {
    /// Of each class; they sum to 1.
    public var ham, promo, grey, fraud: Double

    /// Probabilities.
    public init(ham: Double, promo: Double, grey: Double, fraud: Double) {
      self.ham = ham
      self.promo = promo
      self.grey = grey
      self.fraud = fraud
    }
  }

  /// `ham`, `promo`, `grey` or `fraud`.
  public var label: String
  /// `auto`, `ask` or `none`.
  public var band: String
  /// Probability of each class.
  public var probabilities: Probabilities
  /// Why.
  public var reasons: [StoredReason]
  /// Which model said so.
  public var modelVersion: String
  /// The campaign it belongs to, if one is known.
  public var campaign: String?

  /// A verdict.
  public init(
    label: String, band: String, probabilities: Probabilities, reasons: [StoredReason], modelVersion: String,
    campaign: String? = nil
  ) {
    self.label = label
    self.band = band
    self.probabilities = probabilities
    self.reasons = reasons
    self.modelVersion = modelVersion
    self.campaign = campaign
  }
}

/// A message and what was made of it.
public struct MessageRecord: Sendable, Hashable {
  /// Row number; grows.
  public let id: Int64
  /// SIM it came to.
  public let sim: String
  /// Modem it came through.
  public let modem: String
  /// Where it stands.
  public let state: MessageState
  /// Originating address; nil when undecodable or purged.
  public let sender: String?
  /// Its form.
  public let senderForm: SenderForm
  /// Its type-of-address octet.
  public let senderType: UInt8?
  /// Service centre.
  public let serviceCentre: String?
  /// Service centre time stamp.
  public let sentAt: WallTime?
  /// The same with its offset, as the codec showed it.
  public let sentAtText: String?
  /// When its first part was stored.
  public let receivedAt: WallTime
  /// When its last part was stored.
  public let completedAt: WallTime?
  /// TP-DCS octet.
  public let dataCoding: UInt8?
  /// Alphabet.
  public let encoding: String?
  /// How many parts it has.
  public let partsTotal: Int
  /// How many are there.
  public let partsPresent: Int
  /// Text; nil when there is none, not yet, or no more.
  public let text: String?
  /// ``TextDigest`` of the text; stays when the text is purged.
  public let textDigest: String?
  /// Why it could not be decoded.
  public let error: String?
  /// What the classifier said.
  public let verdict: VerdictRecord?
  /// `report`, `dry-run`, `review`, `withhold` or `reply`.
  public let decision: String?
  /// The guard that stopped it.
  public let stoppedBy: String?
  /// When it was classified.
  public let classifiedAt: WallTime?
  /// What a person said it is, if one did.
  public let taught: String?
  /// When its text was purged.
  public let purgedAt: WallTime?
}

extension Store {
  /// Whole and given-up messages that were not classified yet, oldest first.
  public func pendingClassification(limit: Int) throws(StoreError) -> [MessageRecord] {
    try read { database in
      try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT * FROM messages WHERE classified_at IS NULL AND state IN ('complete', 'incomplete')
            ORDER BY id LIMIT ?
            """), arguments: [max(0, limit)]
      ).map(MessageRecord.init)
    }
  }

  /// A message.
  public func message(_ id: Int64) throws(StoreError) -> MessageRecord {
    try read { database in try database.message(id) }
  }

  /// The PDUs of a message in order of their parts, as hexadecimal digits; none when they were purged.
  public func rawPDUs(ofMessage id: Int64) throws(StoreError) -> [String] {
    try read { database in
      try String.fetchAll(
        database, sql: "SELECT hex FROM pdus WHERE message_id = ? AND hex IS NOT NULL ORDER BY sequence, id",
        arguments: [id])
    }
  }

  /// Which messages a listing shows.
  public struct MessageFilter: Sendable, Hashable {
    /// Only of this class.
    public var label: String?
    /// Only in this state.
    public var state: MessageState?
    /// Only from this sender, however written.
    public var sender: String?
    /// Only of this SIM.
    public var sim: String?

    /// All.
    public init(label: String? = nil, state: MessageState? = nil, sender: String? = nil, sim: String? = nil) {
      self.label = label
      self.state = state
      self.sender = sender
      self.sim = sim
    }
  }

  /// Messages, newest first, before a message when paging.
  public func messages(
    _ filter: MessageFilter = MessageFilter(), before id: Int64? = nil, limit: Int
  ) throws(StoreError) -> [MessageRecord] {
    var query = ListingQuery(table: "messages", before: id, limit: limit)
    query.require("label", equals: filter.label)
    query.require("state", equals: filter.state?.rawValue)
    query.require("sender_key", equals: filter.sender.map { storable(Sender.canonical($0)) })
    query.require("sim", equals: filter.sim)
    return try read { database in try query.rows(in: database).map(MessageRecord.init) }
  }
}

extension Database {
  func message(_ id: Int64) throws -> MessageRecord {
    let statement = try cachedStatement(sql: "SELECT * FROM messages WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [id]) else {
      throw StoreError.notFound(what: "message", id: id)
    }
    return MessageRecord(row: row)
  }
}

extension MessageRecord {
  init(row: Row) {
    let state: String = row["state"]
    let form: String? = row["sender_form"]
    self.init(
      id: row["id"], sim: row["sim"], modem: row["modem"], state: MessageState(rawValue: state) ?? .undecodable,
      sender: row["sender"], senderForm: form.flatMap(SenderForm.init) ?? .unknown, senderType: row["sender_type"],
      serviceCentre: row["service_centre"], sentAt: time(row["sent_at"]), sentAtText: row["sent_at_text"],
      receivedAt: WallTime(milliseconds: row["received_at"]), completedAt: time(row["completed_at"]),
      dataCoding: row["data_coding"], encoding: row["encoding"], partsTotal: row["parts_total"],
      partsPresent: row["parts_present"], text: row["text"], textDigest: row["text_digest"], error: row["error"],
      verdict: VerdictRecord(row: row), decision: row["decision"], stoppedBy: row["guard"],
      classifiedAt: time(row["classified_at"]), taught: row["taught"], purgedAt: time(row["purged_at"]))
  }
}

extension VerdictRecord {
  /// Nil for a message without a verdict.
  fileprivate init?(row: Row) {
    guard let label: String = row["label"], let band: String = row["band"] else { return nil }
    let reasons: String? = row["reasons"]
    self.init(
      label: label, band: band,
      probabilities: Probabilities(
        ham: row["probability_ham"] ?? 0, promo: row["probability_promo"] ?? 0, grey: row["probability_grey"] ?? 0,
        fraud: row["probability_fraud"] ?? 0),
      reasons: reasons.flatMap { try? JSONDecoder().decode([StoredReason].self, from: Data($0.utf8)) } ?? [],
      modelVersion: row["model_version"] ?? "", campaign: row["campaign"])
  }
}

/// A moment from its column.
func time(_ milliseconds: Int64?) -> WallTime? { milliseconds.map(WallTime.init(milliseconds:)) }
