import ModemSimulator
import SMSCodec
import Testing

@Suite struct VendorProfileTests {
  @Test(arguments: VendorProfile.all)
  func everyFamilyComesUpAndReceives(profile: VendorProfile) {
    var terminal = ModemTerminal(.init(profile: profile))
    _ = terminal.wait(.seconds(10))
    _ = terminal.ask("ATE0")
    if profile.quirks.contains(.urcPortElsewhere) { _ = terminal.ask("AT+QURCCFG=\"urcport\",\"usbat\"") }
    #expect(terminal.ask("AT+CMEE=1;+CMGF=0") == "|OK|")
    let bufferMode = profile.indications.offered[4].contains(0) ? 0 : 1
    #expect(terminal.ask("AT+CNMI=2,1,0,0,\(bufferMode)") == "|OK|")
    terminal.simulation.send(OutgoingText(from: "1166", text: "halo"))
    let named = profile.quirks.contains(.indicationNamesOtherStorage) ? "ME" : "SM"
    #expect(ModemTerminal.shown(terminal.heard()) == "|+CMTI: \"\(named)\",\(profile.firstIndex)|")
    #expect(terminal.ask("AT+CMGR=\(profile.firstIndex)").hasSuffix("||OK|"))
    #expect(terminal.ask("AT+CMGD=\(profile.firstIndex)") == "|OK|")
    #expect(terminal.simulation.network.record.deletedCount == 1)
  }

  @Test func simcomIsNotReadyUntilItSaysSo() {
    var terminal = ModemTerminal(.init(profile: .simcom))
    _ = terminal.ask("ATE0;+CMEE=1")
    #expect(terminal.ask("AT+CPIN?") == "|+CME ERROR: 14|")
    #expect(terminal.ask("AT+CPMS?") == "|+CMS ERROR: 314|")
    #expect(
      terminal.wait(.milliseconds(600)) == "|RDY||+CFUN: 1||+CPIN: READY|")
    #expect(terminal.ask("AT+CPIN?") == "|+CPIN: READY||OK|")
    #expect(terminal.ask("AT+CPMS?") == "|+CMS ERROR: 314|")
    #expect(terminal.wait(.seconds(3)).contains("|Call Ready||SMS Ready|"))
    #expect(terminal.ask("AT+CPMS?").hasSuffix("|OK|"))
    #expect(terminal.ask("AT+CNMI=2,2,0,1,0") == "|+CMS ERROR: 303|")
    #expect(terminal.ask("AT+CNMA") == "|+CMS ERROR: 303|")
  }

  @Test func huaweiCountsFromZeroLagsAndChatters() {
    var terminal = ModemTerminal(.init(profile: .huawei))
    _ = terminal.wait(.seconds(2))
    _ = terminal.ask("ATE0")
    #expect(terminal.ask("AT+WHAT") == "|COMMAND NOT SUPPORT|")
    #expect(terminal.ask("AT^CURC=0") == "|OK|")
    terminal.simulation.send(OutgoingText(from: "1166", text: "halo"))
    #expect(terminal.ask("AT+CPMS?").contains("\"SM\",0,20"))
    _ = terminal.wait(.milliseconds(500))
    #expect(terminal.ask("AT+CPMS?").contains("\"SM\",1,20"))
    #expect(terminal.wait(.seconds(3)) == "|^RSSI:17|")
  }

  @Test func aRestartOverUSBIsAnUnplug() {
    var terminal = ModemTerminal(.init(profile: .huawei))
    _ = terminal.wait(.seconds(2))
    _ = terminal.ask("ATE0")
    while terminal.simulation.nextEvent() != nil {}
    _ = terminal.ask("AT^RESET")
    #expect(terminal.simulation.nextEvent() == .unplugged(modem: 0))
    #expect(!terminal.simulation.modems[0].isPlugged)
    _ = terminal.wait(.seconds(8))
    #expect(terminal.simulation.nextEvent() == .replugged(modem: 0, linkName: nil))
    #expect(terminal.simulation.modems[0].isPlugged)
  }

  @Test func wavecomHasItsOwnShapes() {
    var terminal = ModemTerminal(.init(profile: .wavecom))
    _ = terminal.ask("ATE0;+CMEE=1")
    #expect(terminal.ask("AT+CPIN?") == "|+CME ERROR: 515|")
    _ = terminal.wait(.seconds(5))
    #expect(terminal.ask("AT+CPIN?") == "|+CPIN: READY|")
    #expect(terminal.ask("AT+CPMS=?") == "|+CPMS: ((\"SM\",\"SR\"),(\"SM\"))||OK|")
    #expect(terminal.ask("AT+CPMS=\"SM\",\"SM\",\"SM\"") == "|+CMS ERROR: 302|")
    #expect(terminal.ask("AT+CPMS=\"SM\"") == "|+CPMS: 0,20||OK|")
  }

  @Test func quirksShowInTheReplies() throws {
    var profile = VendorProfile.generic
    profile.quirks = [.listRefused, .paddedPDUs, .emptySlotReadsOK, .deletesWholeMessage]
    profile.cell.homeState = 11
    var terminal = ModemTerminal(.init(profile: profile))
    _ = terminal.ask("ATE0")
    #expect(terminal.ask("AT+CREG?") == "|+CREG: 0,11||OK|")
    #expect(terminal.ask("AT+CMGL=4") == "|+CMS ERROR: 303|")
    #expect(terminal.ask("AT+CMGR=1") == "|OK|")
    terminal.simulation.send(OutgoingText(from: "1166", text: String(repeating: "x", count: 400)))
    let line = try #require(terminal.ask("AT+CMGR=1").split(separator: "|").dropFirst().first)
    #expect(line.utf8.count == 350)
    _ = terminal.ask("AT+CMGD=2")
    #expect(terminal.simulation.modems[0].messageCount(in: .sm) == 0)
  }

  @Test func zteStatusReportsHaveAnExtraComma() throws {
    var terminal = ModemTerminal(.init(profile: .zte))
    _ = terminal.wait(.seconds(5))
    _ = terminal.ask("ATE0;+CNMI=2,1,0,1,0")
    _ = terminal.submit(
      "0021000481661100000AE8329BFD4697D9EC37".replacing("00000AE8329BFD4697D9EC37", with: "000004E8309B0D"))
    let heard = terminal.wait(.seconds(1))
    #expect(heard.contains("+CDS: ,"), "\(heard)")
  }
}
