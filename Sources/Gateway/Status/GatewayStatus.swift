public import Reporting

/// How the gateway is at one moment: what `pelapor status`, the control API and its metrics show.
///
/// A value put together of what the lines, the database and the ``StatusBoard`` know; it holds no truth of its own.
public struct GatewayStatus: Sendable, Equatable, Decodable {
  /// A modem and its SIM.
  public struct Modem: Sendable, Equatable, Decodable {
    /// Where its session is.
    public enum State: String, Sendable, CaseIterable, Decodable {
      /// The port can't be opened, or is closed.
      case closed
      /// The port is open and the modem is being set up.
      case settingUp = "setting-up"
      /// It waits for somebody's help; ``Modem/blockedBy`` says for what.
      case blocked
      /// Messages are read and sent.
      case ready
      /// It does not answer and is being brought back.
      case recovering
      /// It is being closed down.
      case stopping
      /// It has been closed down.
      case stopped
    }

    /// Its name in the configuration.
    public var name: String
    /// Its port.
    public var device: String
    /// Where its session is.
    public var state: State
    /// What it waits for: `pin-required`, `sim-missing` …
    public var blockedBy: String?
    /// Since when it works, or doesn't; nil when it has done neither yet.
    public var since: WallTime?
    /// Its model.
    public var model: String?
    /// The family it is treated as.
    public var profile: String?
    /// The network it is in.
    public var networkOperator: String?
    /// `home`, `roaming` …
    public var registration: String
    /// MCC and MNC of the SIM.
    public var homeNetwork: String?
    /// `GSM`, `LTE` …
    public var technology: String?
    /// Location or tracking area code of the cell; nil where texts are masked, too.
    public var areaCode: Int?
    /// Identity of the cell: where the modem stands; nil where texts are masked, too.
    public var cellID: Int?
    /// Received signal strength in dBm.
    public var signal: Int?
    /// The SIM, masked.
    public var sim: String?
    /// How full its storages are.
    public var storages: [Storage]
    /// Messages read that are not stored yet.
    public var unstored: Int
    /// SMS it has been given and has not sent yet.
    public var sending: Int
    /// The last thing that went wrong with it.
    public var lastError: Problem?
    /// What its line has counted since the start.
    public var counters: [String: Int]

    enum CodingKeys: String, CodingKey {
      case name, device, state, since, model, profile, registration, technology, sim, storages, unstored, sending
      case counters
      case blockedBy = "blocked_by"
      case networkOperator = "operator"
      case homeNetwork = "home_network"
      case areaCode = "area_code"
      case cellID = "cell_id"
      case signal = "signal_dbm"
      case lastError = "last_error"
    }
  }

  /// How full a storage of a modem is.
  public struct Storage: Sendable, Equatable, Decodable {
    /// `SM`, `ME` …
    public var name: String
    /// Messages in it.
    public var used: Int
    /// Messages it can hold.
    public var total: Int
  }

  /// Something that went wrong, as the log said it.
  public struct Problem: Sendable, Equatable, Decodable {
    /// When.
    public var at: WallTime
    /// `warning` or `error`.
    public var level: String
    /// The event of the log.
    public var event: String
    /// The modem it is about.
    public var modem: String?
    /// A stable short name.
    public var code: String?
    /// What, in a sentence.
    public var reason: String?
    /// What to do.
    public var remedy: String?
  }

  /// What the day brought.
  public struct Today: Sendable, Equatable, Decodable {
    /// When the day began.
    public var since: WallTime
    /// Messages received.
    public var received: Int
    /// By class.
    public var byLabel: [String: Int]
    /// Not reported, by the guard that said no.
    public var byGuard: [String: Int]
    /// Reports composed, by the state they are in.
    public var reports: [String: Int]

    enum CodingKeys: String, CodingKey {
      case since, received, reports
      case byLabel = "by_label"
      case byGuard = "by_guard"
    }
  }

  /// What waits.
  public struct Queue: Sendable, Equatable, Decodable {
    /// Reports whose time has come.
    public var due: Int
    /// Reports in the time in which a person can stop them.
    public var held: Int
    /// When the first of those is due.
    public var nextDue: WallTime?
    /// Reports that wait for a person's word.
    public var awaitingReview: Int
    /// Reports a modem has.
    public var sending: Int
    /// Reports of which nobody knows whether they were sent.
    public var unknown: Int
    /// Other SMS that wait to be sent.
    public var outbox: Int
    /// Long messages whose parts are awaited.
    public var partial: Int
    /// Messages that wait to be classified.
    public var unclassified: Int

    enum CodingKeys: String, CodingKey {
      case due, held, sending, unknown, outbox, partial, unclassified
      case nextDue = "next_due"
      case awaitingReview = "awaiting_review"
    }
  }

  /// Whether reports may go out.
  public struct Sending: Sendable, Equatable, Decodable {
    /// A breaker that has opened.
    public struct OpenBreaker: Sendable, Equatable, Decodable {
      /// Its name.
      public var breaker: String
      /// The SIM it stops, masked.
      public var sim: String
      /// Since when.
      public var since: WallTime
      /// Why, and what to do.
      public var reason: String
    }

    /// When a person stopped all sending.
    public var pausedSince: WallTime?
    /// Who.
    public var pausedBy: String?
    /// Open breakers.
    public var breakers: [OpenBreaker]

    enum CodingKeys: String, CodingKey {
      case breakers
      case pausedSince = "paused_since"
      case pausedBy = "paused_by"
    }
  }

  /// Whether the daemon runs; without it, what only it knows is not here.
  public var isRunning: Bool
  /// When this was so.
  public var at: WallTime
  /// Version of the program.
  public var version: String
  /// Version of the spam model; nil without a daemon.
  public var modelVersion: String?
  /// Reporting mode; nil when it is not known.
  public var mode: String?
  /// Path of the database.
  public var database: String
  /// Seconds since the start; nil without a daemon.
  public var uptimeSeconds: Int?
  /// Why ``/healthz`` says no; empty while everything goes on.
  public var stalls: [String]
  /// The modems, in the order of the configuration.
  public var modems: [Modem]
  /// What the day brought; nil when the database could not be asked in time.
  public var today: Today?
  /// What waits; nil likewise.
  public var queue: Queue?
  /// Whether reports may go out; nil likewise.
  public var sending: Sending?
  /// The last things that went wrong, the newest first.
  public var lastErrors: [Problem]

  enum CodingKeys: String, CodingKey {
    case at, version, mode, database, stalls, modems, today, queue, sending
    case isRunning = "running"
    case modelVersion = "model_version"
    case uptimeSeconds = "uptime_seconds"
    case lastErrors = "last_errors"
  }
}
