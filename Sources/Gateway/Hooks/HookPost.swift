import Reporting
import Store
import Synchronization

/// Tells hooks of events: takes them from the log, keeps them in the database, and tells each hook one after the other
/// until it has understood, or for too long has not. At least once: after a crash the last one may be told again.
///
/// Nothing of the gateway waits for it. The queue is in the database, so that a restart loses nothing.
actor HookPost {
  nonisolated let sink: HookSink
  private let carrier: any NotificationCarrier
  private let plan: RetryPlan
  private let pause: Duration
  private let now: @Sendable () -> WallTime
  private nonisolated let stopping: StopFlag
  private nonisolated let news: Bell
  private let ended = Bell()
  private var log: EventLog?
  private var queue: (any HookQueue)?
  private var hooks: [String: Configuration.Hook] = [:]
  private var bells: [String: Bell] = [:]
  private var workers: [String: Task<Void, Never>] = [:]
  private var collector: Task<Void, Never>?
  /// Failures of a hook in a row: what goes on all night is said a few times and then now and then.
  private var failures: [String: Int] = [:]

  /// - Parameters:
  ///   - now: the wall clock.
  ///   - plan: when what failed is tried again.
  ///   - pause: how long to wait after the database refused.
  ///   - carrier: takes documents to hooks; nil runs programs.
  ///   - makeKey: makes a new key that no other notification has.
  init(
    now: @escaping @Sendable () -> WallTime, plan: RetryPlan = .standard, pause: Duration = .seconds(10),
    carrier: (any NotificationCarrier)? = nil,
    makeKey: @escaping @Sendable () -> String = HookPost.randomKey
  ) {
    let (news, stopping) = (Bell(), StopFlag())
    (self.news, self.stopping, self.now, self.plan) = (news, stopping, now, plan)
    self.pause = pause
    self.carrier = carrier ?? ProcessCarrier(isStopping: { stopping.isSet })
    sink = HookSink(makeKey: makeKey, onNews: { news.ring() })
  }

  /// Begins to tell.
  func start(_ hooks: [Configuration.Hook], queue: any HookQueue, log: EventLog) {
    (self.queue, self.log) = (queue, log)
    apply(hooks)
    collector = Task { await collect() }
  }

  /// Other hooks from now on; what waits for those that remain still does.
  func apply(_ hooks: [Configuration.Hook]) {
    sink.setHooks(hooks)
    self.hooks = Dictionary(uniqueKeysWithValues: hooks.map { ($0.name, $0) })
    for (name, bell) in bells {
      // Those that are gone end; the others look at what they are told now.
      if self.hooks[name] == nil { bells[name] = nil }
      bell.ring()
    }
    for name in self.hooks.keys where bells[name] == nil {
      let bell = Bell()
      bells[name] = bell
      let previous = workers[name]
      workers[name] = Task {
        await previous?.value
        await work(name, bell)
      }
    }
  }

  /// People have changed what waits.
  func lookAgain() {
    for bell in bells.values { bell.ring() }
  }

  /// Ends the programs that are running; what comes is still kept until ``stop()``.
  nonisolated func stopTelling() { stopping.set() }

  /// Ends what is under way, keeps what has come, and returns.
  func stop() async {
    stopping.set()
    for bell in bells.values { bell.ring() }
    news.ring()
    ended.ring()
    for worker in workers.values { await worker.value }
    await collector?.value
  }

  // MARK: Collecting

  private func collect() async {
    while !stopping.isSet {
      await news.sleep()
      // Not left until something else happens, which may be hours.
      while await !store(), !stopping.isSet { await news.sleep(upTo: pause) }
    }
    // The last events come while the lines stop.
    await ended.sleep()
    _ = await store()
  }

  /// Into the database, in one transaction; false when it can't be.
  private func store() async -> Bool {
    let (notifications, refused) = sink.take()
    var dropped = refused
    if !notifications.isEmpty, let queue {
      do throws(StoreError) {
        dropped.merge(try await queue.queue(notifications), uniquingKeysWith: +)
      } catch {
        // Said by the desk, which needs the database more.
        sink.putBack(notifications, refused: refused)
        return false
      }
    }
    for (hook, count) in dropped.sorted(by: { $0.key < $1.key }) {
      log?.emit(Event(.hookDropped, .warning, [.hook: .string(hook), .count: .integer(count)]))
    }
    for name in Set(notifications.map(\.hook)) { bells[name]?.ring() }
    return true
  }

  // MARK: Telling

  private func work(_ name: String, _ bell: Bell) async {
    while !stopping.isSet, bells[name] === bell, let hook = hooks[name], let queue {
      do throws(StoreError) {
        guard let next = try await queue.nextNotification(for: name) else {
          // `pelapor hooks retry` changes the database from outside where it can't reach the daemon.
          await bell.sleep(upTo: .seconds(30))
          continue
        }
        let wait = next.record.dueAt.milliseconds(since: now())
        if wait > 0 {
          await bell.sleep(upTo: .milliseconds(min(wait, 30_000)))
          continue
        }
        try await tell(next, hook, queue)
      } catch {
        await bell.sleep(upTo: pause)
      }
    }
  }

  private func tell(
    _ next: PendingNotification, _ hook: Configuration.Hook, _ queue: any HookQueue
  ) async throws(StoreError) {
    let told = next.record.notification
    let document = HookDocument.json(
      told, message: next.message, report: next.report, includesText: hook.includeText)
    let outcome = await carrier.carry(document, of: hook, key: told.key, at: now().milliseconds / 1_000)
    switch outcome {
    case .delivered:
      try await queue.notificationDelivered(next.record.id)
      failures[hook.name] = nil
      say(.hookDelivered, .debug, next)
    case .interrupted: break
    case .permanent(let reason): try await giveUp(next, reason, queue)
    case .temporary(let reason):
      let due = now().adding(seconds: plan.seconds(afterAttempts: next.record.attempts + 1))
      guard due.milliseconds(since: told.at) <= Int64(hook.retryHours) * 3_600_000 else {
        return try await giveUp(next, reason, queue)
      }
      try await queue.notificationPostponed(next.record.id, until: due, failure: reason)
      say(.hookPostponed, countFailure(hook.name) ? .warning : .debug, next, due: due, reason: reason)
    }
  }

  private func giveUp(
    _ next: PendingNotification, _ reason: String, _ queue: any HookQueue
  ) async throws(StoreError) {
    try await queue.notificationFailed(next.record.id, failure: reason)
    _ = countFailure(next.record.notification.hook)
    say(
      .hookFailed, .error, next, reason: reason,
      remedy: "correct it, then `pelapor hooks retry \(next.record.id)`")
  }

  /// Whether it is worth a line.
  private func countFailure(_ hook: String) -> Bool {
    let count = failures[hook, default: 0] + 1
    failures[hook] = count
    return count <= 5 || count % 60 == 0
  }

  private func say(
    _ name: EventName, _ level: LogLevel, _ next: PendingNotification, due: WallTime? = nil, reason: String? = nil,
    remedy: String? = nil
  ) {
    let told = next.record.notification
    log?.emit(
      Event(
        name, level,
        [
          .hook: .string(told.hook), .trigger: .string(told.event),
          .messageID: told.messageID.map { .integer(Int($0)) }, .reportID: told.reportID.map { .integer(Int($0)) },
          .attempts: .integer(next.record.attempts + 1), .due: due.map { .instant($0.milliseconds) },
          .reason: reason.map { .string($0) }, .remedy: remedy.map { .string($0) },
        ]))
  }

  /// 128 bits as hexadecimal digits.
  static let randomKey: @Sendable () -> String = {
    (0..<2).map { _ in
      let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}

/// Set once, read from any thread.
final class StopFlag: Sendable {
  private let flag = Atomic<Bool>(false)

  var isSet: Bool { flag.load(ordering: .relaxed) }

  func set() { flag.store(true, ordering: .relaxed) }
}
