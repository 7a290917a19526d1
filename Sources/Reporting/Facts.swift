public import SpamCore

/// A classified message, as the policy sees it.
public struct Candidate: Sendable, Hashable {
  /// The originating address as the codec shows it.
  public var sender: String
  /// The most probable class.
  public var label: Label
  /// How sure the classifier is.
  public var band: Band
  /// Whether the classifier named reasons.
  public var hasReasons: Bool
  /// Whether something in it forbids the automatic band.
  public var isVetoed: Bool
  /// Whether it reads like a one-time password or a bank's notice.
  public var isProtectedNotice: Bool
  /// Whether the way it came shows signs of a forged sender, see ``SpoofSigns``.
  public var hasSpoofSigns: Bool
  /// Whether every part arrived.
  public var isComplete: Bool
  /// When the service centre took it (SCTS), when that is known.
  public var sentAt: WallTime?
  /// When the gateway stored it.
  public var receivedAt: WallTime
  /// The service centre's address, when it is known.
  public var serviceCentre: String?
  /// Whether a report could be composed.
  public var isComposable: Bool

  /// A candidate; the unusual is off by default.
  public init(
    sender: String, label: Label, band: Band, hasReasons: Bool = true, isVetoed: Bool = false,
    isProtectedNotice: Bool = false,
    hasSpoofSigns: Bool = false, isComplete: Bool = true, sentAt: WallTime?, receivedAt: WallTime,
    serviceCentre: String? = nil, isComposable: Bool = true
  ) {
    self.sender = sender
    self.label = label
    self.band = band
    self.hasReasons = hasReasons
    self.isVetoed = isVetoed
    self.isProtectedNotice = isProtectedNotice
    self.hasSpoofSigns = hasSpoofSigns
    self.isComplete = isComplete
    self.sentAt = sentAt
    self.receivedAt = receivedAt
    self.serviceCentre = serviceCentre
    self.isComposable = isComposable
  }
}

extension Candidate {
  /// A candidate from the classifier's verdict on it; the rest is the message's.
  public init(
    _ verdict: Verdict, sender: String, isComplete: Bool, sentAt: WallTime?, receivedAt: WallTime,
    serviceCentre: String?, hasSpoofSigns: Bool = false, isComposable: Bool
  ) {
    self.init(
      sender: sender, label: verdict.label, band: verdict.band, hasReasons: !verdict.reasons.isEmpty,
      isVetoed: !verdict.vetoes.isEmpty, isProtectedNotice: verdict.vetoes.contains(.oneTimePassword),
      hasSpoofSigns: hasSpoofSigns, isComplete: isComplete, sentAt: sentAt, receivedAt: receivedAt,
      serviceCentre: serviceCentre, isComposable: isComposable)
  }
}

/// Where a SIM stands with the network (3GPP TS 27.007 §7.2, `+CREG`).
public enum HomeRegistration: String, Sendable, CaseIterable {
  case home
  case roaming
  case notRegistered = "not-registered"
  case unknown
}

/// What the modem knows of its SIM.
public struct SIMFacts: Sendable, Hashable {
  /// IMSI, when it could be read.
  public var imsi: String?
  /// Registration.
  public var registration: HomeRegistration

  /// Facts of a SIM.
  public init(imsi: String?, registration: HomeRegistration) {
    self.imsi = imsi
    self.registration = registration
  }
}

/// What the ledger and the lists know, all read in one transaction.
///
/// Every number counts rows of the ledger, and a row from the future (the clock was set back) counts as one of now: a
/// jump of the clock never permits more.
public struct LedgerFacts: Sendable, Hashable {
  /// The sender is an own SIM's number.
  public var isOwnNumber = false
  /// The sender is in the contacts.
  public var isContact = false
  /// The sender is on the allow-list.
  public var isAllowed = false
  /// The sender is on the deny-list: a doubtful verdict is enough.
  public var isDenied = false
  /// A SIM of this gateway wrote to the sender.
  public var isCorrespondent = false
  /// When the sender was last reported within the sender window; a queued report counts.
  public var lastReportOfSender: WallTime?
  /// Whether the sender was reported within the window for the same text.
  public var isSameTextReported = false
  /// Reports of the same campaign within 24 hours.
  public var campaignReportsInDay = 0
  /// Reports of this SIM that wait to be sent.
  public var queued = 0
  /// Whether an SMS of this SIM is on its way to the network.
  public var isSending = false
  /// Every SMS this SIM began to send within 24 hours, one a part, any order; the later of its start and its end.
  public var sends: [WallTime] = []
  /// Reports in a row that failed, or of which nobody knows, since sending was last resumed.
  public var failuresInARow = 0
  /// Answers "wrong format" since sending was last resumed.
  public var wrongFormatReplies = 0
  /// Messages the policy wanted to report within the hour, since sending was last resumed.
  public var candidatesInHour = 0
  /// Revocations among the last reports, since sending was last resumed.
  public var revocations = 0
  /// Breakers that are open.
  public var openBreakers: Set<Breaker> = []
  /// Whether a person stopped all sending.
  public var isPaused = false

  /// Nothing known.
  public init() {}
}

/// All the policy goes by besides the message.
public struct PolicyFacts: Sendable, Hashable {
  /// From the modem.
  public var sim: SIMFacts
  /// From the store.
  public var ledger: LedgerFacts

  /// Both.
  public init(sim: SIMFacts, ledger: LedgerFacts) {
    self.sim = sim
    self.ledger = ledger
  }
}
