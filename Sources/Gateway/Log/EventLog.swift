/// Where events go, from any thread.
public protocol EventSink: Sendable {
  /// Takes an event that happened at `milliseconds` of the Unix epoch. Must not block.
  func write(_ event: Event, at milliseconds: Int64)
  /// Returns when everything taken so far has been written, as far as it can be.
  func flush()
}

/// The structured log: filters by level and stamps the time.
public final class EventLog: Sendable {
  private let sinks: [any EventSink]
  private let level: LogLevel
  private let now: @Sendable () -> Int64

  /// - Parameters:
  ///   - level: the least level written.
  ///   - sinks: where lines go; each gets all.
  ///   - now: milliseconds of the Unix epoch.
  public init(level: LogLevel, sinks: [any EventSink], now: @escaping @Sendable () -> Int64) {
    self.level = level
    self.sinks = sinks
    self.now = now
  }

  /// Writes an event, unless its level is below the log's.
  public func emit(_ event: Event) {
    guard event.level >= level else { return }
    let milliseconds = now()
    for sink in sinks { sink.write(event, at: milliseconds) }
  }

  /// Returns when what was emitted has been written.
  public func flush() {
    for sink in sinks { sink.flush() }
  }
}
