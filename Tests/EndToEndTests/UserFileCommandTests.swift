import Foundation
import Store
import Testing

extension EndToEndProcesses {
  /// Commands that are given files which are not there, or are folders.
  @Suite struct UserFiles {
    private let scratch: Scratch

    init() throws {
      scratch = try Scratch()
      try Store.open(path: scratch.file("pelapor.db"), access: .daemon).close()
    }

    /// `FILE` stands for the file, `DATABASE` for a database that is there.
    private static let commands = [
      "config check FILE", "run --config FILE", "status --config FILE", "contacts import FILE --database DATABASE",
      "evaluate FILE", "classify --input FILE", "replay FILE", "simulate --scenario FILE --link DATABASE.tty",
      "restore FILE --database DATABASE", "tail FILE --no-follow", "messages list --database FILE",
      "backup FILE/backup.db --database DATABASE", "train --corpus FILE",
    ]

    private func run(_ command: String, file: String) async throws -> (status: Int32?, complaints: String) {
      let program = try Program(
        command.split(separator: " ").map {
          String($0).replacing("FILE", with: file).replacing("DATABASE", with: scratch.file("pelapor.db"))
        })
      return (await program.wait(), program.complaints)
    }

    @Test(arguments: commands) func whatIsNotThereIsSaidInOneSentence(command: String) async throws {
      let file = scratch.file("missing.x")
      let said = try await run(command, file: file)
      #expect(said.status != 0 && said.status != nil)
      #expect(said.complaints.split(separator: "\n").count == 1, "\(said.complaints)")
      #expect(said.complaints.contains(file))
      for foreign in ["couldn", "No such", "SQLite", "Error", "errno"] {
        #expect(!said.complaints.contains(foreign), "\(said.complaints)")
      }
    }

    @Test(arguments: commands.filter { !$0.hasPrefix("backup") && !$0.hasPrefix("train") })
    func aFolderIsNoFile(command: String) async throws {
      let said = try await run(command, file: scratch.path)
      #expect(said.status != 0 && said.status != nil)
      #expect(said.complaints.contains("is a folder"), "\(said.complaints)")
    }

    @Test func aCheckByHandSaysThatItDoesNotLookAtCredentials() async throws {
      func check(_ lines: String, _ arguments: String...) async throws -> Program {
        let file = try scratch.write("modems:\n  - name: sim1\n    device: /dev/ttyUSB0\n\(lines)", to: "pelapor.yaml")
        let program = try Program(["config", "check", file] + arguments)
        #expect(await program.wait() == 0, "\(program.complaints)")
        return program
      }
      let note = "credentials with PINs are not looked at"
      let credential = try await check("    pin-file: sim1\n")
      #expect(credential.complaints.hasPrefix(note) && credential.output.lines.first?.text.contains("is right") == true)
      #expect(try await check("    pin-file: sim1\n", "--json").complaints == "")
      #expect(try await check("    pin: \"1234\"\n").complaints == "")
    }
  }
}
