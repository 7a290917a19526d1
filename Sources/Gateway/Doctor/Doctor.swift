import Devices
import Foundation
import Modem
public import Reporting
import SerialPort
import Store

/// Goes through what can be wrong with the gateway and its modems, and says what to do.
///
/// It sends no SMS, reads and deletes none in the modem's storages, and leaves what a running daemon holds alone. What a
/// modem passes on by itself meanwhile it puts into the daemon's database. A PIN is entered only when the
/// SIM asks for it, it was never refused, and a refusal can be remembered in the database for the daemon too.
public struct Doctor {
  private let configuration: Configuration
  private let now: () -> WallTime
  private let tell: (Finding) -> Void
  private let progress: (String) -> Void

  /// - Parameters:
  ///   - configuration: a checked configuration.
  ///   - now: the wall clock.
  ///   - progress: told what is waited for, about once a second.
  ///   - tell: called with each finding as it comes.
  public init(
    configuration: Configuration, now: @escaping () -> WallTime, progress: @escaping (String) -> Void,
    tell: @escaping (Finding) -> Void
  ) {
    self.configuration = configuration
    self.now = now
    self.progress = progress
    self.tell = tell
  }

  /// What is wrong with a configuration, as findings.
  public static func findings(of error: ConfigurationError) -> [Finding] {
    error.problems.map { .problem(.configuration, $0.description, nil) }
  }

  /// Looks at everything.
  public func run() async {
    let path = configuration.storage.path
    let daemon = MachineProbe.daemon(onDatabase: path)
    tell(
      .ok(
        .configuration,
        "right; modems: " + configuration.modems.map(\.name).joined(separator: ", ")))
    tell(MachineChecks.mode(configuration.reporting.mode))
    let newest = lookAtDatabase(path)
    if let disk = MachineProbe.disk(MachineProbe.folder(of: path)) { tell(MachineChecks.disk(disk)) }
    tell(
      MachineChecks.clock(
        MachineChecks.ClockFacts(
          now: now(), isSynchronised: MachineProbe.isClockSynchronised, newestMessage: newest,
          text: CivilClock.local.minute(now().milliseconds))))
    tell(MachineChecks.service(MachineProbe.service(), daemon: daemon))
    lookAtDevices()
    let ports = PortDirectory(configuration.modems)
    let running = daemon.map { ask(daemon: $0) }
    for modem in configuration.modems {
      switch running {
      case .told(let status, let processID)?: tellOfRunning(modem, status, processID)
      case .silent(let reason)?: await look(at: modem, daemon: daemon, silence: reason, ports)
      case nil: await look(at: modem, daemon: nil, ports)
      }
      if modem.allowsUSBReset { lookAtUSBReset(of: modem) }
    }
  }

  // MARK: Daemon

  /// What a running daemon says when it is asked.
  private enum Answer {
    case told(GatewayStatus, processID: Int32)
    case silent(reason: String)
  }

  private func ask(daemon processID: Int32) -> Answer {
    guard let socket = Store.daemonSocket(ofDatabase: configuration.storage.path) ?? configuration.control.socket else {
      return .silent(reason: "its control socket is switched off (control.socket)")
    }
    do throws(ControlClient.Failure) {
      return .told(try ControlClient(socket: socket).status().status, processID: processID)
    } catch { return .silent(reason: error.description) }
  }

  private func tellOfRunning(_ modem: Configuration.Modem, _ status: GatewayStatus, _ processID: Int32) {
    guard let seen = status.modems.first(where: { $0.name == modem.name }) else {
      return tell(
        .warning(
          .port, "the running daemon does not know this modem", "restart it, so that it reads the configuration again"
        ).about(modem.name))
    }
    let facts = RunningModemChecks.Facts(
      modem: seen, processID: processID, hasPIN: modem.pin != nil || modem.pinFile != nil,
      profile: seen.homeNetwork.flatMap { configuration.reporting.profiles.serving(imsi: $0) })
    for finding in RunningModemChecks.findings(facts) { tell(finding.about(modem.name)) }
  }

  // MARK: Machine

  /// When the newest message was received.
  private func lookAtDatabase(_ path: String) -> WallTime? {
    do throws(StoreError) {
      let store = try Store.open(path: path, access: .reading)
      defer { try? store.close() }
      let summary = try store.summary()
      let newest = try store.messages(limit: 1).first?.receivedAt
      tell(
        MachineChecks.database(
          .open(
            path: path, messages: summary.messages,
            newest: newest.map { CivilClock.local.minute($0.milliseconds) },
            unknownReports: summary.reportsByState[.unknown, default: 0])))
      return newest
    } catch {
      switch error {
      case .databaseMissing, .folderMissing:
        let folder = MachineProbe.folder(of: path)
        let isThere = FileManager.default.fileExists(atPath: folder)
        tell(
          MachineChecks.database(
            .missing(path: path, folderProblem: isThere ? nil : "the folder \(folder) does not exist")))
      case _: tell(MachineChecks.database(.unusable(failure: error.description)))
      }
      return nil
    }
  }

