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
      var object = JSONObjectWriter()
      object.add("message_id", integer: Int(id))
      object.add("decision", string: item.decision)
      object.add("guard", string: item.stoppedBy?.rawValue)
      object.add("guard_reason", string: item.stoppedBy?.reason)
      object.add("label", string: item.verdict?.label)
      object.add("band", string: item.verdict?.band)
      if let verdict = item.verdict { object.add("reasons", strings: verdict.reasons.map(\.english)) }
      if let report = item.report { object.add("report_id", integer: Int(report.id)) }
      object.add("report_state", string: item.report?.state.rawValue)
      object.add("explanation", strings: lines)
      Console.print(object.finished())
    }
  }
}
