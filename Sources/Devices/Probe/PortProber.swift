import CSerial
import Glibc
import SerialPort

/// Asks serial lines, side by side, who is there.
public enum PortProber {
  /// Whether a modem answers on each of the lines.
  ///
  /// Blocks for some two seconds at most where nobody answers. A line that another process has open is left alone.
  public static func presence(
    on paths: [String], baud: Int = 115_200, until isCancelled: () -> Bool = { false }
  ) -> [String: ProbeAnswer] {
    run(paths, depth: .presence, baud: baud, until: isCancelled)
  }

  /// Who answers on each of the lines: IMEI, and IMSI as far as the SIM tells it without its PIN.
  ///
  /// Blocks for some eight seconds at most.
  public static func identity(
    on paths: [String], baud: Int = 115_200, until isCancelled: () -> Bool = { false }
  ) -> [String: ProbeAnswer] {
    run(paths, depth: .identity, baud: baud, until: isCancelled)
  }

  /// A line being asked. It is closed, and its settings are put back, when this is let go.
  private final class Line {
    let path: String
    let port: SerialPort
    var probe: PortProbe
    var isDead = false

    init(path: String, baud: Int, depth: PortProbe.Depth) throws(SerialPortError) {
      self.path = path
      port = try SerialPort(path: path, baud: baud)
      probe = PortProbe(depth: depth, now: now())
      write()
    }

    func write() {
      let bytes = probe.takeOutput()
      guard !bytes.isEmpty else { return }
      // A line so full that it does not take ten octets is no modem's.
      if Glibc.write(port.descriptor, bytes, bytes.count) < 0, errno != EAGAIN { isDead = true }
    }

    func read() {
      var buffer = [UInt8](repeating: 0, count: 512)
      let count = Glibc.read(port.descriptor, &buffer, buffer.count)
      if count > 0 {
        probe.receive(buffer[..<count], now: now())
        write()
      } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
        isDead = true
      }
    }
  }

  private static func run(
    _ paths: [String], depth: PortProbe.Depth, baud: Int, until isCancelled: () -> Bool
  ) -> [String: ProbeAnswer] {
    var answers: [String: ProbeAnswer] = [:]
    var lines: [Line] = []
    for path in paths where answers[path] == nil {
      do throws(SerialPortError) {
        lines.append(try Line(path: path, baud: baud, depth: depth))
      } catch {
        answers[path] = .unavailable(reason: error.description)
      }
    }
    while !lines.isEmpty, !isCancelled() {
      wait(for: lines)
      for line in lines {
        line.probe.advance(to: now())
        line.write()
      }
      lines.removeAll { line in
        guard let answer = line.probe.answer ?? (line.isDead ? .silent : nil) else { return false }
        answers[line.path] = answer
        return true
      }
    }
    return answers
  }

  private static func wait(for lines: [Line]) {
    // Looks about in between, so that a daemon that is to stop need not wait for silence.
    let deadline = lines.map(\.probe.deadline).min() ?? now()
    var descriptors = lines.map { pollfd(fd: $0.port.descriptor, events: Int16(POLLIN), revents: 0) }
    let (seconds, attoseconds) = min(.milliseconds(250), max(.zero, deadline - now())).components
    guard pelapor_poll(&descriptors, descriptors.count, seconds * 1_000_000_000 + attoseconds / 1_000_000_000) > 0
    else { return }
    for (line, descriptor) in zip(lines, descriptors) where descriptor.revents != 0 { line.read() }
  }
}

/// Since the machine was started.
private func now() -> Duration {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
}
