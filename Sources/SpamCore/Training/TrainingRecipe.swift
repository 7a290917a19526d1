/// How the shipped model is trained: which files, in which order, with which options.
///
/// Pure: contents in, examples out. Reading the files is the caller's part.
public enum TrainingRecipe {
  /// A file's name without its folder, and its content.
  public typealias File = (name: String, content: String)

  /// Public data used beside the corpus where they are at hand, in this order; none of their texts is in the project.
  public static let dataFiles = ["wibisono_dev.csv", "sctian_dev.csv", "gambling_comments_dev.csv", "uci_english.csv"]

  /// All examples: the corpus by file name, then the data files in their given order.
  public static func examples(corpus: [File], data: [File]) throws(TrainingDataError) -> [TrainingExample] {
    var examples: [TrainingExample] = []
    for file in corpus.sorted(by: { $0.name < $1.name }) + data {
      do throws(CSVError) {
        // The foreign set's spam is not Indonesian fraud; only its harmless messages are of use.
        let labels: [String: Label?] = file.name == "uci_english.csv" ? ["spam": .none] : [:]
        examples += try Dataset.examples(csv: file.content, source: file.name, labels: labels)
      } catch {
        throw TrainingDataError(file: file.name, error: error)
      }
    }
    return examples
  }

  /// The shipped model's options.
  public static func options(version: String, corpus: [File]) -> ModelTrainer.Options {
    var options = ModelTrainer.Options()
    options.version = version
    options.bankSources = Set(corpus.map(\.name))
    options.plainSources = ["gambling_comments_dev.csv", "uci_english.csv"]
    options.importance = ["wibisono_dev.csv": 6]
    return options
  }
}

/// A data file that cannot be read, and where.
public struct TrainingDataError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file's name.
  public let file: String
  /// What is wrong in it.
  public let error: CSVError

  /// In plain words, with what to do.
  public var description: String { "\(file), \(error)" }
}
