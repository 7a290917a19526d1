public import Devices
internal import Modem
public import Reporting
public import SerialPort

/// What the daemon is told: the file, environment variables and flags in one checked value.
public struct Configuration: Sendable, Equatable {
  /// One modem and its SIM.
  public struct Modem: Sendable, Equatable {
    /// What the log calls it; unique.
    public var name: String
    /// By what it is chosen.
    public var selector: ModemSelector
    /// Bits per second.
    public var baud: Int
    /// The SIM's PIN; never logged.
    public var pin: String?
    /// Where the PIN is read from when the daemon starts; then ``pin`` is nil here.
    public var pinFile: PINFile?
    /// Wait between the modem's prompt and the PDU, in milliseconds.
    public var promptDelayMilliseconds: Int
    /// The family of the modem; nil lets the modem tell.
    var profile: ModemProfile?
    /// Commands in place of the family's.
    var overrides = ModemProfile.Overrides()
    /// Whether a modem that hangs may have its USB device reset.
    var allowsUSBReset = false
    /// Type of short destinations.
    var numberType = ShortNumberType.unknown

    /// Where it is always reached; nil when it has to be looked for.
    public var endpoint: Endpoint? { selector.endpoint }
  }

  /// When and how fraud is reported.
  public struct Report: Sendable, Equatable {
    /// Whether reports go out by themselves.
    public var mode: ReportingMode
    /// Seconds between decision and sending.
    public var holdSeconds: Int
    /// Least seconds between two reports of a SIM.
    public var minimumGapSeconds: Int
    /// Most reports of a SIM in any hour.
    public var perHour: Int
    /// Most reports of a SIM in any 24 hours.
    public var perDay: Int
    /// Most reports in 24 hours of one campaign.
    public var perCampaignPerDay: Int
    /// Days in which a sender is reported once.
    public var sameSenderDays: Int
    /// Hours after which a message is not reported any more.
    public var maximumAgeHours: Int
    /// Candidates in an hour above which sending stops.
    public var burstPerHour: Int
    /// Most SMS parts of a report.
    public var parts: Int
    /// Numbers never reported, as written in the file.
    public var neverReport: [String]
    /// The report profiles: the user's own, then the shipped ones with the user's changes.
    public var profiles: [ReportProfile]
  }

  /// The database.
  public struct Storage: Sendable, Equatable {
    /// Absolute path of the SQLite file.
    public var path: String
    /// Days after which texts and numbers are removed.
    public var retentionDays: Int
  }

  /// The structured log.
  public struct Log: Sendable, Equatable {
    /// How lines are written.
    public var format: LogFormat
    /// The least level written.
    public var level: LogLevel
    /// Absolute path; nil is standard output.
    public var file: String?
    /// Whether texts and whole numbers may appear.
    public var includeText: Bool
  }

  /// Somebody who is told of events.
  public struct Hook: Sendable, Equatable {
    /// What the log calls it; unique among hooks and webhooks.
    public var name: String
    /// Which events it is told of.
    public var events: [EventPattern]
    /// Whether it is told texts and whole numbers of people.
    public var includeText: Bool
    /// How long one attempt may take.
    public var timeoutSeconds: Int
    /// How long a failed delivery is tried again.
    public var retryHours: Int
    /// How it is told.
    var transport: HookTransport
  }

  /// The control API.
  public struct Control: Sendable, Equatable {
    /// Path of its Unix socket; nil is none.
    public var socket: String?
    /// Where it listens for TCP.
    public var listen: LoopbackAddress?
    /// File of the secret that clients over TCP must know.
    public var tokenFile: String?
    /// Whether texts and whole numbers may appear in answers.
    public var includeText: Bool
  }

  /// The modems, at least one.
  public var modems: [Modem]
  /// When and how fraud is reported.
  public var reporting: Report
  /// The database.
  public var storage: Storage
  /// The structured log.
  public var log: Log
  /// Programs and webhooks that are told of events.
  public var hooks: [Hook]
  /// The control API.
  public var control: Control
}

/// How a hook is told of an event.
enum HookTransport: Sendable, Equatable {
  /// A program, by its absolute path and arguments.
  case program([String])
  /// An HTTP POST.
  case web(Webhook.Target)
}

/// One thing that is wrong with a configuration.
public struct ConfigurationProblem: Sendable, Equatable, CustomStringConvertible {
  /// Where: `pelapor.yaml:12`, `the environment variable PELAPOR_LOG_LEVEL`, `--set`.
  public var place: String
  /// The key as written, empty when the file as a whole is meant.
  public var key: String
  /// What is wrong and what to do.
  public var message: String

  /// All of it in a line.
  public var description: String { key.isEmpty ? "\(place): \(message)" : "\(place): \(key): \(message)" }
}

/// A configuration that can't be used, with everything that is wrong with it.
public struct ConfigurationError: Error, Sendable, CustomStringConvertible {
  /// At least one.
  public var problems: [ConfigurationProblem]

  /// A line a problem.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
