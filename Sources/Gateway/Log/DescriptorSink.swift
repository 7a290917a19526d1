import Glibc
import Synchronization

/// Appends lines to a file or to standard output from a queue of its own, so that a slow reader or disk never holds up
/// a modem.
///
/// At most ``capacity`` lines wait; what comes beyond is counted, and said with `log.dropped` as soon as there is room.
final class DescriptorSink: EventSink {
  /// Most lines that wait to be written.
  static let capacity = 20_000

  private let format: any EventFormat
  private let path: String?
  private let queue = WriterQueue(label: "pelapor.log", capacity: DescriptorSink.capacity)
  private let descriptor: Mutex<Int32>

  /// Appends to the file at `path`, made with mode 0640 when it isn't there; nil is standard output.
  convenience init(path: String?, format: any EventFormat) throws(LogFileError) {
    self.init(descriptor: try path.map(Self.open) ?? STDOUT_FILENO, path: path, format: format)
  }

  /// Takes over `descriptor` unless it is standard output.
  init(descriptor: Int32, path: String?, format: any EventFormat) {
    self.format = format
    self.path = path
    self.descriptor = Mutex(descriptor)
  }

  deinit {
    let descriptor = descriptor.withLock { $0 }
    if descriptor != STDOUT_FILENO { _ = close(descriptor) }
  }

  func write(_ event: Event, at milliseconds: Int64) {
    let line = format.line(event, at: milliseconds)
    queue.add { [self] refused in
      put(line)
      if refused > 0 { put(format.line(Event(.logDropped, .warning, [.count: .integer(refused)]), at: milliseconds)) }
    }
  }

  func flush() { queue.flush() }

  /// Closes the file and opens its path again, after a log rotation has renamed it.
  func reopen() throws(LogFileError) {
    guard let path else { return }
    let fresh = try Self.open(path)
    queue.sync {
      let old = descriptor.withLock { current in
        defer { current = fresh }
        return current
      }
      _ = close(old)
    }
  }

  private func put(_ line: String) {
    let octets = Array(line.utf8)
    let descriptor = descriptor.withLock { $0 }
    var written = 0
    while written < octets.count {
      let count = octets[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        written += count
      } else if errno == EAGAIN {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&ready, 1, 1_000)
      } else if errno != EINTR {
        queue.countRefused()
        return
      }
    }
  }

  private static func open(_ path: String) throws(LogFileError) -> Int32 {
    let descriptor = Glibc.open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw LogFileError(path: path, reason: String(cString: strerror(errno))) }
    return descriptor
  }
}

/// The log file can't be opened.
struct LogFileError: Error, CustomStringConvertible {
  var path: String
  var reason: String

  var description: String {
    "the log file \(path) can't be opened for writing: \(reason); create its folder, or correct log.file"
  }
}
