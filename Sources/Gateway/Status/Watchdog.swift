import Modem
import NIOCore
import Synchronization

/// Tells systemd that the gateway makes progress, as long as it does (`WatchdogSec=` of systemd.service(5)): a thread
/// that is stuck in the kernel, on a disk or on a port, stops the feeding, and systemd starts the daemon anew.
///
/// A modem that is unplugged or waits for its PIN is no reason for that; `/healthz` tells it.
final class Watchdog: Sendable {
  /// What it tells whom; systemd but in tests.
  struct Owner: Sendable {
    /// Everything goes on, in human words.
    var alive: @Sendable (_ status: String) -> Void
    /// Something is stuck, in human words; the watchdog is not fed.
    var stuck: @Sendable (_ status: String) -> Void
  }

  private let pulses: Pulses
  private let bound: Duration
  private let owner: Owner
  private let status: @Sendable () -> String
  private let log: EventLog
  private let isStuck = Atomic(false)

  /// Parts are asked this often at least.
  static let longestInterval = Duration.seconds(15)

  /// - Parameters:
  ///   - pulses: the threads that must run.
  ///   - timeout: systemd's, half of which a thread may be silent; nil where systemd does not watch.
  init(
    pulses: Pulses, timeout: Duration?, owner: Owner, log: EventLog, status: @escaping @Sendable () -> String
  ) {
    self.pulses = pulses
    bound = timeout.map { $0 / 2 } ?? Health.threadBound
    self.owner = owner
    self.log = log
    self.status = status
  }

  /// Begins, on a thread that nothing else blocks.
  func start(on eventLoop: any EventLoop) -> RepeatedTask {
    let interval = min(Self.longestInterval, bound / 4)
    return eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: TimeAmount(interval)) { [self] _ in look() }
  }

  /// Looks at the last answers and asks anew.
  func look() {
    let silent = pulses.silences().filter { $0.silence > bound }
    pulses.ask()
    let wasStuck = isStuck.exchange(!silent.isEmpty, ordering: .relaxed)
    guard let worst = silent.max(by: { $0.silence < $1.silence }) else {
      owner.alive(status())
      return
    }
    let reason = "\(worst.part) has not answered for \(worst.silence.components.seconds) s"
    owner.stuck("stuck: \(reason)")
    if !wasStuck {
      log.emit(Event(.daemonProblem, .error, [.code: .string("stuck"), .reason: .string(reason)]))
    }
  }
}
