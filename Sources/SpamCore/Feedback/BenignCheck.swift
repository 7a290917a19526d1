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
    var weights = self.weights.map { SIMD4<Float>($0) * scale }
    for (index, change) in feedback.changes { weights[Int(index)] += change }
    model.taught = weights
    return model
  }
}
