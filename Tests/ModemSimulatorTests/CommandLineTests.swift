import ModemSimulator
import Testing

@Suite struct CommandLineTests {
  @Test func answersWithEchoUntilItIsSwitchedOff() {
    var terminal = ModemTerminal()
    #expect(terminal.type(Array("AT\r".utf8)) == "AT\r\r\nOK\r\n")
    #expect(terminal.type(Array("ate0\r".utf8)) == "ate0\r\r\nOK\r\n")
    #expect(terminal.type(Array("AT\r\n".utf8)) == "\r\nOK\r\n")
  }

  @Test(arguments: [
    ("AT+CGSN", "|350000000000017||OK|"),
    ("AT+CGMI;+CGMM", "|Pelapor|||Simulated modem||OK|".replacing("|||", with: "||")),
    ("AT+CPIN?", "|+CPIN: READY||OK|"),
    ("AT+CREG?", "|+CREG: 0,1||OK|"),
    ("AT+CSQ", "|+CSQ: 17,99||OK|"),
    ("AT+COPS?", "|+COPS: 0,0,\"TELKOMSEL\",2||OK|"),
    ("AT+COPS=3,2;+COPS?", "|+COPS: 0,2,\"51010\",2||OK|"),
    ("AT+CPMS=?", "|+CPMS: (\"SM\",\"ME\"),(\"SM\",\"ME\"),(\"SM\",\"ME\")||OK|"),
    ("AT+CPMS=\"SM\",\"SM\",\"ME\"", "|+CPMS: 0,20,0,20,0,23||OK|"),
    ("AT+CNMI=?", "|+CNMI: (0,1,2,3),(0,1,2,3),(0,1,2,3),(0,1,2),(0,1)||OK|"),
    ("AT+CMGD=1;+CMGD=2", "|OK|"),
    ("AT+CMGR=1", "|+CMS ERROR: 321|"),
    ("AT+WHAT", "|ERROR|"),
    ("AT+CMEE=1;+WHAT", "|+CME ERROR: 100|"),
    ("AT+CMEE=2;+CMGR=1", "|+CMS ERROR: invalid memory index|"),
    ("ATV0", "0\r"),
    ("ATS3?", "|013||OK|"),
    ("AT+CSCA?", "|+CSCA: \"+6281100000\",145||OK|"),
    ("AT+CMGF=7", "|ERROR|"),
    ("AT+CNMI=2,1,0,0,0+CMGF=1", "|+CMS ERROR: 303|"),
    ("AT =", "|ERROR|"),
    ("AT+", "|ERROR|"),
    ("ATD08123;", "|NO CARRIER|"),
  ])
  func answers(line: String, expected: String) {
    var terminal = ModemTerminal()
    #expect(terminal.ask(line) == expected)
  }

  @Test func repeatsTheLastLine() {
    var terminal = ModemTerminal()
    _ = terminal.ask("ATE0")
    _ = terminal.ask("AT+CSQ")
    #expect(ModemTerminal.shown(terminal.type(Array("A/".utf8))) == "|+CSQ: 17,99||OK|")
    #expect(terminal.simulation.modems[0].counters.commandLines == 3)
  }

  @Test func stopsAtTheFirstCommandThatFails() {
    var terminal = ModemTerminal()
    #expect(terminal.ask("AT+CMGF=1;+WHAT;+CMGF=0") == "|ERROR|")
    #expect(terminal.ask("AT+CMGF?") == "|+CMGF: 1||OK|")
  }

  @Test func ignoresNoiseBeforeTheCommand() {
    var terminal = ModemTerminal()
    _ = terminal.ask("ATE0")
    #expect(ModemTerminal.shown(terminal.type([0xFF, 0x00, 0x7E, 0x41] + Array("AT\r".utf8))) == "|OK|")
  }

  @Test func survivesAnyBytes() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<200 {
      var terminal = ModemTerminal()
      let bytes = (0..<400).map { _ in
        Bool.random(using: &generator)
          ? UInt8.random(in: 0...255, using: &generator)
          : Array("AT+CMGS=;\"\r\u{1A}?,0123&^".utf8).randomElement(using: &generator) ?? 0
      }
      _ = terminal.type(bytes)
      _ = terminal.type([0x1B, 0x0D])
      _ = terminal.wait(.seconds(10))
      _ = terminal.type(Array("\u{1B}\rATE0V1Q0S3=13S4=10\r".utf8))
      #expect(ModemTerminal.shown(terminal.type(Array("AT\r".utf8))).hasSuffix("|OK|"))
    }
  }
}
