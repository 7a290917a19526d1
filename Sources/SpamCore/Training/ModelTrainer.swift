/// Trains a model: folds, out-of-fold scores, calibration, thresholds, final weights. Deterministic: the same examples in
/// the same order give the same octets.
public struct ModelTrainer: Sendable {
  /// What may be chosen about a training.
  public struct Options: Sendable {
    /// Goes into the model as its version.
    public var version = "unversioned"
    /// Cross-validation folds.
    public var folds = 5
    /// Seed of shuffles.
    public var seed: UInt64 = 1
    /// Weight of errors against simplicity.
    public var cost: Float = 1
    /// Feature families in use.
    public var selection: FeatureSelection = .all
    /// How much an example counts by its source, 1 where nothing is said.
    public var importance: [String: Float] = [:]

    /// What the shipped model was trained with.
    public init() {}
  }

  /// A message's scores by a model that had not seen it or a near-duplicate of it.
  public struct Prediction: Sendable {
    /// Position in the examples.
    public var index: Int
    /// Calibrated.
    public var probability: LabelProbabilities
  }

  /// The options in use.
  public var options: Options

  /// A trainer with these options.
  public init(options: Options = Options()) {
    self.options = options
  }

  /// What a training gives.
  public struct Outcome: Sendable {
    /// The model file.
    public var bytes: [UInt8]
    /// Out-of-fold probabilities of every example, in order.
    public var outOfFold: [LabelProbabilities]
    /// The group of every example.
    public var groups: [Int]
    /// The fold of every example.
    public var folds: [Int]
  }

  /// Trains on all examples.
  public func train(_ examples: [TrainingExample]) -> Outcome {
    let texts = examples.map { Tokenizer.normalize($0.text) }
    var matrix = SparseMatrix()
    for text in texts { matrix.append(text, options.selection) }
    let labels = examples.map(\.label)
    let importance = examples.map { options.importance[$0.source] ?? 1 }
    let groups = Grouping.groups(of: examples, sketches: texts.map { MinHash(normalized: $0) })
    let folds = Grouping.folds(groups, labels: labels, count: options.folds, seed: options.seed)
    var trainer = LinearTrainer()
    trainer.cost = options.cost
    trainer.seed = options.seed
    var scores = [SIMD4<Float>](repeating: .zero, count: examples.count)
    for fold in 0..<options.folds {
      let rows = examples.indices.filter { folds[$0] != fold }
      let solution = trainer.train(matrix, rows: rows, labels: labels, importance: importance)
      for row in examples.indices where folds[row] == fold { scores[row] = solution.scores(matrix, row) }
    }
    let calibration = CalibrationFit.fit(scores, labels, importance: importance)
    let solution = trainer.train(matrix, rows: Array(examples.indices), labels: labels, importance: importance)
    let outOfFold = scores.map { LabelProbabilities(calibration.probabilities($0)) }
    let parts = assemble(solution, calibration, autoThreshold: 0.9)
    return Outcome(bytes: ModelFile.write(parts), outOfFold: outOfFold, groups: groups, folds: folds)
  }

  private func assemble(_ solution: LinearTrainer.Solution, _ calibration: Calibration, autoThreshold: Float) -> ModelFile.Parts {
    let hashed = solution.weights[..<FeatureSpace.size]
    var largest = SIMD4<Float>(repeating: 1e-6)
    for weight in hashed {
      largest = pointwiseMax(largest, pointwiseMax(weight, -weight))
    }
    let scale = largest / 127
    let weights = hashed.map { SIMD4<Int8>(truncatingIfNeeded: SIMD4<Int32>(($0 / scale).rounded(.toNearestOrAwayFromZero))) }
    let dense = Array(solution.weights[FeatureSpace.size..<FeatureSpace.size + DenseFeatures.count])
    return ModelFile.Parts(
      version: options.version, weights: weights, scale: scale, bias: solution.weights[SparseMatrix.bias], dense: dense,
      calibration: calibration, autoThreshold: autoThreshold, askThreshold: 0.35, selection: options.selection)
  }
}
