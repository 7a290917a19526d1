import Modem
import ModemSimulator
import Testing

@testable import Gateway

@Suite struct CommandConfigurationTests {
  private func load(_ lines: String, environment: [String: String] = [:]) throws(ConfigurationError) -> Configuration {
    try ConfigurationLoader.load(
      yaml: "modems:\n  - name: sim1\n    device: /dev/ttyUSB0\n" + lines, name: "test.yaml", environment: environment)
  }

  private func problems(_ lines: String) -> [String] {
    do {
      _ = try load(lines)
      return []
    } catch { return error.problems.map(\.description) }
  }

  @Test func withoutTheKeysTheModemTellsItsFamily() throws {
    let modem = try load("").modems[0]
    #expect(modem.profile == nil)
    #expect(modem.overrides == ModemProfile.Overrides())
    #expect(modem.numberType == .unknown)
    #expect(try load("    profile: auto\n").modems[0].profile == nil)
  }

  @Test(arguments: ModemProfile.families) func eachFamilyCanBeNamed(family: ModemProfile) throws {
    #expect(try load("    profile: \(family.name)\n").modems[0].profile == family)
  }

  @Test(arguments: ModemProfile.families) func whatTheFamiliesSendIsAllowed(family: ModemProfile) {
    let restarts = [family.restartCommand, family.resetCommand].compactMap(\.self)
    let commands = family.initialisation + family.cardIdentityCommands + restarts
    for command in commands { #expect(ATCommandText.complaint(command) == nil, "\(command)") }
  }

  @Test func eachStepIsRead() throws {
    let overrides = try load(
      """
          commands:
            init: ["AT+CFUN=1,0", AT#QSS=2]
            card-number: "AT+CCID"
            new-messages: ["2,1,0,0,0"]
            storage: [ME, SM]
            list: skip
            restart: at+cfun=1,1
            reset: skip
            radio-off: "AT+CFUN=0"
      """
    ).modems[0].overrides
    #expect(overrides.initialisation == ["AT+CFUN=1,0", "AT#QSS=2"])
    #expect(overrides.cardIdentityCommands == ["AT+CCID"])
    #expect(overrides.indications == ["2,1,0,0,0"])
    #expect(overrides.storageOrder == ["ME", "SM"])
    #expect(overrides.listsMessages == false)
    #expect(overrides.restartCommand == .command("at+cfun=1,1"))
    #expect(overrides.resetCommand == .nothing)
    #expect(overrides.radioOffCommand == .command("AT+CFUN=0"))
  }

  /// From the file to the line: a quarter of an hour without the network that was there.
  @Test(arguments: [("\"AT+CFUN=0\"", ["AT+CFUN=0", "AT+CFUN=1"]), ("skip", []), (nil, ["AT+CFUN=4", "AT+CFUN=1"])])
  func theRadioIsSwitchedOffAsTheFileSays(text: String?, written: [String]) throws {
    let modem = try load(text.map { "    commands: {radio-off: \($0)}\n" } ?? "").modems[0]
    var bench = try TraceBench(
      SimulatedModem.Configuration(), configuration: ModemSession.Configuration(modem, pinWasRefused: false))
    bench.session.portOpened(now: bench.now)
    bench.run(for: .seconds(10))
    bench.simulation.perform(.coverage(.none))
    bench.run(for: .seconds(960))
    let lines = try bench.trace().split(separator: "\n")
    let commands = lines.filter { $0.contains("\"write\"") }.flatMap {
      $0.matches(of: #/AT\+CFUN=[0-9]/#).map { String($0.output) }
    }
    #expect(commands == written)
  }

  @Test func skipSendsNothing() throws {
    let modem = try load("    commands: {init: skip, card-number: [skip], new-messages: skip}\n").modems[0]
    let overrides = modem.overrides
    #expect(overrides.initialisation == [])
    #expect(overrides.cardIdentityCommands == [])
    #expect(overrides.indications == [])
    #expect(overrides.listsMessages == nil)
  }

  @Test func inTheEnvironmentSemicolonsSeparate() throws {
    let modem = try load("", environment: ["PELAPOR_MODEMS_0_COMMANDS_INIT": "AT+CFUN=1,0; AT^CURC=0"]).modems[0]
    #expect(modem.overrides.initialisation == ["AT+CFUN=1,0", "AT^CURC=0"])
  }

  @Test(arguments: [
    ("AT+CMGS=20", "cost"), ("AT+CMSS=1", "cost"), ("AT+CMGC=5", "cost"), ("AT+CMGW=20", "cost"),
    ("at+cusd=1", "cost"), ("AT+CMGD=1,4", "deletes"), ("ATE0+CMGD=1", "deletes"), ("AT +C MGD=1", "deletes"),
    ("AT+CNMA", "acknowledges"), ("AT+CPIN=1234", "PIN"), ("AT+CLCK=1", "PIN"), ("AT+CSIM=10", "PIN"),
    ("AT+CFUN=1;+CMGD=1", "own element"), ("ATD112", "call"), ("ATE0D112", "call"), ("ATA", "call"),
    ("AT^SMSO", "off"), ("AT+CMUX=0", "line away"), ("+CFUN=1", "begin with AT"), ("", "begin with AT"),
    (#"AT\r"#, "control character"), (#"AT+X=\x1A"#, "control character"), (#"AT+X=\u00E9"#, "not ASCII"),
    ("AT+X=" + String(repeating: "1", count: 200), "longer"),
  ]) func commandsThatAreNotTheUsersAreRefusedOnTheirLine(command: String, word: String) {
    for step in ["init", "card-number", "restart", "reset"] {
      let problems = problems("    commands:\n      \(step): \"\(command)\"\n")
      #expect(problems.count == 1, "\(step): \(problems)")
      #expect(problems.first?.hasPrefix("test.yaml:5: modems.0.commands.\(step): ") == true, "\(problems)")
      #expect(problems.first?.contains(word) == true, "\(problems)")
      #expect(problems.first?.contains("1234") == false)
    }
  }

  @Test(arguments: [
    ("profile: nokia", "must be auto, or one of huawei"), ("number-type: 0x91", "must be one of unknown, national"),
    ("commands: {init: [AT+CFUN=1,1]}", "element 2 must begin with AT; quote"), ("commands: {init: []}", "at most 16"),
    ("commands: {restart: [AT, AT]}", "not a list"), ("commands: {new-messages: \"2,2,0,1,0\"}", "mt"),
    ("commands: {new-messages: \"2,1\"}", "five numbers"), ("commands: {storage: [SM, BM]}", "element 2 is no storage"),
    ("commands: {storage: skip}", "no storage"), ("commands: {list: AT+CMGL=4}", "must be skip"),
    ("commands: {inti: skip}", "unknown key; did you mean modems.0.commands.init?"),
    ("commands: {send: skip}", "unknown key"), ("commands: AT", "unknown key"),
  ]) func badValuesAreRefused(line: String, words: String) {
    let problems = problems("    \(line)\n")
    #expect(problems.count == 1, "\(problems)")
    #expect(problems.first?.hasPrefix("test.yaml:4: modems.0.") == true, "\(problems)")
    #expect(problems.first?.contains(words) == true, "\(problems)")
  }

  @Test func aShortNumberHasTheTypeThatIsConfiguredAndOthersTheirOwn() throws {
    let type = try load("    number-type: national\n").modems[0].numberType
    let sim = SIMIdentity(modem: "sim1", imsi: nil, registration: .home, numberType: type)
    #expect(sim.destinationType(0x81, of: "1166") == 0xA1)
    #expect(sim.destinationType(0x91, of: "1166") == 0x91)
    #expect(sim.destinationType(0x91, of: "+6281234567890") == 0x91)
    #expect(sim.destinationType(0x81, of: "081234567890") == 0x81)
    let standard = SIMIdentity(modem: "sim1", imsi: nil, registration: .home)
    #expect(standard.destinationType(0x81, of: "1166") == 0x81)
  }

  @Test func `trouble 1: a report goes out with the type of number of its modem`() async throws {
    for (numberType, octets) in [(ShortNumberType.unknown, "0481"), (.national, "04A1")] {
      let rig = try DeskRig()
      rig.sim.numberType = numberType
      try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
      rig.clock.advance(121)
      guard case .send(let request) = await rig.desk.nextSubmission(for: rig.sim) else {
        Issue.record("nothing to send")
        continue
      }
      #expect(request.hex.contains(octets + "1166"), "\(request.hex)")
    }
  }
}
