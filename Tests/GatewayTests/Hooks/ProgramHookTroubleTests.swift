import Foundation
import Glibc
import Testing

@testable import Gateway

/// Programs that a hook should not have been given.
struct ProgramHookTroubleTests {
  private func outcome(_ command: [String], limit: Duration = .seconds(60)) -> DeliveryOutcome {
    ProgramHook(command: command, timeLimit: limit).run("{}", includesText: false)
  }

  @Test func aMissingProgramIsTriedAgainAndNamed() {
    #expect(
      outcome(["/nowhere/notify"])
        == .temporary("the program /nowhere/notify can't be run: No such file or directory"))
  }

  @Test func aFileThatIsNoProgramIsTriedAgainAndNamed() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("pelapor-hook-\(UUID().uuidString)")
    try "no program".write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    // Without the right to be run, and with it but without "#!".
    #expect(outcome([file.path]) == .temporary("the program \(file.path) can't be run: Permission denied"))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    #expect(outcome([file.path]) == .temporary("the program \(file.path) can't be run: Exec format error"))
    #expect(outcome(["/tmp"]) == .temporary("the program /tmp can't be run: Permission denied"))
  }

  @Test func aProgramThatHangsIsEndedAndTriedAgain() {
    guard case .temporary(let reason) = outcome(["/bin/sleep", "1000"], limit: .milliseconds(300)) else {
      Issue.record("it was not given up")
      return
    }
    #expect(reason.contains("took longer"))
  }

  @Test func megabytesOfOutputAreReadAndLeftOut() {
    #expect(outcome(["/usr/bin/head", "-c", "30000000", "/dev/zero"]) == .delivered)
    let failed = outcome(["/bin/sh", "-c", "head -c 30000000 /dev/zero | tr '\\0' x; exit 1"])
    guard case .permanent(let reason) = failed else {
      Issue.record("\(failed)")
      return
    }
    #expect(reason.utf8.count < 300)
  }

  @Test func whatItLeavesBehindEndsWithIt() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("pelapor-hook-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    #expect(outcome(["/bin/sh", "-c", "sleep 1000 & echo $! > \(file.path); exit 0"]) == .delivered)
    let child = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(comesToItsEnd(try #require(pid_t(child))))
  }

  @Test func aChildThatLeftItsGroupAndKeepsTheOutputOpenHoldsNothingUp() {
    #expect(outcome(["/bin/sh", "-c", "setsid sleep 90 & exit 0"], limit: .seconds(60)) == .delivered)
  }
}
