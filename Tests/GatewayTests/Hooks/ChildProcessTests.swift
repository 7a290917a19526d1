import Foundation
import Glibc
import Testing

@testable import Gateway

private let patience = Duration.seconds(180)

private func run(
  _ command: [String], input: String = "", limit: Duration = patience, outputLimit: Int = 4_096,
  endsWhenFull: Bool = false, isStopping: () -> Bool = { false }
) -> (ending: ChildProcess.Ending, output: String) {
  let result = ChildProcess.run(
    command, input: Array(input.utf8), timeLimit: limit, outputLimit: outputLimit, endsWhenFull: endsWhenFull,
    isStopping: isStopping)
  return (result.ending, String(decoding: result.output, as: UTF8.self))
}

struct ChildProcessTests {
  @Test func itGetsItsInputAndNothingElse() {
    #expect(run(["/bin/cat"], input: "selamat").output == "selamat")
    #expect(run(["/usr/bin/env"]).output == "PATH=/usr/local/bin:/usr/bin:/bin\nLANG=C.UTF-8\n")
    #expect(run(["/bin/sh", "-c", "ls /proc/self/fd; pwd"]).output.hasSuffix("/\n"))
    let descriptors = run(["/bin/ls", "/proc/self/fd"]).output.split(separator: "\n").compactMap { Int($0) }
    // The fourth is the folder that ls reads.
    #expect(descriptors == [0, 1, 2, 3])
  }

  @Test func endingsAreTold() {
    #expect(run(["/bin/sh", "-c", "exit 3"]).ending == .exited(3))
    #expect(run(["/bin/sh", "-c", "kill -9 $$"]).ending == .signalled(SIGKILL))
    guard case .notStarted(let reason) = run(["/nonexistent"]).ending else { return #expect(Bool(false)) }
    #expect(reason.contains("No such file"))
  }

  @Test func whatTakesTooLongIsEndedWithItsChildren() {
    let (ending, output) = run(["/bin/sh", "-c", "sleep 1000 & echo $!; wait"], limit: .milliseconds(500))
    #expect(ending == .timedOut)
    let child = pid_t(output.split(separator: "\n").first ?? "") ?? 0
    #expect(child > 0)
    #expect(comesToItsEnd(child))
  }

  @Test func whatIgnoresTheRequestIsKilled() {
    #expect(
      run(["/bin/sh", "-c", "trap '' TERM; while :; do sleep 0.05; done"], limit: .milliseconds(100)).ending
        == .timedOut)
  }

  @Test func outputIsBounded() {
    let (ending, output) = run(["/usr/bin/head", "-c", "1000000", "/dev/zero"], outputLimit: 100)
    #expect(ending == .exited(0) && output.utf8.count == 100)
    #expect(run(["/usr/bin/yes"], outputLimit: 100, endsWhenFull: true).ending == .outputFull)
  }

  @Test func inputNeedNotBeRead() {
    #expect(run(["/bin/true"], input: String(repeating: "x", count: 1 << 20)).ending == .exited(0))
    #expect(run(["/usr/bin/wc", "-c"], input: String(repeating: "x", count: 1 << 20)).output == "1048576\n")
  }

  @Test func aStopEndsIt() {
    #expect(run(["/bin/sleep", "1000"], isStopping: { true }).ending == .stopped)
  }
}

/// Whether a process that was killed ends: a loaded machine takes a moment to bury it, or leaves a zombie to whoever has
/// inherited it.
func comesToItsEnd(_ process: pid_t) -> Bool {
  let limit = ContinuousClock.now + patience
  while ContinuousClock.now < limit {
    let state = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
    if state.isEmpty || state.contains(") Z ") { return true }
    sched_yield()
  }
  return false
}
