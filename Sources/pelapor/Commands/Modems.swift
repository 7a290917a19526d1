import ArgumentParser
import Devices
import Gateway
import SerialPort

struct ModemsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "modems", abstract: "Lists the modems that are plugged in.",
    discussion: """
      Shows vendor, model, serial number and interfaces of each, which of its ttys takes AT commands and why, and what \
      to do with a stick that is still in storage mode or works as a network card. Opens no port unless --probe is \
      given; then ports that nobody uses are asked `AT`, `AT+CGSN` and `AT+CIMI`, which changes nothing and enters no PIN.
      """)

  @Flag(help: "Asks ports that nobody uses who is there: IMEI and, where the SIM is open, IMSI.")
  var probe = false

  @Flag(help: "JSON lines: one object a modem, schema version 1 (docs/cli.md).")
  var json = false

  func run() throws {
    let modems: [PluggedModem]
    do { modems = try ModemDiscovery.scan() } catch { throw Console.fail(error.description) }
    let answers = probe ? PortProber.identity(on: modems.flatMap(ModemsView.worthAsking)) : [:]
    if modems.isEmpty { Console.say(ModemsView.nothing) }
    for modem in modems {
      Console.print(json ? ModemsView.json(modem, answers) : ModemsView.text(modem, answers))
    }
    for (path, answer) in answers.sorted(by: { $0.key < $1.key }) {
      guard case .modem(let identity) = answer, !identity.overheard.isEmpty else { continue }
      Console.say(ModemsView.overheard(identity.overheard, path))
    }
  }
}

/// How what is plugged in is shown.
enum ModemsView {
  static let nothing = """
    No modem is plugged in, as far as this system sees. Check:
      - the cable and the power: a modem draws up to 2 A when it sends; use a hub with its own supply
      - `lsusb`: is the stick there at all? `sudo dmesg | tail -20`: what did the kernel say when it was plugged in?
      - in a virtual machine or container: is the USB device passed through, and is /sys there?
      - a modem behind a serial server needs no port here: `device: tcp://host:port`
    """

  /// The ports that --probe asks: the AT port where it is known, all of them where it is not.
  static func worthAsking(_ modem: PluggedModem) -> [String] {
    switch modem.port {
    case .decided(let terminal, _): [terminal.path]
    case .undecided(let terminals, _): terminals.map(\.path)
    case .none: []
    }
  }

  static func text(_ modem: PluggedModem, _ answers: [String: ProbeAnswer]) -> String {
    var lines = [visible(modem.title)]
    if let usb = modem.usb {
      lines.append("  socket \(usb.socket)" + (usb.serial.map { ", serial number \(visible($0))" } ?? ""))
      if modem.kind == .modem, modem.family != "generic" { lines.append("  family \(modem.family)") }
    }
    for terminal in modem.terminals { lines.append("  " + self.line(terminal, of: modem)) }
    switch modem.port {
    case .decided(let terminal, let reason): lines.append("  AT port: \(terminal.path), because \(visible(reason))")
    case .undecided(_, let reason):
      lines.append("  AT port: not known, as \(visible(reason)); `pelapor modems --probe` asks")
    case .none: break
    }
    switch modem.kind {
    case .adapter: lines.append("  A serial adapter: whether a modem is behind it, --probe tells.")
    case .modem, .unknown, .uart: break
    }
    switch modem.mode {
    case .serial: break
    case .storage: lines.append("  In storage mode: it shows the disc with its drivers.")
    case .network: lines.append("  A network card with a router behind it (HiLink): no AT port.")
    case .driverless: lines.append("  Without a driver.")
    }
    if let remedy = modem.remedy { lines.append("  To do: \(visible(remedy))") }
    for terminal in modem.terminals {
      if let holder = PortHolder.find(path: terminal.path) {
        lines.append("  \(terminal.path) is in use by process \(holder.processID) (\(visible(holder.command)))")
      }
      if let answer = answers[terminal.path] { lines.append("  \(terminal.path) \(words(answer))") }
    }
    lines += naming(modem).map { "  in the configuration: \(visible($0))" }
    return lines.joined(separator: "\n")
  }

