import Foundation
import Testing

@testable import Gateway

/// What somebody may write into the file, and is told.
struct HostileConfigurationTests {
  private static let modem = "modems:\n  - name: sim1\n    device: /dev/ttyUSB0\n"

  private func problems(_ yaml: String) -> [String] {
    do {
      _ = try ConfigurationLoader.load(yaml: Self.modem + yaml, name: "p.yaml")
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  private func problem(ofFile octets: [UInt8]) throws -> String? {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("pelapor-\(UUID().uuidString).yaml")
    try Data(octets).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    do throws(ConfigurationError) {
      _ = try ConfigurationLoader.load(path: file.path)
      return nil
    } catch {
      return error.problems.first.map { $0.description.replacing(file.path, with: "FILE") }
    }
  }

  @Test func aPortWithoutASecretIsRefused() {
    #expect(
      problems("control:\n  listen: 127.0.0.1:8166\n") == [
        "p.yaml:5: control.listen: needs control.token-file: without a secret every account of this machine could send "
          + "SMS"
      ])
    #expect(problems("control:\n  listen: 127.0.0.1:8166\n  token-file: /etc/pelapor/token\n").isEmpty)
  }

  @Test func aFileThatIsNoTextIsRefusedWithoutBeingQuoted() throws {
    let words = "FILE: not a configuration: it must be UTF-8 text under 1 MiB"
    #expect(try problem(ofFile: Array(Self.modem.utf8) + [0xC3, 0x28]) == words)
    #expect(try problem(ofFile: Array(Self.modem.utf8) + Array(repeating: 0x0A, count: 1 << 20)) == words)
    #expect(try problem(ofFile: Array(Self.modem.utf8)) == nil)
  }

  @Test(arguments: [
    ("? [a, b]\n: c\n", "a key must be a plain word"),
    ("hooks:\n  - name: a\n  - b\n", "the elements of a list must all be of one kind"),
    ("reporting:\n  mode: auto\n  mode: off\n", "stands twice"),
    ("reporting:\n  mode: \"auto\n", "not valid YAML"),
    ("reporting:\n  mode: *nothing\n", "not valid YAML"),
  ])
  func anOddFileIsRefusedWithItsPlace(yaml: String, words: String) {
    let told = problems(yaml)
    #expect(told.contains { $0.hasPrefix("p.yaml") && $0.contains(words) }, "\(told)")
  }

  @Test func thereIsAnEndToHooks() {
    let many = (0...ConfigurationLoader.maximumHooks).map { number in
      "  - name: h\(number)\n    events: [report.sent]\n    command: [/bin/true]\n"
    }
    #expect(problems("hooks:\n" + many.dropLast().joined()).isEmpty)
    let told = problems("hooks:\n" + many.joined())
    #expect(told.contains { $0.contains("at most \(ConfigurationLoader.maximumHooks) are possible") }, "\(told)")
  }

  @Test(arguments: [
    ("flow: two-step\n      destination: \"7726\"\n", "answer: is missing: "),
    ("flow: template\n      destination: \"7726\"\n", "template: is missing: "),
    ("flow: forward\n", "destination: is missing: "),
    ("flow: export\n      destination: \"7726\"\n", "destination: has no meaning in the flow export"),
  ])
  func aProfileWithoutWhatItsFlowNeedsIsRefused(flow: String, words: String) {
    let told = problems(
      """
      reporting:
        profiles:
          - id: mine
            name: Mine
            enabled: true
            home-networks: ["51099"]
            \(flow)
      """)
    #expect(told.contains { $0.contains(words) }, "\(told)")
  }
}
