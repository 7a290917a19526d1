import Foundation
import Glibc

/// A program under measurement, and what the kernel says of it.
final class Child {
  private let process = Process()

  init(_ command: Subject.Command) throws {
    process.executableURL = URL(fileURLWithPath: command.program)
    process.arguments = command.arguments
    process.environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"].merging(command.environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  var isRunning: Bool { process.isRunning }

  /// What it has used since its start.
  struct Usage {
    /// Processor time, user and system, in seconds.
    var processorSeconds = 0.0
    /// The most memory that was resident, in MB of 10^6 octets.
    var peakMegabytes = 0.0
    /// The memory that is resident now, in MB of 10^6 octets.
    var residentMegabytes = 0.0
    /// How often each of its threads gave up the processor to wait for something, by the thread's number.
    var waits: [String: Int] = [:]
    /// Open file descriptors.
    var descriptors = 0
    var threads = 0

    /// How often it waited since then; of a thread that has ended meanwhile nothing is known.
    func waits(since earlier: Usage) -> Int {
      waits.reduce(0) { $0 + $1.value - earlier.waits[$1.key, default: 0] }
    }
  }

  /// Reads it from `/proc`: with all threads that are there, and with the children that smstools works in.
  func usage() -> Usage {
    var usage = Usage()
    for process in [process.processIdentifier] + children {
      let folder = "/proc/\(process)"
      let status = (try? String(contentsOfFile: folder + "/status", encoding: .utf8)) ?? ""
      usage.peakMegabytes += Double(Self.field("VmHWM:", in: status)) * 1024 / 1e6
      usage.residentMegabytes += Double(Self.field("VmRSS:", in: status)) * 1024 / 1e6
      let numbers = (try? String(contentsOfFile: folder + "/stat", encoding: .utf8))?.split(separator: ")").last?
        .split(separator: " ")
      if let numbers, numbers.count > 12, let user = Double(numbers[11]), let system = Double(numbers[12]) {
        usage.processorSeconds += (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
      }
      usage.descriptors += (try? FileManager.default.contentsOfDirectory(atPath: folder + "/fd").count) ?? 0
      for task in (try? FileManager.default.contentsOfDirectory(atPath: folder + "/task")) ?? [] {
        usage.threads += 1
        let status = (try? String(contentsOfFile: "\(folder)/task/\(task)/status", encoding: .utf8)) ?? ""
        usage.waits[task] = Self.field("\nvoluntary_ctxt_switches:", in: status)
      }
    }
    return usage
  }

  private var children: [Int32] {
    let path = "/proc/\(process.processIdentifier)/task/\(process.processIdentifier)/children"
    return ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: " ").compactMap { Int32($0) }
  }

  private static func field(_ name: String, in status: String) -> Int {
    guard let range = status.range(of: name) else { return 0 }
    return Int(status[range.upperBound...].drop { $0 == " " || $0 == "\t" }.prefix { $0.isNumber }) ?? 0
  }

  /// Ends it and its children; returns how long it took to end by itself, nil when it had to be killed.
  @discardableResult
  func end() -> Duration? {
    let offspring = children
    let clock = ContinuousClock()
    let start = clock.now
    process.terminate()
    while process.isRunning, clock.now - start < .seconds(10) { usleep(1_000) }
    let took = process.isRunning ? nil : clock.now - start
    for child in offspring + (process.isRunning ? [process.processIdentifier] : []) { kill(child, SIGKILL) }
    process.waitUntilExit()
    return took
  }
}
