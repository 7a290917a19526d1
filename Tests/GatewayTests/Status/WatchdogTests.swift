import NIOEmbedded
import Reporting
import Synchronization
import Testing

@testable import Gateway

/// The watchdog on virtual time: two threads that run when the test lets them.
@Suite struct WatchdogTests {
  /// What the closures of the watchdog share with the test.
  private final class World: Sendable {
    let time = Mutex(Duration.zero)
    let told = Mutex<[String]>([])
    let lastStep = Mutex<Duration?>(nil)
    let hasModem = Mutex(true)

    var now: Duration { time.withLock { $0 } }
    func tell(_ status: String) { told.withLock { $0.append(status) } }
  }

  private struct Rig {
    let world = World()
    let desk = EmbeddedEventLoop()
    let line = EmbeddedEventLoop()
    let watchdog: Watchdog

    init() {
      let (world, desk, line) = (world, desk, line)
      let parts = [
        Pulses.Part(name: "the desk", eventLoop: desk, lastStep: { world.lastStep.withLock { $0 } }),
        Pulses.Part(name: "the modem sim1", eventLoop: line),
      ]
      let pulses = Pulses({ world.hasModem.withLock { $0 } ? parts : Array(parts.prefix(1)) }, uptime: { world.now })
      watchdog = Watchdog(
        pulses: pulses, timeout: .seconds(120),
        owner: Watchdog.Owner(alive: { world.tell("alive: \($0)") }, stuck: { world.tell($0) }),
        log: EventLog(level: .error, sinks: [], now: { 0 }), status: { "1 of 1 modems work" })
    }

    /// Lets five seconds pass, in which these threads run; what systemd was told then.
    func pass(desk deskRuns: Bool = true, line lineRuns: Bool = true) -> String {
      world.time.withLock { $0 += .seconds(5) }
      if deskRuns { desk.run() }
      if lineRuns { line.run() }
      watchdog.look()
      return world.told.withLock { $0.last ?? "" }
    }
  }

  @Test func itIsFedWhileEveryThreadAnswers() {
    let rig = Rig()
    for _ in 0..<100 { #expect(rig.pass() == "alive: 1 of 1 modems work") }
  }

  @Test func aStuckDiskStopsTheFeedingAfterHalfTheTimeout() {
    let rig = Rig()
    _ = rig.pass()
    var fed = 0
    while rig.pass(desk: false).hasPrefix("alive"), fed < 1_000 { fed += 1 }
    #expect(fed == 11)
    #expect(rig.pass(desk: false) == "stuck: the desk has not answered for 70 s")
    // Its disk answers again.
    _ = rig.pass()
    #expect(rig.pass() == "alive: 1 of 1 modems work")
  }

  @Test func aStuckPortStopsItToo() {
    let rig = Rig()
    for _ in 0..<14 { _ = rig.pass(line: false) }
    #expect(rig.pass(line: false).contains("the modem sim1"))
  }

  @Test func aModemThatIsTakenOutIsNotWaitedForAndOneThatComesLaterCountsFromThen() {
    let rig = Rig()
    for _ in 0..<14 { _ = rig.pass(line: false) }
    rig.world.hasModem.withLock { $0 = false }
    for _ in 0..<20 { #expect(rig.pass(line: false).hasPrefix("alive")) }
    rig.world.hasModem.withLock { $0 = true }
    #expect(rig.pass().hasPrefix("alive"))
    var fed = 0
    while rig.pass(line: false).hasPrefix("alive"), fed < 1_000 { fed += 1 }
    #expect((10...12).contains(fed))
  }

  @Test func longWorkInStepsIsProgress() {
    let rig = Rig()
    for _ in 0..<100 {
      let now = rig.world.now
      rig.world.lastStep.withLock { $0 = now }
      #expect(rig.pass(desk: false).hasPrefix("alive"))
    }
  }
}
