import CSystemd
import Glibc

/// Writes events to the systemd journal with native fields: `journalctl -u pelapor EVENT=report.sent` finds them.
final class JournalSink: EventSink {
  private let privacy: Privacy
  private let message: HumanFormat
  private let clock: CivilClock
  /// The journal's socket blocks when the journal is slow.
  private let queue = WriterQueue(label: "pelapor.journal", capacity: DescriptorSink.capacity)

  init(privacy: Privacy, clock: CivilClock) {
    self.privacy = privacy
    self.clock = clock
    message = HumanFormat(privacy: privacy, clock: clock, isColoured: false)
  }

  func write(_ event: Event, at milliseconds: Int64) {
    let entry = fields(of: event, at: milliseconds)
    queue.add { [self] refused in
      send(entry)
      if refused > 0 {
        send([
          "MESSAGE=\(refused) events were lost", "PRIORITY=4", "EVENT=log.dropped", "COUNT=\(refused)",
          "MESSAGE_ID=\(EventName.logDropped.messageID)",
        ])
      }
    }
  }

  /// The fields of an entry, as `NAME=value`.
  func fields(of event: Event, at milliseconds: Int64) -> [String] {
    var fields = [
      "MESSAGE=" + message.line(event, at: milliseconds).dropLast(),
      "PRIORITY=\(priority(event.level))",
      "EVENT=\(event.name.rawValue)",
      "MESSAGE_ID=\(event.name.messageID)",
      "SYSLOG_IDENTIFIER=pelapor",
    ]
    for field in event.fields {
      if let text = text(field.value) { fields.append("\(Self.name(field.key))=\(text)") }
    }
    return fields
  }

  func flush() { queue.flush() }

  private func send(_ fields: [String]) {
    let octets = fields.map { Array($0.utf8) }
    var vectors: [iovec] = []
    // The journal takes counted octets, so a field may hold any text; the arrays stay alive until the call returns.
    func descend(_ index: Int) {
      guard index < octets.count else {
        _ = vectors.withUnsafeBufferPointer { sd_journal_sendv($0.baseAddress, Int32($0.count)) }
        return
      }
      octets[index].withUnsafeBytes { bytes in
        vectors.append(iovec(iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count))
        descend(index + 1)
      }
    }
    descend(0)
  }

  /// The key in capitals. `MESSAGE_ID` is the journal's own: there it tells the kind of entry.
  static func name(_ key: EventKey) -> String {
    key == .messageID ? "PELAPOR_MESSAGE_ID" : key.rawValue.uppercased()
  }

  private func text(_ value: Event.Value) -> String? {
    switch value {
    case .string(let text): visible(text)
    case .integer(let number): String(number)
    case .decimal(let number): String(number)
    case .boolean(let flag): String(flag)
    case .strings(let texts): visible(texts.joined(separator: "; "))
    case .number(let number): visible(privacy.shown(number: number))
    case .words(let words): privacy.includeText ? visible(words) : nil
    case .quoting(let texts, let plain): visible((privacy.includeText ? texts : plain).joined(separator: "; "))
    case .instant(let instant): clock.rfc3339(instant)
    case .counts(let counts): counts.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    }
  }

  /// syslog(3) priorities.
  private func priority(_ level: LogLevel) -> Int32 {
    switch level {
    case .debug: LOG_DEBUG
    case .info: LOG_INFO
    case .warning: LOG_WARNING
    case .error: LOG_ERR
    }
  }
}
