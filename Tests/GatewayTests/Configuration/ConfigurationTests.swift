import Reporting
import SerialPort
import Testing

@testable import Gateway

private let minimal = """
  modems:
    - name: sim1
      device: /dev/ttyUSB0
  """

private func problems(
  _ yaml: String, environment: [String: String] = [:], settings: [String] = []
) -> [String] {
  do {
    _ = try ConfigurationLoader.load(yaml: yaml, name: "p.yaml", environment: environment, settings: settings)
    return []
  } catch {
    return error.problems.map(\.description)
  }
}

struct ConfigurationTests {
  @Test func aMinimalFileHasTheDocumentedDefaults() throws {
    let configuration = try ConfigurationLoader.load(yaml: minimal, name: "p.yaml")
    #expect(configuration.modems.map(\.name) == ["sim1"])
    #expect(configuration.modems[0].endpoint == .device(path: "/dev/ttyUSB0"))
    #expect(configuration.modems[0].baud == 115_200)
    #expect(configuration.modems[0].pin == nil)
    #expect(configuration.reporting.mode == .auto)
    #expect(configuration.reporting.holdSeconds == 120)
    #expect(configuration.reporting.minimumGapSeconds == 10)
    #expect(configuration.reporting.perHour == 10)
    #expect(configuration.reporting.perDay == 50)
    #expect(configuration.storage.path == "/var/lib/pelapor/pelapor.db")
    #expect(configuration.log.format == .json)
    #expect(configuration.log.level == .info)
    #expect(configuration.log.file == nil)
    #expect(configuration.log.includeText == false)
  }

  @Test func theExampleFileIsValidAndSetsTheDefaults() throws {
    let example = try ConfigurationLoader.load(yaml: ConfigurationExample.yaml(), name: "example")
    #expect(example == (try ConfigurationLoader.load(yaml: minimal, name: "p.yaml")))
    #expect(example.reporting.profiles == ReportProfile.shipped)
    for key in ConfigurationKeys.all {
      let name = key.path.split(separator: ".").last.map(String.init) ?? ""
      #expect(ConfigurationExample.yaml().contains("\(name): "), "\(key.path) is not in the example")
    }
  }

  @Test func commentedOutLinesOfTheExampleAreValidToo() throws {
    // `answer` belongs to another flow than the example's, `pin-file` stands instead of `pin`, and a modem is chosen once.
    let others = ["answer", "pin-file", "usb-serial", "by-path", "imei", "imsi", "usb"]
    let lines = ConfigurationExample.yaml().split(separator: "\n")
      .filter { line in !others.contains { line.contains(" \($0): ") } }
    let uncommented = lines.map { line -> Substring in
      guard let mark = line.firstRange(of: "# "), line[mark.upperBound...].contains(#/^ *(- )?[a-z-]+:( |$)/#) else {
        return line
      }
      return line[..<mark.lowerBound] + line[mark.upperBound...]
    }
    let configuration = try ConfigurationLoader.load(yaml: uncommented.joined(separator: "\n"), name: "example")
    #expect(configuration.modems[0].pin == "1234")
    #expect(configuration.reporting.neverReport == ["+6281234567890"])
    #expect(configuration.log.file != nil)
    let profile = try #require(configuration.reporting.profiles.first)
    #expect(profile.id == "my-profile")
    #expect(profile.homeNetworks == ["51089"])
    #expect(profile.replies.acknowledged == ["terima kasih * laporan"])
  }

  @Test func flagsOverrideTheEnvironmentWhichOverridesTheFile() throws {
    let configuration = try ConfigurationLoader.load(
      yaml: minimal + "\nreporting:\n  mode: off\n  per-hour: 3\n  per-day: 4\n", name: "p.yaml",
      environment: [
        "PELAPOR_REPORTING_MODE": "review", "PELAPOR_REPORTING_PER_HOUR": "5", "PELAPOR_MODEMS_0_PIN": "0123",
        "PELAPOR_REPORTING_NEVER_REPORT": "081234567890, 081234567891", "PELAPOR_HOME": "ignored", "HOME": "/root",
      ],
      settings: ["reporting.mode=dry-run", "modems.1.name=b", "modems.1.device=tcp://rack:7001"])
    #expect(configuration.reporting.mode == .dryRun)
    #expect(configuration.reporting.perHour == 5)
    #expect(configuration.reporting.perDay == 4)
    #expect(configuration.reporting.neverReport.count == 2)
    #expect(configuration.modems[0].pin == "0123")
    #expect(configuration.modems[1].endpoint == .tcp(host: "rack", port: 7_001))
  }

