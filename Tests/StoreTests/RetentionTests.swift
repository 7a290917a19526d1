import Foundation
import GRDB
import Reporting
import Testing

@testable import Store

@Suite("Retention")
struct RetentionTests {
  let folder: TemporaryFolder
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    store = try Store.open(path: folder.database, access: .daemon)
  }

  /// Every text in every table.
  private func everything() throws -> String {
    try store.queue.read { database in
      let tables = try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
      return try tables.map { try Row.fetchAll(database, sql: "SELECT * FROM \($0)").description }.joined()
    }
  }

  @Test("texts and numbers go after their time; digests stay, so nothing is stored or reported again")
  func purge() throws {
    let old = try store.queueReport("rahasia lama", from: "081200000001", at: at(0))
    try store.send(old, at: at(10))
    _ = try store.queueReport("rahasia baru", from: "081200000002", at: at(1000))
    #expect(try store.purge(olderThan: at(500), at: at(2000)) == 4)
    #expect(try store.purge(olderThan: at(500), at: at(2000)) == 0)
    let rest = try everything()
    #expect(!rest.contains("rahasia lama") && !rest.contains("1200000001"))
    #expect(rest.contains("rahasia baru"))
    let message = try store.message(1)
    #expect(message.text == nil && message.sender == nil && message.purgedAt == at(2000))
    // Reasons quote the text.
    #expect(message.verdict?.label == "fraud" && message.verdict?.reasons.isEmpty == true)
    #expect(message.textDigest == TextDigest.hex(of: "rahasia lama") && message.verdict?.label == "fraud")
    #expect(try store.report(old).state == .sent && store.report(old).text == nil)
    #expect(try store.receive([sms("rahasia lama", from: "081200000001", at: at(0))]) == [.duplicate])
    let facts = try store.facts(
      sender: "081200000001", sim: sim, textDigest: TextDigest.hex(of: "rahasia lama"), campaign: nil,
      limits: PolicyLimits(), now: at(2000))
    #expect(facts.isSameTextReported && facts.lastReportOfSender == at(10))
  }

  @Test("what still waits to be sent is not purged, and the work is done in pieces")
  func bounded() throws {
    _ = try store.queueReport("menunggu", at: at(0))
    #expect(try store.purge(olderThan: at(500), at: at(2000)) == 2)
    #expect(try store.dueReports(sim: sim, now: at(2000))[0].text?.hasSuffix("menunggu") == true)
    try store.receive((0..<10).map { sms("teks \($0)") })
    #expect(try store.purge(olderThan: at(500), at: at(2000), limit: 3) == 6)
  }

  @Test("a person is forgotten everywhere, and what waits about them is cancelled")
  func forget() throws {
    let sent = try store.queueReport("rahasia satu", from: "081200000001", at: at(0))
    try store.send(sent, at: at(1))
    try store.receive([sms("reply with the number", from: "7726", at: at(1))])
    try store.recordReply(
      messageID: 2, kind: .asksForNumber, reportID: sent,
      answer: NewSubmission(
        sim: sim, destination: "7726", destinationType: 0x81, text: "+6281200000001", requestedBy: .policy),
      at: at(2))
    let queued = try store.queueReport("rahasia dua", from: "+6281200000001", at: at(2))
    try store.add("081200000001", to: .contacts, name: "Si Anu", at: at(3))
    let submission = try store.queue(
      NewSubmission(
        sim: sim, destination: "081200000001", destinationType: 0x81, text: "rahasia tiga", requestedBy: .person("root")
      ),
      at: at(4))
    _ = try store.queueReport("orang lain", from: "081200000002", at: at(5))
    let forgotten = try store.forget("0812-0000-0001", by: .person("root"), at: at(10))
    #expect(forgotten == Forgotten(messages: 2, isWiped: true))
    let rest = try everything()
    #expect(!rest.contains("rahasia") && !rest.contains("1200000001") && !rest.contains("Anu"))
    #expect(rest.contains("orang lain"))
    #expect(try store.report(queued).state == .cancelled)
    #expect(try store.report(sent).state == .sent)
    #expect(try store.submission(submission).state == .cancelled)
    #expect(try store.receive([sms("rahasia satu", from: "081200000001", at: at(0))]) == [.duplicate])
  }

  /// The octets of the database and of its companions, as a thief of the disk reads them.
  private func files() -> Data {
    ["", "-wal", "-shm"].reduce(into: Data()) { octets, suffix in
      octets += FileManager.default.contents(atPath: folder.database + suffix) ?? Data()
    }
  }

  @Test("of somebody who is forgotten the files hold nothing any more: no text, no number, no PDU")
  func wiped() throws {
    let status = IncomingStatusReport(
      reference: 1, recipient: "+6281200000001", status: 0, outcome: .delivered, dischargedAt: nil)
    for round in 0..<40 {
      let text = "rahasia besar \(round) " + String(repeating: "panjang ", count: round)
      let id = try store.queueReport(text, from: "081200000001", at: at(Int64(round)))
      if round % 2 == 0 { try store.send(id, at: at(Int64(round))) }
      try store.receive([sms("orang lain \(round)", from: "081300000002", at: at(Int64(round)))])
    }
    try store.add("081200000001", to: .contacts, name: "Si Rahasia", at: at(50))
    try store.noteCorrespondent("081200000001", sim: sim, at: at(50))
    try store.receive([
      IncomingPDU(hex: "0006010D91261802000000F1", modem: "sim1", sim: sim, content: .statusReport(status)),
      IncomingPDU(
        hex: "00040C8180210000001000", modem: "sim1", sim: sim, content: .undecodable(reason: "cut off")),
    ])
    let traces = [
      "rahasia", "Rahasia", "1200000001", "261802000000", "802100000010",
      "rahasia".utf8.map { String(format: "%02X", $0) }.joined(),
    ]
    var octets = files()
    for trace in traces { #expect(octets.range(of: Data(trace.utf8)) != nil, "\(trace)") }
    // Beside another process that has the database open.
    let daemon = try Store.open(path: folder.database, access: .reading)
    #expect(try daemon.messages(limit: 1).count == 1)
    #expect(try store.forget("+62 812-0000-0001", by: .person("root"), at: at(100)).isWiped)
    octets = files()
    for trace in traces { #expect(octets.range(of: Data(trace.utf8)) == nil, "\(trace)") }
    #expect(octets.range(of: Data("orang lain 39".utf8)) != nil)
    try daemon.close()
  }

  @Test("a report without its text is neither approved nor sent again")
  func nothingLeftToSend() throws {
    let waiting = try store.queueReport("satu", from: "081200000001")
    try store.holdForReview(reportID: waiting, stoppedBy: .reviewMode, at: at(1))
    let failed = try store.queueReport("dua", from: "081200000002")
    try store.send(failed, at: at(2), outcome: .failed(reason: "barred"))
    while try store.purge(olderThan: at(500), at: at(2000)) > 0 {}
    func isRefused(_ body: () throws -> Void) -> Bool {
      guard case .invalid(let reason)? = #expect(throws: StoreError.self, performing: body) else { return false }
      return reason.hasSuffix("its text was removed after the retention time")
    }
    #expect(isRefused { try store.approve(reportID: waiting, by: "root", dueAt: at(2000), at: at(2000)) })
    #expect(isRefused { try store.retry(.report(failed), by: "root", dueAt: at(2000), at: at(2000)) })
    #expect(try store.report(waiting).state == .awaitingReview && store.report(failed).state == .failed)
  }
}
