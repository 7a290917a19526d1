import Glibc

/// A line speed the kernel knows by a constant (termios(3)).
struct BaudRate: Sendable {
  var bitsPerSecond: Int
  var code: speed_t

  static let all: [BaudRate] = [
    BaudRate(bitsPerSecond: 1200, code: speed_t(B1200)),
    BaudRate(bitsPerSecond: 2400, code: speed_t(B2400)),
    BaudRate(bitsPerSecond: 4800, code: speed_t(B4800)),
    BaudRate(bitsPerSecond: 9600, code: speed_t(B9600)),
    BaudRate(bitsPerSecond: 19200, code: speed_t(B19200)),
    BaudRate(bitsPerSecond: 38400, code: speed_t(B38400)),
    BaudRate(bitsPerSecond: 57600, code: speed_t(B57600)),
    BaudRate(bitsPerSecond: 115_200, code: speed_t(B115200)),
    BaudRate(bitsPerSecond: 230_400, code: speed_t(B230400)),
    BaudRate(bitsPerSecond: 460_800, code: speed_t(B460800)),
    BaudRate(bitsPerSecond: 921_600, code: speed_t(B921600)),
  ]

  init?(_ bitsPerSecond: Int) {
    guard let known = Self.all.first(where: { $0.bitsPerSecond == bitsPerSecond }) else { return nil }
    self = known
  }

  private init(bitsPerSecond: Int, code: speed_t) {
    self.bitsPerSecond = bitsPerSecond
    self.code = code
  }
}

/// The baud rates a port can be opened with, in bits per second.
public let supportedBaudRates: [Int] = BaudRate.all.map(\.bitsPerSecond)
