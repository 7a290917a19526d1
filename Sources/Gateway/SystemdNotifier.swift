import CSystemd

/// Tells systemd how the service is (sd_notify(3)); does nothing where systemd did not start it.
enum SystemdNotifier {
  static func ready(status: String) { send("READY=1\nSTATUS=\(status)") }

  static func stopping() { send("STOPPING=1") }

  private static func send(_ state: String) { _ = sd_notify(0, state) }
}
