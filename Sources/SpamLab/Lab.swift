import Foundation
import SpamCore

/// Measures the spam core on the corpus and whatever data files are there.
struct Lab {
  let arguments: LabArguments
  let corpus: [TrainingRecipe.File]
  let examples: [TrainingExample]

  init(_ arguments: LabArguments) throws {
    self.arguments = arguments
    let names = try FileManager.default.contentsOfDirectory(atPath: arguments.corpus).filter { $0.hasSuffix(".csv") }
    corpus = try names.map { ($0, try String(contentsOfFile: "\(arguments.corpus)/\($0)", encoding: .utf8)) }
    let data: [TrainingRecipe.File] = try TrainingRecipe.dataFiles.compactMap { name in
      let path = "\(arguments.data)/\(name)"
      guard FileManager.default.fileExists(atPath: path) else {
        print("skipped: \(path) is not there")
        return nil
      }
      return (name, try String(contentsOfFile: path, encoding: .utf8))
    }
    examples = try TrainingRecipe.examples(corpus: corpus, data: data)
  }

  var options: ModelTrainer.Options { TrainingRecipe.options(version: arguments.version, corpus: corpus) }

  func train() throws {
    let start = Date()
    let outcome = ModelTrainer(options: options).train(examples)
    print(
      "trained on \(examples.count) messages in \(Int(-start.timeIntervalSinceNow * 1000)) ms, \(outcome.bytes.count) octets"
    )
    report(outcome.validation)
    let classifier = SpamClassifier(model: try SpamModel(bytes: outcome.bytes))
    let frauds = examples.filter { isOwn($0.source) && $0.label == .fraud }
    let open = frauds.count { classifier.classify($0.text).gate.isOpen }
    print("frauds of the own corpus with an open gate: \(open) of \(frauds.count)")
    let hits = ScoredMessage.scoring(examples, with: classifier).filter { $0.label != .fraud && $0.band == .auto }
    print("harmless messages in the automatic band of the final model: \(hits.count)")
    if let output = arguments.output { try Data(outcome.bytes).write(to: URL(fileURLWithPath: output)) }
  }

  func validate() throws {
    let validation = ModelTrainer(options: options).validate(examples)
    report(validation)
    let own = validation.scored.filter { isOwn($0.source) }
    types(own)
    types(validation.scored.filter { $0.source == "wibisono_dev.csv" })
    if arguments.rest.contains("missed") {
      for message in validation.scored where message.label == .fraud && message.band != .auto && !isOwn(message.source)
      {
        print("MISSED \(message.probability[.fraud]) \(message.source): \(message.text)")
      }
    }
    if arguments.rest.contains("errors") { print(EvaluationReport(own, errors: 40).text) }
    for message in validation.scored where message.label != .fraud && message.band == .auto {
      print("HIT \(message.probability[.fraud]) \(message.label) \(message.source): \(message.text)")
    }
    if let output = arguments.output {
      let svg = EvaluationReport(validation.scored).reliability.svg(title: "Out of fold, all data")
      try svg.write(toFile: output, atomically: true, encoding: .utf8)
    }
  }

  private func isOwn(_ source: String) -> Bool { corpus.contains { $0.name == source } }

  func report(_ validation: CrossValidation) {
    for (stratum, threshold) in validation.thresholds.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      print("threshold \(stratum.rawValue): \(String(format: "%.4f", threshold))")
    }
    let isPassedOn = { (message: ScoredMessage) in message.label != .fraud && message.type == "second-hand" }
    line("own corpus", validation.scored.filter { isOwn($0.source) && !isPassedOn($0) })
    line("frauds at second hand", validation.scored.filter(isPassedOn))
    for name in TrainingRecipe.dataFiles { line(name, validation.scored.filter { $0.source == name }) }
    line("all but second hand", validation.scored.filter { !isPassedOn($0) })
  }

  func line(_ name: String, _ messages: [ScoredMessage]) {
    guard !messages.isEmpty else { return }
    let report = EvaluationReport(messages, errors: 0)
    let fraud = report.classes[3]
    print(
      name.padding(toLength: 26, withPad: " ", startingAt: 0),
      String(
        format:
          "%5d acc %.4f F1 %.4f fraud P %.3f R %.3f @0 %.3f @0.1%% %.3f @1%% %.3f auto %.3f hits %d caught %.3f ask %.3f Brier %.4f ECE %.4f",
        report.count, report.accuracy, report.macroF1, fraud.precision, fraud.recall, report.operatingPoints[0].recall,
        report.operatingPoints[1].recall, report.operatingPoints[2].recall, report.automaticRecall,
        report.automaticFalseHits, report.caughtRecall, report.askRate, report.brier, report.calibrationError))
  }

  private func types(_ messages: [ScoredMessage]) {
    for type in Set(messages.filter { $0.label == .fraud }.map(\.type)).sorted() {
      let frauds = messages.filter { $0.label == .fraud && $0.type == type }
      let auto = frauds.count { $0.band == .auto }
      let caught = frauds.count { $0.band != .none }
      print("  \(type): \(frauds.count) frauds, \(auto) automatic, \(caught) automatic or ask")
    }
  }

  func ablate() {
    let wibisono = examples.filter { $0.source == "wibisono_dev.csv" }
    let families: [(String, FeatureSelection)] = [
      ("pairs", .pairs), ("skeletons", .skeletons), ("characters", .characters), ("counts", .dense),
      ("crosses", .crosses), ("gaps", .gaps), ("edges", .edges), ("second opinion", .network),
      ("base words and kinds", .senses),
    ]
    var runs: [(String, FeatureSelection)] = [("everything", .all), ("words alone", .words)]
    runs += families.map { ("without " + $0.0, FeatureSelection.all.subtracting($0.1)) }
    for (name, selection) in runs {
      var options = options
      options.selection = selection
      print(name)
      line("  Wibisono by itself", ModelTrainer(options: options).validate(wibisono).scored)
      let scored = ModelTrainer(options: options).validate(examples).scored
      line("  own corpus", scored.filter { isOwn($0.source) })
      line("  Wibisono with all", scored.filter { $0.source == "wibisono_dev.csv" })
    }
  }

  /// Makes the table by which lost vowels are put back, from the corpus alone.
  func words() throws {
    let bytes = LostWordsWriter.bytes(from: examples.filter { isOwn($0.source) }.map(\.text))
    print("\(bytes.count) octets")
    if let output = arguments.output { try Data(bytes).write(to: URL(fileURLWithPath: output)) }
  }

  static func explain(_ texts: [String]) throws {
    let classifier = SpamClassifier(model: try SpamModel.embedded())
    for text in texts {
      let verdict = classifier.classify(text)
      print(verdict.label, verdict.band, verdict.probability.values, TextNormalizer.normalized(text))
      for reason in verdict.reasons { print("  \(reason.code): \(reason.english) / \(reason.indonesian)") }
    }
  }
}
