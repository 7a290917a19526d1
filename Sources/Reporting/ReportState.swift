/// Where a report stands. The raw values are what the ledger and the log show.
public enum ReportState: String, Sendable, CaseIterable {
  /// Composed, and waiting for a person's word.
  case awaitingReview = "awaiting-review"
  /// Composed under the `dry-run` mode; never sent.
  case dryRun = "dry-run"
  /// To be sent when due.
  case queued
  /// The intent is on disk and the modem has it; no answer yet.
  case sending
  /// The network took it.
  case sent
  /// The modem or the network refused it: it was not sent.
  case failed
  /// Nobody can say whether it was sent. Never sent again by itself.
  case unknown
  /// The destination has it (status report).
  case delivered
  /// The network gave up on it (status report).
  case undelivered
  /// The destination thanked for it.
  case acknowledged
  /// The destination answered that the format is wrong.
  case rejected
  /// A person, or a guard that closed before it was due, stopped it.
  case cancelled

  /// The states that may follow this one.
  public var successors: Set<ReportState> {
    switch self {
    case .awaitingReview: [.queued, .cancelled]
    // Back to the queue only when the modem says that nothing reached it.
    case .sending: [.sent, .failed, .unknown, .queued]
    case .queued: [.sending, .cancelled, .awaitingReview]
    case .sent: [.delivered, .undelivered, .acknowledged, .rejected]
    // A status report or a reply settles what became of it; else a person does.
    case .unknown: [.sent, .failed, .delivered, .undelivered, .acknowledged, .rejected]
    // Queued again only at a person's word.
    case .failed: [.queued, .cancelled]
    case .undelivered: [.queued, .delivered, .acknowledged, .rejected]
    case .delivered: [.acknowledged, .rejected]
    // Some destinations answer twice.
    case .acknowledged: [.rejected]
    case .rejected: [.acknowledged]
    case .dryRun, .cancelled: []
    }
  }

  /// Whether the report may have reached its destination, so that it counts as made.
  public var mayHaveReachedDestination: Bool {
    switch self {
    case .sending, .sent, .unknown, .delivered, .undelivered, .acknowledged, .rejected: true
    case .awaitingReview, .dryRun, .queued, .failed, .cancelled: false
    }
  }

  /// This state's successor `next`.
  public func becoming(_ next: ReportState) throws(IllegalTransition) -> ReportState {
    guard successors.contains(next) else { throw IllegalTransition(from: self, to: next) }
    return next
  }
}

/// A report was asked to become what it cannot.
public struct IllegalTransition: Error, Sendable, Hashable, CustomStringConvertible {
  /// Where the report stood.
  public let from: ReportState
  /// What it was asked to become.
  public let to: ReportState

  /// A transition that is not possible.
  public init(from: ReportState, to: ReportState) {
    self.from = from
    self.to = to
  }

  /// A plain sentence with what would have been possible.
  public var description: String {
    let possible = from.successors.map(\.rawValue).sorted().joined(separator: ", ")
    return "a report that is \(from.rawValue) cannot become \(to.rawValue)"
      + (possible.isEmpty ? "; that state is final" : "; it can become: \(possible)")
  }
}
