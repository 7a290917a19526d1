import ArgumentParser
import Gateway
import Numbering
import Reporting
import Store

struct Lists: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The lists that the policy goes by: allow, deny, own, contact.",
    discussion: """
      allow: senders that are never reported. deny: senders for which a doubtful verdict is enough; what is no fraud at \
      all is not reported even so. own: numbers of your own SIMs. contact: people you know (see pelapor contacts).
      """,
    subcommands: [Add.self, Remove.self, Show.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Adds addresses to a list.")

    @Argument(help: "The list: allow, deny, own or contact.") var list: NumberList
    @OptionGroup var entries: ListEntries
    @Option(help: "Who it is.") var name: String?

    func run() throws { try entries.add(to: list, name: name) }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Takes addresses off a list.")

    @Argument(help: "The list: allow, deny, own or contact.") var list: NumberList
    @OptionGroup var entries: ListEntries

    func run() throws { try entries.remove(from: list) }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Shows a list, or all of them.")

    @OptionGroup var store: StoreOptions
    @Argument(help: "The list; all without it.") var list: NumberList?
    @Flag(help: "JSON lines: one object an entry.") var json = false

    func run() throws { try ListView.print(list.map { [$0] } ?? NumberList.allCases, of: store, json: json) }
  }
}

/// Addresses that are put on a list or taken off it.
struct ListEntries: ParsableArguments {
  @OptionGroup var store: StoreOptions

  @Argument(help: "Addresses: 0812…, +62812…, 1166, BANK-X.")
  var addresses: [String]

  @Flag(help: "Each stands for all addresses that begin so: 0812, +1, BANK.")
  var prefix = false

  @Flag(help: "One JSON object: what was new, known already, removed or not there.")
  var json = false

  func validate() throws {
    for address in addresses {
      // `+62` alone, or `0`, would let everybody or nobody be reported.
      if prefix, Sender.canonical(address).filter({ $0 != "+" }).isEmpty {
        throw ValidationError("\"\(address)\" is no beginning of an address")
      }
      if !prefix, Sender.form(of: address) == .unknown {
        throw ValidationError(
          "\"\(address)\" is no telephone number or name of a sender; for a beginning of one, add --prefix")
      }
    }
  }

  func add(to list: NumberList, name: String?) throws {
    try store.withStore(.command) { store in
      let new = try store.add(
        addresses.map { (address: $0, name: name) }, to: list, isPrefix: prefix, at: SystemClock.now())
      let known = addresses.count - new
      guard json else { return Console.print("\(new) new, \(known) known already") }
      var object = result(list)
      object.add("new", integer: new)
      object.add("known", integer: known)
      Console.print(object.finished())
    }
  }

  func remove(from list: NumberList) throws {
    try store.withStore(.command) { store in
      var missing: [String] = []
      for address in addresses where try !store.remove(address, from: list, isPrefix: prefix) {
        missing.append(address)
      }
      let removed = addresses.count - missing.count
      if json {
        var object = result(list)
        object.add("removed", integer: removed)
        object.add("missing", strings: missing)
        Console.print(object.finished())
      } else {
        Console.print("\(removed) removed")
      }
      if !missing.isEmpty {
        throw Console.fail(
          "not on the list: " + missing.map(visible).joined(separator: ", ")
            + (prefix ? "" : "; is it a prefix? then add --prefix"))
      }
    }
  }
}

extension ListEntries {
  private func result(_ list: NumberList) -> JSONObjectWriter {
    var object = JSONObjectWriter()
    object.add("v", integer: 1)
    object.add("list", string: list.rawValue)
    return object
  }
}

/// How lists are shown.
enum ListView {
  private static let clock = CivilClock.local

  static func print(_ lists: [NumberList], of options: StoreOptions, json: Bool) throws {
    try options.withStore { store in
      let entries = try lists.flatMap { try store.numbers(on: $0) }
      for entry in entries { Console.print(json ? Self.json(entry) : line(entry)) }
      let what = lists == [.contacts] ? "contacts" : "entries"
      Console.sayIfEmpty(entries, "No \(what) yet.", json: json)
    }
  }

  private static func line(_ entry: ListedNumber) -> String {
    Columns.line([
      (entry.list.rawValue, 8), (visible(entry.pattern) + (entry.isPrefix ? "…" : ""), 18),
      (clock.minute(entry.addedAt.milliseconds), 16), (entry.name.map(visible) ?? "", 0),
    ])
  }

  private static func json(_ entry: ListedNumber) -> String {
    var object = JSONObjectWriter()
    object.add("list", string: entry.list.rawValue)
    object.add("address", string: entry.pattern)
    object.add("is_prefix", boolean: entry.isPrefix)
    object.add("name", string: entry.name)
    object.add("added_at", string: clock.rfc3339(entry.addedAt.milliseconds))
    return object.finished()
  }
}
