import Foundation
import Glibc
import Reporting
import Store
import Testing

@testable import Gateway

/// A deed of a command comes to the daemon of its database, or to the database.
@Suite struct CourierTests {
  /// Off the threads that the daemon's answer needs.
  private func carry(_ deed: Deed, to bench: ControlBench, patience: Int = 60) async -> Result<String, any Error> {
    let database = bench.database
    return await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          returning: Result {
            try Courier(database: database, patience: patience).carry(deed, by: "budi", at: DeskRig.start)
          })
      }
    }
  }

  private func state(of bench: ControlBench) throws -> ReportState { try bench.command { try $0.report(1).state } }
  private func approver(of bench: ControlBench) throws -> String? {
    try bench.command { try $0.report(1).approvedBy }
  }

  /// Answers of the daemon are masked, so they tell who answered.
  private func isDaemons(_ answer: String) -> Bool { !answer.contains(DeskRig.sender(0)) }

  @Test func theDaemonDoesItInTheNameOfThePerson() async throws {
    let bench = try await ControlBench(includesText: false)
    try await bench.serve()
    let answer = try await carry(.approve(report: 1), to: bench).get()
    #expect(isDaemons(answer) && answer.contains(#""state":"queued""#) && answer.last == "}")
    #expect(try approver(of: bench) == "budi")
    // What it refuses reads as the database's own refusal.
    guard case .failure(let refusal) = await carry(.approve(report: 1), to: bench) else { return #expect(Bool(false)) }
    #expect(throws: StoreError.self) {
      do { try bench.command { try $0.approve(reportID: 1, by: "x", dueAt: DeskRig.start, at: DeskRig.start) } } catch {
        #expect("\(error)" == "\(refusal)")
        throw error
      }
    }
    await bench.end()
  }

  @Test func withoutADaemonItIsDoneOnTheDatabase() async throws {
    let bench = try await ControlBench(includesText: false)
    #expect(try await !isDaemons(carry(.approve(report: 1), to: bench).get()))
    #expect(try approver(of: bench) == "budi")
    await bench.end()
  }

  @Test func aSocketThatADeadDaemonLeftIsNoDaemon() async throws {
    let bench = try await ControlBench(includesText: false)
    close(await bench.listener())
    #expect(try await !isDaemons(carry(.approve(report: 1), to: bench).get()))
    await bench.end()
  }

  @Test func theDaemonOfAnotherDatabaseIsNotAsked() async throws {
    let (bench, other) = (try await ControlBench(includesText: false), try await ControlBench(includesText: false))
    try await other.serve()
    // As it is when the one on this database ended and another one took its socket.
    await bench.announce(other.socket)
    #expect(try await !isDaemons(carry(.approve(report: 1), to: bench).get()))
    #expect(try state(of: bench) == .queued)
    #expect(try state(of: other) == .awaitingReview)
    await bench.end()
    await other.end()
  }

  @Test func aDaemonWithoutRoomForOneMoreIsNotWaitedFor() async throws {
    let bench = try await ControlBench(includesText: false)
    var limits = ControlLimits()
    limits.connections = 0
    try await bench.serve(limits)
    #expect(try await !isDaemons(carry(.approve(report: 1), to: bench).get()))
    await bench.end()
  }

  @Test func aDaemonThatHangsIsPausedAllTheSameButNothingIsDoneTwice() async throws {
    let bench = try await ControlBench(includesText: false)
    let descriptor = await bench.listener(isListening: true)
    defer { close(descriptor) }
    guard case .failure(let refusal) = await carry(.approve(report: 1), to: bench, patience: 1) else {
      return #expect(Bool(false))
    }
    #expect("\(refusal)".contains("may still be done"))
    #expect(try state(of: bench) == .awaitingReview)
    #expect(try await carry(.pause, to: bench, patience: 1).get() == #"{"paused":true}"#)
    await bench.end()
  }
}
