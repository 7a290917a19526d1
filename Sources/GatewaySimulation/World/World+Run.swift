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
    if witness.finding == nil { try conclude() }
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
      if modem.pin != modem.configuredPIN || (history.seed % 7 == 0 && index > 0) { broken.insert(index) }
    }
    simulation.perform(.reportService(.judges, after: .seconds(1)))
    simulation.perform(.slowNetwork(.zero))
    try wait(.seconds(2))
    for index in history.modems.indices where !(broken.contains(index) && history.seed % 7 == 0) {
      simulation.perform(.replug(linkName: nil), modem: index)
      try carry()
    }
    try perform(.person(.resume))
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
    return try witness.unfinished(durableBooks(), wall: wall, except: broken)
  }

  private func isPINRefused(modem: Int) -> Bool {
    log.contains { $0.contains("\"pin-refused\"") && $0.contains("\"sim\(modem + 1)\"") }
  }

  private func conclude() throws {
    let start = now
    try perform(.restart(downSeconds: 3_600))
    while life != nil, witness.finding == nil, now - start < .seconds(30) { try wait(.milliseconds(500)) }
    if life != nil { witness.object("it stops when told", "it still runs after \(now - start)") }
    guard witness.finding == nil else { return }
    witness.conclude(try durableBooks(), record: simulation.network.record, broken: broken)
    witness.read(log: log, pins: history.modems.compactMap(\.pin) + history.modems.compactMap(\.configuredPIN))
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
  /// The subscriber in a modem.
  static func imsi(ofModem modem: Int) -> String { "51010123456780\(modem)" }

  /// The modems and their network.
  var scenario: Scenario {
    var network = SimulatedNetwork.Configuration()
    network.epoch = World.epoch
    network.seed = seed
    network.faults = modems.first?.faults ?? .none
    return Scenario(
      modems: modems.enumerated().map { index, modem in
        SimulatedModem.Configuration(
          profile: modem.profile,
          sim: SIMCard(
            imsi: Self.imsi(ofModem: index), number: "+62811100000\(index)", slots: modem.slots, pin: modem.pin),
          replyLatency: .milliseconds(modem.replyMilliseconds), faults: modem.faults, seed: seed &+ UInt64(index))
      }, network: network)
  }

  /// The gateway's configuration.
  func configuration(ignoringGap: Bool) throws -> Configuration {
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
    configuration.reporting.minimumGapSeconds = ignoringGap ? 0 : settings.gapSeconds
    configuration.reporting.perHour = settings.perHour
    configuration.reporting.perDay = max(settings.perHour, 100)
    configuration.reporting.perCampaignPerDay = 100
    configuration.reporting.burstPerHour = settings.burstPerHour
    return configuration
  }

  private static let defaults = Unchecked(
    Result {
      try ConfigurationLoader.load(
        path: nil, settings: ["modems.0.name=sim1", "modems.0.device=/dev/simulated0", "storage.path=/disk/pelapor.db"])
    })
}
