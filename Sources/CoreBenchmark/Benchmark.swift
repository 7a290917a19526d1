/// Measures one thing many times and prints how fast it was.
struct Benchmark {
  let name: String
  /// The number of runs between two looks at the clock.
  var batch = 2000
  let body: () -> Int

  /// Runs batches for about `duration` and reports the fastest, which the rest of the machine has disturbed least.
  func run(for duration: Duration) -> Result {
    let clock = ContinuousClock()
    var checksum = 0
    var fastest = Duration.seconds(3600)
    var runs = 0
    let end = clock.now.advanced(by: duration)
    repeat {
      let elapsed = clock.measure {
        for _ in 0..<batch { checksum &+= body() }
      }
      fastest = min(fastest, elapsed)
      runs += batch
    } while clock.now < end
    let (seconds, attoseconds) = fastest.components
    let nanoseconds = (Double(seconds) * 1e9 + Double(attoseconds) / 1e9) / Double(batch)
    return Result(name: name, nanoseconds: nanoseconds, runs: runs, checksum: checksum)
  }

  /// What was measured.
  struct Result: CustomStringConvertible {
    var name: String
    var nanoseconds: Double
    var runs: Int
    /// Keeps the optimiser from leaving the work out.
    var checksum: Int

    var description: String {
      let perSecond = Int(1e9 / nanoseconds)
      return pad(name, 52) + pad(left: "\(Int(nanoseconds + 0.5))", 7) + " ns" + pad(left: "\(perSecond)", 12) + " /s"
    }

    private func pad(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }

    private func pad(left text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
  }
}
