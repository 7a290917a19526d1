import Foundation
import Glibc
import NIOCore
import NIOPosix
import Reporting
import Store
import Synchronization

/// What looks at the gateway while it works, on a thread of its own: the control API and the watchdog. Neither can stop
/// it; a control API that can't be opened is a problem to tell, and messages are read all the same.
final class Overseer: Sendable {
  private let group: MultiThreadedEventLoopGroup
  private let server: ControlServer
  private let watchdog: Watchdog
  private let status: @Sendable () -> String
  private let feeding = Mutex<RepeatedTask?>(nil)

  /// Opens the sockets.
  ///
  /// - Throws: ``DaemonError`` when another daemon has the control socket.
  init(
    configuration: Configuration, switchboard: Switchboard, observation: Observation, modelVersion: String,
    log: EventLog, now: @escaping @Sendable () -> WallTime, hooksChanged: @escaping @Sendable () async -> Void
  ) async throws(DaemonError) {
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let eventLoop = group.next()
    let pulses = Pulses(
      { switchboard.parts(lastStep: { observation.board.lastStep }) }, uptime: Observation.uptime)
    let service = ControlService(
      configuration: configuration, switchboard: switchboard, board: observation.board, pulses: pulses,
      modelVersion: modelVersion, eventLoop: eventLoop, now: now, uptime: Observation.uptime,
      hooksChanged: hooksChanged)
    let settings = configuration.control
    var token: ControlToken?
    do throws(DaemonError) {
      if settings.listen != nil, let path = settings.tokenFile { token = try ControlToken(file: path) }
    } catch {
      Self.tell(error, log)
    }
    server = ControlServer(service: service, feed: observation.feed, token: token, eventLoop: eventLoop)
    let status: @Sendable () -> String = { Self.words(observation.board.current, switchboard.modemNames) }
    self.status = status
    watchdog = Watchdog(
      pulses: pulses, timeout: SystemdNotifier.watchdogTimeout,
      owner: Watchdog.Owner(alive: SystemdNotifier.alive(status:), stuck: SystemdNotifier.status), log: log,
      status: status)
    if let path = settings.socket.map({ Self.usable($0) }), try await open(socket: path, log) {
      // Commands on this database come here from now on.
      try? await switchboard.desk.ask { store in store.announce(socket: path) }
    }
    if let address = settings.listen, token != nil {
      do { _ = try await server.listen(address) } catch {
        Self.tell(DaemonError("the control API can't listen on \(address): \(error)"), log)
      }
    }
  }

  /// The folder of the usual path is the service's. A daemon that somebody runs for themselves has its socket in the
  /// folder of their session (XDG Base Directory Specification).
  static func usable(
    _ path: String, account: uid_t = geteuid(), isServiceFolderOurs: Bool = access("/run/pelapor", W_OK) == 0,
    sessionFolder: String? = ProcessInfo.processInfo.environment["XDG_RUNTIME_DIR"]
  ) -> String {
    guard path == ConfigurationKeys.Control.socket.fallback, account != 0, !isServiceFolderOurs,
      let folder = sessionFolder, folder.hasPrefix("/")
    else { return path }
    return folder + "/pelapor.sock"
  }

  /// Whether it is open.
  private func open(socket path: String, _ log: EventLog) async throws(DaemonError) -> Bool {
    do {
      try await server.listen(SocketClaim(path: path))
      return true
    } catch is SocketClaim.Taken {
      throw DaemonError(
        "another daemon serves the control socket \(path): stop that one, or set control.socket to another path or to "
          + "off")
    } catch {
      Self.tell(error, log)
      return false
    }
  }

  /// Says that the service is ready, and begins to watch.
  func start() {
    SystemdNotifier.ready(status: status())
    let task = watchdog.start(on: group.next())
    feeding.withLock { $0 = task }
  }

  /// Ends the control API; what was asked is answered or not.
  func stopServing() async { await server.stop() }

  /// Ends the watching, after everything that it watches.
  func stop() async {
    feeding.withLock { $0?.cancel() }
    try? await group.shutdownGracefully()
  }

  private static func tell(_ error: any Error, _ log: EventLog) {
    log.emit(Event(.daemonProblem, .error, [.code: .string("control"), .reason: .string("\(error)")]))
  }

  /// What `systemctl status` shows: `2 of 2 modems work; since the start 12 messages, 3 reports sent`.
  private static func words(_ board: Board, _ modems: [String]) -> String {
    let ready = modems.count { board.modems[$0]?.isReady == true }
    let events = board.counts[.events, default: [:]]
    func count(_ name: EventName) -> Int { events[Board.Series(label: name.rawValue)] ?? 0 }
    let failing = board.storeFailingSince == nil ? "" : "; the database takes no messages"
    return "\(ready) of \(modems.count) modems work; since the start \(count(.smsReceived)) messages, "
      + "\(count(.reportSent)) reports sent\(failing)"
  }
}
