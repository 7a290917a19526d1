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
  /// The modem that serves a SIM, by the SIM.
  var servers: [String: Int] = [:]
  /// What each modem said last, and those that have named their SIM.
  var said: [Int: String] = [:]
  var identified: Set<Int> = []
  var texts: [String: Int] = [:]
  /// By SIM, like all that follows of it: a card may be in another modem.
  private var lastSubmission: [String: (at: Duration, life: Int)] = [:]
  private var sentAt: [String: [Duration]] = [:]
  var answers: [String: Set<String>] = [:]
  /// Senders of whom a report has reached the network.
  var reported: Set<String> = []

  // What people did.
  /// By sender as the generator writes it.
  var approved: Set<String> = []
  var approvedTexts: Set<String> = []
  var repeatable: [String: Int] = [:]
  /// By text: how often it had gone before, and how many reports of it were cancelled.
  var cancelled: [String: (before: Int, count: Int)] = [:]
  /// Of whom nothing may be sent any more, with what was under way then.
  var protected: [String: Set<String>] = [:]
  var revoked: [String: Set<String>] = [:]
  var forgotten: [String: Forgotten] = [:]
  /// All who ever were, even if they wrote again.
  var everForgotten: Set<String> = []
  /// What of them had been stored.
  var forgottenPDUs: Set<String> = []
  /// PDUs that were under way when they were emptied.
  var emptiedUnderWay: Set<String> = []
  var isPaused = false
  var underWay: Set<String> = []
  var written: Set<String> = []
  /// SIMs of which 1166 said that a report is ill-formed, until a person looks.
  var refused: [String: Set<String>] = [:]
  /// Answers of 1166 that were read before a person let sending go on.
  var heededRefusals: Set<Int> = []

  /// Messages by the number of their deliveries.
  private var deliveries: [Int: Int] = [:]
  private(set) var expected: [Expected] = []

  /// A message that somebody sent.
  struct Expected {
    var message: History.Message
    /// The SIM it was for, and the number of its subscriber.
    var sim: String
    var subscriber: Int
    /// The deliveries it makes.
    var ids: [Int]
  }

  init(_ history: History) {
    self.history = history
  }

  mutating func object(_ oracle: String, _ detail: String) {
    if finding == nil { finding = Finding(oracle: oracle, detail: detail) }
  }

  mutating func sent(_ message: History.Message, to subscriber: Int, deliveries ids: [Int]) {
    for id in ids { deliveries[id] = expected.count }
    expected.append(Expected(message: message, sim: history.imsi(of: subscriber), subscriber: subscriber, ids: ids))
    // What comes now is new, and known again.
    forgotten[message.sender] = nil
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
      check(submission, books: books, record: record, now: now, life: life)
    }
    seenSubmissions = record.submissionCount
  }

  private mutating func lookAtDeletions(_ record: NetworkRecord, durable: () throws -> Books) throws {
    let books = try durable()
    for delivery in record.deliveries where delivery.deletedAt != nil && seenDeletions.insert(delivery.id).inserted {
      if books.count(of: delivery.pdu, except: otherSIMs(with: delivery, in: record)) == 0,
        !forgottenPDUs.contains(delivery.pdu)
      {
        object("deleted only after the commit", "delivery \(delivery.id) is on no disk: \(delivery.pdu)")
      }
      if isRefusal(delivery), !heededRefusals.contains(delivery.id) {
        let sim = history.imsi(of: delivery.subscriber)
        refused[sim] = refused[sim] ?? books.sending
      }
    }
  }

  /// 1166 says the same to many.
  func otherSIMs(with delivery: NetworkRecord.Delivery, in record: NetworkRecord) -> Set<String> {
    var sims = Set(record.deliveries.lazy.filter { $0.pdu == delivery.pdu }.map { history.imsi(of: $0.subscriber) })
    sims.remove(history.imsi(of: delivery.subscriber))
    return sims
  }

  /// 1166 itself says that a report was ill-formed.
  func isRefusal(_ delivery: NetworkRecord.Delivery) -> Bool {
    deliveries[delivery.id] == nil && answer(in: delivery) == ReportService().refusal
  }

  /// What 1166 says, or somebody in its name.
  func answer(in delivery: NetworkRecord.Delivery) -> String? {
    guard let pdu = try? PDU.decode(hex: delivery.pdu).value, case .deliver(let deliver) = pdu.tpdu,
      deliver.originatingAddress.description == "1166"
    else { return nil }
    return deliver.text
  }

  private mutating func check(
    _ submission: NetworkRecord.Submission, books: Books, record: NetworkRecord, now: Duration, life: Int
  ) {
    let text = submission.text ?? ""
    let pdu = Books.withoutReference(submission.pdu)
    let sim = history.imsi(of: submission.subscriber)
    if submission.destination != "1166" {
      if !written.contains(submission.destination) {
        object("only where the profile says", "an SMS went to \(submission.destination): \(text)")
      }
    } else {
      checkReport(text, pdu: pdu, type: submission.typeOfAddress, sim: sim, books: books, record: record)
    }
    if !books.sending.contains(pdu), !emptiedUnderWay.contains(pdu) {
      object("the intent is on disk first", "no intent is on disk for the SMS to \(submission.destination): \(text)")
    }
    texts[text, default: 0] += 1
    if texts[text, default: 0] > 1 + repeatable[text, default: 0] {
      object("nothing is sent twice", "sent again without a person's word: \(text)")
    }
    if isPaused, !underWay.contains(pdu) { object("a pause is kept", "sent while sending was paused: \(text)") }
    if let last = lastSubmission[sim], last.life == life, now - last.at < .seconds(history.settings.gapSeconds) {
      object("gaps are kept", "\(now - last.at) after the one before: \(text)")
    }
    lastSubmission[sim] = (now, life)
    sentAt[sim, default: []].append(now)
    // A little less than an hour: between intent and network some seconds may pass.
    let inHour = sentAt[sim, default: []].count { now - $0 < .seconds(3_400) }
    if inHour > history.settings.perHour {
      object("limits are kept", "SMS number \(inHour) within the hour: \(text)")
    }
  }
}
