import Foundation
import ModemSimulator

/// The measurements, each on a simulated modem of its own with a SIM of 20 places.
struct Runs {
  let programs: Programs

  /// `count` single-part messages wait in the network, a SIM's worth of them on the SIM, when the program starts; until the
  /// last is deleted.
  ///
  /// - Parameter baud: 0 = a modem that answers at once.
  func waiting(_ subject: Subject, count: Int, baud: Int) throws -> Result {
    var modem = SimulatedModem.Configuration()
    modem.baud = baud
    let steps = (0..<count).map { Scenario.Step(at: .zero, .text(Self.message($0))) }
    return try run(subject, Scenario(modems: [modem], steps: steps)) { host, child in
      let clock = ContinuousClock()
      let start = clock.now
      guard Self.wait(for: count, host, child, upTo: .seconds(120 + count)) else {
        throw Failure("\(subject.rawValue) deleted \(host.record.deletedCount) of \(count) messages, then no more")
      }
      let seconds = Self.seconds(clock.now - start)
      let usage = child.usage()
      let counters = host.simulation.modems[0].counters
      let first = host.record.deliveries.compactMap(\.deletedAt).min() ?? .zero
      var result = Result(run: baud == 0 ? "waiting, instant modem" : "waiting, \(baud) baud", subject: subject)
      result.add("messages", Double(count))
      result.add("seconds", seconds)
      result.add("messages_per_second", Double(count) / seconds)
      result.add("first_deleted_after_seconds", Self.seconds(first))
      result.add("command_lines_per_message", Double(counters.commandLines) / Double(count))
      result.add("processor_ms_per_message", usage.processorSeconds * 1_000 / Double(count))
      result.add("peak_megabytes", usage.peakMegabytes)
      if baud > 0 {
        // The dialogue goes one way at a time, so what passes both ways shares the line's time; 10 bits an octet.
        let octets = Double(counters.bytesIn + counters.bytesOut)
        result.add("line_share", octets * 10 / Double(baud) / seconds)
      }
      if let ended = child.end() { result.add("stop_seconds", Self.seconds(ended)) }
      return result
    }
  }

  /// One message every 50 ms once the program has settled: how long each lies from its arrival to its deletion.
  func live(_ subject: Subject, count: Int) throws -> Result {
    try run(subject, Scenario()) { host, child in
      usleep(subject == .pelapor ? 3_000_000 : 15_000_000)
      let before = host.simulation.modems[0].counters.commandLines
      for number in 0..<count {
        _ = host.withSimulation { $0.send(Self.message(number)) }
        usleep(50_000)
      }
      guard Self.wait(for: count, host, child, upTo: .seconds(120 + count)) else {
        throw Failure("\(subject.rawValue) deleted \(host.record.deletedCount) of \(count) messages, then no more")
      }
      let delays = host.record.deliveries.compactMap { delivery in
        delivery.deletedAt.map { Self.seconds($0 - delivery.queuedAt) * 1_000 }
      }.sorted()
      var result = Result(run: "live, one every 50 ms", subject: subject)
      result.add("messages", Double(count))
      result.add("arrival_to_deletion_ms_p50", delays[delays.count / 2])
      result.add("arrival_to_deletion_ms_p99", delays[min(delays.count - 1, delays.count * 99 / 100)])
      let lines = host.simulation.modems[0].counters.commandLines - before
      result.add("command_lines_per_message", Double(lines) / Double(count))
      return result
    }
  }

