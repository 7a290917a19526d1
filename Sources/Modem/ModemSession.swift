internal import ATProtocol

/// One modem on one line, as a value: octets and time go in, ``ModemAction``s come out.
///
/// After every call drain ``nextAction()``, then sleep until ``deadline`` or the next octets. The session never has
/// two commands under way, deletes nothing that was not ``stored(_:now:)``, and never sends a message twice.
public struct ModemSession: Sendable {
  let configuration: Configuration
  var now: MonotonicTime
  var phase: Phase = .closed
  var profile: ModemProfile
  var dialogue = ATDialogue()
  var exchange: Exchange?
  var bringUp = BringUp()
  var mailbox: Mailbox
  var outbox = Outbox()
  var health = Health()
  var recovery = Recovery()
  var resets = ResetPacing(first: .seconds(300), most: .seconds(3600))
  var usbResets = ResetPacing(first: .seconds(600), most: .seconds(21_600))
  var radio = Radio()
  var pinState: PINState = .untried
  var pinNote: PINNote = .missing
  var identity: ModemIdentity
  /// As the configuration or the last opening of the port tells it.
  var usbVendor: UInt16?
  var network = NetworkStatus()
  var levels: [StorageUse] = []
  var counters = ModemCounters()
  var recent = RecentPDUs()
  private var actions = ActionQueue()

  /// Where the session is, and until when.
  enum Phase: Sendable, Hashable {
    case closed
    /// Just opened, or a command was given up: the line is let go quiet before the next one.
    case settling(until: MonotonicTime, thenProbing: Bool)
    case bringingUp
    /// The step at the head of the script is repeated at this time.
    case waiting(until: MonotonicTime)
    case blocked(ModemBlock, pollAt: MonotonicTime)
    case online
    case probing
    case stopping(until: MonotonicTime)
    case stopped
  }

  /// What has become of the configured PIN. From ``refused`` there is no way back.
  enum PINState: Sendable, Hashable {
    case untried, pending, accepted, refused
  }

  /// Whether it is written down that the PIN is tried. One note is good for one try.
  enum PINNote: Sendable, Hashable {
    case missing, asked, written
  }

  /// A session whose port is not open yet.
  public init(configuration: Configuration = Configuration(), now: MonotonicTime = .zero) {
    self.configuration = configuration
    self.now = now
    let family = configuration.profile ?? configuration.usbVendor.flatMap(ModemProfile.family(usbVendor:)) ?? .generic
    usbVendor = configuration.usbVendor
    profile = family.applying(configuration.overrides)
    identity = ModemIdentity(profile: profile.name)
    mailbox = Mailbox(capacity: max(1, configuration.maximumOutstanding))
    if configuration.pinWasRefused { pinState = .refused }
  }

  // MARK: - What happens

  /// The port is open, its settings are in force.
  ///
  /// - Parameter usbVendor: the maker of the USB device it belongs to, where that is known; until the modem says who it
  ///   is, and when it does not, this tells its family.
  public mutating func portOpened(usbVendor: UInt16? = nil, now: MonotonicTime) {
    advanceClock(now)
    guard phase == .closed else { return }
    if let usbVendor {
      self.usbVendor = usbVendor
      if configuration.profile == nil { chooseProfile(manufacturer: nil, model: nil) }
    }
    dialogue.reset()
    recovery.portOpened()
    // Whose port it is now only the modem can say: taken for the last one, the right one would be refused for ever.
    identity.imei = nil
    emitWrite([0x1B, 0x0D])
    phase = .settling(until: self.now + .milliseconds(200), thenProbing: false)
  }

  /// The port is gone: end of file, EIO, hang-up, unplugged.
  public mutating func portClosed(reason: String, now: MonotonicTime) {
    advanceClock(now)
    switch phase {
    case .closed, .stopped: return
    case .stopping:
      closeLine(reason: reason)
      finishStop()
    case .settling, .bringingUp, .waiting, .blocked, .online, .probing:
      closeLine(reason: reason)
      forgiveIfWell()
      recovery.unplugged()
      counters.count(.portLosses)
      emit(.lost(reason: reason))
    }
  }

  /// Octets came.
  public mutating func receive(_ bytes: some Sequence<UInt8>, now: MonotonicTime) {
    advanceClock(now)
    counters.count(.wakeUps)
    switch phase {
    case .closed, .stopped: return
    case .settling, .bringingUp, .waiting, .blocked, .online, .probing, .stopping: break
    }
    var count = 0
    for octet in bytes {
      count += 1
      if let event = dialogue.consume(octet) { handle(event) }
    }
    counters.add(count, to: .bytesIn)
    pump()
  }

