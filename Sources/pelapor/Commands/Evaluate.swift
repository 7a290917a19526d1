import ArgumentParser
import Foundation
import Gateway
import SpamCore

struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures the spam core on labelled messages.",
    discussion: """
      Each file is a CSV with the columns text and label (ham, promo, grey or fraud), perhaps sender and type. Shown are \
      accuracy, precision and recall by class, fraud recall at few false hits and in the bands, calibration, and the \
      worst errors. Messages the model was trained on tell nothing about others: with --cross-validate models are \
      trained anew on four fifths of these files and judge the fifth they have not seen, near-duplicates kept together.
      """)

  @Argument(help: "CSV files.", completion: .file())
  var files: [String]

  @Flag(help: "Trains on these files alone, in five folds; the built-in model is not used.")
  var crossValidate = false

  @Option(help: ArgumentHelp("Writes the reliability diagram as SVG.", valueName: "file"), completion: .file())
  var plot: String?

  @Option(help: "How many of the worst errors of each kind are shown.")
  var errors = 10

  @Flag(help: "JSON lines: one object.")
  var json = false

  func validate() throws {
    if files.isEmpty { throw ValidationError("give at least one CSV file") }
    guard (0...10_000).contains(errors) else { throw ValidationError("--errors must be 0 to 10000") }
  }

  func run() throws {
    let examples = try files.flatMap { try Files.examples($0) }
    guard !examples.isEmpty else { throw Console.fail("\(files.joined(separator: ", ")): no messages in there") }
    let report = EvaluationReport(try scored(examples), errors: errors)
    if json {
      Console.print(report.json)
    } else {
      for line in report.text.split(separator: "\n", omittingEmptySubsequences: false) {
        Console.print(visible(String(line)))
      }
    }
    if let plot { try Files.write(Data(report.reliability.svg(title: "Reliability").utf8), to: plot) }
  }

  private func scored(_ examples: [TrainingExample]) throws -> [ScoredMessage] {
    guard crossValidate else {
      return ScoredMessage.scoring(examples, with: try SpamCoreModel.classifier())
    }
    Console.say("training five times on parts of \(examples.count) messages …")
    let options = TrainingRecipe.options(version: "cross-validation", corpus: [])
    return ModelTrainer(options: options).validate(examples) {
      Console.say("trained \($0) of \(options.folds) models")
    }.scored
  }
}
