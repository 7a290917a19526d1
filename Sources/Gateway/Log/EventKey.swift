/// Every field an event can have besides `v`, `ts`, `level` and `event`. The raw value is the key in the JSON object, a
/// contract with other programs: extend, never rename; a key means the same in every event.
public enum EventKey: String, Sendable, CaseIterable {
  case modem
  case messageID = "message_id"
  case reportID = "report_id"
  case sender
  case senderForm = "sender_form"
  case text
  case label
  case probability
  case band
  case reasons
  case vetoes
  case guardName = "guard"
  case reason
  case remedy
  case code
  case part
  case parts
  case encoding
  case sentAt = "sent_at"
  case due
  case destination
  case reference
  case count
  case device
  case model
  case profile
  case networkOperator = "operator"
  case registration
  case homeNetwork = "home_network"
  case signal = "signal_dbm"
  case counters
  case retry = "retry_in_seconds"
  case mode
  case version
  case modelVersion = "model_version"
  case database
  case modems
  case uptime = "uptime_seconds"
  case hex
  case octet
  case field
  case hook
  case trigger
  case attempts
  case changed
  case restartNeeded = "restart_needed"

  /// What it says, for the reference.
  public var meaning: String {
    switch self {
    case .modem: "name of the modem in the configuration"
    case .messageID: "number of the message; `pelapor messages show` takes it"
    case .reportID: "number of the report; `pelapor reports show` takes it"
    case .sender: "originating address, masked unless `log.include-text` is true; names and short codes are whole"
    case .senderForm: "`mobile`, `landline`, `short-code`, `alphanumeric`, `foreign` or `unknown`"
    case .text: "the message or report; only with `log.include-text`"
    case .label: "class of the message: `ham`, `promo`, `grey` or `fraud`"
    case .probability: "calibrated probability of that class, 0 to 1"
    case .band: "`auto`: may be reported by itself; `ask`: a person should look; `none`: nothing to do"
    case .reasons:
      "why, the strongest first: codes such as `lure.prize`; with `log.include-text` sentences that quote the message"
    case .vetoes: "what forbade the `auto` band"
    case .guardName: "name of the guard that stopped the report (see `docs/user-guide.md`)"
    case .reason: "why, in a plain sentence"
    case .remedy: "what to do about it"
    case .code: "stable short name of what happened"
    case .part: "which part of the message, or how many are there so far"
    case .parts: "how many parts it has"
    case .encoding: "`gsm7`, `8bit` or `ucs2`"
    case .sentAt: "when the service centre took the message, RFC 3339"
    case .due: "when the report will be sent, RFC 3339"
    case .destination: "where the report goes; always from the profile"
    case .reference: "message reference the network gave (TP-MR), 0 to 255"
    case .count: "how many"
    case .device: "port of the modem"
    case .model: "model of the modem"
    case .profile: "modem family, or report profile"
    case .networkOperator: "name of the network the modem is in"
    case .registration: "`home`, `roaming`, …"
    case .homeNetwork: "MCC and MNC of the SIM"
    case .signal: "received signal strength in dBm"
    case .counters: "object of whole numbers, those that are not 0; the names are in [the table below](#counters)"
    case .retry: "seconds until the modem is tried again"
    case .mode: "reporting mode"
    case .version: "version of Pelapor"
    case .modelVersion: "version of the spam model"
    case .database: "path of the database"
    case .modems: "names of the modems"
    case .uptime: "seconds since `daemon.started`"
    case .hex: "the PDU as it came, only with `log.include-text`"
    case .octet: "octet of the PDU where reading failed, from 0"
    case .field: "field of the PDU where reading failed"
    case .hook: "name of the hook or webhook in the configuration"
    case .trigger: "the event that a hook is told of"
    case .attempts: "how often it was tried"
    case .changed: "keys of the configuration whose change holds now"
    case .restartNeeded: "keys of the configuration whose change holds after a restart"
    }
  }
}
