import Modem

/// A session and a scripted modem on virtual time: what the caller of a session would do, and a record of it.
struct Bench {
  var session: ModemSession
  var modem = ScriptedModem()
  var now: MonotonicTime = .zero
  /// Whether received PDUs are committed at once.
  var stores = true
  /// What the session is told of a PIN's note; nil for nothing yet.
  var canNotePIN: Bool? = true
  /// When a note was asked for.
  var pinNotes: [MonotonicTime] = []
  var acceptedPINs = 0
  var received: [ReceivedPDU] = []
  var results: [UInt64: SendResult] = [:]
  var events: [ModemEvent] = []
  var reopenings: [Duration] = []
  /// When USB resets were asked for.
  var usbResets: [MonotonicTime] = []
  var hasStopped = false
  /// PDUs committed, in their order.
  var committed: [String] = []
  /// So many replies are held back until the next command comes, and each then answers the wrong one.
  var lag = 0
  private var held: [UInt8] = []
  /// How many octets of a reply the session is given at once; nil for all.
  var readSizes: (() -> Int)?

  init(_ configuration: ModemSession.Configuration = .init(), modem: ScriptedModem = ScriptedModem()) {
    session = ModemSession(configuration: configuration, now: .zero)
    self.modem = modem
  }

  /// Opens the port and lets everything happen that happens without waiting for longer than this.
  mutating func open(runningFor duration: Duration = .seconds(5)) {
    session.portOpened(now: now)
    run(for: duration)
  }

  /// Octets come from the modem by themselves.
  mutating func unsolicited(_ octets: [UInt8]) {
    session.receive(octets, now: now)
    drain()
  }

  mutating func unsolicited(_ text: String) { unsolicited(Array(text.utf8)) }

  /// Lets time pass from deadline to deadline.
  mutating func run(for duration: Duration) {
    let end = now + duration
    drain()
    var steps = 0
    while let deadline = session.deadline, deadline <= end, steps < 100_000 {
      steps += 1
      now = max(now, deadline)
      session.advance(to: now)
      drain()
    }
    now = end
  }

  /// Carries out what the session asks for.
  mutating func drain() {
    while let action = session.nextAction() {
      switch action {
      case .write(let octets):
        var reply = modem.receive(octets)[...]
        if lag > 0, !reply.isEmpty {
          lag -= 1
          (reply, held) = (held[...], Array(reply))
        } else if lag == 0, !held.isEmpty {
          // It has caught up: both at once.
          reply = held + reply
          held = []
        }
        while !reply.isEmpty {
          let size = max(1, readSizes?() ?? reply.count)
          session.receive(Array(reply.prefix(size)), now: now)
          reply = reply.dropFirst(size)
        }
      case .received(let pdu):
        received.append(pdu)
        guard stores else { continue }
        committed.append(pdu.hex)
        switch pdu.origin {
        case .slot(let slot): session.stored([slot], now: now)
        case .direct(let ticket): session.acknowledge(ticket, now: now)
        }
      case .sendStarted: break
      case .notePINTry:
        pinNotes.append(now)
        if let canNotePIN { session.pinTryNoted(canNotePIN, now: now) }
      case .pinAccepted: acceptedPINs += 1
      case .sendFinished(let id, let result): results[id] = result
      case .reopenPort(let pause, _): reopenings.append(pause)
      case .resetUSB(let pause, _):
        reopenings.append(pause)
        usbResets.append(now)
      case .stopped: hasStopped = true
      case .event(let event): events.append(event)
      }
    }
  }

  /// The steps of the recovery ladder so far.
  var steps: [ModemEvent.RecoveryStep] {
    events.compactMap { if case .recovering(let step, _) = $0 { step } else { nil } }
  }

  /// Opens the port again when the session asks for it, as the owner of a port does.
  mutating func runReopening(for duration: Duration) {
    let end = now + duration
    var known = reopenings.count
    while now < end {
      run(for: .seconds(1))
      guard reopenings.count > known, let pause = reopenings.last else { continue }
      known = reopenings.count
      now += pause
      session.portOpened(now: now)
    }
  }

  /// The slots of what was received and not committed.
  var slots: [MessageSlot] { received.compactMap(\.slot) }

  /// Commands since the session was brought up.
  mutating func forgetCommands() { modem.commands = [] }
}

/// A PDU that differs from others; the session does not look into it.
func samplePDU(_ number: Int) -> String {
  let digits = String(number, radix: 16, uppercase: true)
  return "0791261801000005040C9126181032547600004270319275048205" + String(repeating: "0", count: 8 - digits.count)
    + digits
}
