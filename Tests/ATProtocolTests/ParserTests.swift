import ATProtocol
import Testing

@Suite struct ParserTests {
  private func line(_ text: String) throws -> ResultLine { try #require(ResultLine(text)) }

  @Test func `trouble 12: storages in every shape, Wavecom's among them`() throws {
    let wavecom = try #require(StorageChoices(line(#"+CPMS: (("SM","BM","SR"),("SM"))"#)))
    #expect(wavecom.reading == ["SM", "BM", "SR"])
    #expect(wavecom.writing == ["SM"])
    #expect(wavecom.receiving == nil)
    let single = try #require(StorageChoices(line(#"+CPMS: ("SM","ME")"#)))
    #expect(single.reading == ["SM", "ME"])
    let hostile = try #require(StorageChoices(line(#"+CPMS: ("SM;+CFUN=0","ME"),(),"#)))
    #expect(hostile.reading == ["ME"])
  }

  @Test func `levels are read from queries and from settings`() throws {
    #expect(
      try StorageLevel.parse(line("+CPMS: \"SM\",3,20,\"ME\",0,23"))
        == [StorageLevel(name: "SM", used: 3, total: 20), StorageLevel(name: "ME", used: 0, total: 23)])
    #expect(try StorageLevel.parse(line("+CPMS: 3,20,0,23,0,23"))?.first == StorageLevel(used: 3, total: 20))
    #expect(try StorageLevel.parse(line("+CPMS: ,,,,,,,,")) == [])
  }

  @Test(
    arguments: [
      (RegistrationState.home, true), (.roaming, true), (.homeSMSOnly, true), (.roamingCSFBNotPreferred, true),
      (.notRegistered, false), (.searching, false), (.denied, false), (.emergencyOnly, false), (.unknown, nil),
      (.restrictedLocalOperator, nil),
    ] as [(RegistrationState, Bool?)])
  func `states say whether a message may go out`(state: RegistrationState, allowed: Bool?) {
    #expect(state.allowsMessages == allowed)
  }

  @Test(
    arguments: [
      ("+CSQ: 0,99", -113), ("+CSQ: 31,0", -51), ("+CSQ: 99,99", nil), ("+CSQ: 32,99", nil), ("+CSQ: 141,99", -75),
    ] as [(String, Int?)])
  func `signal strength in dBm`(text: String, dBm: Int?) throws {
    #expect(try #require(SignalQuality(line(text))).dBm == dBm)
  }

  @Test func `ranges of a hostile modem cost nothing`() throws {
    #expect(try line("+CMGD: (0-9223372036854775807),(0-4)").values[0].numbers.count == 256)
    #expect(try line("+CMGD: (5-2),(9223372036854775807-9223372036854775807)").values[0].numbers == [])
  }

  @Test func `settings of CNMI are adapted to what the modem takes`() throws {
    let ranges = try #require(NewMessageIndicationRanges(line("+CNMI: (0,1,2),(0,1),(0,2),(0),(1)")))
    #expect(ranges.allows(NewMessageIndications(2, 1, 0, 0, 1)))
    #expect(!ranges.allows(NewMessageIndications(2, 1, 0, 2, 1)))
    #expect(ranges.adapting(NewMessageIndications(2, 1, 0, 0, 0)).bfr == 1)
  }

  @Test func `numbers of cards lose their filler, and answers with and without prefix are read`() {
    #expect(IdentityText.digits("+CCID: \"8962101234567890123F\"") == "8962101234567890123")
    #expect(IdentityText.digits("^ICCID: 89621012345678901234") == "89621012345678901234")
    #expect(IdentityText.digits("ERROR") == nil)
    #expect(IdentityText.text("+CGMM: \"EC25\"") == "EC25")
  }

  @Test func `a URC is read from what vendors write`() {
    #expect(UnsolicitedResult("^SMMEMFULL: \"SM\"") == .storageFull)
    #expect(UnsolicitedResult("+SMS FULL") == .storageFull)
    #expect(UnsolicitedResult("SMS Ready") == .messagingReady)
    #expect(UnsolicitedResult("RDY") == .restarted)
    #expect(UnsolicitedResult("+CPIN: NOT INSERTED") == .sim(.notInserted))
    #expect(UnsolicitedResult("^SIMST: 255,1") == .sim(.notInserted))
    #expect(UnsolicitedResult("+QSIMSTAT: 1,0") == .sim(.notInserted))
    #expect(UnsolicitedResult("#QSS: 0") == .sim(.notInserted))
    #expect(UnsolicitedResult("^BOOT:12345678,0,0,0,6") == .other("^BOOT"))
    #expect(UnsolicitedResult("hello") == nil)
  }
}

@Suite struct ErrorTableTests {
  @Test(arguments: [
    ("+CMS ERROR: 38", "network out of order", ErrorNature.ambiguous),
    ("+CMS ERROR: 41", "temporary failure", .ambiguous), ("+CMS ERROR: 500", "unknown error", .ambiguous),
    ("+CMS ERROR: 512", "vendor: no reason given, aborted or rejected", .ambiguous),
    ("+CMS ERROR: 42", "congestion", .temporary), ("+CMS ERROR: 30", "unknown subscriber", .permanent),
    ("+CMS ERROR: 330", "SMSC address unknown", .permanent),
    ("+CMS ERROR: 230", "application specific error", .ambiguous),
    ("+CMS ERROR: 9999", "unlisted message service error", .ambiguous), ("+CME ERROR: 14", "SIM busy", .temporary),
    ("+CME ERROR: 10", "SIM not inserted", .permanent), ("+CME ERROR: SIM busy", "SIM busy", .temporary),
    ("+CME ERROR: incorrect password", "incorrect password", .permanent), ("ERROR", "error without a code", .ambiguous),
    ("COMMAND NOT SUPPORT", "error without a code", .ambiguous),
  ])
  func `trouble 20: an error has a name and says whether it may be tried again`(
    text: String, name: String, nature: ErrorNature
  ) throws {
    guard case .failure(let error)? = FinalResult(text) else {
      Issue.record("no error")
      return
    }
    #expect(error.name == name)
    #expect(error.nature == nature)
  }

  @Test func `a PIN and a PDU never appear in what may be logged`() {
    #expect(ATCommand.enterPIN("1234").loggable == "AT+CPIN=\"****\"")
    #expect(ATCommand.submitBody("0011").loggable == "(PDU)")
    #expect(ATCommand.readMessage(3).loggable == "AT+CMGR=3")
  }
}
