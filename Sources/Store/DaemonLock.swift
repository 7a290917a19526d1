internal import Glibc

/// The exclusive right to be the daemon on a database: an advisory lock on a file beside it, which the kernel drops with
/// the process, however it ends. The file stays; removing it would open a race.
final class DaemonLock: Sendable {
  private let descriptor: CInt

  /// Takes the lock, or says who has it.
  init(forDatabase path: String) throws(StoreError) {
    let lockPath = path + ".lock"
    let descriptor = Glibc.open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else {
      throw .noPermission(path: lockPath, detail: String(cString: strerror(errno)))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = Self.holder(in: descriptor)?.processID
      close(descriptor)
      throw .inUse(path: path, processID: holder)
    }
    self.descriptor = descriptor
    write(socket: nil)
  }

  /// For people and for the refusal above, and where commands reach the daemon; the lock itself does not need it.
  func write(socket: String?) {
    let lines = Array("\(getpid())\n\(socket.map { $0 + "\n" } ?? "")".utf8)
    _ = ftruncate(descriptor, 0)
    _ = pwrite(descriptor, lines, lines.count, 0)
  }

  /// Which daemon has the lock, or had it last, and where it answers.
  static func holder(ofDatabase path: String) -> (processID: Int32, socket: String?)? {
    let descriptor = Glibc.open(path + ".lock", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return holder(in: descriptor)
  }

  deinit {
    // Not by closing alone: a child that another thread has just forked holds the descriptor until it runs its program.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  private static func holder(in descriptor: CInt) -> (processID: Int32, socket: String?)? {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = pread(descriptor, &buffer, buffer.count, 0)
    let lines = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self).split(separator: "\n")
    guard let processID = lines.first.flatMap({ Int32($0) }) else { return nil }
    return (processID, lines.count == 2 && lines[1].hasPrefix("/") ? String(lines[1]) : nil)
  }
}
