import Foundation
import Testing

/// The completions, read by the shells they are for.
@Suite struct CompletionTests {
  private static let shells: [(name: String, check: [String])] = [
    ("bash", ["-n"]), ("zsh", ["-n"]), ("fish", ["--no-execute"]),
  ]

  @Test(arguments: ["bash", "zsh", "fish"]) func aShellReadsItsCompletions(name: String) throws {
    let shell = try #require(Self.shells.first { $0.name == name })
    let script = try run(built("pelapor"), ["--generate-completion-script", name])
    #expect(script.status == 0)
    for command in try Command.program().shown { #expect(script.output.contains(command.commandName)) }
    guard let program = installed(name) else {
      print("skipped: \(name) is not installed; its completions were not read")
      return
    }
    let folder = try Scratch()
    let file = try folder.write(script.output, to: "completions")
    let outcome = try run(program, shell.check + [file])
    #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome.output)")
    // The check can fail.
    let broken = try folder.write(script.output + "\nif (((\n", to: "broken")
    #expect(try run(program, shell.check + [broken]).status != 0)
  }

  @Test func bashCompletesACommand() throws {
    let script = try run(built("pelapor"), ["--generate-completion-script", "bash"])
    let asking = "COMP_WORDS=(pelapor rep); COMP_CWORD=1; _pelapor pelapor rep pelapor; echo \"${COMPREPLY[*]}\""
    let outcome = try run("bash", ["--norc", "-c", "\(script.output)\n\(asking)"])
    #expect(outcome.output == "replay reports\n", "\(outcome.output)")
  }
}
