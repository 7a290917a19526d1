import Modem
import Reporting
import Store
import Testing

@testable import Gateway

/// The destination's answers, and what they settle.
struct RepliesTests {
  private static let twoStep = ReportProfile(
    id: "two", name: "Two", isEnabled: true, homeNetworks: ["51010"],
    flow: .twoStep(answer: ReportTemplate.international), destination: "7726",
    replies: ReportProfile.Replies(acknowledged: ["thank you"], asksForNumber: ["reply * number"]))

  private func twoStepRig() throws -> DeskRig { try DeskRig { $0.profiles = [Self.twoStep] } }

  @Test func inATwoStepFlowTheDestinationAsksAndGetsTheNumber() async throws {
    let rig = try twoStepRig()
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    try await rig.run(200)
    try await rig.receive("Please reply with the number it came from", from: "7726")
    try await rig.run(60)
    #expect(rig.sent.map(\.destination) == ["7726", "7726"])
    #expect(rig.sent.last?.text == DeskRig.sender(1))
    try await rig.receive("Thank you", from: "7726")
    #expect(try rig.report().state == .acknowledged)
    // The destination is nobody's acquaintance, and its number was not reported.
    #expect(try rig.states().count == 1)
  }

  @Test func aStormOfQuestionsIsAnsweredOnce() async throws {
    let rig = try twoStepRig()
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    try await rig.run(200)
    for number in 0..<40 {
      // Some name the reported number, so they are matched to the report though it is answered already.
      try await rig.receive("Please reply with the number \(DeskRig.sender(1)) \(number)", from: "7726")
      try await rig.receive("Please reply with the number \(number)", from: "7726")
      try await rig.run(60)
    }
    #expect(rig.sent.count == 2)
    #expect(try rig.command { try $0.pendingClassification(limit: 100) }.isEmpty)
  }

  @Test func aStormOfRepliesIsNeitherClassifiedNorReportedNorAnswered() async throws {
    let rig = try DeskRig()
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    try await rig.run(200)
    for number in 0..<60 {
      try await rig.receive("Pelanggan yth, terima kasih atas laporan SMS PENIPUAN \(number)", from: "1166")
    }
    try await rig.receive(DeskRig.fraud(2), from: "1166")
    try await rig.run(600)
    #expect(rig.sent.count == 1)
    #expect(try rig.report().state == .acknowledged)
    #expect(try rig.command { try $0.messages(limit: 1_000).filter { $0.decision == "reply" }.count } == 61)
  }

  @Test func aWrongFormatReplyOpensTheBreaker() async throws {
    let rig = try DeskRig()
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    try await rig.receive(DeskRig.fraud(2), from: DeskRig.sender(2))
    rig.clock.advance(130)
    try await rig.sendNext()
    try await rig.receive("Maaf, format SMS anda salah", from: "1166")
    try await rig.run(86_400, step: 300)
    #expect(rig.sent.count == 1)
    #expect(try rig.report(1).state == .rejected)
    #expect(try rig.command { try $0.safety(sim: DeskRig.imsi).openBreakers } == [.wrongFormat])
  }

  @Test func aStatusReportSettlesWhatNobodyKnew() async throws {
    let rig = try DeskRig()
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    rig.clock.advance(130)
    try await rig.sendNext(.unknown(reason: "no answer"))
    try await rig.receiveStatus(0, reference: 77)
    #expect(try rig.report().state == .delivered)
  }

  @Test func aReplySettlesWhatNobodyKnew() async throws {
    let rig = try DeskRig()
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    rig.clock.advance(130)
    try await rig.sendNext(.unknown(reason: "no answer"))
    try await rig.receive("Terima kasih atas laporan anda", from: "1166")
    #expect(try rig.report().state == .acknowledged)
  }

  @Test func thanksForOneReportDoNotCallAnotherAcknowledgedThatPerhapsNeverLeft() async throws {
    let rig = try DeskRig()
    for number in 1...2 { try await rig.receive(DeskRig.fraud(number), from: DeskRig.sender(number)) }
    rig.clock.advance(130)
    try await rig.sendNext()
    rig.clock.advance(20)
    try await rig.sendNext(.unknown(reason: "no answer"))
    // An advertisement is no answer, and takes nobody's place.
    try await rig.receive("Paket internet 10GB hanya Rp10.000", from: "1166")
    try await rig.receive("Terima kasih atas laporan anda", from: "1166")
    // 1166 may thank twice.
    try await rig.receive("Terima kasih atas laporan anda!", from: "1166")
    #expect(try rig.report(1).state == .acknowledged)
    #expect(try rig.report(2).state == .unknown)
    #expect(try rig.report(2).reply == nil)
    try await rig.receive("Laporan nomor 0\(DeskRig.sender(2).dropFirst(3)) kami terima", from: "1166")
    #expect(try rig.report(2).state == .acknowledged)
  }

  @Test func anAdvertisementIsNoAnswer() async throws {
    let rig = try DeskRig()
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    try await rig.run(200)
    try await rig.receive("Terima kasih atas laporan anda", from: "1166")
    try await rig.receive("Laporan \(DeskRig.sender(1)): paket internet 10GB", from: "1166")
    #expect(try rig.report().reply == .acknowledged)
  }

  @Test func eachReportIsAskedAboutAndAnsweredWithItsOwnNumber() async throws {
    let rig = try twoStepRig()
    for number in 1...2 {
      try await rig.receive(DeskRig.fraud(number), from: DeskRig.sender(number))
      try await rig.run(200)
      try await rig.receive("Please reply with the number it came from", from: "7726")
      try await rig.run(60)
    }
    // Asked once more about the same.
    try await rig.receive("Please reply with the number it came from. Again.", from: "7726")
    try await rig.run(600)
    #expect(rig.sent.count == 4)
    #expect(rig.sent[1].text == DeskRig.sender(1) && rig.sent[3].text == DeskRig.sender(2))
  }

  @Test func aQuestionIsNotAnsweredOnceTheMessageIsEmptied() async throws {
    let rig = try DeskRig {
      $0.profiles = [Self.twoStep]
      $0.mode = .review
    }
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    // What a person has approved no guard asks for its age.
    try rig.command { try $0.approve(reportID: 1, by: "ani", dueAt: rig.clock.now, at: rig.clock.now) }
    try await rig.run(200)
    try await rig.receive("Please reply with the number it came from", from: "7726")
    try rig.command { _ = try $0.purge(olderThan: rig.clock.now.adding(days: 1), at: rig.clock.now) }
    try await rig.run(60)
    #expect(rig.sent.count == 1)
    #expect(try rig.command { try $0.submission(1).state } == .cancelled)
  }

  @Test(arguments: [true, false]) func aPersonSettlesWhatNobodyKnew(wasSent: Bool) async throws {
    let rig = try DeskRig()
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    rig.clock.advance(130)
    try await rig.sendNext(.unknown(reason: "no answer"))
    try rig.command { try $0.resolve(.report(1), wasSent: wasSent, by: "ani", at: rig.clock.now) }
    try await rig.run(3_600)
    #expect(try rig.report().state == (wasSent ? .sent : .failed))
    #expect(rig.sent.count == 1)
  }
}

extension ReportTemplate {
  fileprivate static var international: ReportTemplate {
    do { return try ReportTemplate("{international}") } catch { preconditionFailure("\(error)") }
  }
}
