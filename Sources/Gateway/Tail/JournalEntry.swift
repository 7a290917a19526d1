/// A line of `journalctl -o json`.
public struct JournalEntry: Sendable, Equatable {
  /// Where it is, to go on after it.
  public var cursor: String?
  /// An event with native fields or as a line of `log.format: json`, else the entry's message.
  public var content: LogLineContent

  /// Reads a line; what is no entry is shown as it is.
  ///
  /// - Parameter clock: the time zone of its times.
  public init(line octets: [UInt8], clock: CivilClock = .local) {
    guard let members = LogLineReader.members(octets) else {
      content = .foreign(String(decoding: octets, as: UTF8.self))
      return
    }
    var values: [String: String] = [:]
    for member in members { values[member.key] = Self.text(member.value) }
    cursor = values["__CURSOR"]
    guard let event = values["EVENT"],
      let microseconds = (values["_SOURCE_REALTIME_TIMESTAMP"] ?? values["__REALTIME_TIMESTAMP"]).flatMap(Int64.init)
    else {
      let message = values["MESSAGE"] ?? ""
      content = LogRecord(line: message.utf8).map { .record($0) } ?? .foreign(message)
      return
    }
    let fields = (EventName(rawValue: event)?.keys ?? EventKey.allCases).compactMap { key in
      values[JournalSink.name(key)].map { text in
        LogValue.Member(key: key.rawValue, value: Self.value(text, of: key))
      }
    }
    content = .record(
      LogRecord(
        milliseconds: microseconds / 1_000, level: Self.level(ofPriority: values["PRIORITY"] ?? ""), event: event,
        fields: fields, clock: clock))
  }

  /// A field that is not text comes as a list of its octets, one that is there twice as a list of its values.
  private static func text(_ value: LogValue) -> String? {
    switch value {
    case .string(let text): return text
    case .list(let values):
      let octets = values.compactMap { if case .number(let digits) = $0 { UInt8(digits) } else { nil } }
      return octets.count == values.count ? String(decoding: octets, as: UTF8.self) : values.first?.text
    case .number, .boolean, .null, .object: return nil
    }
  }

  /// The journal holds texts only.
  private static func value(_ text: String, of key: EventKey) -> LogValue {
    switch key.kind {
    case .integer: Int(text).map { .number(String($0)) } ?? .string(text)
    case .share: Double(text).map { $0.isFinite ? .number("\($0)") : .string(text) } ?? .string(text)
    case .texts: .list(text.split(separator: "; ").map { .string(String($0)) })
    case .text, .code, .oneOf, .instant, .counts: .string(text)
    }
  }

  /// syslog(3).
  private static func level(ofPriority priority: String) -> LogLevel {
    switch priority {
    case "0", "1", "2", "3": .error
    case "4": .warning
    case "7": .debug
    case _: .info
    }
  }
}
