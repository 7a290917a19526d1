import Foundation
import Logging
import Reporting
import ServiceLifecycle

@testable import Gateway

/// The daemon in this process, with its log in a ``LogBook``.
final class TestDaemon: Sendable {
  let log = LogBook()
  private let group: ServiceGroup
  private let task: Task<Void, any Error>

  /// - Parameters:
  ///   - links: the ttys of its modems, which are called `sim1`, `sim2` …
  ///   - database: the path of the database.
  ///   - settings: more `key=value` settings, over those that make it hurry.
  init(links: [String], database: String, settings: [String] = []) throws {
    let configuration = try ConfigurationLoader.load(
      path: nil,
      settings: links.enumerated().flatMap { index, link in
        ["modems.\(index).name=sim\(index + 1)", "modems.\(index).device=\(link)"]
      } + ["storage.path=\(database)", "control.socket=off"] + hurriedSettings + settings)
    let events = EventLog(
      level: configuration.log.level, sinks: [BookSink(book: log)], now: { wallClock().milliseconds })
    let daemon = Daemon(configuration: configuration, log: events, now: wallClock)
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: [.init(service: daemon)], logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })))
    self.group = group
    task = Task { try await group.run() }
  }

  /// Stops it gracefully; returns when it has stopped.
  func stop() async throws {
    await group.triggerGracefulShutdown()
    try await task.value
    log.end()
  }
}

/// No waiting and no limit that a test would reach.
let hurriedSettings = [
  "reporting.hold-seconds=0", "reporting.minimum-gap-seconds=0", "reporting.per-hour=1000",
  "reporting.per-day=10000", "reporting.per-campaign-per-day=1000", "reporting.burst-per-hour=10000",
]

@Sendable func wallClock() -> WallTime { WallTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }

/// Lines as the daemon writes them by default.
private struct BookSink: EventSink {
  let book: LogBook
  private let format = JSONLines(privacy: Privacy(includeText: false), clock: .local)

  init(book: LogBook) { self.book = book }

  func write(_ event: Event, at milliseconds: Int64) {
    book.add(String(format.line(event, at: milliseconds).dropLast()))
  }

  func flush() {}
}
