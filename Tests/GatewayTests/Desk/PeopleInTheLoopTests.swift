import Reporting
import Store
import Testing

@testable import Gateway

/// What people do beside a running daemon holds before the next SMS is sent.
struct PeopleInTheLoopTests {
  @Test func aPauseHoldsTheNextReportAndResumingLetsItGo() async throws {
    let rig = try DeskRig()
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    rig.clock.advance(200)
    try rig.command { try $0.pause(by: .person("ani"), at: rig.clock.now) }
    try await rig.run(3_600)
    #expect(rig.sent.isEmpty)
    try rig.command { try $0.resume(by: .person("ani"), at: rig.clock.now) }
    try await rig.run(60)
    #expect(rig.sent.map(\.destination) == ["1166"])
  }

  @Test func aCancelledReportIsNotSent() async throws {
    let rig = try DeskRig()
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    rig.clock.advance(200)
    try rig.command { try $0.cancel(.report(1), by: .person("ani"), reason: nil, at: rig.clock.now) }
    try await rig.run(3_600)
    #expect(rig.sent.isEmpty)
    #expect(try rig.states() == [.cancelled])
  }

  @Test func inReviewModeOnlyWhatIsApprovedIsSent() async throws {
    let rig = try DeskRig { $0.mode = .review }
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    try await rig.receive(DeskRig.fraud(2), from: DeskRig.sender(2))
    try await rig.run(600)
    #expect(rig.sent.isEmpty)
    try rig.command { try $0.approve(reportID: 2, by: "ani", dueAt: rig.clock.now, at: rig.clock.now) }
    try await rig.run(60)
    #expect(rig.sent.count == 1)
    #expect(try rig.report(2).state == .sent)
    #expect(try rig.report(2).approvedBy == "ani")
    #expect(try rig.report(1).state == .awaitingReview)
  }

  @Test func aContactAddedWhileTheReportWaitsProtectsEvenFromAnApproval() async throws {
    let rig = try DeskRig { $0.mode = .review }
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    try rig.command { store in
      try store.add(DeskRig.sender(1), to: .contacts, at: rig.clock.now)
      try store.approve(reportID: 1, by: "ani", dueAt: rig.clock.now, at: rig.clock.now)
    }
    try await rig.run(600)
    #expect(rig.sent.isEmpty)
    #expect(try rig.report().stoppedBy == Guard.contact.rawValue)
  }

  @Test func aPrefixOnTheAllowListProtectsAllThatBeginSo() async throws {
    let rig = try DeskRig()
    try rig.command { _ = try $0.add("081255", to: .allow, isPrefix: true, at: rig.clock.now) }
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    #expect(try rig.states().isEmpty)
    #expect(try rig.command { try $0.message(1).stoppedBy } == Guard.allowListed.rawValue)
  }

  @Test func aRevocationStopsSendingUntilResumed() async throws {
    let rig = try DeskRig()
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    try await rig.run(200)
    try rig.command { try $0.revoke(reportID: 1, by: "ani", reason: nil, at: rig.clock.now) }
    try await rig.receive(DeskRig.fraud(2), from: DeskRig.sender(2))
    try await rig.run(3_600)
    #expect(rig.sent.count == 1)
    #expect(try rig.command { try $0.message(2).stoppedBy } == Guard.breakerOpen.rawValue)
    try rig.command { try $0.resume(by: .person("ani"), at: rig.clock.now) }
    try await rig.receive(DeskRig.fraud(3), from: DeskRig.sender(3))
    try await rig.run(200)
    #expect(rig.sent.count == 2)
  }

  @Test func whatWasRevokedIsNotRetried() async throws {
    let rig = try DeskRig()
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    try await rig.run(200)
    try await rig.receiveStatus(0x41, reference: rig.lastReference)
    #expect(try rig.report().state == .undelivered)
    try rig.command { try $0.revoke(reportID: 1, by: "ani", reason: nil, at: rig.clock.now) }
    #expect(throws: StoreError.self) {
      try rig.command { try $0.retry(.report(1), by: "ani", dueAt: rig.clock.now, at: rig.clock.now) }
    }
  }

  @Test func forgettingSomebodyCancelsTheReport() async throws {
    let rig = try DeskRig()
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    try rig.command { _ = try $0.forget(DeskRig.sender(1), by: .person("ani"), at: rig.clock.now) }
    try await rig.run(600)
    #expect(rig.sent.isEmpty)
    #expect(try rig.command { try $0.message(1).text } == nil)
    // The same text again is known by its digest.
    #expect(try rig.states() == [.cancelled])
  }
}
