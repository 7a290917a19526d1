import Reporting
import SpamCore
import Store
import Testing

/// The gateway of one SIM through the year: store and policy as the desk uses them, on virtual time.
struct Year {
  private let path: String
  private let policy = Policy(settings: PolicySettings())
  private let facts = SIMFacts(imsi: sim, registration: .home)
  private var random: YearRandom
  private var store: Store
  private(set) var world: YearWorld
  private(set) var network = YearNetwork()

  /// Milliseconds of true time; the computer's clock is so far ahead.
  private var now: Int64 = 0 { didSet { computer.run(milliseconds: now - oldValue) } }
  private var ahead: Int64 = 0
  private let computer = TestComputer()
  private var candidates: [Int64: Candidate] = [:]
  private var waiting = 0
  private var answered = 0
  private var serial = 0

  private(set) var breakersOpened = 0
  private(set) var restarts = 0
  private(set) var reboots = 0
  private(set) var kills = 0
  private(set) var jumpsBack = 0
  private(set) var jumpsAhead = 0

  init(seed: UInt64, path: String) throws {
    self.path = path
    random = YearRandom(seed: seed &+ 1_000)
    world = YearWorld(seed: seed)
    store = try Self.open(path, computer)
    try store.add(world.contacts.map { ($0, nil) }, to: .contacts, at: at(0))
    try store.add(world.own.map { ($0, nil) }, to: .own, at: at(0))
  }

  private var clock: WallTime { at(0).adding(milliseconds: now + ahead) }

  private static func open(_ path: String, _ computer: TestComputer) throws -> Store {
    try Store.open(path: path, access: .daemon, steadyClock: { computer.now })
  }

  mutating func run() throws {
    for day in 0..<365 {
      let start = Int64(day) * 86_400_000
      let weather = world.weather(of: day)
      // A sweep now and then, each message of it when it came.
      let length = weather == .wave || weather == .burst ? 1_200 : 10_800
      for (sweep, messages) in Dictionary(grouping: world.day(day), by: { $0.second / length }).sorted(by: {
        $0.key < $1.key
      }) {
        try send(until: start + Int64((sweep + 1) * length) * 1_000)
        try receive(messages)
      }
      try send(until: start + 86_400_000)
      try reply(world.answers(to: network.received.count - answered, weather: weather))
      answered = network.received.count
      changeClock()
      if random.below(5) == 0 { try restart() }
      if day % 30 == 29 { while try store.purge(olderThan: clock.adding(days: -180), at: clock) > 0 {} }
      // A person looks each morning.
      try store.resume(by: .person("ani"), at: clock)
    }
  }

  /// Now and then the clock is wrong, by up to two days, and later it is put right.
  private mutating func changeClock() {
    let before = ahead
    if ahead != 0 {
      if random.below(2) == 0 { ahead = 0 }
    } else if random.below(5) == 0 {
      ahead = Int64(random.below(172_800_000) - 86_400_000)
    }
    if ahead > before { jumpsAhead += 1 }
    if ahead < before { jumpsBack += 1 }
  }

  private mutating func restart() throws {
    restarts += 1
    try store.close()
    if random.below(6) == 0 {
      reboots += 1
      computer.reboot()
      changeClock()
    }
    store = try Self.open(path, computer)
    for case .report(let id) in try store.recoverAfterCrash(at: clock) {
      #expect(try store.report(id).state == .unknown)
    }
  }

  private mutating func receive(_ messages: [YearWorld.Message]) throws {
    let pdus = messages.map { message in
      serial += 1
      return IncomingPDU(
        hex: String(serial), modem: "sim1", sim: sim,
        content: .deliver(
          IncomingDeliver(
            sender: message.sender, senderType: 0x91, serviceCentre: message.serviceCentre, sentAt: clock,
            sentAtText: "", dataCoding: 0, encoding: "gsm7", userData: [], text: message.text)))
    }
    let outcomes = try store.receive(pdus, at: clock)
    var queued = 0
    try store.together {
      for (message, outcome) in zip(messages, outcomes) {
        guard case .completed(let id) = outcome else { continue }
        if try judge(message, id: id) { queued += 1 }
      }
    }
    waiting += queued
    #expect(try store.pendingClassification(limit: 1).isEmpty)
  }

