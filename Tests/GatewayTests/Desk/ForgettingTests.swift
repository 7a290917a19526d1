import Reporting
import SpamCore
import Store
import Testing

@testable import Gateway

/// People who are forgotten by a command while the daemon runs.
@Suite struct ForgettingTests {
  private func senders(_ rig: DeskRig) async -> Set<String> {
    Set(await rig.desk.campaigns.all.flatMap(\.senders))
  }

  private func forget(_ number: Int, _ rig: DeskRig) throws {
    try rig.command { _ = try $0.forget(DeskRig.sender(number), by: .person("ani"), at: rig.clock.now) }
  }

  private func twoSenders() async throws -> DeskRig {
    let rig = try DeskRig()
    try await rig.desk.open()
    for number in 1...2 { try await rig.receive(DeskRig.fraud(number), from: DeskRig.sender(number)) }
    #expect(await senders(rig) == [DeskRig.sender(1), DeskRig.sender(2)])
    return rig
  }

  @Test func aLineThatAsksForWorkMakesTheDeskForget() async throws {
    let rig = try await twoSenders()
    try forget(1, rig)
    _ = await rig.desk.nextSubmission(for: rig.sim)
    #expect(await senders(rig) == [DeskRig.sender(2)])
  }

  @Test func aLineThatHasNothingToAskDoesSoToo() async throws {
    let rig = try await twoSenders()
    try forget(2, rig)
    await rig.desk.lookAround()
    #expect(await senders(rig) == [DeskRig.sender(1)])
  }

  @Test func theNextMessageIsJudgedWithoutThem() async throws {
    let rig = try await twoSenders()
    try forget(1, rig)
    try await rig.receive(DeskRig.fraud(3), from: DeskRig.sender(3))
    #expect(await senders(rig) == [DeskRig.sender(2), DeskRig.sender(3)])
    // Still the same campaign: what the others wrote is known.
    let name = try rig.command { try $0.message(2).verdict?.campaign }
    #expect(try name != nil && rig.command { try $0.message(3).verdict?.campaign } == name)
  }

  @Test func theirCampaignGoesWithThemAndItsNumberIsNotGivenAgain() async throws {
    let rig = try DeskRig()
    try await rig.desk.open()
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    try forget(1, rig)
    await rig.desk.lookAround()
    #expect(await rig.desk.campaigns.all.isEmpty)
    try await rig.receive(DeskRig.fraud(2), from: DeskRig.sender(2))
    #expect(await rig.desk.campaigns.all.map(\.id) == [2])
    try await rig.restart()
    #expect(await rig.desk.campaigns.all.map(\.id) == [2])
  }

  @Test func theAuditTrailIsLookedThroughOnce() async throws {
    let rig = try await twoSenders()
    await rig.desk.lookAround()
    let (seen, last) = (await rig.desk.auditRow, try rig.command { try $0.lastAuditRow() })
    #expect(seen > 0 && seen == last)
    let since = try rig.command { try $0.forgetting(after: last) }
    #expect(since.lastRow == last && !since.hasForgotten)
  }
}
