import Reporting
import Store
import Synchronization

/// Picks the events that hooks want, from any thread and without waiting, and keeps them until they are in the queue.
final class HookSink: EventSink {
  /// Most that wait for the database; further ones are counted.
  static let capacity = 2_000

  private struct State {
    var hooks: [Configuration.Hook] = []
    var waiting: [NewNotification] = []
    var refused: [String: Int] = [:]
  }

  private let state = Mutex(State())
  private let format = JSONLines(privacy: Privacy(includeText: false), clock: .local)
  private let makeKey: @Sendable () -> String
  private let onNews: @Sendable () -> Void

  init(makeKey: @escaping @Sendable () -> String, onNews: @escaping @Sendable () -> Void) {
    self.makeKey = makeKey
    self.onNews = onNews
  }

  /// Whom to tell from now on.
  func setHooks(_ hooks: [Configuration.Hook]) { state.withLock { $0.hooks = hooks } }

  func write(_ event: Event, at milliseconds: Int64) {
    guard event.level >= .info, event.name.isToldToHooks else { return }
    let isNews = state.withLock { state in
      let wanting = state.hooks.filter { $0.events.contains { $0.matches(event.name.rawValue) } }
      guard !wanting.isEmpty else { return false }
      let line = String(format.line(event, at: milliseconds).dropLast())
      for hook in wanting {
        guard state.waiting.count < Self.capacity else {
          state.refused[hook.name, default: 0] += 1
          continue
        }
        state.waiting.append(
          NewNotification(
            hook: hook.name, event: event.name.rawValue, at: WallTime(milliseconds: milliseconds), line: line,
            messageID: Self.number(event[.messageID]), reportID: Self.number(event[.reportID]), key: makeKey()))
      }
      return true
    }
    if isNews { onNews() }
  }

  func flush() {}

  /// What has come since, and how many found no room.
  func take() -> (notifications: [NewNotification], refused: [String: Int]) {
    state.withLock { state in
      defer { (state.waiting, state.refused) = ([], [:]) }
      return (state.waiting, state.refused)
    }
  }

  /// The database could not take them: they are first again, and what has come meanwhile and finds no room behind them is
  /// counted. So are those that had found none before.
  func putBack(_ notifications: [NewNotification], refused: [String: Int]) {
    state.withLock { state in
      state.waiting.insert(contentsOf: notifications, at: 0)
      state.refused.merge(refused, uniquingKeysWith: +)
      while state.waiting.count > Self.capacity {
        state.refused[state.waiting.removeLast().hook, default: 0] += 1
      }
    }
  }

  private static func number(_ value: Event.Value?) -> Int64? {
    if case .integer(let number) = value { Int64(number) } else { nil }
  }
}
