import Devices
import Gateway
import ModemSimulator
import Reporting
import SerialPort
import Store

/// The course of a history: what is planned happens, then the world calms down and everything must come right.
extension World {
  /// How long after the troubles everything may take.
  private static let patience = Duration.seconds(5_400)

  /// Runs the history; what an oracle found, nil when nothing.
  package func run() throws -> Finding? {
    var happenings = history.happenings[...]
    try run(until: History.length, happenings: &happenings)
    if witness.finding == nil { try calmDown() }
    if witness.finding == nil { try comeToRest() }
    if witness.finding == nil, history.settings.hasTwins { try changeTwins() }
    if witness.finding == nil { try conclude() }
    if witness.finding == nil, history.settings.ages { try age() }
    if let life { _ = life.bury() }
    life = nil
    disk.interferes = nil
    return witness.finding
  }

  private func calmDown() throws {
    crashes = []
    diskTroubles = []
    wallError = 0
    for (index, modem) in history.modems.enumerated() {
      for action in [
        Scenario.Action.coverage(.home), .insertCard, .signal(20), .refuseDeletes(0), .loseResults(0),
        .dropIndications(0), .unplug,
      ] {
        simulation.perform(action, modem: index)
        try carry()
      }
      // A modem whose PIN is not the SIM's can't work, and one that stays unplugged must not disturb the others.
      if modem.pin != modem.configuredPIN || staysUnplugged(index) { broken.insert(index) }
    }
    simulation.perform(.reportService(.judges, after: .seconds(1)))
    simulation.perform(.slowNetwork(.zero))
    // One that was unplugged by chance comes back within twenty seconds.
    try wait(.seconds(history.settings.hasTwins ? 25 : 2))
    for index in history.modems.indices where staysUnplugged(index) {
      simulation.perform(.unplug, modem: index)
      try carry()
    }
    for index in history.modems.indices where !staysUnplugged(index) {
      simulation.perform(.replug(linkName: nil), modem: index)
      try carry()
    }
    try perform(.person(.resume))
  }

  private func staysUnplugged(_ modem: Int) -> Bool {
    history.settings.hasTwins ? modem == otherTwin : history.seed % 7 == 0 && modem > 0
  }

  /// Of two modems with one subscriber only one is served, so they come to rest one after the other. The other:
  private var otherTwin: Int { Int(history.seed % 2) }

  private func changeTwins() throws {
    let (gone, come) = (1 - otherTwin, otherTwin)
    simulation.perform(.unplug, modem: gone)
    try carry()
    try wait(.seconds(2))
    broken.insert(gone)
    if history.modems[come].pin == history.modems[come].configuredPIN { broken.remove(come) }
    simulation.perform(.replug(linkName: nil), modem: come)
    try carry()
    try comeToRest()
    // Both have had their time: what is left of either is lost.
    if history.modems[gone].pin == history.modems[gone].configuredPIN, !isPINRefused(modem: gone) {
      broken.remove(gone)
    }
  }

  private func wait(_ length: Duration) throws {
    var none = history.happenings[..<history.happenings.startIndex]
    try run(until: now + length, happenings: &none)
  }

  private func comeToRest() throws {
    let limit = now + Self.patience
    var pause = Duration.seconds(4)
    while witness.finding == nil {
      try wait(pause)
      guard let reason = try unfinished() else { return }
      if now >= limit {
        return witness.object("everything comes right", "\(reason), \(Self.patience) after the last trouble")
      }
      pause = min(pause * 2, .seconds(120))
    }
  }

  private func unfinished() throws -> String? {
    if life == nil { return "the program does not run" }
    // Where the answer to the PIN was lost it is not tried again, and a person has to look.
    for (index, modem) in simulation.modems.enumerated() where modem.sim?.lock == .pin && isPINRefused(modem: index) {
      broken.insert(index)
    }
    if let reason = witness.unfinished(simulation, except: broken) { return reason }
    return try witness.unfinished(durableBooks(), wall: wall, except: brokenCards)
  }

  private var brokenCards: Set<Int> { witness.subscribers(of: broken, simulation) }

  private func isPINRefused(modem: Int) -> Bool {
    log.contains { $0.contains("\"pin-refused\"") && $0.contains("\"sim\(modem + 1)\"") }
  }

  private func conclude() throws {
    let start = now
    try perform(.restart(downSeconds: 3_600))
    while life != nil, witness.finding == nil, now - start < .seconds(30) { try wait(.milliseconds(500)) }
    if life != nil { witness.object("it stops when told", "it still runs after \(now - start)") }
    guard witness.finding == nil else { return }
    witness.conclude(try durableBooks(), record: simulation.network.record, broken: brokenCards)
    try witness.lookForForgotten(disk, record: simulation.network.record, when: "in the end")
    witness.read(log: log, pins: history.modems.compactMap(\.pin) + history.modems.compactMap(\.configuredPIN))
  }

