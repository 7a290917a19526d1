import Modem

/// A session driven line by line, for tests that read as a transcript.
struct Transcript {
  var session: ModemSession
  var now: MonotonicTime = .zero

  /// A session that is online: set up by a scripted modem, and with nothing left to do.
  init(_ configuration: ModemSession.Configuration = .init(), modem: ScriptedModem = ScriptedModem()) {
    var bench = Bench(configuration, modem: modem)
    bench.open()
    session = bench.session
    now = bench.now
  }

  /// What the session does next, events apart.
  mutating func next() -> ModemAction? {
    while let action = session.nextAction() {
      if case .event = action { continue }
      return action
    }
    return nil
  }

  /// The modem says this.
  mutating func modem(_ lines: String...) {
    for line in lines { session.receive(Array("\r\n\(line)\r\n".utf8), now: now) }
  }

  /// The prompt, which has no line end.
  mutating func prompt() { session.receive(Array("\r\n> ".utf8), now: now) }

  mutating func pass(_ duration: Duration) {
    let end = now + duration
    while let deadline = session.deadline, deadline <= end {
      now = max(now, deadline)
      session.advance(to: now)
      if deadline < now { break }
    }
    now = end
    session.advance(to: now)
  }

  mutating func stored(_ pdu: ModemAction?) {
    guard case .received(let pdu)? = pdu, let slot = pdu.slot else { return }
    session.stored([slot], now: now)
  }

  mutating func send(_ id: UInt64 = 1) {
    session.send(SendRequest(id: id, hex: "0011000B91261812", tpduLength: 7), now: now)
  }
}

extension ModemAction {
  /// A command line and its CR.
  static func write(line: String) -> ModemAction { .write(Array(line.utf8) + [0x0D]) }
  /// The PDU of ``Transcript/send(_:)`` and Ctrl-Z.
  static let writeBody = ModemAction.write(Array("0011000B91261812".utf8) + [0x1A])
  static let escape = ModemAction.write([0x1B])
}
