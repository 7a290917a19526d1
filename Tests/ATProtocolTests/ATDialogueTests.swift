import ATProtocol
import Testing

@Suite struct ATDialogueTests {
  /// What a dialogue makes of a text, while a command runs.
  private func events(_ command: ATCommand?, _ text: String) -> [ATDialogue.Event] {
    var dialogue = ATDialogue()
    if let command { dialogue.begin(command) }
    return text.utf8.compactMap { dialogue.consume($0) }
  }

  private static let pdu = "07912618010000F0040C91261810325476000042703191750482020761"
  private static let entry = MessageEntry(status: 1, declaredLength: 20, pdu: pdu)
  private static let cmti = ATDialogue.Event.unsolicited(.messageStored(storage: "SM", index: 4))

  @Test func `trouble 15: a URC stands between the header and the PDU of a read message`() {
    #expect(
      events(.readMessage(3), "\r\n+CMGR: 1,,20\r\n+CMTI: \"SM\",4\r\n\(Self.pdu)\r\n\r\nOK\r\n")
        == [Self.cmti, .entry(Self.entry), .final(.ok)])
  }

  @Test func `trouble 15: URCs stand anywhere in a listing`() {
    let text = """
      \r\nRING\r\n+CMGL: 1,1,,20\r\n^RSSI:14\r\n\(Self.pdu)\r\n+CMTI: "SM",4\r\n+CMGL: 2,1,,20\r\n\(Self.pdu)\r\n\
      +CREG: 1\r\n\r\nOK\r\n
      """
    var first = Self.entry
    first.index = 1
    var second = Self.entry
    second.index = 2
    let found = events(.listMessages, text)
    #expect(found.contains(.entry(first)))
    #expect(found.contains(.entry(second)))
    #expect(found.contains(Self.cmti))
    #expect(found.last == .final(.ok))
    #expect(found.count == 7)
  }

  @Test func `trouble 15: a directly delivered PDU is no answer of the running command`() {
    let text = "\r\n+CSQ: 17,99\r\n+CMT: ,20\r\n\(Self.pdu)\r\n\r\nOK\r\n"
    #expect(
      events(.signalQuality, text) == [
        .information("+CSQ: 17,99"), .unsolicited(.message(MessageEntry(declaredLength: 20, pdu: Self.pdu))),
        .final(.ok),
      ])
  }

  @Test func `ZTE: a status report header may hold an extra comma`() {
    #expect(
      events(nil, "\r\n+CDS: ,20\r\n\(Self.pdu)\r\n")
        == [.unsolicited(.statusReport(MessageEntry(declaredLength: 20, pdu: Self.pdu)))])
  }

  @Test func `an echoed command is recognised, whole or glued to the prompt`() {
    #expect(events(.signalQuality, "AT+CSQ\r\r\n+CSQ: 3,99\r\nOK\r\n").first == .echo)
    #expect(events(.submit(length: 20), "AT+CMGS=20\r\r\n> ") == [.echo, .prompt])
    #expect(events(.submitBody("0011AA"), "0011AA\u{1A}\r\n+CMGS: 7\r\nOK\r\n").first == .echo)
  }

  @Test func `the end of somebody else's call does not end a command`() {
    #expect(
      events(.signalQuality, "NO CARRIER\r\n+CSQ: 3,99\r\nOK\r\n")
        == [.unsolicited(.other("NO CARRIER")), .information("+CSQ: 3,99"), .final(.ok)])
  }

  @Test func `a registration URC that crosses its query is not the answer`() {
    let found = events(.registration(.circuit), "+CREG: 5\r\n+CREG: 2,1,\"1A2B\",\"00C3\",7\r\nOK\r\n")
    guard case .unsolicited(.registration(let urc))? = found.first else {
      Issue.record("\(found)")
      return
    }
    #expect(urc.state == .roaming)
    #expect(found.dropFirst() == [.information("+CREG: 2,1,\"1A2B\",\"00C3\",7"), .final(.ok)])
  }

  @Test func `an empty slot gives no entry`() {
    #expect(events(.readMessage(1), "\r\nOK\r\n") == [.final(.ok)])
    #expect(events(.readMessage(1), "\r\n+CMGR: 0,,0\r\n\r\nOK\r\n") == [.final(.ok)])
  }

  @Test func `what stands in the place of a PDU is handed on as it is`() {
    let found = events(.readMessage(1), "\r\n+CMGR: 0,,20\r\nnot a PDU\r\n\r\nOK\r\n")
    #expect(found == [.entry(MessageEntry(status: 0, declaredLength: 20, pdu: "not a PDU")), .final(.ok)])
  }

  @Test func `a header whose PDU never comes is forgotten`() {
    let interruptions = String(repeating: "+CREG: 1\r\n", count: 20)
    let found = events(nil, "+CMT: ,20\r\n" + interruptions + Self.pdu + "\r\n")
    #expect(!found.contains { if case .unsolicited(.message) = $0 { true } else { false } })
  }

  @Test func `an answer nobody waits for is noise`() {
    #expect(events(nil, "OK\r\n+CMGS: 4\r\n") == [.noise("OK"), .noise("+CMGS: 4")])
  }

  @Test func `storages named from outside never reach a command unless they look like one`() {
    #expect(events(nil, "+CMTI: \"SM;Z\",1\r\n").allSatisfy { if case .noise = $0 { true } else { false } })
    #expect(events(nil, "+CMTI: \"SM\r\n").allSatisfy { if case .noise = $0 { true } else { false } })
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `any octets, cut anywhere, are survived, and no command waits for more than its end`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let scraps = [
      "\r\n", "+CMT: ,20\r\n", "+CMGL: 1,1,,20\r\n", "+CMGR: 1,,20\r\n", Self.pdu, "OK\r\n", "> ",
      "+CMTI: \"SM\",9999999999999999999\r\n",
      "+CREG: 2,1,\"FFFFFFFFFFFFFFFFFFFFFFFF\",\"\",7\r\n", "+CPMS: ((((((\r\n", "+CSQ: -9223372036854775808\r\n",
      "\"\",,,)(\r",
      "+CMS ERROR: 99999999999999999999\r\n", "+CDS:\r\n", "+CNMI: (0-9223372036854775807)\r\n", "\u{1A}", "é€😀",
    ]
    let commands: [ATCommand] = [
      .listMessages, .readMessage(1), .submit(length: 3), .submitBody("00"), .model, .simStatus,
    ]
    var dialogue = ATDialogue()
    for _ in 0..<400 {
      if Bool.random(using: &random), let command = commands.randomElement(using: &random) { dialogue.begin(command) }
      var octets = Array((scraps.randomElement(using: &random) ?? "").utf8)
      if Int.random(in: 0..<4, using: &random) == 0 {
        octets = (0..<Int.random(in: 1..<60, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      }
      for octet in octets.prefix(Int.random(in: 0...octets.count, using: &random)) {
        guard case .information(let line)? = dialogue.consume(octet), let result = ResultLine(line) else { continue }
        _ = (
          StorageChoices(result), StorageLevel.parse(result), NewMessageIndicationRanges(result), SignalQuality(result)
        )
        _ = (Registration(result), OperatorSelection(result), DeleteRange(result), SubmitReference(result))
      }
    }
    dialogue.abandon()
    dialogue.begin(.attention)
    let last = "\r\r\nOK\r\n".utf8.compactMap { dialogue.consume($0) }
    #expect(last.last == .final(.ok))
  }
}

/// SplitMix64: the same numbers for the same seed, everywhere.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
