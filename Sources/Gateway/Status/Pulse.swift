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

  private let parts: @Sendable () -> [Part]
  /// By thread; a thread that nothing runs on any more is forgotten.
  private let beats = Mutex<[ObjectIdentifier: Beat]>([:])
  private let uptime: @Sendable () -> MonotonicTime

  /// - Parameter parts: tells which there are now; modems come and go.
  init(_ parts: @escaping @Sendable () -> [Part], uptime: @escaping @Sendable () -> MonotonicTime) {
    self.parts = parts
    self.uptime = uptime
    note(parts(), at: uptime())
  }

  /// Asks every part that has answered the last time; never waits.
  func ask() {
    let parts = parts()
    note(parts, at: uptime())
    for part in parts {
      let id = ObjectIdentifier(part.eventLoop)
      let isSilent = beats.withLock { beats in
        defer { beats[id]?.isAsked = true }
        return beats[id]?.isAsked ?? true
      }
      if isSilent { continue }
      part.eventLoop.execute { [self] in
        let now = uptime()
        beats.withLock { beats in
          if beats[id] != nil { beats[id] = Beat(answered: now) }
        }
      }
    }
  }

  /// A part that is new counts from now on.
  private func note(_ parts: [Part], at now: MonotonicTime) {
    beats.withLock { beats in
      let known = beats
      beats = [:]
      for id in parts.map({ ObjectIdentifier($0.eventLoop) }) { beats[id] = known[id] ?? Beat(answered: now) }
    }
  }

  /// How long each part has not answered.
  func silences() -> [(part: String, silence: Duration)] {
    let (now, parts) = (uptime(), parts())
    return beats.withLock { beats in
      parts.compactMap { part in
        guard let beat = beats[ObjectIdentifier(part.eventLoop)] else { return nil }
        return (part.name, now - max(beat.answered, part.lastStep() ?? beat.answered))
      }
    }
  }
}
