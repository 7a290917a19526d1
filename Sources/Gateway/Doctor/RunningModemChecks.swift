import Modem
import Reporting

/// A modem as the running daemon sees it, in the words of doctor: the port is its, so it is asked in place of the modem.
enum RunningModemChecks {
  /// What the daemon said, and what of the configuration belongs to it.
  struct Facts: Equatable {
    var modem: GatewayStatus.Modem
    var processID: Int32
    /// Whether the configuration has a PIN for it.
    var hasPIN: Bool
    /// The report profile that serves its home network.
    var profile: ReportProfile?
  }

  static func findings(_ facts: Facts) -> [Finding] {
    let modem = facts.modem
    switch modem.state {
    case .closed:
      return [.problem(.port, modem.lastError?.reason ?? "the daemon has no open port", modem.lastError?.remedy)]
    case .stopped, .stopping:
      return [.skipped(.port, "the daemon is stopping")]
    case .settingUp, .recovering, .blocked, .ready: break
    }
    var findings = [ModemChecks.port(.heldByDaemon(processID: facts.processID), at: modem.device), answer(modem)]
    switch modem.state {
    case .closed, .stopped, .stopping, .settingUp, .recovering: break
    case .blocked: findings.append(sim(facts))
    case .ready:
      findings += [
        sim(facts), ModemChecks.registration(network(modem)), ModemChecks.cell(network(modem)),
        ModemChecks.profile(facts.profile, imsi: modem.homeNetwork),
        ModemChecks.signal(modem.signal),
        ModemChecks.storage(modem.storages.map { StorageUse(storage: $0.name, used: $0.used, total: $0.total) }),
      ].compactMap(\.self)
    }
    findings.append(line(modem.counters))
    return findings
  }

  private static func answer(_ modem: GatewayStatus.Modem) -> Finding {
    let name = modem.model ?? "the modem"
    switch modem.state {
    case .recovering, .closed, .stopped, .stopping:
      return .problem(
        .answer,
        "\(name) does not answer, and the daemon tries to bring it back"
          + (modem.lastError?.reason.map { ": \($0)" } ?? ""),
        modem.lastError?.remedy ?? "if it goes on, unplug the modem and plug it in again")
    case .settingUp: return .warning(.answer, "\(name) is being set up by the daemon", "wait a minute and ask again")
    case .blocked, .ready: return .ok(.answer, name + (modem.profile.map { ", profile \($0)" } ?? ""))
    }
  }

  private static func sim(_ facts: Facts) -> Finding {
    let block: ModemBlock? =
      switch facts.modem.blockedBy {
      case nil: nil
      case "pin-required": .pinRequired
      case "pin-refused": .pinRefused
      case "puk-required": .pukRequired
      case "sim-missing": .simMissing
      case "locked": .locked(facts.modem.lastError?.reason ?? "to a network, an operator or a SIM")
      case _: .simFault(facts.modem.lastError?.reason ?? "the daemon could not use it")
      }
    return ModemChecks.sim(
      ModemChecks.SIMFacts(
        block: block, triesLeft: nil, allowance: facts.hasPIN ? .allowed : .none, imsi: facts.modem.homeNetwork))
  }

  private static func network(_ modem: GatewayStatus.Modem) -> NetworkStatus {
    var network = NetworkStatus()
    network.registration = NetworkStatus.Registration(rawValue: modem.registration) ?? .unknown
    network.operatorName = modem.networkOperator
    network.technology = modem.technology
    network.area = modem.areaCode.map { UInt64(clamping: $0) }
    network.cell = modem.cellID.map { UInt64(clamping: $0) }
    return network
  }

  /// In weeks and months some line is always lost; one in a hundred commands tells of a trouble.
  private static func line(_ counters: [String: Int]) -> Finding {
    func count(_ counter: ModemCounter) -> Int { counters[counter.rawValue] ?? 0 }
    let commands = count(.commands)
    let troubles = [
      (count(.commandTimeouts), "commands were not answered"), (count(.undecodableLines), "lines made no sense"),
      (count(.echoLosses) + count(.damagedPDUs), "lines lost octets"),
    ]
    let told = troubles.filter { $0.0 > 2 && $0.0 > commands / 100 }.map { "\($0.0) \($0.1)" }
    guard told.isEmpty else {
      return .warning(
        .line, "of \(commands) commands since the daemon started: \(told.joined(separator: ", "))",
        "check cable and power supply; on a serial adapter also modems[].baud and its flow control wires")
    }
    return .ok(.line, "\(commands) commands since the daemon started, \(count(.commandTimeouts)) not answered")
  }
}
