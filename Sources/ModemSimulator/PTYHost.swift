import CSerial
import Glibc

/// Runs a ``Simulation`` in real time behind pseudo-terminals: each modem is a tty that a program can open.
///
/// One thread of its own does all the work with poll(2). The methods may be called from any thread.
public final class PTYHost: Sendable {
  /// What happened and when, since the host's start. Called on the host's thread; it must not block for long.
  public typealias EventHandler = @Sendable (Simulation.Event, Duration) -> Void

  private let shared: PTYHostThread.Shared
  private let thread: PTYHostThread.Handle

  /// Makes one pseudo-terminal for each modem of the scenario, links them and starts.
  ///
  /// - Parameters:
  ///   - scenario: its network gets the real wall clock where it has none of its own.
  ///   - links: paths of the symbolic links, one a modem.
  ///   - onEvent: called for every event.
  public init(
    scenario: Scenario = Scenario(), links: [String], onEvent: @escaping EventHandler = { _, _ in }
  ) throws(PTYHostError) {
    var scenario = scenario
    guard links.count == scenario.modems.count else {
      throw PTYHostError(
        action: "\(scenario.modems.count) modems and \(links.count) links", code: 0,
        remedy: "Give one link for each modem of the scenario.")
    }
    if scenario.network.epoch == nil { scenario.network.epoch = Int64(time(nil)) }
    var ports = links.map { PTYPort(linkPath: $0) }
    do throws(PTYHostError) {
      for index in ports.indices { try ports[index].plug() }
      shared = try PTYHostThread.Shared(Simulation(scenario))
    } catch {
      for index in ports.indices { ports[index].unplug() }
      throw error
    }
    thread = PTYHostThread.start(shared: shared, ports: ports, onEvent: onEvent)
  }

  deinit { stop() }

  /// Ends the thread, closes the pseudo-terminals and removes the links. May be called more than once.
  public func stop() {
    shared.requestStop()
    thread.join()
  }

  /// The simulation as it is now. It is a value: a copy to look at in peace.
  public var simulation: Simulation { shared.monitor.withLock { $0.simulation } }

  /// What the network has seen so far.
  public var record: NetworkRecord { shared.monitor.withLock { $0.simulation.network.record } }

  /// Since the host's start.
  public var now: Duration { shared.now() }

  /// Changes the simulation: sends messages, makes troubles happen. The modems react at once.
  public func withSimulation<Result>(_ body: (inout Simulation) -> Result) -> Result {
    let result = shared.monitor.withLock { state in
      state.simulation.advance(to: shared.now())
      return body(&state.simulation)
    }
    shared.wake()
    return result
  }

  /// Waits until the simulation is as wished; false when it was not within the time.
  public func wait(upTo limit: Duration, until holds: (Simulation) -> Bool) -> Bool {
    shared.monitor.wait(upTo: limit) { holds($0.simulation) }
  }
}
