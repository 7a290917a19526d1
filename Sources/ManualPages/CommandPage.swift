/// The page of a command: pelapor-run(1), or of a group with all its commands: pelapor-messages(1).
struct CommandPage {
  let command: Help.Command
  let date: String
  let version: String

  var name: String { "pelapor-\(command.commandName)" }

  func roff() -> String {
    var roff = Roff()
    roff.title(name, section: 1, date: date, version: version)
    roff.section("NAME")
    roff.raw("\(Roff.escaped(name)) \\- \(Roff.inline(Self.asPhrase(command.abstract ?? "")))")
    roff.section("SYNOPSIS")
    let leaves = Self.leaves(of: command, path: ["pelapor", command.commandName])
    for (index, leaf) in leaves.enumerated() {
      if index > 0 { roff.raw(".br") }
      roff.raw(Self.synopsis(leaf.command, path: leaf.path))
    }
    if let discussion = command.discussion, !discussion.isEmpty {
      roff.section("DESCRIPTION")
      roff.text(discussion)
    }
    if command.shown.isEmpty {
      options(of: command, in: &roff, heading: { $0.section("OPTIONS") })
    } else {
      roff.section("COMMANDS")
      for leaf in leaves {
        roff.subsection(leaf.path.joined(separator: " "))
        roff.text([leaf.command.abstract ?? "", leaf.command.discussion ?? ""].joined(separator: "\n\n"))
        options(of: leaf.command, in: &roff, heading: { _ in })
      }
    }
    roff.section("EXIT STATUS")
    roff.text("0 all right, 1 something failed, 64 wrong usage, 78 wrong configuration.")
    roff.section("SEE ALSO")
    roff.raw("\\fBpelapor\\fR(1), \\fBpelapor.yaml\\fR(5)")
    return roff.page
  }

  private func options(of command: Help.Command, in roff: inout Roff, heading: (inout Roff) -> Void) {
    let arguments = (command.arguments ?? []).filter { $0.shouldDisplay && !$0.isCommon }
    guard !arguments.isEmpty else { return }
    heading(&roff)
    for argument in arguments { roff.item(Self.term(argument), Self.meaning(argument)) }
  }

  /// The commands that do something: this one, or those below it.
  static func leaves(of command: Help.Command, path: [String]) -> [(command: Help.Command, path: [String])] {
    command.shown.isEmpty
      ? [(command, path)] : command.shown.flatMap { leaves(of: $0, path: path + [$0.commandName]) }
  }

  static func synopsis(_ command: Help.Command, path: [String]) -> String {
    let arguments = (command.arguments ?? []).filter { $0.shouldDisplay && !$0.isCommon }
    let words = arguments.map { argument -> String in
      let text = argument.kind == "positional" ? value(argument) : preferred(argument)
      let repeated = argument.isRepeating ? "\(text) ..." : text
      return argument.isOptional || argument.kind == "flag" ? "[\(repeated)]" : repeated
    }
    return ([Roff.bold(path.joined(separator: " "))] + words).joined(separator: " ")
  }

  private static func preferred(_ argument: Help.Argument) -> String {
    let names = argument.names ?? []
    let name = names.first { $0.kind == "long" } ?? names.first
    let option = Roff.bold(name?.text ?? "")
    return argument.kind == "flag" ? option : "\(option) \(value(argument))"
  }

  private static func value(_ argument: Help.Argument) -> String { Roff.italic(argument.valueName ?? "value") }

  private static func term(_ argument: Help.Argument) -> String {
    guard argument.kind != "positional" else { return value(argument) }
    let names = (argument.names ?? []).map { Roff.bold($0.text) }.joined(separator: ", ")
    return argument.kind == "flag" ? names : "\(names) \(value(argument))"
  }

  private static func meaning(_ argument: Help.Argument) -> String {
    var text = [argument.abstract, argument.discussion].compactMap { $0 }.joined(separator: " ")
    if let fallback = argument.defaultValue, !fallback.isEmpty, argument.kind != "flag" {
      text += " Without it: \(fallback)."
    }
    return text
  }

  /// An abstract without its full stop, beginning small: what NAME lines look like.
  static func asPhrase(_ abstract: String) -> String {
    let text = abstract.hasSuffix(".") ? abstract.dropLast() : abstract[...]
    guard let first = text.first, text.dropFirst().first?.isLowercase ?? false else { return String(text) }
    return first.lowercased() + text.dropFirst()
  }
}
