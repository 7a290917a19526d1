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
        for item in try store.submissions(before: paging.before, limit: paging.limit) {
          Console.print(json ? item.json(.everything) : SubmissionView.line(item))
        }
      }
    }
  }

  struct Cancel: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Stops an SMS that was not sent yet.")

    @OptionGroup var store: StoreOptions
    @Argument(help: "Its number.") var id: Int64
    @Flag(help: "One JSON object: the SMS as it is then.") var json = false

    func run() throws {
      try store.withStore(.command) { store in
        try store.cancel(.submission(id), by: .person(Account.name), reason: nil, at: SystemClock.now())
        let item = try store.submission(id)
        Console.print(json ? item.json(.everything) : SubmissionView.line(item))
      }
    }
  }

  struct Retry: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Sends an SMS again that failed or was not delivered.")

    @OptionGroup var store: StoreOptions
    @Argument(help: "Its number.") var id: Int64
    @Flag(help: "One JSON object: the SMS as it is then.") var json = false

    func run() throws {
      try store.withStore(.command) { store in
        let now = SystemClock.now()
        try store.retry(.submission(id), by: Account.name, dueAt: now, at: now)
        let item = try store.submission(id)
        Console.print(json ? item.json(.everything) : SubmissionView.line(item))
      }
    }
  }
}

/// How SMS that are not reports are shown.
enum SubmissionView {
  private static let clock = CivilClock.local

  static func line(_ item: SubmissionRecord) -> String {
    let text = visible(item.text ?? "")
    return Columns.line([
      (String(item.id), 6), (clock.minute(item.createdAt.milliseconds), 16), (item.state.rawValue, 12),
      (visible(item.destination ?? "-"), 16), (text.count > 60 ? text.prefix(59) + "…" : text, 0),
    ])
  }
}