  @Test(arguments: [
    (
      "reporting:\n  hold-second: 3\n",
      "p.yaml:6: reporting.hold-second: unknown key; did you mean reporting.hold-seconds?"
    ),
    ("report:\n  mode: auto\n", "p.yaml:6: report.mode: unknown key; did you mean reporting.mode?"),
    ("zebra: 1\n", "p.yaml:5: zebra: unknown key"),
    (
      "reporting:\n  per-hour: many\n",
      "p.yaml:6: reporting.per-hour: must be a whole number from 0 to 1000, not \"many\""
    ),
    (
      "reporting:\n  per-hour: \"10\"\n",
      "p.yaml:6: reporting.per-hour: must be a whole number from 0 to 1000 (without quotes), not \"10\""
    ),
    (
      "reporting:\n  mode: automatic\n",
      "p.yaml:6: reporting.mode: must be one of auto, review, dry-run, off, not \"automatic\""
    ),
    ("storage:\n  path: pelapor.db\n", "p.yaml:6: storage.path: must be an absolute path, not \"pelapor.db\""),
    ("log:\n  include-text: yes\n", "p.yaml:6: log.include-text: must be true or false, not \"yes\""),
  ])
  func saysWhatIsWrongWhere(lines: String, expected: String) {
    #expect(problems(minimal + "\n\n" + lines) == [expected])
  }

  @Test func aKeyThatStandsTwiceIsRefused() {
    let told = problems(minimal + "\nlog:\n  level: info\n  level: debug\n")
    #expect(told.count >= 1)
    #expect(told[0].contains("the key level stands twice"))
  }

  @Test func aWrongPinIsNeverQuoted() {
    let told = problems(minimal + "\n    pin: 12x4\n").joined()
    #expect(told.contains("modems.0.pin"))
    #expect(told.contains("4 to 8 digits"))
    #expect(!told.contains("12x4"))
  }

  @Test func everyProblemIsToldAtOnce() {
    let told = problems("modems:\n  - name: a b\n    baud: 1\nlog:\n  format: xml\n")
    #expect(told.count == 4, "\(told)")
    #expect(told.contains { $0.contains("modems.0: says not which modem is meant") })
  }

  @Test func twoModemsNeedTwoNamesAndTwoPorts() {
    let told = problems(minimal + "\n  - name: sim1\n    device: /dev/ttyUSB0\n")
    #expect(told.contains { $0.contains("names another modem already") })
    #expect(told.contains { $0.contains("belongs to the modem sim1 already") })
  }

  @Test(arguments: [
    "", "- a\n- b\n", "modems: 3\n", "modems: []\n", "modems:\n  - sim1\n", "modems: {name: sim1}\n", "\t\n",
    "a: [b", "&a [*a]",
    "modems:\n  - name: sim1\n  - 3\n", "\u{0}", "modems:\n  - [[[[]]]]\n", "modems:\n  -999: 1\n",
  ])
  func shapesThatAreNoConfigurationAreRefused(yaml: String) {
    #expect(!problems(yaml).isEmpty)
  }

  @Test func unknownVariablesOfOurSectionsAreRefused() {
    let told = problems(minimal, environment: ["PELAPOR_REPORTING_MOOD": "good"])
    #expect(told.first?.contains("PELAPOR_REPORTING_MOOD") == true)
  }

  @Test func settingsWithoutAValueAreRefused() {
    #expect(problems(minimal, settings: ["reporting.mode"]).first?.contains("key=value") == true)
  }
}
