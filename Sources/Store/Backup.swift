internal import GRDB
internal import Glibc

extension Store {
  /// Copies the database, as it is at one moment, into a new file that only its owner may read. Others go on writing
  /// meanwhile. The file is there whole or not at all; one that is there already is replaced only when asked.
  ///
  /// - Parameter progress: pages done and pages in all.
  public func backUp(
    to file: String, replacing: Bool = false, progress: @escaping (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(StoreError) {
    if !replacing, Glibc.access(file, F_OK) == 0 { throw .invalid(reason: "\(file) is there already") }
    try Self.checkIsNoFolder(file)
    do { try Self.checkFolder(of: file) } catch .folderMissing(let folder) {
      throw .invalid(reason: "there is no folder \(folder) for \(file); make it, or name another one")
    }
    if Self.isSameFile(file, path) { throw .invalid(reason: "\(file) is the database itself") }
    try Self.copy(queue, to: file, mode: 0o600, progress: progress) { copy in
      try Self.rename(copy, to: file)
    }
  }

  /// Copies a database into a new file beside `file`, synced; `finish` gives it its place. What fails leaves nothing.
  static func copy(
    _ source: DatabaseQueue, to file: String, mode: mode_t,
    progress: @escaping (_ done: Int, _ total: Int) -> Void = { _, _ in },
    finish: (_ copy: String) throws -> Void
  ) throws(StoreError) {
    let copy = "\(file).\(getpid()).part"
    unlink(copy)
    let descriptor = Glibc.open(copy, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw .noPermission(path: file, detail: String(cString: strerror(errno))) }
    defer { Glibc.close(descriptor) }
    do {
      let target = try DatabaseQueue(path: copy)
      try source.backup(to: target, pagesPerStep: 256) { state in
        progress(state.completedPageCount, state.totalPageCount)
      }
      // One file without companions, however it is carried about. The daemon turns the log on again.
      try target.writeWithoutTransaction { database in
        _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE")
      }
      try target.close()
      guard fsync(descriptor) == 0 else {
        throw StoreError.inputOutput(path: copy, detail: String(cString: strerror(errno)))
      }
      try finish(copy)
    } catch {
      for suffix in ["", "-journal", "-wal", "-shm"] { unlink(copy + suffix) }
      throw StoreError(error, path: file)
    }
  }

  /// Renames a file and syncs its folder.
  static func rename(_ from: String, to file: String) throws(StoreError) {
    guard Glibc.rename(from, file) == 0 else {
      throw .noPermission(path: file, detail: String(cString: strerror(errno)))
    }
    let folder = Glibc.open(Self.folder(of: file), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    _ = fsync(folder)
    Glibc.close(folder)
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func isSameFile(_ one: String, _ other: String) -> Bool {
    var first = stat()
    var second = stat()
    return stat(one, &first) == 0 && stat(other, &second) == 0 && first.st_ino == second.st_ino
      && first.st_dev == second.st_dev
  }
}
