public import Numbering
public import Reporting

/// What is handed to an operator, a ministry or the police about one message or many: a value that every format is made
/// of. Who hands it in is not part of it; that is left blank for the person.
public struct EvidenceBundle: Sendable, Hashable {
  /// When it was put together.
  public var createdAt: WallTime
  /// Local time's distance from UTC.
  public var minutesEastOfUTC: Int
  /// Name and version of the program.
  public var generator: String
  /// The profile of the SIM's operator: whom to write to and whom to call.
  public var profile: ReportProfile?
  /// The messages.
  public var items: [EvidenceItem]

  /// A bundle.
  public init(
    createdAt: WallTime, minutesEastOfUTC: Int, generator: String, profile: ReportProfile?, items: [EvidenceItem]
  ) {
    self.createdAt = createdAt
    self.minutesEastOfUTC = minutesEastOfUTC
    self.generator = generator
    self.profile = profile
    self.items = items
  }
}

/// A message as evidence: what arrived, what was made of it, what became of its report.
public struct EvidenceItem: Sendable, Hashable {
  /// What the classifier said.
  public struct Verdict: Sendable, Hashable {
    /// `ham`, `promo`, `grey` or `fraud`.
    public var label: String
    /// How probable fraud is, 0 to 1.
    public var fraudProbability: Double
    /// `auto`, `ask` or `none`.
    public var band: String
    /// Why.
    public var reasons: [Reason]
    /// Which model said so.
    public var modelVersion: String

    /// A verdict.
    public init(label: String, fraudProbability: Double, band: String, reasons: [Reason], modelVersion: String) {
      self.label = label
      self.fraudProbability = fraudProbability
      self.band = band
      self.reasons = reasons
      self.modelVersion = modelVersion
    }
  }

  /// A reason of the classifier.
  public struct Reason: Sendable, Hashable {
    /// In English.
    public var english: String
    /// In Indonesian.
    public var indonesian: String

    /// A reason.
    public init(english: String, indonesian: String) {
      self.english = english
      self.indonesian = indonesian
    }
  }

  /// What became of the report by SMS.
  public struct Report: Sendable, Hashable {
    /// Its number in the ledger.
    public var id: Int64
    /// Where it stands.
    public var state: ReportState
    /// Where it went.
    public var destination: String
    /// What it said.
    public var text: String?
    /// The guard for which it waits or was cancelled; a person's own words are possible.
    public var stoppedBy: String?
    /// When it is, or was, to be sent.
    public var dueAt: WallTime?
    /// When it was sent.
    public var sentAt: WallTime?
    /// When the destination had it.
    public var deliveredAt: WallTime?
    /// What the destination answered.
    public var reply: ReplyKind?
    /// Why it failed.
    public var failure: String?
    /// Who approved it.
    public var approvedBy: String?
    /// When a person took it back.
    public var revokedAt: WallTime?

    /// A report.
    public init(
      id: Int64, state: ReportState, destination: String, text: String?, stoppedBy: String? = nil,
      dueAt: WallTime? = nil, sentAt: WallTime? = nil, deliveredAt: WallTime? = nil, reply: ReplyKind? = nil,
      failure: String? = nil, approvedBy: String? = nil, revokedAt: WallTime? = nil
    ) {
      self.id = id
      self.state = state
      self.destination = destination
      self.text = text
      self.stoppedBy = stoppedBy
      self.dueAt = dueAt
      self.sentAt = sentAt
      self.deliveredAt = deliveredAt
      self.reply = reply
      self.failure = failure
      self.approvedBy = approvedBy
      self.revokedAt = revokedAt
    }
  }

  /// Its number in the store.
  public var messageID: Int64
  /// Originating address; nil when it was purged or never readable.
  public var sender: String?
  /// Its form.
  public var senderForm: SenderForm
  /// Service centre time stamp.
  public var sentAt: WallTime?
  /// The same as the service centre wrote it.
  public var sentAtText: String?
  /// When it was stored.
  public var receivedAt: WallTime
  /// Service centre.
  public var serviceCentre: String?
  /// Alphabet.
  public var encoding: String?
  /// Parts it has, and parts that arrived.
  public var partsTotal, partsPresent: Int
  /// Its text; nil when it was purged or never readable.
  public var text: String?
  /// The raw PDUs, hexadecimal.
  public var pdus: [String]
  /// Nil when it was not classified.
  public var verdict: Verdict?
  /// `report`, `dry-run`, `review`, `withhold` or `reply`.
  public var decision: String?
  /// The guard that stopped it.
  public var stoppedBy: Guard?
  /// Nil when there is none.
  public var report: Report?

  /// A message.
  public init(
    messageID: Int64, sender: String?, senderForm: SenderForm, sentAt: WallTime?, sentAtText: String?,
    receivedAt: WallTime, serviceCentre: String?, encoding: String? = nil, partsTotal: Int = 1, partsPresent: Int = 1,
    text: String?, pdus: [String], verdict: Verdict? = nil, decision: String? = nil, stoppedBy: Guard? = nil,
    report: Report? = nil
  ) {
    self.messageID = messageID
    self.sender = sender
    self.senderForm = senderForm
    self.sentAt = sentAt
    self.sentAtText = sentAtText
    self.receivedAt = receivedAt
    self.serviceCentre = serviceCentre
    self.encoding = encoding
    self.partsTotal = partsTotal
    self.partsPresent = partsPresent
    self.text = text
    self.pdus = pdus
    self.verdict = verdict
    self.decision = decision
    self.stoppedBy = stoppedBy
    self.report = report
  }
}

extension EvidenceItem {
  /// The sender as 1166 wants it written where that is possible.
  var shownSender: String? { sender.map { MSISDN($0)?.national ?? $0 } }

  /// Who issued the number, by its prefix: a guess, since prefixes are all that is known.
  var operatorGuess: String? { sender.flatMap { MSISDN($0) }?.mobileOperator?.displayName }

  /// What the text names.
  var findings: Findings { Findings(in: text ?? "") }
}
