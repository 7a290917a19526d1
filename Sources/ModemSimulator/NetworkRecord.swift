/// What the network has seen; the independent witness of a test.
public struct NetworkRecord: Sendable, Equatable {
  /// One SMS-SUBMIT that reached the network.
  public struct Submission: Sendable, Equatable {
    /// Which modem sent it, from 0.
    public var modem: Int
    /// Whose card was in it: the modem that the card began in, from 0.
    public var subscriber: Int
    /// When, since the simulation's start.
    public var at: Duration
    /// As people write it: `1166`, `+6281…`.
    public var destination: String
    /// The type-of-address octet: 0x81 for a short code, 0x91 international.
    public var typeOfAddress: UInt8
    /// The text of this part; nil for 8-bit data.
    public var text: String?
    /// TP-MR as the modem set it.
    public var reference: UInt8
    /// TP-SRR.
    public var statusReportRequested: Bool
    /// Which part it is: (1, 1) for a whole message.
    public var part: (sequence: Int, total: Int)
    /// The whole PDU, SMSC octets first.
    public var pdu: String
    /// False when the network refused it.
    public var accepted: Bool

    /// Field by field.
    public static func == (one: Submission, other: Submission) -> Bool {
      one.modem == other.modem && one.at == other.at && one.pdu == other.pdu && one.accepted == other.accepted
    }
  }

  /// A message as its destination received it, its parts joined.
  public struct Received: Sendable, Equatable {
    /// Which modem sent it, from 0.
    public var modem: Int
    /// When the last part came.
    public var at: Duration
    /// As people write it.
    public var destination: String
    /// The whole text.
    public var text: String
    /// In how many parts.
    public var parts: Int
  }

  /// One message for a modem.
  public struct Delivery: Sendable, Equatable {
    /// Counted from 0 over all modems.
    public var id: Int
    /// For whose card: the modem that the card began in, from 0.
    public var subscriber: Int
    /// Message or status report.
    public var kind: IncomingMessage.Kind
    /// SMSC octets first, upper case.
    public var pdu: String
    /// When the network had it for the modem.
    public var queuedAt: Duration
    /// When the modem took it (stored, or handed to the terminal and acknowledged where that is asked for).
    public var takenAt: Duration?
    /// When it was deleted from the storage.
    public var deletedAt: Duration?
    /// How often the network tried.
    public var attempts = 0
    /// The delivery this one repeats, as networks do after a lost acknowledgement.
    public var repeats: Int?
  }

  /// In the order of arrival.
  public internal(set) var submissions: [Submission] = []
  /// In the order of completion.
  public internal(set) var received: [Received] = []
  /// In the order they were queued; the oldest are dropped beyond ``limit``.
  public internal(set) var deliveries: [Delivery] = []
  /// How many submissions there were, kept or not.
  public internal(set) var submissionCount = 0
  /// How many deliveries there were, kept or not.
  public internal(set) var deliveryCount = 0
  /// How many deliveries were taken.
  public internal(set) var takenCount = 0
  /// How many deliveries were deleted by the terminal.
  public internal(set) var deletedCount = 0
  /// How many records of one kind are kept.
  public var limit = 200_000

  mutating func update(_ id: Int, _ change: (inout Delivery) -> Void) {
    let index = id - (deliveryCount - deliveries.count)
    guard deliveries.indices.contains(index) else { return }
    change(&deliveries[index])
  }

  mutating func add(_ delivery: Delivery) {
    deliveries.append(delivery)
    deliveryCount += 1
    if deliveries.count > limit + limit / 4 { deliveries.removeFirst(limit / 4) }
  }

  mutating func add(_ submission: Submission) {
    submissions.append(submission)
    submissionCount += 1
    if submissions.count > limit + limit / 4 { submissions.removeFirst(limit / 4) }
  }

  mutating func add(_ message: Received) {
    received.append(message)
    if received.count > limit + limit / 4 { received.removeFirst(limit / 4) }
  }
}
