import ArgumentParser
import Gateway
import Numbering
import Store

struct Forget: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Removes a person from the database.",
    discussion: """
      Empties texts, numbers and PDUs of all messages from the number and of all SMS to it, takes it off the lists, and \
      cancels what is still to be sent about it. A running daemon forgets as well, within a minute. Digests and the audit \
      trail, which name nobody, stay. Texts of other people that mention the number stay, and so does what the log, \
      traces and exported files say.
      """)

  @OptionGroup var store: StoreOptions
  @Argument(help: "The number or name of the sender, however it is written.") var number: String
  @Flag(help: "One JSON object.") var json = false

  func validate() throws {
    guard !Sender.canonical(number).filter({ $0 != "+" }).isEmpty else { throw ValidationError("whom? give a number") }
  }

  func run() throws {
    try store.withStore(.command) { store in
      let lists = try store.lists(naming: number)
      let forgotten = try store.forget(number, by: .person(Account.name), at: SystemClock.now())
      let count = forgotten.messages
      if !forgotten.isWiped {
        Console.say("another process reads the database; older pages of it go from the disk when the daemon is stopped")
      }
      guard json else {
        Console.print("\(counted(count, "message")) emptied")
        // Somebody who was a contact may now be reported.
        if !lists.isDisjoint(with: [.contacts, .allow, .own]) {
          Console.say("the number was protected from being reported, and is not any more")
        }
        return
      }
      var object = JSONObjectWriter()
      object.add("messages", integer: count)
      object.add("wiped", boolean: forgotten.isWiped)
      object.add("was_on", strings: lists.map(\.rawValue).sorted())
      Console.print(object.finished())
    }
  }
}
