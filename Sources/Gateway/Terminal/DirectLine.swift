import Glibc
public import SerialPort

/// Why a line could not be opened or went away, in words for its owner.
public struct LineFailure: Error, Sendable, CustomStringConvertible {
  /// What is wrong and what to do.
  public let description: String

  /// A failure in words.
  public init(description: String) {
    self.description = description
  }
}

/// A modem's line in the hands of a command in the foreground: waited for with poll(2), no event loop.
///
/// It is closed, and the port's settings are put back, when the last reference goes.
public final class DirectLine {
  private let descriptor: Int32
  private let port: SerialPort?
  private let endpoint: Endpoint

  /// How long a serial server may take to answer.
  static let connectTimeout = Duration.seconds(10)

  /// Opens a tty for this process alone, or connects to a serial server.
  ///
  /// - Throws: ``LineFailure``; a port in use names its holder.
  public init(_ endpoint: Endpoint, baud: Int) throws(LineFailure) {
    self.endpoint = endpoint
    switch endpoint {
    case .device(let path):
      let port: SerialPort
      do throws(SerialPortError) { port = try SerialPort(path: path, baud: baud) } catch {
        throw LineFailure(description: error.description)
      }
      descriptor = port.descriptor
      self.port = consume port
    case .tcp(let host, let number):
      descriptor = try Self.connect(host: host, port: number, endpoint)
      port = nil
    }
  }

  deinit {
    if case .tcp = endpoint { Glibc.close(descriptor) }
  }

  /// Waits until the line or another descriptor has something to read; which of them. None within the time: empty.
  public func wait(upTo limit: Duration?, also others: [Int32] = []) -> Set<Int32> {
    var watched = ([descriptor] + others).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let milliseconds = limit.map { Int32(clamping: max(0, $0.milliseconds) + 1) } ?? -1
    guard poll(&watched, nfds_t(watched.count), milliseconds) > 0 else { return [] }
    return Set(watched.filter { $0.revents != 0 }.map(\.fd))
  }

  /// Whether ``wait(upTo:also:)`` speaks of the line.
  public func isAmong(_ ready: Set<Int32>) -> Bool { ready.contains(descriptor) }

  /// What has arrived; empty when nothing has.
  ///
  /// - Throws: ``LineFailure`` when the line has ended.
  public func read() throws(LineFailure) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    if count > 0 { return Array(buffer[..<count]) }
    if count < 0, errno == EAGAIN || errno == EINTR { return [] }
    throw LineFailure(description: "\(endpoint): the line was closed (unplugged?)")
  }

  /// Writes all of it, as fast as the line takes it.
  ///
  /// - Throws: ``LineFailure`` when the line has ended, or takes nothing for five seconds.
  public func write(_ octets: [UInt8]) throws(LineFailure) {
    var written = 0
    while written < octets.count {
      let count = octets[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        written += count
      } else if errno == EAGAIN {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        guard poll(&ready, 1, 5_000) > 0 else {
          throw LineFailure(description: "\(endpoint) takes nothing any more: plug the modem in again")
        }
      } else if errno != EINTR {
        throw LineFailure(description: "\(endpoint): the line was closed (unplugged?)")
      }
    }
  }

  private static func connect(host: String, port: Int, _ endpoint: Endpoint) throws(LineFailure) -> Int32 {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &hints, &found)
    guard code == 0 else {
      throw LineFailure(description: "\(endpoint) can't be reached: \(String(cString: gai_strerror(code)))")
    }
    defer { freeaddrinfo(found) }
    var reason = "no address"
    var next = found
    while let address = next?.pointee {
      next = address.ai_next
      let flags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
      let descriptor = socket(address.ai_family, address.ai_socktype | flags, address.ai_protocol)
      guard descriptor >= 0 else { continue }
      if Glibc.connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 { return descriptor }
      var failure = errno
      if failure == EINPROGRESS {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        failure = ETIMEDOUT
        if poll(&ready, 1, Int32(clamping: connectTimeout.milliseconds)) > 0 {
          var length = socklen_t(MemoryLayout<Int32>.size)
          getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &failure, &length)
          if failure == 0 { return descriptor }
        }
      }
      reason = String(cString: strerror(failure))
      Glibc.close(descriptor)
    }
    throw LineFailure(
      description: "\(endpoint) can't be reached (\(reason)): does the serial server (ser2net) run there, and is the "
        + "port right?")
  }
}
