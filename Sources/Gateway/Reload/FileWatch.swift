import Glibc

/// What tells that a file was changed or replaced.
struct FileStamp: Equatable {
  var inode: UInt64
  var size: Int64
  var seconds: Int64
  var nanoseconds: Int64

  /// Nil while there is no such file: editors replace files.
  init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    inode = UInt64(status.st_ino)
    size = Int64(status.st_size)
    (seconds, nanoseconds) = (Int64(status.st_mtim.tv_sec), Int64(status.st_mtim.tv_nsec))
  }

  init(inode: UInt64, size: Int64, seconds: Int64 = 0, nanoseconds: Int64 = 0) {
    (self.inode, self.size, self.seconds, self.nanoseconds) = (inode, size, seconds, nanoseconds)
  }
}

/// Says when a file has changed and then stayed as it is for a look: half of it may be written at first.
struct FileWatch {
  private var known: FileStamp?
  private var candidate: FileStamp?

  init(_ stamp: FileStamp?) { known = stamp }

  /// A change was seen once: another look decides.
  var isUnsettled: Bool { candidate != nil }

  /// Whether it is to be read now.
  mutating func look(_ stamp: FileStamp?) -> Bool {
    guard let stamp, stamp != known else {
      candidate = nil
      return false
    }
    guard stamp == candidate else {
      candidate = stamp
      return false
    }
    known = stamp
    candidate = nil
    return true
  }

  /// It was read for another reason.
  mutating func wasRead(_ stamp: FileStamp?) { (known, candidate) = (stamp, nil) }
}
