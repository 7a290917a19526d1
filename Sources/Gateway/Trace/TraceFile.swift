import Glibc
import Synchronization

/// How the lines of modems are recorded (`pelapor run --trace FILE`).
public struct TraceSettings: Sendable, Equatable {
  /// The file, or the pattern for the names of several.
  public var path: String
  /// PDUs and numbers are masked.
  public var isRedacted: Bool

  /// - Parameters:
  ///   - path: the file; with several modems each has its own, see ``path(for:of:)``.
  ///   - isRedacted: masks the contents of PDUs, and numbers.
  public init(path: String, isRedacted: Bool = false) {
    self.path = path
    self.isRedacted = isRedacted
  }

  /// The file of one modem of so many: with several, its name goes before the file's extension, `line.jsonl` becomes
  /// `line-sim1.jsonl`.
  public func path(for modem: String, of count: Int) -> String {
    guard count > 1 else { return path }
    let nameStart = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    guard let dot = path[nameStart...].lastIndex(of: "."), dot > nameStart else { return "\(path)-\(modem)" }
    return "\(path[..<dot])-\(modem)\(path[dot...])"
  }
}

/// A trace can't be written.
struct TraceFileError: Error, CustomStringConvertible {
  var path: String
  var reason: String

  init(path: String, reason: String) { (self.path, self.reason) = (path, reason) }

  init(path: String, problem: FileProblem) {
    self.init(path: path, reason: problem.reason + (problem.remedy.map { "; \($0)" } ?? ""))
  }

  var description: String { "the trace \(path) can't be written: \(reason)" }
}

/// Appends the lines of a trace to a file that only its owner may read.
///
/// Written from a queue of its own: a slow or full disk loses lines of the trace, which are counted in it, and never
/// holds up the modem.
final class TraceFile: Sendable {
  /// Most lines that wait to be written.
  static let capacity = 4_096
  /// Beyond this a trace nobody looks at would only fill the disk.
  static let largestSize = 1 << 30

  private struct State {
    var size: Int
    /// A line was cut off by a failing disk.
    var isCut = false
    var isFull = false
  }

  private let descriptor: Int32
  private let queue = WriterQueue(label: "pelapor.trace", capacity: TraceFile.capacity)
  private let state: Mutex<State>

  init(path: String) throws(TraceFileError) {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else { throw TraceFileError(path: path, problem: FileProblem(writing: path, code: errno)) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw TraceFileError(path: path, reason: "it is not a regular file")
    }
    // A file that was there before may have been readable for others.
    guard fchmod(descriptor, 0o600) == 0 else {
      let code = errno
      close(descriptor)
      throw TraceFileError(path: path, reason: "its mode can't be set to 0600 (\(String(cString: strerror(code))))")
    }
    self.descriptor = descriptor
    state = Mutex(State(size: Int(status.st_size)))
  }

  deinit { close(descriptor) }

  /// Takes a line without its end; never blocks.
  func add(_ line: String) {
    queue.add { [self] refused in
      if refused > 0 { put(TraceLine.text(.dropped(refused), at: nil)) }
      put(line)
    }
  }

  /// Waits until what was taken is written, two seconds at most.
  func flush() { queue.flush() }

  private func put(_ line: String) {
    let isWritten = state.withLock { state in
      if state.isFull { return true }
      var octets = Array((state.isCut ? "\n" : "").utf8) + line.utf8 + [0x0A]
      if state.size + octets.count > Self.largestSize {
        state.isFull = true
        octets = Array((TraceLine.text(.full, at: nil) + "\n").utf8)
      }
      var written = 0
      while written < octets.count {
        let count = octets[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if count > 0 { written += count } else if errno != EINTR { break }
      }
      state.size += written
      if written > 0 { state.isCut = written < octets.count }
      return written == octets.count
    }
    if !isWritten { queue.countRefused() }
  }
}
