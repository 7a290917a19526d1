import Devices
import Foundation
import Modem
import ModemSimulator
import NIOCore
import NIOPosix
import Reporting
import SerialPort
import SpamCore
import Store
import Synchronization

@testable import Gateway

/// A simulated modem that answers at once, wherever it is plugged in.
final class SocketedModem: Sendable {
  private struct State {
    var simulation: Simulation
    var now = Duration.zero
    var connection: SocketConnection?
    var written = ""
  }

  private let state: Mutex<State>

  init(_ modem: SimulatedModem.Configuration = SimulatedModem.Configuration()) {
    state = Mutex(State(simulation: Simulation(Scenario(modems: [modem]))))
  }

  /// What came to it, as text.
  var written: String { state.withLock { $0.written } }

  fileprivate func connect(_ connection: SocketConnection?) { state.withLock { $0.connection = connection } }

  func write(_ octets: [UInt8]) {
    act { state in
      state.written += String(decoding: octets, as: UTF8.self)
      state.simulation.receive(octets, now: state.now)
    }
  }

  /// Somebody writes to it.
  func receive(_ message: OutgoingText) { act { $0.simulation.send(message) } }

  /// Octets that come of no command.
  func say(_ text: String) { state.withLock { $0.connection }?.heard(Array(text.utf8)) }

  private func act(_ change: (inout State) -> Void) {
    state.withLock { state in
      change(&state)
      state.now += .milliseconds(10)
      state.simulation.advance(to: state.now)
      while let octets = state.simulation.nextOutput(now: state.now) { state.connection?.heard(octets) }
    }
  }

  /// Messages in the card.
  var count: Int { state.withLock { $0.simulation.modems[0].messageCount(in: .sm) } }
}

/// A line to one.
final class SocketConnection: LineConnection {
  private let modem: SocketedModem
  private let listener: LineListener
  private let eventLoop: any EventLoop
  fileprivate let isOpen = Mutex(true)

  fileprivate init(_ modem: SocketedModem, _ eventLoop: any EventLoop, _ listener: LineListener) {
    (self.modem, self.eventLoop, self.listener) = (modem, eventLoop, listener)
  }

  var isActive: Bool { isOpen.withLock { $0 } }
  func write(_ octets: [UInt8]) { if isActive { modem.write(octets) } }
  nonisolated(nonsending) func close() async { drop() }
  func drop() { end("closed") }

  fileprivate func heard(_ octets: [UInt8]) {
    eventLoop.execute { if self.isActive { self.listener.received(ByteBuffer(bytes: octets).readableBytesView) } }
  }

  fileprivate func end(_ reason: String) {
    let wasOpen = isOpen.withLock { isOpen in
      defer { isOpen = false }
      return isOpen
    }
    if wasOpen { eventLoop.execute { self.listener.closed(self, reason) } }
  }
}

/// Sockets by the names of their ports.
final class Sockets: LineOpener {
  private struct NoDevice: Error {}
  private let plugged: Mutex<[String: (modem: SocketedModem, connection: SocketConnection?)]> = Mutex([:])
  private let early = Mutex(0)

  /// So many times the other end closes before anybody listens.
  var closesAtOnce: Int {
    get { early.withLock { $0 } }
    set { early.withLock { $0 = newValue } }
  }

  func plug(_ modem: SocketedModem, at path: String) { plugged.withLock { $0[path] = (modem, nil) } }

  func unplug(_ path: String) {
    let gone = plugged.withLock { $0.removeValue(forKey: path) }
    gone?.modem.connect(nil)
    gone?.connection?.end("unplugged")
  }

  nonisolated(nonsending) func open(
    _ endpoint: Endpoint, baud: Int, on eventLoop: any EventLoop, telling listener: LineListener
  ) async throws -> any LineConnection {
    try plugged.withLock { plugged in
      guard let modem = plugged["\(endpoint)"]?.modem else { throw NoDevice() }
      let connection = SocketConnection(modem, eventLoop, listener)
      modem.connect(connection)
      plugged["\(endpoint)"]?.connection = connection
      let isEarly = early.withLock { count in
        defer { count = max(0, count - 1) }
        return count > 0
      }
      if isEarly { connection.isOpen.withLock { $0 = false } }
      return connection
    }
  }
}

/// Lines of the daemon before such sockets, with a desk and a database.
final class LineBench: Sendable {
  let sockets = Sockets()
  let events = Events()
  let folder: String
  let desk: Desk
  private let log: EventLog
  private let lines = Mutex<[ModemLine]>([])

  init(deskLoop: any EventLoop = MultiThreadedEventLoopGroup.singleton.next()) throws {
    folder = FileManager.default.temporaryDirectory.path + "/pelapor-line-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    log = EventLog(level: .debug, sinks: [events], now: { 1_795_000_000_000 })
    var settings = PolicySettings()
    settings.mode = .off
    desk = Desk(
      store: try Store.open(path: folder + "/pelapor.db", access: .daemon),
      classifier: try Shipped.classifier(), policy: Policy(settings: settings), neverReport: [],
      log: log, eventLoop: deskLoop,
      now: { WallTime(milliseconds: 1_795_000_000_000) })
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var database: String { folder + "/pelapor.db" }

  func start(_ settings: Configuration.Modem, ports: PortDirectory? = nil) async -> ModemLine {
    let line = ModemLine(
      settings, pinWasRefused: false, desk: desk, log: log, eventLoop: MultiThreadedEventLoopGroup.singleton.next(),
      opener: sockets, ports: ports, onReady: {})
    lines.withLock { $0.append(line) }
    await line.start()
    return line
  }

  func stop() async {
    for line in lines.withLock({ $0 }) { await line.stop() }
    await desk.close()
  }
}

/// The log, and waiting for a line of it.
final class Events: EventSink {
  private struct State {
    var events: [Event] = []
    var waiting: [(isThere: @Sendable ([Event]) -> Bool, continuation: CheckedContinuation<Void, Never>)] = []
  }

  private let state = Mutex(State())

  var all: [Event] { state.withLock { $0.events } }

  func write(_ event: Event, at milliseconds: Int64) {
    let ready = state.withLock { state in
      state.events.append(event)
      let events = state.events
      let ready = state.waiting.filter { $0.isThere(events) }.map(\.continuation)
      state.waiting.removeAll { $0.isThere(events) }
      return ready
    }
    for continuation in ready { continuation.resume() }
  }

  func flush() {}

  func wait(_ isThere: @escaping @Sendable ([Event]) -> Bool) async {
    await withCheckedContinuation { continuation in
      let isThereNow = state.withLock { state in
        if isThere(state.events) { return true }
        state.waiting.append((isThere, continuation))
        return false
      }
      if isThereNow { continuation.resume() }
    }
  }

  func wait(for name: EventName, of modem: String? = nil, count: Int = 1) async {
    await wait { events in
      events.count { $0.name == name && (modem == nil || $0[.modem] == modem.map { .string($0) }) } >= count
    }
  }
}
