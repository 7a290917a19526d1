/// Something plugged in that is a modem, or may have one behind it.
public struct PluggedModem: Sendable, Hashable {
  /// How sure it is that this is a modem.
  public enum Kind: String, Sendable, CaseIterable {
    /// A maker of modems, or an interface that says so.
    case modem
    /// A cable with a chip; what is at its other end, only asking tells.
    case adapter
    /// A USB device with a serial line, of an unknown maker.
    case unknown
    /// A serial port of the board.
    case uart
  }

  /// As what it is plugged in.
  public enum Mode: String, Sendable, CaseIterable {
    /// It has serial lines.
    case serial
    /// It shows the disc with its drivers and waits to be switched.
    case storage
    /// It is a network card with a router behind it (HiLink): no serial line, no AT commands.
    case network
    /// Its interfaces have no driver.
    case driverless
  }

  /// How sure it is that this is a modem.
  public var kind: Kind
  /// As what it is plugged in.
  public var mode: Mode
  /// Nil for a serial port of the board.
  public var usb: USBDevice?
  /// All its serial lines.
  public var terminals: [Terminal]
  /// Name of the modem family (`ModemProfile`), `generic` when nobody knows.
  public var family: String
  /// Which of them takes AT commands.
  public var port: PortDecision
  /// What somebody has to do before it can be used; nil when nothing.
  public var remedy: String?

  /// What is plugged in by its fields.
  public init(
    kind: Kind, mode: Mode, usb: USBDevice?, terminals: [Terminal], family: String, port: PortDecision,
    remedy: String? = nil
  ) {
    self.kind = kind
    self.mode = mode
    self.usb = usb
    self.terminals = terminals
    self.family = family
    self.port = port
    self.remedy = remedy
  }

  /// Who it is, in a few words: `Huawei E3131 (12d1:1506)`.
  public var title: String {
    guard let usb else { return "serial port \(terminals.first?.path ?? "")" }
    let names = [usb.manufacturer ?? USBVendors.name(of: usb.id.vendor), usb.product].compactMap { $0 }
    return (names.isEmpty ? "USB device" : names.joined(separator: " ")) + " (\(usb.id))"
  }

  /// What it is known by as long as it is plugged in.
  public var place: String { usb?.socket ?? terminals.first?.path ?? "" }

  /// The interface a line belongs to.
  public func interface(of terminal: Terminal) -> USBInterface? {
    usb?.interfaces.first { $0.terminals.contains(terminal) }
  }
}

/// Which line of a device takes AT commands.
public enum PortDecision: Sendable, Hashable {
  /// This one, and why.
  case decided(Terminal, reason: String)
  /// One of these; asking each with `AT` tells.
  case undecided([Terminal], reason: String)
  /// It has no line.
  case none

  /// The line, when it is known.
  public var terminal: Terminal? {
    switch self {
    case .decided(let terminal, _): terminal
    case .undecided, .none: nil
    }
  }
}
