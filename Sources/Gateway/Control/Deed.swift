import Reporting
import Store

/// What a person does with reports, other SMS, notifications and the sending of all. A command and a request of the
/// control API are the same deed: ``perform(on:by:privacy:at:)`` is the one place where it is done, ``Courier`` brings a
/// command's to the daemon.
public enum Deed: Sendable {
  case approve(report: Int64)
  case cancel(report: Int64, reason: String?)
  case revoke(report: Int64, reason: String?)
  case retry(report: Int64)
  /// Of a report of which nobody knows whether it was sent.
  case resolve(report: Int64, wasSent: Bool)
  case pause, resume
  case send(SubmissionRequest.Plan)
  case cancelSubmission(Int64)
  case retrySubmission(Int64)
  case retryNotifications(NotificationSelection)
  case discardNotifications(NotificationSelection)

  /// Does it; the store checks it in the transaction that makes it. The answer is the control API's, one JSON object.
  func perform(
    on store: Store, by person: String, privacy: RecordPrivacy, at now: WallTime
  ) throws(StoreError) -> String {
    switch self {
    case .approve(let id): try store.approve(reportID: id, by: person, dueAt: now, at: now)
    case .cancel(let id, let reason): try store.cancel(.report(id), by: .person(person), reason: reason, at: now)
    case .revoke(let id, let reason): try store.revoke(reportID: id, by: person, reason: reason, at: now)
    case .retry(let id): try store.retry(.report(id), by: person, dueAt: now, at: now)
    case .resolve(let id, let wasSent): try store.resolve(.report(id), wasSent: wasSent, by: person, at: now)
    case .pause: try store.pause(by: .person(person), at: now)
    case .resume: try store.resume(by: .person(person), at: now)
    case .send(let plan):
      return SubmissionRequest.json(plan, id: try store.queue(plan.submission, at: now), at: now)
    case .cancelSubmission(let id): try store.cancel(.submission(id), by: .person(person), reason: nil, at: now)
    case .retrySubmission(let id): try store.retry(.submission(id), by: person, dueAt: now, at: now)
    case .retryNotifications(let those):
      return Self.counted(try store.retryNotifications(those.ids, hook: those.hook, at: now))
    case .discardNotifications(let those):
      return Self.counted(try store.discardNotifications(those.ids, hook: those.hook))
    }
    return try outcome(in: store, privacy)
  }

  /// What it was done to, as it is then.
  private func outcome(in store: Store, _ privacy: RecordPrivacy) throws(StoreError) -> String {
    var object = JSONObjectWriter()
    switch self {
    case .approve(let id), .cancel(let id, _), .revoke(let id, _), .retry(let id), .resolve(let id, _):
      return try store.report(id).json(privacy)
    case .cancelSubmission(let id), .retrySubmission(let id): return try store.submission(id).json(privacy)
    case .pause: object.add("paused", boolean: true)
    case .resume: object.add("paused", boolean: false)
    case .send, .retryNotifications, .discardNotifications: break
    }
    return object.finished()
  }

  private static func counted(_ count: Int) -> String {
    var object = JSONObjectWriter()
    object.add("count", integer: count)
    return object.finished()
  }

  /// Whether doing it twice is the same as doing it once.
  var isRepeatable: Bool {
    switch self {
    case .pause, .discardNotifications: true
    case .approve, .cancel, .revoke, .retry, .resolve, .resume, .send, .cancelSubmission, .retrySubmission,
      .retryNotifications:
      false
    }
  }
}

/// Notifications of hooks: all, those of a hook, or some by their numbers.
public struct NotificationSelection: Sendable, Equatable {
  /// Their numbers; nil for all of the hook.
  public var ids: [Int64]?
  /// The name of a hook; nil for all.
  public var hook: String?

  /// All without either.
  public init(ids: [Int64]? = nil, hook: String? = nil) {
    (self.ids, self.hook) = (ids, hook)
  }
}
