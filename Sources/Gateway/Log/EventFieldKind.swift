import Modem
import Numbering
import Reporting
import SpamCore

/// What the value of a field is in JSON: what the schema of the log says of it.
enum EventFieldKind: Sendable {
  /// Any text.
  case text
  /// A stable short name, `storage-full`.
  case code
  /// One of these, and no other in this version.
  case oneOf([String])
  /// A whole number in a range.
  case integer(ClosedRange<Int>)
  /// A number from 0 to 1.
  case share
  /// A list of texts.
  case texts
  /// RFC 3339 with milliseconds and offset.
  case instant
  /// An object of whole numbers under these names, 1 and more.
  case counts([String])

  /// The pattern of ``code``.
  static let codePattern = "^[a-z0-9]+([-.][a-z0-9]+)*$"
  /// The pattern of ``instant``.
  static let instantPattern =
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}[+-][0-9]{2}:[0-9]{2}$"
}

extension EventKey {
  /// What its value is.
  var kind: EventFieldKind {
    switch self {
    case .modem, .sender, .text, .reason, .remedy, .destination, .device, .model, .profile, .networkOperator,
      .homeNetwork, .version, .modelVersion, .database, .hex, .field, .hook, .trigger:
      .text
    case .code: .code
    case .senderForm: .oneOf(SenderForm.allCases.map(\.rawValue))
    case .label: .oneOf(Label.allCases.map(\.rawValue))
    case .band: .oneOf(Band.allCases.map(\.rawValue))
    case .guardName: .oneOf(Guard.allCases.map(\.rawValue))
    case .encoding: .oneOf(["gsm7", "8bit", "ucs2"])
    case .registration: .oneOf(NetworkStatus.Registration.allCases.map(\.rawValue))
    case .mode: .oneOf(ReportingMode.allCases.map(\.rawValue))
    case .probability: .share
    case .reasons, .vetoes, .modems, .changed, .restartNeeded: .texts
    case .sentAt, .due: .instant
    case .messageID, .reportID: .integer(1...Int.max)
    case .part, .parts: .integer(1...255)
    case .reference: .integer(0...255)
    case .signal: .integer(-200...0)
    case .counters: .counts(ModemCounter.allCases.map(\.rawValue))
    case .count, .retry, .uptime, .octet, .attempts: .integer(0...Int.max)
    }
  }
}

extension EventName {
  /// Those of ``keys`` that are always there.
  var certainKeys: [EventKey] {
    switch self {
    case .daemonStarted: [.version, .mode, .modems, .database, .modelVersion]
    case .daemonProblem: [.code, .reason]
    case .daemonStopping, .storeRecovered: []
    case .daemonStopped: [.uptime]
    case .modemOpened: [.modem, .device]
    case .modemReady: [.modem, .profile, .registration]
    case .modemLost: [.modem, .reason, .retry]
    case .modemWarning, .modemProblem, .modemStatus: [.modem, .code, .reason]
    case .modemCounters: [.modem, .counters]
    case .modemAdded: [.modem, .device, .reason]
    case .modemRemoved: [.modem, .reason]
    case .smsPart: [.modem, .messageID, .part, .parts]
    case .smsReceived: [.modem, .messageID, .senderForm]
    case .smsDuplicate: [.modem]
    case .smsUndecodable: [.modem, .reason]
    case .smsIncomplete: [.messageID]
    case .smsClassified: [.modem, .messageID, .label, .probability, .band, .reasons]
    case .reportQueued: [.modem, .messageID, .due]
    case .reportDryRun: [.modem, .messageID]
    case .reportReview, .reportWithheld: [.modem, .messageID, .guardName, .reason]
    case .reportSending, .reportSent, .reportDelivered, .reportUndelivered: [.modem, .reportID]
    case .reportAcknowledged, .reportRejected: [.modem, .messageID]
    case .reportFailed: [.modem, .reportID, .reason]
    case .reportUnknown: [.reportID, .reason]
    case .reportStopped, .storeFailed: [.reason]
    case .logDropped: [.count]
    case .hookDelivered, .hookPostponed, .hookFailed: [.hook, .trigger, .attempts]
    case .hookDropped: [.hook, .count]
    case .configReloaded: [.changed]
    case .configRejected: [.reason]
    }
  }
}
