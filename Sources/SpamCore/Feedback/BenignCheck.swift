/// Whether harmless messages stay out of the automatic band with changed weights.
enum BenignCheck {
  /// How many harmless messages would be reported, nil when none.
  static func hits(of model: SpamModel, feedback: Feedback, harmless: [String]) -> Int? {
    // It was there when the model was loaded; if it ever can't be read, nothing speaks for the lesson.
    guard let bank = try? model.bank() else { return 1 }
    var hits = bank.count { isHit($0, model, feedback) }
    let classifier = SpamClassifier(model: model)
    hits += harmless.count { classifier.classify($0).band == .auto }
    return hits == 0 ? nil : hits
  }

  private static func isHit(_ entry: BankEntry, _ model: SpamModel, _ feedback: Feedback) -> Bool {
    var scores = entry.linear
    for (indices, family) in zip(entry.features, FeatureFamily.allCases) {
      scores += sum(indices, feedback) * family.value(count: Float(indices.count))
    }
    let probability = LabelProbabilities(model.calibrations.probabilities(scores, entry.second))
    let least = Judgement.least(model.autoThreshold(for: entry.stratum), reservations: entry.reservations)
    return probability.best == .fraud && probability[.fraud] >= least
  }

  private static func sum(_ indices: [UInt32], _ feedback: Feedback) -> SIMD4<Float> {
    indices.reduce(SIMD4<Float>()) { $0 + (feedback.changes[$1] ?? .zero) }
  }
}

extension SpamModel {
  /// This model with what people taught; the same one where nothing was.
  public func taught(by feedback: Feedback) -> SpamModel {
    guard !feedback.changes.isEmpty, feedback.modelVersion == version else { return self }
    var model = self
    model.taught = TaughtChanges(feedback.changes)
    return model
  }
}

/// Changes of weights, for looking up every feature of every message.
struct TaughtChanges: Sendable {
  private let changes: [UInt32: SIMD4<Float>]
  /// A bit for each feature: hardly any is changed, and that is told without the dictionary.
  private var isChanged = [UInt64](repeating: 0, count: FeatureSpace.size / 64)

  init(_ changes: [UInt32: SIMD4<Float>]) {
    self.changes = changes
    for index in changes.keys { isChanged[Int(index) / 64] |= 1 << UInt64(index % 64) }
  }

  subscript(feature: Int) -> SIMD4<Float> {
    guard isChanged[feature / 64] >> UInt64(feature % 64) & 1 != 0 else { return .zero }
    return changes[UInt32(feature)] ?? .zero
  }
}
