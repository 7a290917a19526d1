/// How far the gateway goes by itself.
public enum ReportingMode: String, Sendable, CaseIterable {
  /// Reports without a person, when every guard holds.
  case auto
  /// Every report waits for a person.
  case review
  /// Composes and records, sends nothing.
  case dryRun = "dry-run"
  /// Classifies only.
  case off
}

/// The numbers of the policy.
public struct PolicyLimits: Sendable, Hashable {
  /// Seconds a report waits before it is sent, so that a person may cancel it.
  public var holdSeconds = 120
  /// Seconds between two SMS of a SIM at least.
  public var minimumGapSeconds = 10
  /// SMS of a SIM in any hour at most.
  public var perHour = 10
  /// SMS of a SIM in any 24 hours at most.
  public var perDay = 50
  /// Reports of one campaign in any 24 hours at most.
  public var perCampaignPerDay = 3
  /// Days in which a sender is reported only once, unless the text is new.
  public var senderDays = 30
  /// Hours after which a new text of a reported sender may be reported.
  public var newTextAfterHours = 24
  /// Hours after which a message is too old to be reported.
  public var maximumAgeHours = 72
  /// New candidates within an hour above which the burst breaker opens.
  public var burstPerHour = 20
  /// Failures in a row that open the breaker.
  public var failuresInARow = 3
  /// Reports among which one revocation opens the breaker.
  public var revocationWindow = 20

  /// The defaults.
  public init() {}
}

/// What the policy goes by, from the configuration.
public struct PolicySettings: Sendable, Hashable {
  /// How far it goes by itself.
  public var mode: ReportingMode
  /// Its numbers.
  public var limits: PolicyLimits
  /// Every profile, shipped and the user's own; the SIM's IMSI chooses.
  public var profiles: [ReportProfile]

  /// Settings; the safest by default but for the mode.
  public init(
    mode: ReportingMode = .auto, limits: PolicyLimits = PolicyLimits(),
    profiles: [ReportProfile] = ReportProfile.shipped
  ) {
    self.mode = mode
    self.limits = limits
    self.profiles = profiles
  }
}
