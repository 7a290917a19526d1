import CSerial
import Glibc

/// What kept a pseudo-terminal from being made.
public struct PTYHostError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was tried, on what.
  public var action: String
  /// errno, 0 where none applies.
  public var code: Int32
  /// What to do about it.
  public var remedy: String

  /// One sentence.
  public var description: String {
    let reason = code == 0 ? "" : ": " + String(cString: strerror(code))
    return "\(action)\(reason). \(remedy)"
  }
}

/// One pseudo-terminal whose slave is linked to under a stable name: a modem's plug.
///
/// Only the host's thread touches it. No descriptor of the slave is kept: then the master tells exactly when the last
/// client has gone, and a client killed with its exclusive lock on (TIOCEXCL outlives it as long as the pair does) cannot
/// lock out the next one, since every session gets a fresh pair.
struct PTYPort {
  /// -1 while unplugged.
  private(set) var master: Int32 = -1
  /// The slave's own name under /dev/pts.
  private(set) var slavePath = ""
  /// The stable name.
  private(set) var linkPath: String
  /// Whether somebody has the slave open.
  private(set) var hasClient = false
  /// The pair of the last session, kept until a client has come: somebody may have looked up its slave before the link
  /// was turned to the fresh pair, and open it only after.
  private var previous: (master: Int32, slavePath: String)?
  private var pending: [UInt8] = []
  private var written = 0

  private static let mostPending = 1 << 20

  init(linkPath: String) {
    self.linkPath = linkPath
  }

  var isOpen: Bool { master >= 0 }
  var wantsToWrite: Bool { written < pending.count }

  /// Makes a pair and points the link at its slave.
  mutating func plug(linkName: String? = nil) throws(PTYHostError) {
    unplug()
    if let linkName { linkPath = Self.sibling(of: linkPath, named: linkName) }
    let (descriptor, path) = try Self.makePair()
    do throws(PTYHostError) {
      try Self.link(path, at: linkPath)
    } catch {
      close(descriptor)
      throw error
    }
    master = descriptor
    slavePath = path
    hasClient = false
    clearPending()
  }

  /// Closes the pair and removes the link: clients see a hang-up.
  mutating func unplug() {
    guard isOpen else { return }
    // A link that somebody else has put there meanwhile is not ours to remove.
    if Self.target(of: linkPath) == slavePath { Glibc.unlink(linkPath) }
    close(master)
    closePrevious()
    master = -1
    hasClient = false
    clearPending()
  }

  /// After the last client has gone: a fresh pair under the same link, unless another client was quicker.
  mutating func renew() throws(PTYHostError) {
    guard isOpen, Self.isHungUp(master) else { return }
    let (descriptor, path) = try Self.makePair()
    do throws(PTYHostError) {
      try Self.link(path, at: linkPath)
    } catch {
      close(descriptor)
      throw error
    }
    closePrevious()
    previous = (master, slavePath)
    master = descriptor
    slavePath = path
    hasClient = false
    clearPending()
  }

  /// Looks whether somebody has opened the slave since, or that of the pair before.
  mutating func lookForClient() {
    guard isOpen, !hasClient else { return }
    if let previous, !Self.isHungUp(previous.master), (try? Self.link(previous.slavePath, at: linkPath)) != nil {
      close(master)
      (master, slavePath) = previous
      self.previous = nil
      hasClient = true
    } else if !Self.isHungUp(master) {
      closePrevious()
      hasClient = true
    }
  }

  private mutating func closePrevious() {
    if let previous { close(previous.master) }
    previous = nil
  }

  /// Everything that can be read now; nil once the last client has gone.
  mutating func read() -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while isOpen {
      let count = Glibc.read(master, &buffer, buffer.count)
      if count > 0 {
        bytes.append(contentsOf: buffer[..<count])
        if count < buffer.count { return bytes }
      } else if count < 0, errno == EINTR {
        continue
      } else if count < 0, errno == EAGAIN {
        return bytes
      } else {
        // EIO: nobody has the slave open any more. What was written before is already read.
        hasClient = false
        return bytes.isEmpty ? nil : bytes
      }
    }
    return nil
  }

  /// Queues bytes for the client; without one they are lost, as on a line nobody listens to.
  mutating func write(_ bytes: [UInt8]) {
    guard isOpen, hasClient else { return }
    if pending.count - written + bytes.count > Self.mostPending { clearPending() }
    pending.append(contentsOf: bytes)
    flush()
  }

  /// Writes as much as the line takes.
  mutating func flush() {
    while isOpen, wantsToWrite {
      let count = pending[written...].withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) }
      if count > 0 {
        written += count
      } else if count < 0, errno == EINTR {
        continue
      } else {
        return
      }
    }
    clearPending()
  }

  private mutating func clearPending() {
    pending.removeAll(keepingCapacity: true)
    written = 0
  }
}

extension PTYPort {
  private static func isHungUp(_ master: Int32) -> Bool {
    var descriptor = pollfd(fd: master, events: 0, revents: 0)
    return poll(&descriptor, 1, 0) > 0 && descriptor.revents & Int16(POLLHUP) != 0
  }

  private static func makePair() throws(PTYHostError) -> (master: Int32, slavePath: String) {
    var name = [CChar](repeating: 0, count: 128)
    let master = pelapor_pty_open(&name, name.count)
    guard master >= 0 else {
      throw PTYHostError(
        action: "cannot make a pseudo-terminal", code: errno, remedy: "Is /dev/pts mounted, with pairs left?")
    }
    let path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var settings = termios()
    tcgetattr(master, &settings)
    cfmakeraw(&settings)
    tcsetattr(master, TCSANOW, &settings)
    // Opened and closed once: from then on the master reports a hang-up until a client comes.
    let slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard slave >= 0 else {
      let code = errno
      close(master)
      throw PTYHostError(action: "cannot open \(path)", code: code, remedy: "Check the permissions of /dev/pts.")
    }
    close(slave)
    return (master, path)
  }

  /// Atomically: a client sees the old pair or the new one, never none.
  private static func link(_ target: String, at path: String) throws(PTYHostError) {
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFLNK {
      throw PTYHostError(
        action: "\(path) exists and is no symbolic link", code: 0, remedy: "Choose another path for the link.")
    }
    let temporary = "\(path).\(getpid()).new"
    Glibc.unlink(temporary)
    guard symlink(target, temporary) == 0, rename(temporary, path) == 0 else {
      let code = errno
      Glibc.unlink(temporary)
      throw PTYHostError(
        action: "cannot make the link \(path)", code: code, remedy: "Choose a folder that exists and can be written to."
      )
    }
  }

  private static func target(of link: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 256)
    let count = readlink(link, &buffer, buffer.count)
    return count > 0 ? String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
  }

  private static func sibling(of path: String, named name: String) -> String {
    guard !name.contains("/"), let slash = path.lastIndex(of: "/") else { return name }
    return path[...slash] + name
  }
}
