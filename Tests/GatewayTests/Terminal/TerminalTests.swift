import Testing

@testable import Gateway

/// `pelapor at`: what passes, and what is said of it.
@Suite struct TerminalTests {
  @Test(arguments: [
    "AT+CMGS=14", "at+cmgs=14", "AT +CMGS = 14", "AT+CSQ;+CMGD=1,4", "xxAT+CMSS=3", "AT+CMGD=1", "AT+QMGDA=\"DEL ALL\"",
    "AT+CM\u{8}GD=1", "AT+CPIN=\"1234\"", "ATD0812;", "ATE0D0812;", "AT+CFUN=1,1", "AT^RESET", "AT+CSCA=\"+62\"",
    "AT+CUSD=1,\"*363#\"", "AT+CSCS=\"GSM\";+CMGW=12",
  ]) func whatChangesSomethingIsNotPassedOn(line: String) {
    #expect(CommandGuard.objection(to: line) != nil)
  }

  @Test(arguments: [
    "AT", "ATI", "AT+CSQ", "AT+CPIN?", "AT+CMGD=?", "AT+CMGS=?", "AT+CMGL=4", "AT+CMGR=1", "AT+CREG=2;+CREG?",
    "AT+CPMS=\"SM\"", "AT+CMEE=1", "AT+CMGF=0", "ATE0", "AT+CSCS=\"+CMGD=1\"", "AT+CSCA?", "AT+CNUM",
  ]) func whatOnlyAsksIs(line: String) {
    #expect(CommandGuard.objection(to: line) == nil)
  }

  private func told(_ text: String) -> [LineNarrator.Remark] {
    var narrator = LineNarrator()
    return narrator.consume(Array(text.utf8))
  }

  @Test func aPDUIsReadOut() {
    let pdu = "07911326040000F0040B911346610089F60000208062917314480CC8F71D14969741F977FD07"
    let remarks = told("+CMGL: 1,1,,31\r\n\(pdu)\r\nOK\r\n")
    #expect(
      remarks == [
        .line("+CMGL: 1,1,,31"), .line(pdu),
        .note("deliver, +31641600986, 2002-08-26T19:37:41-01:00, \u{201C}How are you?\u{201D}"), .line("OK"),
        .final(isSuccess: true),
      ])
  }

  @Test(arguments: [
    ("+CMS ERROR: 38\r\n", "network out of order"), ("+CME ERROR: 10\r\n", "insert the SIM"),
    ("+CME ERROR: SIM busy\r\n", "wait some seconds"), ("ERROR\r\n", "AT+CMEE=1"),
    ("+CMTI: \"SM\",3\r\n", "a message has arrived in SM 3"), ("+CREG: 2,5\r\n", "roaming"),
    ("+CSQ: 17,99\r\n", "-79 dBm"), ("RDY\r\n", "the modem has started"), ("+CPIN: SIM PUK\r\n", "asks for its PUK"),
    ("+CMT: ,23\r\n07zz\r\nOK\r\n+CMT: ,3\r\n079113\r\n1234567890\r\n", "no PDU"),
  ]) func whatItMeansIsSaid(text: String, note: String) {
    let notes = told(text).compactMap { if case .note(let text) = $0 { text } else { nil } }
    #expect(text.contains("07zz") || notes.contains { $0.contains(note) }, "\(notes)")
  }

  @Test func hostileOctetsAreEscaped() {
    for remark in told("+CUSD: \u{202E}\u{9B}2J\r\n" + String(repeating: "A", count: 9_000) + "\r\n") {
      guard case .line(let line) = remark else { continue }
      #expect(line.unicodeScalars.allSatisfy { !isUnsafe($0) })
      #expect(line.count < 300)
    }
  }

  @Test func aPromptNeedsNoLineEnd() {
    #expect(told("\r\n> ") == [.prompt])
  }
}
