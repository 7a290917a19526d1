import Modem

/// How long messages wait on a line to be stored and then to be deleted from the modem.
struct LineStopwatch {
  private let observer: any TimingObserver
  /// When messages were stored that are still on the modem, the longest waiting first, which are deleted first.
  private var stored: [MonotonicTime] = []
  /// What the session's counter of deletions was then.
  private var deleted: UInt64 = 0

  /// As many as a session lets be outstanding; beyond it nothing is measured.
  private static let limit = 256

  init(_ observer: any TimingObserver) { self.observer = observer }

  func noteStored(_ arrivals: [MonotonicTime], at now: MonotonicTime) {
    for arrival in arrivals { observer.observe(.storing, now - arrival) }
  }

  mutating func awaitDeletion(of count: Int, deleted: UInt64, at now: MonotonicTime) {
    if stored.isEmpty { self.deleted = deleted }
    stored += Array(repeating: now, count: min(count, max(0, Self.limit - stored.count)))
  }

  /// Compares what the session has deleted since.
  mutating func noteDeletions(_ state: @autoclosure () -> ModemState, at now: MonotonicTime) {
    guard !stored.isEmpty else { return }
    let state = state()
    let count = Int(clamping: state.counters[.deleted] &- deleted)
    deleted = state.counters[.deleted]
    for moment in stored.prefix(count) { observer.observe(.deleting, now - moment) }
    stored.removeFirst(min(count, stored.count))
    // What the modem refused to delete, or had lost by itself, is not waited for.
    if state.deletable == 0 { stored = [] }
  }
}
