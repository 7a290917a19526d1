import ArgumentParser
import Gateway

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Plays a recorded line (run --trace) against the modem session, on virtual time.",
    discussion: """
      Shows what the session was told and did then, and where it would do something else now: lines that begin with \
      - are of then alone, with + of now alone. Exit status 0 when nothing differs, 1 when something does or the file \
      is broken.
      """)

  @Argument(help: "The trace; - is standard input.", completion: .file())
  var file: String

  @Flag(help: "Only what differs, and the summary.")
  var differences = false

  @Flag(help: "JSON lines: one object a step, and one with the summary for each session.")
  var json = false

  func run() throws {
    let replay = Replay(try Files.text(file))
    for session in replay.sessions { show(session) }
    for fault in replay.faults { Console.say("\(file): \(fault)") }
    if !replay.faults.isEmpty || replay.sessions.contains(where: { $0.differences > 0 }) { throw ExitCode.failure }
  }

  private func show(_ session: Replay.Session) {
    if !json {
      Console.print(
        "\(visible(session.modem)) at \(visible(session.device)), recorded \(visible(session.started)) by pelapor "
          + visible(session.program) + (session.isRedacted ? ", masked" : ""))
    }
    for step in session.steps where !differences || step.side == .then || step.side == .now {
      Console.print(json ? object(step) : line(step))
    }
    guard !json else { return Console.print(summary(session)) }
    if let gap = session.gapLine {
      Console.print("The trace has a gap at line \(gap); what comes after it is left out.")
    }
    Console.print(
      session.differences == 0
        ? "Same: \(counted(session.same, "action"))."
        : "Different: \(counted(session.differences, "action")); the same: \(session.same).")
  }

  private func line(_ step: Replay.Step) -> String {
    let mark =
      switch step.side {
      case .input: "<"
      case .same: " "
      case .then: "-"
      case .now: "+"
      }
    let milliseconds = step.time.components.seconds * 1_000 + step.time.components.attoseconds / 1_000_000_000_000_000
    let fraction = String(milliseconds % 1_000 + 1_000).dropFirst()
    let time = "\(milliseconds / 1_000).\(fraction)"
    return String(repeating: " ", count: max(0, 9 - time.count)) + "\(time) \(mark) \(step.text)"
  }

  private func object(_ step: Replay.Step) -> String {
    var object = JSONObjectWriter()
    object.add("v", integer: 1)
    object.add("kind", string: step.side.rawValue)
    object.add("seconds", decimal: step.time / .seconds(1))
    if let line = step.line { object.add("line", integer: line) }
    object.add("text", string: step.text)
    return object.finished()
  }

  private func summary(_ session: Replay.Session) -> String {
    var object = JSONObjectWriter()
    object.add("v", integer: 1)
    object.add("kind", string: "summary")
    object.add("modem", string: session.modem)
    object.add("device", string: session.device)
    object.add("started", string: session.started)
    object.add("program", string: session.program)
    object.add("redacted", boolean: session.isRedacted)
    object.add("same", integer: session.same)
    object.add("differences", integer: session.differences)
    if let gap = session.gapLine { object.add("gap_line", integer: gap) }
    return object.finished()
  }
}
