/// Modems, their network and a scenario as one pure value: bytes and time in, bytes and events out.
///
/// The owner calls ``receive(_:modem:now:)`` with what a terminal has written, ``advance(to:)`` when ``deadline`` is
/// reached, and after each call takes ``nextOutput(modem:now:)`` of every modem and ``nextEvent()`` until both are empty.
public struct Simulation: Sendable {
  /// What the owner has to do or may tell.
  public enum Event: Sendable, Equatable {
    /// The modem's port goes away.
    case unplugged(modem: Int)
    /// The modem's port comes back, under another link name when one is given.
    case replugged(modem: Int, linkName: String?)
    /// A whole message has reached its destination.
    case received(NetworkRecord.Received)
    /// The scenario's clock has started.
    case started
    /// The scenario is over.
    case ended
  }

  /// In the order of the scenario.
  public private(set) var modems: [SimulatedModem]
  /// The network behind them.
  public var network: SimulatedNetwork
  /// The latest moment it has been told.
  public private(set) var now: Duration
  /// When the scenario's clock started; nil before.
  public private(set) var startedAt: Duration?

  private enum Planned: Sendable {
    case step(Scenario.Step)
    case replug(modem: Int)
  }

  private let start: Scenario.Start
  private var unstarted: [Scenario.Step]
  private var planned = EventQueue<Planned>()
  private var events: [Event] = []
  private var wasTouched = false

  /// Everything is switched on at time zero.
  public init(_ scenario: Scenario = Scenario()) {
    modems = scenario.modems.map { SimulatedModem(configuration: $0) }
    network = SimulatedNetwork(configuration: scenario.network)
    now = .zero
    start = scenario.start
    unstarted = scenario.steps
    for modem in modems { network.addSubscriber(number: modem.sim?.number ?? "") }
    settle()
  }

  /// When ``advance(to:)`` has something to do.
  public var deadline: Duration? {
    var earliest = planned.deadline
    for moment in [network.deadline] + modems.map(\.deadline) {
      guard let moment else { continue }
      earliest = earliest.map { min($0, moment) } ?? moment
    }
    return earliest
  }

  /// Bytes from a terminal.
  public mutating func receive(_ bytes: some Sequence<UInt8>, modem: Int = 0, now moment: Duration) {
    guard modems.indices.contains(modem) else { return }
    advance(to: moment)
    wasTouched = true
    modems[modem].receive(bytes, now: now)
    settle()
  }

  /// Lets the time pass. What is due meanwhile happens in its order, each at its own moment.
  ///
  /// Bytes that leave a paced line are no reason to stop at: they are taken afterwards.
  public mutating func advance(to moment: Duration) {
    while let next = nextStop, next <= moment {
      now = max(now, next)
      step()
    }
    now = max(now, moment)
    step()
  }

  /// The next bytes of a modem that have left by `now`, in the pieces a reader gets them.
  public mutating func nextOutput(modem: Int = 0, now moment: Duration) -> [UInt8]? {
    modems.indices.contains(modem) ? modems[modem].nextOutput(now: moment) : nil
  }

  /// The next event.
  public mutating func nextEvent() -> Event? {
    events.isEmpty ? nil : events.removeFirst()
  }

  /// Somebody writes to a modem now; the delivery numbers of its parts.
  @discardableResult
  public mutating func send(_ message: OutgoingText, to modem: Int = 0) -> [Int] {
    let ids = network.send(message, to: modem, at: now)
    step()
    return ids
  }

  /// A PDU comes for a modem now, as it is; its delivery number, nil when it is no PDU.
  @discardableResult
  public mutating func deliver(pdu: String, kind: IncomingMessage.Kind = .deliver, to modem: Int = 0) -> Int? {
    let id = network.enqueue(pdu: pdu, kind: kind, modem: modem, at: now)
    step()
    return id
  }

  /// Makes something of a scenario happen now.
  public mutating func perform(_ action: Scenario.Action, modem: Int = 0) {
    apply(action, modem: modem)
    step()
  }

  /// Two modems' cards are pulled out and change places, with the messages that lie on them. Both modems are without a
  /// card until ``Scenario/Action/insertCard``.
  public mutating func exchangeCards(_ one: Int, _ other: Int) {
    guard one != other, modems.indices.contains(one), modems.indices.contains(other) else { return }
    apply(.removeCard, modem: one)
    apply(.removeCard, modem: other)
    let card = modems[one].cardInHand
    modems[one].cardInHand = modems[other].cardInHand
    modems[other].cardInHand = card
    network.exchangeCards(one, other)
    step()
  }

