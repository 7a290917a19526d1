import CSerial
import Foundation
import Glibc

/// An open serial line: raw, 8N1, no flow control, held by this process alone; the settings found at opening are put
/// back when it is closed.
///
/// The descriptors are non-blocking: the owner waits with an event loop, never in `read(2)`.
public struct SerialPort: ~Copyable, Sendable {
  /// Reads and writes go through this descriptor; it stays owned by the port.
  public let descriptor: Int32
  /// The path it was opened by.
  public let path: String
  private let found: termios

  /// Opens a tty and sets it up.
  ///
  /// - Parameters:
  ///   - path: a tty, or a symbolic link to one (`/dev/serial/by-id/…`).
  ///   - baud: bits per second, one of ``supportedBaudRates``.
  /// - Throws: ``SerialPortError``, whose text says what to do.
  public init(path: String, baud: Int) throws(SerialPortError) {
    guard let rate = BaudRate(baud) else { throw .unknownBaud(baud) }
    let descriptor = try Self.open(path)
    do {
      try Self.claim(descriptor, path: path)
      found = try Self.setUp(descriptor, path: path, rate: rate)
    } catch {
      _ = Glibc.close(descriptor)
      throw error
    }
    // Best effort: a pty or a three-wire line has no such signals.
    _ = pelapor_tty_raise_dtr_rts(descriptor)
    self.descriptor = descriptor
    self.path = path
  }

  deinit {
    // What a dead modem never took must not keep close(2) waiting (the driver's closing_wait is 30 s).
    tcflush(descriptor, TCIOFLUSH)
    var settings = found
    _ = tcsetattr(descriptor, TCSANOW, &settings)
    _ = pelapor_tty_clear_exclusive(descriptor)
    _ = Glibc.close(descriptor)
  }

  private static func open(_ path: String) throws(SerialPortError) -> Int32 {
    let descriptor = Glibc.open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor < 0 else { return descriptor }
    let code = errno
    switch code {
    case ENOENT, ENODEV, ENXIO: throw .noDevice(path: path)
    case EACCES, EPERM: throw .noPermission(path: path, group: group(of: path))
    case EBUSY: throw .busy(path: path, holder: PortHolder.find(path: path))
    case EISDIR: throw .notATerminal(path: path)
    default: throw system(path, "open", code)
    }
  }

  /// One process owns a port: `flock` keeps a second Pelapor off, `TIOCEXCL` everybody but root, and who opened it
  /// before us without either is found in `/proc`. A pseudo-terminal is held by the program behind it by design.
  private static func claim(_ descriptor: Int32, path: String) throws(SerialPortError) {
    guard isatty(descriptor) == 1 else { throw .notATerminal(path: path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw .busy(path: path, holder: PortHolder.find(path: path))
    }
    let device = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    if !device.hasPrefix("/dev/pts/"), let holder = PortHolder.find(path: path) {
      throw .busy(path: path, holder: holder)
    }
    guard pelapor_tty_set_exclusive(descriptor) == 0 else { throw system(path, "ioctl(TIOCEXCL)", errno) }
  }

  /// Returns the settings found.
  private static func setUp(_ descriptor: Int32, path: String, rate: BaudRate) throws(SerialPortError) -> termios {
    var found = termios()
    guard tcgetattr(descriptor, &found) == 0 else { throw system(path, "tcgetattr", errno) }
    var wanted = found
    cfmakeraw(&wanted)
    wanted.c_cflag |= tcflag_t(CLOCAL | CREAD | CS8)
    wanted.c_cflag &= ~tcflag_t(CSTOPB | PARENB)
    wanted.c_cflag &= ~tcflag_t(CRTSCTS)
    cfsetispeed(&wanted, rate.code)
    cfsetospeed(&wanted, rate.code)
    // With VMIN 0 a non-blocking read returns 0, which means the end of file to everybody else.
    withUnsafeMutableBytes(of: &wanted.c_cc) { characters in
      characters[Int(VMIN)] = 1
      characters[Int(VTIME)] = 0
    }
    guard tcsetattr(descriptor, TCSANOW, &wanted) == 0 else { throw system(path, "tcsetattr", errno) }
    try check(descriptor, path: path, wanted: wanted)
    tcflush(descriptor, TCIFLUSH)
    return found
  }

  /// `tcsetattr` succeeds when *any* setting was taken (POSIX), so they are read back.
  private static func check(_ descriptor: Int32, path: String, wanted: termios) throws(SerialPortError) {
    var actual = termios()
    guard tcgetattr(descriptor, &actual) == 0 else { throw system(path, "tcgetattr", errno) }
    guard cfgetispeed(&actual) == cfgetispeed([wanted]), cfgetospeed(&actual) == cfgetospeed([wanted]) else {
      throw .settingsNotTaken(path: path, setting: "baud")
    }
    let frame = tcflag_t(CSIZE | CSTOPB | PARENB | CREAD | CLOCAL)
    guard actual.c_cflag & frame == wanted.c_cflag & frame else {
      throw .settingsNotTaken(path: path, setting: "8N1")
    }
    guard actual.c_lflag & tcflag_t(ICANON | ECHO | ISIG | IEXTEN) == 0, actual.c_oflag & tcflag_t(OPOST) == 0,
      actual.c_iflag & tcflag_t(ICRNL | INLCR | IXON | ISTRIP) == 0
    else { throw .settingsNotTaken(path: path, setting: "raw") }
  }

  private static func group(of path: String) -> String? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.groupOwnerAccountName] as? String
  }

  private static func system(_ path: String, _ call: String, _ code: Int32) -> SerialPortError {
    .system(path: path, call: call, errno: code, reason: String(cString: strerror(code)))
  }
}
