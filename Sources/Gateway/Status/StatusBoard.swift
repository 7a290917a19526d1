import Modem
import Reporting
import Synchronization

/// The ``Board`` that the daemon's threads share: an observer of the log, and where durations are noted.
final class StatusBoard: EventSink, TimingObserver {
  private let board = Mutex(Board())
  private let uptime: @Sendable () -> MonotonicTime

  /// - Parameter uptime: a clock that never jumps.
  init(uptime: @escaping @Sendable () -> MonotonicTime) {
    self.uptime = uptime
  }

  func write(_ event: Event, at milliseconds: Int64) {
    let uptime = uptime()
    board.withLock { $0.note(event, at: WallTime(milliseconds: milliseconds), uptime: uptime) }
  }

  func flush() {}

  package func observe(_ timing: Timing, _ duration: Duration) {
    let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    let uptime = uptime()
    board.withLock { $0.observe(timing, seconds, uptime: uptime) }
  }

  package func noteProgress() {
    let uptime = uptime()
    board.withLock { $0.noteProgress(uptime: uptime) }
  }

  /// When a transaction was finished last.
  var lastStep: MonotonicTime? { board.withLock { $0.lastStep } }

  /// What it says now.
  var current: Board { board.withLock { $0 } }
}
