/// One line of what `pelapor doctor` has to say.
public struct Finding: Sendable, Equatable {
  /// What is looked at, in the order of the report.
  public enum Check: String, Sendable, CaseIterable {
    case configuration, mode, database, disk, clock, service, devices
    case modemManager = "modem-manager"
    case port
    case directMessages = "direct-messages"
    case answer, sim, registration, cell, profile
    case serviceCentre = "service-centre"
    case signal, storage, line
    case usbReset = "usb-reset"
  }

  /// How it stands.
  public enum Status: String, Sendable, CaseIterable {
    case ok
    /// It works, and something deserves a look.
    case warning
    /// It does not work, or will not for long.
    case problem
    /// It could not be looked at, for the reason given.
    case skipped
  }

  /// What was looked at.
  public var check: Check
  /// The modem it is about; nil for the machine.
  public var modem: String?
  /// How it stands.
  public var status: Status
  /// What was found, in a sentence.
  public var message: String
  /// What to do; nil where nothing needs doing.
  public var remedy: String?

  static func ok(_ check: Check, _ message: String) -> Finding {
    Finding(check: check, modem: nil, status: .ok, message: message, remedy: nil)
  }

  static func warning(_ check: Check, _ message: String, _ remedy: String?) -> Finding {
    Finding(check: check, modem: nil, status: .warning, message: message, remedy: remedy)
  }

  static func problem(_ check: Check, _ message: String, _ remedy: String?) -> Finding {
    Finding(check: check, modem: nil, status: .problem, message: message, remedy: remedy)
  }

  static func skipped(_ check: Check, _ message: String, _ remedy: String? = nil) -> Finding {
    Finding(check: check, modem: nil, status: .skipped, message: message, remedy: remedy)
  }

  func about(_ modem: String) -> Finding {
    var finding = self
    finding.modem = modem
    return finding
  }
}
