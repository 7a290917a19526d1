package import Devices
import Modem
package import NIOCore
package import Reporting
package import SpamCore
package import Store
import Synchronization

/// The desk and the lines, put together: the gateway apart from its process. It reads no clock and opens no port but
/// with what it is given, so that the daemon and the simulation run the same.
package struct Switchboard: Sendable {
  let desk: Desk
  let log: EventLog
  /// Nil where ports need no search.
  let ports: PortDirectory?
  let roster: Roster
  let makeLine: @Sendable (_ modem: Configuration.Modem, _ pinWasRefused: Bool) -> ModemLine
  let lineLoopEnded: @Sendable (any EventLoop) -> Void
  private let retentionDays: Int

  /// The lines there are now, in the order of the configuration.
  final class Roster: Sendable {
    private let state = Mutex<[ModemLine]>([])

    var lines: [ModemLine] {
      get { state.withLock { $0 } }
      set { state.withLock { $0 = newValue } }
    }
  }

  var lines: [ModemLine] { roster.lines }
  /// The modems there are now.
  var modemNames: [String] { lines.map(\.name) }

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
  ///   - lineLoopEnded: takes back the thread of a modem that was taken out.
  ///   - opener: opens the ports.
  ///   - findsPorts: whether modems may be looked for among the devices of this machine; a simulation has none.
  ///   - trace: where the line of a modem is recorded; asked when it begins.
  ///   - longestSleep: how long the desk goes at most without looking what people did.
  ///   - now: the wall clock.
  ///   - onReady: called on each `modem.ready`.
  package init(
    configuration: Configuration, store: Store, classifier: SpamClassifier, log: EventLog,
    board: (any TimingObserver)? = nil, deskLoop: any EventLoop, lineLoop: @escaping @Sendable () -> any EventLoop,
    lineLoopEnded: @escaping @Sendable (any EventLoop) -> Void = { _ in }, opener: any LineOpener,
    findsPorts: Bool = false, trace: @escaping @Sendable (Configuration.Modem) -> LineTrace? = { _ in nil },
    longestSleep: Duration = .seconds(5),
    now: @escaping @Sendable () -> WallTime,
    onReady: @escaping @Sendable (_ modem: String) -> Void = { _ in }
  ) async throws(StoreError) {
    let desk = Desk(
      store: store, classifier: classifier, policy: Policy(settings: configuration.policySettings),
      neverReport: configuration.reporting.neverReport, log: log, timings: board, eventLoop: deskLoop,
      longestSleep: longestSleep, now: now)
    try await desk.open()
    let refused = try await desk.refusedPINs(of: configuration.modems)
    self.desk = desk
    self.log = log
    self.lineLoopEnded = lineLoopEnded
    retentionDays = configuration.storage.retentionDays
    let ports = findsPorts ? PortDirectory(configuration.modems) : nil
    self.ports = ports
    makeLine = { modem, pinWasRefused in
      ModemLine(
        modem, pinWasRefused: pinWasRefused, desk: desk, log: log, timings: board, eventLoop: lineLoop(),
        opener: opener, ports: ports, trace: trace(modem)
      ) { onReady(modem.name) }
    }
    roster = Roster()
    roster.lines = configuration.modems.map { makeLine($0, refused.contains($0.name)) }
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
