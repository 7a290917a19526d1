import Foundation

/// A command of the program as its own help tells of it.
struct Command: Decodable {
  struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String
    }
    var names: [Name]?
    var shouldDisplay: Bool
  }
  var commandName: String
  var arguments: [Argument]?
  var subcommands: [Command]?
  var shouldDisplay: Bool?

  /// Those people see; `help` is no command of its own.
  var shown: [Command] { (subcommands ?? []).filter { $0.commandName != "help" && ($0.shouldDisplay ?? true) } }

  /// The long options people see.
  var options: [String] {
    (arguments ?? []).filter(\.shouldDisplay).flatMap { $0.names ?? [] }.filter { $0.kind == "long" }
      .map { "--\($0.name)" }
  }

  /// The program's own.
  static func program() throws -> Command {
    struct Dump: Decodable { var command: Command }
    let dump = try run(built("pelapor"), ["--experimental-dump-help"]).output
    return try JSONDecoder().decode(Dump.self, from: Data(dump.utf8)).command
  }
}
