import Modem
import NIOCore
import Synchronization

/// Whether the threads of the gateway run: each is asked now and then, and its last answer remembered.
final class Pulses: Sendable {
  /// A thread, and what people call what runs on it.
  struct Part: Sendable {
    var name: String
    var eventLoop: any EventLoop
    /// When it finished a step of longer work last, where it tells.
    var lastStep: @Sendable () -> MonotonicTime? = { nil }
  }

  private struct Beat {
    var answered: MonotonicTime
    var isAsked = false
  }

  private let parts: [Part]
  private let beats: Mutex<[Beat]>
  private let uptime: @Sendable () -> MonotonicTime

  init(_ parts: [Part], uptime: @escaping @Sendable () -> MonotonicTime) {
    self.parts = parts
    self.uptime = uptime
    beats = Mutex(parts.map { _ in Beat(answered: uptime()) })
  }

  /// Asks every part that has answered the last time; never waits.
  func ask() {
    for (index, part) in parts.enumerated() {
      let isSilent = beats.withLock { beats in
        defer { beats[index].isAsked = true }
        return beats[index].isAsked
      }
      if isSilent { continue }
      part.eventLoop.execute { [self] in
        let now = uptime()
        beats.withLock { $0[index] = Beat(answered: now) }
      }
    }
  }

  /// How long each part has not answered.
  func silences() -> [(part: String, silence: Duration)] {
    let now = uptime()
    return beats.withLock { beats in
      zip(parts, beats).map { part, beat in
        (part.name, now - max(beat.answered, part.lastStep() ?? beat.answered))
      }
    }
  }
}
