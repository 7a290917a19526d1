import Modem
import Reporting

/// One modem and its SIM, each thing as facts and what they mean.
enum ModemChecks {
  // MARK: Port

  enum PortFacts: Equatable {
    case open
    /// The daemon of this configuration has it.
    case heldByDaemon(processID: Int32)
    /// What the port or the network says.
    case closed(reason: String)
    /// Root can open it, the service's user can't.
    case closedToService(user: String, group: String)
  }

  static func port(_ facts: PortFacts, at place: String) -> Finding {
    switch facts {
    case .open: .ok(.port, "\(place) can be opened")
    case .heldByDaemon(let processID): .ok(.port, "\(place) is in use by the daemon (process \(processID))")
    case .closed(let reason): .problem(.port, reason, nil)
    case .closedToService(let user, let group):
      .problem(
        .port, "\(place) may not be opened by \(user), as whom the service runs",
        "`sudo usermod -aG \(group) \(user)`, then restart the service")
    }
  }

  /// What the daemon's modem would be asked.
  static func leftToDaemon(_ silence: String?) -> Finding {
    .skipped(
      .answer,
      "the daemon talks to this modem, so it was not asked from here"
        + (silence.map { ", and the daemon could not be asked: \($0)" } ?? ""),
      "for a test of the line: `sudo systemctl stop pelapor`, `pelapor doctor`, and start it again")
  }

  // MARK: Answer

  /// What bringing the modem up has shown.
  struct AnswerFacts: Equatable {
    var hasAnswered: Bool
    /// SIM or readiness; whatever came of it in time.
    var isFinished: Bool
    var identity: ModemIdentity
    var lastReason: String?
  }

  static func answer(_ facts: AnswerFacts) -> Finding {
    let names = [facts.identity.manufacturer, facts.identity.model].compactMap { $0 }.joined(separator: " ")
    if !facts.hasAnswered {
      return .problem(
        .answer, "nothing answers AT",
        "this may not be the AT port of the stick (`pelapor modems` names it), or the line speed is another; plug the "
          + "modem in again")
    }
    if !facts.isFinished {
      return .problem(
        .answer,
        "\(names.isEmpty ? "the modem" : names) answers, but could not be set up"
          + (facts.lastReason.map { " (\($0))" } ?? ""),
        "plug the modem in again; `pelapor at` shows what it says")
    }
    return .ok(.answer, "\(names.isEmpty ? "a modem" : names), profile \(facts.identity.profile)")
  }

  // MARK: SIM

  /// Whether doctor may enter the configured PIN. A refusal must be remembered before it can happen, so that no second
  /// try follows.
  enum PINAllowance: Equatable {
    case none, allowed, refusedBefore
    /// There is no database yet in which a refusal could be remembered.
    case noMemory
    /// It is for the service alone to read.
    case unreadable(String)
  }

  static func allowance(isConfigured: Bool, wasRefused: Bool?, isMemoryWritable: Bool) -> PINAllowance {
    if !isConfigured { return .none }
    if wasRefused == true { return .refusedBefore }
    return isMemoryWritable && wasRefused == false ? .allowed : .noMemory
  }

  struct SIMFacts: Equatable {
    var block: ModemBlock?
    var triesLeft: Int?
    var allowance: PINAllowance
    var imsi: String?
  }

