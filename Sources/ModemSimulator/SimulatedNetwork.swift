/// The network behind the modems: the service centre that holds their messages, the people and services they write to,
/// and the record of it all. A pure value; ``Simulation`` carries what it and the modems have for each other.
public struct SimulatedNetwork: Sendable {
  /// How a SUBMIT with a wish for a status report ends.
  public enum DeliveryReports: Sendable, Equatable {
    /// TP-ST 00.
    case delivered
    /// TP-ST 46 (permanent: validity expired).
    case failed
    /// No report comes.
    case none
  }

  /// What a network is made with.
  public struct Configuration: Sendable, Equatable {
    /// The wall clock at the simulation's start, in seconds since 1970 UTC; nil lets a host take the real one.
    public var epoch: Int64?
    /// The zone of the time stamps: 420 is western Indonesia.
    public var zoneMinutes = 420
    /// The service centre's number.
    public var serviceCentre = "+6281100000"
    /// What is reported of the modems' messages.
    public var deliveryReports = DeliveryReports.delivered
    /// How long after the SUBMIT.
    public var deliveryReportDelay = Duration.seconds(1)
    /// How long a SUBMIT takes.
    public var submitDelay = Duration.zero
    /// How long the service centre waits before it tries a full or silent modem again without having been told.
    public var retryInterval = Duration.seconds(30)
    /// 1166.
    public var reportService = ReportService()
    /// Random troubles (only those of the network).
    public var faults = FaultOptions.none
    /// For the troubles.
    public var seed: UInt64 = 1

    /// A Telkomsel-like network.
    public init() {}
  }

  /// The wall clock when nobody gave one: 24 November 2026, 14:00 in Jakarta.
  public static let defaultEpoch: Int64 = 1_795_503_600

  /// As configured; may be changed while it runs.
  public var configuration: Configuration
  /// What it has seen.
  public internal(set) var record = NetworkRecord()

  private struct Subscriber: Sendable {
    var number: String
    var waiting: [IncomingMessage] = []
    var head = 0
    /// Full, away or busy: nothing is offered until it says so, or the retry.
    var isBlocked = false
    var isRetryPlanned = false
    /// A direct delivery that is not acknowledged yet.
    var unacknowledged: IncomingMessage?
  }

  private enum Event: Sendable {
    case queue(IncomingMessage, subscriber: Int)
    case retry(subscriber: Int)
  }

  private var subscribers: [Subscriber] = []
  /// Whose card is in which modem.
  private var cards: [Int] = []
  private var events = EventQueue<Event>()
  private var dice: FaultDice
  private var nextConcatenationReference: UInt16 = 1
  private var mailbox = Mailbox()

  /// A network without modems.
  public init(configuration: Configuration = Configuration()) {
    self.configuration = configuration
    dice = FaultDice(options: configuration.faults, generator: SeededGenerator(seed: configuration.seed))
  }

  /// When it has something to do by itself.
  public var deadline: Duration? { events.deadline }

  /// Seconds since 1970 at a moment of the simulation.
  public func wallClock(_ now: Duration) -> Int64 {
    (configuration.epoch ?? Self.defaultEpoch) + now.components.seconds
  }

  /// How many messages wait for the card in a modem.
  public func waitingCount(modem: Int) -> Int {
    subscriber(ofModem: modem).map { subscribers[$0].waiting.count - subscribers[$0].head } ?? 0
  }

  /// Whose card is in a modem, or was pulled out of it: the number of the modem it began in. Nil without such a modem.
  public func subscriber(ofModem modem: Int) -> Int? { cards.indices.contains(modem) ? cards[modem] : nil }

  mutating func addSubscriber(number: String) {
    cards.append(subscribers.count)
    subscribers.append(Subscriber(number: number))
  }

  /// The cards of two modems have changed places.
  mutating func exchangeCards(_ one: Int, _ other: Int) {
    cards.swapAt(one, other)
    for subscriber in [cards[one], cards[other]] {
      if let message = subscribers[subscriber].unacknowledged {
        subscribers[subscriber].unacknowledged = nil
        subscribers[subscriber].waiting.insert(message, at: subscribers[subscriber].head)
      }
      subscribers[subscriber].isBlocked = false
    }
  }