  private mutating func judge(_ message: YearWorld.Message, id: Int64) throws -> Bool {
    guard message.isFraud else {
      try store.recordVerdict(messageID: id, verdict: harmless, decision: .withhold(.notFraud), report: nil, at: clock)
      return false
    }
    let candidate = Candidate(
      sender: message.sender, label: .fraud, band: .auto, hasSpoofSigns: message.hasSpoofSigns, sentAt: clock,
      receivedAt: clock, serviceCentre: message.serviceCentre)
    candidates[id] = candidate
    let campaign = String(message.text.prefix { $0 != " " })
    let ledger = try store.facts(
      sender: message.sender, sim: sim, textDigest: TextDigest.hex(of: message.text), campaign: campaign,
      limits: policy.settings.limits, now: clock)
    let decision = policy.decide(candidate, facts: PolicyFacts(sim: facts, ledger: ledger), now: clock)
    var verdict = fraud
    verdict.campaign = campaign
    var report: NewReport?
    if case .report = decision {
      let reported = ReportedMessage(sender: message.sender, text: message.text, sentAt: clock)
      report = NewReport(try Composer.compose(reported, for: profile), profile: profile)
    }
    try store.recordVerdict(messageID: id, verdict: verdict, decision: decision, report: report, at: clock)
    return report != nil
  }

  private mutating func reply(_ answers: [(text: String, kind: ReplyKind)]) throws {
    guard !answers.isEmpty else { return }
    let outcomes = try store.receive(
      answers.enumerated().map { sms("\($1.text) \(now) \($0)", from: YearWorld.destination, at: clock) }, at: clock)
    let reports = try store.answerableReports(sim: sim, destination: YearWorld.destination, now: clock)
    try store.together {
      for (answer, outcome) in zip(answers, outcomes) {
        guard case .completed(let id) = outcome else { continue }
        let report = ReplyMatcher.match(answer.text, kind: answer.kind, receivedAt: clock, among: reports)
        try store.recordReply(messageID: id, kind: answer.kind, reportID: report?.id, at: clock)
      }
    }
  }

  // MARK: Sending

  private mutating func send(until end: Int64) throws {
    while now < end, waiting > 0 {
      guard let due = try store.nextDue(sim: sim, modem: "sim1") else {
        waiting = 0
        break
      }
      now = min(end, max(now, now + due.milliseconds(since: clock)))
      guard now < end, let report = try store.dueReports(sim: sim, now: clock).first else { continue }
      let ledger = try store.sendingFacts(sim: sim, limits: policy.settings.limits, now: clock)
      breakersOpened += try store.openBreakers(policy.trippedBreakers(ledger), sim: sim, at: clock).count
      switch policy.maySend(PolicyFacts(sim: facts, ledger: ledger), now: clock) {
      case .now: try send(report)
      case .notBefore(let time, reason: _): now = min(end, now + max(1, time.milliseconds(since: clock)))
      case .stopped: now = end
      }
    }
    now = max(now, end)
  }

  private mutating func send(_ report: ReportRecord) throws {
    let message = try store.message(report.messageID)
    let candidate = try #require(candidates[report.messageID])
    let ledger = try store.facts(
      sender: candidate.sender, sim: sim, textDigest: message.textDigest, campaign: message.verdict?.campaign,
      excluding: report.id, limits: policy.settings.limits, now: clock)
    let objection = policy.objection(
      to: candidate, isApproved: false, facts: PolicyFacts(sim: facts, ledger: ledger), now: clock)
    if let objection {
      return try store.cancel(.report(report.id), by: .policy, reason: objection.rawValue, at: clock)
    }
    if random.below(200) == 0 {
      return try store.revoke(reportID: report.id, by: "ani", reason: nil, at: clock)
    }
    try store.markSending(.report(report.id), pdus: ["00"], at: clock)
    now += Int64(random.below(8000))
    let fate = random.below(60)
    try finish(report, fate: fate)
  }

  /// What the network and the modem make of it.
  private mutating func finish(_ report: ReportRecord, fate: Int) throws {
    let goes = fate > 2
    if goes {
      network.receive(report.text ?? "", to: report.destination, at: now)
    }
    now += 500
    let outcome: SendOutcome
    switch fate {
    case 0: outcome = .refused(reason: "congestion")
    case 1: outcome = .notAttempted(reason: "no prompt")
    // Killed at once: before the network had it, or after.
    case 2, 3:
      kills += 1
      return try restart()
    case 4: outcome = .unknown(reason: "no answer")
    default: outcome = .accepted(reference: UInt8(network.received.count & 0xFF))
    }
    try store.recordSendResult(
      .report(report.id), part: 1, outcome: outcome, retryAt: clock.adding(seconds: 60), at: clock)
  }
}

private let harmless = VerdictRecord(
  label: "ham", band: "none", probabilities: .init(ham: 0.99, promo: 0.005, grey: 0.004, fraud: 0.001), reasons: [],
  modelVersion: "test-1")
