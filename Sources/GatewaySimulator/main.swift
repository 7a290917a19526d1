import Dispatch
import GatewaySimulation
import Glibc
import Synchronization

// gateway-simulator COUNT FROM: runs so many seeds, on every core, and tells what the oracles found with the shortest
// history that shows it. gateway-simulator show SEED: one seed with everything that was logged and said on the lines.

func fail(_ text: String) -> Never {
  print(text)
  exit(2)
}

let arguments = CommandLine.arguments.dropFirst()
let simulator = try Simulator()

if arguments.first == "show" {
  guard let seed = arguments.last.flatMap({ UInt64($0) }) else { fail("usage: gateway-simulator show SEED") }
  print(History(from: seed))
  let outcome = try simulator.run(seed: seed, isTracing: true)
  for line in outcome.log { print(line, terminator: "") }
  print(outcome.finding.map(\.description) ?? "every oracle is content")
  exit(outcome.finding == nil ? 0 : 1)
}

guard arguments.count == 2, let count = arguments.first.flatMap({ UInt64($0) }), count > 0,
  let from = arguments.last.flatMap({ UInt64($0) }), from <= UInt64.max - count
else { fail("usage: gateway-simulator COUNT FROM | show SEED") }

let clock = ContinuousClock()
let start = clock.now
let progress = Mutex<(next: UInt64, done: UInt64, failed: [UInt64])>((from, 0, []))
let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

@Sendable func rate(_ done: UInt64) -> String {
  let seconds = Double((clock.now - start).components.seconds) + 0.001
  return "\(done) of \(count) seeds, \(Int(Double(done) / seconds)) a second"
}

DispatchQueue.concurrentPerform(iterations: cores) { _ in
  while let seed = progress.withLock({ state -> UInt64? in
    guard state.next < from + count else { return nil }
    defer { state.next += 1 }
    return state.next
  }) {
    let finding: String?
    // Nothing is wrong with the gateway then, and no other seed would fare better.
    do { finding = try simulator.run(seed: seed).finding?.description } catch {
      fail("seed \(seed) can't be simulated: \(error)")
    }
    let (done, failures) = progress.withLock { state in
      state.done += 1
      if finding != nil { state.failed.append(seed) }
      return (state.done, state.failed.count)
    }
    if let finding { print("seed \(seed): \(finding)") }
    if done.isMultiple(of: 1_000) { print("\(rate(done)), \(failures) failed") }
    // A long run is watched by its log.
    if finding != nil || done.isMultiple(of: 1_000) { fflush(nil) }
  }
}

let (done, failed) = progress.withLock { ($0.done, $0.failed.sorted()) }
print("\(rate(done)); \(failed.isEmpty ? "every oracle is content" : "\(failed.count) failed: \(failed.prefix(20))")")
for seed in failed.prefix(3) {
  print("\nThe shortest history found for seed \(seed):\n\(try simulator.shrink(seed: seed))")
}
exit(failed.isEmpty ? 0 : 1)
