import ArgumentParser
import Foundation
import Gateway
import Reporting
import Store

struct Hooks: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What hooks and webhooks are still to be told, and what was given up.",
    subcommands: [List.self, Retry.self, Discard.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists notifications, newest first.")

    @OptionGroup var store: StoreOptions

    @Option(help: ArgumentHelp("Only of this hook.", valueName: "name"))
    var hook: String?

    @Flag(help: "Only what was given up.")
    var failed = false

    @Option(help: "At most so many.")
    var limit = 50

    @Flag(help: "JSON lines.")
    var json = false

    func validate() throws {
      guard (1...10_000).contains(limit) else { throw ValidationError("--limit must be 1 to 10000") }
    }

    func run() throws {
      let records = try store.withStore { store in
        try store.notifications(hook: hook, dead: failed ? true : nil, limit: limit)
      }
      for record in records { Console.print(json ? object(record) : line(record)) }
      let words = failed ? "Nothing was given up." : "Nothing waits, and nothing was given up."
      Console.sayIfEmpty(records, words, json: json)
    }

    private func line(_ record: NotificationRecord) -> String {
      let told = record.notification
      let state = record.isDead ? "failed" : record.attempts == 0 ? "waiting" : "retrying"
      return Columns.line([
        (String(record.id), 6), (CivilClock.local.minute(told.at.milliseconds), 16), (state, 8),
        (visible(told.hook), 12), (visible(told.event), 20),
        (record.attempts == 0 ? "" : counted(record.attempts, "attempt") + ":", 0), (visible(record.failure ?? ""), 0),
      ])
    }

    private func object(_ record: NotificationRecord) -> String {
      let told = record.notification
      var object = JSONObjectWriter()
      object.add("id", integer: Int(record.id))
      object.add("key", string: told.key)
      object.add("hook", string: told.hook)
      object.add("event", string: told.event)
      object.add("at", string: CivilClock.local.rfc3339(told.at.milliseconds))
      object.add("state", string: record.isDead ? "failed" : "waiting")
      object.add("attempts", integer: record.attempts)
      if !record.isDead { object.add("due_at", string: CivilClock.local.rfc3339(record.dueAt.milliseconds)) }
      object.add("failure", string: record.failure)
      if let id = told.messageID { object.add("message_id", integer: Int(id)) }
      if let id = told.reportID { object.add("report_id", integer: Int(id)) }
      return object.finished()
    }
  }

  struct Retry: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lets what was given up be tried again.", discussion: "A running daemon tries it at once.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var selection: Selection

    func run() throws {
      let count = try selection.count(store.carry(.retryNotifications(selection.selected)))
      Console.print("\(counted(count, "notification")) will be tried again")
      try selection.check(count, "were not given up")
    }
  }

  struct Discard: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Removes notifications, waiting or given up.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var selection: Selection

    func run() throws {
      let count = try selection.count(store.carry(.discardNotifications(selection.selected)))
      Console.print("\(counted(count, "notification")) removed")
      try selection.check(count, "are not there")
    }
  }

  /// Which notifications are meant.
  struct Selection: ParsableArguments {
    @Argument(help: ArgumentHelp("Their numbers, as `pelapor hooks list` shows them.", valueName: "id"))
    var numbers: [Int64] = []

    @Option(help: ArgumentHelp("All of this hook.", valueName: "name"))
    var hook: String?

    @Flag(help: "All.")
    var all = false

    func validate() throws {
      guard [!numbers.isEmpty, hook != nil, all].count(where: \.self) == 1 else {
        throw ValidationError("give numbers, --hook NAME or --all")
      }
    }

    /// Fails when it was not done to each of those that were named.
    func check(_ count: Int, _ what: String) throws {
      let missing = Set(numbers).count - count
      if missing > 0 { throw Console.fail("\(missing) of them \(what): pelapor hooks list") }
    }

    var selected: NotificationSelection { NotificationSelection(ids: numbers.isEmpty ? nil : numbers, hook: hook) }

    private struct Answer: Decodable {
      var count: Int
    }

    /// How many there were, as an answer says.
    func count(_ answer: String) throws -> Int { try JSONDecoder().decode(Answer.self, from: Data(answer.utf8)).count }
  }
}
