import Foundation
import Testing

/// Holds `docs/troubles.md` to the tests: each trouble has one by its number, and each that is named is there.
@Suite struct TroubleTableTests {
  private struct Row {
    var number: Int
    /// In code, without the quotes.
    var tests: [String]
  }

  private static func rows() throws -> [Row] {
    try text("docs/troubles.md").matches(of: #/(?m)^\| (\d+) \|[^|]*\|[^|]*\|([^|]*)\|$/#).map { match in
      Row(number: Int(match.1) ?? 0, tests: match.2.matches(of: #/`([^`]+)`/#).map { String($0.1) })
    }
  }

  /// `trouble 12: a half CPMS` of the sources, or `trouble12AHalfCPMS`.
  private static func testsThatExist() throws -> Set<String> {
    let sources = FileManager.default.enumerator(atPath: root.path + "/Tests")?.compactMap { $0 as? String } ?? []
    var names: Set<String> = []
    for file in sources where file.hasSuffix(".swift") {
      let source = try text("Tests/" + file)
      names.formUnion(source.matches(of: #/func `(trouble \d+: [^`]+)`\(/#).map { String($0.1) })
      names.formUnion(source.matches(of: #/func (trouble\d+[A-Z]\w*)\(/#).map { String($0.1) })
      names.formUnion(source.matches(of: #/@Test\(\s*"(trouble \d+: [^"]+)"/#).map { String($0.1) })
    }
    return names
  }

  @Test func everyTroubleHasATestByItsNumber() throws {
    let rows = try Self.rows()
    #expect(rows.map(\.number) == Array(1...25))
    let existing = try Self.testsThatExist()
    for row in rows {
      #expect(!row.tests.isEmpty, "trouble \(row.number) has no test")
      for test in row.tests {
        #expect(existing.contains(test), "no test is called \(test)")
        let number = test.prefixMatch(of: #/trouble ?(\d+)/#).flatMap { Int($0.1) }
        #expect(number == row.number, "\(test) is no test of trouble \(row.number)")
      }
    }
  }
}
