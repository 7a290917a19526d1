import Foundation
import Testing

@testable import Devices

/// `systemd/60-pelapor.rules`. `udevadm verify` is newer than the udev of Debian 12, so the grammar (udev(7)) is checked here.
@Suite struct UdevRulesTests {
  struct Token {
    var key: String
    var comparison: String
    var value: String
  }

  private static func rules() throws -> [[Token]] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appendingPathComponent("systemd/60-pelapor.rules"), encoding: .utf8)
    return try text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let pattern = #/([A-Z]+(?:\{[A-Za-z_]+\})?)(==|!=|\+=|=)"([^"]*)"(?:, |$)/#
      var rest = line[...]
      var tokens: [Token] = []
      while !rest.isEmpty {
        let match = try #require(rest.prefixMatch(of: pattern), "\(rest)")
        tokens.append(Token(key: String(match.1), comparison: String(match.2), value: String(match.3)))
        rest = rest[match.range.upperBound...]
      }
      return tokens
    }
  }

  @Test func everyJumpHasItsLabelAfterIt() throws {
    let rules = try Self.rules()
    #expect(rules.count > 10)
    for (index, rule) in rules.enumerated() {
      for jump in rule where jump.key == "GOTO" {
        #expect(
          rules[index...].contains { $0.contains { $0.key == "LABEL" && $0.value == jump.value } }, "\(jump.value)")
      }
    }
  }

  @Test func keysAreThoseOfUdevAndOnlyMatchesCompare() throws {
    let matches: Set = ["ACTION", "SUBSYSTEM", "SUBSYSTEMS", "ATTR", "ATTRS", "ENV"]
    let assignments: Set = ["GOTO", "LABEL", "ENV", "SYMLINK", "GROUP", "MODE", "IMPORT"]
    for token in try Self.rules().joined() {
      let name = String(token.key.prefix { $0 != "{" })
      if ["==", "!="].contains(token.comparison) {
        #expect(matches.contains(name), "\(token)")
      } else {
        #expect(assignments.contains(name), "\(token)")
      }
    }
  }

  /// ModemManager keeps off every device whose AT port the table knows.
  @Test func trouble7EveryFamilyOfTheTableIsIgnoredByModemManager() throws {
    let ignoring = try Self.rules().filter { rule in
      rule.contains { $0.key == "ENV{ID_MM_DEVICE_IGNORE}" && $0.comparison == "=" && $0.value == "1" }
    }
    for row in PortRow.all {
      for product in row.products ?? [1] {
        #expect(
          ignoring.contains { rule in
            rule.allSatisfy { token in
              switch token.key {
              case "ATTR{idVendor}": token.value == hexadecimal(row.vendor, digits: 4)
              case "ATTR{idProduct}":
                token.value.split(separator: "|").contains { $0 == hexadecimal(product, digits: 4) }
              case _: true
              }
            }
          }, "\(USBID(row.vendor, product))")
      }
    }
  }
}
