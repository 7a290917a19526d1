/// A GSM modem as a pure value: bytes from the terminal in, bytes to the terminal out, time as an argument.
///
/// It speaks ITU-T V.250, 3GPP TS 27.007 and 27.005 as the families of ``VendorProfile`` do. What it has for the network
/// comes out of ``nextUplink()``; what the network has for it goes into ``deliver(_:now:)``. ``Simulation`` carries both.
public struct SimulatedModem: Sendable {
  /// What a modem is made with.
  public struct Configuration: Sendable, Equatable {
    /// The family.
    public var profile: VendorProfile
    /// The card; nil for an empty slot.
    public var sim: SIMCard?
    /// `+CGSN`
    public var imei: String
    /// Bits a second of the line, both ways; 0 = no limit.
    public var baud: Int
    /// From the end of a command line to the first byte of its reply.
    public var replyLatency: Duration
    /// From the end of a PDU to the result of `+CMGS`, besides what the network takes.
    public var sendLatency: Duration
    /// Random troubles.
    public var faults: FaultOptions
    /// For the troubles.
    public var seed: UInt64

    /// An instant generic modem with a Telkomsel card.
    public init(
      profile: VendorProfile = .generic, sim: SIMCard? = SIMCard(), imei: String = "350000000000017", baud: Int = 0,
      replyLatency: Duration = .zero, sendLatency: Duration = .zero, faults: FaultOptions = .none, seed: UInt64 = 1
    ) {
      self.profile = profile
      self.sim = sim
      self.imei = imei
      self.baud = baud
      self.replyLatency = replyLatency
      self.sendLatency = sendLatency
      self.faults = faults
      self.seed = seed
    }
  }

  /// What has been counted since the start; a reset does not clear it.
  public struct Counters: Sendable, Equatable {
    /// Command lines that began with `AT`, and `A/`.
    public var commandLines = 0
    /// Commands in them.
    public var commands = 0
    /// Bytes from the terminal.
    public var bytesIn = 0
    /// Bytes to the terminal.
    public var bytesOut = 0
    /// Messages deleted.
    public var deleted = 0
    /// Wrong PINs entered.
    public var wrongPINs = 0
    /// Restarts by command or plug.
    public var restarts = 0
  }

  /// As configured.
  public internal(set) var configuration: Configuration
  /// The card in the slot.
  public internal(set) var sim: SIMCard?
  /// What has been counted.
  public internal(set) var counters = Counters()

  /// `<rssi>` of `+CSQ`, 0–31.
  public internal(set) var signal = 17

  var profile: VendorProfile { configuration.profile }
  var settings = ModemSettings()
  var storages: [StorageName: MessageStorage]
  var readStorage = StorageName.sm
  var writeStorage = StorageName.sm
  var receiveStorage = StorageName.sm
  /// What `+CPMS` shows where the counts lag (Huawei): the counts before the change, until a moment.
  var staleCounts: (counts: [StorageName: Int], until: Duration)?

  var conversation = Conversation.command
  var commandBuffer: [UInt8] = []
  var lastLine: [UInt8] = []
  var echoed: [UInt8] = []
  var outgoing: LinePacer
  var incoming: LinePacer
  /// Parts of the reply under way; each is whole lines.
  var reply: [[UInt8]] = []
  /// URCs held back while a command runs or the terminal listens to nothing.
  var heldURCs: [[UInt8]] = []

  var power: Power
  var registration: Registration
  var uplinks: [ModemUplink] = []
  var nextReference: UInt8 = 0
  /// SUBMITs so far; the last one is the number of the one under way.
  var submissions = 0
  /// The card a scenario has pulled out.
  var pulledCard: SIMCard?
  var lastSendError: Int?
  /// A direct delivery that waits for `+CNMA`.
  var awaitedAcknowledgement: (id: Int, until: Duration)?
  var nextChatter: [Duration] = []
  var nextBootLine = 0

  var dice: FaultDice
  var orders = StandingFaults()

  /// A modem switched on at `now`.
  public init(configuration: Configuration = Configuration(), now: Duration = .zero) {
    self.configuration = configuration
    sim = configuration.sim
    outgoing = LinePacer(baud: configuration.baud)
    incoming = LinePacer(baud: configuration.baud)
    storages = [
      .sm: MessageStorage(capacity: configuration.sim?.slots ?? 0),
      .me: MessageStorage(capacity: configuration.profile.equipmentSlots),
      .sr: MessageStorage(capacity: configuration.profile.storages.contains(.sr) ? 20 : 0),
    ]
    dice = FaultDice(options: configuration.faults, generator: SeededGenerator(seed: configuration.seed))
    power = Power(since: now, unlockedAt: nil)
    registration = Registration()
    start(now: now)
  }

  /// When ``advance(to:)`` has something to do; nil when only bytes or the network can move it.
  public var deadline: Duration? {
    guard let stop else { return outgoing.deadline }
    return outgoing.deadline.map { min($0, stop) } ?? stop
  }

  /// As ``deadline``, without the bytes that leave by themselves.
  var stop: Duration? {
    guard power.isOn else { return nil }
    var earliest: Duration?
    func consider(_ moment: Duration?) {
      guard let moment else { return }
      earliest = earliest.map { min($0, moment) } ?? moment
    }
    if conversation.acceptsInput { consider(incoming.deadline) }
    consider(conversation.deadline)
    consider(registration.due)
    consider(power.messageServiceAt)
    consider(awaitedAcknowledgement?.until)
    consider(orders.muteUntil)
    if power.isOn {
      if nextBootLine < profile.bootLines.count { consider(power.since + profile.bootLines[nextBootLine].after) }
      for moment in nextChatter { consider(moment) }
    }
    return earliest
  }

  /// The next bytes for the terminal that have left by `now`, in the pieces a reader gets them.
  public mutating func nextOutput(now: Duration) -> [UInt8]? {
    guard let bytes = outgoing.takeDue(now: now) else { return nil }
    counters.bytesOut += bytes.count
    return bytes
  }

  /// The next thing for the network.
  public mutating func nextUplink() -> ModemUplink? {
    uplinks.isEmpty ? nil : uplinks.removeFirst()
  }

  /// Bytes from the terminal.
  public mutating func receive(_ bytes: some Sequence<UInt8>, now: Duration) {
    guard power.isOn else { return }
    let bytes = Array(bytes)
    counters.bytesIn += bytes.count
    incoming.send(bytes, notBefore: now)
    advance(to: now)
  }

  /// Whether the modem's port exists: false between unplug and replug.
  public var isPlugged: Bool { power.isOn }
  /// Whether it could not tell of anything at present: it is mute, or busy with a command.
  public var isSilent: Bool { orders.mutedForEver || orders.muteUntil != nil || !conversation.acceptsInput }
  /// How many messages lie in a storage.
  public func messageCount(in storage: StorageName) -> Int { storages[storage]?.used ?? 0 }
  /// The PDUs that lie in a storage, as hexadecimal.
  public func messages(in storage: StorageName) -> [String] {
    storages[storage]?.slots.compactMap { $0?.pdu } ?? []
  }
  /// Whether the terminal has asked to be told of new messages (`+CNMI` with `<mt>` other than 0).
  public var isListening: Bool { settings.newMessages.messages != 0 }
  /// Whether it can receive now.
  public var isRegistered: Bool { registration.state == .home || registration.state == .roaming }
}
