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
}
