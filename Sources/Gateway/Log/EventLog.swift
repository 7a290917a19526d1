import Synchronization

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
  private let observers: [any EventSink]
  private let threshold: LogThreshold
  private let now: @Sendable () -> Int64

  /// - Parameters:
  ///   - level: the least level written.
  ///   - sinks: where lines go; each gets all.
  ///   - now: milliseconds of the Unix epoch.
  public convenience init(level: LogLevel, sinks: [any EventSink], now: @escaping @Sendable () -> Int64) {
    self.init(threshold: LogThreshold(level), sinks: sinks, observers: [], now: now)
  }

  private init(
    threshold: LogThreshold, sinks: [any EventSink], observers: [any EventSink], now: @escaping @Sendable () -> Int64
  ) {
    self.threshold = threshold
    self.sinks = sinks
    self.observers = observers
    self.now = now
  }

  /// This log, watched by somebody who is told of every event, whatever its level.
  func observed(by observer: any EventSink) -> EventLog {
    EventLog(threshold: threshold, sinks: sinks, observers: observers + [observer], now: now)
  }

  /// The least level written from now on, by this log and those made of it.
  func setLevel(_ level: LogLevel) { threshold.level = level }

  /// Writes an event, unless its level is below the log's.
  public func emit(_ event: Event) {
    let level = threshold.level
    guard event.level >= level || !observers.isEmpty else { return }
    let milliseconds = now()
    for observer in observers { observer.write(event, at: milliseconds) }
    guard event.level >= level else { return }
    for sink in sinks { sink.write(event, at: milliseconds) }
  }

  /// Returns when what was emitted has been written.
  public func flush() {
    for sink in sinks { sink.flush() }
  }
}

/// The least level a log writes.
private final class LogThreshold: Sendable {
  private let value: Mutex<LogLevel>

  init(_ level: LogLevel) { value = Mutex(level) }

  var level: LogLevel {
    get { value.withLock { $0 } }
    set { value.withLock { $0 = newValue } }
  }
}
