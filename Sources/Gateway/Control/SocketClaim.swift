import Glibc

/// The exclusive right to a Unix socket's path, held by a lock beside it that the kernel drops with the process; so a
/// socket found under the lock is one that a crash left behind, and is replaced.
final class SocketClaim: Sendable {
  private let path: String
  private let lock: Int32
  private let descriptor: Int32
  private let identity: (device: UInt, inode: UInt)

  /// Another daemon has the socket.
  struct Taken: Error {
    var path: String
  }

  /// Binds the socket with mode 0660.
  ///
  /// - Throws: ``Taken``, or ``DaemonError`` with what to do.
  init(path: String) throws {
    self.path = path
    lock = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o640)
    guard lock >= 0 else { throw Self.failure(path, Self.words(errno, folderOf: path)) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      throw Taken(path: path)
    }
    do {
      descriptor = try Self.bind(path)
    } catch {
      Self.giveUp(lock)
      throw error
    }
    var status = stat()
    lstat(path, &status)
    identity = (UInt(status.st_dev), UInt(status.st_ino))
  }

  /// The bound socket, for whom listens on it and closes it.
  func takeDescriptor() -> Int32 { descriptor }

  /// Removes the socket, if it is still this one, and gives up the right.
  func release() {
    var status = stat()
    if lstat(path, &status) == 0, identity == (UInt(status.st_dev), UInt(status.st_ino)) { unlink(path) }
    Self.giveUp(lock)
  }

  /// Not by closing alone: a child that another thread has just forked holds the descriptor until it runs its program.
  private static func giveUp(_ lock: Int32) {
    flock(lock, LOCK_UN)
    close(lock)
  }

  private static func bind(_ path: String) throws -> Int32 {
    var status = stat()
    if lstat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFSOCK else {
        throw failure(path, "something else is there: move it away, or correct control.socket")
      }
      // The lock says that no daemon of ours has it; another program may.
      guard !isServed(path) else { throw Taken(path: path) }
      unlink(path)
    }
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw failure(path, String(cString: strerror(errno))) }
    // The mode of the socket before it has a name limits that of the name, so that it never is open to everybody; the
    // umask would take the group's rights away, so they are given once more.
    fchmod(descriptor, 0o660)
    guard withAddress(path, { Glibc.bind(descriptor, $0, $1) }) == 0, chmod(path, 0o660) == 0 else {
      let reason = String(cString: strerror(errno))
      close(descriptor)
      throw failure(path, "\(reason); does its folder exist, and may the daemon write there?")
    }
    return descriptor
  }

  private static func isServed(_ path: String) -> Bool {
    let probe = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard probe >= 0 else { return false }
    defer { close(probe) }
    return withAddress(path) { connect(probe, $0, $1) } == 0
  }

  /// Why nothing can be made beside the socket, and what to do.
  private static func words(_ code: Int32, folderOf path: String) -> String {
    let folder = path.lastIndex(of: "/").map { path[..<$0] } ?? ""
    let remedy =
      "set control.socket to a path in a folder of your own, such as /tmp/pelapor.sock, or to off; messages are read all "
      + "the same"
    switch code {
    case ENOENT: return "there is no folder \(folder), which the service makes for itself: \(remedy)"
    case EACCES, EPERM, EROFS: return "this user may not write to \(folder): \(remedy)"
    case _: return "its lock can't be made: \(String(cString: strerror(code)))"
    }
  }

  private static func failure(_ path: String, _ reason: String) -> DaemonError {
    DaemonError("the control socket \(path) can't be opened: \(reason)")
  }
}

/// Calls `body` with a Unix socket's address; the path must fit it (107 octets).
func withAddress<Result>(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
  var address = sockaddr_un()
  address.sun_family = sa_family_t(AF_UNIX)
  let capacity = MemoryLayout.size(ofValue: address.sun_path) - 1
  withUnsafeMutableBytes(of: &address.sun_path) { place in
    for (index, octet) in path.utf8.prefix(capacity).enumerated() { place[index] = octet }
  }
  return withUnsafePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
    }
  }
}
