import Modem

/// Octets that a modem writes, cut into pieces with pauses between them, played against a session.
///
/// The first octet says whether what is handed over is stored (bit 0), and whether an SMS is to be sent (bit 1). Then 0xFF
/// and an octet n are a pause of n × 100 ms; everything else is written as it is.
struct LineScript {
  private var storesMessages = false
  private var sends = false
  private var steps: [Step] = []
  private enum Step {
    case write([UInt8])
    case pause(Duration)
  }

  init(_ octets: [UInt8]) {
    guard let first = octets.first else { return }
    storesMessages = first & 1 != 0
    sends = first & 2 != 0
    var piece: [UInt8] = []
    var rest = octets.dropFirst()
    while let octet = rest.popFirst() {
      guard octet == 0xFF else {
        piece.append(octet)
        continue
      }
      if !piece.isEmpty { steps.append(.write(piece)) }
      piece = []
      steps.append(.pause(.milliseconds(100 * Int(rest.popFirst() ?? 1))))
    }
    if !piece.isEmpty { steps.append(.write(piece)) }
  }

  func violation() -> String? {
    var player = Player(storesMessages: storesMessages)
    player.session.portOpened(now: .zero)
    player.drain()
    if sends {
      let pdu = "0001000491116600000C" + String(repeating: "0", count: 22)
      player.session.send(SendRequest(id: 1, hex: pdu, tpduLength: pdu.utf8.count / 2 - 1), now: .zero)
      player.drain()
    }
    for step in steps {
      switch step {
      case .write(let octets): player.session.receive(octets, now: player.now)
      case .pause(let length): player.wait(length)
      }
      player.drain()
    }
    // Long enough for every deadline that can be under way.
    player.wait(.seconds(1_200))
    return player.violation
  }
}

/// Carries out a session's actions, and watches what it does.
private struct Player {
  var session = ModemSession()
  var now = Duration.zero
  private(set) var violation: String?
  private let storesMessages: Bool
  private var sendsStarted = 0
  private var sendsFinished = 0

  init(storesMessages: Bool) { self.storesMessages = storesMessages }

  /// Lets time pass, waking the session when it wants.
  mutating func wait(_ length: Duration) {
    let end = now + length
    var wakes = 0
    while let deadline = session.deadline, deadline <= end {
      now = max(now, deadline)
      session.advance(to: now)
      drain()
      wakes += 1
      if wakes > 100_000 {
        violation = violation ?? "wakes without end"
        return
      }
    }
    now = end
    session.advance(to: now)
    drain()
  }

  mutating func drain() {
    var actions = 0
    while let action = session.nextAction() {
      actions += 1
      if actions > 100_000 {
        violation = violation ?? "acts without end"
        return
      }
      carryOut(action)
    }
  }

  private mutating func carryOut(_ action: ModemAction) {
    switch action {
    case .write(let octets):
      if !storesMessages, String(decoding: octets, as: UTF8.self).contains("+CMGD") {
        violation = violation ?? "deletes what was not stored"
      }
    case .received(let pdu):
      guard storesMessages else { return }
      switch pdu.origin {
      case .slot(let slot): session.stored([slot], now: now)
      case .direct(let ticket): session.acknowledge(ticket, now: now)
      }
    case .sendStarted:
      sendsStarted += 1
      if sendsStarted > 1 { violation = violation ?? "sends one message twice" }
    case .sendFinished:
      sendsFinished += 1
      if sendsFinished > 1 { violation = violation ?? "tells the fate of one message twice" }
    case .reopenPort(let after, let reason), .resetUSB(let after, let reason):
      session.portClosed(reason: reason, now: now)
      now += after
      session.portOpened(now: now)
    case .notePINTry: session.pinTryNoted(true, now: now)
    case .pinAccepted, .stopped, .event: break
    }
  }
}