  static func sim(_ facts: SIMFacts) -> Finding {
    let pin = "put the PIN into the configuration (modems[].pin), or switch it off in a phone"
    switch facts.block {
    case nil:
      return .ok(.sim, "the SIM is open" + (facts.imsi.map { ", home network \($0.prefix(5))" } ?? ""))
    case .pinRequired:
      switch facts.allowance {
      case .none: return .problem(.sim, "the SIM asks for its PIN, and none is configured", pin)
      case .allowed:
        let tries = facts.triesLeft.map { "only \($0) tries are left" } ?? "the tries left are not known"
        return .problem(
          .sim, "the SIM asks for its PIN; it was not tried, as \(tries)",
          "enter the right PIN once in a phone: then all tries are there again")
      case .refusedBefore:
        return .problem(.sim, "the SIM refused the configured PIN before; it is not tried again", "correct it")
      case .noMemory:
        return .warning(
          .sim, "the SIM asks for its PIN; it was not tried, as there is no database yet to remember a refusal in",
          "start the daemon once: it tries the PIN once, and `pelapor doctor` then knows")
      case .unreadable(let reason):
        return .warning(
          .sim, "the SIM asks for its PIN, which can't be read from here: \(reason)", "run doctor as root")
      }
    case .pinRefused:
      return .problem(
        .sim, "the SIM refused the configured PIN",
        "correct it; it is not tried again, as three wrong tries block the SIM")
    case .pukRequired:
      return .problem(
        .sim, "the SIM is blocked and asks for its PUK", "put it into a phone and enter the PUK, which came with it")
    case .simMissing:
      return .problem(.sim, "there is no SIM in the modem", "insert it, then plug the modem in again")
    case .simFault(let reason):
      return .problem(.sim, "the SIM does not work: \(reason)", "clean its contacts, try it in a phone")
    case .locked(let reason):
      return .problem(
        .sim, "the modem is locked: \(reason)", "use a SIM of the network it is sold for, or have it unlocked")
    }
  }

  // MARK: Network

  static func registration(_ network: NetworkStatus) -> Finding {
    let place = [network.operatorName, network.technology].compactMap { $0 }.joined(separator: ", ")
    let suffix = place.isEmpty ? "" : " (\(place))"
    let coverage = "check antenna and coverage, and that the SIM is active and paid for"
    switch network.registration {
    case .home: return .ok(.registration, "registered at home\(suffix)")
    case .roaming:
      return .warning(
        .registration, "registered, but roaming\(suffix): SMS may cost, and short codes may not be reached",
        "use a SIM of this country")
    case .unknown, .restricted:
      return .warning(.registration, "registration is \(network.registration.rawValue)\(suffix)", coverage)
    case .notRegistered, .searching:
      return .problem(.registration, "no network: \(network.registration.rawValue)", coverage)
    case .denied:
      return .problem(
        .registration, "the network refuses the SIM", "ask the operator: the SIM may have expired or be barred")
    case .emergencyOnly:
      return .problem(.registration, "emergency calls only", "the SIM may have expired; ask the operator")
    }
  }

  /// Messages that a modem passed on by itself while it was looked at.
  struct DirectFacts: Equatable {
    /// Put into the database.
    var kept = 0
    /// PDUs that could not be.
    var lost: [String] = []
  }

  /// Nil when nothing came.
  static func direct(_ facts: DirectFacts) -> Finding? {
    func counted(_ count: Int) -> String { count == 1 ? "1 SMS" : "\(count) SMS" }
    guard facts.lost.isEmpty else {
      return .problem(
        .directMessages,
        "\(counted(facts.lost.count)) came directly meanwhile and could not be put into the database, and may come no "
          + "more (numbers and texts are in it: not to be published): " + facts.lost.joined(separator: " "),
        "`pelapor decode PDU` reads them; start the daemon once, so that there is a database, and look again as its user"
      )
    }
    guard facts.kept > 0 else { return nil }
    return .ok(
      .directMessages,
      "\(counted(facts.kept)) came directly meanwhile: in the database now, for the daemon to judge when it starts")
  }

  /// Nil where the modem does not tell it, which is no fault.
  static func cell(_ network: NetworkStatus) -> Finding? {
    guard let cell = network.cell else { return nil }
    let place = [network.technology, "cell \(cell)", network.area.map { "area \($0)" }].compactMap(\.self)
    return .ok(.cell, "\(place.joined(separator: ", ")) (where the modem stands: not to be published)")
  }

