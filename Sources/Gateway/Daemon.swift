import Devices
import Glibc
import Logging
import Modem
import NIOCore
import NIOPosix
public import Reporting
public import ServiceLifecycle
import SpamCore
import Store
import UnixSignals

/// The gateway as a service: opens the database, brings up the modems, stops them in order.
public struct Daemon: Service {
  private let configuration: Configuration
  private let log: EventLog
  private let now: @Sendable () -> WallTime
  private let trace: TraceSettings?
  private let source: ConfigurationSource?
  private let onReady: (@Sendable (_ modem: String) -> Void)?
  /// After these the code that only starting needs is let go of: when the lines are open, when the modems are set up, and when
  /// all is quiet.
  private static let startUpTimes = [Duration.milliseconds(200), .milliseconds(1_800), .seconds(18)]

  /// - Parameters:
  ///   - configuration: a checked configuration.
  ///   - log: where its events go.
  ///   - now: the wall clock.
  ///   - trace: where the lines of the modems are recorded; nil for nowhere.
  ///   - source: where the configuration is read again; nil for never.
  ///   - onReady: called on each `modem.ready`.
  public init(
    configuration: Configuration, log: EventLog, now: @escaping @Sendable () -> WallTime, trace: TraceSettings? = nil,
    source: ConfigurationSource? = nil, onReady: (@Sendable (_ modem: String) -> Void)? = nil
  ) {
    self.configuration = configuration
    self.log = log
    self.now = now
    self.trace = trace
    self.source = source
    self.onReady = onReady
  }

  /// Works until it is told to shut down gracefully; then everything under way is finished or left as it was.
  ///
  /// - Throws: ``DaemonError`` when it can't begin.
  public func run() async throws {
    // The command line and the configuration are read.
    ProgramPages.release()
    let traces = try openTraces()
    let classifier = try Self.classifier()
    // The model is read: its octets in the program's file are wanted no more.
    ProgramPages.release()
    let store = try Self.open(configuration.storage.path)
    let started = now()
    let post = HookPost(now: now)
    post.sink.setHooks(configuration.hooks)
    let observation = Observation(of: self.log.observed(by: post.sink), configuration: configuration)
    let log = observation.log
    let deskGroup = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let threads = LineThreads()
    tellStarted(classifier, log)
    let switchboard = try await Switchboard(
      configuration: configuration, store: store, classifier: classifier, log: log, board: observation.board,
      deskLoop: deskGroup.next(), lineLoop: threads.take, lineLoopEnded: threads.giveBack, opener: LineChannel(),
      findsPorts: true, trace: { traces?.trace(of: $0) }, now: now, onReady: { onReady?($0) })
    let overseer = try await Overseer(
      configuration: configuration, switchboard: switchboard, observation: observation,
      modelVersion: classifier.model.version, log: log, now: now, hooksChanged: { await post.lookAgain() })
    overseer.start()
    let maintenance = Task { await maintain(switchboard) }
    // In order, although they come from another thread.
    let (changes, changed) = AsyncStream.makeStream(of: DeviceChange.self, bufferingPolicy: .bufferingNewest(256))
    let hotplug = Hotplug(log: log) { changed.yield($0) }
    let following = Task { for await change in changes { await switchboard.devicesChanged(change) } }
    await post.start(configuration.hooks, queue: switchboard.desk, log: log)
    await switchboard.start()
    let reloading = Task { [source, configuration, log] in
      await source?.follow(configuration, switchboard: switchboard, post: post, log: log)
    }
    try? await gracefulShutdown()

    SystemdNotifier.stopping()
    log.emit(Event(.daemonStopping))
    maintenance.cancel()
    hotplug.stop()
    following.cancel()
    reloading.cancel()
    source?.wake()
    // Modems that are being begun or ended are, before all of them are ended.
    await reloading.value
    await overseer.stopServing()
    post.stopTelling()
    await switchboard.stop(beforeClosing: { await post.stop() })
    await overseer.stop()
    try await threads.end()
    try await deskGroup.shutdownGracefully()
    let uptime = now().milliseconds(since: started) / 1_000
    log.emit(Event(.daemonStopped, .info, [.uptime: .integer(Int(uptime))]))
    log.flush()
  }

