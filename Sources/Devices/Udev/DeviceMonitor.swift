import CUdev
import Dispatch
import Glibc

/// A serial line that came or went.
public struct DeviceChange: Sendable, Hashable {
  /// What happened to it.
  public enum Action: Sendable, Hashable { case added, removed }

  /// What happened.
  public var action: Action
  /// `/dev/ttyUSB2`.
  public var path: String

  /// A change by its fields.
  public init(_ action: Action, path: String) {
    self.action = action
    self.path = path
  }
}

/// Tells of serial lines that come and go, as udev says them: after its rules, when node and links are there. Where udevd
/// does not run (a container), the kernel's own word is listened for.
public final class DeviceMonitor: Sendable {
  /// Whether udev runs on this machine. Without it the kernel's word may not reach here either.
  public static var isUdevRunning: Bool { access("/run/udev/control", F_OK) == 0 }

  /// Only ever cancelled, which any thread may do.
  private nonisolated(unsafe) let source: any DispatchSourceRead

  /// Begins to listen.
  ///
  /// - Parameter onChange: called on the monitor's queue.
  /// - Throws: ``DiscoveryError`` where there is no such socket to be had.
  public init(onChange: @escaping @Sendable (DeviceChange) -> Void) throws(DiscoveryError) {
    let listener = try Listener()
    let source = DispatchSource.makeReadSource(
      fileDescriptor: listener.descriptor, queue: DispatchQueue(label: "pelapor.devices"))
    source.setEventHandler {
      while let change = listener.next() { onChange(change) }
    }
    // The descriptor must stay open until the source has let go of it.
    source.setCancelHandler { withExtendedLifetime(listener) {} }
    self.source = source
    source.activate()
  }

  deinit { source.cancel() }

  /// Ends listening.
  public func stop() { source.cancel() }

  /// libudev's monitor; used on one queue only.
  private final class Listener: @unchecked Sendable {
    private let context: UdevContext
    private let handle: OpaquePointer
    let descriptor: Int32

    init() throws(DiscoveryError) {
      context = try UdevContext()
      guard let handle = udev_monitor_new_from_netlink(context.handle, isUdevRunning ? "udev" : "kernel") else {
        throw DiscoveryError(description: "no socket for device events: \(String(cString: strerror(errno)))")
      }
      udev_monitor_filter_add_match_subsystem_devtype(handle, "tty", nil)
      guard udev_monitor_enable_receiving(handle) >= 0 else {
        let reason = String(cString: strerror(errno))
        udev_monitor_unref(handle)
        throw DiscoveryError(description: "device events can't be listened for: \(reason)")
      }
      self.handle = handle
      descriptor = udev_monitor_get_fd(handle)
    }

    deinit { udev_monitor_unref(handle) }

    /// The next change that is there; nil when there is none.
    func next() -> DeviceChange? {
      while let pointer = udev_monitor_receive_device(handle) {
        let device = UdevDevice(taking: pointer)
        guard let node = device.node else { continue }
        switch device.action {
        case "add": return DeviceChange(.added, path: node)
        case "remove": return DeviceChange(.removed, path: node)
        case _: continue
        }
      }
      return nil
    }
  }
}
