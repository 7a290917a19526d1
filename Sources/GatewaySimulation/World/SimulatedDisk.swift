import CSimulatedDisk
import Foundation
import Glibc

/// The disk of the computer: in memory, failing when told to. What was written but not synced may be lost with it.
final class SimulatedDisk {
  /// What SQLite asks of it.
  enum Operation { case open, read, write, truncate, sync, delete }

  /// Where the database is.
  let path: String
  private let folder: String
  private let disk: OpaquePointer
  /// What was last read of what a power cut would leave, and when.
  private var books: (generation: UInt64, books: Books)?
  /// Asked before each operation: nil lets it happen, else a result code of SQLite.
  var interferes: ((Operation) -> Int32?)?

  static let full: Int32 = 13
  static let inputOutput: Int32 = 10

  /// An empty disk.
  convenience init() throws {
    try self.init { folder in simulated_disk_mount(folder) }
  }

  /// What survives of a disk.
  convenience init(after disk: SimulatedDisk, _ survival: History.Crash.Survival, seed: UInt64) throws {
    try self.init { folder in simulated_disk_survivor(disk.disk, folder, survival.code, seed) }
  }

  private init(_ mount: (String) -> OpaquePointer?) throws {
    guard simulated_disk_register() == 0 else { throw SimulationError("SQLite did not take the simulated disk") }
    folder = try Self.makeFolder()
    path = folder + "/pelapor.db"
    guard let disk = mount(folder) else { throw SimulationError("no memory for a simulated disk") }
    self.disk = disk
    // The program looks for the file before SQLite does.
    guard FileManager.default.createFile(atPath: path, contents: nil) else {
      throw SimulationError("no file can be made in \(folder)")
    }
    simulated_disk_set_hook(disk, Self.hook, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit {
    simulated_disk_unmount(disk)
    unlink(path)
    unlink(path + ".lock")
    rmdir(folder)
  }

  /// What the database would say if the power went now; read again only when something was synced since.
  func durableBooks() throws -> Books {
    let generation = simulated_disk_generation(disk)
    if let books, books.generation == generation { return books.books }
    let copy = try SimulatedDisk(after: self, .everythingSynced, seed: 0)
    let fresh = try Books(copy.path)
    books = (generation, fresh)
    return fresh
  }

  /// What the database says to whoever opens it now, synced or not.
  func visibleBooks() throws -> Books {
    let copy = try SimulatedDisk(after: self, .everythingWritten, seed: 0)
    return try withExtendedLifetime(copy) { try Books(copy.path) }
  }

  /// Whether octets stand anywhere in what a power cut may leave, be it in a page that nobody reads any more.
  func holds(_ octets: [UInt8]) -> Bool {
    octets.withUnsafeBytes { simulated_disk_holds(disk, $0.baseAddress, Int64($0.count)) } != 0
  }

  /// Reads what would be found if the power went now.
  func readDurable(_ body: (borrowing PlainDatabase) throws -> Void) throws {
    let copy = try SimulatedDisk(after: self, .everythingSynced, seed: 0)
    try body(PlainDatabase(path: copy.path))
  }

  /// Syncs do nothing from now on.
  func lie() { simulated_disk_set_lying(disk, 1) }

  /// As people see it, wherever it was.
  func normalized(_ text: String) -> String {
    text.contains(folder) ? text.replacing(folder, with: "/disk") : text
  }

  private static let hook: simulated_disk_hook = { context, operation, _ in
    guard let context else { return 0 }
    let disk = Unmanaged<SimulatedDisk>.fromOpaque(context).takeUnretainedValue()
    return disk.interferes?(Operation(operation)) ?? 0
  }

  private static func makeFolder() throws -> String {
    let base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : NSTemporaryDirectory()
    var template = Array((base + "/pelapor-simulation-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw SimulationError("no folder can be made in \(base)") }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

extension SimulatedDisk.Operation {
  fileprivate init(_ operation: simulated_disk_operation) {
    switch operation {
    case simulated_disk_open: self = .open
    case simulated_disk_read: self = .read
    case simulated_disk_truncate: self = .truncate
    case simulated_disk_sync: self = .sync
    case simulated_disk_delete: self = .delete
    case _: self = .write
    }
  }
}

extension History.Crash.Survival {
  fileprivate var code: simulated_disk_survival {
    switch self {
    case .everythingWritten: simulated_disk_process_killed
    case .everythingSynced: simulated_disk_unsynced_lost
    case .someUnsynced: simulated_disk_unsynced_torn
    }
  }
}

/// The simulation itself can't go on.
package struct SimulationError: Error, CustomStringConvertible {
  package let description: String
  init(_ description: String) { self.description = description }
}
