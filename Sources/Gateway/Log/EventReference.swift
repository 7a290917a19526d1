import Modem

extension EventName {
  /// The fields it can have besides `v`, `ts`, `level` and `event`; a field without a value is left out.
  public var keys: [EventKey] {
    switch self {
    case .daemonStarted: [.version, .mode, .modems, .database, .modelVersion]
    case .daemonProblem: [.code, .reason]
    case .daemonStopping: []
    case .daemonStopped: [.uptime]
    case .modemOpened: [.modem, .device]
    case .modemReady: [.modem, .model, .profile, .networkOperator, .registration, .homeNetwork, .signal]
    case .modemLost: [.modem, .reason, .retry]
    case .modemWarning: [.modem, .reportID, .code, .reason, .remedy]
    case .modemProblem, .modemStatus: [.modem, .code, .reason, .remedy]
    case .modemCounters: [.modem, .counters]
    case .modemAdded: [.modem, .device, .reason]
    case .modemRemoved: [.modem, .reason]
    case .smsPart: [.modem, .messageID, .part, .parts]
    case .smsReceived: [.modem, .messageID, .sender, .senderForm, .encoding, .parts, .sentAt, .text]
    case .smsDuplicate: [.modem]
    case .smsUndecodable: [.modem, .messageID, .reason, .field, .octet, .hex]
    case .smsIncomplete: [.modem, .messageID]
    case .smsClassified: [.modem, .messageID, .label, .probability, .band, .reasons, .vetoes]
    case .reportQueued: [.modem, .messageID, .reportID, .due, .destination, .text]
    case .reportDryRun: [.modem, .messageID, .reportID, .destination, .text]
    case .reportReview, .reportWithheld: [.modem, .messageID, .reportID, .guardName, .reason]
    case .reportSending, .reportDelivered, .reportUndelivered: [.modem, .reportID]
    case .reportSent: [.modem, .reportID, .reference, .part]
    case .reportAcknowledged, .reportRejected: [.modem, .messageID, .reportID, .text]
    case .reportFailed: [.modem, .reportID, .code, .reason, .remedy]
    case .reportUnknown: [.modem, .messageID, .reportID, .reason, .remedy]
    case .reportStopped: [.reason]
    case .storeFailed: [.messageID, .reason]
    case .storeRecovered: []
    case .logDropped: [.count]
    case .hookDelivered: [.hook, .trigger, .messageID, .reportID, .attempts]
    case .hookPostponed: [.hook, .trigger, .messageID, .reportID, .attempts, .due, .reason]
    case .hookFailed: [.hook, .trigger, .messageID, .reportID, .attempts, .reason, .remedy]
    case .hookDropped: [.hook, .count]
    case .configReloaded: [.changed, .restartNeeded]
    case .configRejected: [.reason]
    }
  }
}

/// The tables of `docs/log.md`, made from the lists of events and fields.
public enum EventReference {
  /// A row an event.
  public static func events() -> String {
    var lines = ["| event | what it says | fields |", "|---|---|---|"]
    for name in EventName.allCases {
      let keys = name.keys.map { "`\($0.rawValue)`" }.joined(separator: " ")
      lines.append("| `\(name.rawValue)` | \(name.summary) | \(keys) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A row a field.
  public static func fields() -> String {
    var lines = ["| field | meaning |", "|---|---|"]
    for key in EventKey.allCases { lines.append("| `\(key.rawValue)` | \(key.meaning) |") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A row a counter of `modem.counters`.
  public static func counters() -> String {
    var lines = ["| counter | what it counts |", "|---|---|"]
    for counter in ModemCounter.allCases { lines.append("| `\(counter.rawValue)` | \(counter.meaning) |") }
    return lines.joined(separator: "\n") + "\n"
  }
}
