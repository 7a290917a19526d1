import ArgumentParser
import Gateway
import SpamCore

struct Classify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what the spam core thinks of a text.",
    discussion: """
      One result for each row, in the order of the input. A text alone decides as if its sender were a mobile number \
      nobody knows; with --from (or a column sender) the sender counts as well.
      """)

  @Option(help: ArgumentHelp("The sender as a phone shows it: +62812…, BANK-X, 1166.", valueName: "sender"))
  var from: String?

  @Option(
    help: ArgumentHelp("A CSV file with a column text and perhaps sender; - is standard input.", valueName: "file"),
    completion: .file())
  var input: String?

  @Flag(help: "JSON lines: label, probability, band, reasons.")
  var json = false

  @Argument(help: "The text.")
  var text: String?

  func validate() throws {
    guard (text == nil) != (input == nil) else {
      throw ValidationError("give either a text or --input FILE")
    }
    if input != nil, from != nil { throw ValidationError("with --input the sender comes from the column sender") }
  }

  func run() throws {
    let classifier = try SpamCoreModel.classifier()
    if let text {
      write(classifier.classify(text, sender: from))
      return
    }
    let path = input ?? "-"
    let table = try Files.table(path)
    guard let column = table.column("text") else {
      throw Console.fail("\(path): line 1: the header has no column text, only \(table.header.joined(separator: ", "))")
    }
    let senders = table.column("sender")
    for row in table.rows {
      let sender = senders.map { row[$0] }.flatMap { $0.isEmpty ? nil : $0 }
      write(classifier.classify(row[column], sender: sender))
    }
  }

  private func write(_ verdict: Verdict) {
    guard json else {
      let percent = Int((verdict.probability[verdict.label] * 1_000).rounded())
      let reasons = verdict.reasons.map(\.english).joined(separator: "; ")
      Console.print(
        "\(verdict.label.rawValue)  \(percent / 10).\(percent % 10) %  band \(verdict.band.rawValue)"
          + (reasons.isEmpty ? "" : "  — \(visible(reasons))"))
      return
    }
    var probability = JSONObjectWriter()
    for label in Label.allCases { probability.add(label.rawValue, decimal: verdict.probability[label]) }
    var object = JSONObjectWriter()
    object.add("label", string: verdict.label.rawValue)
    object.add("probability", json: probability.finished())
    object.add("band", string: verdict.band.rawValue)
    object.add("reasons", strings: verdict.reasons.map(\.english))
    object.add("reason_codes", strings: verdict.reasons.map(\.code))
    object.add("vetoes", strings: verdict.vetoes.map(\.rawValue))
    object.add("model_version", string: verdict.modelVersion)
    Console.print(object.finished())
  }
}

/// The model built into the program.
enum SpamCoreModel {
  static func classifier() throws -> SpamClassifier {
    do { return SpamClassifier(model: try SpamModel.embedded()) } catch {
      throw Console.fail("the built-in spam model can't be used: \(error)")
    }
  }
}
