/// What is different between the configuration that holds and one that was read anew.
struct ConfigurationChanges: Equatable {
  /// Keys whose change can hold at once.
  private(set) var live: [String] = []
  /// Keys whose change needs a restart.
  private(set) var restart: [String] = []

  var isEmpty: Bool { live.isEmpty && restart.isEmpty }

  init(from old: Configuration, to new: Configuration) {
    live = Self.liveKeys.filter { !$0.isSame(old, new) }.map(\.name)
    restart = Self.restartKeys.filter { !$0.isSame(old, new) }.map(\.name)
    // Whatever has no name here.
    if Self.withLiveParts(of: new, in: old) != new, restart.isEmpty { restart.append("other keys") }
  }

  /// `old` with everything of `new` that can hold at once.
  static func withLiveParts(of new: Configuration, in old: Configuration) -> Configuration {
    var configuration = old
    configuration.modems = new.modems
    configuration.reporting = new.reporting
    configuration.hooks = new.hooks
    configuration.storage.retentionDays = new.storage.retentionDays
    configuration.log.level = new.log.level
    return configuration
  }

  private struct Key {
    let name: String
    let isSame: (Configuration, Configuration) -> Bool

    init<Value: Equatable>(_ name: String, _ value: @escaping (Configuration) -> Value) {
      self.name = name
      isSame = { value($0) == value($1) }
    }
  }

  private static var liveKeys: [Key] {
    [
      Key("modems") { $0.modems }, Key("reporting.mode") { $0.reporting.mode },
      Key("reporting.hold-seconds") { $0.reporting.holdSeconds },
      Key("reporting.minimum-gap-seconds") { $0.reporting.minimumGapSeconds },
      Key("reporting.per-hour") { $0.reporting.perHour }, Key("reporting.per-day") { $0.reporting.perDay },
      Key("reporting.per-campaign-per-day") { $0.reporting.perCampaignPerDay },
      Key("reporting.same-sender-days") { $0.reporting.sameSenderDays },
      Key("reporting.maximum-age-hours") { $0.reporting.maximumAgeHours },
      Key("reporting.burst-per-hour") { $0.reporting.burstPerHour }, Key("reporting.parts") { $0.reporting.parts },
      Key("reporting.never-report") { $0.reporting.neverReport },
      Key("reporting.profiles") { $0.reporting.profiles },
      Key("storage.retention-days") { $0.storage.retentionDays }, Key("log.level") { $0.log.level },
      Key("hooks") { $0.hooks.filter { !$0.isWebhook } }, Key("webhooks") { $0.hooks.filter(\.isWebhook) },
    ]
  }

  private static var restartKeys: [Key] {
    [
      Key("storage.path") { $0.storage.path }, Key("log.format") { $0.log.format }, Key("log.file") { $0.log.file },
      Key("log.include-text") { $0.log.includeText }, Key("control") { $0.control },
    ]
  }
}

extension Configuration.Hook {
  fileprivate var isWebhook: Bool {
    switch transport {
    case .web: true
    case .program: false
    }
  }
}
