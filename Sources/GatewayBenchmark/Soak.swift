import Foundation
import ModemSimulator

/// Months of traffic in minutes or hours through a real tty: whether anything of the daemon grows that should not.
struct Soak {
  let programs: Programs
  /// It ends after so many messages, or after so many hours, whichever is first.
  var messages: Int
  var hours: Double

  /// One look at everything.
  struct Sample {
    var seconds = 0.0
    var messages = 0
    var residentMegabytes = 0.0
    var descriptors = 0
    var databaseMegabytes = 0.0
    /// Arrival at the network until deletion from the SIM, of the messages since the last look.
    var latencyP50 = 0.0
    var latencyP99 = 0.0

    /// Version 1 of its schema.
    var json: String {
      let figures = [
        ("seconds", seconds), ("messages", Double(messages)), ("resident_megabytes", residentMegabytes),
        ("descriptors", Double(descriptors)), ("database_megabytes", databaseMegabytes),
        ("arrival_to_deletion_ms_p50", latencyP50), ("arrival_to_deletion_ms_p99", latencyP99),
      ]
      let members = figures.map { "\"\($0.0)\":\(String(format: "%.7g", $0.1))" }
      return "{\"v\":1,\"run\":\"soak\",\(members.joined(separator: ","))}"
    }
  }

  /// Runs it; telling every sample on standard output, for a program, and some of them on standard error.
  func run() throws -> SoakVerdict {
    let folder = NSTemporaryDirectory() + "/pelapor-soak-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let host = try PTYHost(scenario: Scenario(), links: [folder + "/tty"])
    defer { host.stop() }
    let child = try Child(command(folder: folder))
    defer { child.end() }

    let clock = ContinuousClock()
    let start = clock.now
    var samples: [Sample] = []
    var (sent, counted, ticks) = (0, 0, 0)
    while sent < messages, clock.now - start < .seconds(hours * 3_600), child.isRunning {
      // Twenty a second, a trouble now and then; a minute's traffic of ours is a week's of a SIM.
      for _ in 0..<Self.perTick {
        let message = sent.isMultiple(of: 40) ? Self.fraud(sent) : Runs.message(sent)
        _ = host.withSimulation { $0.send(message) }
        sent += 1
        usleep(UInt32(1_000_000 / Self.perTick))
      }
      ticks += 1
      if ticks.isMultiple(of: 97) { interrupt(host) }
      if ticks.isMultiple(of: 10) {
        samples.append(look(host, child, folder, from: &counted, since: Runs.seconds(clock.now - start)))
        tell(samples, sent: sent, start: start)
      }
    }
    guard host.wait(upTo: .seconds(60), until: { $0.network.record.deletedCount >= sent }) else {
      throw Failure("\(host.record.deletedCount) of \(sent) messages were deleted; the daemon stopped or hangs")
    }
    return SoakVerdict(samples)
  }

  private static let perTick = 20

  /// As shipped, but it reports every fraud at once.
  private func command(folder: String) throws -> Subject.Command {
    var command = try Subject.pelapor.prepare(link: folder + "/tty", folder: folder, programs: programs)
    command.environment.merge(Subject.reportingAtOnce) { $1 }
    return command
  }

  static func fraud(_ number: Int) -> OutgoingText {
    OutgoingText(
      from: "+62813\(10_000_000 + number)",
      text:
        "SELAMAT!! Nomor Anda terpilih sebagai pemenang undian dan berhak atas uang tunai Rp75.000.000. PIN pemenang: "
        + "T\(number)K. Hubungi panitia di 0852-9051-\(1_000 + number % 9_000) atau buka www.gebyarpoin-\(number).blogspot.com"
    )
  }

  /// The modem is pulled out and put back.
  private func interrupt(_ host: PTYHost) {
    host.withSimulation { $0.perform(.unplug, modem: 0) }
    usleep(500_000)
    host.withSimulation { $0.perform(.replug(linkName: nil), modem: 0) }
  }

  private func look(
    _ host: PTYHost, _ child: Child, _ folder: String, from counted: inout Int, since seconds: Double
  ) -> Sample {
    let usage = child.usage()
    let record = host.record
    let delays = record.deliveries.dropFirst(counted).compactMap { delivery in
      delivery.deletedAt.map { Runs.seconds($0 - delivery.queuedAt) * 1_000 }
    }.sorted()
    counted = record.deliveries.count
    var sample = Sample(seconds: seconds, messages: record.deletedCount)
    sample.residentMegabytes = usage.residentMegabytes
    sample.descriptors = usage.descriptors
    sample.databaseMegabytes = ["", "-wal"].reduce(0) { $0 + Self.megabytes(folder + "/pelapor.db" + $1) }
    if !delays.isEmpty {
      sample.latencyP50 = delays[delays.count / 2]
      sample.latencyP99 = delays[min(delays.count - 1, delays.count * 99 / 100)]
    }
    return sample
  }

  private static func megabytes(_ path: String) -> Double {
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    return Double(size ?? 0) / 1e6
  }

  private func tell(_ samples: [Sample], sent: Int, start: ContinuousClock.Instant) {
    guard let sample = samples.last else { return }
    FileHandle.standardOutput.write(Data((sample.json + "\n").utf8))
    guard samples.count.isMultiple(of: 6) else { return }
    let figures = String(
      format: "%.0f s: %d messages, %.1f MB resident, %d descriptors, %.1f MB database, p50 %.1f ms, p99 %.1f ms",
      sample.seconds, sample.messages, sample.residentMegabytes, sample.descriptors, sample.databaseMegabytes,
      sample.latencyP50, sample.latencyP99)
    Progress.say("  " + figures)
  }
}

/// What the samples come to: the second quarter of the run, when all is warm, against the last.
struct SoakVerdict {
  /// One thing that was watched.
  struct Finding {
    var name: String
    var before: Double
    var after: Double
    var isFlat: Bool

    var text: String {
      "\(name): \(String(format: "%.4g", before)), at the end \(String(format: "%.4g", after)): \(isFlat ? "flat" : "GROWS")"
    }
  }

  private(set) var findings: [Finding] = []

  init(_ samples: [Soak.Sample]) {
    let quarter = samples.count / 4
    guard quarter >= 2 else { return }
    let (early, late) = (samples[quarter..<2 * quarter], samples.suffix(quarter))
    func compare(_ name: String, _ value: (Soak.Sample) -> Double, factor: Double, slack: Double) {
      let (before, after) = (Self.median(early.map(value)), Self.median(late.map(value)))
      findings.append(
        Finding(name: name, before: before, after: after, isFlat: after <= before * factor + slack))
    }
    compare("resident memory in MB", \.residentMegabytes, factor: 1.1, slack: 1)
    compare("file descriptors", { Double($0.descriptors) }, factor: 1, slack: 0)
    compare("median latency in ms", \.latencyP50, factor: 1.5, slack: 2)
    compare("p99 latency in ms", \.latencyP99, factor: 2, slack: 20)
    let (before, after) = (Self.growth(early), Self.growth(late))
    findings.append(
      Finding(name: "database in KB a message", before: before, after: after, isFlat: after <= before * 1.5 + 0.5))
  }

  /// Nothing grows; false too when there were too few samples to tell.
  var isFlat: Bool { !findings.isEmpty && findings.allSatisfy(\.isFlat) }

  private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private static func growth(_ samples: ArraySlice<Soak.Sample>) -> Double {
    guard let first = samples.first, let last = samples.last, last.messages > first.messages else { return 0 }
    return (last.databaseMegabytes - first.databaseMegabytes) * 1_000 / Double(last.messages - first.messages)
  }
}
