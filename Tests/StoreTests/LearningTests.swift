import Reporting
import Store
import Testing

@Suite("What people taught")
struct LearningTests {
  let folder: TemporaryFolder
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    store = try Store.open(path: folder.database, access: .daemon)
  }

  @Test("a lesson is kept with the message's label and an audit row; a reset forgets both")
  func lessons() throws {
    #expect(try store.learning() == nil)
    _ = try store.queueReport("kirim ke rekening ini", from: "081200000001", at: at(0))
    _ = try store.queueReport("makan yuk", from: "081200000002", at: at(1))
    try store.recordLesson(messageID: 1, label: "fraud", octets: [1, 0, 255], by: "siti", at: at(10))
    try store.recordLesson(messageID: 2, label: "ham", octets: [2], by: "siti", at: at(20))
    #expect(try store.learning()?.octets == [2] && store.learning()?.changedAt == at(20))
    #expect(try store.message(1).taught == "fraud")
    #expect(try store.textsTaughtAsHarmless(limit: 10) == ["makan yuk"])
    #expect(try store.audit(limit: 1).first?.event == AuditEvent.taught.rawValue)

    try store.resetLearning(by: "siti", at: at(30))
    #expect(try store.learning() == nil)
    #expect(try store.message(1).taught == nil)
    #expect(try store.textsTaughtAsHarmless(limit: 10).isEmpty)
  }

  @Test("a lesson about no message is refused and nothing is kept")
  func unknownMessage() throws {
    #expect(throws: StoreError.self) {
      try store.recordLesson(messageID: 9, label: "ham", octets: [1], by: "siti", at: at(1))
    }
    #expect(try store.learning() == nil)
  }

  @Test("what a person calls harmless is not reported: its report is cancelled", arguments: ["ham", "promo", "grey"])
  func harmless(_ label: String) throws {
    let queued = try store.queueReport("makan yuk", from: "081200000001")
    let waiting = try store.queueReport("jalan yuk", from: "081200000002")
    try store.holdForReview(reportID: waiting, stoppedBy: .askBand, at: at(1))
    let failed = try store.queueReport("pulang yuk", from: "081200000003")
    try store.send(failed, at: at(2), outcome: .failed(reason: "barred"))
    for (message, report) in [queued, waiting, failed].enumerated() {
      try store.recordLesson(messageID: Int64(message) + 1, label: label, octets: [1], by: "siti", at: at(10))
      #expect(try store.report(report).state == .cancelled)
      let row = try store.audit(reportID: report).first { $0.event == AuditEvent.cancelled.rawValue }
      #expect(row?.actor == "person:siti" && row?.detail == "taught \(label)")
    }
    #expect(try store.dueReports(sim: sim, now: at(999)).isEmpty)
  }

  @Test("a lesson leaves alone what went already, and the report of what is fraud")
  func keptReports() throws {
    let sent = try store.queueReport("makan yuk", from: "081200000001")
    try store.send(sent, at: at(2))
    let fraud = try store.queueReport("Anda menang", from: "081200000002")
    try store.recordLesson(messageID: 1, label: "ham", octets: [1], by: "siti", at: at(10))
    try store.recordLesson(messageID: 2, label: "fraud", octets: [1], by: "siti", at: at(10))
    #expect(try store.report(sent).state == .sent && store.report(fraud).state == .queued)
  }
}
