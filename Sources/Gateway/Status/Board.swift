import Reporting

/// What is remembered of the events that went by: when a modem began to work or to fail, what went wrong last, how often
/// what happened. A pure value; times are given to it.
struct Board: Sendable {
  /// Since when a modem works, or doesn't.
  struct ModemRecord: Sendable, Equatable {
    var isReady: Bool
    var since: WallTime
    /// The same on the clock that never jumps.
    var sinceUptime: Duration
    var lastError: GatewayStatus.Problem?
  }

  /// A counter with one label, or none.
  struct Series: Sendable, Hashable {
    var label: String
    var modem: String?
  }

  /// Families of counters made of events.
  enum Family: String, Sendable, CaseIterable {
    case events
    case messages
    case guards
    case modemProblems = "modem_problems"
    case sendErrors = "send_errors"
  }

  private(set) var modems: [String: ModemRecord] = [:]
  /// The newest first.
  private(set) var problems: [GatewayStatus.Problem] = []
  private(set) var counts: [Family: [Series: Int]] = [:]
  private(set) var histograms: [Timing: Histogram] = [:]
  /// The store takes nothing; since when, on the clock that never jumps.
  private(set) var storeFailingSince: Duration?
  /// When a transaction of the database was finished last.
  private(set) var lastStep: Duration?
  /// When messages were received whose report may still come, and which report is whose.
  private var arrivals = BoundedTable<Int>(limit: 4_096)
  private var reported = BoundedTable<Int>(limit: 4_096)

  static let maximumProblems = 20
  /// Labels come from lists of the program, and from error codes of a modem.
  static let maximumSeries = 512

  /// Takes note of an event.
  mutating func note(_ event: Event, at time: WallTime, uptime: Duration) {
    let modem = event.text(.modem)
    count(.events, event.name.rawValue)
    noteModem(event, modem: modem, at: time, uptime: uptime)
    noteTimes(event, at: time)
    switch event.name {
    case .smsClassified: if let label = event.text(.label) { count(.messages, label) }
    case .reportReview, .reportWithheld: if let name = event.text(.guardName) { count(.guards, name) }
    case .reportFailed: count(.sendErrors, event.text(.code) ?? "none", modem: modem)
    case .modemWarning, .modemProblem: count(.modemProblems, event.text(.code) ?? "none", modem: modem)
    case .modemLost: count(.modemProblems, "lost", modem: modem)
    case .storeFailed: storeFailingSince = storeFailingSince ?? uptime
    case .storeRecovered: storeFailingSince = nil
    case _: break
    }
    guard event.level >= .warning else { return }
    let problem = GatewayStatus.Problem(
      at: time, level: event.level.rawValue, event: event.name.rawValue, modem: modem, code: event.text(.code),
      reason: event.text(.reason), remedy: event.text(.remedy))
    problems.insert(problem, at: 0)
    if problems.count > Self.maximumProblems { problems.removeLast() }
    if let modem { modems[modem]?.lastError = problem }
  }

  /// Takes note of how long something took.
  mutating func observe(_ timing: Timing, _ seconds: Double, uptime: Duration) {
    if timing == .sync { lastStep = uptime }
    observe(timing, seconds)
  }

  /// A transaction is done that is not measured.
  mutating func noteProgress(uptime: Duration) { lastStep = uptime }

  private mutating func observe(_ timing: Timing, _ seconds: Double) {
    histograms[timing, default: Histogram(bounds: timing.bounds)].observe(seconds)
  }

  private mutating func noteModem(_ event: Event, modem: String?, at time: WallTime, uptime: Duration) {
    guard let modem else { return }
    let isReady: Bool
    switch event.name {
    case .modemReady: isReady = true
    case .modemLost, .modemAdded: isReady = false
    case .modemRemoved: return modems[modem] = nil
    case .modemOpened: isReady = modems[modem]?.isReady ?? false
    case .modemStatus, .modemWarning, .modemProblem:
      switch event.text(.code) {
      case "recovered": isReady = true
      case "lost", "recovering", "restarted", "port", "pin-required", "pin-refused", "puk-required", "sim-missing",
        "sim-removed", "sim-fault", "locked":
        isReady = false
      case _: return
      }
    case _: return
    }
    guard modems[modem]?.isReady != isReady else { return }
    modems[modem] = ModemRecord(
      isReady: isReady, since: time, sinceUptime: uptime, lastError: modems[modem]?.lastError)
  }

  private mutating func noteTimes(_ event: Event, at time: WallTime) {
    switch event.name {
    case .smsReceived: if let id = event.number(.messageID) { arrivals[id] = Int(time.milliseconds) }
    case .reportQueued, .reportReview:
      guard let id = event.number(.messageID), let report = event.number(.reportID) else { return }
      reported[report] = arrivals[id]
    case .reportSent:
      guard let report = event.number(.reportID), let arrival = reported[report] else { return }
      observe(.reporting, Double(Int(time.milliseconds) - arrival) / 1_000)
      reported[report] = nil
    case _: break
    }
  }

  private mutating func count(_ family: Family, _ label: String, modem: String? = nil) {
    let series = Series(label: label, modem: modem)
    let known = counts[family, default: [:]]
    let isNew = known[series] == nil
    let place = isNew && known.count >= Self.maximumSeries ? Series(label: "other", modem: nil) : series
    counts[family, default: [:]][place, default: 0] += 1
  }
}

/// Values by number; the oldest go when there are too many.
struct BoundedTable<Value: Sendable>: Sendable {
  private var values: [Int: Value] = [:]
  private var order: [Int] = []
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  subscript(key: Int) -> Value? {
    get { values[key] }
    set {
      guard let newValue else { return values[key] = nil }
      if values.updateValue(newValue, forKey: key) == nil { order.append(key) }
      if order.count > limit {
        // A quarter at once, so that it costs little each.
        for key in order.prefix(limit / 4) { values[key] = nil }
        order.removeFirst(limit / 4)
      }
    }
  }
}

extension Event {
  /// Text of the program's own; never a person's words or number.
  func text(_ key: EventKey) -> String? {
    guard case .string(let text) = self[key] else { return nil }
    return text
  }

  func number(_ key: EventKey) -> Int? {
    guard case .integer(let number) = self[key] else { return nil }
    return number
  }
}