  /// Time has passed; call this at ``deadline``, or whenever you like.
  public mutating func advance(to now: MonotonicTime) {
    advanceClock(now)
    counters.count(.wakeUps)
    pump()
  }

  /// The transaction that holds these messages is committed and synced: they may be deleted from the modem.
  public mutating func stored(_ slots: [MessageSlot], now: MonotonicTime) {
    advanceClock(now)
    mailbox.commit(slots, now: self.now)
    pump()
  }

  /// These messages could not be stored. They stay where they are, reading pauses, and all is looked through again.
  public mutating func notStored(_ slots: [MessageSlot], now: MonotonicTime) {
    advanceClock(now)
    mailbox.release(slots)
    pauseReading()
    pump()
  }

  /// A directly delivered message or report is committed.
  public mutating func acknowledge(_ ticket: UInt64, now: MonotonicTime) {
    advanceClock(now)
    mailbox.direct.acknowledge(ticket)
    pump()
  }

  /// A directly delivered message or report could not be stored. Where the network waits for an acknowledgement it gets
  /// none, and keeps it; otherwise it is kept here and received again, until it is stored or the session is over.
  public mutating func notAcknowledged(_ ticket: UInt64, now: MonotonicTime) {
    advanceClock(now)
    refuseDirect(ticket)
    pump()
  }

  /// What came of ``ModemAction/notePINTry``: a try that nobody would know of after a power failure is not made.
  public mutating func pinTryNoted(_ isNoted: Bool, now: MonotonicTime) {
    advanceClock(now)
    pinNote = isNoted ? .written : .missing
    if !isNoted, phase == .bringingUp, bringUp.script.first == .enterPIN {
      phase = .waiting(until: self.now + configuration.storePause)
    }
    pump()
  }

  /// Sends a message, one at a time, in the order of the calls.
  public mutating func send(_ request: SendRequest, now: MonotonicTime) {
    advanceClock(now)
    enqueue(request)
    pump()
  }

  /// Ends the session: a prompt is left by ESC, a PDU under way is waited for, but not for long.
  public mutating func stop(now: MonotonicTime) {
    advanceClock(now)
    beginStop()
    pump()
  }

  /// What to do next; nil when there is nothing until ``deadline``, new octets or another call.
  public mutating func nextAction() -> ModemAction? { actions.next() }

  // MARK: - What can be seen

  /// The condition of the session, for status pages.
  public var state: ModemState {
    ModemState(
      phase: publicPhase, identity: identity, network: network, storages: levels,
      outstanding: mailbox.outstandingCount, deletable: mailbox.deletableCount,
      queuedSends: outbox.count, counters: counters)
  }

  private var publicPhase: ModemState.Phase {
    switch phase {
    case .closed: .closed
    case .settling(_, let probing): probing ? .recovering : .bringingUp
    case .bringingUp, .waiting: .bringingUp
    case .blocked(let block, _): .blocked(block)
    case .online: .ready
    case .probing: .recovering
    case .stopping: .stopping
    case .stopped: .stopped
    }
  }

  // MARK: - Tools of the parts

  /// Time never runs backwards here, whatever the caller's clock does.
  mutating func advanceClock(_ time: MonotonicTime) {
    now = max(now, time)
  }

  mutating func emit(_ event: ModemEvent) { actions.append(.event(event)) }
  mutating func emit(_ action: ModemAction) { actions.append(action) }
  mutating func emitWrite(_ octets: [UInt8]) {
    counters.add(octets.count, to: .bytesOut)
    actions.append(.write(octets))
  }

  /// Ends everything that hangs on the open port.
  mutating func closeLine(reason: String) {
    giveUpSends(reason: reason)
    if case .radioOff? = exchange?.errand { radio.mayBeOff(now: now) }
    exchange = nil
    dialogue.reset()
    mailbox.lineClosed()
    phase = .closed
  }
}

/// First in, first out, without moving the rest at every step.
struct ActionQueue: Sendable {
  private var waiting: [ModemAction] = []
  private var head = 0

  mutating func append(_ action: ModemAction) { waiting.append(action) }

  mutating func next() -> ModemAction? {
    guard head < waiting.count else { return nil }
    defer {
      head += 1
      if head == waiting.count {
        waiting.removeAll(keepingCapacity: head <= 64)
        head = 0
      }
    }
    return waiting[head]
  }
}
