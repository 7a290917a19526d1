import Modem
import ModemSimulator

/// A session, a simulated modem with its network, and a caller that stores what it is given, on virtual time: no tty, no
/// thread, no clock.
struct LineWorld {
  let plan: FaultPlan
  var session: ModemSession
  var simulation: Simulation
  var now: Duration = .zero
  var isOpen = false
  /// When the port is opened next; nil while it is open or the plug is out.
  var openAt: Duration?
  /// Times what is known of the slots was forgotten, or given back: each may hand everything over once more.
  var epochs = 1
  /// Handed over and being stored, with the time at which that is done.
  private var storing: [(pdu: ReceivedPDU, due: Duration)] = []
  private var diskFullUntil: Duration = .zero
  private var diskTime: Duration = .milliseconds(1)
  private var next = 0

  /// When each PDU was committed first.
  var committed: [String: Duration] = [:]
  var handedOver: [String: Int] = [:]
  var results: [UInt64: [SendResult]] = [:]
  var requests: Set<UInt64> = []
  var trace: [String] = []
  var complaints: [String] = []
  var isTraced = false
  var steps = 0

  init(_ plan: FaultPlan, configuration: ModemSession.Configuration = ModemSession.Configuration()) {
    self.plan = plan
    var modem = SimulatedModem.Configuration(profile: plan.profile, replyLatency: plan.latency)
    modem.baud = plan.baud
    modem.faults = plan.faults
    modem.seed = plan.seed
    modem.sim?.slots = 10
    var network = SimulatedNetwork.Configuration()
    network.faults = plan.faults
    network.seed = plan.seed
    network.retryInterval = .seconds(20)
    simulation = Simulation(Scenario(modems: [modem], network: network))
    session = ModemSession(configuration: configuration, now: .zero)
    openAt = .zero
  }

  // MARK: - Time

  private var deadline: Duration? {
    let planned = next < plan.troubles.count ? plan.troubles[next].at : nil
    return [planned, session.deadline, simulation.deadline, openAt, storing.map(\.due).min()].compactMap { $0 }.min()
  }

  /// Lets everything happen up to a moment, or until a condition holds.
  mutating func run(until end: Duration, or isDone: (LineWorld) -> Bool = { _ in false }) {
    var standing = 0
    while !isDone(self), let deadline, deadline <= end {
      standing = deadline > now ? 0 : standing + 1
      if standing > 20_000 {
        complaints.append("time stands still at \(now)")
        return
      }
      now = max(now, deadline)
      step()
      if !complaints.isEmpty { return }
    }
    if !isDone(self) { now = max(now, end) }
  }

  private mutating func step() {
    simulation.advance(to: now)
    while next < plan.troubles.count, plan.troubles[next].at <= now {
      next += 1
      happen(plan.troubles[next - 1].trouble)
    }
    settle()
    if let openAt, openAt <= now { open() }
    finishStoring()
    if let due = session.deadline, due <= now { session.advance(to: now) }
    settle()
    checkBounds()
  }

  private mutating func happen(_ trouble: FaultPlan.Trouble) {
    note("! \(trouble)")
    switch trouble {
    case .modem(let action): simulation.perform(action)
    case .message(let number):
      simulation.send(OutgoingText(from: "+628123456\(1000 + number)", text: "pesan nomor \(number)"))
    case .request(let id):
      requests.insert(id)
      let (hex, length) = Self.submit(id)
      session.send(SendRequest(id: id, hex: hex, tpduLength: length), now: now)
    case .diskFull(let time): diskFullUntil = now + time
    case .slowDisk(let time): diskTime = time
    }
  }

  // MARK: - The port

  private mutating func open() {
    openAt = nil
    guard simulation.modems[0].isPlugged else { return }
    // What the modem said while nobody listened is gone.
    while simulation.nextOutput(now: now) != nil {}
    isOpen = true
    note("port open")
    session.portOpened(now: now)
  }

  private mutating func settle() {
    var isMoving = true
    while isMoving {
      isMoving = false
      while let event = simulation.nextEvent() { happen(event) }
      while let action = session.nextAction() {
        isMoving = true
        carryOut(action)
      }
      while let octets = simulation.nextOutput(now: now) {
        guard isOpen else { continue }
        isMoving = true
        note("< \(String(decoding: octets, as: UTF8.self).debugDescription)")
        session.receive(octets, now: now)
      }
    }
  }

  private mutating func happen(_ event: Simulation.Event) {
    switch event {
    case .unplugged:
      note("unplugged")
      openAt = nil
      guard isOpen else { return }
      isOpen = false
      epochs += 1
      session.portClosed(reason: "EIO", now: now)
    case .replugged: if !isOpen { openAt = openAt ?? now + .seconds(1) }
    case .received, .started, .ended: break
    }
  }

  private mutating func carryOut(_ action: ModemAction) {
    switch action {
    case .write(let octets):
      note("> \(String(decoding: octets, as: UTF8.self).debugDescription)")
      if isOpen { simulation.receive(octets, now: now) }
    case .received(let pdu):
      var pdu = pdu
      pdu.hex = Self.unpadded(pdu)
      handedOver[pdu.hex, default: 0] += 1
      storing.append((pdu, now + diskTime))
    case .sendStarted, .pinAccepted: break
    case .notePINTry: session.pinTryNoted(true, now: now)
    case .sendFinished(let id, let result):
      note("= \(id) \(result)")
      results[id, default: []].append(result)
    case .reopenPort(let pause, let reason), .resetUSB(let pause, let reason):
      note("reopen after \(pause): \(reason)")
      isOpen = false
      epochs += 1
      openAt = simulation.modems[0].isPlugged ? now + pause : nil
    case .stopped: break
    case .event(let event):
      note("* \(event.name): \(event.reason)")
      switch event {
      case .simRemoved, .subscriberChanged: epochs += 1
      case _: break
      }
    }
  }

  // MARK: - The caller

  private mutating func finishStoring() {
    let done = storing.filter { $0.due <= now }.map(\.pdu)
    guard !done.isEmpty else { return }
    storing.removeAll { $0.due <= now }
    if now < diskFullUntil {
      epochs += 1
      session.notStored(done.compactMap(\.slot), now: now)
      for case .direct(let ticket) in done.map(\.origin) { session.notAcknowledged(ticket, now: now) }
      return
    }
    for pdu in done where committed[pdu.hex] == nil { committed[pdu.hex] = now }
    session.stored(done.compactMap(\.slot), now: now)
    for case .direct(let ticket) in done.map(\.origin) { session.acknowledge(ticket, now: now) }
  }

  /// Some cards fill up the record (MC35i); what counts is as long as announced.
  private static func unpadded(_ pdu: ReceivedPDU) -> String {
    guard let length = pdu.declaredLength, let centre = Int(pdu.hex.prefix(2), radix: 16) else { return pdu.hex }
    return String(pdu.hex.prefix(2 * (1 + centre + length)))
  }

  mutating func note(_ line: @autoclosure () -> String) {
    if isTraced { trace.append("\(now) \(line())") }
  }

  /// An SMS that no other request makes: the number of the request is its destination.
  static func submit(_ id: UInt64) -> (hex: String, length: Int) {
    let digits = "6281200000\(String(id + 10).suffix(2))"
    let swapped = stride(from: 0, to: 12, by: 2).map { String(Array(digits)[$0 + 1]) + String(Array(digits)[$0]) }
    return ("0011000C91" + swapped.joined() + "0000AA0141", 15)
  }
}
