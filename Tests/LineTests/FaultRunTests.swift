import Modem
import ModemSimulator
import Testing

/// Seeded runs of a session against the simulator. A failure prints its plan; the seed replays it exactly.
@Suite struct FaultRunTests {
  private static let perTest: UInt64 = 125

  @Test(arguments: 0..<UInt64(16))
  func `no message is lost or doubled, no SMS sent twice, and the session ends up ready`(part: UInt64) {
    for seed in (part * Self.perTest)..<((part + 1) * Self.perTest) {
      let complaints = Self.complaints(seed)
      if !complaints.isEmpty {
        Issue.record("\(FaultPlan(seed: seed))\n\(complaints.joined(separator: "\n"))")
        return
      }
    }
  }

  /// Found by more runs than the ordinary ones, or by them, and mended since.
  @Test(arguments: [235, 620, 1079, 1276] as [UInt64])
  func `a SIM that was away unnoticed is read again`(seed: UInt64) {
    #expect(Self.complaints(seed) == [])
  }

  /// Runs in which every request is refused would prove nothing.
  @Test func `most requests are taken by the network`() {
    let results = (UInt64(0)..<40).flatMap { Self.finished(LineWorld(FaultPlan(seed: $0))).results.values.joined() }
    let accepted = results.count { if case .accepted = $0 { true } else { false } }
    #expect(accepted > results.count / 2)
  }

  @Test func `the same seed is the same run`() {
    #expect(Self.traced(7).trace == Self.traced(7).trace)
  }

  static func complaints(_ seed: UInt64) -> [String] { finished(LineWorld(FaultPlan(seed: seed))).complaints }

  static func traced(_ seed: UInt64) -> LineWorld {
    var world = LineWorld(FaultPlan(seed: seed))
    world.isTraced = true
    return finished(world)
  }

  private static func finished(_ start: LineWorld) -> LineWorld {
    var world = start
    world.run(until: world.plan.end)
    world.run(until: world.plan.end + .seconds(7200)) { $0.isSettled }
    guard world.complaints.isEmpty else { return world }
    world.checkEnd()
    // Long enough to see, for one run of each family in eight.
    guard world.plan.seed % 8 == 0 else { return world }
    let (before, began) = (world.session.state.counters[.wakeUps], world.now)
    world.run(until: began + .seconds(120))
    let wakeUps = world.session.state.counters[.wakeUps] - before
    if wakeUps > 240 { world.complaints.append("\(wakeUps) wake-ups in 120 s without work") }
    return world
  }
}
