import CSystemd

/// Tells systemd how the service is (sd_notify(3)); does nothing where systemd did not start it.
enum SystemdNotifier {
  static func ready(status: String) { send("READY=1\nSTATUS=\(status)") }

  static func stopping() { send("STOPPING=1\nSTATUS=finishing what is under way") }

  /// Feeds the watchdog.
  @Sendable static func alive(status: String) { send("WATCHDOG=1\nSTATUS=\(status)") }

  /// Says how it is, without feeding the watchdog.
  @Sendable static func status(_ status: String) { send("STATUS=\(status)") }

  /// `WatchdogSec=` of the unit; nil where systemd does not watch.
  static var watchdogTimeout: Duration? {
    var microseconds: UInt64 = 0
    return sd_watchdog_enabled(0, &microseconds) > 0 ? .microseconds(Int64(clamping: microseconds)) : nil
  }

  private static func send(_ state: String) { _ = sd_notify(0, state) }
}
