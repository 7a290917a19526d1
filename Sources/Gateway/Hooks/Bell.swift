import Synchronization

/// Wakes one sleeper. A ring while nobody sleeps is remembered.
final class Bell: Sendable {
  private struct State {
    var sleeper: CheckedContinuation<Void, Never>?
    var hasRung = false
    var naps = 0
  }

  private let state = Mutex(State())

  func ring() {
    let sleeper = state.withLock { state in
      defer { state.sleeper = nil }
      if state.sleeper == nil { state.hasRung = true }
      return state.sleeper
    }
    sleeper?.resume()
  }

  /// Sleeps until the next ring, or at most so long.
  func sleep(upTo limit: Duration? = nil) async {
    var alarm: Task<Void, Never>?
    await withCheckedContinuation { continuation in
      let nap: Int? = state.withLock { state in
        if state.hasRung {
          state.hasRung = false
          return nil
        }
        state.naps += 1
        state.sleeper = continuation
        return state.naps
      }
      guard let nap else { return continuation.resume() }
      guard let limit else { return }
      alarm = Task { [self] in
        guard (try? await Task.sleep(for: limit)) != nil else { return }
        wake(nap)
      }
    }
    alarm?.cancel()
  }

  private func wake(_ nap: Int) {
    let sleeper = state.withLock { state in
      guard state.naps == nap else { return nil as CheckedContinuation<Void, Never>? }
      defer { state.sleeper = nil }
      return state.sleeper
    }
    sleeper?.resume()
  }
}
