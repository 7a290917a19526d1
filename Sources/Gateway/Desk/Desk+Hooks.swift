import Reporting
import Store

/// A notification with what is told of its message and report, as they are now.
struct PendingNotification: Sendable {
  var record: NotificationRecord
  var message: MessageRecord?
  var report: ReportRecord?
}

/// Where notifications wait.
protocol HookQueue: Sendable {
  /// Appends; how many found no room, by hook.
  func queue(_ notifications: [NewNotification]) async throws(StoreError) -> [String: Int]
  /// The first that waits for a hook, due or not.
  func nextNotification(for hook: String) async throws(StoreError) -> PendingNotification?
  /// It was told.
  func notificationDelivered(_ id: Int64) async throws(StoreError)
  /// It is to be tried again.
  func notificationPostponed(_ id: Int64, until time: WallTime, failure: String) async throws(StoreError)
  /// It is given up.
  func notificationFailed(_ id: Int64, failure: String) async throws(StoreError)
}

extension Desk: HookQueue {
  func queue(_ notifications: [NewNotification]) throws(StoreError) -> [String: Int] { try store.queue(notifications) }

  func nextNotification(for hook: String) throws(StoreError) -> PendingNotification? {
    guard let record = try store.nextNotification(for: hook) else { return nil }
    let report = try found(record.notification.reportID) { id throws(StoreError) in try store.report(id) }
    let message = try found(record.notification.messageID ?? report?.messageID) { id throws(StoreError) in
      try store.message(id)
    }
    return PendingNotification(record: record, message: message, report: report)
  }

  func notificationDelivered(_ id: Int64) throws(StoreError) { try store.notificationDelivered(id) }

  func notificationPostponed(_ id: Int64, until time: WallTime, failure: String) throws(StoreError) {
    try store.notificationPostponed(id, until: time, failure: failure)
  }

  func notificationFailed(_ id: Int64, failure: String) throws(StoreError) {
    try store.notificationFailed(id, failure: failure)
  }

  private func found<Record>(
    _ id: Int64?, _ body: (Int64) throws(StoreError) -> Record
  ) throws(StoreError) -> Record? {
    guard let id else { return nil }
    do { return try body(id) } catch .notFound { return nil }
  }
}