  static func profile(_ profile: ReportProfile?, imsi: String?) -> Finding {
    guard let imsi else {
      return .skipped(.profile, "the SIM does not tell its network, so no report profile is known")
    }
    guard let profile else {
      return .warning(
        .profile, "no report profile serves the home network \(imsi.prefix(5))",
        "messages are classified all the same; `pelapor export` makes evidence; reporting.profiles adds a profile")
    }
    guard profile.isEnabled, let destination = profile.destination else {
      return .warning(
        .profile, "\(profile.name) (\(profile.id)) sends nothing by itself",
        "`pelapor export` makes evidence to send by hand; reporting.profiles can enable it once its form is certain")
    }
    return .ok(.profile, "\(profile.name): reports go to \(destination)")
  }

  static func serviceCentre(_ number: String?) -> Finding {
    guard let number, !number.isEmpty else {
      return .problem(
        .serviceCentre, "no service centre is set: nothing can be sent",
        "ask the operator for its number, then `pelapor at`: AT+CSCA=\"+…\"")
    }
    return .ok(.serviceCentre, number)
  }

  static func signal(_ dBm: Int?) -> Finding {
    let remedy = "move the modem or its antenna to a window; a USB extension cable helps"
    switch dBm {
    case nil: return .warning(.signal, "the modem does not tell its signal", "nothing, unless messages fail")
    case let dBm? where dBm < -107: return .problem(.signal, "\(dBm) dBm: hardly any", remedy)
    case let dBm? where dBm < -97: return .warning(.signal, "\(dBm) dBm: weak", remedy)
    case let dBm?: return .ok(.signal, "\(dBm) dBm")
    }
  }

  // MARK: Storage and line

  static func storage(_ levels: [StorageUse]) -> Finding {
    if levels.isEmpty {
      return .warning(.storage, "the modem does not tell its storages", "nothing, unless messages fail")
    }
    let text = levels.map { "\($0.storage) \($0.used) of \($0.total)" }.joined(separator: ", ")
    if levels.contains(where: { $0.total > 0 && $0.used >= $0.total }) {
      return .problem(
        .storage, "\(text): full, nothing arrives any more",
        "start the daemon: it reads the messages and deletes them once they are on disk; sent ones delete in a phone")
    }
    if levels.contains(where: \.isNearlyFull) {
      return .warning(.storage, "\(text): nearly full", "start the daemon: it reads and deletes messages")
    }
    return .ok(.storage, text)
  }

  struct LineFacts: Equatable {
    var counters: ModemCounters
    var restarts = 0
    var isPoweringDown = false
  }

  /// A modem echoes the few commands before `ATE0`; more of them mean that it was not taken.
  static let toleratedEchoes: UInt64 = 8

  static func line(_ facts: LineFacts) -> Finding {
    let counters = facts.counters
    if facts.isPoweringDown || facts.restarts > 0 {
      return .warning(
        .line, "the modem restarted by itself while it was asked",
        "often a weak power supply: use a powered hub or a stronger adapter (peaks of 2 A), and a short cable")
    }
    let (noise, losses) = (counters[.undecodableLines], counters[.echoLosses] + counters[.damagedPDUs])
    let (timeouts, commands) = (counters[.commandTimeouts], counters[.commands])
    if losses > 0 {
      return .warning(
        .line, "octets were lost on the line \(losses) times",
        "a UART without flow control loses them: try a lower modems[].baud, a shorter cable, another adapter")
    }
    if noise > 2 {
      return .warning(
        .line, "\(noise) lines made no sense",
        "check the line speed (modems[].baud), cable and power supply; another program may talk to the modem too")
    }
    if timeouts > 0 {
      return .warning(
        .line, "\(timeouts) of \(commands) commands were not answered",
        "check cable and power supply; on a serial adapter also its flow control wires")
    }
    if counters[.echoes] > toleratedEchoes {
      return .warning(
        .line, "the modem goes on repeating commands although its echo was switched off",
        "harmless as such; a serial adapter that repeats what is sent has its wires crossed")
    }
    return .ok(.line, "\(commands) commands, all answered")
  }
}
