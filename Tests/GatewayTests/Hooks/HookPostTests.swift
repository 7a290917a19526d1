import Reporting
import Synchronization
import Testing

@testable import Gateway
@testable import Store

private let patience = Duration.seconds(60)

/// The post with a queue in memory and a carrier that answers as it is told.
struct HookPostTests {
  private actor Queue: HookQueue {
    var waiting: [NotificationRecord] = []
    var dead: [String] = []
    private var next: Int64 = 0
    /// How often the database still refuses: to take what is new, and to give what waits.
    private var refusals: Int
    private var silences: Int

    init(refusals: Int = 0, silences: Int = 0) { (self.refusals, self.silences) = (refusals, silences) }

    func queue(_ notifications: [NewNotification]) throws(StoreError) -> [String: Int] {
      if refusals > 0 {
        refusals -= 1
        throw .diskFull(path: "hooks.db")
      }
      for new in notifications {
        next += 1
        waiting.append(
          NotificationRecord(
            id: next, notification: new, attempts: 0, dueAt: new.at, isDead: false, failure: nil))
      }
      return [:]
    }

    func nextNotification(for hook: String) throws(StoreError) -> PendingNotification? {
      if silences > 0 {
        silences -= 1
        throw .busy(path: "hooks.db")
      }
      return waiting.first { $0.notification.hook == hook }.map { PendingNotification(record: $0) }
    }

    func notificationDelivered(_ id: Int64) { waiting.removeAll { $0.id == id } }

    func notificationPostponed(_ id: Int64, until time: WallTime, failure: String) {
      waiting = waiting.map { record in
        guard record.id == id else { return record }
        return NotificationRecord(
          id: id, notification: record.notification, attempts: record.attempts + 1, dueAt: time, isDead: false,
          failure: failure)
      }
    }

    func notificationFailed(_ id: Int64, failure: String) {
      waiting.removeAll { $0.id == id }
      dead.append(failure)
    }
  }

  private final class Carrier: NotificationCarrier {
    private let state: Mutex<(answers: [DeliveryOutcome], told: [String])>
    private let enough: Bell
    private let count: Int

    /// Answers in turn, the last one for ever; rings when it was asked so often.
    init(_ answers: [DeliveryOutcome], until count: Int, _ enough: Bell) {
      state = Mutex((answers, []))
      (self.count, self.enough) = (count, enough)
    }

    var told: [String] { state.withLock { $0.told } }

    func carry(_ document: String, of hook: Configuration.Hook, key: String, at seconds: Int64) async -> DeliveryOutcome
    {
      let (outcome, isEnough) = state.withLock { state in
        state.told.append(key)
        let outcome = state.answers.count > 1 ? state.answers.removeFirst() : state.answers[0]
        return (outcome, state.told.count == count)
      }
      if isEnough { enough.ring() }
      return outcome
    }
  }

  private static func hook(_ events: [String], retryHours: Int = 72) -> Configuration.Hook {
    Configuration.Hook(
      name: "bot", events: events.compactMap { EventPattern($0) }, includeText: false, timeoutSeconds: 1,
      retryHours: retryHours, transport: .program(["/bin/true"]))
  }

  private func play(
    _ answers: [DeliveryOutcome], until count: Int, retryHours: Int = 72, plan: RetryPlan = RetryPlan(pauses: [0]),
    queue: Queue = Queue(), events: [EventName]
  ) async -> (told: [String], dead: [String], left: Int) {
    let clock = FakeClock(WallTime(seconds: 1_795_000_000))
    let keys = Mutex(0)
    let enough = Bell()
    let carrier = Carrier(answers, until: count, enough)
    let post = HookPost(
      now: { clock.now }, plan: plan, pause: .milliseconds(1), carrier: carrier,
      makeKey: {
        keys.withLock { key in
          key += 1
          return "k\(key)"
        }
      })
    let log = EventLog(level: .info, sinks: [], now: { clock.now.milliseconds }).observed(by: post.sink)
    await post.start([Self.hook(["report.*", "hook.*"], retryHours: retryHours)], queue: queue, log: log)
    for event in events { log.emit(Event(event)) }
    await enough.sleep(upTo: patience)
    await post.stop()
    return (carrier.told, await queue.dead, await queue.waiting.count)
  }

