import ModemSimulator
import SMSCodec
import Testing

@Suite struct ReceivingTests {
  /// The text of the SMS-DELIVER on a line of its own in what a modem said.
  private func texts(in answer: String) -> [String] {
    answer.split(separator: "|").compactMap { line in
      guard let pdu = try? PDU.decode(hex: line, tolerance: .strict).value, case .deliver(let deliver) = pdu.tpdu
      else { return nil }
      return deliver.text
    }
  }

  @Test func storesAndTells() {
    var terminal = ModemTerminal()
    _ = terminal.ask("ATE0;+CNMI=2,1,0,2,0")
    terminal.simulation.send(OutgoingText(from: "+6281234567890", text: "halo €"))
    #expect(ModemTerminal.shown(terminal.heard()) == "|+CMTI: \"SM\",1|")
    let answer = terminal.ask("AT+CMGR=1")
    #expect(answer.hasPrefix("|+CMGR: 0,,"))
    #expect(texts(in: answer) == ["halo €"])
    #expect(terminal.ask("AT+CMGL=0") == "|OK|", "reading makes it a read one")
    #expect(terminal.ask("AT+CMGL=1").hasPrefix("|+CMGL: 1,1,,"))
    #expect(terminal.ask("AT+CMGD=?") == "|+CMGD: (1),(0-4)||OK|")
    #expect(terminal.ask("AT+CMGD=1") == "|OK|")
    #expect(terminal.ask("AT+CMGL=4") == "|OK|")
    let delivery = terminal.simulation.network.record.deliveries[0]
    #expect(delivery.takenAt == .zero && delivery.deletedAt == .zero && delivery.attempts == 1)
  }

  @Test func theNetworkHoldsWhatAFullCardCannotTake() {
    var terminal = ModemTerminal(.init(sim: SIMCard(slots: 3)))
    _ = terminal.ask("ATE0;+CNMI=2,1,0,2,0")
    for number in 1...8 { terminal.simulation.send(OutgoingText(from: "TELKOMSEL", text: "pesan \(number)")) }
    #expect(terminal.simulation.modems[0].messageCount(in: .sm) == 3)
    #expect(terminal.simulation.network.waitingCount(modem: 0) == 5)
    var seen: [String] = []
    for _ in 1...3 {
      seen += texts(in: terminal.ask("AT+CMGL=4"))
      _ = terminal.ask("AT+CMGD=1,1")
    }
    #expect(seen == (1...8).map { "pesan \($0)" })
    #expect(terminal.simulation.network.record.deletedCount == 8)
  }

  @Test func triesAgainByItselfWhenNobodyTellsOfTheRoom() {
    var scenario = Scenario()
    scenario.network.retryInterval = .seconds(30)
    var terminal = ModemTerminal(scenario)
    terminal.simulation.perform(.coverage(.none))
    terminal.simulation.send(OutgoingText(from: "+6281234567890", text: "nanti"))
    #expect(terminal.simulation.network.record.takenCount == 0)
    terminal.simulation.perform(.coverage(.home))
    #expect(terminal.simulation.network.record.takenCount == 1)
  }

  @Test func deleteFlagsTakeTheStatesTheyName() {
    var terminal = ModemTerminal()
    terminal.simulation.send(OutgoingText(from: "1166", text: "satu"))
    terminal.simulation.send(OutgoingText(from: "1166", text: "dua"))
    _ = terminal.ask("AT+CMGR=1")
    _ = terminal.ask("AT+CMGW=18")
    _ = terminal.type(Array("0001000481661100000AE8329BFD4697D9EC37".utf8) + [0x1A])
    #expect(terminal.simulation.modems[0].messageCount(in: .sm) == 3)
    _ = terminal.ask("AT+CMGD=0,1")
    #expect(terminal.simulation.modems[0].messageCount(in: .sm) == 2)
    _ = terminal.ask("AT+CMGD=0,3")
    #expect(terminal.simulation.modems[0].messageCount(in: .sm) == 1, "the unread one stays")
    _ = terminal.ask("AT+CMGD=0,4")
    #expect(terminal.simulation.modems[0].messageCount(in: .sm) == 0)
  }

  @Test func handsOverDirectlyAndWaitsForTheAcknowledgement() {
    var terminal = ModemTerminal()
    _ = terminal.ask("ATE0;+CSMS=1;+CNMI=2,2,0,1,0")
    terminal.simulation.send(OutgoingText(from: "+6281234567890", text: "satu"))
    terminal.simulation.send(OutgoingText(from: "+6281234567890", text: "dua"))
    let first = ModemTerminal.shown(terminal.heard())
    #expect(first.hasPrefix("|+CMT: ,"))
    #expect(texts(in: first) == ["satu"])
    #expect(terminal.simulation.network.record.takenCount == 0)
    let second = terminal.ask("AT+CNMA")
    #expect(second.hasPrefix("|OK||+CMT: ,"))
    #expect(texts(in: second) == ["dua"])
    #expect(terminal.ask("AT+CNMA") == "|OK|")
    #expect(terminal.ask("AT+CNMA") == "|+CMS ERROR: 340|")
  }

  @Test func aMissedAcknowledgementEndsDirectDeliveryAndTheMessageComesAgain() {
    var terminal = ModemTerminal()
    _ = terminal.ask("ATE0;+CSMS=1;+CNMI=2,2,0,1,0")
    terminal.simulation.send(OutgoingText(from: "+6281234567890", text: "satu"))
    _ = terminal.wait(.seconds(120))
    #expect(terminal.ask("AT+CNMI?") == "|+CNMI: 2,0,0,0,0||OK|")
    #expect(texts(in: terminal.ask("AT+CMGL=4")) == ["satu"])
  }

  @Test(arguments: [8, 16])
  func splitsLongTexts(bits: Int) throws {
    var terminal = ModemTerminal()
    var message = OutgoingText(from: "+6281234567890", text: String(repeating: "Pesan panjang sekali. ", count: 20))
    message.referenceBits = bits
    message.order = .reversed
    terminal.simulation.send(message)
    let parts = try terminal.simulation.modems[0].messages(in: .sm).map { hex -> UserData in
      guard case .deliver(let deliver) = try PDU.decode(hex: hex, tolerance: .strict).value.tpdu else {
        return .empty
      }
      return deliver.userData
    }
    #expect(parts.count == 3)
    #expect(parts.compactMap(\.concatenation?.sequence) == [3, 2, 1])
    #expect(parts.allSatisfy { $0.concatenation?.referenceBits == UInt8(bits) && $0.concatenation?.total == 3 })
    #expect(parts.reversed().compactMap { $0.text(for: .gsm7) }.joined() == message.text)
  }

  @Test func showsTextModeToThoseWhoWantIt() {
    var terminal = ModemTerminal()
    terminal.simulation.send(OutgoingText(from: "TELKOMSEL", text: "Pulsa anda 5000"))
    _ = terminal.ask("ATE0;+CMGF=1")
    #expect(
      terminal.ask("AT+CMGL=\"ALL\"")
        == "|+CMGL: 1,\"REC UNREAD\",\"TELKOMSEL\",,\"26/11/24,14:00:00+28\"|Pulsa anda 5000||OK|")
    #expect(
      terminal.ask("AT+CSCS=\"UCS2\";+CMGR=1")
        == "|+CMGR: \"REC READ\",\"00540045004C004B004F004D00530045004C\",,\"26/11/24,14:00:00+28\"|"
        + "00500075006C0073006100200061006E0064006100200035003000300030||OK|")
  }
}
