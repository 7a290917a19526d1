import Foundation
import Testing

extension EndToEndProcesses {
  /// Holds `docs/cli.md` to the commands as they are.
  @Suite struct CommandReference {
    private struct Help: Decodable {
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
      }
      var command: Command
    }

    private func help() throws -> Help {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Program.path)
      process.arguments = ["--experimental-dump-help"]
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      let data = try output.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      return try JSONDecoder().decode(Help.self, from: data)
    }

    private func reference() throws -> String {
      var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      while folder.path != "/" {
        let file = folder.appendingPathComponent("docs/cli.md")
        if let text = try? String(contentsOf: file, encoding: .utf8) { return text }
        folder.deleteLastPathComponent()
      }
      throw CocoaError(.fileNoSuchFile)
    }

    /// The commands with their options, `pelapor reports list` and so on.
    private func commands(_ command: Help.Command, under path: String = "") -> [(path: String, options: [String])] {
      let own = path.isEmpty ? command.commandName : "\(path) \(command.commandName)"
      if let subcommands = command.subcommands?.filter({ $0.commandName != "help" }), !subcommands.isEmpty {
        return subcommands.flatMap { commands($0, under: own) }
      }
      let options = (command.arguments ?? []).filter(\.shouldDisplay).flatMap { $0.names ?? [] }
        .filter { $0.kind == "long" && !["help", "version"].contains($0.name) }.map { "--\($0.name)" }
      return [(own, options)]
    }

    @Test func everyCommandAndOptionIsInTheReference() throws {
      let text = try reference()
      let all = commands(try help().command)
      #expect(all.count >= 15)
      for (path, options) in all {
        // A command has a page of its own, or is told of on the page of its group.
        let group = path.split(separator: " ").prefix(2).joined(separator: " ")
        guard let heading = text.range(of: "\n## \(path)\n") ?? text.range(of: "\n## \(group)\n") else {
          Issue.record("docs/cli.md has no section on \(path)")
          continue
        }
        let rest = text[heading.upperBound...]
        let section = rest[..<(rest.range(of: "\n## ")?.lowerBound ?? rest.endIndex)]
        if let name = path.split(separator: " ").dropFirst(2).first {
          #expect(section.contains(name) || text.contains("\n## \(path)\n"), "\(path) is not in docs/cli.md")
        }
        for option in options { #expect(section.contains(option), "\(option) of \(path) is not in docs/cli.md") }
      }
    }
  }
}
