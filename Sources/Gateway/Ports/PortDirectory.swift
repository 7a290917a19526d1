import Devices
import Foundation
import Glibc
import Modem
import SerialPort

/// What is plugged in, and who answers on it: the real world, or one made for a test.
struct DeviceWorld: Sendable {
  /// Lists what is plugged in.
  var scan: @Sendable () throws(DiscoveryError) -> [PluggedModem]
  /// Asks lines whether they take AT commands.
  var presence: @Sendable (_ paths: [String], _ baud: Int) -> [String: ProbeAnswer]
  /// Asks lines who they are.
  var identity: @Sendable (_ paths: [String], _ baud: Int) -> [String: ProbeAnswer]
  /// What a path leads to in the end.
  var resolve: @Sendable (_ path: String) -> String

  /// The USB device of a line; nil where it has none.
  var usbNode: @Sendable (_ path: String) throws(DiscoveryError) -> USBNode?
  /// Resets it.
  var reset: @Sendable (USBNode) -> USBResetOutcome

  static let machine = DeviceWorld(
    scan: { () throws(DiscoveryError) in try ModemDiscovery.scan() },
    presence: { settled(PortProber.presence(on: $0, baud: $1, until: { Task.isCancelled })) },
    identity: { settled(PortProber.identity(on: $0, baud: $1, until: { Task.isCancelled })) },
    resolve: { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path },
    usbNode: { path throws(DiscoveryError) in try USBNode.of(terminal: path) }, reset: { $0.reset() })

  /// Who was asked has just been closed and is opened next. That takes a moment: a modem sees DTR drop, the other end of a
  /// pseudo-terminal makes a new one. Opened at once it would fail, and be asked again, and fail again.
  private static func settled(_ answers: [String: ProbeAnswer]) -> [String: ProbeAnswer] {
    let isAnybodyThere = answers.values.contains { if case .modem = $0 { true } else { false } }
    if isAnybodyThere { usleep(300_000) }
    return answers
  }
}

/// Why a modem has no port now, and what to do.
struct PortProblem: Error, Equatable {
  var reason: String
  var remedy: String?
}