  /// A reference for a message in parts.
  mutating func concatenationReference() -> UInt16 {
    defer { nextConcatenationReference &+= 1 }
    return nextConcatenationReference
  }

  // MARK: to the modems

  /// Takes a PDU (SMSC octets first, hexadecimal) for the card in a modem; returns the delivery's number.
  @discardableResult
  public mutating func enqueue(
    pdu: String, kind: IncomingMessage.Kind = .deliver, modem: Int, at moment: Duration
  ) -> Int? {
    subscriber(ofModem: modem).flatMap { enqueue(pdu: pdu, kind: kind, subscriber: $0, at: moment) }
  }

  private mutating func enqueue(
    pdu: String, kind: IncomingMessage.Kind, subscriber: Int, at moment: Duration
  ) -> Int? {
    let digits = Array(pdu.uppercased().utf8)
    guard let octets = octets(hexadecimal: digits), let first = octets.first, octets.count > Int(first) + 1 else {
      return nil
    }
    let message = IncomingMessage(
      id: record.deliveryCount, kind: kind, pdu: String(decoding: digits, as: UTF8.self),
      tpduLength: octets.count - 1 - Int(first))
    record.add(
      NetworkRecord.Delivery(
        id: message.id, subscriber: subscriber, kind: kind, pdu: message.pdu, queuedAt: moment))
    events.add(.queue(message, subscriber: subscriber), at: moment)
    return message.id
  }

  mutating func advance(to now: Duration) {
    while let (event, _) = events.next(by: now) {
      switch event {
      case .queue(let message, let subscriber): subscribers[subscriber].waiting.append(message)
      case .retry(let subscriber):
        subscribers[subscriber].isRetryPlanned = false
        subscribers[subscriber].isBlocked = subscribers[subscriber].unacknowledged != nil
      }
    }
  }

  /// Offers a modem what waits for it, in order, until it takes no more.
  mutating func offer(to modem: inout SimulatedModem, number index: Int, now: Duration) {
    let number = cards[index]
    while !subscribers[number].isBlocked, subscribers[number].head < subscribers[number].waiting.count {
      let message = subscribers[number].waiting[subscribers[number].head]
      record.update(message.id) { $0.attempts += 1 }
      switch modem.deliver(message, now: now) {
      case .taken:
        dropFirst(number)
        taken(message, by: number, now: now)
      case .awaitsAcknowledgement:
        dropFirst(number)
        subscribers[number].unacknowledged = message
        subscribers[number].isBlocked = true
      case .full, .unreachable:
        subscribers[number].isBlocked = true
        planRetry(number, now: now)
      }
    }
  }

  private mutating func dropFirst(_ number: Int) {
    subscribers[number].head += 1
    if subscribers[number].head >= 1024 || subscribers[number].head == subscribers[number].waiting.count {
      subscribers[number].waiting.removeFirst(subscribers[number].head)
      subscribers[number].head = 0
    }
  }

  private mutating func planRetry(_ number: Int, now: Duration) {
    guard !subscribers[number].isRetryPlanned else { return }
    subscribers[number].isRetryPlanned = true
    events.add(.retry(subscriber: number), at: now + configuration.retryInterval)
  }

  private mutating func taken(_ message: IncomingMessage, by subscriber: Int, now: Duration) {
    record.takenCount += 1
    record.update(message.id) { $0.takenAt = now }
    if dice.roll(\.duplicateDelivery, now: now) {
      let later = now + dice.generator.duration(in: .seconds(1) ... .seconds(60))
      if let id = enqueue(pdu: message.pdu, kind: message.kind, subscriber: subscriber, at: later) {
        record.update(id) { $0.repeats = message.id }
      }
    }
  }

