public import Reporting

/// A PDU as a modem delivered it, with what a codec could read in it.
public struct IncomingPDU: Sendable, Hashable {
  /// What it is.
  public enum Content: Sendable, Hashable {
    /// A message or a part of one.
    case deliver(IncomingDeliver)
    /// What became of an SMS this SIM sent.
    case statusReport(IncomingStatusReport)
    /// Decoded, but none of these (`submit`, …): kept raw.
    case other(type: String)
    /// Could not be decoded: kept raw, with the codec's reason.
    case undecodable(reason: String)
  }

  /// Hexadecimal digits, service centre first, as the modem gave them.
  public var hex: String
  /// Name of the modem in the configuration.
  public var modem: String
  /// IMSI of the SIM; the modem's name when it cannot be known. The same SIM must always give the same value.
  public var sim: String
  /// What a codec read.
  public var content: Content

  /// A PDU.
  public init(hex: String, modem: String, sim: String, content: Content) {
    self.hex = hex
    self.modem = modem
    self.sim = sim
    self.content = content
  }
}

/// A decoded SMS-DELIVER (3GPP TS 23.040 §9.2.2.1).
public struct IncomingDeliver: Sendable, Hashable {
  /// Originating address as the codec shows it.
  public var sender: String
  /// Its type-of-address octet.
  public var senderType: UInt8
  /// Service centre, when the PDU names it.
  public var serviceCentre: String?
  /// Service centre time stamp, when it is a valid time.
  public var sentAt: WallTime?
  /// The time stamp as the codec shows it (ISO 8601 with offset), whether valid or not.
  public var sentAtText: String
  /// TP-DCS octet.
  public var dataCoding: UInt8
  /// Name of the alphabet, as shown to people.
  public var encoding: String
  /// Place in a concatenated message.
  public var concatenation: IncomingConcatenation?
  /// Octets of the user data without its header, as the assembler wants them back.
  public var userData: [UInt8]
  /// Text of a message that stands alone, nil when it is not text; of a part it is ignored.
  public var text: String?

  /// A decoded SMS-DELIVER.
  public init(
    sender: String, senderType: UInt8, serviceCentre: String? = nil, sentAt: WallTime?, sentAtText: String,
    dataCoding: UInt8, encoding: String, concatenation: IncomingConcatenation? = nil, userData: [UInt8], text: String?
  ) {
    self.sender = sender
    self.senderType = senderType
    self.serviceCentre = serviceCentre
    self.sentAt = sentAt
    self.sentAtText = sentAtText
    self.dataCoding = dataCoding
    self.encoding = encoding
    self.concatenation = concatenation
    self.userData = userData
    self.text = text
  }
}

/// The concatenation element of a user data header (3GPP TS 23.040 §9.2.3.24.1 and .8).
public struct IncomingConcatenation: Sendable, Hashable {
  /// Reference number the parts share.
  public var reference: UInt16
  /// 8 or 16.
  public var referenceBits: Int
  /// How many parts there are.
  public var total: UInt8
  /// Which one this is, from 1.
  public var sequence: UInt8

  /// A place in a concatenated message.
  public init(reference: UInt16, referenceBits: Int, total: UInt8, sequence: UInt8) {
    self.reference = reference
    self.referenceBits = referenceBits
    self.total = total
    self.sequence = sequence
  }

  /// Whether it is a place at all: §9.2.3.24.1 has the receiver ignore the element otherwise. A message of one part
  /// stands alone.
  var isPlace: Bool { total >= 2 && sequence >= 1 && sequence <= total }
}

/// A decoded SMS-STATUS-REPORT (3GPP TS 23.040 §9.2.2.3).
public struct IncomingStatusReport: Sendable, Hashable {
  /// What TP-ST (§9.2.3.15) says, in short.
  public enum Outcome: String, Sendable, CaseIterable {
    case delivered
    /// The service centre is still trying.
    case pending
    case undelivered
  }

  /// TP-MR.
  public var reference: UInt8
  /// TP-RA as the codec shows it.
  public var recipient: String
  /// TP-ST octet.
  public var status: UInt8
  /// What that octet says.
  public var outcome: Outcome
  /// TP-DT, when it is a valid time.
  public var dischargedAt: WallTime?

  /// A decoded SMS-STATUS-REPORT.
  public init(reference: UInt8, recipient: String, status: UInt8, outcome: Outcome, dischargedAt: WallTime?) {
    self.reference = reference
    self.recipient = recipient
    self.status = status
    self.outcome = outcome
    self.dischargedAt = dischargedAt
  }
}

/// What became of one PDU of a batch. In every case it is on disk and may be deleted from the SIM.
public enum IngestOutcome: Sendable, Hashable {
  /// A whole message: a single one, or one whose last missing part this was.
  case completed(messageID: Int64)
  /// A part of a message that is not whole yet.
  case stored(messageID: Int64, present: Int, total: Int)
  /// This very PDU, or this very part, was stored before.
  case duplicate
  /// Kept raw as a message without text.
  case undecodable(messageID: Int64)
  /// A status report, and the SMS it settles, if one is known.
  case statusReport(item: OutboxItem?, state: ReportState?)
  /// Kept raw.
  case keptRaw
}

/// A stored part, as an assembler gets it.
public struct StoredPart: Sendable, Hashable {
  /// From 1.
  public let sequence: Int
  /// The PDU it came in.
  public let hex: String
  /// TP-DCS octet.
  public let dataCoding: UInt8
  /// User data as it was given to the store.
  public let userData: [UInt8]
}

/// Joins the parts of a message, in order of their sequence, to its text; parts may be missing. Nil when they hold no
/// text.
public typealias TextAssembler = (_ parts: [StoredPart], _ total: Int) -> String?
