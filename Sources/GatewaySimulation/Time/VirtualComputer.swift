import NIOCore

/// The threads and the monotonic clock of a computer that exists only here: jobs of actors and timers of event loops run
/// one after the other on the thread that drives it, in an order drawn from a seed.
///
/// Jobs of one loop keep their order, as on a real thread; which loop goes next is drawn, so that a seed stands for one
/// interleaving of the threads. A loop may be slow: its jobs then start late, like those of a thread that waits for a disk.
final class VirtualComputer: @unchecked Sendable {
  private struct Timer {
    var due: Duration
    var order: Int
    var loop: VirtualEventLoop
    var work: () -> Void
    var cancel: () -> Void
  }

  /// Since the computer was switched on.
  private(set) var now: Duration
  /// The loop whose job runs.
  private(set) var current: VirtualEventLoop?
  private var loops: [VirtualEventLoop] = []
  private var timers: [Timer] = []
  private var order = 0
  private var dice: Dice
  /// Where what belongs to no actor runs.
  private(set) var pool: VirtualTaskExecutor?

  init(now: Duration, dice: Dice) throws {
    guard GlobalPool.isHooked else { throw SimulationError("the concurrency runtime has no hook for its threads") }
    self.now = now
    self.dice = dice
    pool = VirtualTaskExecutor(makeLoop())
  }

  /// Begins a task.
  func begin(_ body: @escaping @Sendable () async -> Void) {
    GlobalPool.with(pool) { _ = Task(executorPreference: pool) { await body() } }
  }

  /// A thread.
  ///
  /// - Parameter delay: how long after it could run a job starts.
  func makeLoop(delay: @escaping () -> Duration = { .zero }) -> VirtualEventLoop {
    let loop = VirtualEventLoop(self, delay: delay)
    loops.append(loop)
    return loop
  }

  /// When ``advance(to:)`` has something to do.
  var deadline: Duration? {
    let jobs = loops.compactMap(\.deadline).min()
    guard let timer = timers.min(by: { ($0.due, $0.order) < ($1.due, $1.order) })?.due else { return jobs }
    return jobs.map { min($0, timer) } ?? timer
  }

  /// Lets the time pass until then at most; what is due meanwhile is to be run before.
  func advance(to moment: Duration) { now = max(now, moment) }

  /// Runs one job or timer that is due; false when there is none.
  func runOne() -> Bool {
    releaseTimers()
    let ready = loops.filter { $0.deadline.map { $0 <= now } ?? false }
    guard let loop = ready.count > 1 ? dice.pick(ready) : ready.first else { return false }
    current = loop
    GlobalPool.with(pool) { loop.runOne() }
    current = nil
    return true
  }

  func add(
    _ work: @escaping () -> Void, orElse cancel: @escaping () -> Void, at due: Duration, on loop: VirtualEventLoop
  )
    -> Int
  {
    order += 1
    timers.append(Timer(due: max(due, now), order: order, loop: loop, work: work, cancel: cancel))
    return order
  }

  func removeTimer(_ order: Int) { timers.removeAll { $0.order == order } }

  /// Runs every job there is, also those that a slow thread would begin later: a task whose job is thrown away stays
  /// in memory for ever, with all it knows.
  func drain() {
    var steps = 0
    while let due = loops.compactMap(\.deadline).min(), steps < 100_000 {
      advance(to: due)
      _ = runOne()
      steps += 1
    }
  }

  /// Gives up the timers; nothing runs afterwards.
  func switchOff() {
    while !timers.isEmpty {
      let timer = timers.removeFirst()
      current = timer.loop
      GlobalPool.with(pool, timer.cancel)
      current = nil
    }
    drain()
    for loop in loops { loop.clear() }
    loops = []
    pool = nil
  }

  private func releaseTimers() {
    while let index = timers.indices.min(by: { (timers[$0].due, timers[$0].order) < (timers[$1].due, timers[$1].order) }
    ),
      timers[index].due <= now
    {
      let timer = timers.remove(at: index)
      timer.loop.execute(timer.work)
    }
  }
}
