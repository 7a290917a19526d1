import Gateway
import ModemSimulator
import Reporting
package import SpamCore

/// A computer with the gateway on it, its modems, their network, 1166, the people who write and the one who looks after
/// it: all on one virtual clock, everything from one history.
package final class World {
  let history: History
  let mutation: Mutation?
  var simulation: Simulation
  var now = Duration.zero
  var witness: Witness
  var disk: SimulatedDisk
  var life: Life?
  var lives = 0
  /// What of the disk the next life finds.
  var survivor: SimulatedDisk?
  var restartAt: Duration? = .zero
  var isStopping = false
  var downAfterStop = Duration.zero
  /// How far the computer's clock is off.
  var wallError: Int64 = 0
  /// How often the computer was switched on, and when it was last.
  var boot = (number: 1, at: Duration.zero)
  var crashes: [History.Crash] = []
  var diskTroubles: [History.DiskTrouble] = []
  var broken: Set<Int> = []
  var dice: Dice
  package private(set) var log: [String] = []
  private var steps = 0
  /// The lines' bytes stand in the log, too.
  package var isTracing = false
  let classifier: SpamClassifier
  let configuration: Configuration

  package init(_ history: History, mutation: Mutation? = nil, classifier: SpamClassifier) throws {
    self.history = history
    self.mutation = mutation
    self.classifier = classifier
    configuration = try history.configuration(mutation: mutation)
    simulation = Simulation(history.scenario)
    witness = Witness(history)
    disk =
      history.settings.isDiskNew && mutation?.statements == nil
      ? try SimulatedDisk() : try SimulatedDisk(after: EmptyDatabase.disk(), .everythingWritten, seed: 0)
    dice = Dice(seed: history.seed, for: "world")
    if mutation == .diskLies { disk.lie() }
    if let statements = mutation?.statements { try PlainDatabase(path: disk.path).execute(statements) }
  }

  /// The right time.
  static let epoch: Int64 = SimulatedNetwork.defaultEpoch

  var wall: WallTime { WallTime(milliseconds: (Self.epoch + wallError) * 1_000 + now.nanoseconds / 1_000_000) }

  /// By the clock that never jumps.
  private var steady: SteadyTime {
    SteadyTime(boot: "boot \(boot.number)", milliseconds: (now - boot.at).nanoseconds / 1_000_000)
  }

  // MARK: Time

  /// Lets everything happen until then.
  func run(until end: Duration, happenings: inout ArraySlice<History.Happening>) throws {
    while witness.finding == nil {
      var next = end
      for moment in [
        happenings.first?.at, simulation.deadline, life?.computer.deadline, restartAt, life?.maintainWhenDue(),
      ] {
        if let moment { next = min(next, moment) }
      }
      now = max(now, next)
      life?.computer.advance(to: now)
      simulation.advance(to: now)
      try carry()
      while let happening = happenings.first, happening.at <= now {
        happenings.removeFirst()
        try perform(happening.what)
        try carry()
      }
      // One that was killed has to be buried before the next begins.
      if let life, life.isDead { try endLife() }
      if let due = restartAt, due <= now { try startLife() }
      try runJobs()
      if now >= end, life?.computer.deadline.map({ $0 > now }) ?? true { return }
    }
  }

  private func runJobs() throws {
    while let life, life.computer.runOne() {
      steps += 1
      if steps > 2_000_000 { return witness.object("it comes to rest", "more than \(steps) jobs by \(now)") }
      if life.isDead { return try endLife() }
      try carry()
      if witness.finding != nil { return }
    }
    if let life, life.isDead || life.isOver { try endLife() }
  }

  /// Takes what modems and network have for the computer, and lets the witness look.
  func carry() throws {
    for modem in simulation.modems.indices {
      while let octets = simulation.nextOutput(modem: modem, now: now) {
        if mutation == .hangs, modem == 0, now > .seconds(30) { continue }
        trace("<", octets, modem: modem)
        witness.heard(octets, from: modem)
        if Self.tellsOfNoCard(octets) { witness.lost(modem: modem) }
        life?.ports.deliver(mutated(fromModem: octets, modem: modem), from: modem)
      }
    }
    while let event = simulation.nextEvent() {
      switch event {
      case .unplugged(let modem):
        life?.ports.unplug(modem)
        witness.lost(modem: modem)
      case .replugged, .received, .started, .ended: break
      }
    }
    try witness.look(at: simulation.network.record, now: now, life: lives) { try durableBooks() }
    try witness.look(atPINsOf: simulation.modems) { try durableBooks() }
  }

  /// 3GPP TS 27.005 §3.2.5, TS 27.007 §9.2: no SIM is inserted.
  private static func tellsOfNoCard(_ octets: [UInt8]) -> Bool {
    let text = String(decoding: octets, as: UTF8.self)
    return text.contains("NOT INSERTED") || text.contains("+CME ERROR: 10\r") || text.contains("+CMS ERROR: 310")
  }

  /// What would be found if the power went now.
  func durableBooks() throws -> Books { try (survivor ?? disk).durableBooks() }

  // MARK: Lives

  private func startLife() throws {
    restartAt = nil
    if let survivor { (disk, self.survivor) = (survivor, nil) }
    lives += 1
    let computer = try VirtualComputer(now: now, dice: Dice(seed: history.seed &+ UInt64(lives), for: "threads"))
    let ports = Ports(
      isPlugged: { [unowned self] in simulation.modems[$0].isPlugged },
      closed: { [unowned self] in witness.lost(modem: $0) }
    ) { [unowned self] in
      terminalWrote($0, modem: $1, life: computer)
    }
    var delays = Dice(seed: history.seed &+ UInt64(lives), for: "desk")
    let most = history.settings.deskDelay
    let life = Life(computer: computer, disk: disk, ports: ports) { most == 0 ? .zero : delays.milliseconds(0...most) }
    self.life = life
    let world = Unchecked(self)
    let clock: @Sendable () -> WallTime = { world.value.wall }
    disk.interferes = { [unowned self, unowned life] in interferes($0, life: life) }
    life.begin(
      configuration, classifier: classifier, log: makeLog(life), now: clock, steadyClock: { world.value.steady })
  }

  private func endLife() throws {
    guard let life else { return }
    let wasKilled = life.isDead
    if !life.bury() {
      witness.object(
        "it ends", "life \(lives), \(wasKilled ? "killed" : "told to stop") at \(now) \(life.complaint ?? "")")
    }
    witness.cutOff(try durableBooks())
    witness.lost(modem: nil)
    try witness.lookForForgotten(survivor ?? disk, record: simulation.network.record, when: "after life \(lives)")
    self.life = nil
    disk.interferes = nil
    if restartAt == nil { restartAt = now + (isStopping ? downAfterStop : .seconds(5)) }
    isStopping = false
  }

  /// The process is killed, or the power is cut, at this very moment.
  func kill(_ crash: History.Crash) {
    guard let life, !life.isDead else { return }
    do { survivor = try SimulatedDisk(after: disk, crash.survival, seed: dice.next()) } catch {
      witness.object("the simulation itself", "\(error)")
    }
    if mutation == .diskLies { survivor?.lie() }
    life.isDead = true
    crashes.removeAll { $0 == crash }
    restartAt = now + .seconds(crash.downSeconds)
    if crash.survival != .everythingWritten { boot = (boot.number + 1, now + .seconds(crash.downSeconds)) }
    isStopping = false
  }

  private func makeLog(_ life: Life) -> EventLog {
    let (world, life) = (Unchecked(self), Unchecked(life))
    return EventLog(
      level: .debug, sinks: [Sink { event, at in world.value.note(event, at: at, life: life.value) }],
      now: { world.value.wall.milliseconds })
  }

  private func note(_ event: Event, at: Int64, life: Life) {
    guard !life.isDead else { return }
    log.append(disk.normalized(LogSinks.line(of: event, at: at)))
    if mutation == .talkativeLog, event.name == .smsReceived, let number = event[.sender] { log.append("\(number)\n") }
  }

  func trace(_ sign: String, _ octets: [UInt8], modem: Int) {
    guard isTracing else { return }
    let text = String(decoding: octets, as: UTF8.self).debugDescription
    log.append("\(now) \(modem) \(sign) \(text)\n")
  }

  /// One number for everything that happened, to compare two runs by.
  package var fingerprint: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ text: String) { for octet in text.utf8 { hash = (hash ^ UInt64(octet)) &* 0x0000_0100_0000_01B3 } }
    for line in log { add(line) }
    for delivery in simulation.network.record.deliveries { add("\(delivery)") }
    for submission in simulation.network.record.submissions { add("\(submission.at) \(submission.pdu)") }
    return hash
  }
}

private struct Sink: EventSink {
  private let take: @Sendable (Event, Int64) -> Void

  init(_ take: @escaping @Sendable (Event, Int64) -> Void) { self.take = take }

  func write(_ event: Event, at milliseconds: Int64) { take(event, milliseconds) }
  func flush() {}
}
