internal import Foundation
internal import GRDB
public import Reporting

/// Why the store could not do what it was asked. Whatever was asked has then not happened: every call is one
/// transaction.
public enum StoreError: Error, Sendable, Hashable {
  /// The folder of the database does not exist.
  case folderMissing(folder: String)
  /// There is no database file, and this access makes none.
  case databaseMissing(path: String)
  /// The file is something else than a database of this program.
  case notADatabase(path: String)
  /// The database was made by a newer version of this program.
  case newerDatabase(path: String)
  /// The database is of an older version, and a running daemon keeps it from being brought up to date.
  case olderDatabase(path: String)
  /// Another daemon has the database.
  case inUse(path: String, processID: Int32?)
  /// The file or its folder cannot be read or written.
  case noPermission(path: String, detail: String)
  /// The disk is full.
  case diskFull(path: String)
  /// The disk failed or vanished.
  case inputOutput(path: String, detail: String)
  /// Another process held the database for too long.
  case busy(path: String)
  /// The database is damaged.
  case corrupt(path: String, detail: String)
  /// There is no such row.
  case notFound(what: String, id: Int64)
  /// A report cannot become what was asked.
  case illegalTransition(OutboxItem, IllegalTransition)
  /// A value that cannot be stored, such as an empty number in a list.
  case invalid(reason: String)
  /// A mistake of this program.
  case unexpected(detail: String)

  /// Whether the same call may succeed later without anybody changing the program or the file: keep the SMS on the SIM
  /// and try again.
  public var isTransient: Bool {
    switch self {
    case .diskFull, .inputOutput, .busy: true
    case .folderMissing, .databaseMissing, .notADatabase, .newerDatabase, .olderDatabase, .inUse, .noPermission,
      .corrupt, .notFound, .illegalTransition, .invalid, .unexpected:
      false
    }
  }

  /// What any error thrown inside a transaction means for the database at `path`.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as StoreError: self = error
    case let error as DatabaseError: self = Self.meaning(of: error, path: path)
    default: self = .unexpected(detail: String(describing: error))
    }
  }

  private static func meaning(of error: DatabaseError, path: String) -> StoreError {
    let detail = "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "no message")"
    switch error.resultCode {
    case .SQLITE_FULL: return .diskFull(path: path)
    case .SQLITE_IOERR: return .inputOutput(path: path, detail: detail)
    case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy(path: path)
    case .SQLITE_CORRUPT: return .corrupt(path: path, detail: detail)
    case .SQLITE_NOTADB: return .notADatabase(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN, .SQLITE_AUTH:
      return .noPermission(path: path, detail: detail)
    default: return .unexpected(detail: detail)
    }
  }
}

extension StoreError: CustomStringConvertible {
  /// What is wrong and what to do, as a sentence.
  public var description: String {
    switch self {
    case .folderMissing(let folder):
      "the folder \(folder) does not exist; create it (mkdir -p \(folder)), or set storage.path to another"
    case .databaseMissing(let path): "there is no database at \(path); the daemon makes it when it first runs"
    case .notADatabase(let path): "\(path) is not a database of pelapor; set storage.path to another file"
    case .newerDatabase(let path):
      "\(path) was made by a newer pelapor; install that version again, or set storage.path to another file"
    case .olderDatabase(let path):
      "\(path) is of an older version and a daemon is running on it; restart the daemon with this version first"
    case .inUse(let path, let processID):
      "\(path) is in use by another pelapor\(processID.map { " (process \($0))" } ?? ""); stop that one first"
    case .noPermission(let path, let detail):
      "\(path) cannot be read or written (\(detail)); check the owner and mode of the file and of its folder"
    case .diskFull(let path):
      "the disk that holds \(path) is full; nothing is lost, messages stay on the SIM; make room on it"
    case .inputOutput(let path, let detail):
      "the disk that holds \(path) failed (\(detail)); messages stay on the SIM; check it with dmesg"
    case .busy(let path): "\(path) was held by another process for too long; try again"
    case .corrupt(let path, let detail):
      "\(path) is damaged (\(detail)); stop the daemon, keep a copy, and save what can be read: "
        + "sqlite3 \(path) .recover"
    case .notFound(let what, let id): "there is no \(what) \(id)"
    case .illegalTransition(let item, let transition): "\(item.noun) \(item.id): \(transition)"
    case .invalid(let reason): reason
    case .unexpected(let detail): "the store failed in a way that was not foreseen (\(detail)); please report it"
    }
  }
}
