/// One line of the structured log, before it has a form.
///
/// The name is static, everything else is in fields; what concerns people is marked as such, so that the writer, not
/// the caller, decides whether it may appear (invariant 10 of `docs/architecture.md`).
public struct Event: Sendable, Equatable {
  /// What a field may hold.
  public enum Value: Sendable, Equatable {
    /// Text of our own or of the modem, made safe when written.
    case string(String)
    /// A whole number.
    case integer(Int)
    /// A decimal number, written with three places.
    case decimal(Double)
    /// Yes or no.
    case boolean(Bool)
    /// Short texts of our own.
    case strings([String])
    /// A person's number: masked unless the configuration includes it.
    case number(String)
    /// A person's words: left out unless the configuration includes them.
    case words(String)
    /// Texts that may quote a person's words, and what is said in their place unless the configuration includes them.
    case quoting([String], else: [String])
    /// An instant, milliseconds of the Unix epoch, written as RFC 3339.
    case instant(Int64)
    /// Counts by name, in this order: an object of whole numbers.
    case counts([Count])
  }

  /// A named number of ``Value/counts(_:)``.
  public struct Count: Sendable, Equatable {
    /// A stable short name.
    public var name: String
    /// How many.
    public var value: Int
  }

  /// A named value.
  public struct Field: Sendable, Equatable {
    /// What it is.
    public var key: EventKey
    /// Its value.
    public var value: Value
  }

  /// What happened.
  public var name: EventName
  /// How much it matters.
  public var level: LogLevel
  /// In the order in which they are written.
  public var fields: [Field]

  /// An event with the fields that have a value.
  public init(_ name: EventName, _ level: LogLevel = .info, _ fields: KeyValuePairs<EventKey, Value?> = [:]) {
    self.name = name
    self.level = level
    self.fields = fields.compactMap { key, value in value.map { Field(key: key, value: $0) } }
  }

  /// The value of a field, if it is there.
  public subscript(key: EventKey) -> Value? { fields.first { $0.key == key }?.value }
}

/// Every event the daemon can write. The raw value is a contract with other programs: extend, never rename.
public enum EventName: String, Sendable, CaseIterable {
  case daemonStarted = "daemon.started"
  case daemonProblem = "daemon.problem"
  case daemonStopping = "daemon.stopping"
  case daemonStopped = "daemon.stopped"
  case modemOpened = "modem.opened"
  case modemReady = "modem.ready"
  case modemLost = "modem.lost"
  case modemWarning = "modem.warning"
  case modemProblem = "modem.problem"
  case modemStatus = "modem.status"
  case modemCounters = "modem.counters"
  case modemAdded = "modem.added"
  case modemRemoved = "modem.removed"
  case smsPart = "sms.part"
  case smsReceived = "sms.received"
  case smsDuplicate = "sms.duplicate"
  case smsUndecodable = "sms.undecodable"
  case smsIncomplete = "sms.incomplete"
  case smsClassified = "sms.classified"
  case reportQueued = "report.queued"
  case reportReview = "report.review"
  case reportDryRun = "report.dry-run"
  case reportWithheld = "report.withheld"
  case reportSending = "report.sending"
  case reportSent = "report.sent"
  case reportDelivered = "report.delivered"
  case reportUndelivered = "report.undelivered"
  case reportAcknowledged = "report.acknowledged"
  case reportRejected = "report.rejected"
  case reportFailed = "report.failed"
  case reportUnknown = "report.unknown"
  case reportStopped = "report.stopped"
  case storeFailed = "store.failed"
  case storeRecovered = "store.recovered"
  case logDropped = "log.dropped"
  case hookDelivered = "hook.delivered"
  case hookPostponed = "hook.postponed"
  case hookFailed = "hook.failed"
  case hookDropped = "hook.dropped"
  case configReloaded = "config.reloaded"
  case configRejected = "config.rejected"

  /// One plain sentence for the reference.
  public var summary: String {
    switch self {
    case .daemonStarted: "The daemon runs; names the reporting mode."
    case .daemonProblem: "Something about the daemon itself deserves a look; it goes on."
    case .daemonStopping: "It was told to stop and finishes what is under way."
    case .daemonStopped: "It has stopped; nothing is half-done."
    case .modemOpened: "The port of a modem is open; it is being set up."
    case .modemReady: "A modem is set up and reads messages; `registration` says whether it has a network yet."
    case .modemLost: "A modem does not answer or was unplugged; it is tried again by itself."
    case .modemWarning: "Something about a modem deserves a look; it goes on."
    case .modemProblem: "A modem can't work until somebody does something; says what."
    case .modemStatus: "Signal, registration or storage of a modem changed."
    case .modemCounters: "What a modem's line has counted since the start; once a day and at the end."
    case .modemAdded:
      "A modem was begun while the daemon runs, because its entry in the configuration is new or changed."
    case .modemRemoved:
      "A modem was ended while the daemon runs, because its entry in the configuration is gone or changed."
    case .smsPart: "A part of a long message was stored; others are awaited."
    case .smsReceived: "A whole message was stored."
    case .smsDuplicate: "A message seen before was delivered again; nothing new was stored."
    case .smsUndecodable: "What arrived is no readable SMS; it was kept raw."
    case .smsIncomplete: "Parts of a long message did not come in time; it is kept with what is there."
    case .smsClassified: "The spam core has judged a message."
    case .reportQueued: "A report will be sent at the time given, unless a person stops it."
    case .reportReview: "A report waits for a person's decision."
    case .reportDryRun: "A report was composed but not sent, because the mode is dry-run."
    case .reportWithheld: "A message is not reported; `guard` says why."
    case .reportSending: "The modem is about to be given a report."
    case .reportSent: "The network took a report."
    case .reportDelivered: "The network says a report has been delivered."
    case .reportUndelivered: "The network says a report could not be delivered."
    case .reportAcknowledged: "The destination thanked for a report."
    case .reportRejected: "The destination refused a report."
    case .reportFailed: "The network or the modem refused a report; nothing was sent."
    case .reportUnknown: "Whether a report was sent is not known; it is never sent again by itself."
    case .reportStopped: "No report is sent until a person looks; says why."
    case .storeFailed: "The database can't take messages; they stay on the SIM."
    case .storeRecovered: "The database takes messages again."
    case .logDropped: "Log lines were lost because their reader or disk was too slow."
    case .hookDelivered: "A hook was told of an event."
    case .hookPostponed: "A hook could not be told of an event; it is tried again at the time given."
    case .hookFailed: "A hook could not be told of an event and is not tried again; `pelapor hooks list` has it."
    case .hookDropped: "Events were not kept for a hook because too many are waiting for it."
    case .configReloaded: "The configuration was read again and holds from now on; names the keys that changed."
    case .configRejected: "The configuration was read again and is wrong; the old one goes on."
    }
  }
}
