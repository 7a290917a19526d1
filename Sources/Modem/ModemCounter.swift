/// What a session counts since it began. The raw value is a contract with other programs (log, metrics, status): extend,
/// never rename.
public enum ModemCounter: String, Sendable, Hashable, CaseIterable {
  case bytesIn = "bytes_in"
  case bytesOut = "bytes_out"
  case wakeUps = "wake_ups"
  case commands
  case commandTimeouts = "command_timeouts"
  case equipmentErrors = "equipment_errors"
  case messageErrors = "message_errors"
  case plainErrors = "plain_errors"
  case unsolicited
  case undecodableLines = "undecodable_lines"
  case damagedPDUs = "damaged_pdus"
  case echoes
  case echoLosses = "echo_losses"
  case received
  case duplicates
  case directLost = "direct_lost"
  case missing
  case deleted
  case deletesRefused = "deletes_refused"
  case sent
  case sendsRefused = "sends_refused"
  case sendsUnknown = "sends_unknown"
  case sendsNotAttempted = "sends_not_attempted"
  case bringUps = "bring_ups"
  case portLosses = "port_losses"
  case probes
  case reopenings
  case resets
  case usbResets = "usb_resets"
  case restarts
  case networkLosses = "network_losses"
  case radioRestarts = "radio_restarts"

  /// What is counted, for the reference and for metrics.
  public var meaning: String {
    switch self {
    case .bytesIn: "octets read from the port"
    case .bytesOut: "octets written to the port"
    case .wakeUps: "times the session was given octets or time"
    case .commands: "command lines written"
    case .commandTimeouts: "commands that were not answered in time"
    case .equipmentErrors: "commands answered by `+CME ERROR`"
    case .messageErrors: "commands answered by `+CMS ERROR`"
    case .plainErrors: "commands answered by `ERROR` or a vendor's words"
    case .unsolicited: "lines the modem sent by itself"
    case .undecodableLines: "lines that made no sense: many tell of a bad cable, a weak power supply, another baud rate"
    case .damagedPDUs: "messages that came shorter, longer or otherwise than announced, and were read again"
    case .echoes: "commands the modem echoed although its echo was switched off"
    case .echoLosses: "commands that a modem with echo did not echo whole: octets were lost on the line"
    case .received: "messages and status reports handed over"
    case .duplicates: "those of them that were handed over before"
    case .directLost: "messages the modem passed on directly that could neither be stored nor kept any longer"
    case .missing: "messages announced by the modem and found in none of its storages"
    case .deleted: "messages deleted from the modem after they were stored"
    case .deletesRefused: "deletions the modem refused"
    case .sent: "SMS the network has taken"
    case .sendsRefused: "SMS the modem or the network refused"
    case .sendsUnknown: "SMS of which nobody knows whether they were sent"
    case .sendsNotAttempted: "SMS given back before anything of them was sent"
    case .bringUps: "times the modem was set up"
    case .portLosses: "times the port went away by itself"
    case .probes: "times a silent modem was called by ESC and `AT`"
    case .reopenings: "times the port was closed and opened again to bring the modem back"
    case .resets: "resets ordered over the line (`+CFUN`, the vendor's own)"
    case .usbResets: "USB resets asked for"
    case .restarts: "times the modem had forgotten its settings, by a restart of its own or otherwise"
    case .networkLosses: "times the network was lost"
    case .radioRestarts: "times the radio was switched off and on because the network stayed away"
    }
  }
}

/// The values of all ``ModemCounter``s.
public struct ModemCounters: Sendable, Hashable {
  private var values = [UInt64](repeating: 0, count: ModemCounter.allCases.count)

  /// All zero.
  public init() {}

  /// The value of a counter.
  public internal(set) subscript(counter: ModemCounter) -> UInt64 {
    get { values[Self.positions[counter] ?? 0] }
    set { values[Self.positions[counter] ?? 0] = newValue }
  }

  /// Counts once.
  mutating func count(_ counter: ModemCounter) { add(1, to: counter) }

  mutating func add(_ amount: Int, to counter: ModemCounter) {
    self[counter] &+= UInt64(max(0, amount))
  }

  private static let positions = Dictionary(
    uniqueKeysWithValues: ModemCounter.allCases.enumerated().map { ($0.element, $0.offset) })
}
