import Foundation
import Gateway

/// Shows the journal of the service, through `journalctl`: it knows rotation, permissions and compression, and says
/// itself what is wrong.
struct TailJournal {
  let unit: String
  let file: String?
  let view: TailView

  func run(following: Bool) throws {
    var options = ["--output=json", "--all", "--unit=\(unit)", "--no-pager"]
    if let file { options.append("--file=\(file)") }
    var past = options
    if let since = view.since {
      past.append("--since=@\(since / 1_000)")
    } else if view.showsEverything, let backlog = view.backlog {
      past.append("--lines=\(backlog)")
    }
    let cursor = try read(past)
    view.goLive()
    guard following else { return }
    _ = try read(options + ["--follow"] + (cursor.map { ["--after-cursor=\($0)", "--lines=all"] } ?? ["--lines=0"]))
  }

  /// Where the last entry was.
  private func read(_ arguments: [String]) throws -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/journalctl")
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    do { try process.run() } catch {
      throw Console.fail("/usr/bin/journalctl can't be run: is systemd there? give a log file otherwise")
    }
    var splitter = LineSplitter()
    var cursor: String?
    while case let data = output.fileHandleForReading.availableData, !data.isEmpty {
      for line in splitter.lines(data) {
        let entry = JournalEntry(line: line)
        cursor = entry.cursor ?? cursor
        view.take(entry.content)
      }
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Console.fail("journalctl ended with \(process.terminationStatus)")
    }
    return cursor
  }
}
