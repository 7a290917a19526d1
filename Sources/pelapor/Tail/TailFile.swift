import Foundation
import Gateway

/// Shows a log file and what is appended to it.
struct TailFile {
  /// A look costs two system calls.
  private static let pause: useconds_t = 250_000

  let path: String
  let view: TailView

  func run(following: Bool) throws {
    var isFolder = ObjCBool(false)
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      guard !isFolder.boolValue else { throw Console.fail("\(visible(path)) is a folder, not a log file") }
      guard access(path, R_OK) == 0 else {
        throw Console.fail("\(FileProblem(reading: path, code: errno))")
      }
    } else {
      guard following else { throw Console.fail("\(FileProblem(reading: path, code: ENOENT))") }
      Console.say("pelapor: waiting for \(visible(path)), which is not there yet")
    }
    let follower = LogFileFollower(path: path, lastLines: view.showsEverything ? view.backlog : nil)
    var splitter = LineSplitter()
    var found = look(follower, &splitter)
    // The first looks take the file as it is; a log that is being written is caught up with in the end.
    while found > 0 { found = look(follower, &splitter) }
    if !following, let rest = splitter.remainder() { view.take(LogLineContent(line: rest)) }
    view.goLive()
    while following {
      usleep(Self.pause)
      _ = look(follower, &splitter)
    }
  }

  /// How much there was.
  private func look(_ follower: LogFileFollower, _ splitter: inout LineSplitter) -> Int {
    var count = 0
    for finding in follower.look() {
      switch finding {
      case .octets(let octets):
        count += octets.count
        for line in splitter.lines(octets) where !line.isEmpty { view.take(LogLineContent(line: line)) }
      case .rotated:
        if let rest = splitter.remainder() { view.take(LogLineContent(line: rest)) }
      case .truncated:
        _ = splitter.remainder()
        Console.say("pelapor: \(visible(path)) was cut; going on at its beginning")
      }
    }
    return count
  }
}
