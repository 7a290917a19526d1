/// One event, read back from a log.
public struct LogRecord: Sendable, Equatable {
  /// `2026-11-24T20:44:07.123+07:00`, as the log has it.
  public var timestamp: String
  /// The same as milliseconds of the Unix epoch.
  public var milliseconds: Int64
  /// How much it matters.
  public var level: LogLevel
  /// The name, perhaps of a newer version.
  public var event: String
  var fields: [LogValue.Member]

  func text(_ key: EventKey) -> String? { fields.first { $0.key == key.rawValue }?.value.text }

  /// Reads a line of `log.format: json`; nil for anything else.
  public init?(line octets: some Sequence<UInt8>) {
    guard let members = LogLineReader.members(octets) else { return nil }
    self.init(members)
  }

  private init?(_ members: [LogValue.Member]) {
    var (timestamp, level, event): (String?, LogLevel?, String?)
    fields = []
    for member in members {
      switch (member.key, member.value) {
      case ("v", .number): break
      case ("ts", .string(let text)): timestamp = text
      case ("level", .string(let text)): level = LogLevel(rawValue: text)
      case ("event", .string(let text)): event = text
      case _: fields.append(member)
      }
    }
    guard let timestamp, let level, let event, let milliseconds = Self.milliseconds(timestamp) else { return nil }
    (self.timestamp, self.milliseconds, self.level, self.event) = (timestamp, milliseconds, level, event)
  }

  init(milliseconds: Int64, level: LogLevel, event: String, fields: [LogValue.Member], clock: CivilClock) {
    timestamp = clock.rfc3339(milliseconds)
    (self.milliseconds, self.level, self.event, self.fields) = (milliseconds, level, event, fields)
  }

  /// As a line of `log.format: json`, without its newline; control characters are escaped, whatever the log had.
  func json(hiding isHidden: (LogValue.Member) -> Bool) -> String {
    var json = JSONObjectWriter()
    json.add("v", integer: JSONLines.schemaVersion)
    json.add("ts", string: timestamp)
    json.add("level", string: level.rawValue)
    json.add("event", string: event)
    for member in fields where !isHidden(member) { json.add(member.key, json: member.value.json) }
    return json.finished()
  }

  /// Of RFC 3339 with an offset; nil for anything else.
  static func milliseconds(_ timestamp: String) -> Int64? {
    let pattern =
      #/(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,3})\d*)?(?:Z|([+-])(\d\d):(\d\d))/#
    guard timestamp.utf8.count <= 40, let match = timestamp.wholeMatch(of: pattern) else { return nil }
    let numbers = [match.1, match.2, match.3, match.4, match.5, match.6].compactMap { Int64($0) }
    guard numbers.count == 6, (1...12).contains(numbers[1]), (1...31).contains(numbers[2]) else { return nil }
    let fraction = match.7.flatMap { Int64($0 + String(repeating: "0", count: 3 - $0.count)) } ?? 0
    let offset = (Int64(match.9 ?? "0") ?? 0) * 60 + (Int64(match.10 ?? "0") ?? 0)
    let minutes = numbers[3] * 60 + numbers[4] - (match.8 == "-" ? -offset : offset)
    let days = days(year: numbers[0], month: numbers[1], day: numbers[2])
    return ((days * 1_440 + minutes) * 60 + numbers[5]) * 1_000 + fraction
  }

  /// Days since 1970-01-01 in the Gregorian calendar; the year begins in March, so that the leap day is its last.
  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let year = month > 2 ? year : year - 1
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

/// What a line of a log holds.
public enum LogLineContent: Sendable, Equatable {
  /// An event.
  case record(LogRecord)
  /// Something else: another program's line, or garbage.
  case foreign(String)

  /// Reads a line of a log file.
  public init(line octets: [UInt8]) {
    self = LogRecord(line: octets).map { .record($0) } ?? .foreign(String(decoding: octets, as: UTF8.self))
  }
}
