import ArgumentParser
import Gateway
import Numbering
import Reporting
import SpamCore
import Store

struct Messages: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists received messages or shows one.", subcommands: [List.self, Show.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists received messages, the newest first.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var paging: PagingOptions

    @Option(help: "Only of this class: ham, promo, grey or fraud.")
    var label: String?

    @Option(help: "Only from this sender, however it is written.")
    var sender: String?

    @Flag(help: "JSON lines: one object a message.")
    var json = false

    func validate() throws {
      if let label, Label(rawValue: label) == nil { throw ValidationError("--label must be ham, promo, grey or fraud") }
    }

    func run() throws {
      try store.withStore { store in
        let filter = Store.MessageFilter(label: label, sender: sender)
        let messages = try store.messages(filter, before: paging.before, limit: paging.limit)
        for message in messages { Console.print(json ? message.json(.everything) : MessageView.line(message)) }
        let isFiltered = label != nil || sender != nil
        Console.sayIfEmpty(messages, paging.emptiness(of: "messages", isFiltered: isFiltered), json: json)
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows a message: text, verdict with its reasons, decision, report, raw PDUs.")

    @OptionGroup var store: StoreOptions

    @Argument(help: "Number of the message.")
    var id: Int64

    @Flag(help: "One JSON object.")
    var json = false

    func run() throws {
      try store.withStore { store in
        let message = try store.message(id)
        let pdus = try store.rawPDUs(ofMessage: id)
        let report = try store.report(ofMessage: id)
        guard json else {
          for line in MessageView.page(message, pdus: pdus, report: report) { Console.print(line) }
          return
        }
        Console.print(message.json(.everything, pdus: pdus, reportID: report?.id))
      }
    }
  }
}

/// How a message is shown.
enum MessageView {
  private static let clock = CivilClock.local

  static func line(_ message: MessageRecord) -> String {
    let verdict = message.verdict.map { "\($0.label)/\($0.band)" } ?? message.state.rawValue
    let text = visible(message.text ?? message.error ?? "")
    return Columns.line([
      (String(message.id), 6), (clock.minute(message.receivedAt.milliseconds), 16),
      (visible(message.sender ?? "-"), 16),
      (verdict, 12), (message.decision ?? "", 9), (text.count > 60 ? text.prefix(59) + "…" : text, 0),
    ])
  }

  static func page(_ message: MessageRecord, pdus: [String], report: ReportRecord?) -> [String] {
    var rows: [(String, String?)] = [
      ("message", "\(message.id), \(message.state.rawValue)"), ("from", message.sender.map(visible)),
      ("sender form", message.senderForm.rawValue), ("service centre", message.serviceCentre.map(visible)),
      ("sent", message.sentAtText), ("received", clock.rfc3339(message.receivedAt.milliseconds)),
      ("modem", message.modem), ("parts", "\(message.partsPresent) of \(message.partsTotal)"),
      ("encoding", message.encoding), ("text", message.text.map(visible)), ("error", message.error.map(visible)),
    ]
    if let verdict = message.verdict {
      let shares = verdict.probabilities
      rows += [
        ("class", "\(verdict.label), band \(verdict.band)"),
        (
          "probability",
          "ham \(percent(shares.ham)), promo \(percent(shares.promo)), grey \(percent(shares.grey)), "
            + "fraud \(percent(shares.fraud))"
        ),
        ("model", verdict.modelVersion),
      ]
      rows += verdict.reasons.map { ("reason", visible($0.english)) }
    }
    rows.append(("decision", message.decision))
    if let name = message.stoppedBy { rows.append(("stopped by", "\(name): \(Guard(rawValue: name)?.reason ?? "")")) }
    if let report { rows.append(("report", "\(report.id), \(report.state.rawValue)")) }
    rows += pdus.map { ("PDU", $0) }
    return rows.compactMap { name, value in value.map { Columns.line([(name, 15), ($0, 0)]) } }
  }

  private static func percent(_ share: Double) -> String {
    let permille = Int((share * 1_000).rounded())
    return "\(permille / 10).\(permille % 10) %"
  }
}
