package import Devices
import Modem
package import NIOCore
package import Reporting
package import SpamCore
package import Store

/// The desk and the lines, put together: the gateway apart from its process. It reads no clock and opens no port but
/// with what it is given, so that the daemon and the simulation run the same.
package struct Switchboard: Sendable {
  let desk: Desk
  let lines: [ModemLine]
  private let retentionDays: Int

  /// Settles what a crash left behind and makes the lines.
  ///
  /// - Parameters:
  ///   - configuration: a checked configuration.
  ///   - store: its database, open.
  ///   - classifier: the spam core.
  ///   - log: where events go.
  ///   - board: where durations are noted.
  ///   - deskLoop: the thread of the desk.
  ///   - lineLoop: gives each modem its thread.
  ///   - opener: opens the ports.
  ///   - findsPorts: whether modems may be looked for among the devices of this machine; a simulation has none.
  ///   - traces: where the lines of which modems are recorded.
  ///   - longestSleep: how long the desk goes at most without looking what people did.
  ///   - now: the wall clock.
  ///   - uptime: a clock that never jumps; without it the limits go by the wall clock alone.
  ///   - onReady: called on each `modem.ready`.
  package init(
    configuration: Configuration, store: Store, classifier: SpamClassifier, log: EventLog,
    board: (any TimingObserver)? = nil, deskLoop: any EventLoop, lineLoop: () -> any EventLoop, opener: any LineOpener,
    findsPorts: Bool = false, traces: [String: LineTrace] = [:], longestSleep: Duration = .seconds(2),
    now: @escaping @Sendable () -> WallTime, uptime: (@Sendable () -> Duration)? = nil,
    onReady: @escaping @Sendable (_ modem: String) -> Void = { _ in }
  ) async throws(StoreError) {
    let desk = Desk(
      store: store, classifier: classifier, policy: Policy(settings: configuration.policySettings),
      neverReport: configuration.reporting.neverReport, log: log, timings: board, eventLoop: deskLoop,
      longestSleep: longestSleep, now: now, uptime: uptime)
    try await desk.open()
    let refused = try await desk.refusedPINs(of: configuration.modems)
    self.desk = desk
    retentionDays = configuration.storage.retentionDays
    let ports = findsPorts ? PortDirectory(configuration.modems) : nil
    lines = configuration.modems.map { modem in
      ModemLine(
        modem, pinWasRefused: refused.contains(modem.name), desk: desk, log: log, timings: board,
        eventLoop: lineLoop(), opener: opener, ports: ports, trace: traces[modem.name]
      ) { onReady(modem.name) }
    }
  }

  /// Brings up the modems.
  package func start() async {
    for line in lines { await line.start() }
  }

  /// A serial line was plugged in or has gone.
  package func devicesChanged(_ change: DeviceChange) async {
    for line in lines { await line.devicesChanged(change) }
  }

  /// To be called now and then.
  package func maintain() async {
    await desk.maintain(retentionDays: retentionDays)
  }

  /// The threads that must run, by what runs on them.
  ///
  /// - Parameter lastStep: when the desk finished a transaction last: many of them may make one piece of work.
  func parts(lastStep: @escaping @Sendable () -> MonotonicTime?) -> [Pulses.Part] {
    [Pulses.Part(name: "the desk (database)", eventLoop: desk.eventLoop, lastStep: lastStep)]
      + lines.map { Pulses.Part(name: "the modem \($0.name)", eventLoop: $0.eventLoop) }
  }

  /// How often ``maintain()`` is to be called.
  package static let maintenanceInterval = Duration.seconds(600)

  /// Finishes what is under way or leaves it as it was, and closes ports and database.
  ///
  /// - Parameter beforeClosing: what still needs the database when the lines are down.
  package func stop(beforeClosing: () async -> Void = {}) async {
    await withDiscardingTaskGroup { group in
      for line in lines { group.addTask { await line.stop() } }
    }
    await beforeClosing()
    await desk.close()
  }
}
