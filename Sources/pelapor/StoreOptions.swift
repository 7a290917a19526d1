import ArgumentParser
import Gateway
import Glibc
import Store

/// Where the service has its things.
enum UsualPlaces {
  static let configuration = "/etc/pelapor/pelapor.yaml"
  static let socket = "/run/pelapor/pelapor.sock"
}

/// Which database a command works on; it may do so beside a running daemon.
struct StoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The configuration file that names the database; without it that of the service.", valueName: "file"),
    completion: .file())
  var config: String?

  @Option(help: ArgumentHelp("The database itself.", valueName: "file"), completion: .file())
  var database: String?

  func validate() throws {
    guard config == nil || database == nil else {
      throw ValidationError("give --config FILE or --database FILE, not both")
    }
    guard config != nil || database != nil || access(UsualPlaces.configuration, F_OK) == 0 else {
      throw ValidationError(
        "give --config FILE or --database FILE: there is no \(UsualPlaces.configuration) on this machine")
    }
  }

  /// The configuration, unless the database itself was named.
  func configuration() throws -> Configuration? {
    database == nil ? try loadConfiguration(path: config ?? UsualPlaces.configuration) : nil
  }

  /// Where the database is.
  func path() throws -> String { try database ?? configuration()?.storage.path ?? "" }

  /// Runs `body` on the opened store; what the store refuses is said and ends the command with status 1.
  func withStore<Result>(_ access: Store.Access = .reading, _ body: (Store) throws -> Result) throws -> Result {
    let path = try path()
    do {
      let store = try Store.open(path: path, access: access)
      defer { try? store.close() }
      return try body(store)
    } catch let error as StoreError {
      throw Console.fail("\(error)")
    }
  }
}

extension StoreOptions {
  /// Does something through the daemon that runs on the database, or on the database itself.
  @discardableResult
  func carry(_ deed: Deed) throws -> String {
    let courier = Courier(database: try path())
    do throws(Courier.Refusal) {
      return try courier.carry(deed, by: Account.name, at: SystemClock.now())
    } catch {
      throw Console.fail("\(error)")
    }
  }
}

/// How much of a list is shown.
struct PagingOptions: ParsableArguments {
  @Option(help: "At most so many, the newest first.")
  var limit = 50

  @Option(help: ArgumentHelp("Only those before this number: the next page.", valueName: "id"))
  var before: Int64?

  func validate() throws {
    guard (1...10_000).contains(limit) else { throw ValidationError("--limit must be 1 to 10000") }
  }

  /// What an empty list says: that there is none at all, or none of those that were asked for.
  func emptiness(of what: String, isFiltered: Bool = false) -> String {
    isFiltered || before != nil ? "No such \(what)." : "No \(what) yet."
  }
}
