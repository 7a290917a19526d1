import Foundation

// Measures the gateway as a process on a simulated modem, and with --peers the other gateways on the same one.
//
// gateway-benchmark --pelapor PROGRAM [--peers FOLDER] [--messages N] [--only RUN]
// gateway-benchmark --store N      a database with up to N messages
// gateway-benchmark --plot RESULTS draws what the first printed, as SVG
// gateway-benchmark --pelapor PROGRAM --soak-messages N | --soak-hours H
var programs = Programs(pelapor: "")
var messages = 1_000
var only: String?
var soak: (messages: Int, hours: Double)?
var words = CommandLine.arguments.dropFirst()
while let word = words.popFirst() {
  switch (word, words.popFirst()) {
  case ("--pelapor", let path?): programs.pelapor = path
  case ("--peers", let path?): programs.peers = path
  case ("--messages", let text?): messages = max(Int(text) ?? 1_000, 1)
  case ("--only", let text?): only = text
  case ("--store", let text?):
    let most = max(Int(text) ?? 1_000_000, 1_000)
    try StoreRun().run(sizes: [1_000, 10_000, 100_000, 1_000_000].filter { $0 < most } + [most]) {
      FileHandle.standardOutput.write(Data(($0.json + "\n").utf8))
    }
    exit(0)
  case ("--plot", let path?):
    guard let svg = Plot.svg(try String(contentsOfFile: path, encoding: .utf8)) else {
      Progress.say("\(path): no line with messages_per_second")
      exit(65)
    }
    FileHandle.standardOutput.write(Data(svg.utf8))
    exit(0)
  case ("--soak-messages", let text?): soak = (max(Int(text) ?? 20_000, 1), 1_000)
  case ("--soak-hours", let text?): soak = (.max, Double(text) ?? 1)
  default:
    Progress.say(
      "usage: gateway-benchmark --pelapor PROGRAM [--peers FOLDER] [--messages N] [--only waiting|baud|live|idle|reports]\n"
        + "       gateway-benchmark --store N | --plot RESULTS\n"
        + "       gateway-benchmark --pelapor PROGRAM --soak-messages N | --soak-hours H")
    exit(64)
  }
}
if let soak {
  do {
    let verdict = try Soak(programs: programs, messages: soak.messages, hours: soak.hours).run()
    for finding in verdict.findings { Progress.say(finding.text) }
    if verdict.findings.isEmpty { Progress.say("Too short to tell: at least two minutes are needed.") }
    exit(verdict.isFlat ? 0 : 1)
  } catch {
    Progress.say("soak: \(error)")
    exit(1)
  }
}
let runs = Runs(programs: programs)
var failed = false
for subject in Subject.allCases where subject == .pelapor || programs.peers != nil {
  let all: [(String, () throws -> Result)] =
    [
      ("waiting", { try runs.waiting(subject, count: messages, baud: 0) }),
      ("baud", { try runs.waiting(subject, count: messages, baud: 115_200) }),
      ("live", { try runs.live(subject, count: 200) }),
      ("idle", { try runs.idle(subject, for: 30) }),
    ] + (subject == .pelapor ? [("reports", { try runs.reports(count: 100) })] : [])
  for (name, measure) in all where only == nil || only == name {
    Progress.say("\(subject.rawValue): \(name) …")
    do {
      FileHandle.standardOutput.write(Data((try measure().json + "\n").utf8))
    } catch {
      Progress.say("\(subject.rawValue), \(name): \(error)")
      failed = true
    }
  }
}
exit(failed ? 1 : 0)
