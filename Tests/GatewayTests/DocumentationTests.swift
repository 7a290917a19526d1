import Foundation
import Reporting
import Testing

@testable import Gateway

/// Holds `docs/` and the code together. With `UPDATE_DOCS=1` (`make docs`) the generated blocks are written instead.
@Suite(.serialized) struct DocumentationTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().resolvingSymlinksInPath()

  struct Block: Sendable, CustomTestStringConvertible {
    var file: String
    var name: String
    var generated: @Sendable () -> String
    var testDescription: String { "\(file) \(name)" }
  }

  static let blocks = [
    Block(file: "docs/configuration.md", name: "keys", generated: ConfigurationExample.markdownTable),
    Block(file: "docs/configuration.md", name: "example") { "```yaml\n\(ConfigurationExample.yaml())```\n" },
    Block(file: "docs/log.md", name: "events", generated: EventReference.events),
    Block(file: "docs/log.md", name: "fields", generated: EventReference.fields),
    Block(file: "docs/log.md", name: "counters", generated: EventReference.counters),
  ]

  @Test(arguments: blocks) func generatedBlocksAreUpToDate(block: Block) throws {
    let url = Self.root.appendingPathComponent(block.file)
    let text = try String(contentsOf: url, encoding: .utf8)
    let (begin, end) = ("<!-- begin:\(block.name) -->\n", "<!-- end:\(block.name) -->")
    let start = try #require(text.range(of: begin), "\(block.file) has no \(begin)")
    let stop = try #require(text.range(of: end, range: start.upperBound..<text.endIndex))
    let range = start.upperBound..<stop.lowerBound
    if ProcessInfo.processInfo.environment["UPDATE_DOCS"] != nil {
      try text.replacingCharacters(in: range, with: block.generated()).write(to: url, atomically: true, encoding: .utf8)
    } else {
      #expect(String(text[range]) == block.generated(), "run `make docs`")
    }
  }

  struct File: Sendable, CustomTestStringConvertible {
    var path: String
    var generated: @Sendable () -> String
    var testDescription: String { path }
  }

  static let files = [
    File(path: "docs/log.schema.json", generated: EventSchema.json),
    File(path: "systemd/pelapor.catalog", generated: MessageCatalogue.text),
  ]

  @Test(arguments: files) func generatedFilesAreUpToDate(file: File) throws {
    let url = Self.root.appendingPathComponent(file.path)
    if ProcessInfo.processInfo.environment["UPDATE_DOCS"] != nil {
      try file.generated().write(to: url, atomically: true, encoding: .utf8)
    } else {
      #expect(try String(contentsOf: url, encoding: .utf8) == file.generated(), "run `make docs`")
    }
  }

  @Test func everyFieldBelongsToAnEvent() {
    let used = Set(EventName.allCases.flatMap(\.keys))
    #expect(EventKey.allCases.filter { !used.contains($0) }.isEmpty)
  }

  @Test(arguments: ReportProfile.shipped.map(\.id)) func everyShippedProfileIsInTheReference(id: String) throws {
    let url = Self.root.appendingPathComponent("docs/configuration.md")
    #expect(try String(contentsOf: url, encoding: .utf8).contains("`\(id)`"))
  }

  @Test func everyVersionedChangeIsInTheChangelog() throws {
    let text = try String(contentsOf: Self.root.appendingPathComponent("CHANGELOG.md"), encoding: .utf8)
    #expect(text.contains("## \(Version.text)") || text.contains("## Unreleased"))
  }
}

extension DocumentationTests {
  @Test(arguments: ["docs/user-guide.md", "docs/user-guide.id.md"]) func everyGuardIsExplained(file: String) throws {
    let text = try String(contentsOf: Self.root.appendingPathComponent(file), encoding: .utf8)
    for name in Guard.allCases {
      #expect(text.contains("`\(name.rawValue)`"), "\(file) does not explain \(name.rawValue)")
    }
  }
}
