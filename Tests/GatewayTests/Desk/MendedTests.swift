import Modem
import Reporting
import SMSCodec
import Store
import Testing

@testable import Gateway

/// What reviews found and was mended: limits by parts, a destination that changed, questions that cross, SIMs that change.
@Suite struct MendedTests {
  private func queue(_ text: String, in rig: DeskRig) throws {
    try rig.command { store in
      _ = try store.queue(
        NewSubmission(
          sim: NewSubmission.anySIM, destination: "+6281255500010", destinationType: 0x91, text: text,
          requestedBy: .person("ani")), at: rig.clock.now)
    }
  }

  @Test func everyPartCountsForTheLimits() async throws {
    let rig = try DeskRig {
      $0.limits.perHour = 4
      $0.limits.minimumGapSeconds = 0
    }
    let long = String(repeating: "panjang ", count: 50)
    #expect(try Segmentation.partCount(long) == 3)
    try queue(long, in: rig)
    try queue(long, in: rig)
    try queue("satu", in: rig)
    while try await rig.sendNext() != nil {}
    // Three of the first, and the short one that still fits; the second does not.
    #expect(rig.sent.count == 4)
    try await rig.run(3_500, step: 50)
    #expect(rig.sent.count == 4)
    try await rig.run(200)
    #expect(rig.sent.count == 7)
  }

  @Test func aReportWhoseDestinationHasChangedIsNotSentAnywhere() async throws {
    let rig = try DeskRig()
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    #expect(try rig.report().destination == "1166")
    try await rig.restart { settings in
      for index in settings.profiles.indices where settings.profiles[index].id == "telkomsel-1166" {
        settings.profiles[index].destination = "11660"
      }
    }
    try await rig.run(3_600)
    #expect(rig.sent.isEmpty)
    #expect(try rig.report().state == .cancelled)
    #expect(try rig.report().stoppedBy == Guard.destinationChanged.rawValue)
  }

  @Test func twoQuestionsThatCrossAreEachAnsweredOnceWithTheRightNumber() async throws {
    let template = try ReportTemplate("{international}")
    let rig = try DeskRig { settings in
      settings.profiles = [
        ReportProfile(
          id: "two", name: "Two steps", isEnabled: true, homeNetworks: ["51010"], flow: .twoStep(answer: template),
          destination: "7726", replies: .init(acknowledged: ["thank you"], asksForNumber: ["reply * number"]))
      ]
    }
    for number in 1...2 { try await rig.receive(DeskRig.fraud(number), from: DeskRig.sender(number)) }
    try await rig.run(400)
    #expect(rig.sent.count == 2)
    try await rig.receive("Please reply with the number, first", from: "7726")
    try await rig.receive("Please reply with the number, second", from: "7726")
    try await rig.run(600)
    #expect(Set(rig.sent.dropFirst(2).map(\.text)) == [DeskRig.sender(1), DeskRig.sender(2)])
    #expect(rig.sent.count == 4)
    try await rig.receive("Please reply with the number, third", from: "7726")
    try await rig.run(600)
    #expect(rig.sent.count == 4)
  }

  @Test func theSamePDUOfTwoSIMsIsTwoMessagesEachWithItsOwn() async throws {
    let rig = try DeskRig()
    let pdus = try rig.pdus("halo", from: DeskRig.sender(1))
    var other = rig.sim
    other.imsi = "510109876543210"
    #expect(await rig.desk.take(pdus, from: rig.sim) == [true])
    #expect(await rig.desk.take(pdus, from: other) == [true])
    #expect(await rig.desk.take(pdus, from: rig.sim) == [true])
    let sims = try rig.command { try $0.messages(limit: 9).map(\.sim) }
    #expect(Set(sims) == [DeskRig.imsi, "510109876543210"] && sims.count == 2)
  }

  @Test func aResultTheStoreRefusesTwiceIsKeptAndNothingElseIsSentMeanwhile() async throws {
    let rig = try DeskRig()
    for number in 1...2 { try await rig.receive(DeskRig.fraud(number), from: DeskRig.sender(number)) }
    rig.clock.advance(200)
    guard case .send(let request) = await rig.desk.nextSubmission(for: rig.sim) else {
      Issue.record("nothing was due")
      return
    }
    let trouble = try ForeignWriter(rig.folder + "/pelapor.db")
    try trouble.run("CREATE TRIGGER trouble BEFORE UPDATE ON sends BEGIN SELECT RAISE(ABORT, 'no'); END")
    await rig.desk.sendFinished(id: request.id, .accepted(reference: 7))
    for _ in 0..<2 {
      rig.clock.advance(60)
      guard case .idle = await rig.desk.nextSubmission(for: rig.sim) else {
        Issue.record("another was sent before the result was recorded")
        return
      }
    }
    #expect(try rig.report(1).state == .sending)
    try trouble.run("DROP TRIGGER trouble")
    try await rig.run(600)
    #expect(try rig.states() == [.sent, .sent] && rig.sent.count == 1)
    #expect(try rig.command { try $0.sends(of: .report(1)) }.map(\.reference) == [7])
  }
}
