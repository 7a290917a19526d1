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
    let cards = subscribers(of: broken, simulation)
    let missing = simulation.network.record.deliveries.first { $0.takenAt == nil && !cards.contains($0.subscriber) }
    return missing.map { "delivery \($0.id) was not taken by the modem with card \($0.subscriber)" }
  }

  /// Whose cards are in some modems.
  func subscribers(of modems: Set<Int>, _ simulation: Simulation) -> Set<Int> {
    Set(modems.compactMap { simulation.network.subscriber(ofModem: $0) })
  }

  /// Whether the gateway has nothing left to do; nil when it has not, else why not.
  ///
  /// - Parameter broken: the subscribers whose modems don't work.
  func unfinished(_ books: Books, wall: WallTime, except broken: Set<Int>) -> String? {
    if books.unclassified > 0 { return "\(books.unclassified) messages without a verdict" }
    if let report = books.reports.first(where: { $0.state == "sending" }) { return "report \(report.id) is being sent" }
    if books.submissions.contains(where: { $0.state == "sending" }) { return "an SMS is being sent" }
    // What a person, the mode or a limit holds back is not due.
    if books.openSwitches > 0 || !sendsReports { return nil }
    let working = Set(history.modems.indices.filter { !broken.contains($0) }.map(history.imsi(of:)))
    func isDue(_ state: String, _ due: Int64?, sim: String) -> Bool {
      state == "queued" && (due ?? 0) <= wall.milliseconds && (sim.isEmpty ? !working.isEmpty : working.contains(sim))
    }
    if let due = books.reports.first(where: { isDue($0.state, $0.dueAt, sim: $0.sim) }) {
      return "report \(due.id) is due and not sent"
    }
    if books.submissions.contains(where: { isDue($0.state, $0.dueAt, sim: $0.sim) }) {
      return "an SMS is due and not sent"
    }
    return nil
  }

  /// Compares what there is with what was sent.
  ///
  /// - Parameter broken: the subscribers whose modems don't work.
  mutating func conclude(_ books: Books, record: NetworkRecord, broken: Set<Int>) {
    concludeQuestions(books, record: record, except: broken)
    let sims = Set(history.modems.indices.map(history.imsi(of:)))
    for delivery in record.deliveries where delivery.takenAt != nil && delivery.kind == .deliver {
      if broken.contains(delivery.subscriber) || forgottenPDUs.contains(delivery.pdu) { continue }
      switch books.count(of: delivery.pdu, except: otherSIMs(with: delivery, in: record)) {
      case 0: object("nothing is lost", "delivery \(delivery.id) to \(delivery.subscriber): \(delivery.pdu)")
      case let count where count - books.countUnderNames(of: delivery.pdu, sims: sims) > 1:
        object("nothing is there twice", "\(count) times: \(delivery.pdu)")
      case _: break
      }
    }
    for message in expected where !message.ids.isEmpty && !broken.contains(message.subscriber) {
      // Whoever was forgotten has been so as a whole or in part, by what had come by then.
      if !everForgotten.contains(message.message.sender) { check(message.message, in: books, except: broken) }
    }
  }

  private mutating func check(_ message: History.Message, in books: Books, except broken: Set<Int>) {
    let text = stored(message.text)
    let same = expected.filter { $0.message.sender == message.sender && $0.message.text == message.text }
    if message.missingParts.isEmpty {
      // Some write the same more than once; the network may make one PDU of two that come within a second.
      let whole = same.filter { $0.message.missingParts.isEmpty }
      let most = whole.count
      let pdus = Set(whole.filter { !broken.contains($0.subscriber) }.map(\.sim)).count
      let count = books.messages[Books.Message(sender: message.sender, text: text, state: "complete"), default: 0]
      let sims = Set(history.modems.indices.map(history.imsi(of:)))
      if (count > most && !books.hasNames(except: sims)) || count < pdus {
        object("one message, once", "\(count) times from \(message.sender), sent \(most) times: \(text)")
      }
    } else if !same.contains(where: { $0.message.missingParts.isEmpty }) {
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
    for message in expected.map(\.message) {
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
