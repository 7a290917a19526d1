import Foundation
import Modem
import Reporting
import SMSCodec
import Store
import Testing

@testable import Gateway

/// What a reviewer could break once: each of these failed before it was mended.
@Suite struct SafetyTests {
  private func begin(_ rig: DeskRig) async throws -> SendRequest {
    guard case .send(let request) = await rig.desk.nextSubmission(for: rig.sim) else {
      throw TestFailure("nothing was due")
    }
    return request
  }

  private struct TestFailure: Error {
    var reason: String
    init(_ reason: String) { self.reason = reason }
  }

  @Test func aReportRevokedWhileTheModemHasItIsNotSentLater() async throws {
    let rig = try DeskRig()
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    rig.clock.advance(200)
    let request = try await begin(rig)
    try rig.command { try $0.revoke(reportID: 1, by: "ani", reason: nil, at: rig.clock.now) }
    await rig.desk.sendFinished(id: request.id, .notAttempted(reason: "no prompt"))
    try rig.command { try $0.resume(by: .person("ani"), at: rig.clock.now) }
    rig.clock.advance(4_000)
    #expect(try await rig.sendNext() == nil)
  }

  @Test(arguments: ["ham", "promo", "grey"])
  func whatAPersonCallsHarmlessIsNotReported(label: String) async throws {
    let rig = try DeskRig()
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    try rig.command { try $0.recordLesson(messageID: 1, label: label, octets: [1], by: "ani", at: rig.clock.now) }
    rig.clock.advance(200)
    #expect(try await rig.sendNext() == nil)
  }

  @Test func lessonsOfAnotherModelStopReportsByThemselves() async throws {
    let rig = try DeskRig()
    try rig.command { store in
      // Not an export of this model: nobody knows what the lessons said.
      try store.queueLessons([1, 2, 3], at: rig.clock.now)
    }
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    #expect(try rig.report().state == .awaitingReview)
    #expect(try rig.report().stoppedBy == Guard.lessonsUnusable.rawValue)
  }

  @Test func nothingEmptyIsSentAfterTheTextWasPurged() async throws {
    let rig = try DeskRig { $0.mode = .review }
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    for _ in 0..<190 {
      rig.clock.advance(86_400)
      await rig.desk.maintain(retentionDays: 180)
    }
    try? rig.command { try $0.approve(reportID: 1, by: "ani", dueAt: rig.clock.now, at: rig.clock.now) }
    #expect(try await rig.sendNext() == nil)
  }

  @Test func aLateAnswerAboutOneLeavesThePartsOfAnotherAlone() async throws {
    let rig = try DeskRig()
    for text in ["halo", String(repeating: "abcdefghij", count: 20)] {
      try rig.command { store in
        _ = try store.queue(
          NewSubmission(
            sim: NewSubmission.anySIM, destination: "+6281255500010", destinationType: 0x91, text: text,
            requestedBy: .person("ani")), at: rig.clock.now)
      }
    }
    let first = try await begin(rig)
    await rig.desk.sendFinished(id: first.id, .unknown(reason: "no answer"))
    rig.clock.advance(60)
    let part = try await begin(rig)
    await rig.desk.sendTurnedOut(id: first.id, reference: 9)
    await rig.desk.sendFinished(id: part.id, .accepted(reference: 10))
    #expect(try await begin(rig).hex != part.hex)
    #expect(try rig.command { try $0.submission(1).state } == .sent)
  }

  @Test func twoModemsNeverServeOneSIM() async throws {
    let rig = try DeskRig()
    try await rig.receive("halo", from: DeskRig.sender(1))
    var other = rig.sim
    other.modem = "sim2"
    // Nothing is taken, so nothing is deleted from the SIM by the second port of the same stick.
    #expect(await rig.desk.take(["00"], from: other) == [false])
    guard case .idle = await rig.desk.nextSubmission(for: other) else {
      Issue.record("the second modem was given something to send")
      return
    }
    await rig.desk.release(rig.sim.modem)
    #expect(await rig.desk.take(["00"], from: other) == [true])
  }

  @Test func aSendFromTheFutureDoesNotStopTheOutboxForAYear() async throws {
    let rig = try DeskRig()
    rig.clock.advance(365 * 86_400)
    try rig.command { store in
      _ = try store.queue(
        NewSubmission(
          sim: NewSubmission.anySIM, destination: "+6281255500010", destinationType: 0x91, text: "halo",
          requestedBy: .person("ani")), at: rig.clock.now)
    }
    #expect(try await rig.sendNext() != nil)
    rig.clock.advance(-365 * 86_400)
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    try await rig.run(2 * 86_400, step: 600)
    #expect(rig.sent.count == 2)
  }

  @Test func aClockThatWasWrongErasesNothing() async throws {
    let rig = try DeskRig()
    rig.clock.advance(-3 * 365 * 86_400)
    try await rig.receive("halo bu, saya pulang jam 7", from: DeskRig.sender(1))
    rig.clock.advance(3 * 365 * 86_400)
    await rig.desk.maintain(retentionDays: 180)
    #expect(try rig.command { try $0.message(1).text } != nil)
  }
}

extension Store {
  /// Lessons without a message, as an older version of the program might have left them.
  func queueLessons(_ octets: [UInt8], at now: WallTime) throws {
    let hex = "lesson"
    _ = try ingest(
      [IncomingPDU(hex: hex, modem: "sim1", sim: "x", content: .undecodable(reason: "a place to put a lesson"))],
      at: now,
      assemble: { _, _ in nil })
    try recordLesson(messageID: 1, label: "ham", octets: octets, by: "ani", at: now)
  }
}