  @Test func wantedEventsAreToldInOrderAndOnce() async {
    let result = await play(
      [.delivered], until: 3, events: [.reportQueued, .smsReceived, .reportSending, .hookFailed, .reportSent])
    #expect(result.told == ["k1", "k2", "k3"] && result.dead.isEmpty)
  }

  @Test func whatFailsForNowKeepsItsPlace() async {
    let result = await play(
      [.temporary("no answer"), .temporary("no answer"), .delivered], until: 4, events: [.reportQueued, .reportSent])
    #expect(result.told == ["k1", "k1", "k1", "k2"] && result.dead.isEmpty)
  }

  @Test func whatFailsForGoodIsGivenUpAndTheNextIsTold() async {
    let result = await play([.permanent("gone"), .delivered], until: 2, events: [.reportQueued, .reportSent])
    #expect(result.told == ["k1", "k2"] && result.dead == ["gone"])
  }

  @Test func whatFailsForTooLongIsGivenUp() async {
    let result = await play(
      [.temporary("no answer")], until: 1, retryHours: 1, plan: RetryPlan(pauses: [3_601]), events: [.reportSent])
    #expect(result.told == ["k1"] && result.dead == ["no answer"] && result.left == 0)
  }

  @Test func aStopLosesNothing() async {
    let result = await play([.interrupted], until: 1, events: [.reportQueued, .reportSent])
    #expect(result.left == 2 && result.dead.isEmpty)
  }

  @Test func whatTheDatabaseRefusesIsOfferedAgainAlthoughNothingElseHappens() async {
    let result = await play([.delivered], until: 1, queue: Queue(refusals: 3), events: [.reportSent])
    #expect(result.told == ["k1"])
  }

  @Test func aDatabaseThatDoesNotAnswerIsAskedAgain() async {
    let result = await play([.delivered], until: 1, queue: Queue(silences: 3), events: [.reportSent])
    #expect(result.told == ["k1"])
  }

  @Test func whatFindsNoRoomIsCountedAlsoWhenTheDatabaseRefuses() {
    let sink = HookSink(makeKey: { "" }, onNews: {})
    sink.setHooks([Self.hook(["report.*"])])
    for _ in 0...HookSink.capacity { sink.write(Event(.reportSent), at: 0) }
    let first = sink.take()
    #expect(first.notifications.count == HookSink.capacity && first.refused == ["bot": 1])
    sink.write(Event(.reportQueued), at: 0)
    sink.putBack(first.notifications, refused: first.refused)
    let second = sink.take()
    #expect(second.notifications.count == HookSink.capacity && second.refused == ["bot": 2])
    #expect(second.notifications.allSatisfy { $0.event == "report.sent" })
  }

  @Test func theLogTellsOfWhatFoundNoRoom() async {
    let (events, post) = (
      Events(), HookPost(now: { WallTime(seconds: 0) }, carrier: Carrier([.interrupted], until: 1, Bell()))
    )
    post.sink.setHooks([Self.hook(["report.*"])])
    for _ in 0...HookSink.capacity { post.sink.write(Event(.reportSent), at: 0) }
    await post.start(
      [Self.hook(["report.*"])], queue: Queue(), log: EventLog(level: .info, sinks: [events], now: { 0 }))
    await events.wait(for: .hookDropped)
    await post.stop()
    #expect(events.all.first { $0.name == .hookDropped }?[.count] == .integer(1))
  }

  @Test func pausesGrowToSixHours() {
    let pauses = (1...20).map { RetryPlan.standard.seconds(afterAttempts: $0) }
    #expect(pauses == pauses.sorted() && pauses.first == 10 && pauses.last == 21_600)
  }
}
