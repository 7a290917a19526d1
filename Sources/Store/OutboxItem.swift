/// An SMS of the gateway: a report, or one that a person or a two-step report asked for. Both go the same way.
public enum OutboxItem: Hashable, Sendable {
  /// A row of the reports ledger.
  case report(Int64)
  /// A row of the other submissions.
  case submission(Int64)

  /// Its table.
  var table: String {
    switch self {
    case .report: "reports"
    case .submission: "submissions"
    }
  }

  /// Its column in the table of sends.
  var column: String {
    switch self {
    case .report: "report_id"
    case .submission: "submission_id"
    }
  }

  /// Its row.
  var id: Int64 {
    switch self {
    case .report(let id), .submission(let id): id
    }
  }

  /// What people call it.
  var noun: String {
    switch self {
    case .report: "report"
    case .submission: "submission"
    }
  }
}
