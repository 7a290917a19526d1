import GRDB
import Modem
import Reporting
import SpamCore
import Testing

@testable import Gateway
@testable import Store

/// What the database refuses: for now, as another process holds it or the disk is full, or for good.
struct RefusedTests {
  private let rig: DeskRig

  init() throws { rig = try DeskRig { $0.limits.holdSeconds = 0 } }

  /// Nothing can be written while `body` runs, and nobody waits for that to change.
  private func whileHeld(_ body: () async throws -> Void) async throws {
    try waitForNobody(await rig.desk.store)
    let writer = try ForeignWriter(rig.folder + "/pelapor.db")
    try writer.hold()
    try await body()
    try writer.release()
  }

  private func waitForNobody(_ store: Store) throws {
    try store.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA busy_timeout = 0") }
  }

  private func damage(_ sql: String) throws { try ForeignWriter(rig.folder + "/pelapor.db").run(sql) }

  private func count(_ name: EventName) -> Int { rig.events.all.count { $0.name == name } }

  // MARK: For now

  @Test func aPINIsNotTriedBeforeThatIsOnDisk() async throws {
    try await whileHeld {
      #expect(await rig.desk.pinTryBegins("1234", modem: "sim1") == false)
      #expect(await rig.desk.pinTryBegins("1234", modem: "sim1") == false)
    }
    #expect(count(.storeFailed) == 1 && count(.storeRecovered) == 0)
    #expect(await rig.desk.pinTryBegins("1234", modem: "sim1"))
    #expect(count(.storeRecovered) == 1)
  }

  @Test func aRefusedPINIsWrittenDownAsSoonAsThatIsPossible() async throws {
    try await whileHeld { await rig.desk.pinRefused("1234", modem: "sim1") }
    #expect(try rig.command { try $0.isPINRefused("1234", modem: "sim1") } == false)
    await rig.desk.maintain(retentionDays: 180)
    #expect(try rig.command { try $0.isPINRefused("1234", modem: "sim1") })
  }

  @Test func anAcceptedPINThatCanNotBeForgottenStopsNothing() async throws {
    #expect(await rig.desk.pinTryBegins("1234", modem: "sim1"))
    try await whileHeld { await rig.desk.pinAccepted(modem: "sim1") }
    #expect(count(.storeFailed) == 1)
    // One try without an answer, as after a power failure: it may be tried once more.
    #expect(try rig.command { try $0.isPINRefused("1234", modem: "sim1") } == false)
  }

  @Test func aResultIsWrittenDownBeforeAnythingElseIsSent() async throws {
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    try await rig.receive(DeskRig.fraud(2), from: DeskRig.sender(2))
    guard case .send(let first) = await rig.desk.nextSubmission(for: rig.sim) else {
      Issue.record("no report")
      return
    }
    try await whileHeld {
      await rig.desk.sendFinished(id: first.id, .accepted(reference: 7))
      let next = try await rig.sendNext()
      #expect(next == nil)
    }
    #expect(try rig.report(1).state == .sending)
    // It counts from when it is written down, so the next one keeps its gap from then.
    try await rig.run(600)
    #expect(rig.sent.count == 1)
    #expect(try rig.states().sorted { $0.rawValue < $1.rawValue } == [.sent, .sent])
    #expect(try rig.command { try $0.sends(of: .report(1)).map(\.reference) } == [7])
  }

  @Test func aLateAnswerThatFindsNoRoomLeavesItUnknown() async throws {
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    guard case .send(let request) = await rig.desk.nextSubmission(for: rig.sim) else {
      Issue.record("no report")
      return
    }
    await rig.desk.sendFinished(id: request.id, .unknown(reason: "no answer"))
    try await whileHeld { await rig.desk.sendTurnedOut(id: request.id, reference: 9) }
    #expect(try rig.report().state == .unknown && count(.reportSent) == 0)
    await rig.desk.sendTurnedOut(id: request.id, reference: 9)
    await rig.desk.sendTurnedOut(id: request.id, reference: 9)
    #expect(try rig.report().state == .sent && count(.reportSent) == 1)
  }

  @Test func aModemThatIsTakenOutWhileTheDatabaseIsHeldLeavesItsReportToTheNextStart() async throws {
    try await rig.receive(DeskRig.fraud(1) + DeskRig.fraud(2), from: DeskRig.sender(1))
    guard case .send(let part) = await rig.desk.nextSubmission(for: rig.sim) else {
      Issue.record("no report")
      return
    }
    try await whileHeld {
      await rig.desk.sendFinished(id: part.id, .accepted(reference: 1))
      await rig.desk.withdraw("sim1")
    }
    #expect(try rig.report().state == .sending)
    try await rig.restart()
    #expect(try rig.report().state == .unknown)
    #expect(try await rig.sendNext() == nil)
  }

  // MARK: For good

  @Test func aReportThatCanNotBeMarkedIsSetAsideAndTheNextGoes() async throws {
    try damage(
      "CREATE TRIGGER no BEFORE INSERT ON sends WHEN NEW.report_id = 1 BEGIN SELECT RAISE(ABORT, 'no'); END")
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    try await rig.receive(DeskRig.fraud(2), from: DeskRig.sender(2))
    try await rig.run(600)
    #expect(try rig.report(1).state == .queued && rig.report(2).state == .sent)
    #expect(count(.storeFailed) == 1)
    try damage("DROP TRIGGER no")
    try await rig.restart()
    try await rig.run(600)
    #expect(try rig.report(1).state == .sent && rig.sent.count == 2)
  }

