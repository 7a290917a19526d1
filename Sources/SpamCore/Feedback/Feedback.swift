/// What people taught: a small change of weights over the frozen ones of one model.
///
/// Only an explicit decision of a person teaches. Every change is checked against harmless messages (the model's benign bank
/// and what the owner marked); one that would bring any of them into the automatic band is refused. The change of a
/// single weight and the number of changed weights are bounded, and all of it can be looked at, exported and forgotten.
public struct Feedback: Sendable, Equatable {
  /// A decision that was learnt.
  public struct Decision: Sendable, Hashable {
    /// Sketch of the message; its text is not kept here.
    public let sketch: MinHash
    /// What the person said it is.
    public let label: Label
  }

  /// What a lesson changed.
  public struct Effect: Sendable {
    /// The probabilities before and after.
    public let before: LabelProbabilities
    /// See `before`.
    public let after: LabelProbabilities
    /// Weights that are changed by now.
    public let changedWeights: Int
  }

  /// No weight moves farther than this from its frozen value; a typical message's score moves by about one at most.
  public static let maximumChange: Float = 0.25
  /// No more weights than this are changed.
  public static let maximumWeights = 16_384
  /// Decisions kept.
  public static let maximumDecisions = 512

  /// `SpamModel.version` of the model it belongs to.
  public let modelVersion: String
  /// What was learnt, the earliest first.
  public internal(set) var decisions: [Decision] = []
  var changes: [UInt32: SIMD4<Float>] = [:]

  /// Nothing learnt yet; also the way to forget everything.
  public init(modelVersion: String) {
    self.modelVersion = modelVersion
  }

  /// The changes, for people who want to look: index of the weight and what is added for each label.
  public var inspection: [(index: Int, change: [Label: Double])] {
    changes.sorted { $0.key < $1.key }.map { index, change in
      (Int(index), Dictionary(uniqueKeysWithValues: Label.allCases.map { ($0, Double(change[$0.index])) }))
    }
  }

  /// Learns that a message is what a person says.
  ///
  /// - Parameters:
  ///   - text: the message.
  ///   - label: what it is.
  ///   - model: the frozen model, without feedback.
  ///   - harmless: messages the owner marked as anything but fraud; they must stay out of the automatic band too.
  public mutating func learn(
    _ text: String, as label: Label, model: SpamModel, harmless: [String] = []
  ) throws(FeedbackError) -> Effect {
    guard model.version == modelVersion else { throw .otherModel(feedback: modelVersion, model: model.version) }
    guard decisions.count < Self.maximumDecisions else { throw .full }
    let normalized = Tokenizer.normalize(text)
    let facts = MessageFacts(normalized)
    guard !normalized.tokens.isEmpty else { throw .nothingToLearn }
    let current = model.taught(by: self)
    let before = current.probabilities(normalized, facts)
    var next = self
    next.move(normalized, facts, towards: label, from: before)
    guard next.changes.count <= Self.maximumWeights else { throw .full }
    next.decisions.append(Decision(sketch: MinHash(normalized: normalized), label: label))
    let taught = model.taught(by: next)
    if let hits = BenignCheck.hits(of: taught, feedback: next, harmless: harmless) {
      throw .harmlessWouldBeReported(count: hits)
    }
    self = next
    let after = taught.probabilities(normalized, facts)
    return Effect(before: before, after: after, changedWeights: changes.count)
  }

  /// One step of the perceptron kind: towards the label by what it lacks, away from the others by what they have.
  private mutating func move(
    _ text: borrowing NormalizedText, _ facts: MessageFacts, towards label: Label, from probability: LabelProbabilities
  ) {
    var error = SIMD4<Float>(-probability.values)
    error[label.index] += 1
    let limit = SIMD4<Float>(repeating: Self.maximumChange)
    for (indices, family) in zip(BankEntry.features(text, facts), FeatureFamily.allCases) {
      let step = error * family.value(count: Float(indices.count))
      for index in indices {
        let change = changes[index, default: .zero] + step
        changes[index] = change.clamped(lowerBound: -limit, upperBound: limit)
      }
    }
  }
}

/// Why a lesson was refused.
public enum FeedbackError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Harmless messages would come into the automatic band.
  case harmlessWouldBeReported(count: Int)
  /// The feedback belongs to another model.
  case otherModel(feedback: String, model: String)
  /// As much was learnt as may be.
  case full
  /// The message has no words.
  case nothingToLearn
  /// Not an export of feedback, or a damaged one.
  case invalid(octet: Int)

  /// In plain words, with what to do.
  public var description: String {
    switch self {
    case .harmlessWouldBeReported(let count):
      "refused: after this change \(count) harmless message\(count == 1 ? "" : "s") would be reported automatically; nothing was learnt"
    case .otherModel(let feedback, let model):
      "the feedback belongs to model \(feedback), this one is \(model); reset the feedback and give the decisions again"
    case .full:
      "as much was learnt as may be; export and reset the feedback, then train the model anew with the decisions"
    case .nothingToLearn: "the message has no words to learn from"
    case .invalid(let octet): "the export is damaged at octet \(octet); export it again"
    }
  }
}
