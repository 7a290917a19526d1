import Dispatch
import Synchronization

/// Does what may block, one after the other, on a queue of its own; with a bound, beyond which work is refused and
/// counted instead of waited for.
final class WriterQueue: Sendable {
  private let queue: DispatchQueue
  private let capacity: Int
  private let waiting = Atomic<Int>(0)
  private let refused = Atomic<Int>(0)

  init(label: String, capacity: Int) {
    queue = DispatchQueue(label: label)
    self.capacity = capacity
  }

  /// Takes work; false when there is no room.
  ///
  /// - Parameter work: is told how many were refused since the last one that ran.
  @discardableResult
  func add(_ work: @escaping @Sendable (_ refused: Int) -> Void) -> Bool {
    guard waiting.add(1, ordering: .relaxed).newValue <= capacity else {
      waiting.subtract(1, ordering: .relaxed)
      countRefused()
      return false
    }
    queue.async { [self] in
      work(refused.exchange(0, ordering: .relaxed))
      waiting.subtract(1, ordering: .relaxed)
    }
    return true
  }

  /// Counts something that was taken and could not be done.
  func countRefused() { refused.add(1, ordering: .relaxed) }

  /// Does something between two others, and waits for it.
  func sync(_ work: () -> Void) { queue.sync(execute: work) }

  /// Waits until everything taken so far is done, two seconds at most: what blocks may block for ever.
  func flush() {
    let done = DispatchSemaphore(value: 0)
    queue.async { done.signal() }
    _ = done.wait(timeout: .now() + .seconds(2))
  }
}