  /// A message that came to nobody but this command.
  static func overheard(_ text: String, _ path: String) -> String {
    "\(path) passed on a message while it was asked; it may lie nowhere else, and `pelapor decode` shows it:\n\(visible(text))"
  }

  private static func line(_ terminal: Terminal, of modem: PluggedModem) -> String {
    let interface = modem.interface(of: terminal).map { "interface \($0.label) (\($0.interfaceClass))" }
    return ([terminal.path, interface].compactMap { $0 } + terminal.byID.prefix(1).map(visible))
      .joined(separator: "  ")
  }

  private static func words(_ answer: ProbeAnswer) -> String {
    switch answer {
    case .silent: "does not answer AT"
    case .unavailable(let reason): "was not asked: \(reason)"
    case .modem(let identity):
      "answers AT: IMEI \(visible(identity.imei ?? "unknown")), "
        + (identity.imsi.map { "IMSI \(visible($0))" } ?? "no IMSI (\(visible(identity.simProblem ?? "SIM not asked")))")
    }
  }

  /// The keys by which it can be chosen, the best first.
  private static func naming(_ modem: PluggedModem) -> [String] {
    guard modem.mode == .serial else { return [] }
    guard let usb = modem.usb else { return modem.terminals.map { "device: \($0.path)" } }
    let serial = usb.serial.map { "usb-serial: \"\($0)\"" }
    return [serial ?? "usb: \"\(usb.id)\""]
  }

  static func json(_ modem: PluggedModem, _ answers: [String: ProbeAnswer]) -> String {
    var object = JSONObjectWriter()
    object.add("v", integer: 1)
    object.add("title", string: modem.title)
    object.add("kind", string: modem.kind.rawValue)
    object.add("mode", string: modem.mode.rawValue)
    object.add("family", string: modem.family)
    if let usb = modem.usb {
      object.add("usb", string: usb.id.description)
      object.add("manufacturer", string: usb.manufacturer)
      object.add("product", string: usb.product)
      object.add("serial", string: usb.serial)
      object.add("socket", string: usb.socket)
      object.add("usb_node", string: usb.node)
      object.add("interfaces", json: array(usb.interfaces.map(json)))
    }
    switch modem.port {
    case .decided(let terminal, let reason):
      object.add("at_port", string: terminal.path)
      object.add("reason", string: reason)
    case .undecided(_, let reason): object.add("reason", string: reason)
    case .none: break
    }
    object.add("remedy", string: modem.remedy)
    object.add("ttys", json: array(modem.terminals.map { json($0, answers[$0.path]) }))
    return object.finished()
  }

  private static func json(_ interface: USBInterface) -> String {
    var object = JSONObjectWriter()
    object.add("number", string: interface.label)
    object.add("class", string: interface.interfaceClass.description)
    object.add("driver", string: interface.driver)
    object.add("ttys", strings: interface.terminals.map(\.path))
    if !interface.networks.isEmpty { object.add("networks", strings: interface.networks) }
    return object.finished()
  }

  private static func json(_ terminal: Terminal, _ answer: ProbeAnswer?) -> String {
    var object = JSONObjectWriter()
    object.add("path", string: terminal.path)
    if !terminal.byID.isEmpty { object.add("by_id", strings: terminal.byID) }
    if !terminal.byPath.isEmpty { object.add("by_path", strings: terminal.byPath) }
    if let holder = PortHolder.find(path: terminal.path) {
      object.add("holder_pid", integer: Int(holder.processID))
      object.add("holder", string: holder.command)
    }
    switch answer {
    case nil: break
    case .silent?: object.add("answers", boolean: false)
    case .unavailable(let reason)?: object.add("problem", string: reason)
    case .modem(let identity)?:
      object.add("answers", boolean: true)
      object.add("imei", string: identity.imei)
      object.add("imsi", string: identity.imsi)
      object.add("sim_problem", string: identity.simProblem)
    }
    return object.finished()
  }

  private static func array(_ objects: [String]) -> String { "[\(objects.joined(separator: ","))]" }
}
