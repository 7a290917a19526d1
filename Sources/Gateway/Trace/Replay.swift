import Modem

/// Plays a recorded line against a ``ModemSession`` on virtual time, and holds what it does now against what was done
/// then.
///
/// As long as the two agree, time passes in the recorded steps; from the first difference on, the session's own deadlines
/// count, as they would on a line.
public struct Replay: Sendable {
  /// One thing that was recorded, that happens now, or both.
  public struct Step: Sendable, Equatable {
    /// Where it comes from.
    public enum Side: String, Sendable {
      /// What the session was told, then and now.
      case input
      /// It did so then and does now.
      case same
      /// It did so then, and does not now.
      case then
      /// It does so now, and did not then.
      case now
    }

    /// Since the beginning of the trace.
    public var time: Duration
    /// Line of the file; nil for what happens only now.
    public var line: Int?
    /// Where it comes from.
    public var side: Side
    /// What it is, in words that act on no terminal.
    public var text: String
  }

  /// A session: from one header to the next.
  public struct Session: Sendable, Equatable {
    /// Version of the program that recorded it.
    public var program: String
    /// When it was recorded, RFC 3339.
    public var started: String
    /// The modem's name.
    public var modem: String
    /// Where it was reached.
    public var device: String
    /// PDUs and numbers were masked.
    public var isRedacted: Bool
    /// Line of its header.
    public var line: Int
    /// In their order.
    public internal(set) var steps: [Step] = []
    /// Lines of the trace were lost after this line: what follows can't be compared, and is left out.
    public internal(set) var gapLine: Int?

    /// Actions that are the same.
    public var same: Int { steps.count { $0.side == .same } }
    /// Actions of then that do not happen now, and the other way round.
    public var differences: Int { steps.count { $0.side == .then || $0.side == .now } }
  }

  /// A line that is none of a trace.
  public struct Fault: Sendable, Equatable, CustomStringConvertible {
    /// From 1.
    public var line: Int
    /// What is wrong.
    public var reason: String

    /// Both.
    public var description: String { "line \(line): \(reason)" }
  }

  /// The sessions of the file.
  public private(set) var sessions: [Session] = []
  /// Lines that could not be read, the first few. The session they stand in is played up to the first of them.
  public private(set) var faults: [Fault] = []

  /// No more faults than these are told: a file that is no trace has nothing else.
  static let mostFaults = 20

  /// Plays the text of a trace.
  public init(_ text: String) {
    var player: Player?
    var number = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      if line.isEmpty || line == "\r" { continue }
      do throws(TraceLine.Fault) {
        switch try TraceLine.parse(line) {
        case .header(let header):
          if let ended = player { sessions.append(ended.finished()) }
          player = Player(header, line: number)
        case .entry(let entry, let time):
          guard player != nil else { throw TraceLine.Fault(reason: "the trace has no header before it") }
          if let fault = player?.play(entry, at: time, line: number) { throw fault }
        }
      } catch {
        player?.isBroken = true
        if faults.count < Self.mostFaults { faults.append(Fault(line: number, reason: error.reason)) }
      }
    }
    if let ended = player { sessions.append(ended.finished()) }
    if sessions.isEmpty, faults.isEmpty { faults.append(Fault(line: 1, reason: "the file is empty")) }
  }
}

/// The session under way.
private struct Player {
  private var session: ModemSession
  private var result: Replay.Session
  private var mask: TraceMask
  private var now: Duration = .zero
  private var then: [(time: Duration, line: Int, text: String)] = []
  private var isDifferent = false
  /// After a line that can't be read, what follows proves nothing.
  var isBroken = false

  init(_ header: TraceLine.Header, line: Int) {
    session = ModemSession(configuration: header.configuration, now: .zero)
    mask = TraceMask(hidesContents: header.isRedacted)
    result = Replay.Session(
      program: header.program, started: header.started, modem: header.modem, device: header.device,
      isRedacted: header.isRedacted, line: line)
  }

  mutating func play(_ entry: TraceEntry, at time: Duration, line: Int) -> TraceLine.Fault? {
    if isBroken || result.gapLine != nil { return nil }
    switch entry {
    case .dropped, .full:
      compare()
      result.gapLine = line
      return nil
    case .wrote, .action:
      then.append((time, line, entry.summary))
      return nil
    case .opened, .replaced, .closed, .usbReset, .read, .woke, .stored, .notStored, .acknowledged, .notAcknowledged,
      .pinTryNoted, .send, .stop:
      if time < now { return TraceLine.Fault(reason: "time runs backwards here") }
      compare()
      catchUp(to: time)
      now = time
      if entry != .woke {
        result.steps.append(Replay.Step(time: time, line: line, side: .input, text: entry.summary))
      }
      tell(entry)
      return nil
    }
  }

  consuming func finished() -> Replay.Session {
    if !isBroken, result.gapLine == nil { compare() }
    return result
  }

  /// Once the session goes its own way, nobody has recorded when its deadlines are reached.
  private mutating func catchUp(to time: Duration) {
    guard isDifferent else { return }
    // A session asks for no more than this between two inputs; a mistake of it must not hang the replay.
    for _ in 0..<10_000 {
      guard let deadline = session.deadline, deadline < time else { return }
      now = max(now, deadline)
      session.advance(to: now)
      compare()
    }
  }

  private mutating func tell(_ entry: TraceEntry) {
    switch entry {
    case .opened(let vendor): session.portOpened(usbVendor: vendor, now: now)
    case .replaced: session.deviceReplaced(now: now)
    case .closed(let reason): session.portClosed(reason: reason, now: now)
    case .usbReset(let outcome): session.usbReset(outcome, now: now)
    case .read(let octets): session.receive(octets, now: now)
    case .woke: session.advance(to: now)
    case .stored(let slots): session.stored(slots, now: now)
    case .notStored(let slots): session.notStored(slots, now: now)
    case .acknowledged(let ticket): session.acknowledge(ticket, now: now)
    case .notAcknowledged(let ticket): session.notAcknowledged(ticket, now: now)
    case .pinTryNoted(let isNoted): session.pinTryNoted(isNoted, now: now)
    case .send(let request): session.send(request, now: now)
    case .stop: session.stop(now: now)
    case .wrote, .action, .dropped, .full: break
    }
  }

  /// What was done since the last input, then and now.
  private mutating func compare() {
    var actions: [String] = []
    while let action = session.nextAction() { actions.append(masked(TraceEntry(action)).summary) }
    let recorded = then
    then = []
    let changes = actions.difference(from: recorded.map(\.text))
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in changes {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    if !changes.isEmpty { isDifferent = true }
    var (old, new) = (0, 0)
    while old < recorded.count || new < actions.count {
      if old < recorded.count, removed.contains(old) {
        append(recorded[old], .then)
        old += 1
      } else if new < actions.count, inserted.contains(new) {
        result.steps.append(Replay.Step(time: now, line: nil, side: .now, text: actions[new]))
        new += 1
      } else {
        append(recorded[old], .same)
        (old, new) = (old + 1, new + 1)
      }
    }
  }

  /// As the recorder would have written it.
  private mutating func masked(_ entry: TraceEntry) -> TraceEntry {
    if case .wrote(let octets) = entry { .wrote(mask.apply(octets)) } else { entry }
  }

  private mutating func append(_ recorded: (time: Duration, line: Int, text: String), _ side: Replay.Step.Side) {
    result.steps.append(Replay.Step(time: recorded.time, line: recorded.line, side: side, text: recorded.text))
  }
}
