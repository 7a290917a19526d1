import Foundation
import Reporting
import SpamCore
import Store
import Testing

@Suite("A year of traffic")
struct YearTests {
  @Test("every limit holds at every moment, counted at the network and not by the ledger", arguments: [UInt64(1)])
  func year(_ seed: UInt64) throws {
    let folder = try TemporaryFolder()
    var year = try Year(seed: seed, path: folder.database)
    try year.run()
    let sent = year.network
    #expect(sent.count > 200)
    #expect(year.breakersOpened > 0)
    #expect(Set(sent.map(\.messageID)).count == sent.count)
    #expect(sent.allSatisfy { !year.contacts.contains($0.sender) })
    checkPace(sent.map(\.time))
    for reports in Dictionary(grouping: sent, by: \.sender).values { checkSender(reports) }
    for reports in Dictionary(grouping: sent, by: \.campaign).values { checkCampaign(reports.map(\.time)) }
  }

  private func checkPace(_ times: [Int64]) {
    for (index, time) in times.enumerated() {
      #expect(index < 1 || time - times[index - 1] >= 10_000)
      #expect(index < 10 || time - times[index - 10] > 3_600_000)
      #expect(index < 50 || time - times[index - 50] > 86_400_000)
    }
  }

  private func checkSender(_ reports: [Year.Sent]) {
    for (index, report) in reports.enumerated() {
      for earlier in reports[..<index] where report.time - earlier.time < 30 * 86_400_000 {
        #expect(earlier.text != report.text)
        #expect(report.time - earlier.time >= 86_400_000)
      }
    }
  }

  private func checkCampaign(_ times: [Int64]) {
    for (index, time) in times.enumerated() where index >= 3 { #expect(time - times[index - 3] >= 86_400_000) }
  }
}

/// One SIM, its store and its network on virtual time. The computer's clock is now and then set back, the daemon killed,
/// and a person resumes sending in the morning.
private struct Year {
  struct Sent {
    let time: Int64
    let messageID: Int64
    let sender: String
    let campaign: String
    let text: String
  }

  private let path: String
  private let policy = Policy(settings: PolicySettings())
  private let facts = SIMFacts(imsi: sim, registration: .home)
  private var random: Random
  private var store: Store
  /// Milliseconds of true time, and how far the clock is behind.
  private var now: Int64 = 0
  private var behind: Int64 = 0
  private var texts: [Int64: (text: String, campaign: String, candidate: Candidate)] = [:]
  private(set) var network: [Sent] = []
  private(set) var breakersOpened = 0
  let contacts: Set<String>

  init(seed: UInt64, path: String) throws {
    self.path = path
    random = Random(seed: seed)
    store = try Store.open(path: path, access: .daemon)
    contacts = Set((0..<50).map { Self.number($0 * 199) })
    try store.add(contacts.map { ($0, nil) }, to: .contacts, at: at(0))
  }

  private static func number(_ index: Int) -> String { "0812\(String(10_000_000 + index))" }

  private var clock: WallTime { at(0).adding(milliseconds: now - behind) }

  mutating func run() throws {
    for day in 0..<365 {
      let start = Int64(day) * 86_400_000
      let isBurst = random.below(40) == 0
      let count = isBurst ? 40 : random.below(3)
      let span = isBurst ? 3_000_000 : 86_000_000
      for moment in (0..<count).map({ _ in start + Int64(random.below(span)) }).sorted() {
        try send(until: moment)
        try receive()
      }
      try send(until: start + 86_400_000)
      if random.below(30) == 0 { behind += Int64(random.below(3_600_000)) }
      if random.below(10) == 0 { try restart() }
      try store.resume(by: .person("root"), at: clock)
    }
  }

  private mutating func restart() throws {
    try store.close()
    store = try Store.open(path: path, access: .daemon)
    #expect(try store.recoverAfterCrash(at: clock).isEmpty)
  }

  private mutating func receive() throws {
    let sender = Self.number(random.below(3) == 0 ? random.below(5) : random.below(10_000))
    let campaign = "c\(random.below(3) == 0 ? random.below(5) : random.below(200))"
    let text = "Hadiah \(campaign) nomor \(random.below(3))"
    let outcome = try store.receive([sms(text, from: sender, at: clock)], at: clock)
    guard case .completed(let id) = outcome[0] else { return }
    let candidate = Candidate(sender: sender, label: .fraud, band: .auto, sentAt: clock, receivedAt: clock)
    texts[id] = (text, campaign, candidate)
    let ledger = try store.facts(
      sender: sender, sim: sim, textDigest: TextDigest.hex(of: text), campaign: campaign,
      limits: policy.settings.limits, now: clock)
    let decision = policy.decide(candidate, facts: PolicyFacts(sim: facts, ledger: ledger), now: clock)
    var verdict = fraud
    verdict.campaign = campaign
    let composed = try Composer.compose(
      ReportedMessage(sender: sender, text: text, sentAt: clock), for: profile)
    try store.recordVerdict(
      messageID: id, verdict: verdict, decision: decision, report: NewReport(composed, profile: profile), at: clock)
  }

  private mutating func send(until end: Int64) throws {
    while now < end {
      guard let due = try store.nextDue(sim: sim, modem: "sim1") else { break }
      now = min(end, max(now, now + due.milliseconds(since: clock)))
      guard let report = try store.dueReports(sim: sim, now: clock).first else { continue }
      let ledger = try store.sendingFacts(sim: sim, limits: policy.settings.limits, now: clock)
      breakersOpened += try store.openBreakers(policy.trippedBreakers(ledger), sim: sim, at: clock).count
      switch policy.maySend(PolicyFacts(sim: facts, ledger: ledger), now: clock) {
      case .now: try send(report)
      case .notBefore(let time, reason: _): now = min(end, now + max(1, time.milliseconds(since: clock)))
      case .stopped: now = end
      }
    }
    now = end
  }

  private mutating func send(_ report: ReportRecord) throws {
    let message = try #require(texts[report.messageID])
    let ledger = try store.facts(
      sender: message.candidate.sender, sim: sim, textDigest: TextDigest.hex(of: message.text),
      campaign: message.campaign, excluding: report.id, limits: policy.settings.limits, now: clock)
    let objection = policy.objection(
      to: message.candidate, isApproved: false, facts: PolicyFacts(sim: facts, ledger: ledger), now: clock)
    if let objection {
      return try store.cancel(.report(report.id), by: .policy, reason: objection.rawValue, at: clock)
    }
    try store.markSending(.report(report.id), pdus: ["00"], at: clock)
    now += Int64(random.below(8000))
    network.append(
      Sent(
        time: now, messageID: report.messageID, sender: message.candidate.sender, campaign: message.campaign,
        text: message.text))
    now += 500
    try store.recordSendResult(
      .report(report.id), part: 1, outcome: .accepted(reference: UInt8(network.count & 0xFF)), retryAt: clock, at: clock
    )
  }
}

/// SplitMix64: the same seed gives the same numbers everywhere.
private struct Random {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ z >> 31) % UInt64(bound))
  }
}
