import ArgumentParser
import Contacts
import Foundation
import Gateway
import Store

struct ContactsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contacts", abstract: "People one knows: they are never reported.",
    subcommands: [Add.self, Remove.self, List.self, Import.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Adds numbers to the contacts.")

    @OptionGroup var entries: ListEntries
    @Option(help: "Who it is.") var name: String?

    func run() throws { try entries.add(to: .contacts, name: name) }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Takes numbers off the contacts.")

    @OptionGroup var entries: ListEntries

    func run() throws { try entries.remove(from: .contacts) }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists the contacts.")

    @OptionGroup var store: StoreOptions
    @Flag(help: "JSON lines: one object an entry.") var json = false

    func run() throws { try ListView.print([.contacts], of: store, json: json) }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Adds the numbers of a vCard or CSV file to the contacts.",
      discussion: """
        Takes vCard 2.1, 3.0 and 4.0, and CSV with or without a header. If anything in the file can't be used, nothing \
        is imported and every such line is said; with --partial the rest is imported all the same.
        """)

    @OptionGroup var store: StoreOptions
    @Argument(help: "The file; - is standard input.", completion: .file()) var file: String
    @Flag(help: "Import what can be used, even if some lines can't.") var partial = false
    @Flag(help: "One JSON object: how many were new, how many known, what could not be used.") var json = false

    func run() throws {
      let read = ContactFile([UInt8](try Files.octets(file)))
      for problem in read.problems { Console.say("\(file): \(problem)") }
      guard !read.contacts.isEmpty else { throw Console.fail("\(file) has no number that can be used") }
      if !read.problems.isEmpty, !partial {
        throw Console.fail(
          "nothing was imported, because not everything can be used; correct the file, or import the "
            + "\(counted(read.contacts.count, "number")) of the rest with --partial")
      }
      try store.withStore(.command) { store in
        let new = try store.add(
          read.contacts.map { (address: $0.number, name: $0.name) }, to: .contacts, at: SystemClock.now())
        let known = read.contacts.count - new
        guard json else {
          return Console.print(
            "\(new) new, \(known) known already, \(counted(read.problems.count, "line")) not used")
        }
        var object = JSONObjectWriter()
        object.add("v", integer: 1)
        object.add("new", integer: new)
        object.add("known", integer: known)
        object.add("problems", strings: read.problems.map(\.description))
        Console.print(object.finished())
      }
    }
  }
}
