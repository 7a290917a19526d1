import ArgumentParser
import Foundation
import Gateway
import Numbering
import Reporting
import Store

struct Send: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Sends an SMS through the gateway.",
    discussion: """
      The SMS is queued; a running daemon takes it up at once, with the same limits, gaps and repeats as reports. \
      Whom the gateway wrote to is known from then on, and never reported. What became of it: pelapor outbox list.
      """)

  @OptionGroup var store: StoreOptions

  @Option(name: .long, help: ArgumentHelp("The recipient: 0812…, +62812…, 1166.", valueName: "number"))
  var to: String

  @Option(help: "The text; - reads it from standard input, so that it does not stand in the list of processes.")
  var text: String

  @Option(help: "The modem that sends it; without it the first that may.")
  var modem: String?

  @Option(name: .long, help: "Not before: 18:30, 2026-12-24 18:30, RFC 3339, or +90m (s, m, h, d).")
  var at: String?

  @Option(parsing: .unconditional, help: "-9 to 9; higher goes first, below 0 after the reports.")
  var priority = 0

  @Option(help: "Most SMS that a long text may take.")
  var maxParts = 10

  @Flag(help: "Ask for no status report.")
  var noStatusReport = false

  @Flag(help: "One JSON object.")
  var json = false

  func validate() throws {
    guard (-9...9).contains(priority) else { throw ValidationError("--priority must be -9 to 9") }
    guard (1...255).contains(maxParts) else { throw ValidationError("--max-parts must be 1 to 255") }
    switch Sender.form(of: to) {
    case .mobile, .landline, .shortCode, .foreign: break
    case .alphanumeric, .unknown: throw ValidationError("--to \"\(to)\" is no telephone number")
    }
    if let at, MomentArgument.read(at, now: SystemClock.now()) == nil {
      throw ValidationError("--at must be 18:30, \"2026-12-24 18:30\", an RFC 3339 time, or +90m")
    }
  }

  func run() throws {
    var request = SubmissionRequest(to: to, text: try text == "-" ? Files.text("-") : text)
    let now = SystemClock.now()
    request.modem = modem
    request.dueAt = at.flatMap { MomentArgument.read($0, now: now) }
    request.priority = priority
    request.maximumParts = maxParts
    request.wantsStatusReport = !noStatusReport
    let plan = try plan(request)
    let answer = try store.carry(.send(plan))
    guard !json else { return Console.print(answer) }
    let id = try JSONDecoder().decode(Queued.self, from: Data(answer.utf8)).id
    let moment = request.dueAt.map { ", not before \(CivilClock.local.minute($0.milliseconds))" } ?? ""
    Console.print("submission \(id) to \(visible(plan.address)): \(plan.parts) SMS\(moment)")
  }

  private struct Queued: Decodable {
    var id: Int64
  }

  private func plan(_ request: SubmissionRequest) throws -> SubmissionRequest.Plan {
    do {
      return try request.plan(
        for: .person(Account.name), modems: store.configuration()?.modems.map(\.name))
    } catch let problem as SubmissionProblem {
      throw Console.fail(problem.description)
    }
  }
}

/// A moment as it is written on the command line.
enum MomentArgument {
  /// Nil for what is no moment; local time where there is no offset. A time of day that has passed means tomorrow.
  static func read(_ text: String, now: WallTime) -> WallTime? {
    if let delay = delay(text) { return now.adding(seconds: delay) }
    if let match = text.wholeMatch(of: #/(\d{1,2}):(\d{2})/#), let hour = Int(match.1), let minute = Int(match.2) {
      return next(hour: hour, minute: minute, after: now)
    }
    let pattern = #/(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?/#
    guard let match = text.wholeMatch(of: pattern) else { return nil }
    let numbers = [match.1, match.2, match.3, match.4, match.5].compactMap { Int32($0) }
    guard numbers.count == 5 else { return nil }
    return moment(numbers, second: match.6.flatMap { Int32($0) } ?? 0, zone: match.7.map(String.init))
  }

  private static func delay(_ text: String) -> Int64? {
    guard let match = text.wholeMatch(of: #/\+(\d{1,6})([smhd])/#), let count = Int64(match.1) else { return nil }
    let units: [Substring: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
    return units[match.2].map { $0 * count }
  }

  private static func next(hour: Int, minute: Int, after now: WallTime) -> WallTime? {
    guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
    var seconds = time_t(now.milliseconds / 1_000)
    var parts = tm()
    localtime_r(&seconds, &parts)
    (parts.tm_hour, parts.tm_min, parts.tm_sec, parts.tm_isdst) = (Int32(hour), Int32(minute), 0, -1)
    var moment = mktime(&parts)
    if moment <= seconds {
      parts.tm_mday += 1
      parts.tm_isdst = -1
      moment = mktime(&parts)
    }
    return WallTime(seconds: Int64(moment))
  }

  private static func moment(_ numbers: [Int32], second: Int32, zone: String?) -> WallTime? {
    var parts = tm()
    (parts.tm_year, parts.tm_mon, parts.tm_mday) = (numbers[0] - 1_900, numbers[1] - 1, numbers[2])
    (parts.tm_hour, parts.tm_min, parts.tm_sec, parts.tm_isdst) = (numbers[3], numbers[4], second, -1)
    let asked = parts
    guard (0...59).contains(second), let zone else {
      let moment = mktime(&parts)
      return isSame(parts, asked) ? WallTime(seconds: Int64(moment)) : nil
    }
    let moment = timegm(&parts)
    let digits = zone.filter(\.isNumber)
    guard isSame(parts, asked) else { return nil }
    if zone == "Z" { return WallTime(seconds: Int64(moment)) }
    guard let hours = Int64(digits.prefix(2)), let minutes = Int64(digits.suffix(2)) else { return nil }
    let offset = (hours * 60 + minutes) * 60
    return WallTime(seconds: Int64(moment) - (zone.hasPrefix("-") ? -offset : offset))
  }

  /// 31 February becomes March silently.
  private static func isSame(_ left: tm, _ right: tm) -> Bool {
    left.tm_mon == right.tm_mon && left.tm_mday == right.tm_mday && left.tm_hour == right.tm_hour
      && left.tm_min == right.tm_min
  }
}
