internal import Numbering

/// What a message from a report's destination says.
public enum ReplyKind: String, Sendable, CaseIterable {
  /// Thanks: the report was taken.
  case acknowledged
  /// The format is wrong.
  case rejected
  /// Asks for the number (two-step flow).
  case asksForNumber = "asks-for-number"
  /// Something else, such as an advertisement.
  case other
}

/// A report that a reply may answer.
public struct AnswerableReport: Sendable, Hashable {
  /// The report.
  public var id: Int64
  /// Who was reported.
  public var reportedSender: String
  /// When it was sent.
  public var sentAt: WallTime
  /// Whether the network surely took it, and did not give up on it since.
  public var surelyWent: Bool
  /// When thanks or a rejection was matched to it. A question or an advertisement is no answer.
  public var answeredAt: WallTime?
  /// Whether the destination has asked for its number.
  public var wasAsked: Bool

  /// A report; it surely went and was neither answered nor asked about unless said otherwise.
  public init(
    id: Int64, reportedSender: String, sentAt: WallTime, surelyWent: Bool = true, answeredAt: WallTime? = nil,
    wasAsked: Bool = false
  ) {
    self.id = id
    self.reportedSender = reportedSender
    self.sentAt = sentAt
    self.surelyWent = surelyWent
    self.answeredAt = answeredAt
    self.wasAsked = wasAsked
  }
}

/// Recognises the replies of a destination. Such messages are never classified, reported or answered (but for the
/// number a two-step flow is asked for).
public enum ReplyMatcher {
  /// How long after a report a message of the destination counts as its reply.
  public static let windowHours = 24

  /// What `text` says. A pattern is words in order; `*` stands for anything between. A rejection is looked for first:
  /// it often begins with thanks.
  public static func classify(_ text: String, by replies: ReportProfile.Replies) -> ReplyKind {
    let words = normalised(text)
    if replies.rejected.contains(where: { matches($0, words) }) { return .rejected }
    if replies.asksForNumber.contains(where: { matches($0, words) }) { return .asksForNumber }
    if replies.acknowledged.contains(where: { matches($0, words) }) { return .acknowledged }
    return .other
  }

  /// The report that a reply answers: the one whose number it names, else the last that surely went within 24 hours and
  /// has no answer yet.
  ///
  /// A reply without a number settles a report of which nobody knows whether it went only when it can mean nothing else:
  /// no report that surely went waits for an answer, none was answered since that one was tried (destinations answer
  /// twice), and there is no second such report. Else the ledger would call acknowledged what perhaps never left.
  public static func match(
    _ text: String, kind: ReplyKind, receivedAt: WallTime, among reports: [AnswerableReport]
  ) -> AnswerableReport? {
    let recent = reports.filter { report in
      report.sentAt.adding(hours: windowHours) >= receivedAt && report.sentAt <= receivedAt.adding(hours: windowHours)
    }
    let digits = String(text.unicodeScalars.filter { ("0"..."9").contains($0) })
    let named = recent.filter { report in
      guard let number = MSISDN(report.reportedSender) else { return false }
      return digits.contains(number.national.dropFirst())
    }
    if !named.isEmpty { return latest(named.filter { $0.answeredAt == nil }) ?? latest(named) }
    let waiting = recent.filter { $0.surelyWent && $0.answeredAt == nil }
    // Each report is asked about once, so the next question is about another; if there is none, it is the same again.
    if kind == .asksForNumber, let unasked = latest(waiting.filter { !$0.wasAsked }) { return unasked }
    return latest(waiting) ?? onlyDoubtful(recent, receivedAt: receivedAt)
  }

  private static func latest(_ reports: [AnswerableReport]) -> AnswerableReport? {
    reports.max { ($0.sentAt, $0.id) < ($1.sentAt, $1.id) }
  }

  private static func onlyDoubtful(_ recent: [AnswerableReport], receivedAt: WallTime) -> AnswerableReport? {
    let doubtful = recent.filter { !$0.surelyWent && $0.answeredAt == nil }
    guard doubtful.count == 1, let report = doubtful.first, report.sentAt <= receivedAt else { return nil }
    let mayBeARepeatedAnswer = recent.contains { other in
      other.id != report.id && (other.answeredAt.map { $0 >= report.sentAt } ?? false)
    }
    return mayBeARepeatedAnswer ? nil : report
  }

  private static func matches(_ pattern: String, _ words: String) -> Bool {
    var rest = words[...]
    let pieces = pattern.split(separator: "*").map { normalised(String($0)) }.filter { $0 != " " }
    guard !pieces.isEmpty else { return false }
    for piece in pieces {
      guard let range = rest.firstRange(of: piece) else { return false }
      // The space that ends a piece may begin the next.
      rest = rest[rest.index(before: range.upperBound)...]
    }
    return true
  }

  /// Letters and digits in lower case, one space between words and at both ends.
  private static func normalised(_ text: String) -> String {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.isEmpty ? " " : " " + words.joined(separator: " ") + " "
  }
}
