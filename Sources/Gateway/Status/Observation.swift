import Modem
import NIOCore

/// A log that is watched: by the board that remembers, and by the feed of those who follow the events.
struct Observation: Sendable {
  let log: EventLog
  let board: StatusBoard
  let feed: EventFeed

  /// - Parameter uptime: a clock that never jumps.
  init(
    of log: EventLog, configuration: Configuration,
    uptime: @escaping @Sendable () -> MonotonicTime = Observation.uptime
  ) {
    board = StatusBoard(uptime: uptime)
    feed = EventFeed(
      format: JSONLines(privacy: Privacy(includeText: configuration.control.includeText), clock: .local))
    self.log = log.observed(by: board).observed(by: feed)
  }

  /// CLOCK_MONOTONIC.
  @Sendable static func uptime() -> MonotonicTime {
    .nanoseconds(Int64(clamping: NIODeadline.now().uptimeNanoseconds))
  }
}
