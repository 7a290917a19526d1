import Foundation
import Testing

/// Holds what people read to what there is.
@Suite struct GuideTests {
  /// Everything in Markdown that is shipped.
  static let documents: [String] = {
    let docs = (try? FileManager.default.contentsOfDirectory(atPath: root.path + "/docs")) ?? []
    return ["README.md", "README.id.md", "CHANGELOG.md"]
      + docs.filter { $0.hasSuffix(".md") }.sorted().map { "docs/\($0)" }
  }()

  /// Pages that there are in English and in Indonesian.
  static let pairs = documents.filter { $0.hasSuffix(".id.md") }

  private func headings(_ document: String) throws -> [(level: Int, title: String)] {
    var isCode = false
    return try text(document).split(separator: "\n", omittingEmptySubsequences: false).compactMap { line in
      if line.drop(while: { $0 == " " }).hasPrefix("```") { isCode.toggle() }
      guard !isCode, line.hasPrefix("#") else { return nil }
      let level = line.prefix { $0 == "#" }.count
      return (level, line.dropFirst(level).trimmingCharacters(in: .whitespaces))
    }
  }

  /// The anchor that a heading gets where the pages are shown.
  private func anchor(_ title: String) -> String {
    String(
      title.lowercased().compactMap { character -> Character? in
        if character == " " { return "-" }
        return character.isLetter || character.isNumber || character == "-" || character == "_" ? character : nil
      })
  }

  @Test(arguments: documents) func linksLeadSomewhere(document: String) throws {
    let folder = root.appendingPathComponent(document).deletingLastPathComponent()
    for match in try text(document).matches(of: #/\]\(([^)\s]+)\)/#) {
      let link = String(match.output.1)
      guard !link.contains("://"), !link.hasPrefix("mailto:") else { continue }
      let parts = link.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
      let target = parts[0].isEmpty ? root.appendingPathComponent(document) : folder.appendingPathComponent(parts[0])
      #expect(FileManager.default.fileExists(atPath: target.path), "\(document): \(link)")
      guard parts.count == 2, target.pathExtension == "md" else { continue }
      let path = String(target.standardizedFileURL.path.dropFirst(root.path.count + 1))
      let anchors = try headings(path).map { anchor($0.title) }
      #expect(anchors.contains(parts[1]), "\(document): \(link)")
    }
  }

  @Test(arguments: pairs) func bothLanguagesHaveTheSameSections(document: String) throws {
    let english = document.replacing(".id.md", with: ".md")
    let levels = try headings(document).map(\.level)
    #expect(try headings(english).map(\.level) == levels, "\(english) and \(document) differ in their headings")
  }

  /// What is written `pelapor …` in code.
  private func commandLines(_ document: String) throws -> [Substring] {
    let text = try text(document)
    let pattern = #/(?:`|\n\s*|\$ |pelapor\s)(?:sudo )?(?:-u pelapor )?pelapor ([a-z][^`\n]*)/#
    return text.matches(of: pattern).map(\.output.1)
  }

  @Test(arguments: documents.filter { $0 != "CHANGELOG.md" }) func commandsThatAreNamedExist(document: String) throws {
    let program = try Command.program()
    for line in try commandLines(document) {
      var command = program
      for word in line.split(separator: " ") {
        guard let next = command.shown.first(where: { $0.commandName == word }) else {
          // Of a group the next word must be a command; alternatives such as `list|show` are each one.
          let words = word.split(separator: "|").map { $0.trimmingCharacters(in: .punctuationCharacters) }
          let isName = words.allSatisfy { $0.wholeMatch(of: #/[a-z]{3,}/#) != nil }
          if !command.shown.isEmpty, isName, command.commandName == "pelapor" || words.count > 1 {
            for name in words {
              #expect(
                (command.subcommands ?? []).contains { $0.commandName == name }, "\(document): pelapor \(line)")
            }
          }
          break
        }
        command = next
      }
      guard command.shown.isEmpty else { continue }
      for option in line.matches(of: #/--[a-z][a-z-]+/#).map(\.output) where !line.contains("|") {
        let name = String(option)
        #expect(
          command.options.contains(name) || ["--help", "--version"].contains(name), "\(document): pelapor \(line)")
      }
    }
  }

  @Test(arguments: documents) func makeTargetsThatAreNamedExist(document: String) throws {
    let makefile = try text("Makefile")
    for match in try text(document).matches(of: #/(?:`|\n|sudo )make ([a-z][a-z-]*)/#) {
      #expect(makefile.contains("\n\(match.output.1): "), "\(document): make \(match.output.1)")
    }
  }
}
