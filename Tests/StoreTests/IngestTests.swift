import Foundation
import Numbering
import Reporting
import Store
import Testing

@Suite("Storing what arrives")
struct IngestTests {
  let folder: TemporaryFolder
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    store = try Store.open(path: folder.database, access: .daemon)
  }

  @Test("a single message is complete at once, with all that is known of it")
  func single() throws {
    #expect(try store.receive([sms("halo", from: "0812-3456-7890")]) == [.completed(messageID: 1)])
    let message = try store.message(1)
    #expect(message.state == .complete)
    #expect(message.sender == "0812-3456-7890")
    #expect(message.senderForm == .mobile)
    #expect(message.senderType == 0x91)
    #expect(message.serviceCentre == "+6281100000")
    #expect(message.sentAt == at(0))
    #expect(message.text == "halo")
    #expect(message.textDigest == TextDigest.hex(of: "halo"))
    #expect(message.verdict == nil)
    #expect(try store.pendingClassification(limit: 10).map(\.id) == [1])
    #expect(try store.rawPDUs(ofMessage: 1).count == 1)
  }

  @Test("the same PDU is stored once, in one batch, in another and after a restart; on another SIM it is another")
  func duplicates() throws {
    #expect(try store.receive([sms("a"), sms("a")]) == [.completed(messageID: 1), .duplicate])
    #expect(try store.receive([sms("a")]) == [.duplicate])
    try store.close()
    let again = try Store.open(path: folder.database, access: .daemon)
    #expect(try again.receive([sms("a")]) == [.duplicate])
    #expect(try again.receive([sms("a", sim: "510109999999999")]) == [.completed(messageID: 2)])
    var lower = sms("a")
    lower.hex = lower.hex.lowercased()
    #expect(try again.receive([lower]) == [.duplicate])
  }

  @Test("a modem that gives the rest of the SIM's record with the PDU gives the same message")
  func filled() throws {
    var filled = sms("a")
    filled.hex += "FFFFFF"
    #expect(try store.receive([sms("a")]) == [.completed(messageID: 1)])
    #expect(try store.receive([filled]) == [.duplicate])
    var other = sms("b")
    other.hex += "FF"
    #expect(try store.receive([other, sms("b")]) == [.completed(messageID: 2), .duplicate])
  }

  @Test(
    "trouble 14: parts are joined in any order",
    arguments: [[1, 2, 3], [3, 2, 1], [2, 3, 1], [1, 3, 2], [3, 1, 2], [2, 1, 3]])
  func anyOrder(_ order: [Int]) throws {
    var last: IngestOutcome?
    for (index, part) in order.enumerated() {
      last = try store.receive([sms("<\(part)>", at: at(Int64(part)), part: (part, of: 3))])[0]
      if index < 2 { #expect(last == .stored(messageID: 1, present: index + 1, total: 3)) }
    }
    #expect(last == .completed(messageID: 1))
    #expect(try store.message(1).text == "<1><2><3>")
    #expect(try store.message(1).partsPresent == 3)
  }

  @Test("trouble 14: two messages under one reference at the same time do not mix")
  func interleaved() throws {
    try store.receive([sms("A1", part: (1, of: 2)), sms("B1", at: at(5), part: (1, of: 2))])
    try store.receive([sms("A2", at: at(1), part: (2, of: 2)), sms("B2", at: at(6), part: (2, of: 2))])
    #expect(Set([try store.message(1).text, try store.message(2).text]) == ["A1A2", "B1B2"])
  }

  @Test("another sender, SIM, total or reference is another message")
  func differentKeys() throws {
    try store.receive([
      sms("1", part: (1, of: 2)), sms("2", from: "+6289900000000", part: (2, of: 2)),
      sms("2", part: (2, of: 3)), sms("2", part: (2, of: 2), reference: 8),
      sms("2", part: (2, of: 2), sim: "510109999999999"),
    ])
    #expect(try store.messages(limit: 10).map(\.state) == Array(repeating: .partial, count: 5))
  }

  @Test("a part sent again with another time stamp is a duplicate, and completes nothing twice")
  func repeatedPart() throws {
    try store.receive([sms("1", part: (1, of: 2))])
    #expect(try store.receive([sms("1", at: at(60), part: (1, of: 2))]) == [.duplicate])
    #expect(try store.receive([sms("2", at: at(61), part: (2, of: 2))]) == [.completed(messageID: 1)])
    #expect(try store.messages(limit: 10).count == 1)
    #expect(try store.rawPDUs(ofMessage: 1).count == 3)
  }

  @Test("a reference that comes round a day later begins a new message")
  func window() throws {
    try store.receive([sms("1", part: (1, of: 2))])
    #expect(
      try store.receive([sms("2", at: at(86_401), part: (2, of: 2))]) == [
        .stored(messageID: 2, present: 1, total: 2)
      ])
  }

  @Test(
    "an impossible place in a message is ignored, as the standard says", arguments: [(0, 2), (3, 2), (1, 0), (1, 1)])
  func impossiblePlace(_ sequence: Int, _ total: Int) throws {
    var pdu = sms("x", part: (sequence, of: total))
    guard case .deliver(var deliver) = pdu.content else { return }
    deliver.text = "x"
    pdu.content = .deliver(deliver)
    #expect(try store.receive([pdu]) == [.completed(messageID: 1)])
    #expect(try store.message(1).text == "x")
  }

  @Test("trouble 14: messages whose parts stopped coming become incomplete, with what there is")
  func expiry() throws {
    try store.receive([sms("1", part: (1, of: 3)), sms("3", part: (3, of: 3))], at: at(0))
    #expect(try store.expireAssemblies(olderThan: at(0), at: at(1), assemble: join).isEmpty)
    #expect(try store.pendingClassification(limit: 10).isEmpty)
    #expect(try store.expireAssemblies(olderThan: at(1), at: at(1), assemble: join) == [1])
    #expect(try store.message(1).state == .incomplete)
    #expect(try store.message(1).text == "1…3")
    #expect(try store.pendingClassification(limit: 10).map(\.id) == [1])
  }

  @Test("what cannot be decoded is kept raw, with the reason")
  func undecodable() throws {
    let pdu = IncomingPDU(hex: "07", modem: "sim1", sim: sim, content: .undecodable(reason: "too short at octet 1"))
    #expect(try store.receive([pdu]) == [.undecodable(messageID: 1)])
    #expect(try store.message(1).error == "too short at octet 1")
    #expect(try store.rawPDUs(ofMessage: 1) == ["07"])
    #expect(try store.pendingClassification(limit: 10).isEmpty)
    #expect(try store.receive([pdu]) == [.duplicate])
    let other = IncomingPDU(hex: "08", modem: "sim1", sim: sim, content: .other(type: "submit"))
    #expect(try store.receive([other]) == [.keptRaw])
  }

  @Test("a NUL in a text does not cut it short")
  func embeddedNUL() throws {
    try store.receive([sms("before\u{0}after")])
    #expect(try store.message(1).text == "before\u{FFFD}after")
  }

  @Test("hundreds of PDUs go in one call, in order")
  func batch() throws {
    let batch = (0..<500).map { sms("message \($0)") }
    #expect(try store.receive(batch) == (1...500).map { .completed(messageID: Int64($0)) })
    #expect(try store.receive(batch).allSatisfy { $0 == .duplicate })
  }

  @Test("listing pages from the newest, by class, state, sender and SIM")
  func listing() throws {
    try store.receive((0..<5).map { sms("\($0)", from: $0 == 3 ? "Telkomsel" : "0812345678\($0)0") })
    #expect(try store.messages(limit: 2).map(\.id) == [5, 4])
    #expect(try store.messages(before: 4, limit: 2).map(\.id) == [3, 2])
    #expect(try store.messages(.init(sender: "TELKOMSEL"), limit: 9).map(\.id) == [4])
    #expect(try store.messages(.init(sender: "+62 812 3456 7810"), limit: 9).map(\.id) == [2])
    #expect(try store.messages(.init(label: "fraud"), limit: 9).isEmpty)
    #expect(try store.messages(.init(state: .complete, sim: sim), limit: 9).count == 5)
    #expect(throws: StoreError.notFound(what: "message", id: 99)) { try store.message(99) }
  }
}
