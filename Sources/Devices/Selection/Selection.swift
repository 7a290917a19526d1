/// What a selector comes to among what is plugged in. Pure.
public enum Selection: Sendable, Hashable {
  /// This line, of this device (its place: a socket, or the path of a serial port).
  case line(Terminal, place: String, reason: String)
  /// One of these; asking them tells which.
  case ask([Candidate], for: Question)
  /// None, or too many: why, and what to do.
  case none(reason: String, remedy: String)

  /// A line that may be the one.
  public struct Candidate: Sendable, Hashable {
    /// Its path.
    public var path: String
    /// The device it belongs to: no two modems of the configuration get lines of one device.
    public var place: String
  }

  /// What the lines are asked.
  public enum Question: Sendable, Hashable {
    /// Whether they take AT commands.
    case presence
    /// Whether the modem has this number.
    case imei(String)
    /// Whether the SIM has this number.
    case imsi(String)
  }

  /// Chooses.
  ///
  /// - Parameters:
  ///   - selector: not one with an endpoint; that needs no choice.
  ///   - modems: what is plugged in.
  ///   - taken: the places of devices, and the paths of lines, that other modems of the configuration have.
  public static func of(_ selector: ModemSelector, among modems: [PluggedModem], taken: Set<String>) -> Selection {
    let free = modems.filter { modem in
      !taken.contains(modem.place) && !modem.terminals.contains { !taken.isDisjoint(with: $0.names) }
    }
    switch selector {
    case .endpoint(let endpoint):
      return .none(reason: "\(endpoint) needs no search", remedy: "open it")
    case .serial(let serial):
      return one(selector, of: free.filter { $0.usb?.serial == serial }, among: modems, taken: taken)
    case .usb(let id, let interface):
      let matching = free.filter { $0.usb?.id == id }
      guard let interface, let modem = matching.first, matching.count == 1 else {
        return one(selector, of: matching, among: modems, taken: taken)
      }
      guard let terminal = modem.usb?.interfaces.first(where: { $0.number == interface })?.terminals.first else {
        let label = hexadecimal(interface, digits: 2)
        return .none(
          reason: "interface \(label) of \(modem.title) has no serial line",
          remedy: "`pelapor modems` lists its interfaces; the line may also still be coming up")
      }
      return .line(terminal, place: modem.place, reason: "the configuration names its interface")
    case .path(let path):
      return by(path: path, selector, of: free, among: modems, taken: taken)
    case .imei(let imei): return asking(free, .imei(imei), selector, modems)
    case .imsi(let imsi): return asking(free, .imsi(imsi), selector, modems)
    }
  }

  /// `pci-0000:00:14.0-usb-0:2:1.0-port0` is a line, `pci-0000:00:14.0-usb-0:2` the socket that it is in.
  private static func by(
    path: String, _ selector: ModemSelector, of free: [PluggedModem], among modems: [PluggedModem], taken: Set<String>
  ) -> Selection {
    for modem in free {
      for terminal in modem.terminals where terminal.byPath.contains(where: { name(of: $0) == name(of: path) }) {
        return .line(terminal, place: modem.place, reason: "the configuration names it")
      }
    }
    let inSocket = free.filter { modem in
      modem.terminals.contains { $0.byPath.contains { name(of: $0).hasPrefix(name(of: path) + ":") } }
    }
    return one(selector, of: inSocket, among: modems, taken: taken)
  }

  private static func name(of path: String) -> Substring { path.split(separator: "/").last ?? "" }

  private static func one(
    _ selector: ModemSelector, of matching: [PluggedModem], among modems: [PluggedModem], taken: Set<String>
  ) -> Selection {
    guard let modem = matching.first else { return nothing(selector, modems) }
    guard matching.count == 1 else {
      return .none(
        reason: "\(matching.count) modems match \(selector): \(matching.map(\.title).joined(separator: ", "))",
        remedy: "choose by what tells them apart: by-path, imei or imsi; `pelapor modems --probe` lists them")
    }
    switch modem.port {
    case .decided(let terminal, let reason): return .line(terminal, place: modem.place, reason: reason)
    case .undecided(let terminals, _):
      return .ask(terminals.map { Candidate(path: $0.path, place: modem.place) }, for: .presence)
    case .none: return .none(reason: "\(modem.title) has no AT port", remedy: modem.remedy ?? "use another stick")
    }
  }

  /// Every line that may have a modem behind it; serial ports of the board and adapters too, as they may be all there is.
  private static func asking(
    _ free: [PluggedModem], _ question: Question, _ selector: ModemSelector, _ modems: [PluggedModem]
  ) -> Selection {
    let candidates = free.flatMap { modem -> [Candidate] in
      switch modem.port {
      case .decided(let terminal, _): [Candidate(path: terminal.path, place: modem.place)]
      case .undecided(let terminals, _): terminals.map { Candidate(path: $0.path, place: modem.place) }
      case .none: []
      }
    }
    return candidates.isEmpty ? nothing(selector, modems) : .ask(candidates, for: question)
  }

  /// Nothing matches. A stick that is not in modem mode is most likely the one meant.
  private static func nothing(_ selector: ModemSelector, _ modems: [PluggedModem]) -> Selection {
    if let stick = modems.first(where: { $0.mode != .serial }), let remedy = stick.remedy {
      return .none(
        reason: "no modem for \(selector) is plugged in, but \(stick.title), which has no AT port", remedy: remedy)
    }
    return .none(
      reason: "no modem for \(selector) is plugged in",
      remedy: "plug it in; `pelapor modems --probe` lists what is there")
  }
}

extension Terminal {
  /// All the names it can be opened by.
  public var names: [String] { [path] + byID + byPath }
}
