import ArgumentParser
import Gateway
import Reporting
import Store

struct Reports: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists reports, shows one, and what people do with them.",
    subcommands: [
      List.self, Show.self, Approve.self, Cancel.self, Revoke.self, Retry.self, Resolve.self, Pause.self, Resume.self,
    ])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists reports, the newest first.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var paging: PagingOptions

    @Option(help: "Only in this state: \(ReportState.allCases.map(\.rawValue).joined(separator: ", ")).")
    var state: String?

    @Flag(help: "JSON lines: one object a report.")
    var json = false

    func validate() throws {
      if let state, ReportState(rawValue: state) == nil {
        throw ValidationError("--state must be one of \(ReportState.allCases.map(\.rawValue).joined(separator: ", "))")
      }
    }

    func run() throws {
      try store.withStore { store in
        let state = state.flatMap(ReportState.init)
        let reports = try store.reports(state: state, before: paging.before, limit: paging.limit)
        for report in reports { Console.print(json ? report.json(.everything) : ReportView.line(report)) }
        Console.sayIfEmpty(reports, paging.emptiness(of: "reports", isFiltered: state != nil), json: json)
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows a report: the very text and PDUs sent, what became of them, the audit trail.")

    @OptionGroup var store: StoreOptions

    @Argument(help: "Number of the report.")
    var id: Int64

    @Flag(help: "One JSON object.")
    var json = false

    func run() throws {
      try store.withStore { store in
        let report = try store.report(id)
        let sends = try store.sends(of: .report(id))
        let audit = try store.audit(reportID: id)
        guard json else {
          for line in ReportView.page(report, sends: sends, audit: audit) { Console.print(line) }
          return
        }
        Console.print(report.json(.everything, sends: sends, audit: audit))
      }
    }
  }
}

/// How a report is shown.
enum ReportView {
  private static let clock = CivilClock.local

  static func line(_ report: ReportRecord) -> String {
    let text = visible(report.text ?? "")
    return Columns.line([
      (String(report.id), 6), (clock.minute(report.createdAt.milliseconds), 16), (report.state.rawValue, 15),
      (report.destination, 6), (visible(report.sender ?? "-"), 16), (text.count > 60 ? text.prefix(59) + "…" : text, 0),
    ])
  }

  /// Does something to a report and shows what it is then.
  static func print(_ deed: Deed, of id: Int64, in store: StoreOptions, json: Bool) throws {
    try store.carry(deed)
    try store.withStore { store in
      let report = try store.report(id)
      Console.print(json ? report.json(.everything) : line(report))
    }
  }

  static func page(_ report: ReportRecord, sends: [SendRecord], audit: [AuditRecord]) -> [String] {
    var rows: [(String, String?)] = [
      ("report", "\(report.id), \(report.state.rawValue)"), ("of message", String(report.messageID)),
      ("reported", report.sender.map(visible)),
      ("to", "\(report.destination) (profile \(report.profile) version \(report.profileVersion))"),
      ("text", report.text.map(visible)), ("parts", String(report.parts)),
      ("stopped by", report.stoppedBy.map { "\($0): \(Guard(rawValue: $0)?.reason ?? "")" }),
      ("created", clock.rfc3339(report.createdAt.milliseconds)), ("due", report.dueAt.map(shown)),
      ("approved by", report.approvedBy), ("failure", report.failure.map(visible)),
      ("delivered", report.deliveredAt.map(shown)),
      ("reply", report.reply.map { "\($0.rawValue), message \(report.replyMessageID ?? 0)" }),
      ("revoked", report.revokedAt.map(shown)),
    ]
    rows += sends.map { send in
      let reference = send.reference.map { ", reference \($0)" } ?? ""
      return (
        "sent", "\(shown(send.startedAt))  part \(send.part), \(send.state.rawValue)\(reference)  \(send.hex ?? "")"
      )
    }
    rows += audit.map { entry in
      ("audit", "\(shown(entry.at))  \(entry.event)  by \(entry.actor)\(entry.detail.map { "  " + visible($0) } ?? "")")
    }
    return rows.compactMap { name, value in value.map { Columns.line([(name, 12), ($0, 0)]) } }
  }

  private static func shown(_ time: WallTime) -> String { clock.rfc3339(time.milliseconds) }
}
