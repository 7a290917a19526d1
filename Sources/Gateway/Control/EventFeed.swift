import NIOCore
import Synchronization

/// Hands the events on to those who follow them, as the lines of the log. A follower who does not keep up is let go:
/// events never wait for anybody.
final class EventFeed: EventSink {
  private let followers = Mutex<[ObjectIdentifier: Follower]>([:])
  private let format: any EventFormat

  init(format: any EventFormat) {
    self.format = format
  }

  func write(_ event: Event, at milliseconds: Int64) {
    let interested = followers.withLock { $0.values.filter { $0.filter.matches(event) } }
    if interested.isEmpty { return }
    let line = format.line(event, at: milliseconds)
    for follower in interested { follower.offer(line) }
  }

  func flush() {}

  func add(_ follower: Follower) { followers.withLock { $0[ObjectIdentifier(follower)] = follower } }

  func remove(_ follower: Follower) { followers.withLock { $0[ObjectIdentifier(follower)] = nil } }

  /// Somebody who follows the events: a buffer between the thread where they happen and that of the connection.
  final class Follower: Sendable {
    /// Lines that wait for a connection; more than any burst has.
    static let capacity = 1_024

    let filter: EventFilter
    private let waiting = Mutex(Waiting())
    private let wake: @Sendable () -> Void

    private struct Waiting {
      var lines: [String] = []
      var isWoken = false
      var isLost = false
    }

    /// - Parameter wake: called, on any thread, when there is something to take.
    init(filter: EventFilter, wake: @escaping @Sendable () -> Void) {
      self.filter = filter
      self.wake = wake
    }

    fileprivate func offer(_ line: String) {
      let isNews = waiting.withLock { waiting in
        let isFull = waiting.lines.count >= Self.capacity
        defer { (waiting.isWoken, waiting.isLost) = (true, waiting.isLost || isFull) }
        if !isFull { waiting.lines.append(line) }
        return !waiting.isWoken || (isFull && !waiting.isLost)
      }
      if isNews { wake() }
    }

    /// What waits, and whether more did not fit.
    func take() -> (lines: [String], isLost: Bool) {
      waiting.withLock { waiting in
        defer { waiting = Waiting(isLost: waiting.isLost) }
        return (waiting.lines, waiting.isLost)
      }
    }

    /// Whether a line did not fit.
    var isLost: Bool { waiting.withLock { $0.isLost } }
  }

  /// The last line of a stream that was too slow.
  static let lostLine: String = {
    var object = JSONObjectWriter()
    object.add("event", string: "stream.ended")
    object.add("reason", string: "events came faster than they were read; \(Follower.capacity) of them waited")
    object.add("remedy", string: "read faster, or ask for fewer; the log has all of them")
    return object.finished() + "\n"
  }()
}
