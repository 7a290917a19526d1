/// A labelled message and what was said of it.
public struct ScoredMessage: Sendable {
  /// The message.
  public let text: String
  /// What it is.
  public let label: Label
  /// Finer than the label.
  public let type: String
  /// The file it comes from.
  public let source: String
  /// What the classifier says.
  public let probability: LabelProbabilities
  /// What would happen with it.
  public let band: Band

  /// The most probable label.
  public var predicted: Label { probability.best }

  init(_ example: TrainingExample, _ probability: LabelProbabilities, _ band: Band) {
    text = example.text
    label = example.label
    type = example.type
    source = example.source
    self.probability = probability
    self.band = band
  }

  /// Judges examples with a classifier, as `pelapor evaluate FILE` does.
  public static func scoring(_ examples: [TrainingExample], with classifier: SpamClassifier) -> [ScoredMessage] {
    examples.map { example in
      let verdict = classifier.classify(example.text, sender: example.sender)
      return ScoredMessage(example, verdict.probability, verdict.band)
    }
  }
}