  /// Runs the daemon as a process: SIGTERM and SIGINT stop it gracefully, SIGHUP and SIGUSR1 open the log file again, SIGHUP reads
  /// the configuration, too.
  ///
  /// - Throws: ``DaemonError``.
  public static func run(
    _ configuration: Configuration, trace: TraceSettings? = nil, source: ConfigurationSource? = nil,
    now: @escaping @Sendable () -> WallTime
  ) async throws {
    let (log, file) = try LogSinks.log(for: configuration.log, now: now)
    // A write beyond the limit of file sizes then fails like one on a full disk, and one to a log whose reader has gone
    // is counted as dropped: neither ends the process.
    _ = signal(SIGXFSZ, SIG_IGN)
    _ = signal(SIGPIPE, SIG_IGN)
    defer { log.flush() }
    let daemon = Daemon(configuration: configuration, log: log, now: now, trace: trace, source: source)
    let hangUp = Task {
      for await signal in await UnixSignalsSequence(trapping: .sighup, .sigusr1) {
        do { try file?.reopen() } catch {
          log.emit(Event(.daemonProblem, .error, [.code: .string("log-file"), .reason: .string("\(error)")]))
        }
        if signal == .sighup { source?.ask() }
      }
    }
    defer { hangUp.cancel() }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [.init(service: daemon)], gracefulShutdownSignals: [.sigterm, .sigint],
        // The group's own remarks say nothing the events don't.
        logger: Logger(label: "pelapor.lifecycle", factory: { _ in SwiftLogNoOpLogHandler() })))
    try await group.run()
  }

  private func maintain(_ switchboard: Switchboard) async {
    await switchboard.maintain()
    for time in Self.startUpTimes where !Task.isCancelled {
      ProgramPages.release()
      try? await Task.sleep(for: time)
    }
    while !Task.isCancelled {
      ProgramPages.release()
      try? await Task.sleep(for: Switchboard.maintenanceInterval)
      if !Task.isCancelled { await switchboard.maintain() }
    }
  }

  private func tellStarted(_ classifier: SpamClassifier, _ log: EventLog) {
    log.emit(
      Event(
        .daemonStarted, .info,
        [
          .version: .string(Version.text), .mode: .string(configuration.reporting.mode.rawValue),
          .modems: .strings(configuration.modems.map(\.name)), .database: .string(configuration.storage.path),
          .modelVersion: .string(classifier.model.version),
        ]))
  }

  private func openTraces() throws(DaemonError) -> LineTraces? {
    guard let trace else { return nil }
    do { return try LineTraces(trace, for: configuration.modems, log: log, now: now) } catch {
      throw DaemonError("\(error)")
    }
  }

  private static func classifier() throws(DaemonError) -> SpamClassifier {
    do { return SpamClassifier(model: try SpamModel.embedded()) } catch {
      throw DaemonError("the built-in spam model can't be used: \(error)")
    }
  }

  private static func open(_ path: String) throws(DaemonError) -> Store {
    let clock = SteadyClock()
    do { return try Store.open(path: path, access: .daemon, steadyClock: { clock.now }) } catch {
      throw DaemonError("\(error)")
    }
  }
}

/// Why the daemon can't begin, and what to do.
public struct DaemonError: Error, CustomStringConvertible {
  /// One plain sentence.
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}

extension Configuration {
  /// What the policy goes by.
  var policySettings: PolicySettings {
    var limits = PolicyLimits()
    limits.holdSeconds = reporting.holdSeconds
    limits.minimumGapSeconds = reporting.minimumGapSeconds
    limits.perHour = reporting.perHour
    limits.perDay = reporting.perDay
    limits.perCampaignPerDay = reporting.perCampaignPerDay
    limits.senderDays = reporting.sameSenderDays
    limits.maximumAgeHours = reporting.maximumAgeHours
    limits.burstPerHour = reporting.burstPerHour
    return PolicySettings(mode: reporting.mode, limits: limits, profiles: reporting.profiles)
  }
}
