import ArgumentParser
import Foundation
import SpamCore

struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Trains the spam model from the project's corpus and named data files.",
    discussion: """
      Deterministic: the same files give the same octets. With the files named in docs/spam-core.md that is the model \
      built into the program; whether it is, is said at the end. Takes about five minutes in a release build.
      """)

  @Option(help: ArgumentHelp("Folder of the project's corpus, CSV files.", valueName: "folder"))
  var corpus = "Sources/SpamCore/Corpus"

  @Option(
    help: ArgumentHelp(
      "Folder of the recipe's further data files; those that are missing are named.", valueName: "folder"))
  var data = "../shared/datasets"

  @Option(
    help: ArgumentHelp("Where the model is written; without it, nothing is.", valueName: "file"), completion: .file())
  var output: String?

  @Option(
    name: .customLong("model-version"), help: "The version the model names as its own; by default the built-in one's.")
  var version: String?

  func run() throws {
    let ownFiles = try corpusFiles()
    let dataFiles = try presentDataFiles()
    let examples: [TrainingExample]
    do {
      examples = try TrainingRecipe.examples(corpus: ownFiles, data: dataFiles)
    } catch {
      throw Console.fail("\(error)")
    }
    Console.say("training on \(examples.count) messages of \(ownFiles.count + dataFiles.count) files …")
    let builtIn = try? SpamModel.embedded()
    let options = TrainingRecipe.options(version: version ?? builtIn?.version ?? "unversioned", corpus: ownFiles)
    let outcome = ModelTrainer(options: options).train(examples) {
      Console.say("trained \($0) of \(options.folds + 1) models")
    }
    Console.print("out of fold, by a model that had not seen the message:")
    Console.print(EvaluationReport(outcome.validation.scored, errors: 0).text)
    if let output { try Files.write(Data(outcome.bytes), to: output) }
    let isBuiltIn = outcome.bytes == SpamModel.embeddedBytes
    Console.print("\(outcome.bytes.count) octets, \(isBuiltIn ? "the same as" : "other than") the built-in model")
  }

  private func corpusFiles() throws -> [TrainingRecipe.File] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: corpus).filter { $0.hasSuffix(".csv") }.sorted()
    } catch {
      throw Console.fail("the folder \(corpus) can't be read; run this in the project's folder, or give --corpus")
    }
    guard !names.isEmpty else { throw Console.fail("the folder \(corpus) has no CSV files") }
    return try names.map { ($0, try Files.text("\(corpus)/\($0)")) }
  }

  private func presentDataFiles() throws -> [TrainingRecipe.File] {
    var files: [TrainingRecipe.File] = []
    for name in TrainingRecipe.dataFiles {
      let path = "\(data)/\(name)"
      if FileManager.default.fileExists(atPath: path) {
        files.append((name, try Files.text(path)))
      } else {
        Console.say("\(path) is missing: the model will be another than the built-in one")
      }
    }
    return files
  }
}
