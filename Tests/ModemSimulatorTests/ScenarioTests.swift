import ModemSimulator
import SMSCodec
import Testing

@Suite struct ScenarioTests {
  @Test func readsSettingsAndSteps() throws {
    let scenario = try Scenario.parse(
      """
      # comment
      profile huawei
      storage SM 5
      pin 1234
      start listening
      clock 2026-11-24T14:00:00+07:00
      at 2.5s from +6281234567890 text "satu \\"dua\\" \\u{20AC}\\n" class 1 reversed   # and so on
      after 500ms repeat 2 every 10ms from TELKOMSEL text "no {n}"
      drop-cmti 3
      modem lain
      baud 9600
      at 1s mute
      """)
    #expect(scenario.modems.map(\.profile.name) == ["huawei", "generic"])
    #expect(scenario.modems.map(\.baud) == [0, 9600])
    #expect(scenario.modems[0].sim?.slots == 5)
    #expect(scenario.modems[0].sim?.pin == "1234")
    #expect(scenario.modems[0].sim?.number != scenario.modems[1].sim?.number)
    #expect(scenario.names == ["modem1", "lain"])
    #expect(scenario.start == .listening)
    #expect(scenario.network.epoch == SimulatedNetwork.defaultEpoch)
    var first = OutgoingText(from: "+6281234567890", text: "satu \"dua\" €\n")
    first.messageClass = 1
    first.order = .reversed
    #expect(
      scenario.steps == [
        .init(at: .milliseconds(2500), .text(first)),
        .init(at: .milliseconds(3000), .text(OutgoingText(from: "TELKOMSEL", text: "no 1"))),
        .init(at: .milliseconds(3010), .text(OutgoingText(from: "TELKOMSEL", text: "no 2"))),
        .init(at: .milliseconds(3010), .dropIndications(3)),
        .init(at: .seconds(1), modem: 1, .mute(nil)),
      ])
  }

  @Test(arguments: [
    ("profil huawei", 1, 1, "unknown line 'profil'", "Did you mean profile?"),
    ("\n\n  profile huwaei", 3, 11, "unknown profile 'huwaei'", "Did you mean huawei?"),
    ("at soon end", 1, 4, "the time 'soon' is no length of time", "Write 300ms"),
    ("at 1s from +62812345678 text halo", 1, 30, "the text is not in quotation marks", "For example"),
    ("at 1s from +62812345678 text \"halo", 1, 30, "the text has no end", "Close it"),
    ("at 1s from +62812345678 text \"ha\\lo\"", 1, 33, "unknown escape", "There are"),
    ("at 1s from a-name-that-is-too-long text \"halo\"", 1, 12, "'a-name-that-is-too-long' is no sender", "up to 11"),
    ("at 1s from +62812345678", 1, 24, "'text' is missing", "For example"),
    ("pdu 07X", 1, 5, "this is no PDU", "hexadecimal"),
    ("at 1s pin 1234", 1, 7, "pin is a setting and has no time", "without 'at'"),
    ("pin 12", 1, 5, "the PIN '12' is not 4 to 8 digits", "pin 1234"),
    ("storage SM -1", 1, 12, "the number of slots '-1' is no number from 0 to 10000", "storage SM 20"),
    ("end now", 1, 5, "'now' is one word too many", "Remove it"),
    ("replug as ../x", 1, 11, "'../x' is no name", "without a slash"),
    ("fault unplug 2", 1, 14, "the probability '2' is no number from 0 to 1", "For example"),
    ("repeat 3 end", 1, 10, "'every' is missing", "For example"),
    ("clock yesterday", 1, 7, "'yesterday' is no time", "2026-11-24"),
    ("modem a\nmodem a", 2, 7, "there is a modem 'a' already", "own name"),
    ("cms-error 38", 1, 13, "'next-send' is missing", "For example"),
  ])
  func saysWhatIsWrongWhereAndWhatToDo(text: String, line: Int, column: Int, reason: String, remedy: String) {
    do {
      _ = try Scenario.parse(text)
      Issue.record("accepted: \(text)")
    } catch {
      #expect(error.line == line && error.column == column, "\(error)")
      #expect(error.reason.hasPrefix(reason), "\(error)")
      #expect(error.remedy.contains(remedy), "\(error)")
    }
  }

  @Test func survivesAnyText() {
    var generator = SeededGenerator(seed: 3)
    let words = [
      "at", "1s", "from", "\"", "text", "\\u{", "}", "repeat", "9999999", "every", "#", "pdu", "modem", "\n",
    ]
    for _ in 0..<2000 {
      let text = (0..<12).compactMap { _ in words.randomElement(using: &generator) }.joined(separator: " ")
      _ = try? Scenario.parse(text)
    }
  }

  @Test func everyWordOfTheLanguageIsDocumented() throws {
    let unknown = #expect(throws: ScenarioError.self) { try Scenario.parse("xyzzyxyzzy") }
    let words = try #require(unknown).remedy.split { " ,.:".contains($0) }.dropFirst(2).map(String.init)
    #expect(words.count > 30)
    let page = try #require(documentation("scenarios.md"))
    for word in words { #expect(page.contains("`\(word)"), "\(word)") }
  }

  @Test func theClockStartsWhenTheTerminalListens() throws {
    var terminal = ModemTerminal(try Scenario.parse("start listening\nat 2s from 1166 text \"halo\"\nat 3s end"))
    _ = terminal.wait(.seconds(60))
    #expect(terminal.simulation.startedAt == nil)
    _ = terminal.ask("ATE0;+CNMI=2,1,0,0,0")
    #expect(terminal.wait(.milliseconds(1999)) == "")
    #expect(terminal.wait(.milliseconds(1)) == "|+CMTI: \"SM\",1|")
    _ = terminal.wait(.seconds(1))
    var events: [Simulation.Event] = []
    while let event = terminal.simulation.nextEvent() { events.append(event) }
    #expect(events == [.started, .ended])
  }

  @Test func timePassesInOrderWhateverTheStep() throws {
    let text = """
      at 1s from 1166 text "satu"
      at 2s no-network
      at 3s from 1166 text "dua"
      at 4s network home
      at 5s sim-full
      at 6s from 1166 text "tiga"
      """
    var jump = ModemTerminal(try Scenario.parse(text))
    _ = jump.wait(.seconds(10))
    var small = ModemTerminal(try Scenario.parse(text))
    for _ in 0..<1000 { _ = small.wait(.milliseconds(10)) }
    #expect(jump.simulation.network.record == small.simulation.network.record)
    #expect(jump.simulation.network.record.deliveries.map(\.takenAt) == [.seconds(1), .seconds(4), nil])
    #expect(jump.simulation.modems[0].messageCount(in: .sm) == 20)
  }
}
