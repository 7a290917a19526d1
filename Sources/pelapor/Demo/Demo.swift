import ArgumentParser
import Foundation
import Gateway
import Logging
import ModemSimulator
import Reporting
import ServiceLifecycle
import Store
import UnixSignals

struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows the whole way of a fraud SMS on a simulated modem, in about 20 seconds.",
    discussion: """
      No hardware, no network, no configuration: the modem, its messages and 1166 are simulated; the daemon is the \
      real one.
      """)

  func run() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pelapor-demo-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let link = folder.appendingPathComponent("modem").path
    let database = folder.appendingPathComponent("demo.db").path

    let stage = DemoStage(isColoured: Console.isColoured)
    stage.introduce()
    let (ended, end) = AsyncStream.makeStream(of: Void.self)
    let host = try PTYHost(scenario: try Scenario.parse(DemoTraffic.scenario), links: [link]) { event, _ in
      switch event {
      case .received(let message): stage.show(message)
      case .ended: end.finish()
      case .unplugged, .replugged, .started: break
      }
    }
    defer { host.stop() }
    try await play(database: database, link: link, sink: stage.log, until: ended)
    try stage.summarise(database: database, record: host.record)
  }

  /// Runs the real daemon until the scenario is over, or somebody interrupts it.
  private func play(database: String, link: String, sink: any EventSink, until ended: AsyncStream<Void>) async throws {
    // As shipped, but hurried, so that a demonstration of seconds shows the report go out.
    let configuration = try ConfigurationLoader.load(
      path: nil,
      settings: [
        "modems.0.name=sim1", "modems.0.device=\(link)", "storage.path=\(database)", "reporting.hold-seconds=2",
        "reporting.minimum-gap-seconds=1", "control.socket=off",
      ])
    let log = EventLog(level: .info, sinks: [sink], now: { SystemClock.now().milliseconds })
    let daemon = Daemon(configuration: configuration, log: log, now: SystemClock.now)
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [.init(service: daemon)], gracefulShutdownSignals: [.sigterm, .sigint],
        logger: Logger(label: "demo", factory: { _ in SwiftLogNoOpLogHandler() })))
    let director = Task {
      for await _ in ended {}
      await group.triggerGracefulShutdown()
    }
    defer { director.cancel() }
    try await group.run()
  }
}
