import Devices

/// Listens for devices that come and go, as long as it lives.
final class Hotplug: Sendable {
  private let monitor: DeviceMonitor?

  /// - Parameter onChange: called from another thread.
  init(log: EventLog, onChange: @escaping @Sendable (DeviceChange) -> Void) {
    var monitor: DeviceMonitor?
    var reason: String?
    do {
      monitor = try DeviceMonitor(onChange: onChange)
      if !DeviceMonitor.isUdevRunning { reason = "udev does not run here" }
    } catch {
      reason = error.description
    }
    self.monitor = monitor
    guard let reason else { return }
    // Nothing is lost by it but seconds.
    log.emit(
      Event(
        .daemonProblem, .info,
        [
          .code: .string("hotplug"),
          .reason: .string("\(reason): a modem that is plugged in is noticed within 10 s instead of at once"),
        ]))
  }

  func stop() { monitor?.stop() }
}
