internal import GRDB
internal import Glibc
public import Reporting
internal import Synchronization

/// The one SQLite file: every SMS as it arrived, what was made of it, the ledger of reports and its audit trail.
///
/// Blocking; meant for one thread of its own. A write is one IMMEDIATE transaction, synced before the call returns
/// (WAL with `synchronous=FULL`). One connection, not a pool: a single thread writes and reads here, and other processes
/// read beside it through WAL.
public final class Store: Sendable {
  /// How a process uses the database.
  public enum Access: Sendable {
    /// The one daemon: makes the file, brings it up to date, keeps other daemons out.
    case daemon
    /// A command that changes something, beside a daemon or without.
    case command
    /// A command that only reads.
    case reading
  }

  /// Where the database is.
  public let path: String
  let queue: DatabaseQueue
  let steadyClock: (@Sendable () -> SteadyTime)?
  private let lock: Mutex<DaemonLock?>

  private init(
    path: String, queue: DatabaseQueue, lock: DaemonLock?, steadyClock: (@Sendable () -> SteadyTime)?
  ) {
    self.path = path
    self.queue = queue
    self.steadyClock = steadyClock
    self.lock = Mutex(lock)
  }

  /// Opens the database, or says why not.
  ///
  /// - Parameter steadyClock: a clock that never jumps, for the windows of the limits. Without it they go by the wall
  ///   clock, which is enough for who sends nothing.
  public static func open(
    path: String, access: Access, steadyClock: (@Sendable () -> SteadyTime)? = nil
  ) throws(StoreError) -> Store {
    try checkFolder(of: path)
    try checkIsNoFolder(path)
    var lock: DaemonLock?
    switch access {
    case .daemon:
      lock = try DaemonLock(forDatabase: path)
      try createPrivateFile(at: path)
    case .command, .reading:
      guard Glibc.access(path, F_OK) == 0 else {
        let code = errno
        if code == EACCES { throw .noPermission(path: path, detail: String(cString: strerror(code))) }
        throw .databaseMissing(path: path)
      }
    }
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration(for: access))
      let store = Store(path: path, queue: queue, lock: lock, steadyClock: steadyClock)
      try store.bringUpToDate(access: access)
      if access == .daemon { try store.makeDurable() }
      return store
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Says beside the database where its daemon's control socket is, until the daemon ends or another one begins.
  public func announce(socket: String) {
    lock.withLock { $0?.write(socket: socket) }
  }

  /// Where the daemon on a database was last said to answer; it need not run any more, nor be the one of that database.
  public static func daemonSocket(ofDatabase path: String) -> String? { DaemonLock.holder(ofDatabase: path)?.socket }

  /// The process that is the daemon on a database, or was it last.
  public static func daemonProcessID(ofDatabase path: String) -> Int32? {
    DaemonLock.holder(ofDatabase: path)?.processID
  }

  /// Closes the database and gives up the lock; the store is of no use afterwards.
  public func close() throws(StoreError) {
    do { try queue.close() } catch { throw StoreError(error, path: path) }
    lock.withLock { $0 = nil }
  }

  /// Makes one transaction of everything that `body` does with this store: one sync for all of it. Each call of it is all
  /// or nothing by itself, and sees what those before it did; when `body` or the commit throws, none has happened.
  public func together(_ body: () throws -> Void) throws(StoreError) {
    try write { _ in try body() }
  }

  /// One IMMEDIATE transaction, on disk when this returns; a savepoint of it inside ``together(_:)``.
  func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do {
      return try queue.unsafeReentrantWrite { database in
        var value: Value?
        func run() throws -> Database.TransactionCompletion {
          value = try body(database)
          return .commit
        }
        if database.isInsideTransaction {
          try database.inSavepoint(run)
        } else {
          try database.inTransaction(.immediate, run)
        }
        guard let value else { throw StoreError.unexpected(detail: "a transaction without a result") }
        return value
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// One consistent view.
  func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do {
      return try queue.unsafeReentrantRead { database in
        if database.isInsideTransaction { return try body(database) }
        var value: Value?
        try database.inTransaction(.deferred) {
          value = try body(database)
          return .commit
        }
        guard let value else { throw StoreError.unexpected(detail: "a view without a result") }
        return value
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private func bringUpToDate(access: Access) throws {
    let migrator = Schema.migrator
    let state = try queue.read { database in try Schema.state(of: database, migrator: migrator) }
    switch state {
    case .foreign: throw StoreError.notADatabase(path: path)
    case .newer: throw StoreError.newerDatabase(path: path)
    case .current where access != .daemon: return
    case .empty where access != .daemon: throw StoreError.databaseMissing(path: path)
    case .empty, .older, .current: break
    }
    switch access {
    case .daemon:
      try queue.writeWithoutTransaction { database in try Self.useWriteAheadLog(database) }
      try migrator.migrate(queue)
    case .reading: throw StoreError.olderDatabase(path: path)
    case .command:
      guard let held = try? DaemonLock(forDatabase: path) else { throw StoreError.olderDatabase(path: path) }
      try withExtendedLifetime(held) { try migrator.migrate(queue) }
    }
  }

  /// What the last life wrote but perhaps did not sync is visible, yet a power cut would still take it: an SMS found to
  /// be there already must not be deleted from its SIM for that. A checkpoint syncs the log before anything else, so a
  /// disk too full for the rest does no harm.
  private func makeDurable() throws {
    do {
      try queue.writeWithoutTransaction { database in _ = try database.checkpoint(.full) }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL {
      return
    }
  }

  /// Persistent: the file says so from then on.
  private static func useWriteAheadLog(_ database: Database) throws {
    let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
    guard mode == "wal" else {
      throw StoreError.unexpected(detail: "this file system does not allow write-ahead logging")
    }
  }

  private static func configuration(for access: Access) -> Configuration {
    var configuration = Configuration()
    configuration.label = "pelapor"
    configuration.busyMode = .timeout(5)
    // GRDB's own WAL mode would lower `synchronous`, and write to the file before it is known to be ours.
    configuration.readonly = access == .reading
    configuration.prepareDatabase { database in
      try database.execute(
        sql: """
          PRAGMA synchronous = FULL;
          PRAGMA trusted_schema = OFF;
          PRAGMA secure_delete = ON;
          PRAGMA journal_size_limit = 16777216;
          PRAGMA cache_size = -512;
          """)
    }
    return configuration
  }

  static func checkFolder(of path: String) throws(StoreError) {
    let folder = folder(of: path)
    var status = stat()
    guard stat(folder, &status) == 0 else {
      let code = errno
      if code == ENOENT || code == ENOTDIR { throw .folderMissing(folder: folder) }
      throw .noPermission(path: folder, detail: String(cString: strerror(code)))
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw .folderMissing(folder: folder) }
  }

  /// SQLite takes a folder for a failing disk.
  static func checkIsNoFolder(_ path: String) throws(StoreError) {
    var status = stat()
    guard stat(path, &status) != 0 || status.st_mode & S_IFMT != S_IFDIR else {
      throw .invalid(reason: "\(path) is a folder, not a database; name the file in it")
    }
  }

  /// People's messages are in it: not for everybody to read. SQLite gives its companion files the same mode.
  private static func createPrivateFile(at path: String) throws(StoreError) {
    let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw .noPermission(path: path, detail: String(cString: strerror(errno))) }
    Glibc.close(descriptor)
  }
}