  // MARK: -

  private var nextStop: Duration? {
    var earliest = planned.deadline
    for moment in [network.deadline] + modems.map(\.stop) {
      guard let moment else { continue }
      earliest = earliest.map { min($0, moment) } ?? moment
    }
    return earliest
  }

  /// One moment: whatever is due at ``now``.
  private mutating func step() {
    while let (event, _) = planned.next(by: now) {
      switch event {
      case .step(let step): apply(step.action, modem: step.modem)
      case .replug(let modem): replug(modem, linkName: nil)
      }
    }
    for index in modems.indices { modems[index].advance(to: now) }
    settle()
  }

  /// Carries messages between network and modems until neither has more.
  private mutating func settle() {
    startWhenDue()
    network.advance(to: now)
    var isMoving = true
    while isMoving {
      isMoving = false
      for index in modems.indices {
        while let uplink = modems[index].nextUplink() {
          isMoving = true
          handle(uplink, from: index)
        }
        network.offer(to: &modems[index], number: index, now: now)
      }
      network.advance(to: now)
    }
    startWhenDue()
  }

  private mutating func handle(_ uplink: ModemUplink, from modem: Int) {
    switch uplink {
    case .submit(let message):
      let known = network.record.received.count
      let verdict = network.submit(message, from: modem, now: now)
      for received in network.record.received.dropFirst(known) { add(.received(received)) }
      modems[modem].submitted(message.id, verdict: verdict, now: now)
    case .detached(let returnsAfter):
      add(.unplugged(modem: modem))
      if let returnsAfter { planned.add(.replug(modem: modem), at: now + returnsAfter) }
    case .ready, .acknowledged, .deleted: network.handle(uplink, from: modem, now: now)
    }
  }

  /// An owner that never takes its events must not make them pile up.
  private mutating func add(_ event: Event) {
    if events.count >= 65_536 { events.removeFirst(32_768) }
    events.append(event)
  }

  private mutating func startWhenDue() {
    guard startedAt == nil else { return }
    switch start {
    case .immediately: break
    case .connected: guard wasTouched else { return }
    case .registered: guard modems.allSatisfy(\.isRegistered) else { return }
    case .listening: guard modems.allSatisfy(\.isListening) else { return }
    }
    startedAt = now
    add(.started)
    for step in unstarted { planned.add(.step(step), at: now + step.at) }
    unstarted.removeAll()
    while let (event, _) = planned.next(by: now) {
      if case .step(let step) = event { apply(step.action, modem: step.modem) }
    }
  }

  private mutating func replug(_ modem: Int, linkName: String?) {
    guard modems.indices.contains(modem), !modems[modem].isPlugged else { return }
    modems[modem].replug(now: now)
    add(.replugged(modem: modem, linkName: linkName))
  }

  private mutating func apply(_ action: Scenario.Action, modem: Int) {
    guard modems.indices.contains(modem) else { return }
    switch action {
    case .text(let message): network.send(message, to: modem, at: now)
    case .pdu(let pdu, let isDeliver):
      network.enqueue(pdu: pdu, kind: isDeliver ? .deliver : .statusReport, modem: modem, at: now)
    case .deliveryReports(let reports, let after):
      network.configuration.deliveryReports = reports
      if let after { network.configuration.deliveryReportDelay = after }
    case .reportService(let behaviour, let after):
      network.configuration.reportService.behaviour = behaviour
      if let after { network.configuration.reportService.delay = after }
    case .slowNetwork(let delay): network.configuration.submitDelay = delay
    case .unplug:
      guard modems[modem].isPlugged else { return }
      modems[modem].unplug(now: now)
      add(.unplugged(modem: modem))
    case .replug(let name): replug(modem, linkName: name)
    case .end: add(.ended)
    case .fillCard:
      for index in 0..<modems[modem].freeSlots(in: .sm) {
        let text = OutgoingText(from: "+6281100\(1000 + index)", text: "Pesan lama nomor \(index + 1)")
        if let pdu = network.pdus(of: text, at: now).first { modems[modem].plant(pdu) }
      }
    case .coverage, .signal, .removeCard, .insertCard, .mute, .garbage, .say, .dropIndications, .refuseDeletes,
      .loseResults, .sendErrors, .splitReads:
      modems[modem].suffer(action, now: now)
    }
  }
}
