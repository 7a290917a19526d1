// How many PDUs the codec reads and writes in a second, and how many messages the spam core judges, by kind. Build it optimised:
//
//   swift run -c release core-benchmark [SECONDS]     measures each kind for that long (1)
//   swift run -c release core-benchmark INDEX COUNT   runs one kind that often and prints nothing of time: under
//                                                      `valgrind --tool=callgrind`, twice with different counts, it
//                                                      gives the instructions per message

let benchmarks = try decoding() + encoding() + splitting() + judging() + grouping()
let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }

if numbers.count == 2, benchmarks.indices.contains(numbers[0]), let count = numbers.last {
  let benchmark = benchmarks[numbers[0]]
  var checksum = 0
  for _ in 0..<count { checksum &+= benchmark.body() }
  print("\(benchmark.name): \(count) runs, checksum \(checksum)")
} else {
  for (index, benchmark) in benchmarks.enumerated() {
    print(index < 10 ? " \(index)" : "\(index)", benchmark.run(for: .seconds(numbers.first ?? 1)))
  }
}
