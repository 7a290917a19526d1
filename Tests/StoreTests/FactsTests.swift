import Reporting
import Testing

@testable import Store

@Suite("What the ledger knows for the policy")
struct FactsTests {
  let folder: TemporaryFolder
  let store: Store
  let limits = PolicyLimits()

  init() throws {
    folder = try TemporaryFolder()
    store = try Store.open(path: folder.database, access: .daemon)
  }

  private func facts(
    _ sender: String = "081299999999", text: String = "lain", campaign: String? = nil, excluding: Int64? = nil,
    now: WallTime = at(100)
  ) throws -> LedgerFacts {
    try store.facts(
      sender: sender, sim: sim, textDigest: TextDigest.hex(of: text), campaign: campaign, excluding: excluding,
      limits: limits, now: now)
  }

  @Test("lists name a sender however it is written, by itself or by its beginning")
  func lists() throws {
    try store.add("0812-3456-7890", to: .contacts, name: "Mama", at: at(0))
    try store.add("0813", to: .allow, isPrefix: true, at: at(0))
    try store.add("bank", to: .allow, isPrefix: true, at: at(0))
    try store.add("+62 815 0000 000", to: .own, at: at(0))
    try store.add("0816000000", to: .deny, at: at(0))
    #expect(try facts("+6281234567890").isContact)
    #expect(try facts("6281300000000").isAllowed)
    #expect(try facts("BANK-X").isAllowed)
    #expect(try facts("08150000000").isOwnNumber)
    #expect(try facts("+62816000000").isDenied)
    #expect(try facts() == LedgerFacts())
    #expect(try !store.add("+6281234567890", to: .contacts, at: at(0)))
    #expect(try store.numbers(on: .contacts).map(\.name) == ["Mama"])
    #expect(try store.remove("62 812 3456 7890", from: .contacts))
    #expect(try !store.remove("62 812 3456 7890", from: .contacts))
    #expect(try !facts("+6281234567890").isContact)
    #expect(throws: StoreError.invalid(reason: "an empty address cannot be listed")) {
      try store.add("  ", to: .contacts, at: at(0))
    }
    #expect(
      try store.add([("0811111111", "A"), ("0811111112", nil), ("0811111111", nil)], to: .contacts, at: at(0)) == 2)
  }

  @Test("whom a person wrote to from any SIM is known; the destination of reports is not thereby")
  func correspondents() throws {
    let id = try store.queue(
      NewSubmission(
        sim: "other", destination: "081234567890", destinationType: 0x81, text: "hai", requestedBy: .person("root")),
      at: at(0))
    #expect(try !facts("+6281234567890").isCorrespondent)
    #expect(try store.dueSubmissions(sim: "other", modem: "sim1", now: at(0)).map(\.id) == [id])
    try store.markSending(.submission(id), pdus: ["00"], at: at(1))
    #expect(try facts("+6281234567890").isCorrespondent)
    try store.recordSendResult(.submission(id), part: 1, outcome: .accepted(reference: 3), retryAt: at(9), at: at(2))
    #expect(try store.submission(id).state == .sent)
    let report = try store.queueReport("Anda menang", from: "081277777777")
    try store.send(report, at: at(3))
    #expect(try !facts("1166").isCorrespondent)
    try store.noteCorrespondent("0812000000", sim: sim, at: at(4))
    #expect(try facts("+62812000000").isCorrespondent)
  }

  @Test("a sender's reports count while queued and once they may have gone, within the window")
  func senderReports() throws {
    let id = try store.queueReport("Anda menang", at: at(0))
    #expect(try facts("0812 3456 7890").lastReportOfSender == at(0))
    #expect(try !facts("+6281234567890").isSameTextReported)
    #expect(try facts("+6281234567890", text: "ANDA MENANG!").isSameTextReported)
    #expect(try facts("+6281234567890", excluding: id).lastReportOfSender == nil)
    try store.send(id, at: at(50))
    #expect(try facts("+6281234567890").lastReportOfSender == at(50))
    #expect(try facts("+6281234567890", now: at(50 + 30 * 86_400)).lastReportOfSender == at(50))
    #expect(try facts("+6281234567890", now: at(51 + 30 * 86_400)).lastReportOfSender == nil)
    #expect(try facts("+6281234567890", now: at(-9_999_999)).lastReportOfSender == at(-9_999_999))
    #expect(try facts().lastReportOfSender == nil)
  }

  @Test("what was cancelled or refused does not count; a younger queued one does not block an older")
  func senderReportsThatDoNotCount() throws {
    let first = try store.queueReport("satu", at: at(0))
    let second = try store.queueReport("dua", at: at(1))
    #expect(try facts("+6281234567890", excluding: first).lastReportOfSender == nil)
    #expect(try facts("+6281234567890", excluding: second).lastReportOfSender == at(0))
    try store.cancel(.report(first), by: .person("root"), reason: nil, at: at(2))
    try store.send(second, at: at(3), outcome: .failed(reason: "CMS 38"))
    #expect(try facts("+6281234567890").lastReportOfSender == nil)
  }

  @Test("a campaign's reports of 24 hours")
  func campaign() throws {
    for index in 0..<4 {
      let id = try store.queueReport(
        "teks \(index)", from: "0812000000\(index)0", at: at(Int64(index) * 40_000), campaign: "hadiah")
      if index > 0 { try store.send(id, at: at(Int64(index) * 40_000)) }
    }
    #expect(try facts(campaign: "hadiah", now: at(120_000)).campaignReportsInDay == 3)
    #expect(try facts(campaign: "lain", now: at(120_000)).campaignReportsInDay == 0)
    #expect(try facts(campaign: nil, now: at(120_000)).campaignReportsInDay == 0)
  }

  @Test("every SMS of the SIM within a day is counted, with those of the future")
  func sends() throws {
    for index in 0..<5 {
      let id = try store.queueReport("teks \(index)", from: "0812000000\(index)0", at: at(Int64(index) * 20_000))
      try store.send(id, at: at(Int64(index) * 20_000))
    }
    func counted(_ now: WallTime) throws -> [WallTime] {
      try store.sendingFacts(sim: sim, limits: limits, now: now).sends.sorted()
    }
    #expect(try counted(at(100_000)).suffix(4) == [at(20_000), at(40_000), at(60_000), at(80_000)])
    #expect(try counted(at(-999_999)).count == 5)
    #expect(try store.sendingFacts(sim: "other", limits: limits, now: at(0)).sends.isEmpty)
  }

  @Test("failures in a row open the breaker, which outlives a restart until a person resumes")
  func failures() throws {
    let policy = Policy(settings: PolicySettings())
    for index in 0..<4 {
      let id = try store.queueReport("teks \(index)", from: "0812000000\(index)0")
      let outcomes: [SendOutcome] = [
        .accepted(reference: 1), .failed(reason: "CMS 38"), .unknown(reason: "no answer"), .failed(reason: "CMS 38"),
      ]
      let outcome = outcomes[index]
      try store.send(id, at: at(Int64(index)), outcome: outcome)
    }
    let facts = try store.sendingFacts(sim: sim, limits: limits, now: at(10))
    #expect(facts.failuresInARow == 3)
    #expect(try store.openBreakers(policy.trippedBreakers(facts), sim: sim, at: at(10)) == [.failures])
    #expect(try store.openBreakers([.failures], sim: sim, at: at(10)).isEmpty)
    try store.close()
    let again = try Store.open(path: folder.database, access: .daemon)
    #expect(try again.safety(sim: sim).openBreakers == [.failures])
    #expect(try again.safety(sim: "other").openBreakers.isEmpty)
    try again.resume(by: .person("root"), at: at(20))
    let after = try again.sendingFacts(sim: sim, limits: limits, now: at(30))
    #expect(after.openBreakers.isEmpty && after.failuresInARow == 0)
    #expect(try again.audit(limit: 2).map(\.event) == ["sending.resumed", "breaker.opened"])
  }

  @Test("a success ends a row of failures")
  func failuresEnd() throws {
    for (index, works) in [false, false, true, false].enumerated() {
      let id = try store.queueReport("teks \(index)", from: "0812000000\(index)0")
      try store.send(
        id, at: at(Int64(index)), outcome: works ? .accepted(reference: 1) : .failed(reason: "CMS 38"))
    }
    #expect(try facts().failuresInARow == 1)
  }

  @Test("a wrong-format reply counts, matched or not, until a person resumes")
  func wrongFormat() throws {
    try store.receive([sms("Format salah", from: "1166")])
    try store.recordReply(messageID: 1, kind: .rejected, reportID: nil, at: at(0))
    #expect(try facts().wrongFormatReplies == 1)
    try store.resume(sim: sim, by: .person("root"), at: at(1))
    #expect(try facts().wrongFormatReplies == 0)
  }

  @Test("a burst is counted by the hour, and anew after a person resumed")
  func burst() throws {
    for index in 0..<30 {
      _ = try store.queueReport("teks \(index)", from: "08120000\(1000 + index)", at: at(Int64(index) * 60))
    }
    #expect(try facts(now: at(1800)).candidatesInHour == 21)
    #expect(try facts(now: at(20 * 60 + 3600)).candidatesInHour == 10)
    try store.resume(by: .person("root"), at: at(1800))
    #expect(try facts(now: at(1800)).candidatesInHour == 0)
  }

  @Test("one revocation among the last twenty reports counts, an older one does not")
  func revocation() throws {
    var ids: [Int64] = []
    for index in 0..<21 {
      let id = try store.queueReport("teks \(index)", from: "08120000\(1000 + index)")
      try store.send(id, at: at(Int64(index)))
      ids.append(id)
    }
    try store.revoke(reportID: ids[0], by: "root", reason: nil, at: at(50))
    #expect(try facts().revocations == 0)
    try store.revoke(reportID: ids[1], by: "root", reason: nil, at: at(50))
    #expect(try facts().revocations == 1)
    try store.resume(by: .person("root"), at: at(60))
    #expect(try facts().revocations == 0)
  }

  @Test("the pause holds every SIM and outlives a restart")
  func pause() throws {
    try store.pause(by: .person("root"), at: at(0))
    try store.close()
    let again = try Store.open(path: folder.database, access: .daemon)
    #expect(try again.safety(sim: sim).isPaused)
    #expect(try again.sendingFacts(sim: "any", limits: limits, now: at(1)).isPaused)
    try again.resume(by: .person("root"), at: at(2))
    #expect(try !again.safety(sim: sim).isPaused)
  }

  @Test("a two-step reply queues its answer once, and counts as an SMS of the report")
  func twoStep() throws {
    let id = try store.queueReport("Anda menang")
    try store.send(id, at: at(10))
    try store.receive([sms("Reply with the number", from: "1166")])
    let answer = NewSubmission(
      sim: sim, destination: "1166", destinationType: 0x81, text: "+6281234567890", requestedBy: .policy, priority: 10)
    for _ in 0..<2 {
      try store.recordReply(messageID: 2, kind: .asksForNumber, reportID: id, answer: answer, at: at(20))
    }
    let due = try store.dueSubmissions(sim: sim, modem: "sim1", now: at(20), limit: 9)
    #expect(due.map(\.reportID) == [id])
    #expect(try store.report(id).reply == .asksForNumber)
    try store.markSending(.submission(due[0].id), pdus: ["00"], at: at(21))
    #expect(try !facts("1166").isCorrespondent)
  }
}