  @Test func aVerdictThatCanNotBeStoredStopsNoOther() async throws {
    try damage(
      "CREATE TRIGGER no BEFORE INSERT ON reports WHEN NEW.message_id = 1 BEGIN SELECT RAISE(ABORT, 'no'); END")
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    try await rig.receive(DeskRig.fraud(2), from: DeskRig.sender(2))
    #expect(try rig.command { try $0.message(1).verdict } == nil)
    #expect(try rig.states() == [.queued])
    #expect(rig.events.all.filter { $0.name == .storeFailed }.map { $0[.messageID] } == [.integer(1)])
    try damage("DROP TRIGGER no")
    try await rig.restart()
    #expect(try rig.states() == [.queued, .queued])
  }

  @Test func aMessageThatCanNotBeStoredAsItIsIsKeptRawAndStopsNoOther() async throws {
    try damage(
      """
      CREATE TRIGGER no BEFORE INSERT ON messages WHEN NEW.sender = '\(DeskRig.sender(1))'
      BEGIN SELECT RAISE(ABORT, 'no'); END
      """)
    let first = try rig.pdus("halo", from: DeskRig.sender(1))
    let second = try rig.pdus("halo", from: DeskRig.sender(2))
    #expect(await rig.desk.take(first + second, from: rig.sim) == [true, true])
    #expect(try rig.command { try $0.messages(limit: 9).map(\.state) } == [.complete, .undecodable])
    #expect(try rig.command { try $0.message(1).error }?.contains("could not be stored") == true)
    #expect(count(.smsUndecodable) == 1 && count(.smsReceived) == 1)
  }

  // MARK: Changed since it was queued

  @Test func whatAPersonCallsHarmlessWhileTheModemHasItIsNotTriedAgain() async throws {
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    guard case .send(let request) = await rig.desk.nextSubmission(for: rig.sim) else {
      Issue.record("no report")
      return
    }
    try rig.command { try $0.recordLesson(messageID: 1, label: "ham", octets: [1], by: "ani", at: rig.clock.now) }
    await rig.desk.sendFinished(id: request.id, DeskRig.temporary)
    #expect(try rig.report().state == .queued)
    try await rig.run(3_600)
    #expect(rig.sent.isEmpty)
    #expect(try rig.report().stoppedBy == Guard.notFraud.rawValue)
  }

  @Test func whatWasQueuedBeforeReviewModeWaitsForAPerson() async throws {
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    try await rig.restart { $0.mode = .review }
    try await rig.run(3_600)
    #expect(rig.sent.isEmpty && count(.reportReview) == 1)
    #expect(try rig.report().state == .awaitingReview)
    try rig.command { try $0.approve(reportID: 1, by: "ani", dueAt: rig.clock.now, at: rig.clock.now) }
    #expect(try await rig.sendNext() != nil)
  }

  @Test func aReportWithoutItsTextIsNotSent() async throws {
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    try damage("UPDATE reports SET text = NULL")
    try await rig.run(3_600)
    #expect(rig.sent.isEmpty)
    #expect(try rig.report().stoppedBy == Guard.cannotCompose.rawValue)
  }

  @Test func anSMSThatCanNotBeWrittenIsGivenUpAndTheNextGoes() async throws {
    for text in ["one", "two"] {
      try rig.command { store in
        _ = try store.queue(
          NewSubmission(
            sim: rig.sim.key, destination: "+628123", destinationType: 0x91, text: text, requestedBy: .policy),
          at: rig.clock.now)
      }
    }
    try damage("UPDATE submissions SET destination = 'nobody' WHERE id = 1")
    try await rig.run(600)
    #expect(rig.sent.map(\.text) == ["two"])
    #expect(try rig.command { try $0.submission(1).state } == .cancelled)
  }

  @Test func aReportThatTheNetworkRefusesForGoodIsSaidToHaveFailed() async throws {
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    try await rig.sendNext(DeskRig.permanent)
    let failed = rig.events.all.first { $0.name == .reportFailed }
    #expect(failed?.level == .error && failed?[.code] == .string("cms-50"))
    try await rig.run(7_200)
    #expect(rig.sent.count == 1)
  }

  // MARK: Lessons

  @Test func lessonsHoldUntilTheyAreTakenBack() async throws {
    let model = try Shipped.model()
    let text = DeskRig.fraud(1)
    let before = await rig.desk.classifier.classify(text, sender: DeskRig.sender(1), knownSender: false)
    var feedback = Feedback(modelVersion: model.version)
    _ = try feedback.learn(text, as: .ham, model: model)
    try rig.command { try $0.queueLessons(feedback.exported, at: rig.clock.now) }
    try await rig.receive("Ibu, besok jemput adik jam empat ya", from: DeskRig.sender(9))
    let taught = await rig.desk.classifier.classify(text, sender: DeskRig.sender(1), knownSender: false)
    #expect(taught.probability[.ham] > before.probability[.ham])
    #expect(await !rig.desk.lacksLessons)
    rig.clock.advance(1)
    try rig.command { try $0.resetLearning(by: "ani", at: rig.clock.now) }
    try await rig.receive("Ibu, besok jemput kakak jam lima ya", from: DeskRig.sender(9))
    let after = await rig.desk.classifier.classify(text, sender: DeskRig.sender(1), knownSender: false)
    #expect(after.probability[.ham] == before.probability[.ham])
  }

  @Test func lessonsOfAnotherModelAreNotUsed() async throws {
    let stranger = Feedback(modelVersion: "another")
    try rig.command { try $0.queueLessons(stranger.exported, at: rig.clock.now) }
    try await rig.receive(DeskRig.fraud(1), from: DeskRig.sender(1))
    #expect(await rig.desk.lacksLessons)
    #expect(try rig.states() == [.awaitingReview])
  }
}