  /// A fraud every 200 ms, each of another sender, with neither hold nor gap between reports: how long from its arrival to
  /// the moment the network has its report.
  func reports(count: Int) throws -> Result {
    try run(.pelapor, Scenario(), adding: Subject.reportingAtOnce) { host, child in
      usleep(3_000_000)
      let began = host.record.submissions.count
      var arrivals: [Duration] = []
      for number in 0..<count {
        let ids = host.withSimulation { $0.send(Soak.fraud(number)) }
        arrivals += host.record.deliveries.filter { $0.id == ids.first }.map(\.queuedAt)
        usleep(200_000)
      }
      guard host.wait(upTo: .seconds(60 + count), until: { $0.network.record.submissions.count - began >= count })
      else {
        throw Failure("\(host.record.submissions.count - began) of \(count) reports were sent, then no more")
      }
      // One at a time and in their order: the n-th report is of the n-th message.
      let delays = zip(arrivals, host.record.submissions.dropFirst(began)).map { Self.seconds($1.at - $0) * 1_000 }
        .sorted()
      var result = Result(run: "reports, one every 200 ms", subject: .pelapor)
      result.add("messages", Double(count))
      result.add("arrival_to_report_ms_p50", delays[delays.count / 2])
      result.add("arrival_to_report_ms_p99", delays[min(delays.count - 1, delays.count * 99 / 100)])
      return result
    }
  }

  /// Nothing happens.
  func idle(_ subject: Subject, for duration: Int) throws -> Result {
    try run(subject, Scenario()) { host, child in
      usleep(subject == .pelapor ? 5_000_000 : 15_000_000)
      let before = child.usage()
      let lines = host.simulation.modems[0].counters.commandLines
      sleep(UInt32(duration))
      let after = child.usage()
      var result = Result(run: "idle", subject: subject)
      result.add("seconds", Double(duration))
      result.add("wakeups_per_second", Double(after.waits(since: before)) / Double(duration))
      result.add("processor_percent", (after.processorSeconds - before.processorSeconds) / Double(duration) * 100)
      result.add("peak_megabytes", after.peakMegabytes)
      result.add("resident_megabytes", after.residentMegabytes)
      result.add("threads", Double(after.threads))
      let commands = host.simulation.modems[0].counters.commandLines - lines
      result.add("command_lines_per_minute", Double(commands) * 60 / Double(duration))
      return result
    }
  }

  static func message(_ number: Int) -> OutgoingText {
    OutgoingText(
      from: "+62812\(10_000_000 + number)",
      text: "Pesan nomor \(number): rapat RT besok jam tujuh malam di rumah Pak Karyo, mohon hadir ya bapak ibu.")
  }

  private func run(
    _ subject: Subject, _ scenario: Scenario, adding environment: [String: String] = [:],
    _ body: (PTYHost, Child) throws -> Result
  ) throws -> Result {
    let folder = NSTemporaryDirectory() + "/pelapor-benchmark-\(getpid())"
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let host = try PTYHost(scenario: scenario, links: [folder + "/tty"])
    defer { host.stop() }
    var command = try subject.prepare(link: folder + "/tty", folder: folder, programs: programs)
    command.environment.merge(environment) { $1 }
    let child = try Child(command)
    defer { child.end() }
    return try body(host, child)
  }

  private static func wait(for count: Int, _ host: PTYHost, _ child: Child, upTo limit: Duration) -> Bool {
    let clock = ContinuousClock()
    let start = clock.now
    var told = clock.now
    while clock.now - start < limit, child.isRunning {
      if host.wait(upTo: .milliseconds(500), until: { $0.network.record.deletedCount >= count }) { return true }
      if clock.now - told > .seconds(10) {
        told = clock.now
        Progress.say("  \(host.record.deletedCount) of \(count) after \(Int(seconds(clock.now - start))) s")
      }
    }
    return false
  }

  static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }
}

/// What one run gave; every figure with its unit in its name.
struct Result {
  var run: String
  var subject: Subject
  private(set) var figures: [(name: String, value: Double)] = []

  init(run: String, subject: Subject) {
    self.run = run
    self.subject = subject
  }

  mutating func add(_ name: String, _ value: Double) { figures.append((name, value)) }

  /// One JSON object; version 1 of its schema: `run`, `program`, and the figures.
  var json: String {
    let members = figures.map { "\"\($0.name)\":\(String(format: "%.4g", $0.value))" }
    return "{\"v\":1,\"run\":\"\(run)\",\"program\":\"\(subject.rawValue)\",\(members.joined(separator: ","))}"
  }
}

struct Failure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// What a person reads while waiting: on standard error, so that standard output is for programs.
enum Progress {
  static func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