/// Finds the port of each modem of the configuration, and keeps two of them off one.
///
/// One search at a time, on a thread of its own, as lines that don't answer take their time.
actor PortDirectory {
  private let executor = QueueExecutor(label: "pelapor.ports")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  let world: DeviceWorld
  /// Paths that the configuration gives to a modem for good.
  private var fixed: [String: String]
  /// What each modem has now: paths of lines, and the place of the device.
  private var claims: [String: Set<String>] = [:]
  /// What modems passed on by themselves while they were asked, by their lines' paths.
  private var overheard: [String: String] = [:]

  init(_ modems: [Configuration.Modem], world: DeviceWorld = .machine) {
    self.world = world
    fixed = Self.fixed(of: modems)
  }

  /// Goes by other modems from now on.
  func apply(_ modems: [Configuration.Modem]) { fixed = Self.fixed(of: modems) }

  private static func fixed(of modems: [Configuration.Modem]) -> [String: String] {
    var fixed: [String: String] = [:]
    for modem in modems {
      if case .device(let path)? = modem.endpoint { fixed[path] = modem.name }
    }
    return fixed
  }

  /// The port of a modem; it is the modem's until ``release(_:)`` or the next search for it.
  func find(_ selector: ModemSelector, for modem: String, baud: Int) throws(PortProblem) -> Endpoint {
    claims[modem] = nil
    switch selector {
    case .endpoint(.tcp(let host, let port)): return .tcp(host: host, port: port)
    case .endpoint(.device(let path)):
      let names: Set = [path, world.resolve(path)]
      if let owner = claims.first(where: { !$0.value.isDisjoint(with: names) })?.key {
        throw PortProblem(
          reason: "\(path) is the port of the modem \(owner) now",
          remedy:
            "numbers change when modems are plugged in again: choose this one by usb-serial, by-path, imei or imsi")
      }
      claims[modem] = names
      return .device(path: path)
    case .serial, .path, .imei, .imsi, .usb: return try search(selector, for: modem, baud: baud)
    }
  }

  /// The maker of the device that a line belongs to; nil where it is no USB device's.
  func usbVendor(of path: String) -> UInt16? {
    let terminal = world.resolve(path)
    let modems = (try? world.scan()) ?? []
    return modems.first { modem in modem.terminals.contains { $0.path == terminal } }?.usb?.id.vendor
  }

  /// What the modem on this line passed on by itself when it was asked who it is, whoever asked: the first thing that whoever
  /// opens the line is to read. It stays until ``forgetOverheard(at:)``, since opening may fail.
  func overheard(at path: String) -> String { overheard[path] ?? "" }

  /// It was read.
  func forgetOverheard(at path: String) { overheard[path] = nil }

  /// The modem's port is closed: others may have it.
  func release(_ modem: String) { claims[modem] = nil }

  private func search(_ selector: ModemSelector, for modem: String, baud: Int) throws(PortProblem) -> Endpoint {
    let modems: [PluggedModem]
    do { modems = try world.scan() } catch { throw PortProblem(reason: error.description) }
    switch Selection.of(selector, among: modems, taken: taken(from: modem)) {
    case .line(let terminal, let place, _): return claim(terminal.path, place, for: modem)
    case .none(let reason, let remedy): throw PortProblem(reason: reason, remedy: remedy)
    case .ask(let candidates, let question): return try ask(candidates, question, selector, for: modem, baud: baud)
    }
  }

  /// Device after device, until the right one answers; the lines of one device side by side.
  private func ask(
    _ candidates: [Selection.Candidate], _ question: Selection.Question, _ selector: ModemSelector, for modem: String,
    baud: Int
  ) throws(PortProblem) -> Endpoint {
    var told: [String] = []
    for place in candidates.map(\.place).reduce(into: [String](), { if !$0.contains($1) { $0.append($1) } }) {
      let paths = candidates.filter { $0.place == place }.map(\.path)
      let answers = question == .presence ? world.presence(paths, baud) : world.identity(paths, baud)
      for (path, answer) in answers {
        if case .modem(let identity) = answer { overheard[path, default: ""] += identity.overheard }
      }
      if Task.isCancelled { throw PortProblem(reason: "the search was ended") }
      for path in paths {
        guard let answer = answers[path] else { continue }
        if Self.fits(answer, question) { return claim(path, place, for: modem) }
        told.append("\(path) \(Self.words(answer, question))")
      }
    }
    throw PortProblem(
      reason: "no modem for \(selector) answers: \(told.joined(separator: "; "))",
      remedy: "plug it in, or correct its entry in the configuration; `pelapor modems --probe` lists what answers")
  }

  private func claim(_ path: String, _ place: String, for modem: String) -> Endpoint {
    claims[modem] = [path, place]
    return .device(path: path)
  }

  private func taken(from modem: String) -> Set<String> {
    var taken: Set<String> = []
    for (path, owner) in fixed where owner != modem { taken.formUnion([path, world.resolve(path)]) }
    for (owner, names) in claims where owner != modem { taken.formUnion(names) }
    return taken
  }

  /// The other modems that have one of these lines, now or by the configuration.
  func owners(ofAny paths: Set<String>, besides modem: String) -> [String] {
    let fixed = self.fixed.filter { paths.contains($0.key) || paths.contains(world.resolve($0.key)) }.map(\.value)
    let claiming = claims.filter { !$0.value.isDisjoint(with: paths) }.map(\.key)
    return Set(fixed + claiming).subtracting([modem]).sorted()
  }

  private static func fits(_ answer: ProbeAnswer, _ question: Selection.Question) -> Bool {
    guard case .modem(let identity) = answer else { return false }
    switch question {
    case .presence: return true
    case .imei(let imei): return identity.imei.map { isSameIMEI($0, imei) } ?? false
    case .imsi(let imsi): return identity.imsi == imsi
    }
  }

  /// The 15th digit is a check digit, and some modems give the IMEISV, which has the software's version there.
  static func isSameIMEI(_ one: String, _ other: String) -> Bool { one.prefix(14) == other.prefix(14) }

  /// Without the numbers: they concern people.
  private static func words(_ answer: ProbeAnswer, _ question: Selection.Question) -> String {
    switch answer {
    case .silent: return "does not answer AT"
    case .unavailable(let reason): return "was not asked (\(reason))"
    case .modem(let identity):
      switch question {
      case .presence: return "answers"
      case .imei: return identity.imei == nil ? "tells no IMEI" : "is another modem"
      case .imsi:
        return identity.imsi == nil
          ? "tells no IMSI (\(identity.simProblem ?? "no SIM"); a locked SIM is not opened to look)" : "has another SIM"
      }
    }
  }
}
