import ArgumentParser
import Foundation
import Gateway
import Glibc

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Goes through what can be wrong, and says what to do.",
    discussion: """
      Looks at configuration, database, disk, clock, service, and at each modem: port, SIM, network, service centre, \
      signal, storages. It sends no SMS, reads and deletes none of the modem's, and leaves a modem alone that the \
      daemon holds; what a modem passes on directly meanwhile goes into the database. A PIN is entered once at most, only \
      when the SIM asks for it and it was never refused.

      Exit status 0 when there is no problem (warnings may be), 1 when there is one.
      """)

  @Option(help: ArgumentHelp("The configuration file.", valueName: "file"))
  var config = UsualPlaces.configuration

  @Flag(help: "JSON lines: one object a finding, and one with the summary.")
  var json = false

  func run() async throws {
    let report = DoctorReport(json: json)
    do throws(ConfigurationError) {
      let configuration = try ConfigurationLoader.load(path: config, environment: ProcessInfo.processInfo.environment)
      await Doctor(
        configuration: configuration, now: SystemClock.now, progress: { report.progress($0) }, tell: { report.tell($0) }
      ).run()
    } catch {
      for finding in Doctor.findings(of: error) { report.tell(finding) }
    }
    report.finish()
    if report.counts[.problem, default: 0] > 0 { throw ExitCode.failure }
  }
}

/// Shows findings as they come.
private final class DoctorReport {
  let json: Bool
  private(set) var counts: [Finding.Status: Int] = [:]
  private var section: String??
  private var hasProgress = false
  private static let width = 80
  private static let indent = 26

  init(json: Bool) {
    self.json = json
  }

  /// Only for a person who waits.
  func progress(_ text: String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    hasProgress = true
    FileHandle.standardError.write(Data("\r\u{1B}[K\(visible(text)) …".utf8))
  }

  private func clearProgress() {
    guard hasProgress else { return }
    hasProgress = false
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
  }

  func tell(_ finding: Finding) {
    clearProgress()
    counts[finding.status, default: 0] += 1
    if json { return Console.print(object(finding)) }
    if section != .some(finding.modem) {
      if section != nil { Console.print("") }
      Console.print(finding.modem.map { "Modem \(visible($0))" } ?? "This machine")
      section = .some(finding.modem)
    }
    let head = "  " + padded(finding.status.rawValue, 8) + padded(finding.check.rawValue, 16)
    show(head, finding.message)
    if let remedy = finding.remedy { show(String(repeating: " ", count: Self.indent - 2) + "→ ", remedy) }
  }

  func finish() {
    clearProgress()
    let problems = counts[.problem, default: 0]
    let warnings = counts[.warning, default: 0]
    guard json else {
      return Console.print("\n" + counted(problems, "problem") + ", " + counted(warnings, "warning"))
    }
    var object = JSONObjectWriter()
    object.add("v", integer: 1)
    object.add("kind", string: "summary")
    for status in Finding.Status.allCases { object.add(status.rawValue, integer: counts[status, default: 0]) }
    Console.print(object.finished())
  }

  private func object(_ finding: Finding) -> String {
    var object = JSONObjectWriter()
    object.add("v", integer: 1)
    object.add("kind", string: "finding")
    object.add("check", string: finding.check.rawValue)
    object.add("modem", string: finding.modem)
    object.add("status", string: finding.status.rawValue)
    object.add("message", string: finding.message)
    object.add("remedy", string: finding.remedy)
    return object.finished()
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  /// Words broken at the width of a terminal.
  private func show(_ head: String, _ text: String) {
    var line = head
    var isEmpty = true
    for word in visible(text).split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > Self.width {
        Console.print(line)
        line = String(repeating: " ", count: Self.indent)
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    Console.print(line)
  }
}
