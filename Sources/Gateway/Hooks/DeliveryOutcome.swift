import Dispatch

/// What became of one attempt to tell somebody of an event.
enum DeliveryOutcome: Sendable, Equatable {
  case delivered
  /// Perhaps later.
  case temporary(String)
  /// Never.
  case permanent(String)
  /// The daemon stops; it is tried again after the next start, as if this had not been.
  case interrupted
}

/// When a delivery is tried again.
struct RetryPlan: Sendable {
  /// Pauses after each failed attempt, in seconds; the last one is repeated.
  var pauses: [Int64]

  static let standard = RetryPlan(pauses: [10, 30, 60, 120, 300, 900, 1_800, 3_600, 7_200, 14_400, 21_600])

  func seconds(afterAttempts attempts: Int) -> Int64 {
    pauses.isEmpty ? 0 : pauses[min(max(attempts, 1), pauses.count) - 1]
  }
}

/// Takes a document to where a hook wants it.
protocol NotificationCarrier: Sendable {
  func carry(_ document: String, of hook: Configuration.Hook, key: String, at seconds: Int64) async -> DeliveryOutcome
}

/// Programs and webhooks, each delivery on a thread of its own while it lasts: both block.
struct ProcessCarrier: NotificationCarrier {
  /// The daemon stops.
  let isStopping: @Sendable () -> Bool

  func carry(
    _ document: String, of hook: Configuration.Hook, key: String, at seconds: Int64
  ) async -> DeliveryOutcome {
    await withCheckedContinuation { continuation in
      DispatchQueue.global(qos: .utility).async { [isStopping] in
        switch hook.transport {
        case .program(let command):
          continuation.resume(
            returning: ProgramHook(command: command, timeLimit: .seconds(hook.timeoutSeconds))
              .run(document, includesText: hook.includeText, isStopping: isStopping))
        case .web(let target):
          continuation.resume(
            returning: Webhook(target: target, timeLimit: .seconds(hook.timeoutSeconds))
              .post(document, key: key, at: seconds, isStopping: isStopping))
        }
      }
    }
  }
}
