import Modem

/// One line of a trace: what a session was told, or what it did.
enum TraceEntry: Sendable, Equatable {
  /// What the session was told.
  case opened(usbVendor: UInt16? = nil)
  /// The device went away while the port was closed.
  case replaced
  case closed(reason: String)
  case usbReset(USBResetOutcome)
  case read([UInt8])
  /// Its deadline was reached.
  case woke
  case stored([MessageSlot])
  case notStored([MessageSlot])
  case acknowledged(UInt64)
  case notAcknowledged(UInt64)
  case pinTryNoted(Bool)
  case send(SendRequest)
  case stop

  /// What it did.
  case wrote([UInt8])
  case action(String)

  /// Lines the writer had no room for, somewhere before the lines that follow.
  case dropped(Int)
  /// The file has reached its limit; nothing follows.
  case full

  init(_ action: ModemAction) {
    if case .write(let octets) = action { self = .wrote(octets) } else { self = .action(Self.text(of: action)) }
  }

  /// Whether it is something the session was told.
  var isInput: Bool {
    switch self {
    case .opened, .replaced, .closed, .usbReset, .read, .woke, .stored, .notStored, .acknowledged, .notAcknowledged,
      .pinTryNoted, .send, .stop:
      true
    case .wrote, .action, .dropped, .full: false
    }
  }

  /// For people; octets are written as a terminal may show them.
  var summary: String {
    switch self {
    case .opened(nil): "the port was opened"
    case .opened(let vendor?): "the port was opened, USB vendor \(vendor)"
    case .replaced: "the device was plugged in anew"
    case .closed(let reason): "the port was closed: \(visible(reason))"
    case .usbReset(.done): "the USB device was reset"
    case .usbReset(.refused(let reason, _)): "the USB device was not reset: \(visible(reason))"
    case .read(let octets): "read \(printable(octets))"
    case .woke: "time passed"
    case .stored(let slots): "stored \(Self.list(slots))"
    case .notStored(let slots): "could not store \(Self.list(slots))"
    case .acknowledged(let ticket): "stored direct \(ticket)"
    case .notAcknowledged(let ticket): "could not store direct \(ticket)"
    case .pinTryNoted(let isNoted):
      isNoted ? "wrote down the try of the PIN" : "could not write down the try of the PIN"
    case .send(let request): "asked to send \(request.id), \(request.tpduLength) octets"
    case .stop: "asked to stop"
    case .wrote(let octets): "write \(printable(octets))"
    case .action(let text): visible(text)
    case .dropped(let count): "\(count) lines of the trace were lost"
    case .full: "the trace was full"
    }
  }

  private static func list(_ slots: [MessageSlot]) -> String { slots.map(\.description).joined(separator: ", ") }

  /// Actions are compared by these texts, so they tell what an action does, and no text or number of anybody.
  private static func text(of action: ModemAction) -> String {
    switch action {
    case .write(let octets): "write \(printable(octets))"
    case .received(let pdu):
      "received \(pdu.slot.map(\.description) ?? "directly"), \(pdu.hex.utf8.count / 2) octets"
    case .sendStarted(let id): "sending \(id)"
    case .sendFinished(let id, let result): "send \(id): \(text(of: result))"
    case .notePINTry: "the PIN is tried next"
    case .pinAccepted: "the PIN was right"
    case .reopenPort(let delay, let reason): "reopen the port in \(delay.milliseconds) ms: \(reason)"
    case .resetUSB(let delay, let reason): "reset the USB device, open in \(delay.milliseconds) ms: \(reason)"
    case .stopped: "stopped"
    case .event(let event): "\(event.severity.rawValue) \(event.name): \(event.reason)"
    }
  }

  private static func text(of result: SendResult) -> String {
    switch result {
    case .accepted(let reference): "taken by the network, reference \(reference)"
    case .failed(let failure): "\(failure.error) (\(failure.nature.rawValue))"
    case .unknown(let reason): "unknown: \(reason)"
    case .notAttempted(let reason): "not attempted: \(reason)"
    }
  }
}

/// Octets of a line as text that acts on no terminal: `AT+CSQ⏎`, `␛`, `\x00`.
func printable(_ octets: some Sequence<UInt8>) -> String {
  var text = ""
  for octet in octets {
    switch octet {
    case 0x0D: text += "␍"
    case 0x0A: text += "␊"
    case 0x1A: text += "␚"
    case 0x1B: text += "␛"
    case 0x20...0x7E: text.unicodeScalars.append(Unicode.Scalar(octet))
    case _: text += "\\x" + (octet < 16 ? "0" : "") + String(octet, radix: 16)
    }
  }
  return text
}

extension Duration {
  /// Whole nanoseconds, within what 64 bits hold: 292 years.
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, isOverflowing) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    return isOverflowing ? (seconds < 0 ? .min : .max) : product.addingReportingOverflow(attoseconds / 1_000_000_000).0
  }

  /// Whole milliseconds.
  var milliseconds: Int64 { nanoseconds / 1_000_000 }
}
