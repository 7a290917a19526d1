import ArgumentParser
import Dispatch
import Gateway
import Glibc
import SerialPort

struct At: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Talks to a modem: a small terminal that says what passes by.",
    discussion: """
      Type AT commands; Ctrl-D or Ctrl-C ends it. PDUs are decoded, errors and messages of the modem's own explained \
      in the lines that begin with a dot. Commands may also come from a pipe: each then waits for the reply to the one \
      before.

      What sends, deletes, costs money, restarts the modem or uses up tries of a PIN is not passed on without \
      --allow-changes. After the prompt of such a command a line is the text or PDU; an empty one cancels it.
      """)

  @Option(help: ArgumentHelp("The modem: a tty, or tcp://host:port.", valueName: "path"))
  var device: String

  @Option(help: "Line speed in bits per second; USB sticks take any.")
  var baud = 115_200

  @Flag(help: "Passes on commands that send, delete, restart, or use a PIN.")
  var allowChanges = false

  func validate() throws {
    guard Endpoint(parsing: device) != nil else {
      throw ValidationError("--device must be an absolute path of a tty, or tcp://host:port")
    }
    guard supportedBaudRates.contains(baud) else {
      throw ValidationError("--baud must be one of " + supportedBaudRates.map(String.init).joined(separator: ", "))
    }
  }

  func run() throws {
    guard let endpoint = Endpoint(parsing: device) else { return }
    do throws(LineFailure) {
      let line = try DirectLine(endpoint, baud: baud)
      let isPerson = isatty(STDIN_FILENO) == 1
      if isPerson { Console.say("\(endpoint) is open. Type AT commands; Ctrl-D ends.") }
      var terminal = ATTerminal(line: line, isPerson: isPerson, allowsChanges: allowChanges)
      try terminal.run()
      if terminal.hasRefused, !isPerson { throw LineFailure.refused }
    } catch {
      throw error.description.isEmpty ? ExitCode.failure : Console.fail(error.description)
    }
  }
}

/// The conversation: what is typed goes out, what the modem says is shown.
private struct ATTerminal {
  let line: DirectLine
  let isPerson: Bool
  let allowsChanges: Bool
  private(set) var hasRefused = false

  private var narrator = LineNarrator()
  private var typed: [UInt8] = []
  private var lines: [String] = []
  private var isInputOver = false
  private var isPrompted = false
  /// When the reply to what came from a pipe is given up.
  private var due: ContinuousClock.Instant?

  init(line: DirectLine, isPerson: Bool, allowsChanges: Bool) {
    self.line = line
    self.isPerson = isPerson
    self.allowsChanges = allowsChanges
  }

  /// A network may take minutes to take an SMS.
  private static let patience = Duration.seconds(185)
  /// How much of a line is kept.
  private static let longestLine = 4_096

  mutating func run() throws(LineFailure) {
    let interruption = Interruption()
    while true {
      try sendNext()
      if isInputOver, lines.isEmpty, due == nil { return }
      let ready = line.wait(
        upTo: due.map { ContinuousClock.now.duration(to: $0) },
        also: (isInputOver ? [] : [STDIN_FILENO]) + [interruption.descriptor])
      if ready.contains(interruption.descriptor) { return }
      if line.isAmong(ready) { show(narrator.consume(try line.read())) }
      if ready.contains(STDIN_FILENO) { readInput() }
      if let due, due <= .now {
        Console.say("pelapor: no answer")
        self.due = nil
      }
    }
  }

  private mutating func show(_ remarks: [LineNarrator.Remark]) {
    for remark in remarks {
      switch remark {
      case .line(let text): Console.print(text)
      case .note(let text): Console.print("  · \(text)")
      case .prompt:
        isPrompted = true
        due = nil
        Console.print("> (a text or PDU; an empty line cancels)")
      case .final:
        isPrompted = false
        due = nil
      }
    }
  }

  private mutating func readInput() {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = read(STDIN_FILENO, &buffer, buffer.count)
    if count < 0, errno == EINTR || errno == EAGAIN { return }
    if count <= 0 {
      isInputOver = true
      if !typed.isEmpty { endLine() }
      return
    }
    for octet in buffer[..<count] {
      if octet == 0x0A { endLine() } else if typed.count < Self.longestLine { typed.append(octet) }
    }
  }

  private mutating func endLine() {
    lines.append(CommandGuard.clean(String(decoding: typed, as: UTF8.self)))
    typed = []
  }

  private mutating func sendNext() throws(LineFailure) {
    while !lines.isEmpty, isPerson || due == nil {
      let text = lines.removeFirst()
      if isPrompted {
        isPrompted = false
        // Ctrl-Z sends, ESC cancels (3GPP TS 27.005 §3.5.1).
        try line.write(text.isEmpty ? [0x1B] : Array(text.utf8) + [0x1A])
      } else if text.isEmpty {
        continue
      } else if !allowsChanges, let objection = CommandGuard.objection(to: text) {
        hasRefused = true
        Console.say("pelapor: not passed on: \(objection); --allow-changes permits it")
        continue
      } else {
        try line.write(Array(text.utf8) + [0x0D])
      }
      if !isPerson { due = .now + Self.patience }
    }
  }
}

extension LineFailure {
  /// A command was refused, and that was said.
  fileprivate static let refused = LineFailure(description: "")
}

/// Ctrl-C and SIGTERM as something to wait for, so that the port is closed in order and its settings are put back.
private final class Interruption {
  let descriptor: Int32
  private let sources: [any DispatchSourceSignal]

  init() {
    var ends: [Int32] = [-1, -1]
    _ = pipe(&ends)
    descriptor = ends[0]
    let end = ends[1]
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        var octet: UInt8 = 0
        _ = write(end, &octet, 1)
      }
      source.activate()
      return source
    }
  }
}
