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
  /// Whether a reply to it has been matched already.
  public var isAnswered: Bool

  /// A report.
  public init(id: Int64, reportedSender: String, sentAt: WallTime, isAnswered: Bool) {
    self.id = id
    self.reportedSender = reportedSender
    self.sentAt = sentAt
    self.isAnswered = isAnswered
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

  /// The report that a reply answers: the one whose number it names, else the last sent within 24 hours that has no
  /// answer yet.
  public static func match(
    _ text: String, receivedAt: WallTime, among reports: [AnswerableReport]
  ) -> AnswerableReport? {
    let recent = reports.filter { report in
      report.sentAt.adding(hours: windowHours) >= receivedAt && report.sentAt <= receivedAt.adding(hours: windowHours)
    }
    let digits = String(text.unicodeScalars.filter { ("0"..."9").contains($0) })
    let named = recent.filter { report in
      guard let number = MSISDN(report.reportedSender) else { return false }
      return digits.contains(number.national.dropFirst())
    }
    let candidates = named.isEmpty ? recent.filter { !$0.isAnswered } : named
    return candidates.max { ($0.isAnswered ? 0 : 1, $0.sentAt, $0.id) < ($1.isAnswered ? 0 : 1, $1.sentAt, $1.id) }
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
