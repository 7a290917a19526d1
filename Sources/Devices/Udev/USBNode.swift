import CSerial
import Glibc
public import Modem

/// A USB device as usbfs has it, for a reset of the whole device.
public struct USBNode: Sendable, Hashable {
  /// `/dev/bus/usb/001/004`: another one after the next replug.
  public var path: String
  /// The serial lines of the device, all of which a reset takes away for a moment.
  public var terminals: [String]

  /// A node by its fields.
  public init(path: String, terminals: [String]) {
    self.path = path
    self.terminals = terminals
  }

  /// The device that a serial line belongs to; nil where it is no USB device's.
  ///
  /// - Parameter terminal: the line's own path, such as `/dev/ttyUSB2`, not a link to it.
  /// - Throws: ``DiscoveryError`` where libudev can't be used.
  public static func of(terminal: String) throws(DiscoveryError) -> USBNode? {
    let devices = try DeviceReader().usbDevices()
    guard let device = devices.first(where: { $0.terminals.contains { $0.path == terminal } }), let path = device.node
    else { return nil }
    return USBNode(path: path, terminals: device.terminals.map(\.path))
  }

  /// Resets the device, as if it were plugged in anew. Blocks for as long as the kernel needs, some seconds at most.
  public func reset() -> USBResetOutcome {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return Self.refused(path: path, reason: errno) }
    defer { close(descriptor) }
    return pelapor_usb_reset(descriptor) == 0 ? .done : Self.refused(path: path, reason: errno)
  }

  /// What would be in the way of ``reset()``; nil when nothing. Touches nothing.
  public var obstacle: USBResetOutcome? {
    access(path, W_OK) == 0 ? nil : Self.refused(path: path, reason: errno)
  }

  static func refused(path: String, reason: Int32) -> USBResetOutcome {
    let words = "\(path): \(String(cString: strerror(reason)))"
    switch reason {
    case EACCES:
      return .refused(
        reason: words,
        remedy: "let the daemon's group write it by a udev rule; the user guide (USB reset) has the lines")
    case EPERM:
      return .refused(
        reason: words,
        remedy:
          "give the service the drop-in usb-reset.conf, which allows USB devices: the user guide (USB reset)")
    case ENOENT, ENODEV, ENXIO:
      return .refused(reason: words, remedy: "plug the modem in; the kernel has lost it")
    case _:
      return .refused(reason: words, remedy: "unplug the modem and plug it in again; `dmesg` may say more")
    }
  }
}
