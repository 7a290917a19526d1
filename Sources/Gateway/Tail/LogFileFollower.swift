import Glibc

/// Follows a log file through rotation, truncation and late creation. Asked now and then; reads, never waits.
public final class LogFileFollower {
  /// What one look has found.
  public enum Finding: Equatable {
    /// More of the file.
    case octets([UInt8])
    /// Another file has taken the name; what follows is of that one.
    case rotated
    /// The file was cut; what follows is of its new beginning.
    case truncated
  }

  private static let blockSize = 1 << 16

  private let path: String
  private var descriptor: Int32 = -1
  private var offset: off_t = 0

  /// - Parameters:
  ///   - path: the file, which may not exist yet.
  ///   - lastLines: begins before so many of its last lines; nil begins at its start.
  public init(path: String, lastLines: Int?) {
    self.path = path
    guard open(), let lastLines else { return }
    offset = start(ofLast: lastLines)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Whether the file has been there.
  public var exists: Bool { descriptor >= 0 }

  /// Everything new.
  public func look() -> [Finding] {
    var findings: [Finding] = []
    if descriptor < 0 {
      guard open() else { return [] }
    }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_size < offset {
      offset = 0
      findings.append(.truncated)
    }
    read(into: &findings)
    if isReplaced() {
      // The writer opens the new one when it is told to, and writes to the old one until then.
      read(into: &findings)
      close(descriptor)
      descriptor = -1
      offset = 0
      findings.append(.rotated)
      if open() { read(into: &findings) }
    }
    return findings
  }

  private func open() -> Bool {
    descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    offset = 0
    return descriptor >= 0
  }

  /// Whether another file has the name and something stands in it.
  private func isReplaced() -> Bool {
    var (mine, named) = (stat(), stat())
    guard fstat(descriptor, &mine) == 0, stat(path, &named) == 0 else { return false }
    return (mine.st_ino != named.st_ino || mine.st_dev != named.st_dev) && named.st_size > 0
  }

  private func read(into findings: inout [Finding]) {
    var octets: [UInt8] = []
    while let block = block(at: offset, upTo: Self.blockSize), !block.isEmpty {
      octets += block
      offset += off_t(block.count)
      // A look is bounded; the next one goes on.
      if octets.count >= 64 * Self.blockSize { break }
    }
    if !octets.isEmpty { findings.append(.octets(octets)) }
  }

  private func block(at place: off_t, upTo size: Int) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: size)
    let count = pread(descriptor, &buffer, size, place)
    return count < 0 ? nil : Array(buffer.prefix(count))
  }

  /// Where the last lines begin, read from the end.
  private func start(ofLast lines: Int) -> off_t {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size > 0 else { return 0 }
    if lines == 0 { return status.st_size }
    var place = status.st_size
    var newlines = 0
    while place > 0 {
      let size = min(Int(place), Self.blockSize)
      place -= off_t(size)
      guard let block = block(at: place, upTo: size) else { return 0 }
      for (index, octet) in block.enumerated().reversed() where octet == 0x0A {
        let end = place + off_t(index) + 1
        // The newline at the very end closes the last line.
        if end == status.st_size { continue }
        newlines += 1
        if newlines == lines { return end }
      }
    }
    return 0
  }
}
