import Modem
import ModemSimulator

/// Everything that happens in a run, drawn from its seed: the same seed is the same run.
struct FaultPlan: Sendable, CustomStringConvertible {
  /// What happens at a moment besides the dice of the simulator.
  enum Trouble: Sendable, Equatable {
    case modem(Scenario.Action)
    /// Somebody writes; the number goes into the text.
    case message(Int)
    case request(UInt64)
    /// The caller's disk is full for so long.
    case diskFull(Duration)
    /// The disk syncs slowly from now on.
    case slowDisk(Duration)
  }

  let seed: UInt64
  var profile: VendorProfile
  var baud: Int
  var latency: Duration
  var faults: FaultOptions
  /// In the order of their time.
  var troubles: [(at: Duration, trouble: Trouble)] = []
  /// Nothing goes wrong after this moment.
  var end: Duration

  /// Nothing goes wrong but what is given.
  init(_ profile: VendorProfile, _ troubles: [(at: Duration, trouble: Trouble)] = []) {
    seed = 1
    self.profile = profile
    baud = 0
    latency = .milliseconds(5)
    faults = FaultOptions()
    self.troubles = troubles
    end = .seconds(60)
  }

  init(seed: UInt64) {
    self.seed = seed
    var random = SeededGenerator(seed: seed &* 0x9E37_79B9 &+ 17)
    profile = VendorProfile.all[Int(seed % UInt64(VendorProfile.all.count))]
    baud = [0, 0, 0, 0, 0, 0, 115_200, 9_600].randomElement(using: &random) ?? 0
    latency = .milliseconds([0, 5, 40].randomElement(using: &random) ?? 0)
    end = .seconds(Int.random(in: 30...90, using: &random))
    faults = FaultOptions.swarm(seed: seed)
    faults.until = end
    // What a modem never does: to say that the SIM is busy when the network has the message.
    let sends = faults.spuriousError > 0 ? 0 : Int.random(in: 0...3, using: &random)
    for number in 0..<Int.random(in: 1...6, using: &random) { add(.message(number), &random) }
    for id in 0..<sends { add(.request(UInt64(id + 1)), &random) }
    let rare: [(Double, Trouble)] = [
      (0.1, .modem(.fillCard)), (0.1, .modem(.coverage(.none))), (0.1, .modem(.removeCard)),
      (0.1, .modem(.mute(.seconds(45)))), (0.05, .modem(.say("RDY"))), (0.1, .diskFull(.seconds(20))),
      (0.2, .slowDisk(.milliseconds(1500))), (0.1, .modem(.refuseDeletes(3))), (0.1, .modem(.dropIndications(4))),
      (0.1, .modem(.say("+CMTI: \"SM\",9"))), (0.05, .modem(.slowNetwork(.seconds(60)))), (0.05, .modem(.mute(nil))),
    ]
    for (chance, trouble) in rare where Double.random(in: 0...1, using: &random) < chance { add(trouble, &random) }
    troubles += [
      (end, .modem(.coverage(.home))), (end, .modem(.insertCard)), (end, .modem(.refuseDeletes(0))),
      (end, .modem(.dropIndications(0))), (end, .modem(.slowNetwork(.zero))), (end, .slowDisk(.milliseconds(1))),
    ]
    // A modem that is dead for good comes back only by its plug.
    if troubles.contains(where: { $0.trouble == .modem(.mute(nil)) }) {
      troubles += [(end, .modem(.unplug)), (end + .seconds(3), .modem(.replug(linkName: "ttyUSB7")))]
    }
    troubles.sort { $0.at < $1.at }
  }

  private mutating func add(_ trouble: Trouble, _ random: inout SeededGenerator) {
    troubles.append((.milliseconds(Int64.random(in: 0..<end.components.seconds * 1000, using: &random)), trouble))
  }

  var description: String {
    let dice = Mirror(reflecting: faults).children.compactMap { child in
      (child.value as? Double).flatMap { $0 > 0 ? "\(child.label ?? "") \($0)" : nil }
    }
    let list = troubles.map { "  \($0.at)  \($0.trouble)" }.joined(separator: "\n")
    return "seed \(seed): \(profile.name), \(baud) baud, latency \(latency), troubles until \(end)\n  "
      + "\(dice.joined(separator: ", "))\n\(list)"
  }
}