  /// The computer is off for some days, and then most of each day. Texts are kept for one day, and retention goes by a day
  /// an hour at most, so after some starts everything must be emptied: what came, and what was made of it when its missing
  /// parts were given up after three days.
  private func age() throws {
    if history.settings.hasTwins { broken.insert(1 - otherTwin) }
    witness.growsOld(try durableBooks(), record: simulation.network.record)
    for index in history.modems.indices {
      simulation.perform(.unplug, modem: index)
      try carry()
    }
    restartAt = now + .seconds(80 * 3_600)
    try wait(.seconds(80 * 3_600))
    if let crash = history.settings.agingCrash { crashes.append(crash) }
    for _ in 0..<7 {
      try wait(.seconds(20))
      if life != nil { try perform(.restart(downSeconds: 26 * 3_600)) }
      try wait(.seconds(26 * 3_600 + 20))
      if witness.finding != nil { return }
    }
    crashes = []
    try witness.lookForOld(survivor ?? disk, record: simulation.network.record)
    try outliveTexts()
  }

  /// Where the texts are gone, nobody can send the reports any more; and who was reported still is.
  private func outliveTexts() throws {
    for index in history.modems.indices where !broken.contains(index) {
      simulation.perform(.replug(linkName: nil), modem: index)
      try carry()
    }
    func reports() -> Int { simulation.network.record.submissions.count { $0.destination == "1166" } }
    let sent = reports()
    for _ in try durableBooks().reports { try perform(.person(.approve)) }
    try wait(.seconds(60))
    if reports() > sent {
      witness.object("what is too old is not sent", "a report whose text was emptied")
    }
    for happening in history.happenings {
      guard case .message(let message, let modem) = happening.what, message.mayBeReported,
        !broken.contains(modem)
      else { continue }
      try perform(.message(message, modem: modem))
      break
    }
    try comeToRest()
  }
}

/// A disk with a database on which nothing was done yet, made once by the store itself.
enum EmptyDatabase {
  private static let made = Unchecked(
    Result { () throws -> SimulatedDisk in
      let disk = try SimulatedDisk()
      try Store.open(path: disk.path, access: .daemon).close()
      return disk
    })

  static func disk() throws -> SimulatedDisk { try made.value.get() }
}

extension History {
  /// The subscriber of the card that began in a modem.
  func imsi(of card: Int) -> String { "51010123456780\(settings.hasTwins && card == 1 ? 0 : card)" }

  /// The modems and their network.
  var scenario: Scenario {
    var network = SimulatedNetwork.Configuration()
    network.epoch = World.epoch
    network.seed = seed
    network.faults = modems.first?.faults ?? .none
    network.reportService.flow = settings.isTwoStep ? .twoStep : .form
    return Scenario(
      modems: modems.enumerated().map { index, modem in
        SimulatedModem.Configuration(
          profile: modem.profile,
          sim: SIMCard(
            imsi: imsi(of: index), iccid: "896210000000000000\(index)", number: "+62811100000\(index)",
            slots: modem.slots, pin: modem.pin),
          replyLatency: .milliseconds(modem.replyMilliseconds), faults: modem.faults, seed: seed &+ UInt64(index))
      }, network: network)
  }

  /// The gateway's configuration.
  func configuration(mutation: Mutation?) throws -> Configuration {
    var configuration = try Self.defaults.value.get()
    configuration.modems = modems.enumerated().map { index, modem in
      var settings = configuration.modems[0]
      settings.name = "sim\(index + 1)"
      settings.selector = .endpoint(.device(path: Ports.path(of: index)))
      settings.pin = modem.configuredPIN
      return settings
    }
    configuration.reporting.mode = settings.mode
    configuration.reporting.holdSeconds = settings.holdSeconds
    configuration.reporting.minimumGapSeconds = mutation == .ignoresGap ? 0 : settings.gapSeconds
    configuration.reporting.perHour = settings.perHour
    configuration.reporting.perDay = max(settings.perHour, 100)
    configuration.reporting.perCampaignPerDay = 100
    configuration.reporting.burstPerHour = settings.burstPerHour
    configuration.storage.retentionDays = mutation == .hoards ? 3_650 : settings.ages ? 1 : 180
    if settings.isTwoStep { configuration.reporting.profiles = [try Self.twoStep()] }
    return configuration
  }

  /// 1166 as if it asked for the number, as 7726 does.
  private static func twoStep() throws -> ReportProfile {
    ReportProfile(
      id: "two-step", name: "1166 in two steps", isEnabled: true, homeNetworks: ["51010"],
      flow: .twoStep(answer: try ReportTemplate("{international}")), destination: "1166",
      replies: ReportProfile.Replies(
        acknowledged: ["terima kasih * laporan"], rejected: ["format salah"], asksForNumber: ["balas dengan nomor"]))
  }

  private static let defaults = Unchecked(
    Result {
      try ConfigurationLoader.load(
        path: nil, settings: ["modems.0.name=sim1", "modems.0.device=/dev/simulated0", "storage.path=/disk/pelapor.db"])
    })
}
