import Foundation
import Glibc
import Modem
import NIOCore
import NIOPosix
import Reporting
import SMSCodec
import SpamCore
import Store
import Synchronization

@testable import Gateway

/// The control service over a real desk and database, with a modem that is never opened and three received messages. No
/// time passes for it but what the test lets pass, however long the machine takes.
final class ControlBench {
  private let folder = FileManager.default.temporaryDirectory.path + "/pelapor-control-" + UUID().uuidString
  private let switchboard: Switchboard
  private let service: ControlService
  private let feed: EventFeed
  private var server: ControlServer?
  private let log: EventLog
  private var received = 10
  private let uptime = Uptime()
  private let sim = SIMIdentity(modem: "sim1", imsi: DeskRig.imsi, registration: .home)

  init(includesText: Bool) async throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    let configuration = try ConfigurationLoader.load(
      path: nil,
      settings: [
        "modems.0.name=sim1", "modems.0.device=/nowhere/tty", "storage.path=\(folder)/pelapor.db",
        "reporting.mode=review", "control.include-text=\(includesText)", "reporting.minimum-gap-seconds=0",
      ])
    let log = EventLog(level: .info, sinks: [], now: { DeskRig.start.milliseconds })
    let uptime = uptime
    let observation = Observation(of: log, configuration: configuration, uptime: { uptime.now })
    let group = MultiThreadedEventLoopGroup.singleton
    let now: @Sendable () -> WallTime = { DeskRig.start }
    let classifier = try Shipped.classifier()
    switchboard = try await Switchboard(
      configuration: configuration, store: try Store.open(path: configuration.storage.path, access: .daemon),
      classifier: classifier, log: observation.log, board: observation.board, deskLoop: group.next(),
      lineLoop: { MultiThreadedEventLoopGroup.singleton.next() }, opener: LineChannel(), now: now)
    (feed, self.log) = (observation.feed, observation.log)
    let switchboard = switchboard
    service = ControlService(
      configuration: configuration, switchboard: switchboard, board: observation.board,
      pulses: Pulses({ switchboard.parts(lastStep: { nil }) }, uptime: { uptime.now }),
      modelVersion: classifier.model.version, eventLoop: group.next(), now: now,
      uptime: { uptime.now }, patience: ControlService.Patience(desk: .hours(1), overview: .hours(1), line: .hours(1)))
    for (index, text) in [DeskRig.fraud(1), DeskRig.fraud(2), "Ibu, besok jemput adik jam empat ya"].enumerated() {
      try await receive(text, from: DeskRig.sender(index), reference: UInt16(index))
    }
    observation.log.emit(
      Event(
        .modemProblem, .error,
        [.modem: .string("sim\"1\\"), .code: .string("port"), .reason: .string("gone"), .remedy: .string("plug it in")])
    )
  }

  private func receive(_ text: String, from sender: String, reference: UInt16) async throws {
    let stamp = try SCTS(secondsSinceEpoch: DeskRig.start.milliseconds / 1_000, zoneMinutes: 420)
    var options = Segmentation.Options()
    options.reference = reference
    for part in try Segmentation.split(text, options: options) {
      let deliver = Deliver(
        originatingAddress: try Address(parsing: sender), dataCodingScheme: part.dataCodingScheme,
        serviceCentreTimestamp: stamp, userData: part.userData)
      let hex = try PDU(smsc: try Address(parsing: "+6281100000"), tpdu: .deliver(deliver)).hex()
      _ = await switchboard.desk.take([hex], from: sim)
    }
  }

  var database: String { folder + "/pelapor.db" }
  var socket: String { folder + "/control.sock" }

  /// Serves the socket, as the daemon does.
  @discardableResult
  func serve(_ limits: ControlLimits = ControlLimits(), token: String = "0123456789abcdef") async throws
    -> ControlServer
  {
    let server = ControlServer(
      service: service, feed: feed, token: ControlToken(token), limits: limits,
      eventLoop: MultiThreadedEventLoopGroup.singleton.next())
    try await server.listen(SocketClaim(path: socket))
    self.server = server
    await announce(socket)
    return server
  }

  /// Another SMS comes.
  func receiveOne() async throws {
    received += 1
    try await receive("Ibu, nomor \(received)", from: DeskRig.sender(received), reference: UInt16(received))
  }

  /// Something happens.
  func emit(_ event: Event) { log.emit(event) }

  /// Tells commands where the daemon answers.
  func announce(_ socket: String) async { try? await switchboard.desk.ask { $0.announce(socket: socket) } }

  /// A socket where nobody answers, or with `isListening` nobody yet; its descriptor.
  func listener(isListening: Bool = false) async -> Int32 {
    let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    _ = withAddress(socket) { bind(descriptor, $0, $1) }
    if isListening { _ = listen(descriptor, 8) }
    await announce(socket)
    return descriptor
  }

  /// What a command does beside the daemon: a connection of its own.
  func command<Result>(_ body: (Store) throws -> Result) throws -> Result {
    let store = try Store.open(path: database, access: .command)
    defer { try? store.close() }
    return try body(store)
  }

  func ask(_ method: String, _ target: String, _ body: String = "") async throws -> (
    status: Int, type: String, text: String
  ) {
    let answer = await service.answer(
      ControlRequest(method: method, target: target, body: Array(body.utf8), caller: .token))
    switch answer {
    case .body(let status, let type, let text): return (status, type, text)
    case .problem(let problem): return (problem.status, Problem.mediaType, problem.json)
    case .events: return (200, "application/x-ndjson", "")
    }
  }

  /// The next SMS goes to the network, and comes to this end.
  func sendNext(accepted: Bool = false, failed: Bool = false) async throws {
    guard case .send(let request) = await switchboard.desk.nextSubmission(for: sim) else { return }
    let result: SendResult =
      accepted ? .accepted(reference: 7) : failed ? DeskRig.permanent : .unknown(reason: "no answer came")
    await switchboard.desk.sendFinished(id: request.id, result)
  }

  /// Time passes in which no thread answers.
  func pass(_ duration: Duration) { uptime.pass(duration) }

  func end() async {
    await server?.stop()
    await switchboard.stop()
    try? FileManager.default.removeItem(atPath: folder)
  }
}

/// A monotonic clock that stands still.
private final class Uptime: Sendable {
  private let time = Mutex(MonotonicTime.zero)

  var now: MonotonicTime { time.withLock { $0 } }
  func pass(_ duration: Duration) { time.withLock { $0 += duration } }
}
