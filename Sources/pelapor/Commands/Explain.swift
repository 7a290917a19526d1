import ArgumentParser
import Export
import Gateway
import Reporting
import Store

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says in plain words why a message was or was not reported.")

  @OptionGroup var store: StoreOptions
  @Argument(help: "Number of the message.") var id: Int64
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    try store.withStore { store in
      let item = try EvidenceReader.item(id, from: store)
      let lines = item.explanation(minutesEastOfUTC: EvidenceReader.minutesEastOfUTC)
      guard json else { return lines.forEach(Console.print) }
      Console.print(item.explanationJSON(minutesEastOfUTC: EvidenceReader.minutesEastOfUTC))
    }
  }
}
