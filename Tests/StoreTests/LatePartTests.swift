import Reporting
import Testing

@testable import Store

/// A part that comes after its message was given up: the clock had jumped ahead, or the network took its time.
@Suite("A part that comes late")
final class LatePartTests {
  private let folder: TemporaryFolder
  private var store: Store

  init() throws {
    folder = try TemporaryFolder()
    store = try Store.open(path: folder.database, access: .daemon)
  }

  private let later = at(80 * 3600)

  private func giveUp(at now: WallTime? = nil) throws {
    let now = now ?? later
    _ = try store.expireAssemblies(olderThan: now.adding(hours: -72), at: now, assemble: join)
  }

  private func restart() throws {
    try store.close()
    store = try Store.open(path: folder.database, access: .daemon)
    _ = try store.recoverAfterCrash(at: later)
  }

  private func report(_ text: String) throws -> NewReport {
    let message = ReportedMessage(sender: "+6281234567890", text: text, sentAt: at(0))
    return try #require(NewReport(try Composer.compose(message, for: profile), profile: profile))
  }

  /// The message that is given up, with its report waiting for a person.
  private func waitForReview() throws {
    try store.receive([sms("Anda ", part: (1, of: 2))])
    try giveUp()
    try store.recordVerdict(
      messageID: 1, verdict: fraud, decision: .review(.incomplete), report: report("Anda …"), at: later)
  }

  private let last = sms("menang", part: (2, of: 2))
  private func pending() throws -> [Int64] { try store.pendingClassification(limit: 9).map(\.id) }

  @Test("makes the message whole: one message, judged once more", arguments: [false, true])
  func whole(restarts: Bool) throws {
    try waitForReview()
    #expect(try pending().isEmpty)
    if restarts { try restart() }
    #expect(try store.receive([last], at: later) == [.completed(messageID: 1)])
    if restarts { try restart() }
    let message = try store.message(1)
    #expect(message.state == .complete && message.text == "Anda menang" && message.partsPresent == 2)
    #expect(message.verdict == nil && message.stoppedBy == nil)
    #expect(try pending() == [1] && store.messages(limit: 9).count == 1)
  }

  @Test("may be the first, and may be one of several")
  func order() throws {
    try store.receive([sms("bcd", part: (3, of: 3))])
    try giveUp()
    try store.recordVerdict(messageID: 1, verdict: fraud, decision: .review(.incomplete), report: nil, at: later)
    #expect(
      try store.receive([sms("a", part: (1, of: 3))], at: later) == [.stored(messageID: 1, present: 2, total: 3)])
    // Still not whole, so nothing is judged anew; the text is what there is.
    #expect(try store.message(1).state == .incomplete && store.message(1).text == "a…bcd" && pending().isEmpty)
    #expect(try store.receive([sms("-", part: (2, of: 3))], at: later) == [.completed(messageID: 1)])
    #expect(try store.message(1).text == "a-bcd" && pending() == [1])
  }

  @Test("and comes once more: it is a duplicate")
  func duplicate() throws {
    try waitForReview()
    try store.receive([last], at: later)
    try store.recordVerdict(messageID: 1, verdict: fraud, decision: .withhold(.tooOld), report: nil, at: later)
    #expect(try store.receive([last], at: later) == [.duplicate])
    #expect(try pending().isEmpty && store.messages(limit: 9).count == 1)
  }

  @Test("the report that waited is written anew, and is the only one")
  func reportAnew() throws {
    try waitForReview()
    #expect(try store.report(1).text == "PENIPUAN#081234567890#Anda ...")
    try store.receive([last], at: later)
    let id = try store.recordVerdict(
      messageID: 1, verdict: fraud, decision: .report(due: later), report: report("Anda menang"), at: later)
    #expect(try id == 1 && store.reports(limit: 9).map(\.state) == [.queued])
    let report = try store.report(1)
    #expect(report.text == "PENIPUAN#081234567890#Anda menang" && report.stoppedBy == nil && report.dueAt == later)
    #expect(try store.dueReports(sim: sim, now: later, limit: 9).count == 1)
    // What the ledger compares with is the whole text.
    let facts = try store.facts(
      sender: "+6281234567890", sim: sim, textDigest: TextDigest.hex(of: "Anda menang"), campaign: nil,
      limits: PolicyLimits(), now: later)
    #expect(facts.isSameTextReported)
  }

  @Test("the report that waited is cancelled when the whole is not fraud")
  func notFraud() throws {
    try waitForReview()
    try store.receive([last], at: later)
    try store.recordVerdict(messageID: 1, verdict: fraud, decision: .withhold(.notFraud), report: nil, at: later)
    #expect(try store.report(1).state == .cancelled && store.report(1).stoppedBy == "not-fraud")
    #expect(try store.audit(reportID: 1).contains { $0.event == AuditEvent.cancelled.rawValue })
  }

  @Test(
    "what somebody decided on is whole, and stays decided", arguments: ["approved", "sent", "cancelled", "revoked"])
  func decided(_ what: String) throws {
    try waitForReview()
    switch what {
    case "cancelled": try store.cancel(.report(1), by: .person("ani"), reason: nil, at: later)
    case "revoked": try store.revoke(reportID: 1, by: "ani", reason: nil, at: later)
    case _:
      try store.approve(reportID: 1, by: "ani", dueAt: later, at: later)
      if what == "sent" { try store.send(1, at: later) }
    }
    let before = try store.report(1)
    #expect(try store.receive([last], at: later) == [.completed(messageID: 1)])
    #expect(try store.message(1).text == "Anda menang" && pending().isEmpty)
    #expect(try store.report(1) == before && store.reports(limit: 9).count == 1)
  }

  @Test("what was emptied is not filled again")
  func purged() throws {
    try waitForReview()
    try store.forget("+6281234567890", by: .person("ani"), at: later)
    #expect(try store.receive([last], at: later) == [.stored(messageID: 2, present: 1, total: 2)])
    #expect(try store.message(1).text == nil)
  }

  @Test("of another message under the same reference makes one of its own")
  func other() throws {
    try waitForReview()
    #expect(
      try store.receive([sms("Halo ", part: (1, of: 2))], at: later) == [.stored(messageID: 2, present: 1, total: 2)])
    #expect(
      try store.receive([sms("x", at: at(3 * 86_400), part: (2, of: 2))], at: later)
        == [.stored(messageID: 3, present: 1, total: 2)])
    #expect(try store.message(1).state == .incomplete)
  }
}
