import Foundation
import Testing

@testable import Gateway

/// `systemd/pelapor.catalog`, by systemd's own reader.
struct CatalogueTests {
  @Test func messageIDsAreDistinctAndStable() {
    let ids = EventName.allCases.map(\.messageID)
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{12}8[0-9a-f]{3}[89ab][0-9a-f]{15}/) != nil })
    // A contract with other programs: never changes.
    #expect(EventName.reportSent.messageID == "992bfd0c6b788fe6bc63655a32988a93")
  }

  @Test(.enabled(if: isThere)) func systemdReadsTheCatalogueAndKnowsEveryEvent() throws {
    let scratch = try Scratch()
    let folder = scratch.file("usr/lib/systemd/catalog")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for path in ["var/lib/systemd/catalog", "var/lib/systemd"] {
      try FileManager.default.createDirectory(atPath: scratch.file(path), withIntermediateDirectories: true)
    }
    let file = try #require(ProjectFiles.path("systemd/pelapor.catalog"))
    try FileManager.default.copyItem(atPath: file, toPath: "\(folder)/pelapor.catalog")
    let update = try Self.journalctl(["--root=\(scratch.path)", "--update-catalog"])
    #expect(update.status == 0 && update.errors == "", "\(update.errors)")
    let list = try Self.journalctl(["--root=\(scratch.path)", "--list-catalog"]).output
    for name in EventName.allCases { #expect(list.contains("\(name.messageID) Pelapor: Pelapor: \(name.rawValue)")) }
    let dump = try Self.journalctl(["--root=\(scratch.path)", "--dump-catalog", EventName.reportUnknown.messageID])
    #expect(dump.output.contains(EventName.reportUnknown.summary))
  }

  private static let isThere: Bool = {
    if (try? journalctl(["--version"]))?.status == 0 { return true }
    print("skipped: journalctl is not installed")
    return false
  }()

  private static func journalctl(_ arguments: [String]) throws -> (status: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/journalctl")
    process.arguments = arguments
    return try process.answer()
  }
}
