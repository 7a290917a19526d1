import Dispatch
import NIOCore

/// A thread of a ``VirtualComputer``, as SwiftNIO and actors see it.
final class VirtualEventLoop: NIOSerialEventLoopExecutor, @unchecked Sendable {
  private struct Job {
    var due: Duration
    var work: () -> Void
  }

  private unowned let computer: VirtualComputer
  private let delay: () -> Duration
  private var jobs: [Job] = []
  private var head = 0

  init(_ computer: VirtualComputer, delay: @escaping () -> Duration) {
    self.computer = computer
    self.delay = delay
  }

  /// When the next job may start.
  var deadline: Duration? { head < jobs.count ? jobs[head].due : nil }

  func runOne() {
    guard head < jobs.count else { return }
    let work = jobs[head].work
    head += 1
    if head == jobs.count {
      jobs.removeAll(keepingCapacity: true)
      head = 0
    }
    work()
  }

  func clear() {
    jobs = []
    head = 0
  }

  // MARK: EventLoop

  var inEventLoop: Bool { computer.current === self }

  var now: NIODeadline { .uptimeNanoseconds(UInt64(clamping: computer.now.nanoseconds)) }

  func execute(_ task: @escaping () -> Void) {
    // Jobs keep their order, so one never starts before those in front of it.
    let due = max(computer.now + delay(), jobs.last?.due ?? .zero)
    jobs.append(Job(due: due, work: task))
  }

  func scheduleTask<T>(deadline: NIODeadline, _ task: @escaping () throws -> T) -> Scheduled<T> {
    let promise = makePromise(of: T.self)
    let due = Duration.nanoseconds(Int64(clamping: deadline.uptimeNanoseconds))
    let timer = computer.add(
      {
        do { promise.assumeIsolated().succeed(try task()) } catch { promise.fail(error) }
      }, orElse: { promise.fail(EventLoopError.shutdown) }, at: due,
      on: self)
    return Scheduled(promise: promise, cancellationTask: { [weak computer] in computer?.removeTimer(timer) })
  }

  func scheduleTask<T>(in delay: TimeAmount, _ task: @escaping () throws -> T) -> Scheduled<T> {
    scheduleTask(deadline: now + delay, task)
  }

  func shutdownGracefully(queue: DispatchQueue, _ callback: @escaping @Sendable ((any Error)?) -> Void) {
    callback(nil)
  }
}

/// Where the parts of a task run that belong to no actor.
final class VirtualTaskExecutor: TaskExecutor {
  private let loop: VirtualEventLoop

  init(_ loop: VirtualEventLoop) {
    self.loop = loop
  }

  func enqueue(_ job: consuming ExecutorJob) { add(UnownedJob(job)) }

  func add(_ job: UnownedJob) {
    loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}

extension Duration {
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}
