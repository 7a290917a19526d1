import ModemSimulator
import SMSCodec
import Testing

@Suite struct SendingTests {
  private func submit(_ text: String, to destination: String = "1166", report: Bool = true) throws -> String {
    try PDU(
      tpdu: .submit(
        Submit(
          destinationAddress: Address(parsing: destination), statusReportRequested: report,
          userData: UserData(text: text)))
    ).hex()
  }

  @Test func reportStatusReportAndAnswerCome() throws {
    var terminal = ModemTerminal()
    _ = terminal.ask("ATE0;+CNMI=2,1,0,1,0")
    let report = "PENIPUAN#081234567890#Selamat! Anda menang 100 juta"
    #expect(terminal.submit(try submit(report)) == "|+CMGS: 0||OK|")
    let record = terminal.simulation.network.record
    #expect(record.submissions.map(\.destination) == ["1166"])
    #expect(record.submissions.map(\.typeOfAddress) == [0x81])
    #expect(record.submissions.map(\.text) == [report])
    #expect(record.submissions.map(\.statusReportRequested) == [true])
    #expect(record.received.map(\.text) == [report])

    let status = terminal.wait(.seconds(1))
    #expect(status.hasPrefix("|+CDS: "))
    let pdu = try PDU.decode(hex: #require(status.split(separator: "|").last), tolerance: .strict).value
    guard case .statusReport(let statusReport) = pdu.tpdu else {
      Issue.record("no status report: \(status)")
      return
    }
    #expect(statusReport.messageReference == 0 && statusReport.status.isDelivered)
    #expect(statusReport.recipientAddress.description == "1166")

    #expect(terminal.wait(.seconds(2)) == "|+CMTI: \"SM\",1|")
    let answer = try PDU.decode(hex: #require(terminal.simulation.modems[0].messages(in: .sm).first)).value
    guard case .deliver(let deliver) = answer.tpdu else { return }
    #expect(deliver.originatingAddress.description == "1166")
    #expect(
      deliver.text == "Pelanggan yth, terima kasih atas laporan SMS PENIPUAN yang anda sampaikan.")
  }

  @Test(arguments: ["halo", "PENIPUAN#6281234567890#x", "PENIPUAN#0812#x", "PENIPUAN#081234567890#"])
  func anythingElseHasTheWrongForm(text: String) throws {
    var terminal = ModemTerminal()
    _ = terminal.ask("ATE0")
    #expect(terminal.submit(try submit(text, report: false)) == "|+CMGS: 0||OK|")
    _ = terminal.wait(.seconds(3))
    let answer = try PDU.decode(hex: #require(terminal.simulation.modems[0].messages(in: .sm).first)).value
    guard case .deliver(let deliver) = answer.tpdu else { return }
    #expect(deliver.text?.contains("format salah") == true)
  }

  @Test func storesStatusReportsWhereAsked() throws {
    var terminal = ModemTerminal()
    _ = terminal.ask("ATE0;+CNMI=2,1,0,2,0")
    #expect(terminal.submit(try submit("halo", to: "+6281300000000")) == "|+CMGS: 0||OK|")
    #expect(terminal.wait(.seconds(1)) == "|+CDSI: \"SM\",1|")
  }

  @Test func escapeLeavesThePromptAndNothingIsSent() {
    var terminal = ModemTerminal()
    _ = terminal.ask("ATE0")
    #expect(terminal.ask("AT+CMGS=14") == "|> ")
    #expect(ModemTerminal.shown(terminal.type(Array("0001".utf8) + [0x1B])) == "|OK|")
    #expect(terminal.simulation.network.record.submissions.isEmpty)
    #expect(terminal.ask("AT") == "|OK|")
  }

  @Test func aWrongLengthIsRefused() {
    var terminal = ModemTerminal()
    _ = terminal.ask("ATE0;+CMGS=10")
    #expect(ModemTerminal.shown(terminal.type(Array("0001".utf8) + [0x1A])) == "|+CMS ERROR: 304|")
  }

  @Test func indicationsWaitUntilThePDUIsThrough() throws {
    var terminal = ModemTerminal()
    _ = terminal.ask("ATE0;+CNMI=2,1,0,0,0")
    let pdu = try submit("halo", report: false)
    #expect(terminal.ask("AT+CMGS=\(pdu.utf8.count / 2 - 1)") == "|> ")
    terminal.simulation.send(OutgoingText(from: "+6281234567890", text: "sementara itu"))
    #expect(terminal.heard().isEmpty)
    #expect(
      ModemTerminal.shown(terminal.type(Array(pdu.utf8) + [0x1A])) == "|+CMGS: 0||OK||+CMTI: \"SM\",1|")
  }

  @Test func aSlowNetworkAnswersLateAndTypedAheadCommandsWait() throws {
    var terminal = ModemTerminal()
    _ = terminal.ask("ATE0")
    terminal.simulation.perform(.slowNetwork(.seconds(135)))
    #expect(terminal.submit(try submit("halo")) == "")
    #expect(terminal.ask("AT+CSQ") == "")
    #expect(terminal.wait(.seconds(134)) == "")
    #expect(terminal.wait(.seconds(1)) == "|+CMGS: 0||OK||+CSQ: 17,99||OK|")
  }

  @Test func orderedErrorsNeverReachTheNetwork() throws {
    var terminal = ModemTerminal()
    _ = terminal.ask("ATE0")
    terminal.simulation.perform(.sendErrors(code: 38, count: 1))
    #expect(terminal.submit(try submit("halo")) == "|+CMS ERROR: 38|")
    #expect(terminal.ask("AT+CEER") == "|+CEER: SMS failed, cause 38||OK|")
    #expect(terminal.simulation.network.record.submissions.isEmpty)
    #expect(terminal.submit(try submit("halo")) == "|+CMGS: 1||OK|")
  }

  @Test func modemsOfOneNetworkWriteToEachOther() throws {
    var other = SIMCard()
    other.number = "+628222222222"
    let scenario = Scenario(modems: [.init(), .init(sim: other)])
    var terminal = ModemTerminal(scenario)
    _ = terminal.ask("ATE0")
    #expect(terminal.submit(try submit("apa kabar", to: "+628222222222")) == "|+CMGS: 0||OK|")
    #expect(terminal.simulation.modems[1].messageCount(in: .sm) == 1)
  }

  @Test func writtenMessagesCanBeSentFromTheirSlot() throws {
    var terminal = ModemTerminal()
    _ = terminal.ask("ATE0")
    let pdu = try submit("halo", report: false)
    #expect(terminal.ask("AT+CMGW=\(pdu.utf8.count / 2 - 1)") == "|> ")
    #expect(ModemTerminal.shown(terminal.type(Array(pdu.utf8) + [0x1A])) == "|+CMGW: 1||OK|")
    #expect(terminal.ask("AT+CMSS=1") == "|+CMSS: 0||OK|")
    #expect(terminal.simulation.network.record.submissions.map(\.text) == ["halo"])
  }

  @Test func textModeSends() {
    var terminal = ModemTerminal()
    _ = terminal.ask("ATE0;+CMGF=1;+CSMP=17,167,0,0")
    #expect(terminal.ask("AT+CMGS=\"+6281234567890\"") == "|> ")
    #expect(ModemTerminal.shown(terminal.type(Array("apa kabar\u{1A}".utf8))) == "|+CMGS: 0||OK|")
    #expect(terminal.simulation.network.record.submissions.map(\.text) == ["apa kabar"])
    #expect(terminal.simulation.network.record.submissions.map(\.typeOfAddress) == [0x91])
  }
}
