import Foundation
import Glibc
import ModemSimulator
import Numbering
import SMSCodec
import Testing

@testable import Gateway

/// The log lines of one daemon as they come, and what can be asked of them.
final class LogBook: Sendable {
  private let condition = NSCondition()
  private nonisolated(unsafe) var objects: [LogLine] = []
  private nonisolated(unsafe) var counts: [String: Int] = [:]
  private nonisolated(unsafe) var isEnded = false

  func add(_ line: String) {
    let parsed = LogLine(line)
    condition.withLock {
      objects.append(parsed)
      counts[parsed.event, default: 0] += 1
      condition.broadcast()
    }
  }

  /// Nothing more will come.
  func end() {
    condition.withLock {
      isEnded = true
      condition.broadcast()
    }
  }

  /// Blocks until then.
  func waitForEnd() {
    condition.withLock {
      while !isEnded { condition.wait() }
    }
  }

  var lines: [LogLine] { condition.withLock { objects } }
  var last: LogLine? { condition.withLock { objects.last } }

  func all(_ event: String) -> [LogLine] { lines.filter { $0.event == event } }

  /// Waits until the lines are as wished; false when they were not within the time, or the log ended before.
  func wait(upTo limit: Duration = patience, until holds: @escaping @Sendable ([LogLine]) -> Bool) async -> Bool {
    await wait(upTo: limit) { [self] in holds(objects) }
  }

  /// Waits until the numbers of events, by name, are as wished.
  func wait(
    upTo limit: Duration = patience, untilCounts holds: @escaping @Sendable ([String: Int]) -> Bool
  ) async -> Bool {
    await wait(upTo: limit) { [self] in holds(counts) }
  }

  private func wait(upTo limit: Duration, until holds: @escaping @Sendable () -> Bool) async -> Bool {
    let limit = Date(timeIntervalSinceNow: Double(limit.components.seconds))
    return await offPool { [self] in
      condition.lock()
      defer { condition.unlock() }
      while !holds() {
        if isEnded || !condition.wait(until: limit) { return holds() }
      }
      return true
    }
  }

  /// Waits for so many events of a name.
  func wait(for event: String, count: Int = 1, upTo limit: Duration = patience) async -> Bool {
    await wait(upTo: limit, untilCounts: { $0[event, default: 0] >= count })
  }

  /// Waits for a line with a code.
  func wait(forCode code: String, count: Int = 1) async -> Bool {
    await wait { $0.count { $0.code == code } >= count }
  }

  // MARK: What holds for every log

  /// Every line is an object of the documented schema, and says nothing of anybody: no number, no text.
  func check(against record: NetworkRecord? = nil, sourceLocation: SourceLocation = #_sourceLocation) {
    let lines = lines
    let levels = Set(LogLevel.allCases.map(\.rawValue))
    for line in lines {
      #expect(line.fields["v"] as? Int == 1, "\(line.text)", sourceLocation: sourceLocation)
      #expect(line.isStamped, "\(line.text)", sourceLocation: sourceLocation)
      #expect(levels.contains(line.level), "\(line.text)", sourceLocation: sourceLocation)
      let documented = EventName(rawValue: line.event)?.keys.map(\.rawValue)
      #expect(documented != nil, "undocumented: \(line.text)", sourceLocation: sourceLocation)
      #expect(
        Set(line.fields.keys).isSubset(of: (documented ?? []) + ["v", "ts", "level", "event"]),
        "undocumented: \(line.text)", sourceLocation: sourceLocation)
      #expect(line.violations.isEmpty, "\(line.violations): \(line.text)", sourceLocation: sourceLocation)
      #expect(line.fields["text"] == nil && line.fields["hex"] == nil, "\(line.text)", sourceLocation: sourceLocation)
    }
    guard let record else { return }
    let told = lines.map(\.text).joined(separator: "\n").withCString { whole in
      Self.secrets(of: record).filter { strstr(whole, $0) != nil }
    }
    #expect(told.isEmpty, "the log tells \(told)", sourceLocation: sourceLocation)
  }

  /// Numbers and texts of people that came by.
  private static func secrets(of record: NetworkRecord) -> Set<String> {
    var secrets: Set<String> = []
    for delivery in record.deliveries {
      guard let pdu = try? PDU.decode(hex: delivery.pdu).value, case .deliver(let deliver) = pdu.tpdu else { continue }
      let sender = deliver.originatingAddress.description
      // Without the prefix, so that no way of writing it slips through.
      if MSISDN(sender) != nil { secrets.insert(String(sender.suffix(9))) }
      if let text = deliver.text, text.count >= 16 { secrets.insert(String(text.prefix(24))) }
    }
    return secrets
  }
}

/// One line of the log.
struct LogLine: Sendable {
  let text: String
  let event: String
  nonisolated(unsafe) let fields: [String: Any]

  init(_ text: String) {
    self.text = text
    fields = (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:]
    event = fields["event"] as? String ?? ""
  }

  var level: String { string("level") }
  var modem: String { string("modem") }
  var code: String { string("code") }
  var reason: String { string("reason") }
  var remedy: String { string("remedy") }
  var messageID: Int? { fields["message_id"] as? Int }
  var reportID: Int? { fields["report_id"] as? Int }

  func string(_ key: String) -> String { fields[key] as? String ?? "" }

  /// RFC 3339 with milliseconds and an offset.
  var isStamped: Bool {
    string("ts").wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d/) != nil
  }
}

extension LogLine {
  /// What of its fields is not as `docs/log.schema.json` has it.
  var violations: [String] {
    guard let name = EventName(rawValue: event) else { return ["the event"] }
    let missing = name.certainKeys.map(\.rawValue).filter { fields[$0] == nil }
    let wrong = fields.filter { key, value in EventKey(rawValue: key).map { !$0.kind.accepts(value) } ?? false }
    return missing + wrong.keys
  }
}

extension EventFieldKind {
  /// Whether a parsed value is one.
  func accepts(_ value: Any) -> Bool {
    switch self {
    case .text: value is String
    case .code: (value as? String)?.range(of: Self.codePattern, options: .regularExpression) != nil
    case .instant: (value as? String)?.range(of: Self.instantPattern, options: .regularExpression) != nil
    case .oneOf(let values): (value as? String).map(values.contains) ?? false
    case .integer(let range): (value as? Int).map(range.contains) ?? false
    case .share: (value as? Double).map { (0...1).contains($0) } ?? false
    case .texts: value is [String]
    case .counts(let names):
      (value as? [String: Int]).map { $0.allSatisfy { names.contains($0.key) && $0.value > 0 } } ?? false
    }
  }
}
