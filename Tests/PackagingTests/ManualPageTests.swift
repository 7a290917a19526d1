import Foundation
import Testing

/// The manual pages as the package gets them.
@Suite struct ManualPageTests {
  private static func make() throws -> (folder: Scratch, pages: [String]) {
    let folder = try Scratch()
    let outcome = try run(
      built("manual-pages"),
      [built("pelapor"), root.path + "/docs/configuration.md", "2026-11-24", folder.url.path])
    #expect(outcome.status == 0, "\(outcome.output)")
    return (folder, try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted())
  }

  private func page(_ name: String, in folder: Scratch) throws -> String {
    try String(contentsOf: folder.url.appendingPathComponent(name), encoding: .utf8)
  }

  @Test func everyCommandHasAPageThatNamesItsOptions() throws {
    let (folder, pages) = try Self.make()
    let program = try Command.program()
    #expect(pages.contains("pelapor.1") && pages.contains("pelapor.yaml.5"))
    let overview = try page("pelapor.1", in: folder)
    for command in program.shown {
      let text = try page("pelapor-\(command.commandName).1", in: folder)
      #expect(overview.contains("\\fBpelapor\\-\(command.commandName.replacing("-", with: "\\-"))\\fR(1)"))
      for leaf in [command] + command.shown where leaf.shown.isEmpty {
        for option in leaf.options where !["--help", "--version"].contains(option) {
          let isNamed = text.contains(option.replacing("-", with: "\\-"))
          #expect(isNamed, "\(option) is not in pelapor-\(command.commandName).1")
        }
      }
    }
  }

  @Test func noTextIsTakenForARequest() throws {
    let (folder, pages) = try Self.make()
    let requests: Set<Substring> = [
      ".TH", ".SH", ".SS", ".TP", ".PP", ".br", ".nf", ".fi", ".RS", ".RE", ".nh", ".ad",
    ]
    for name in pages {
      for line in try page(name, in: folder).split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
        #expect(requests.contains(line.prefix { $0 != " " }), "\(name): \(line)")
      }
    }
  }

  @Test(.enabled(if: installed("man") != nil, "man is not installed")) func manReadsThemWithoutComplaint() throws {
    let (folder, pages) = try Self.make()
    for name in pages {
      let outcome = try run(
        "man", ["--warnings", "--local-file", folder.url.path + "/\(name)"],
        environment: ["LC_ALL": "C.UTF-8", "MANWIDTH": "80", "MANPAGER": "cat"])
      #expect(outcome.status == 0)
      #expect(!outcome.output.contains("troff:") && !outcome.output.contains("<standard input>"), "\(outcome.output)")
      #expect(outcome.output.contains("SEE ALSO"))
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completionsAreUnderstoodByTheirShell(shell: String) throws {
    let script = try run(built("pelapor"), ["--generate-completion-script", shell])
    #expect(script.status == 0 && script.output.contains("messages"))
    // After --config the shell offers files.
    let files = [
      "bash": #/'--config'\)\n\s+__pelapor_add_completions -f/#, "zsh": #/'--config\[[^\n]*:file:_files'/#,
      "fish": #/-l 'config' [^\n]* -rF/#,
    ]
    #expect(script.output.contains(try #require(files[shell])))
    guard let path = installed(shell) else {
      print("skipped: \(shell) is not installed, its completions were not read by it")
      return
    }
    let folder = try Scratch()
    let outcome = try run(path, ["-n", try folder.write(script.output, to: "completions")])
    #expect(outcome.status == 0, "\(outcome.output)")
  }
}
