import Reporting
import Testing

@testable import Gateway
@testable import Modem

/// What doctor makes of a running daemon's word.
@Suite struct RunningModemTests {
  private func findings(
    _ state: GatewayStatus.Modem.State, blockedBy: String? = nil, registration: String = "home",
    counters: [String: Int] = ["commands": 5000, "command_timeouts": 3], reason: String? = nil
  ) -> [Finding.Check: Finding] {
    var modem = GatewayStatus.Modem(
      name: "sim1", device: "/dev/ttyUSB2", state: state, registration: registration,
      storages: [.init(name: "SM", used: 3, total: 20)], unstored: 0, sending: 0, counters: counters)
    modem.blockedBy = blockedBy
    modem.homeNetwork = "51010"
    modem.model = "E3131"
    modem.signal = -79
    modem.technology = "LTE"
    modem.areaCode = 11_289
    modem.cellID = 27_440_068
    if let reason {
      modem.lastError = .init(at: WallTime(milliseconds: 0), level: "error", event: "modem.problem", reason: reason)
    }
    let facts = RunningModemChecks.Facts(
      modem: modem, processID: 42, hasPIN: false, profile: ReportProfile.shipped.serving(imsi: "51010"))
    return Dictionary(uniqueKeysWithValues: RunningModemChecks.findings(facts).map { ($0.check, $0) })
  }

  @Test func aModemThatWorksIsAllRight() {
    let findings = findings(.ready)
    #expect(findings[.port]?.message.contains("in use by the daemon (process 42)") == true)
    #expect(Set(findings.keys) == [.port, .answer, .sim, .registration, .cell, .profile, .signal, .storage, .line])
    #expect(findings.values.allSatisfy { $0.status == .ok }, "\(findings)")
    #expect(findings[.cell]?.message.hasPrefix("LTE, cell 27440068, area 11289") == true)
    #expect(findings[.registration]?.message.contains("27440068") == false)
  }

  @Test func aClosedPortSaysWhatTheDaemonSaid() {
    let findings = findings(.closed, reason: "/dev/ttyUSB2 does not exist")
    #expect(findings[.port]?.status == .problem && findings[.port]?.message == "/dev/ttyUSB2 does not exist")
    #expect(findings.count == 1)
  }

  @Test(
    arguments: [
      ("pin-required", "asks for its PIN"), ("pin-refused", "refused"), ("puk-required", "PUK"),
      ("sim-missing", "no SIM"),
      ("sim-fault", "does not work"), ("locked", "locked"),
    ])
  func aBlockedSIMIsAProblem(code: String, words: String) {
    let finding = findings(.blocked, blockedBy: code)[.sim]
    #expect(finding?.status == .problem && finding?.message.contains(words) == true && finding?.remedy != nil)
  }

  @Test func aSilentModemAndALostNetworkAreProblems() {
    #expect(findings(.recovering)[.answer]?.status == .problem)
    #expect(findings(.settingUp)[.answer]?.status == .warning)
    #expect(findings(.ready, registration: "searching")[.registration]?.status == .problem)
  }

  @Test func aLineThatLosesEveryTenthCommandIsNamed() {
    let finding = findings(.ready, counters: ["commands": 1000, "command_timeouts": 100])[.line]
    #expect(finding?.status == .warning && finding?.message.contains("100 commands were not answered") == true)
  }
}
