import NIOCore
import NIOPosix
import Synchronization

/// The threads of the modems, one for each. That of a modem that was taken out waits for the next one and ends with the
/// daemon: whoever still asks an ended line is answered, and not left waiting for ever.
final class LineThreads: Sendable {
  private struct State {
    var groups: [MultiThreadedEventLoopGroup] = []
    var free: [any EventLoop] = []
  }

  private let state = Mutex(State())

  /// A thread of one's own.
  @Sendable func take() -> any EventLoop {
    state.withLock { state in
      if let free = state.free.popLast() { return free }
      let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
      state.groups.append(group)
      return group.next()
    }
  }

  /// The modem of that thread is gone.
  @Sendable func giveBack(_ eventLoop: any EventLoop) { state.withLock { $0.free.append(eventLoop) } }

  /// Ends all of them, when no line is left.
  func end() async throws {
    for group in state.withLock({ $0.groups }) { try await group.shutdownGracefully() }
  }
}
