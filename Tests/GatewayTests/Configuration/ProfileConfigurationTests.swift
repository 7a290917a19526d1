import Reporting
import Testing

@testable import Gateway

private func load(_ profiles: String) throws(ConfigurationError) -> [ReportProfile] {
  let yaml = "modems:\n  - name: sim1\n    device: /dev/ttyUSB0\nreporting:\n  profiles:\n" + profiles
  return try ConfigurationLoader.load(yaml: yaml, name: "p.yaml").reporting.profiles
}

private func problems(_ profiles: String) -> [String] {
  do throws(ConfigurationError) {
    _ = try load(profiles)
    return []
  } catch {
    return error.problems.map(\.description)
  }
}

struct ProfileConfigurationTests {
  @Test func aShippedProfileIsEnabledByItsName() throws {
    let profiles = try load("    - id: xl-588\n      enabled: true\n")
    let changed = try #require(profiles.first { $0.id == "xl-588" })
    var expected = try #require(ReportProfile.shipped.first { $0.id == "xl-588" })
    expected.isEnabled = true
    #expect(changed == expected)
    #expect(profiles.count == ReportProfile.shipped.count)
  }

  @Test func aShippedProfileIsChangedWhereTheFileSaysSo() throws {
    let profiles = try load(
      "    - id: telkomsel-1166\n      template: \"PENIPUAN#{number}#{text}#\"\n      parts: 2\n      per-hour: 3\n")
    let changed = try #require(profiles.first { $0.id == "telkomsel-1166" })
    #expect(changed.isEnabled)
    #expect(changed.maximumParts == 2)
    #expect(changed.limits.perHour == 3)
    #expect(changed.version == 0)
    #expect(changed.replies == ReportProfile.shipped[0].replies)
    #expect(changed.flow == .template(try ReportTemplate("PENIPUAN#{number}#{text}#")))
  }

  @Test func anOwnProfileOfEachFlowIsRead() throws {
    let profiles = try load(
      """
          - {id: a, name: Satu, enabled: true, home-networks: ["51089"], flow: template, destination: "1234",
             template: "LAPOR {number} {text}", verified-on: "2026-11-24"}
          - id: b
            home-networks: ["99901", "999"]
            flow: two-step
            destination: "+447700900123"
            answer: "{international}"
            replies:
              acknowledged: ["thank you"]
              asks-for-number: ["reply * number"]
          - {id: c, home-networks: ["99903"], flow: forward, destination: "7226", type-of-address: national}
          - {id: d, home-networks: ["99904"], flow: export, email: cs@example.org, call-centre: "188"}
      """)
    let own = Dictionary(uniqueKeysWithValues: profiles.prefix(4).map { ($0.id, $0) })
    #expect(own["a"]?.isEnabled == true)
    #expect(own["a"]?.verification == .on("2026-11-24"))
    #expect(own["a"]?.typeOfAddress == 0x81)
    #expect(own["b"]?.isEnabled == false)
    #expect(own["b"]?.flow == .twoStep(answer: try ReportTemplate("{international}")))
    #expect(own["b"]?.typeOfAddress == 0x91)
    #expect(own["b"]?.replies.asksForNumber == ["reply * number"])
    #expect(own["c"]?.typeOfAddress == 0xA1)
    #expect(own["d"]?.destination == nil)
    #expect(profiles.serving(imsi: "510891234567890")?.id == "a")
  }

  @Test func anEmptyListIsNoMistake() throws {
    let yaml = "modems:\n  - name: sim1\n    device: /dev/ttyUSB0\nreporting:\n  profiles: []\n"
    #expect(try ConfigurationLoader.load(yaml: yaml, name: "p.yaml").reporting.profiles == ReportProfile.shipped)
  }

  @Test(arguments: [
    (
      "    - id: xl-588\n      enable: true\n",
      ["p.yaml:7: reporting.profiles.0.enable: unknown key; did you mean reporting.profiles.0.enabled?"]
    ),
    (
      "    - id: xl-588\n      replies:\n        rejects: [x]\n",
      [
        "p.yaml:8: reporting.profiles.0.replies.rejects: unknown key; "
          + "did you mean reporting.profiles.0.replies.rejected?"
      ]
    ),
    (
      "    - id: xl-589\n      enabled: true\n",
      [
        "p.yaml:6: reporting.profiles.0.home-networks: is missing: a list of MCC and MNC, 3 to 6 digits each, in quotes; "
          + "did you mean the shipped profile xl-588?",
        "p.yaml:6: reporting.profiles.0.flow: is missing: one of template, forward, two-step, export; "
          + "did you mean the shipped profile xl-588?",
      ]
    ),
    (
      "    - {id: a, home-networks: [\"99901\"], flow: template, destination: \"1234\", template: \"LAPOR {nomor}\"}\n",
      [
        "p.yaml:6: reporting.profiles.0.template: unknown placeholder {nomor}; use {number}, {international}, {sender}, "
          + "{text} or {date}"
      ]
    ),
    (
      "    - {id: a, home-networks: [\"99901\"], flow: forward, template: \"x{text}\"}\n",
      [
        "p.yaml:6: reporting.profiles.0.template: has no meaning in the flow forward",
        "p.yaml:6: reporting.profiles.0.destination: is missing: a number of 3 to 15 digits, in quotes, with + if it is "
          + "international",
      ]
    ),
    (
      "    - id: xl-588\n    - id: xl-588\n",
      ["p.yaml:7: reporting.profiles.1.id: \"xl-588\" names another profile already"]
    ),
    (
      "    - {id: a, enabled: true, home-networks: [\"51010\"], flow: forward, destination: \"1234\"}\n",
      [
        "p.yaml: reporting.profiles: a and telkomsel-1166 are both enabled for the network 51010; disable one of them "
          + "(- id: telkomsel-1166, enabled: false)"
      ]
    ),
    (
      "    - {id: xl-588, destination: \"lima\"}\n",
      [
        "p.yaml:6: reporting.profiles.0.destination: must be a number of 3 to 15 digits, in quotes, with + if it is "
          + "international, not \"lima\""
      ]
    ),
  ])
  func saysWhatIsWrongWhere(profiles: String, expected: [String]) {
    #expect(problems(profiles) == expected)
  }

  @Test func variablesAndFlagsReachIntoTheList() throws {
    let configuration = try ConfigurationLoader.load(
      yaml: "modems:\n  - name: sim1\n    device: /dev/ttyUSB0\n", name: "p.yaml",
      environment: ["PELAPOR_REPORTING_PROFILES_0_ID": "xl-588"], settings: ["reporting.profiles.0.enabled=true"])
    #expect(configuration.reporting.profiles.first { $0.id == "xl-588" }?.isEnabled == true)
  }
}
