import ModemSimulator
import Reporting
import SMSCodec

/// What an oracle has to object to.
package struct Finding: Sendable, Equatable, CustomStringConvertible {
  /// The invariant.
  package let oracle: String
  /// What was seen.
  package let detail: String

  package var description: String { "\(oracle): \(detail)" }
}

/// Stands at the network's side and beside the people, and checks after every step what the architecture promises. It
/// knows what the generator meant, what modems and network saw and what a power cut would leave on the disk; nothing of
/// what the gateway thinks.
struct Witness {
  private(set) var finding: Finding?
  let history: History
  private var seenDeletions: Set<Int> = []
  private var seenSubmissions = 0
  /// The PINs each modem has got that were wrong, as last seen.
  var wrongPINs: [Int: Int] = [:]
  /// The modems at which a try of the PIN was cut off.
  var pinsCutOff: Set<String> = []
  private var texts: [String: Int] = [:]
  private var lastSubmission: [Int: (at: Duration, life: Int)] = [:]
  private var sentAt: [Int: [Duration]] = [:]

  // What people did.
  /// By sender as the generator writes it.
  private var approved: Set<String> = []
  private var repeatable: [String: Int] = [:]
  private var cancelled: Set<String> = []
  private var protected: [String: Set<String>] = [:]
  private var isPaused = false
  private var underWay: Set<String> = []
  private var written: Set<String> = []
  /// SIMs of which 1166 said that a report is ill-formed, until a person looks.
  private var refused: [Int: Set<String>] = [:]

  /// Messages by the number of their deliveries.
  private(set) var deliveries: [Int: Int] = [:]
  private(set) var expected: [(message: History.Message, modem: Int, ids: [Int])] = []

  init(_ history: History) {
    self.history = history
  }

  mutating func object(_ oracle: String, _ detail: String) {
    if finding == nil { finding = Finding(oracle: oracle, detail: detail) }
  }

  mutating func sent(_ message: History.Message, to modem: Int, deliveries ids: [Int]) {
    for id in ids { deliveries[id] = expected.count }
    expected.append((message, modem, ids))
  }

  // MARK: The network

  /// To be called whenever a modem or the network may have moved.
  ///
  /// - Parameter durable: what a power cut would leave.
  mutating func look(
    at record: NetworkRecord, now: Duration, life: Int, durable: () throws -> Books
  ) throws {
    if record.deletedCount > seenDeletions.count { try lookAtDeletions(record, durable: durable) }
    guard record.submissionCount > seenSubmissions else { return }
    let books = try durable()
    for submission in record.submissions.dropFirst(seenSubmissions) {
      check(submission, books: books, now: now, life: life)
    }
    seenSubmissions = record.submissionCount
  }

  private mutating func lookAtDeletions(_ record: NetworkRecord, durable: () throws -> Books) throws {
    let books = try durable()
    for delivery in record.deliveries where delivery.deletedAt != nil && seenDeletions.insert(delivery.id).inserted {
      if books.count(of: delivery.pdu, modem: delivery.modem) == 0 {
        object("deleted only after the commit", "delivery \(delivery.id) is on no disk: \(delivery.pdu)")
      }
      if isRefusal(delivery) {
        refused[delivery.modem] = refused[delivery.modem] ?? books.sending
      }
    }
  }

  /// 1166 itself says that a report was ill-formed.
  private func isRefusal(_ delivery: NetworkRecord.Delivery) -> Bool {
    guard deliveries[delivery.id] == nil, let pdu = try? PDU.decode(hex: delivery.pdu).value,
      case .deliver(let deliver) = pdu.tpdu
    else { return false }
    return deliver.originatingAddress.description == "1166" && deliver.text == ReportService().refusal
  }

  private mutating func check(_ submission: NetworkRecord.Submission, books: Books, now: Duration, life: Int) {
    let text = submission.text ?? ""
    let pdu = Books.withoutReference(submission.pdu)
    if submission.destination != "1166" {
      if !written.contains(submission.destination) {
        object("only where the profile says", "an SMS went to \(submission.destination): \(text)")
      }
    } else {
      checkReport(text, pdu: pdu, type: submission.typeOfAddress, modem: submission.modem)
    }
    if !books.sending.contains(pdu) {
      object("the intent is on disk first", "no intent is on disk for the SMS to \(submission.destination): \(text)")
    }
    texts[text, default: 0] += 1
    if texts[text, default: 0] > 1 + repeatable[text, default: 0] {
      object("nothing is sent twice", "sent again without a person's word: \(text)")
    }
    if isPaused, !underWay.contains(pdu) { object("a pause is kept", "sent while sending was paused: \(text)") }
    if let last = lastSubmission[submission.modem], last.life == life,
      now - last.at < .seconds(history.settings.gapSeconds)
    {
      object("gaps are kept", "\(now - last.at) after the one before: \(text)")
    }
    lastSubmission[submission.modem] = (now, life)
    sentAt[submission.modem, default: []].append(now)
    // A little less than an hour: between intent and network some seconds may pass.
    let inHour = sentAt[submission.modem, default: []].count { now - $0 < .seconds(3_400) }
    if inHour > history.settings.perHour {
      object("limits are kept", "SMS number \(inHour) within the hour: \(text)")
    }
  }

  private mutating func checkReport(_ text: String, pdu: String, type: UInt8, modem: Int) {
    let fields = text.split(separator: "#", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard type == 0x81, fields.count == 3, fields[0] == "PENIPUAN", fields[1].hasPrefix("08") else {
      return object("reports are well-formed", "type \(type): \(text)")
    }
    let sender = "+62" + fields[1].dropFirst()
    let known = expected.filter { $0.message.sender == sender && $0.modem == modem }
    guard let first = known.first else {
      return object("only who wrote is reported", "nobody wrote from \(sender): \(text)")
    }
    if !known.contains(where: { $0.message.kind == .fraud }) {
      object("no innocent is reported", "\(sender) wrote: \(first.message.text)")
    }
    let isApproved = approved.contains(sender)
    if !known.contains(where: { $0.message.mayBeReported }), !isApproved {
      object("doubt needs a person's word", "\(sender): \(text)")
    }
    switch history.settings.mode {
    case .auto: break
    case .review: if !isApproved { object("the mode is kept", "reported without review: \(text)") }
    case .dryRun, .off: object("the mode is kept", "reported in the mode \(history.settings.mode): \(text)")
    }
    if cancelled.contains(text) { object("a person's no is kept", "sent although it was cancelled: \(text)") }
    if let underWay = protected[sender], !underWay.contains(pdu) {
      object("a person's lists are kept", "\(sender) is protected: \(text)")
    }
    if let underWay = refused[modem], !underWay.contains(pdu) {
      object("a refusal stops reports", "sent after 1166 said that the format is wrong: \(text)")
    }
  }

  // MARK: The people

  mutating func approved(_ report: Books.Report) { approved.insert(report.sender) }
  mutating func cancelled(_ report: Books.Report) { cancelled.insert(report.text) }
  mutating func mayRepeat(_ text: String) { repeatable[text, default: 0] += 1 }
  mutating func protects(_ sender: String, books: Books) { protected[sender] = books.sending }
  mutating func writes(to number: String) { written.insert(number) }

  mutating func pauses(books: Books) {
    isPaused = true
    underWay = books.sending
  }

  mutating func resumes() {
    isPaused = false
    refused = [:]
  }
}
