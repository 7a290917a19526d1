import ArgumentParser
import Foundation
import Gateway
import Reporting
import SpamCore

struct Tail: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Follows the log: aligned, coloured, filtered.",
    discussion: """
      Reads a log file of log.format json, or the systemd journal of the service. Texts and whole numbers are hidden \
      unless --show-text is given and the log has them. What is no line of Pelapor is shown escaped, behind a "?".
      """)

  @Argument(help: "The log file; without one, what the configuration names, else the journal.", completion: .file())
  var file: String?

  @Option(help: ArgumentHelp("The configuration file that names the log.", valueName: "file"), completion: .file())
  var config: String?

  @Flag(help: "Reads the systemd journal.")
  var journal = false

  @Option(help: "The service's name in the journal.")
  var unit = "pelapor"

  @Option(
    help: ArgumentHelp("Reads this journal file instead of the machine's journal.", valueName: "file"),
    completion: .file())
  var journalFile: String?

  @Option(help: ArgumentHelp("Only events of this pattern, e.g. report.*; may be repeated.", valueName: "pattern"))
  var event: [String] = []

  @Option(help: ArgumentHelp("Only this modem; may be repeated.", valueName: "name"))
  var modem: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only messages of this class (fraud, grey, promo, ham) from their verdict on, with their reports; may be repeated.",
      valueName: "label"))
  var label: [String] = []

  @Option(help: ArgumentHelp("Not before: 30m, 2h, 1d, 18:30, or 2026-11-24 18:30.", valueName: "moment"))
  var since: String?

  @Option(
    name: [.customShort("n"), .long], help: "How many of the latest lines to begin with; default 10, all with --since.")
  var lines: Int?

  @Flag(help: "Ends after the last line.")
  var noFollow = false

  @Flag(help: "JSON lines, as the log has them.")
  var json = false

  @Flag(help: "Shows texts and whole numbers, where the log has them.")
  var showText = false

  func validate() throws {
    guard [file != nil, config != nil, journal || journalFile != nil].count(where: \.self) <= 1 else {
      throw ValidationError("give only one of FILE, --config and --journal")
    }
    guard lines.map({ (0...1_000_000).contains($0) }) ?? true else {
      throw ValidationError("--lines must be 0 to 1000000")
    }
    for text in event {
      guard let pattern = EventPattern(text), pattern.matchesSomething else {
        throw ValidationError(
          "no event is of the pattern \"\(visible(text))\"; docs/log.md lists all, `report.*` is a pattern")
      }
    }
    for text in label where Label(rawValue: text) == nil {
      let labels = Label.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--label must be one of \(labels), not \"\(visible(text))\"")
    }
    if let since, SinceArgument.read(since, now: SystemClock.now()) == nil {
      throw ValidationError("--since must be 30m, 2h, 1d, 18:30 or 2026-11-24 18:30, not \"\(visible(since))\"")
    }
  }

  func run() throws {
    var filter = LogFilter()
    filter.events = event.compactMap { EventPattern($0) }
    filter.modems = Set(modem)
    filter.labels = Set(label)
    filter.since = since.flatMap { SinceArgument.read($0, now: SystemClock.now())?.milliseconds }
    let backlog = lines ?? (since == nil ? 10 : nil)
    let view = TailView(
      filter: filter, renderer: LogRenderer(isColoured: Console.isColoured, showsText: showText), isJSON: json,
      backlog: backlog)
    if let path = try logFile() {
      try TailFile(path: path, view: view).run(following: !noFollow)
    } else {
      try TailJournal(unit: unit, file: journalFile, view: view).run(following: !noFollow)
    }
  }

  /// Nil for the journal.
  private func logFile() throws -> String? {
    if let file { return file }
    guard let config else { return nil }
    let log = try loadConfiguration(path: config).log
    switch log.format {
    case .journald: return nil
    case .json, .human: return log.file
    }
  }
}

/// A moment in the past as it is written on the command line.
enum SinceArgument {
  /// Nil for what is no moment; local time where there is no offset. A time of day that is still to come means yesterday.
  static func read(_ text: String, now: WallTime) -> WallTime? {
    if let match = text.wholeMatch(of: #/(\d{1,6})([smhd])/#), let count = Int64(match.1) {
      let units: [Substring: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
      return units[match.2].map { now.adding(seconds: -$0 * count) }
    }
    if text.hasPrefix("+") { return nil }
    guard let moment = MomentArgument.read(text, now: now) else { return nil }
    return text.wholeMatch(of: #/\d{1,2}:\d{2}/#) == nil ? moment : moment.adding(days: -1)
  }
}
