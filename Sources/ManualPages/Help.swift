/// What the program says of its commands with `--experimental-dump-help`.
struct Help: Decodable {
  struct Command: Decodable {
    var commandName: String
    var abstract: String?
    var discussion: String?
    var arguments: [Argument]?
    var subcommands: [Command]?
    var shouldDisplay: Bool?

    /// Those a manual speaks of; `help` is no command of its own.
    var shown: [Command] {
      (subcommands ?? []).filter { $0.commandName != "help" && ($0.shouldDisplay ?? true) }
    }
  }

  struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String

      var text: String { (kind == "long" ? "--" : "-") + name }
    }

    var kind: String
    var names: [Name]?
    var valueName: String?
    var abstract: String?
    var discussion: String?
    var defaultValue: String?
    var allValues: [String]?
    var isOptional: Bool
    var isRepeating: Bool
    var shouldDisplay: Bool
    var sectionTitle: String?

    /// `--help` and `--version`, which every command has.
    var isCommon: Bool { (names ?? []).contains { $0.name == "help" || $0.name == "version" } }
  }

  var command: Command
}
