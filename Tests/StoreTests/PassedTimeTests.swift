import Reporting
import Testing

@testable import Store

/// The limits go by time that surely passed: neither a clock that jumps nor a restart or a reboot permits more, and none
/// of them stops the outbox for longer than a window of running time.
@Suite("When the clock jumps and something was sent")
final class PassedTimeTests {
  private let folder: TemporaryFolder
  private let computer = TestComputer()
  private var store: Store

  init() throws {
    folder = try TemporaryFolder()
    let computer = computer
    store = try Store.open(path: folder.database, access: .daemon, steadyClock: { computer.now })
  }

  private func restart(at now: WallTime = at(0)) throws {
    let computer = computer
    try store.close()
    store = try Store.open(path: folder.database, access: .daemon, steadyClock: { computer.now })
    _ = try store.recoverAfterCrash(at: now)
  }

  private let day: Int64 = 86_400

  private func send(at now: WallTime) throws {
    let id = try store.queueReport("Anda menang", at: now)
    try store.send(id, at: now)
  }

  /// How many seconds ago the limits take the SMS to have gone, by a daemon that looks for something to send.
  private func ages(_ now: WallTime, of store: Store? = nil) throws -> [Int64] {
    let store = store ?? self.store
    _ = try store.dueReports(sim: sim, now: now)
    return try store.sendingFacts(sim: sim, limits: PolicyLimits(), now: now).sends.map {
      now.milliseconds(since: $0) / 1_000
    }
  }

  private func run(seconds: Int64) { computer.run(milliseconds: seconds * 1_000) }

  @Test("a jump by a year ages nothing, and a restart after it neither", arguments: [365, -365, 1, -1])
  func jumpAndRestart(days: Int64) throws {
    try send(at: at(0))
    run(seconds: 60)
    #expect(try ages(at(days * day)) == [60])
    try restart(at: at(days * day))
    #expect(try ages(at(days * day)) == [60])
    run(seconds: 3600)
    #expect(try ages(at(days * day)) == [3660])
    run(seconds: 26 * 3600)
    #expect(try ages(at(days * day)).isEmpty)
  }

  @Test("a jump while the program is down ages nothing; the time it was down does")
  func whileDown() throws {
    try send(at: at(0))
    run(seconds: 1200)
    try restart(at: at(30 * day))
    #expect(try ages(at(30 * day)) == [1200])
  }

  @Test("how long the computer was off counts for nothing, what it has run since does", arguments: [1, 365])
  func reboot(days: Int64) throws {
    try send(at: at(0))
    computer.reboot()
    run(seconds: 50)
    try restart(at: at(days * day))
    #expect(try ages(at(days * day)) == [50])
    run(seconds: 100)
    #expect(try ages(at(days * day)) == [150])
    // Not for ever: after a day of running time it is out of every window.
    for _ in 0..<26 {
      run(seconds: 3600)
      _ = try ages(at(days * day))
    }
    #expect(try ages(at(days * day)).isEmpty)
  }

  @Test("what runs for long before a reboot is not forgotten by it")
  func longBeforeReboot() throws {
    try send(at: at(0))
    for hour in 1...20 {
      run(seconds: 3600)
      _ = try ages(at(Int64(hour) * 3600))
    }
    computer.reboot()
    try restart(at: at(20 * 3600))
    #expect(try ages(at(20 * 3600)) == [20 * 3600])
  }

  @Test("a database carried to a computer that has run for months is no older there than the clocks say")
  func carried() throws {
    try send(at: at(0))
    computer.reboot()
    run(seconds: 100 * day)
    try restart(at: at(120))
    #expect(try ages(at(120)) == [120])
    computer.reboot()
    run(seconds: 100 * day)
    try restart(at: at(-30 * day))
    #expect(try ages(at(-30 * day)) == [120])
  }

  @Test("a steady clock that went back ages nothing and goes on")
  func backwards() throws {
    run(seconds: 500)
    try send(at: at(0))
    run(seconds: -400)
    #expect(try ages(at(10)) == [0])
    run(seconds: 30)
    #expect(try ages(at(40)) == [30])
  }

  @Test("an SMS that was under way when the program was killed went when it was found")
  func killed() throws {
    let id = try store.queueReport("Anda menang", at: at(0))
    try store.markSending(.report(id), pdus: ["00"], at: at(0))
    run(seconds: 600)
    try restart()
    #expect(try ages(at(0)) == [0])
  }

  @Test("neither a sender nor a campaign is reported again for a jump")
  func longWindows() throws {
    let sender = "+6281234567890"
    let id = try store.queueReport("Anda menang", from: sender, campaign: "c")
    try store.send(id, at: at(0))
    func facts(_ now: WallTime) throws -> LedgerFacts {
      _ = try store.dueReports(sim: sim, now: now)
      return try store.facts(
        sender: sender, sim: sim, textDigest: TextDigest.hex(of: "Anda menang"), campaign: "c", limits: PolicyLimits(),
        now: now)
    }
    let ahead = at(365 * day)
    #expect(try facts(ahead).isSameTextReported && facts(ahead).campaignReportsInDay == 1)
    #expect(try facts(ahead).lastReportOfSender == ahead)
    run(seconds: 2 * day)
    #expect(try facts(at(0)).campaignReportsInDay == 0 && facts(at(0)).isSameTextReported)
    run(seconds: 29 * day)
    #expect(try facts(at(0)).lastReportOfSender == nil)
  }

  @Test("without a steady clock the wall clock has to do, and one that was set back stops nothing for ever")
  func wallClockAlone() throws {
    try store.close()
    let plain = try Store.open(path: folder.database, access: .daemon)
    let id = try plain.queueReport("Anda menang", at: at(365 * day))
    try plain.send(id, at: at(365 * day))
    #expect(try ages(at(0), of: plain) == [0])
    #expect(try ages(at(3600), of: plain) == [3600])
    #expect(try ages(at(26 * 3600), of: plain).isEmpty)
  }

  @Test("no moment is too odd to be counted with")
  func extremes() {
    let moments: [Int64] = [.min, -1, 0, 1, .max]
    for steady in moments {
      for later in moments {
        for wall in moments {
          for boot in ["a", "b"] {
            let start = PassedTime(
              steady: SteadyTime(boot: "a", milliseconds: steady), wall: WallTime(milliseconds: 0))
            let next = start.moved(
              to: SteadyTime(boot: boot, milliseconds: later), wall: WallTime(milliseconds: wall))
            #expect(next.passed >= 0)
            #expect(next.moved(to: SteadyTime(boot: "c", milliseconds: .max), wall: start.wall).passed >= next.passed)
          }
        }
      }
    }
  }
}
