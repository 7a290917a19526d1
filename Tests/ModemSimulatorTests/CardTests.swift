import ModemSimulator
import Testing

@Suite struct CardTests {
  @Test func threeWrongPINsWantThePUK() {
    var terminal = ModemTerminal(.init(sim: SIMCard(pin: "1234", puk: "11112222")))
    _ = terminal.ask("ATE0;+CMEE=1;+CREG=1")
    #expect(terminal.ask("AT+CPIN?") == "|+CPIN: SIM PIN||OK|")
    #expect(terminal.ask("AT+CIMI") == "|+CME ERROR: 11|")
    #expect(terminal.ask("AT+CMGL=4") == "|+CMS ERROR: 311|")
    #expect(terminal.ask("AT+CREG?") == "|+CREG: 1,0||OK|")
    #expect(terminal.ask("AT+CPIN=\"0000\"") == "|+CME ERROR: 16|")
    #expect(terminal.ask("AT+CPIN=\"0000\"") == "|+CME ERROR: 16|")
    #expect(terminal.ask("AT+CPINR") == "|+CPINR: SIM PIN,1,3|+CPINR: SIM PUK,10,10||OK|")
    #expect(terminal.ask("AT+CPIN=\"0000\"") == "|+CME ERROR: 12|")
    #expect(terminal.ask("AT+CPIN?") == "|+CPIN: SIM PUK||OK|")
    #expect(terminal.ask("AT+CPIN=\"1234\"") == "|+CME ERROR: 12|")
    #expect(terminal.ask("AT+CPIN=\"33334444\",\"5678\"") == "|+CME ERROR: 16|")
    #expect(terminal.ask("AT+CPIN=\"11112222\",\"5678\"") == "|OK||+CREG: 2||+CREG: 1|")
    #expect(terminal.ask("AT+CPIN?") == "|+CPIN: READY||OK|")
    #expect(terminal.simulation.modems[0].counters.wrongPINs == 4)
  }

  @Test func theRightPINOpensAndIsAskedForAgainAfterPowerOff() {
    var terminal = ModemTerminal(.init(sim: SIMCard(pin: "1234")))
    _ = terminal.ask("ATE0;+CMEE=1")
    #expect(terminal.ask("AT+CPIN=1234") == "|OK|")
    #expect(terminal.ask("AT+CREG?") == "|+CREG: 0,1||OK|")
    #expect(terminal.ask("AT+CPIN=\"1234\"") == "|+CME ERROR: 3|")
    _ = terminal.ask("AT+CFUN=1,1")
    #expect(terminal.ask("AT+CPIN?") == "AT+CPIN?\r|+CPIN: SIM PIN||OK|".replacing("AT+CPIN?\r", with: ""))
  }

  @Test func noCard() {
    var terminal = ModemTerminal(.init(sim: nil))
    _ = terminal.ask("ATE0;+CMEE=1")
    #expect(terminal.ask("AT+CPIN?") == "|+CME ERROR: 10|")
    #expect(terminal.ask("AT+CPMS?") == "|+CMS ERROR: 310|")
    #expect(terminal.ask("AT+CREG?") == "|+CREG: 0,0||OK|")
  }

  @Test func aCardPulledOutAndPutBackKeepsItsMessages() {
    var terminal = ModemTerminal()
    terminal.simulation.send(OutgoingText(from: "1166", text: "satu"))
    _ = terminal.ask("ATE0;+CMEE=1;+CREG=1")
    terminal.simulation.perform(.removeCard)
    #expect(ModemTerminal.shown(terminal.heard()) == "|+CREG: 0||+CPIN: NOT INSERTED|")
    terminal.simulation.send(OutgoingText(from: "1166", text: "dua"))
    terminal.simulation.perform(.insertCard)
    #expect(terminal.simulation.modems[0].messageCount(in: .sm) == 2)
  }
}
