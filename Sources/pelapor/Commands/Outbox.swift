import ArgumentParser
import Gateway
import Reporting
import Store

struct OutboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox", abstract: "SMS of the gateway that are not reports.",
    subcommands: [List.self, Cancel.self, Retry.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists them, the newest first.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var paging: PagingOptions
    @Flag(help: "JSON lines: one object an SMS.") var json = false

    func run() throws {
      try store.withStore { store in
        let items = try store.submissions(before: paging.before, limit: paging.limit)
        for item in items { Console.print(json ? item.json(.everything) : SubmissionView.line(item)) }
        Console.sayIfEmpty(items, paging.emptiness(of: "SMS in the outbox"), json: json)
      }
    }
  }

  struct Cancel: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Stops an SMS that was not sent yet.")

    @OptionGroup var store: StoreOptions
    @Argument(help: "Its number.") var id: Int64
    @Flag(help: "One JSON object: the SMS as it is then.") var json = false

    func run() throws { try SubmissionView.print(.cancelSubmission(id), of: id, in: store, json: json) }
  }

  struct Retry: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Sends an SMS again that failed or was not delivered.")

    @OptionGroup var store: StoreOptions
    @Argument(help: "Its number.") var id: Int64
    @Flag(help: "One JSON object: the SMS as it is then.") var json = false

    func run() throws { try SubmissionView.print(.retrySubmission(id), of: id, in: store, json: json) }
  }
}

/// How SMS that are not reports are shown.
enum SubmissionView {
  private static let clock = CivilClock.local

  /// Does something to an SMS and shows what it is then.
  static func print(_ deed: Deed, of id: Int64, in store: StoreOptions, json: Bool) throws {
    try store.carry(deed)
    try store.withStore { store in
      let item = try store.submission(id)
      Console.print(json ? item.json(.everything) : line(item))
    }
  }

  static func line(_ item: SubmissionRecord) -> String {
    let text = visible(item.text ?? "")
    return Columns.line([
      (String(item.id), 6), (clock.minute(item.createdAt.milliseconds), 16), (item.state.rawValue, 12),
      (visible(item.destination ?? "-"), 16), (text.count > 60 ? text.prefix(59) + "…" : text, 0),
    ])
  }
}
