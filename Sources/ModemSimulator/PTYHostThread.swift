import CSerial
import Glibc

/// The host's thread: descriptors on one side, the simulation on the other.
struct PTYHostThread {
  /// What the thread and the host's callers share.
  final class Shared: Sendable {
    struct State {
      var simulation: Simulation
      var isStopping = false
    }

    let monitor: Monitor<State>
    let origin = MonotonicClock.now()
    private let wakeReader: Int32
    private let wakeWriter: Int32

    init(_ simulation: Simulation) throws(PTYHostError) {
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else {
        throw PTYHostError(action: "cannot make a pipe", code: errno, remedy: "Too many open files?")
      }
      for end in ends {
        _ = fcntl(end, F_SETFL, O_NONBLOCK)
        _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      }
      wakeReader = ends[0]
      wakeWriter = ends[1]
      monitor = Monitor(State(simulation: simulation))
    }

    deinit {
      close(wakeReader)
      close(wakeWriter)
    }

    var wakeDescriptor: Int32 { wakeReader }
    func now() -> Duration { MonotonicClock.now() - origin }

    func wake() {
      var byte: UInt8 = 0
      _ = write(wakeWriter, &byte, 1)
    }

    func drainWakes() {
      var buffer = [UInt8](repeating: 0, count: 64)
      while read(wakeReader, &buffer, buffer.count) > 0 {}
    }

    func requestStop() {
      monitor.withLock { $0.isStopping = true }
      wake()
    }
  }

  /// The thread itself, to be joined once.
  final class Handle: Sendable {
    private let identifier: Monitor<pthread_t?>
    init(_ identifier: pthread_t?) { self.identifier = Monitor(identifier) }

    /// Waits for the thread's end; at once when called by the thread itself or a second time.
    func join() {
      let pending = identifier.withLock { identifier -> pthread_t? in
        guard let current = identifier, pthread_equal(current, pthread_self()) == 0 else { return nil }
        identifier = nil
        return current
      }
      if let pending { pthread_join(pending, nil) }
    }
  }

  private final class Body {
    var thread: PTYHostThread
    init(_ thread: PTYHostThread) { self.thread = thread }
  }

  private let shared: Shared
  private var ports: [PTYPort]
  private let onEvent: PTYHost.EventHandler
  private var descriptors: [pollfd]

  static func start(shared: Shared, ports: [PTYPort], onEvent: @escaping PTYHost.EventHandler) -> Handle {
    let thread = PTYHostThread(
      shared: shared, ports: ports, onEvent: onEvent,
      descriptors: Array(repeating: pollfd(fd: -1, events: 0, revents: 0), count: ports.count + 1))
    let body = Unmanaged.passRetained(Body(thread))
    var identifier = pthread_t()
    let result = pthread_create(
      &identifier, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().thread.run()
        return nil
      }, body.toOpaque())
    guard result == 0 else {
      body.release()
      return Handle(nil)
    }
    return Handle(identifier)
  }

  private mutating func run() {
    while let pause = round() {
      wait(upTo: pause)
      readAll()
    }
    for index in ports.indices { ports[index].unplug() }
    shared.monitor.announce()
  }

  /// How often an unopened tty is looked at.
  private static let lookInterval = Duration.milliseconds(5)

  /// Lets the simulation go on and its bytes out; how long to wait then, nil to stop.
  private mutating func round() -> Duration? {
    for index in ports.indices { ports[index].lookForClient() }
    var outputs: [(Int, [UInt8])] = []
    var events: [Simulation.Event] = []
    let now = shared.now()
    let (isStopping, deadline) = shared.monitor.withLock { state in
      state.simulation.advance(to: now)
      for index in ports.indices {
        while let bytes = state.simulation.nextOutput(modem: index, now: now) { outputs.append((index, bytes)) }
      }
      while let event = state.simulation.nextEvent() { events.append(event) }
      return (state.isStopping, state.simulation.deadline)
    }
    shared.monitor.announce()
    for (index, bytes) in outputs { ports[index].write(bytes) }
    for event in events {
      carryOut(event)
      onEvent(event, now)
    }
    if isStopping { return nil }
    var pause = deadline.map { max(.zero, $0 - shared.now()) } ?? .seconds(3600)
    if ports.contains(where: { $0.isOpen && !$0.hasClient }) { pause = min(pause, Self.lookInterval) }
    return pause
  }

  private mutating func carryOut(_ event: Simulation.Event) {
    switch event {
    case .unplugged(let modem): ports[modem].unplug()
    case .replugged(let modem, let linkName):
      // No pair left: the modem stays away, as a dead USB port would have it.
      try? ports[modem].plug(linkName: linkName)
    case .received, .started, .ended: break
    }
  }

  private mutating func wait(upTo pause: Duration) {
    for (index, port) in ports.enumerated() {
      let events = POLLIN | (port.wantsToWrite ? POLLOUT : 0)
      descriptors[index] = pollfd(fd: port.hasClient ? port.master : -1, events: Int16(events), revents: 0)
    }
    descriptors[ports.count] = pollfd(fd: shared.wakeDescriptor, events: Int16(POLLIN), revents: 0)
    let (seconds, attoseconds) = pause.components
    _ = pelapor_poll(&descriptors, descriptors.count, seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    if descriptors[ports.count].revents != 0 { shared.drainWakes() }
  }

  private mutating func readAll() {
    for index in ports.indices where descriptors[index].revents != 0 {
      if descriptors[index].revents & Int16(POLLOUT) != 0 { ports[index].flush() }
      guard descriptors[index].revents & Int16(POLLIN | POLLHUP | POLLERR) != 0 else { continue }
      if let bytes = ports[index].read() {
        if !bytes.isEmpty {
          let now = shared.now()
          shared.monitor.withLock { $0.simulation.receive(bytes, modem: index, now: now) }
        }
      }
      if !ports[index].hasClient { try? ports[index].renew() }
    }
  }
}
