/// Which events are shown.
public struct LogFilter: Sendable {
  /// Of these patterns; none means all.
  public var events: [EventPattern] = []
  /// Of these modems; none means all.
  public var modems: Set<String> = []
  /// About messages of these classes; none means all. A message's later events, and those of its report, follow its
  /// classification.
  public var labels: Set<String> = []
  /// Not before this, milliseconds of the Unix epoch.
  public var since: Int64?

  private var messages = Following()
  private var reports = Following()

  /// All events.
  public init() {}

  /// Whether every line of a file is shown, so that the last ones can be found without reading it.
  public var showsEverything: Bool { events.isEmpty && modems.isEmpty && labels.isEmpty && since == nil }

  /// Whether an event is shown; to be asked of every event in order.
  public mutating func shows(_ record: LogRecord) -> Bool {
    let isOfLabel = isOfLabel(record)
    if let since, record.milliseconds < since { return false }
    if !modems.isEmpty, !(record.text(.modem).map(modems.contains) ?? false) { return false }
    if !events.isEmpty, !events.contains(where: { $0.matches(record.event) }) { return false }
    return isOfLabel
  }

  private mutating func isOfLabel(_ record: LogRecord) -> Bool {
    if labels.isEmpty { return true }
    let (message, report) = (record.text(.messageID), record.text(.reportID))
    if let label = record.text(.label) {
      guard labels.contains(label) else { return false }
      message.map { messages.insert($0) }
      report.map { reports.insert($0) }
      return true
    }
    let isFollowed = message.map(messages.contains) ?? report.map(reports.contains) ?? false
    if isFollowed { report.map { reports.insert($0) } }
    return isFollowed
  }

  /// The latest numbers of something.
  private struct Following: Sendable {
    private static let capacity = 10_000
    private var known: Set<String> = []
    private var order: [String] = []

    func contains(_ number: String) -> Bool { known.contains(number) }

    mutating func insert(_ number: String) {
      guard known.insert(number).inserted else { return }
      order.append(number)
      guard order.count > Self.capacity else { return }
      let forgotten = order.prefix(Self.capacity / 2)
      known.subtract(forgotten)
      order.removeFirst(forgotten.count)
    }
  }
}
