import Numbering

/// Shows events of a log to a person: aligned, coloured by class, wrapped to the terminal, and so that nothing of an
/// SMS can act on it.
public struct LogRenderer: Sendable {
  private let isColoured: Bool
  private let showsText: Bool
  private var day = ""

  /// - Parameters:
  ///   - isColoured: whether escape sequences of colour are written.
  ///   - showsText: whether texts and whole numbers are shown, where the log has them.
  public init(isColoured: Bool, showsText: Bool) {
    self.isColoured = isColoured
    self.showsText = showsText
  }

  /// The lines of an event, with newlines; a line with the date comes before the first of a day.
  ///
  /// - Parameter width: columns of the terminal; nil does not wrap: one event is one line.
  public mutating func lines(_ content: LogLineContent, width: Int?) -> String {
    switch content {
    case .foreign(let text):
      let shown = TerminalText.cut("? " + visible(String(text.prefix(2_000))), to: width.map { max(20, $0) } ?? 500)
      return coloured(shown, Style.dim) + "\n"
    case .record(let record):
      let (date, time) = (String(record.timestamp.prefix(10)), String(record.timestamp.dropFirst(11).prefix(8)))
      let header = date == day ? "" : coloured(visible(date), Style.dim) + "\n"
      day = date
      return header + lines(record, time: visible(time), width: width)
    }
  }

  /// The event as a line of JSON.
  public func json(_ record: LogRecord) -> String {
    var record = record
    if !showsText {
      for index in record.fields.indices where record.fields[index].key == EventKey.sender.rawValue {
        record.fields[index].value = .string(number(record.fields[index].value.text))
      }
    }
    return record.json { !showsText && Self.isPrivate($0) } + "\n"
  }

  private func lines(_ record: LogRecord, time: String, width: Int?) -> String {
    let head = "\(time)  \(TerminalText.padded(visible(record.text(.modem) ?? ""), to: 6))  "
    let name = visible(record.event)
    let told = details(record)
    let column = TerminalText.width(head)
    let shown = head + coloured(TerminalText.padded(name, to: told.isEmpty ? 0 : 18), style(record))
    guard !told.isEmpty else { return shown + "\n" }
    guard let width else { return "\(shown)  \(told)\n" }
    let used = column + max(18, TerminalText.width(name)) + 2
    // On a narrow terminal what goes on begins under the event, else beside it.
    let indent = width >= 110 ? used : column + 2
    let margin = "\n" + String(repeating: " ", count: indent)
    let isTight = width - used < 16
    let parts = TerminalText.wrapped(told, first: width - (isTight ? indent : used), rest: width - indent)
    return shown + (isTight ? margin : "  ") + parts.joined(separator: margin) + "\n"
  }

  private func details(_ record: LogRecord) -> String {
    var parts: [String] = []
    for field in record.fields {
      guard let key = EventKey(rawValue: field.key) else {
        parts.append(visible("\(field.key) \(field.value.text)"))
        continue
      }
      let text = field.value.text
      switch key {
      case .modem: continue
      case .messageID: parts.insert("#" + visible(text), at: 0)
      case .reportID: parts.append("report " + visible(text))
      case .text: if showsText { parts.append("\u{201C}\(visible(text))\u{201D}") }
      case .hex: if showsText { parts.append("hex " + visible(text)) }
      case .sender: parts.append(visible(number(text)))
      case .reasons: parts.append(visible(reasons(field.value)))
      case .probability: parts.append(percent(text))
      case .reason, .remedy, .label, .band: parts.append(visible(text))
      case .due, .sentAt: parts.append("\(visible(key.rawValue.replacing("_", with: " "))) \(clockTime(text))")
      // For programs; a person asks for them with `show`.
      case .senderForm, .encoding, .code, .homeNetwork, .modelVersion: continue
      case _: parts.append("\(key.rawValue.replacing("_", with: " ")) \(visible(text))")
      }
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "  ")
  }

  /// Sentences quote the message; codes do not.
  private func reasons(_ value: LogValue) -> String {
    let texts =
      if case .list(let values) = value { values.map(\.text) } else {
        value.text.split(separator: "; ").map(String.init)
      }
    return texts.filter { showsText || Self.isCode($0) }.joined(separator: "; ")
  }

  private static func isCode(_ text: String) -> Bool { text.wholeMatch(of: #/[a-z0-9]+([-.][a-z0-9]+)*/#) != nil }

  private static func isPrivate(_ member: LogValue.Member) -> Bool {
    switch EventKey(rawValue: member.key) {
    case .text, .hex: true
    case .reasons:
      if case .list(let values) = member.value {
        !values.map(\.text).allSatisfy(isCode)
      } else {
        !isCode(member.value.text)
      }
    case _: false
    }
  }

  private func number(_ text: String) -> String {
    showsText || text.contains("*") ? text : Privacy(includeText: false).shown(number: text)
  }

  private func percent(_ text: String) -> String {
    guard let share = Double(text), share.isFinite else { return visible(text) }
    let permille = Int((min(max(share, 0), 1) * 1_000).rounded())
    return "\(permille / 10).\(permille % 10) %"
  }

  private func clockTime(_ text: String) -> String {
    LogRecord.milliseconds(text) == nil ? visible(text) : String(text.dropFirst(11).prefix(8))
  }

  // MARK: Colour

  private enum Style {
    static let dim = "2"
    static let red = "31"
    static let boldRed = "1;31"
    static let green = "32"
    static let yellow = "33"
    static let magenta = "35"
    static let cyan = "36"
  }

  private func style(_ record: LogRecord) -> String {
    switch record.level {
    case .error: return Style.boldRed
    case .warning: return Style.yellow
    case .debug: return Style.dim
    case .info: break
    }
    switch record.text(.label) {
    case "fraud": return Style.red
    case "grey", "promo": return Style.magenta
    case "ham": return Style.green
    case _: break
    }
    switch EventName(rawValue: record.event) {
    case .reportSent, .reportDelivered, .reportAcknowledged, .modemReady: return Style.green
    case .reportQueued, .reportSending, .reportReview, .reportDryRun: return Style.magenta
    case _: return Style.cyan
    }
  }

  private func coloured(_ text: String, _ style: String) -> String {
    isColoured ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text
  }
}
