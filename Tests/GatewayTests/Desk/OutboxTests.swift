import Modem
import Reporting
import SMSCodec
import Store
import Testing

@testable import Gateway

/// SMS that people want sent, through the same outbox as reports.
struct OutboxTests {
  private func queue(
    _ text: String, sim: String = NewSubmission.anySIM, priority: Int = 0, after seconds: Int64 = 0, in rig: DeskRig
  ) throws -> Int64 {
    try rig.command { store in
      try store.queue(
        NewSubmission(
          sim: sim, destination: "+6281311112222", destinationType: 0x91, text: text, requestedBy: .person("ani"),
          priority: priority, dueAt: rig.clock.now.adding(seconds: seconds)), at: rig.clock.now)
    }
  }

  @Test func anSMSForAnySIMIsSentOnceByTheFirstThatAsks() async throws {
    let rig = try DeskRig()
    _ = try queue("Halo", in: rig)
    #expect(try await rig.sendNext()?.text == "Halo")
    rig.sim = SIMIdentity(modem: "sim2", imsi: "510109999999999", registration: .home)
    try await rig.run(600)
    #expect(rig.sent.count == 1)
    #expect(try rig.command { try $0.submission(1).sim } == DeskRig.imsi)
  }

  @Test func anSMSForAModemWaitsForThatModem() async throws {
    let rig = try DeskRig()
    _ = try queue("Halo", sim: NewSubmission.sim(ofModem: "sim2"), in: rig)
    try await rig.run(600)
    #expect(rig.sent.isEmpty)
    rig.sim = SIMIdentity(modem: "sim2", imsi: "510109999999999", registration: .home)
    try await rig.run(60)
    #expect(rig.sent.count == 1)
  }

  @Test func aScheduledSMSWaitsForItsTime() async throws {
    let rig = try DeskRig()
    _ = try queue("Nanti", after: 3_600, in: rig)
    try await rig.run(3_500)
    #expect(rig.sent.isEmpty)
    try await rig.run(200)
    #expect(rig.sent.first?.at == DeskRig.start.adding(seconds: 3_600))
  }

  @Test func higherPriorityGoesFirstAndBelowZeroAfterReports() async throws {
    let rig = try DeskRig { $0.limits.holdSeconds = 0 }
    _ = try queue("rendah", priority: -1, in: rig)
    _ = try queue("biasa", in: rig)
    _ = try queue("penting", priority: 5, in: rig)
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    try await rig.run(120)
    #expect(rig.sent.map(\.destination) == ["+6281311112222", "+6281311112222", "1166", "+6281311112222"])
    #expect(rig.sent.map(\.text).filter { !$0.hasPrefix("PENIPUAN") } == ["penting", "biasa", "rendah"])
  }

  @Test func aLongSMSGoesInPartsAndIsDeliveredWhenAllAre() async throws {
    let rig = try DeskRig()
    _ = try queue(String(repeating: "panjang ", count: 40), in: rig)
    try await rig.sendNext()
    try await rig.sendNext()
    try await rig.sendNext()
    #expect(rig.sent.count == 3)
    for reference in 1...3 { try await rig.receiveStatus(0, reference: UInt8(reference), recipient: "+6281311112222") }
    #expect(try rig.command { try $0.submission(1).state } == .delivered)
  }

  @Test(arguments: [ReportingMode.off, .dryRun]) func modesOfReportingDoNotStopWhatAPersonSends(
    mode: ReportingMode
  ) async throws {
    let rig = try DeskRig { $0.mode = mode }
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    _ = try queue("Halo", in: rig)
    try await rig.run(600)
    #expect(rig.sent.map(\.text) == ["Halo"])
  }

  @Test func whomTheGatewayWroteToIsNeverReported() async throws {
    let rig = try DeskRig()
    _ = try queue("Halo", in: rig)
    try await rig.run(60)
    try await rig.receive(DeskRig.fraud(1), from: "+6281311112222")
    #expect(try rig.command { try $0.message(1).stoppedBy } == Guard.correspondent.rawValue)
  }

  @Test func aPassingRefusalIsTriedAgainEverMoreSeldomAndNotForEver() async throws {
    let rig = try DeskRig()
    _ = try queue("Halo", in: rig)
    var attempts: [Int64] = []
    for _ in 0..<120 {
      if try await rig.sendNext(DeskRig.temporary) != nil {
        attempts.append(rig.clock.now.milliseconds(since: DeskRig.start) / 1_000)
      }
      rig.clock.advance(20)
    }
    #expect(attempts == [0, 60, 180, 420, 900])
    #expect(try rig.command { try $0.submission(1).state } == .failed)
  }

  @Test func aLastingRefusalIsNotTriedAgain() async throws {
    let rig = try DeskRig()
    _ = try queue("Halo", in: rig)
    try await rig.sendNext(DeskRig.permanent)
    try await rig.run(7_200)
    #expect(rig.sent.count == 1)
    #expect(try rig.command { try $0.submission(1).failure } == "+CMS ERROR: 50: not subscribed")
  }

  @Test(arguments: [
    SendResult.unknown(reason: "no answer"),
    .failed(SendFailure(error: "+CMS ERROR: 500", code: 500, meaning: "unknown error", nature: .ambiguous)),
  ])
  func whatMayHaveGoneIsNeverSentAgainByItself(result: SendResult) async throws {
    let rig = try DeskRig()
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    rig.clock.advance(130)
    try await rig.sendNext(result)
    try await rig.run(86_400, step: 300)
    #expect(rig.sent.count == 1)
    #expect(try rig.report().state == .unknown)
  }

  @Test func ofALongSMSWhoseModemIsTakenOutTheRestIsNotSentAndNothingGoesTwice() async throws {
    let rig = try DeskRig()
    let id = try queue(String(repeating: "panjang ", count: 40), in: rig)
    guard case .send(let first) = await rig.desk.nextSubmission(for: rig.sim) else {
      Issue.record("nothing to send")
      return
    }
    await rig.desk.sendFinished(id: first.id, .accepted(reference: 7))
    #expect(try rig.command { try $0.submission(id).state } == .sending)
    await rig.desk.withdraw("another")
    #expect(try rig.command { try $0.submission(id).state } == .sending)
    await rig.desk.withdraw(rig.sim.modem)
    #expect(try rig.command { try $0.submission(id).state } == .failed)
    let parts = try rig.command { try $0.sends(of: .submission(id)).map(\.state) }
    #expect(parts.first == .accepted && parts.count > 1 && parts.dropFirst().allSatisfy { $0 == .notAttempted })
    try await rig.run(600)
    #expect(rig.sent.isEmpty)
  }
}
