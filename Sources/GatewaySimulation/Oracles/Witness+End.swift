import ModemSimulator
import Numbering
import Reporting

/// What has to hold when the troubles are over.
extension Witness {
  /// Whether modems and network have nothing left to do; nil when they have not, else why not.
  func unfinished(_ simulation: Simulation, except broken: Set<Int>) -> String? {
    for (index, modem) in simulation.modems.enumerated() where !broken.contains(index) {
      let waiting = simulation.network.waitingCount(modem: index)
      if waiting > 0 { return "\(waiting) messages wait for modem \(index)" }
      let left = modem.messageCount(in: .sm) + modem.messageCount(in: .me)
      if left > 0 { return "\(left) messages are left in modem \(index)" }
    }
    let missing = simulation.network.record.deliveries.first { $0.takenAt == nil && !broken.contains($0.modem) }
    return missing.map { "delivery \($0.id) was not taken by modem \($0.modem)" }
  }

  /// Whether the gateway has nothing left to do; nil when it has not, else why not.
  func unfinished(_ books: Books, wall: WallTime, except broken: Set<Int>) -> String? {
    if books.unclassified > 0 { return "\(books.unclassified) messages without a verdict" }
    if let report = books.reports.first(where: { $0.state == "sending" }) { return "report \(report.id) is being sent" }
    // What a person, the mode or a limit holds back is not due.
    if books.openSwitches > 0 || !sendsReports { return nil }
    let stuck = Set(broken.map(History.imsi(ofModem:)))
    let due = books.reports.first { report in
      report.state == "queued" && (report.dueAt ?? 0) <= wall.milliseconds && !stuck.contains(report.sim)
    }
    if let due {
      return "report \(due.id) is due and not sent"
    }
    return nil
  }

  /// Compares what there is with what was sent.
  mutating func conclude(_ books: Books, record: NetworkRecord, broken: Set<Int>) {
    for delivery in record.deliveries where delivery.takenAt != nil && delivery.kind == .deliver {
      if broken.contains(delivery.modem) { continue }
      switch books.count(of: delivery.pdu, modem: delivery.modem) {
      case 0: object("nothing is lost", "delivery \(delivery.id) to modem \(delivery.modem): \(delivery.pdu)")
      case 1: break
      case let count: object("nothing is there twice", "\(count) times: \(delivery.pdu)")
      }
    }
    for (message, modem, ids) in expected where !ids.isEmpty && !broken.contains(modem) {
      check(message, in: books)
    }
  }

  private mutating func check(_ message: History.Message, in books: Books) {
    let text = stored(message.text)
    if message.missingParts.isEmpty {
      let count = books.messages[Books.Message(sender: message.sender, text: text, state: "complete"), default: 0]
      if count != 1 { object("one message, once", "\(count) times from \(message.sender): \(text)") }
    } else {
      let whole = books.messages.keys.contains { $0.sender == message.sender && $0.state == "complete" }
      if whole { object("parts that never came", "a whole message from \(message.sender) is made of some parts") }
    }
  }

  private var sendsReports: Bool {
    switch history.settings.mode {
    case .auto, .review: history.settings.perHour >= 100
    case .dryRun, .off: false
    }
  }

  /// No text may hold it in SQLite; the store writes a sign in its place.
  private func stored(_ text: String) -> String { text.replacing("\u{0}", with: "\u{FFFD}") }

  /// Whether a log tells of anybody what it must not.
  mutating func read(log: [String], pins: [String]) {
    let whole = log.joined(separator: "\n")
    for (message, _, _) in expected {
      if MSISDN(message.sender) != nil, whole.contains(message.sender.suffix(9)) {
        object("nothing private is in the log", "the number \(message.sender)")
      }
      if message.text.unicodeScalars.count >= 16, whole.contains(message.text.prefix(20)) {
        object("nothing private is in the log", "the text \(message.text)")
      }
    }
    for pin in pins where whole.contains("\"\(pin)\"") { object("nothing private is in the log", "the PIN \(pin)") }
  }
}