  private func lookAtDevices() {
    let isNetworkOnly = configuration.modems.allSatisfy { if case .tcp = $0.endpoint { true } else { false } }
    do {
      for finding in MachineChecks.devices(try MachineProbe.devices(), isNetworkOnly: isNetworkOnly) { tell(finding) }
    } catch { tell(.skipped(.devices, error.description)) }
    let held = configuration.modems.filter { modem in
      guard case .device(let path) = modem.endpoint else { return false }
      return PortHolder.find(path: path)?.command == "ModemManager"
    }
    tell(
      MachineChecks.modemManager(
        MachineChecks.ModemManagerFacts(
          isRunning: MachineProbe.isModemManagerRunning, holding: held.map(\.name),
          modems: MachineProbe.modemManagerMatters)))
  }

  private func lookAtUSBReset(of modem: Configuration.Modem) {
    let modems = (try? ModemDiscovery.scan()) ?? []
    // An IMEI or IMSI only asking tells; the daemon then says itself what is in the way.
    guard case .line(let terminal, _, _) = Selection.of(modem.selector, among: modems, taken: []),
      let node = try? USBNode.of(terminal: MachineProbe.resolved(terminal.path))
    else { return }
    let obstacle = node.obstacle ?? MachineProbe.closedToServiceForReset(node.path)
    tell(MachineChecks.usbReset(obstacle, of: node.path).about(modem.name))
  }

  // MARK: Modem

  private func look(
    at modem: Configuration.Modem, daemon: Int32?, silence: String? = nil, _ ports: PortDirectory
  ) async {
    func tell(_ finding: Finding) { self.tell(finding.about(modem.name)) }
    let endpoint: Endpoint
    do throws(PortProblem) {
      endpoint = try await ports.find(modem.selector, for: modem.name, baud: modem.baud)
    } catch {
      // The lines that could tell which modem it is are the daemon's.
      if daemon != nil { return tell(ModemChecks.leftToDaemon(silence)) }
      return tell(.problem(.port, error.reason, error.remedy))
    }
    let line: DirectLine
    do throws(LineFailure) { line = try DirectLine(endpoint, baud: modem.baud) } catch {
      guard case .device(let path) = endpoint, let daemon, PortHolder.find(path: path)?.processID == daemon else {
        return tell(ModemChecks.port(.closed(reason: error.description), at: "\(endpoint)"))
      }
      tell(ModemChecks.port(.heldByDaemon(processID: daemon), at: "\(endpoint)"))
      return tell(ModemChecks.leftToDaemon(silence))
    }
    if case .device(let path) = endpoint, let closed = MachineProbe.closedToService(path) {
      tell(ModemChecks.port(closed, at: "\(endpoint)"))
    } else {
      tell(ModemChecks.port(.open, at: "\(endpoint)"))
    }
    examine(modem, on: line, tell)
  }

  private func examine(_ modem: Configuration.Modem, on line: DirectLine, _ tell: (Finding) -> Void) {
    let memory = try? Store.open(path: configuration.storage.path, access: .command)
    defer { try? memory?.close() }
    var (pin, allowance) = pin(of: modem, memory: memory)
    if allowance != .allowed { pin = nil }
    var probe = ModemProbe(
      line: line, pin: pin, wasRefused: allowance == .refusedBefore,
      remember: { [now] fate in
        guard let memory, let pin else { return false }
        do {
          switch fate {
          case .tried: try memory.notePINTry(pin, modem: modem.name, at: now())
          case .refused: try memory.notePINRefused(pin, modem: modem.name, at: now())
          case .accepted: try memory.forgetPINTries(modem: modem.name)
          }
          return true
        } catch { return false }
      },
      keep: { [now] hex, imsi in
        let pdu = IncomingDecoder.read(hex, from: SIMIdentity(modem: modem.name, imsi: imsi, registration: .unknown))
        return (try? memory?.ingest([pdu], at: now(), assemble: IncomingDecoder.text)) != nil
      })
    let result = probe.run { progress("\(modem.name): \($0)") }
    if let finding = ModemChecks.direct(result.direct) { tell(finding) }
    tell(ModemChecks.answer(result.answer))
    guard result.answer.isFinished else { return tell(ModemChecks.line(result.line)) }
    tell(
      ModemChecks.sim(
        ModemChecks.SIMFacts(
          block: result.block, triesLeft: result.triesLeft, allowance: allowance, imsi: result.state.identity.imsi)))
    if result.block == nil { lookAtNetwork(result.state, tell) }
    tell(ModemChecks.line(result.line))
  }

  private func lookAtNetwork(_ state: ModemState, _ tell: (Finding) -> Void) {
    tell(ModemChecks.registration(state.network))
    if let cell = ModemChecks.cell(state.network) { tell(cell) }
    let imsi = state.identity.imsi
    tell(ModemChecks.profile(imsi.flatMap { configuration.reporting.profiles.serving(imsi: $0) }, imsi: imsi))
    tell(ModemChecks.serviceCentre(state.identity.serviceCentre))
    tell(ModemChecks.signal(state.network.signalDBm))
    tell(ModemChecks.storage(state.storages))
  }

  private func pin(of modem: Configuration.Modem, memory: Store?) -> (pin: String?, ModemChecks.PINAllowance) {
    var pin = modem.pin
    if let file = modem.pinFile {
      do {
        pin = try file.read(credentials: ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"])
      } catch { return (nil, .unreadable("\(error)")) }
    }
    guard let pin else { return (nil, .none) }
    let wasRefused = try? memory?.isPINRefused(pin, modem: modem.name)
    return (
      pin, ModemChecks.allowance(isConfigured: true, wasRefused: wasRefused ?? nil, isMemoryWritable: memory != nil)
    )
  }
}
