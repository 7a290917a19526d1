import GRDB
import Reporting
import Testing

@testable import Store

@Suite("The ledger of reports")
struct LedgerTests {
  let folder: TemporaryFolder
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    store = try Store.open(path: folder.database, access: .daemon)
  }

  private func events(_ report: Int64) throws -> [String] { try store.audit(reportID: report).map(\.event) }

  @Test("verdict, decision and report are one: afterwards the message is classified and its report waits")
  func verdict() throws {
    let id = try store.queueReport("Anda menang", due: at(120), campaign: "c1")
    let message = try store.message(1)
    #expect(message.verdict?.label == "fraud" && message.verdict?.probabilities.fraud == 0.99)
    #expect(message.verdict?.reasons == fraud.reasons && message.verdict?.campaign == "c1")
    #expect(message.decision == "report" && message.stoppedBy == nil && message.classifiedAt == at(0))
    #expect(try store.pendingClassification(limit: 9).isEmpty)
    let report = try store.report(id)
    #expect(report.state == .queued && report.messageID == 1 && report.destination == "1166")
    #expect(report.text == "PENIPUAN#081234567890#Anda menang" && report.destinationType == 0x81)
    #expect(try store.report(ofMessage: 1) == report)
    #expect(try events(id) == ["report.candidate", "report.queued"])
    #expect(try store.dueReports(sim: sim, now: at(119)).isEmpty)
    #expect(try store.nextDue(sim: sim, modem: "sim1") == at(120))
    #expect(try store.dueReports(sim: sim, now: at(120)).map(\.id) == [id])
    #expect(try store.dueReports(sim: "other", now: at(120)).isEmpty)
  }

  @Test("a message never gets two reports, nor a second verdict")
  func oncePerMessage() throws {
    let id = try store.queueReport("Anda menang")
    let again = try store.recordVerdict(
      messageID: 1, verdict: fraud, decision: .withhold(.contact), report: nil, at: at(5))
    #expect(again == id)
    #expect(try store.message(1).decision == "report")
    #expect(throws: (any Error).self) {
      try store.queue.write { database in
        try database.execute(
          sql: """
            INSERT INTO reports (message_id, sim, profile, profile_version, destination, destination_type, text_digest,
              composed_digest, parts, state, created_at) VALUES (1, '', '', 1, '', 0, '', '', 1, 'queued', 0)
            """)
      }
    }
  }

  @Test("each decision is stored with its guard; only some make a report")
  func decisions() throws {
    let batch = (0..<4).map { sms("message \($0)") }
    try store.receive(batch)
    let composed = try Composer.compose(ReportedMessage(sender: "081234567890", text: "x", sentAt: at(0)), for: profile)
    let report = NewReport(composed, profile: profile)
    func record(_ id: Int64, _ decision: Decision) throws -> Int64? {
      try store.recordVerdict(messageID: id, verdict: fraud, decision: decision, report: report, at: at(0))
    }
    #expect(try record(1, .withhold(.contact)) == nil)
    #expect(try record(2, .review(.askBand)) != nil)
    #expect(try record(3, .dryRun) != nil)
    #expect(try store.report(ofMessage: 2)?.state == .awaitingReview)
    #expect(try store.report(ofMessage: 2)?.stoppedBy == "ask-band")
    #expect(try store.report(ofMessage: 3)?.state == .dryRun)
    #expect(try store.message(1).stoppedBy == "contact")
    #expect(
      try store.recordVerdict(
        messageID: 4, verdict: fraud, decision: .review(.cannotCompose), report: nil, at: at(0)) == nil)
    #expect(try store.dueReports(sim: sim, now: at(999)).isEmpty)
    let summary = try store.summary()
    #expect(summary.messages == 4 && summary.byLabel == ["fraud": 4] && summary.byState == [.complete: 4])
    #expect(summary.byDecision == ["withhold": 1, "review": 2, "dry-run": 1])
    #expect(summary.byGuard == ["contact": 1, "ask-band": 1, "cannot-compose": 1])
    #expect(summary.reportsByState == [.awaitingReview: 1, .dryRun: 1])
    #expect(try store.summary(since: at(1)).messages == 0)
  }

  @Test("the way of a report that goes well, with all its marks")
  func happyWay() throws {
    let id = try store.queueReport("Anda menang")
    try store.markSending(.report(id), pdus: ["00AB"], at: at(10))
    #expect(try store.report(id).state == .sending)
    #expect(try store.sendingFacts(sim: sim, limits: PolicyLimits(), now: at(10)).isSending)
    let state = try store.recordSendResult(
      .report(id), part: 1, outcome: .accepted(reference: 42), retryAt: at(99), at: at(13))
    #expect(state == .sent)
    let send = try store.sends(of: .report(id))[0]
    #expect(send.hex == "00AB" && send.reference == 42 && send.state == .accepted && send.startedAt == at(10))
    let status = statusReport(42, .delivered, at: at(20))
    #expect(try store.receive([status], at: at(20)) == [.statusReport(item: .report(id), state: .delivered)])
    #expect(try store.report(id).deliveredAt == at(20))
    let answerable = try store.answerableReports(sim: sim, destination: "1166", now: at(30))
    #expect(answerable == [.init(id: id, reportedSender: "+6281234567890", sentAt: at(10))])
    try store.receive([sms("Terima kasih atas laporan", from: "1166")], at: at(30))
    let reply = try store.recordReply(messageID: 2, kind: .acknowledged, reportID: id, at: at(30))
    #expect(reply == .acknowledged)
    let report = try store.report(id)
    #expect(report.state == .acknowledged && report.reply == .acknowledged && report.replyMessageID == 2)
    #expect(try store.message(2).decision == "reply")
    #expect(try store.pendingClassification(limit: 9).isEmpty)
    #expect(
      try events(id) == [
        "report.candidate", "report.queued", "report.sending", "report.sent", "report.delivered", "report.acknowledged",
      ])
  }

  private func statusReport(
    _ reference: UInt8, _ outcome: IncomingStatusReport.Outcome, to recipient: String = "1166", at time: WallTime
  ) -> IncomingPDU {
    IncomingPDU(
      hex: "\(reference)\(outcome)\(time.milliseconds)", modem: "sim1", sim: sim,
      content: .statusReport(
        IncomingStatusReport(
          reference: reference, recipient: recipient, status: 0, outcome: outcome, dischargedAt: time)))
  }

  @Test("killed while sending: unknown, and never due again; a status report settles it")
  func crash() throws {
    let id = try store.queueReport("Anda menang")
    try store.markSending(.report(id), pdus: ["00"], at: at(10))
    try store.close()
    let again = try Store.open(path: folder.database, access: .daemon)
    #expect(try again.recoverAfterCrash(at: at(60)) == [.report(id)])
    #expect(try again.recoverAfterCrash(at: at(60)).isEmpty)
    #expect(try again.report(id).state == .unknown)
    #expect(try again.sendingFacts(sim: sim, limits: PolicyLimits(), now: at(60)).sends == [at(60)])
    #expect(try again.dueReports(sim: sim, now: at(9_999_999)).isEmpty)
    #expect(throws: StoreError.self) { try again.markSending(.report(id), pdus: ["00"], at: at(70)) }
    #expect(throws: StoreError.self) { try again.retry(.report(id), by: "root", dueAt: at(70), at: at(70)) }
    let outcome = try again.receive([statusReport(9, .delivered, at: at(90))], at: at(90))
    #expect(outcome == [.statusReport(item: .report(id), state: .delivered)])
  }

  @Test("killed while sending, with its status report there already: that settles it")
  func crashAfterStatusReport() throws {
    let id = try store.queueReport("Anda menang")
    try store.markSending(.report(id), pdus: ["00"], at: at(10))
    try store.receive([statusReport(9, .delivered, at: at(11))], at: at(11))
    #expect(try store.recoverAfterCrash(at: at(60)) == [.report(id)])
    #expect(try store.report(id).state == .delivered)
  }

  @Test("killed before the intent: the report is simply due; before the verdict: simply unclassified")
  func crashEarlier() throws {
    let id = try store.queueReport("Anda menang")
    try store.receive([sms("another")])
    try store.close()
    let again = try Store.open(path: folder.database, access: .daemon)
    #expect(try again.recoverAfterCrash(at: at(60)).isEmpty)
    #expect(try again.dueReports(sim: sim, now: at(60)).map(\.id) == [id])
    #expect(try again.pendingClassification(limit: 9).map(\.id) == [2])
  }

  @Test("an unknown report is settled by a person, once", arguments: [true, false])
  func resolve(_ wasSent: Bool) throws {
    let id = try store.queueReport("Anda menang")
    try store.send(id, at: at(10), outcome: .unknown(reason: "no answer"))
    try store.resolve(.report(id), wasSent: wasSent, by: "root", at: at(20))
    #expect(try store.report(id).state == (wasSent ? .sent : .failed))
    #expect(throws: StoreError.self) { try store.resolve(.report(id), wasSent: true, by: "root", at: at(20)) }
  }

  @Test("an answer that comes after a report was given up as unknown settles it, with its reference")
  func lateAnswer() throws {
    let id = try store.queueReport("Anda menang")
    try store.send(id, at: at(10), outcome: .unknown(reason: "no answer"))
    #expect(try store.recordLateAcceptance(.report(id), part: 2, reference: 7, at: at(90)) == nil)
    #expect(try store.recordLateAcceptance(.report(id), part: 1, reference: 7, at: at(90)) == .sent)
    #expect(try store.recordLateAcceptance(.report(id), part: 1, reference: 8, at: at(91)) == nil)
    #expect(try store.sends(of: .report(id)).map(\.reference) == [7])
    #expect(try store.report(id).failure == nil)
    #expect(try events(id).suffix(2) == ["report.unknown", "report.sent"])
  }

  @Test("nothing reached the modem: queued again for later, and not counted as sent")
  func notAttempted() throws {
    let id = try store.queueReport("Anda menang")
    try store.send(id, at: at(10), outcome: .notAttempted(reason: "port closed"))
    let report = try store.report(id)
    #expect(report.state == .queued && report.dueAt == at(70) && report.attempts == 1)
    #expect(report.failure == "port closed")
    #expect(try store.sendingFacts(sim: sim, limits: PolicyLimits(), now: at(20)).sends.isEmpty)
    try store.send(id, at: at(80))
    #expect(try store.report(id).state == .sent)
    #expect(try store.sends(of: .report(id)).map(\.attempt) == [1, 2])
  }

  @Test("parts: sent when all are, and the rest is not attempted after one that was not taken")
  func parts() throws {
    let id = try store.queueReport("Anda menang")
    let item = OutboxItem.report(id)
    try store.markSending(item, pdus: ["01", "02", "03"], at: at(0))
    func result(_ part: Int, _ outcome: SendOutcome) throws -> ReportState {
      try store.recordSendResult(item, part: part, outcome: outcome, retryAt: at(60), at: at(5))
    }
    #expect(try result(1, .accepted(reference: 1)) == .sending)
    #expect(throws: StoreError.self) { try result(1, .accepted(reference: 1)) }
    #expect(try result(2, .notAttempted(reason: "port closed")) == .failed)
    #expect(try store.sends(of: item).map(\.state) == [.accepted, .notAttempted, .notAttempted])
    try store.retry(item, by: "root", dueAt: at(100), at: at(90))
    try store.markSending(item, pdus: ["01", "02"], at: at(100))
    #expect(try result(1, .accepted(reference: 4)) == .sending)
    #expect(try result(2, .accepted(reference: 5)) == .sent)
    #expect(
      try store.receive([statusReport(4, .delivered, at: at(110))], at: at(110))[0]
        == .statusReport(item: item, state: .sent))
    #expect(
      try store.receive([statusReport(5, .pending, at: at(111))], at: at(111))[0]
        == .statusReport(item: item, state: .sent))
    #expect(
      try store.receive([statusReport(5, .delivered, at: at(112))], at: at(112))[0]
        == .statusReport(item: item, state: .delivered))
    #expect(try store.sendingFacts(sim: sim, limits: PolicyLimits(), now: at(120)).sends.count == 3)
  }

  @Test("a part that is delivered already is not sent again when the next one is refused")
  func deliveredPart() throws {
    let id = try store.queueReport("Anda menang")
    let item = OutboxItem.report(id)
    try store.markSending(item, pdus: ["01", "02"], at: at(0))
    try store.recordSendResult(item, part: 1, outcome: .accepted(reference: 1), retryAt: at(60), at: at(5))
    try store.receive([statusReport(1, .delivered, at: at(6))], at: at(6))
    let state = try store.recordSendResult(
      item, part: 2, outcome: .refused(reason: "congestion"), retryAt: at(60), at: at(7))
    #expect(state == .failed)
    #expect(try store.dueReports(sim: sim, now: at(999)).isEmpty)
  }

  @Test("a status report that overtakes the modem's answer settles its own SMS, not one that was lost before")
  func overtaking() throws {
    let lost = try store.queueReport("satu", from: "081200000001")
    try store.send(lost, at: at(0), outcome: .unknown(reason: "no answer"))
    let id = try store.queueReport("dua", from: "081200000002")
    try store.markSending(.report(id), pdus: ["00"], at: at(10))
    let early = try store.receive([statusReport(7, .delivered, at: at(11))], at: at(11))
    #expect(early == [.statusReport(item: .report(id), state: .sending)])
    #expect(try store.report(lost).state == .unknown)
    try store.recordSendResult(
      .report(id), part: 1, outcome: .accepted(reference: 7), retryAt: at(60), at: at(12))
    #expect(try store.report(id).state == .delivered && store.report(lost).state == .unknown)
    #expect(try store.sends(of: .report(id)).map(\.dischargedAt) == [at(11)])
  }

  @Test(
    "one that came while another SMS was under way settles the lost one once that other is known to have another reference",
    arguments: [SendOutcome.accepted(reference: 8), .refused(reason: "congestion"), .failed(reason: "barred")])
  func notOvertaking(_ outcome: SendOutcome) throws {
    let lost = try store.queueReport("satu", from: "081200000001")
    try store.send(lost, at: at(0), outcome: .unknown(reason: "no answer"))
    let id = try store.queueReport("dua", from: "081200000002")
    try store.markSending(.report(id), pdus: ["00"], at: at(10))
    try store.receive([statusReport(7, .delivered, at: at(11))], at: at(11))
    let state = try store.recordSendResult(.report(id), part: 1, outcome: outcome, retryAt: at(60), at: at(12))
    #expect(try store.report(lost).state == .delivered && store.report(id).state == state)
    #expect(try store.sends(of: .report(id)).map(\.status) == [nil])
  }

  @Test("a status report of another reference, recipient, SIM or week is nobody's")
  func foreignStatusReports() throws {
    let id = try store.queueReport("Anda menang")
    try store.send(id, at: at(10), outcome: .accepted(reference: 42))
    for status in [
      statusReport(43, .delivered, at: at(20)), statusReport(42, .delivered, to: "0812345678", at: at(21)),
    ] {
      #expect(try store.receive([status], at: at(20)) == [.statusReport(item: nil, state: nil)])
    }
    let late = statusReport(42, .delivered, at: at(22))
    #expect(try store.receive([late], at: at(10 + 4 * 86_400)) == [.statusReport(item: nil, state: nil)])
    let prefixed = statusReport(42, .undelivered, to: "+621166", at: at(23))
    #expect(try store.receive([prefixed], at: at(23)) == [.statusReport(item: .report(id), state: .undelivered)])
  }

  @Test("what people do: approve, cancel, revoke, retry; and what they cannot")
  func people() throws {
    let sent = try store.queueReport("satu", from: "081200000001")
    let queued = try store.queueReport("dua", from: "081200000002")
    try store.send(sent, at: at(10))
    #expect(throws: StoreError.self) { try store.cancel(.report(sent), by: .person("root"), reason: nil, at: at(20)) }
    #expect(throws: StoreError.self) { try store.approve(reportID: queued, by: "root", dueAt: at(20), at: at(20)) }
    try store.holdForReview(reportID: queued, stoppedBy: .contact, at: at(20))
    #expect(try store.report(queued).stoppedBy == "contact")
    try store.approve(reportID: queued, by: "root", dueAt: at(30), at: at(20))
    #expect(try store.report(queued).approvedBy == "root" && store.report(queued).stoppedBy == nil)
    #expect(try store.dueReports(sim: sim, now: at(30)).map(\.id) == [queued])
    try store.revoke(reportID: queued, by: "root", reason: "my uncle", at: at(40))
    #expect(try store.report(queued).state == .cancelled)
    try store.revoke(reportID: sent, by: "root", reason: nil, at: at(40))
    #expect(try store.report(sent).state == .sent && store.report(sent).revokedAt == at(40))
    #expect(throws: StoreError.notFound(what: "report", id: 99)) {
      try store.revoke(reportID: 99, by: "root", reason: nil, at: at(40))
    }
  }

  @Test("the audit trail can only grow")
  func appendOnly() throws {
    _ = try store.queueReport("Anda menang")
    for statement in ["UPDATE audit SET actor = 'nobody'", "DELETE FROM audit"] {
      let error = #expect(throws: DatabaseError.self) { try store.queue.write { try $0.execute(sql: statement) } }
      #expect(error?.message == "the audit trail is append-only")
    }
    #expect(try store.audit(limit: 99).count == 2)
  }

  @Test("a report queued in the future waits its hold anew when the clock was set back")
  func clockBack() throws {
    let id = try store.queueReport("Anda menang", at: at(1_000_000), due: at(1_000_120))
    #expect(try store.dueReports(sim: sim, now: at(0)).isEmpty)
    #expect(try store.report(id).dueAt == at(120))
    #expect(try store.dueReports(sim: sim, now: at(120)).map(\.id) == [id])
  }

  @Test(
    "revoked while under way: what came back unsent is never sent again",
    arguments: [SendOutcome.notAttempted(reason: "no prompt"), .refused(reason: "congestion")])
  func revokedWhileSending(_ outcome: SendOutcome) throws {
    let id = try store.queueReport("Anda menang")
    try store.markSending(.report(id), pdus: ["00"], at: at(10))
    try store.revoke(reportID: id, by: "root", reason: "my uncle", at: at(11))
    let state = try store.recordSendResult(.report(id), part: 1, outcome: outcome, retryAt: at(60), at: at(12))
    #expect(state == .failed)
    #expect(try store.dueReports(sim: sim, now: at(9_999_999)).isEmpty)
    #expect(throws: StoreError.self) { try store.retry(.report(id), by: "root", dueAt: at(70), at: at(70)) }
  }

  @Test("a queued report that is marked as revoked is not due, whoever marked it")
  func revokedInQueue() throws {
    let id = try store.queueReport("Anda menang")
    try store.queue.write { try $0.execute(sql: "UPDATE reports SET revoked_at = 1 WHERE id = ?", arguments: [id]) }
    #expect(try store.dueReports(sim: sim, now: at(60)).isEmpty)
    #expect(try store.nextDue(sim: sim, modem: "sim1") == nil)
  }
}
