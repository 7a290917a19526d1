import Foundation

/// Why a serial port could not be opened or set up, in words for its owner.
public enum SerialPortError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Nothing is at the path: unplugged, or another name after a replug.
  case noDevice(path: String)
  /// The user may not open the device.
  case noPermission(path: String, group: String?)
  /// Another process has the port.
  case busy(path: String, holder: PortHolder?)
  /// The path is a file, a folder or another kind of device.
  case notATerminal(path: String)
  /// The baud rate is not one of the kernel's.
  case unknownBaud(Int)
  /// The driver took a setting in `tcsetattr` but reads back another.
  case settingsNotTaken(path: String, setting: String)
  /// The system call failed for another reason.
  case system(path: String, call: String, errno: Int32, reason: String)

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .noDevice(let path):
      "\(path) does not exist: is the modem plugged in? `ls /dev/serial/by-id/` shows what is"
    case .noPermission(let path, let group):
      "no permission to open \(path): add its user to the group \(group ?? "dialout") "
        + "(`sudo usermod -aG \(group ?? "dialout") \(NSUserName())`, then log in again or restart the service)"
    case .busy(let path, let holder?):
      "\(path) is in use by process \(holder.processID) (\(holder.command)): stop it, or give Pelapor another port"
    case .busy(let path, nil):
      "\(path) is in use by another process: `sudo fuser -v \(path)` names it; stop it, or give Pelapor another port"
    case .notATerminal(let path):
      "\(path) is not a serial device: give a tty such as /dev/ttyUSB0, or tcp://host:port"
    case .unknownBaud(let baud):
      "\(baud) is not a baud rate this system knows: use one of "
        + BaudRate.all.map { String($0.bitsPerSecond) }.joined(separator: ", ")
    case .settingsNotTaken(let path, let setting):
      "\(path) does not keep the setting \(setting): the driver or the adapter does not support it"
    case .system(let path, let call, let errno, let reason):
      "\(path): \(call) failed: \(reason) (errno \(errno))"
    }
  }
}