  /// What a modem has told; SUBMITs apart, for which ``submit(_:from:now:)`` is.
  mutating func handle(_ uplink: ModemUplink, from modem: Int, now: Duration) {
    let subscriber = cards[modem]
    switch uplink {
    case .submit, .detached: break
    case .ready: subscribers[subscriber].isBlocked = subscribers[subscriber].unacknowledged != nil
    case .deleted(let id):
      record.deletedCount += 1
      record.update(id) { $0.deletedAt = now }
    case .acknowledged(let id, let accepted):
      guard let message = subscribers[subscriber].unacknowledged, message.id == id else { return }
      subscribers[subscriber].unacknowledged = nil
      if accepted {
        subscribers[subscriber].isBlocked = false
        taken(message, by: subscriber, now: now)
      } else {
        subscribers[subscriber].waiting.insert(message, at: subscribers[subscriber].head)
        planRetry(subscriber, now: now)
      }
    }
  }

  // MARK: from the modems

  /// A SUBMIT reaches the service centre.
  mutating func submit(_ message: SubmittedMessage, from modem: Int, now: Duration) -> SubmitVerdict {
    guard let submit = SubmitReading(pdu: message.pdu) else { return SubmitVerdict(.failed(21)) }
    record.add(
      NetworkRecord.Submission(
        modem: modem, subscriber: cards[modem], at: now, destination: submit.destination,
        typeOfAddress: submit.typeOfAddress,
        text: submit.text, reference: message.reference, statusReportRequested: submit.wantsReport,
        part: (submit.sequence, submit.total), pdu: hexadecimal(message.pdu), accepted: true))
    if submit.wantsReport { reportDelivery(of: submit, reference: message.reference, to: cards[modem], now: now) }
    if let whole = mailbox.add(submit, from: cards[modem]) {
      record.add(
        NetworkRecord.Received(
          modem: modem, at: now, destination: submit.destination, text: whole, parts: submit.total))
      answer(whole, to: submit, from: modem, now: now)
    }
    return SubmitVerdict(.accepted, delay: configuration.submitDelay)
  }

  private mutating func reportDelivery(of submit: SubmitReading, reference: UInt8, to subscriber: Int, now: Duration) {
    guard configuration.deliveryReports != .none else { return }
    let due = now + configuration.deliveryReportDelay
    let pdu = MessageFactory.statusReport(
      on: submit, reference: reference, status: configuration.deliveryReports == .delivered ? 0x00 : 0x46,
      sent: timestamp(now), discharged: timestamp(due), serviceCentre: configuration.serviceCentre)
    if let pdu { _ = enqueue(pdu: pdu, kind: .statusReport, subscriber: subscriber, at: due) }
  }

  /// Who is written to may answer: 1166, or another modem of this network.
  private mutating func answer(_ text: String, to submit: SubmitReading, from modem: Int, now: Duration) {
    if submit.destination == configuration.reportService.number {
      guard let answer = configuration.reportService.answer(to: text) else { return }
      let moment = now + configuration.reportService.delay
      send(OutgoingText(from: submit.destination, text: answer), toSubscriber: cards[modem], at: moment)
    } else if let other = subscribers.firstIndex(where: { $0.number == submit.destination && !$0.number.isEmpty }) {
      send(OutgoingText(from: subscribers[cards[modem]].number, text: text), toSubscriber: other, at: now)
    }
  }

  /// Somebody writes to the card in a modem; the parts' delivery numbers are returned.
  @discardableResult
  public mutating func send(_ message: OutgoingText, to modem: Int, at moment: Duration) -> [Int] {
    subscriber(ofModem: modem).map { send(message, toSubscriber: $0, at: moment) } ?? []
  }

  @discardableResult
  private mutating func send(_ message: OutgoingText, toSubscriber subscriber: Int, at moment: Duration) -> [Int] {
    pdus(of: message, at: moment).compactMap {
      enqueue(pdu: $0, kind: .deliver, subscriber: subscriber, at: moment)
    }
  }

  /// The PDUs of a text.
  mutating func pdus(of message: OutgoingText, at moment: Duration) -> [String] {
    MessageFactory.delivers(
      message, reference: message.reference ?? concatenationReference(), time: timestamp(moment - message.age),
      serviceCentre: message.serviceCentre ?? configuration.serviceCentre)
  }

  private func timestamp(_ moment: Duration) -> NetworkTime {
    NetworkTime(seconds: wallClock(moment), zoneMinutes: configuration.zoneMinutes)
  }
}

/// A moment on the wall clock of the network.
struct NetworkTime: Sendable, Equatable {
  var seconds: Int64
  var zoneMinutes: Int
}
