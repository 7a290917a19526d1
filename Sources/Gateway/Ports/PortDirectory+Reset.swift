import Devices
import Modem

extension PortDirectory {
  /// Resets the USB device that a line belongs to, unless another modem would suffer by it.
  ///
  /// - Parameters:
  ///   - path: the line that was opened last.
  ///   - modem: whose it is; it has closed it.
  func resetUSB(at path: String, for modem: String) -> USBResetOutcome {
    let node: USBNode?
    do { node = try world.usbNode(world.resolve(path)) } catch {
      return .refused(reason: error.description, remedy: "unplug the modem and plug it in again")
    }
    guard let node else {
      return .refused(
        reason: "\(path) belongs to no USB device, or has gone",
        remedy: "unplug the modem and plug it in again; for a modem on a serial port switch allow-usb-reset off")
    }
    let others = owners(ofAny: Set(node.terminals), besides: modem)
    guard others.isEmpty else {
      return .refused(
        reason: "\(node.path) also serves \(others.joined(separator: ", "))",
        remedy: "switch allow-usb-reset off for modems that share an adapter; give each one of its own")
    }
    return world.reset(node)
  }
}
