import Reporting
import Testing

@Suite("Pacing")
struct PacingTests {
  private func permission(
    _ sends: [WallTime], parts: Int = 1, now: WallTime, policy: Policy = policy()
  ) -> SendPermission {
    policy.maySend(facts { $0.ledger.sends = sends }, parts: parts, now: now)
  }

  @Test("nothing sent yet: now")
  func first() {
    #expect(permission([], now: at(0)) == .now)
  }

  @Test("the gap between two SMS")
  func gap() {
    #expect(permission([at(0)], now: at(9)) == .notBefore(at(10), reason: "the gap between two SMS"))
    #expect(permission([at(0)], now: at(10)) == .now)
  }

  @Test("the hour's limit waits for the oldest to leave the hour, and a millisecond more")
  func perHour() {
    let sends = (0..<10).map { at(Int64($0) * 60) }
    let wait = SendPermission.notBefore(at(3600).adding(milliseconds: 1), reason: "10 SMS an hour are the limit")
    #expect(permission(sends, now: at(1000)) == wait)
    #expect(permission(sends.reversed(), now: at(3600)) == wait)
    #expect(permission(sends, now: at(3601)) == .now)
    #expect(
      permission(sends, parts: 3, now: at(3601))
        == .notBefore(at(3720).adding(milliseconds: 1), reason: "10 SMS an hour are the limit"))
  }

  @Test("a mode of reporting and what a breaker says of reports do not stop a person's SMS; a pause and no credit do")
  func purposes() {
    for mode in [ReportingMode.off, .dryRun] {
      #expect(policy(mode).maySend(facts(), purpose: .message, now: at(0)) == .now)
      #expect(policy(mode).maySend(facts(), purpose: .report, now: at(0)) == .stopped(.mode(mode)))
    }
    for breaker in Breaker.allCases {
      let open = facts { $0.ledger.openBreakers = [breaker] }
      #expect(policy().maySend(open, purpose: .report, now: at(0)) == .stopped(.breaker(breaker)))
      let message = policy().maySend(open, purpose: .message, now: at(0))
      #expect(message == (breaker == .failures ? .stopped(.breaker(breaker)) : .now))
    }
    for purpose in SendPurpose.allCases {
      let paused = facts { $0.ledger.isPaused = true }
      #expect(policy().maySend(paused, purpose: purpose, now: at(0)) == .stopped(.paused))
    }
  }

  @Test("the day's limit")
  func perDay() {
    let sends = (0..<50).map { at(Int64($0) * 1000) }
    #expect(
      permission(sends, now: at(60_000))
        == .notBefore(at(86_400).adding(milliseconds: 1), reason: "50 SMS a day are the limit"))
    #expect(permission(sends, now: at(86_401)) == .now)
  }

  @Test("a limit of nothing permits nothing, and more parts than the limit are not stuck for ever")
  func extremes() {
    let none = policy { $0.perHour = 0 }
    #expect(permission([], now: at(0), policy: none) != .now)
    #expect(permission([], parts: 11, now: at(0)) == .now)
    #expect(permission([at(0)], parts: 11, now: at(3000)) != .now)
    #expect(permission([], parts: -5, now: WallTime(milliseconds: .max)) == .now)
  }

  @Test("a clock that was set back permits nothing more")
  func clockBack() {
    let future = (0..<10).map { at(1_000_000 + Int64($0) * 60) }
    #expect(permission(future, now: at(0)) != .now)
    #expect(permission([at(1_000_000)], now: at(0)) == .notBefore(at(10), reason: "the gap between two SMS"))
  }

  @Test("a computer whose clock is not set sends nothing")
  func clockNotSet() {
    #expect(permission([], now: WallTime(seconds: 0)) != .now)
    #expect(permission([], now: WallTime(seconds: 1_767_225_600)) == .now)
  }

  @Test("a profile's own limit tightens the configured one, and never loosens it")
  func profileLimits() {
    var strict = telkomsel
    strict.limits = ProfileLimits(perHour: 1, perDay: 1000)
    let policy = Policy(settings: PolicySettings(profiles: [strict]))
    #expect(permission([at(0)], now: at(100), policy: policy) != .now)
    #expect(permission((0..<50).map { at(Int64($0) * 1000) }, now: at(60_000), policy: policy) != .now)
  }

  @Test("what stops sending until a person acts")
  func stops() {
    func stop(_ policy: Policy, _ change: (inout PolicyFacts) -> Void) -> SendPermission {
      policy.maySend(facts(change), now: at(0))
    }
    #expect(stop(policy(.off)) { _ in } == .stopped(.mode(.off)))
    #expect(stop(policy(.dryRun)) { _ in } == .stopped(.mode(.dryRun)))
    #expect(stop(policy(.review)) { _ in } == .now)
    #expect(stop(policy()) { $0.ledger.isPaused = true } == .stopped(.paused))
    #expect(stop(policy()) { $0.ledger.openBreakers = [.burst] } == .stopped(.breaker(.burst)))
    #expect(stop(policy()) { $0.ledger.failuresInARow = 3 } == .stopped(.breaker(.failures)))
    #expect(stop(policy()) { $0.ledger.wrongFormatReplies = 1 } == .stopped(.breaker(.wrongFormat)))
    #expect(stop(policy()) { $0.ledger.candidatesInHour = 21 } == .stopped(.breaker(.burst)))
    #expect(stop(policy()) { $0.ledger.revocations = 1 } == .stopped(.breaker(.revocation)))
    #expect(
      stop(policy()) {
        $0.ledger.failuresInARow = 2; $0.ledger.candidatesInHour = 20
      } == .now)
  }

  @Test("away from home or with an SMS on its way: later", arguments: HomeRegistration.allCases)
  func registration(_ registration: HomeRegistration) {
    let permission = policy().maySend(facts { $0.sim.registration = registration }, now: at(0))
    #expect((permission == .now) == (registration == .home))
    let stranger = policy().maySend(facts { $0.sim.imsi = nil }, now: at(0))
    #expect(stranger == .notBefore(at(30), reason: "the SIM's IMSI is not known yet"))
    let busy = policy().maySend(facts { $0.ledger.isSending = true }, now: at(0))
    #expect(busy == .notBefore(at(1), reason: "another SMS is on its way"))
  }

  @Test("a month of eager sending on a clock that jumps back keeps every limit in true time", arguments: 0..<4)
  func month(_ seed: Int) {
    var random = Random(seed: UInt64(seed))
    let policy = policy()
    var clockError: Int64 = 0
    var now: Int64 = 0
    var ledger: [WallTime] = []
    var network: [Int64] = []
    while now < 30 * 86_400 {
      now += Int64(random.below(400))
      if random.below(200) == 0 { clockError -= Int64(random.below(20_000)) }
      let shown = at(now + clockError)
      guard permission(ledger.suffix(60), now: shown, policy: policy) == .now else { continue }
      ledger.append(shown)
      network.append(now)
    }
    #expect(network.count > 300)
    for (index, time) in network.enumerated() {
      #expect(index < 1 || time - network[index - 1] >= 10)
      #expect(index < 10 || time - network[index - 10] > 3600)
      #expect(index < 50 || time - network[index - 50] > 86_400)
    }
  }
}
