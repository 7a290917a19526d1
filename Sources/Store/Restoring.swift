internal import GRDB
internal import Glibc
public import Reporting

/// What a restore did.
public struct Restored: Sendable, Hashable {
  /// Where the database that was there before is kept; nil when there was none.
  public let keptAside: String?
  /// Reports that waited to be sent when the backup was made; a person has to approve them.
  public let heldReports: Int
  /// Other SMS that waited; they count as failed, and a person may retry them.
  public let heldSubmissions: Int
  /// Notifications of hooks that waited; they count as given up, and a person may retry them.
  public let heldNotifications: Int
}

extension Store {
  /// Puts a backup in the place of a database. Refused while a daemon holds the database, and when the backup is none, is
  /// damaged or of a newer version; then nothing has changed. The database that was there is kept beside.
  ///
  /// What waited to be sent when the backup was made may have been sent since, so none of it goes by itself: no report, no
  /// other SMS, and no word to a hook.
  public static func restore(
    from backup: String, to path: String, at now: WallTime,
    progress: @escaping (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(StoreError) -> Restored {
    try checkFolder(of: path)
    let lock = try DaemonLock(forDatabase: path)
    defer { withExtendedLifetime(lock) {} }
    let source = try openBackup(backup)
    let old = try settleOld(path)
    var held = (reports: 0, submissions: 0, notifications: 0)
    var aside: String?
    try copy(source, to: path, mode: 0o640, progress: progress) { copy in
      held = try holdWhatWaits(in: copy, at: now)
      giveOwner(of: old?.path ?? folder(of: path), to: copy)
      if let old {
        let kept = "\(old.path).before-restore-\(now.milliseconds / 1_000)"
        try old.keep(as: kept)
        aside = kept
      }
      try rename(copy, to: path)
    }
    try? source.close()
    return Restored(
      keptAside: aside, heldReports: held.reports, heldSubmissions: held.submissions,
      heldNotifications: held.notifications)
  }

  /// A backup that is fit to be restored.
  private static func openBackup(_ file: String) throws(StoreError) -> DatabaseQueue {
    guard access(file, F_OK) == 0 || errno == EACCES else {
      throw .invalid(reason: "there is no file \(file); check the name")
    }
    try checkIsNoFolder(file)
    do {
      var configuration = Configuration()
      configuration.readonly = true
      let queue = try DatabaseQueue(path: file, configuration: configuration)
      let migrator = Schema.migrator
      let problems = try queue.read { database in
        switch try Schema.state(of: database, migrator: migrator) {
        case .foreign, .empty: throw StoreError.notADatabase(path: file)
        case .newer: throw StoreError.newerDatabase(path: file)
        // An older one is brought up to date when it is copied.
        case .older, .current: break
        }
        return try database.checkup().problems
      }
      if let first = problems.first { throw StoreError.corrupt(path: file, detail: first.detail) }
      return queue
    } catch {
      throw StoreError(error, path: file)
    }
  }

  /// The database that is to go.
  private struct Old {
    let path: String
    /// Whether a part of it is still in its log, which could not be written into it.
    var hasLog = false

    /// Gives it another name; what fails leaves it as it was.
    func keep(as kept: String) throws(StoreError) {
      let suffixes = hasLog ? ["", "-wal"] : [""]
      for (index, suffix) in suffixes.enumerated() where link(path + suffix, kept + suffix) != 0 {
        let reason = String(cString: strerror(errno))
        for made in suffixes[..<index] { unlink(kept + made) }
        throw .noPermission(path: kept + suffix, detail: reason)
      }
      // A log beside the restored database would be taken for its own.
      for suffix in ["-wal", "-shm"] where hasLog { unlink(path + suffix) }
    }
  }

  /// Writes the log of the database that is to go into it, so that it can be kept as one file. Nil when there is none.
  private static func settleOld(_ path: String) throws(StoreError) -> Old? {
    guard access(path, F_OK) == 0 else { return nil }
    do {
      // First without the right to write: with it SQLite would throw the log of a damaged one away.
      var readOnly = Configuration()
      readOnly.readonly = true
      _ = try DatabaseQueue(path: path, configuration: readOnly).read { database in
        try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM sqlite_master")
      }
      let queue = try DatabaseQueue(path: path)
      try queue.writeWithoutTransaction { database in
        _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE")
      }
      try queue.close()
      return Old(path: path)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
      throw .busy(path: path)
    } catch {
      // It is damaged, which may be why somebody restores; it is kept as it is, its log too.
      return Old(path: path, hasLog: access(path + "-wal", F_OK) == 0)
    }
  }

  private static func holdWhatWaits(
    in file: String, at now: WallTime
  ) throws -> (reports: Int, submissions: Int, notifications: Int) {
    let queue = try DatabaseQueue(path: file)
    try Schema.migrator.migrate(queue)
    let counts = try queue.write { database in
      let waiting = try Int64.fetchAll(database, sql: "SELECT id FROM reports WHERE state = 'queued' ORDER BY id")
      for id in waiting {
        try database.move(.report(id), to: .awaitingReview)
        try database.run(
          "UPDATE reports SET guard = ?, approved_by = NULL WHERE id = ?", [Guard.restored.rawValue, id])
        try database.audit(.forReview, of: .report(id), by: .policy, at: now, detail: Guard.restored.rawValue)
      }
      try database.run(
        "UPDATE submissions SET state = 'failed', failure = 'restored from a backup; it may have been sent since' "
          + "WHERE state = 'queued'")
      let submissions = database.changesCount
      let notifications = try database.giveUpNotifications(
        failure: "restored from a backup; it may have been told since")
      return (waiting.count, submissions, notifications)
    }
    try queue.close()
    return counts
  }

  /// The daemon has an account of its own, and root restores.
  private static func giveOwner(of model: String, to file: String) {
    var status = stat()
    if stat(model, &status) == 0 { _ = chown(file, status.st_uid, status.st_gid) }
  }
}
