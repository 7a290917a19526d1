import ModemSimulator
import Reporting

// What goes to 1166.
extension Witness {
  mutating func checkReport(
    _ text: String, pdu: String, type: UInt8, sim: String, books: Books, record: NetworkRecord
  ) {
    if type != 0x81 { object("reports are well-formed", "type \(type): \(text)") }
    if !history.settings.isTwoStep {
      checkForm(text, pdu: pdu, sim: sim)
    } else if ReportService.isNumber(text) {
      checkAnswer(text, pdu: pdu, sim: sim, books: books, record: record)
    } else {
      checkForwarded(text, pdu: pdu, sim: sim)
    }
    if let underWay = refused[sim], !underWay.contains(pdu) {
      object("a refusal stops reports", "sent after 1166 said that the format is wrong: \(text)")
    }
    if case .dryRun = history.settings.mode { object("the mode is kept", "sent in the mode dry-run: \(text)") }
    if case .off = history.settings.mode { object("the mode is kept", "sent in the mode off: \(text)") }
  }

  private mutating func checkForm(_ text: String, pdu: String, sim: String) {
    let fields = text.split(separator: "#", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 3, fields[0] == "PENIPUAN", fields[1].hasPrefix("08"), !fields[2].isEmpty else {
      return object("reports are well-formed", text)
    }
    let sender = "+62" + fields[1].dropFirst()
    checkReport(text, of: expected.filter { $0.message.sender == sender && $0.sim == sim }, pdu: pdu)
  }

  /// In two steps the text goes first, as it came but for what does not fit.
  private mutating func checkForwarded(_ text: String, pdu: String, sim: String) {
    checkReport(text, of: messages(in: text, to: sim), pdu: pdu)
  }

  /// The messages whose text a forwarded one may be: `..` stands for what was left out.
  func messages(in text: String, to sim: String) -> [Expected] {
    let words = text.split(separator: " ").map { $0.trimming(".") }
    return expected.filter { message in
      message.sim == sim && !words.isEmpty && words.allSatisfy { message.message.text.contains($0) }
    }
  }

  private mutating func checkReport(_ text: String, of known: [Expected], pdu: String) {
    guard let first = known.first else {
      return object("only who wrote is reported", "nobody wrote what is reported: \(text)")
    }
    let sender = first.message.sender
    reported.insert(sender)
    if !known.contains(where: { $0.message.kind == .fraud }) {
      object("no innocent is reported", "\(sender) wrote: \(first.message.text)")
    }
    let isApproved = approved.contains(sender)
    if !known.contains(where: { $0.message.mayBeReported }), !isApproved {
      object("doubt needs a person's word", "\(sender): \(text)")
    }
    if case .review = history.settings.mode, !isApproved { object("the mode is kept", "without review: \(text)") }
    let same = expected.count { $0.message.sender == sender && $0.message.text == first.message.text }
    checkNo(to: text, of: sender, messages: same, pdu: pdu)
    // Who writes once more, after a report was revoked, is reported once more, with the number if it is asked for.
    if let underWay = revoked[sender], !underWay.contains(pdu) { revoked[sender] = nil }
  }

  /// A person who cancelled a report has said no to one message; the sender may have written the same once more.
  private mutating func checkNo(to text: String, of sender: String, messages: Int, pdu: String) {
    if let cancelled = cancelled[text], texts[text, default: 0] + 1 - cancelled.before > messages - cancelled.count {
      object("a person's no is kept", "sent although it was cancelled: \(text)")
    }
    checkStanding(of: sender, text: text, pdu: pdu)
  }

  private mutating func checkStanding(of sender: String, text: String, pdu: String) {
    if let underWay = protected[sender], !underWay.contains(pdu) {
      object("a person's lists are kept", "\(sender) is protected: \(text)")
    }
    if let forgotten = forgotten[sender], !forgotten.underWay.contains(pdu) {
      object("who is forgotten is not reported", "\(sender) was forgotten: \(text)")
    }
  }

  /// The second SMS of a report: the number, because 1166 has asked for it.
  private mutating func checkAnswer(
    _ text: String, pdu: String, sim: String, books: Books, record: NetworkRecord
  ) {
    let asked = record.deliveries.count { delivery in
      delivery.takenAt != nil && history.imsi(of: delivery.subscriber) == sim
        && answer(in: delivery)?.contains("Balas dengan nomor") ?? false
    }
    answers[sim, default: []].insert(text)
    if answers[sim, default: []].count > asked {
      object("a number is sent only when asked for", "\(answers[sim, default: []].count) of \(asked): \(text)")
    }
    guard expected.contains(where: { $0.message.sender == text && $0.sim == sim && $0.message.kind == .fraud }) else {
      return object("the number is that of the reported", "nobody with this number wrote a fraud: \(text)")
    }
    // A report whose fate nobody knows may be what it asks about.
    if !reported.contains(text), !books.reports.contains(where: { $0.sender == text && $0.wasBegun }) {
      object("the number is that of the reported", "no report of \(text) has gone")
    }
    if let underWay = revoked[text], !underWay.contains(pdu) {
      object("a person's no is kept", "the number was sent although the report was revoked: \(text)")
    }
    checkStanding(of: text, text: text, pdu: pdu)
  }

  /// Every question of 1166 about a report that surely went is answered, unless somebody has said no since.
  mutating func concludeQuestions(_ books: Books, record: NetworkRecord, except broken: Set<Int>) {
    // An answer belongs to a report of the last day, by the clock.
    let jumps = history.happenings.contains {
      if case .clock(let seconds) = $0.what { abs(seconds) > 3_600 } else { false }
    }
    guard history.settings.isTwoStep, history.settings.perHour >= 100, !jumps, finding == nil else { return }
    let answered = Set(record.received.map(\.text).filter(ReportService.isNumber))
    for submission in record.submissions where submission.destination == "1166" {
      let text = submission.text ?? ""
      let sim = history.imsi(of: submission.subscriber)
      guard !ReportService.isNumber(text), let sender = messages(in: text, to: sim).first?.message.sender,
        sender.hasPrefix("+628"), !answered.contains(sender), !broken.contains(submission.subscriber),
        protected[sender] == nil, revoked[sender] == nil, !everForgotten.contains(sender),
        let report = books.reports.first(where: { $0.sender == sender && $0.state != "awaiting-review" }),
        report.state == "sent" || report.state == "delivered"
      else { continue }
      // Two questions of one second are one PDU, and so one message.
      let questions = Set(record.deliveries.filter { isQuestion($0, about: submission) }.map(\.pdu))
      let answers = books.submissions.count { $0.reportID != nil && $0.sim == sim && $0.state != "cancelled" }
      guard questions.count > answers else { continue }
      if let answer = books.submissions.first(where: { $0.reportID == report.id }) {
        // It may have failed, like any SMS; a guard has closed only where somebody has said no.
        if answer.state != "cancelled" { continue }
      }
      object(
        "a question is answered",
        "\(questions.count) came and \(answers) answers were tried; report \(report.id) of \(sender) waits")
    }
  }

  private func isQuestion(_ delivery: NetworkRecord.Delivery, about submission: NetworkRecord.Submission) -> Bool {
    delivery.subscriber == submission.subscriber && delivery.takenAt != nil && delivery.queuedAt >= submission.at
      && answer(in: delivery) == ReportService().question
  }
}

extension Substring {
  /// Without a character at both ends.
  fileprivate func trimming(_ character: Character) -> Substring {
    var trimmed = drop { $0 == character }
    while trimmed.last == character { trimmed.removeLast() }
    return trimmed
  }
}
