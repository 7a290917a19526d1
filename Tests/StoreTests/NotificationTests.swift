import Reporting
import Store
import Testing

struct NotificationTests {
  private func new(_ key: String, hook: String = "bot", at time: WallTime = at(0)) -> NewNotification {
    NewNotification(
      hook: hook, event: "report.sent", at: time, line: "{}", messageID: nil, reportID: 1, key: key)
  }

  @Test func aHookIsToldInOrderAndOutlivesARestart() throws {
    let folder = try TemporaryFolder()
    var store = try Store.open(path: folder.database, access: .daemon)
    #expect(try store.queue([new("a"), new("x", hook: "other"), new("b")]) == [:])
    let first = try #require(try store.nextNotification(for: "bot"))
    #expect(first.notification.key == "a" && first.attempts == 0)
    try store.notificationPostponed(first.id, until: at(60), failure: "no answer")
    try store.close()
    store = try Store.open(path: folder.database, access: .daemon)
    let again = try #require(try store.nextNotification(for: "bot"))
    #expect(again.notification == first.notification && again.attempts == 1 && again.dueAt == at(60))
    #expect(again.failure == "no answer")
    try store.notificationDelivered(again.id)
    #expect(try store.nextNotification(for: "bot")?.notification.key == "b")
    #expect(try store.nextNotification(for: "nobody") == nil)
  }

  @Test func whatWasGivenUpIsListedTriedAgainAndRemoved() throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(path: folder.database, access: .daemon)
    _ = try store.queue([new("a"), new("b"), new("c", hook: "other")])
    for hook in ["bot", "bot", "other"] {
      try store.notificationFailed(try #require(try store.nextNotification(for: hook)).id, failure: "gone")
    }
    #expect(try store.nextNotification(for: "bot") == nil)
    #expect(try store.notifications(dead: true, limit: 10).map(\.notification.key) == ["c", "b", "a"])
    #expect(try store.notifications(hook: "bot", limit: 10).count == 2)
    #expect(try store.retryNotifications([1], hook: nil, at: at(9)) == 1)
    let again = try #require(try store.nextNotification(for: "bot"))
    #expect(again.notification.key == "a" && again.attempts == 0 && again.dueAt == at(9))
    #expect(try store.retryNotifications(nil, hook: "other", at: at(9)) == 1)
    #expect(try store.discardNotifications(nil, hook: "bot") == 2)
    #expect(try store.discardNotifications(nil, hook: nil) == 1)
  }

  @Test func theQueueAndWhatWasGivenUpAreBounded() throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(path: folder.database, access: .daemon)
    let bound = Store.notificationCapacity.waiting
    #expect(try store.queue((0..<bound + 3).map { new("\($0)") } + [new("x", hook: "other")]) == ["bot": 3])
    #expect(try store.queue([new("more")]) == ["bot": 1])
    try store.together {
      for _ in 0...Store.notificationCapacity.dead {
        guard let next = try store.nextNotification(for: "bot") else { return }
        try store.notificationFailed(next.id, failure: "gone")
      }
    }
    let dead = try store.notifications(dead: true, limit: 20_000)
    #expect(dead.count == Store.notificationCapacity.dead && dead.last?.notification.key == "1")
  }

  @Test func whoIsForgottenIsToldOfNoMoreAndComesNotBackFromMemory() throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(path: folder.database, access: .daemon)
    let report = try store.queueReport("rahasia", from: "081200000001", at: at(0))
    try store.receive([sms("lain", from: "081200000002", at: at(0))])
    func event(_ key: String, message: Int64? = nil, report: Int64? = nil) -> NewNotification {
      NewNotification(
        hook: "bot", event: "sms.received", at: at(0), line: #"{"sender":"0812****0001"}"#, messageID: message,
        reportID: report, key: key)
    }
    _ = try store.queue([event("a", message: 1), event("b", report: report), event("c", message: 2), event("d")])
    try store.forget("081200000001", by: .person("ani"), at: at(10))
    #expect(try store.notifications(limit: 10).map(\.notification.key) == ["d", "c"])
    // What had waited in memory meanwhile.
    #expect(try store.queue([event("e", message: 1), event("f", report: report), event("g", message: 2)]) == [:])
    #expect(try store.notifications(limit: 10).map(\.notification.key) == ["g", "d", "c"])
  }

  @Test func retentionHoldsForThemToo() throws {
    let folder = try TemporaryFolder()
    let store = try Store.open(path: folder.database, access: .daemon)
    _ = try store.queue([new("old"), new("new", at: at(100))])
    try store.purgeNotifications(olderThan: at(50))
    #expect(try store.notifications(limit: 10).map(\.notification.key) == ["new"])
  }
}
