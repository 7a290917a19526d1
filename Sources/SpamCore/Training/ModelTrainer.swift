/// Trains a model: folds, out-of-fold scores, calibration, thresholds, final weights. Deterministic: the same examples in
/// the same order give the same octets.
public struct ModelTrainer: Sendable {
  /// What may be chosen about a training.
  public struct Options: Sendable {
    /// Goes into the model as its version.
    public var version = "unversioned"
    /// Cross-validation folds, at least 2.
    public var folds = 5
    /// Seed of shuffles.
    public var seed: UInt64 = 1
    /// Weight of errors against simplicity.
    public var cost: Float = 0.5
    /// Feature families in use.
    public var selection: FeatureSelection = .all
    /// From this probability of fraud on, a person should look.
    public var askThreshold: Float = 0.1
    /// How much an example counts, by its source; 1 where nothing is said.
    public var importance: [String: Float] = [:]
    /// How much a copy of a message without its vowels counts beside it, 0 for no such copies: frauds leave them out.
    public var vowellessShare: Float = 0.6
    /// Sources whose messages get no such copy.
    public var plainSources: Set<String> = []
    /// Sources whose harmless messages may be kept, as hashed features, in the model's benign bank.
    public var bankSources: Set<String> = []

    /// What the shipped model was trained with, save for the version and the sources.
    public init() {}
  }

  /// What a training gives.
  public struct Outcome: Sendable {
    /// The model file.
    public let bytes: [UInt8]
    /// What cross-validation found.
    public let validation: CrossValidation
  }

  /// The options in use.
  public let options: Options

  /// A trainer with these options.
  public init(options: Options = Options()) {
    self.options = options
  }

  /// Trains on all examples.
  public func train(_ examples: [TrainingExample]) -> Outcome {
    let prepared = PreparedExamples(examples, options)
    let validation = CrossValidation(prepared, options)
    let solution = prepared.solution(options, of: Array(examples.indices))
    let thresholds = Thresholds(validation.judgements)
    let parts = assemble(solution, validation.calibration, thresholds, prepared)
    return Outcome(bytes: ModelFile.write(parts), validation: validation)
  }

  /// Cross-validates without training a final model.
  ///
  /// - Parameter disguised: what is done to a message before it is judged (never before it is trained on), to measure
  ///   what disguises cost.
  public func validate(
    _ examples: [TrainingExample], disguised: ((String) -> String)? = nil
  ) -> CrossValidation {
    CrossValidation(PreparedExamples(examples, options), options, disguised: disguised)
  }

  private func assemble(
    _ solution: LinearTrainer.Solution, _ calibration: Calibration, _ thresholds: Thresholds,
    _ prepared: PreparedExamples
  ) -> ModelFile.Parts {
    let hashed = solution.weights[..<FeatureSpace.size]
    var largest = SIMD4<Float>(repeating: 1e-6)
    for weight in hashed { largest = pointwiseMax(largest, pointwiseMax(weight, -weight)) }
    let scale = largest / 127
    var parts = ModelFile.Parts(
      version: options.version,
      weights: hashed.map {
        SIMD4<Int8>(truncatingIfNeeded: SIMD4<Int32>(($0 / scale).rounded(.toNearestOrAwayFromZero)))
      },
      scale: scale, bias: solution.weights[SparseMatrix.bias],
      dense: Array(solution.weights[FeatureSpace.size..<FeatureSpace.size + DenseFeatures.count]),
      calibration: calibration, autoThresholds: Stratum.allCases.map { thresholds[$0] },
      askThreshold: options.askThreshold, bank: [], selection: options.selection)
    parts.bank = bank(prepared, SpamModel(parts: parts))
    return parts
  }

  private func bank(_ prepared: PreparedExamples, _ model: SpamModel) -> [BankEntry] {
    prepared.examples.indices.compactMap { index in
      let example = prepared.examples[index]
      let judgement = Judgement(prepared.texts[index], prepared.facts[index])
      guard example.label != .fraud, options.bankSources.contains(example.source), judgement.mayBeAutomatic,
        let stratum = judgement.gate.stratum
      else { return nil }
      let scores = model.scores(prepared.texts[index], prepared.facts[index])
      return BankEntry(
        prepared.texts[index], prepared.facts[index], stratum: stratum, isReserved: judgement.isReserved,
        scores: scores)
    }
  }
}

/// Examples with all that training needs of them, computed once.
struct PreparedExamples {
  let examples: [TrainingExample]
  let labels: [Label]
  let importance: [Float]
  let texts: [NormalizedText]
  let facts: [MessageFacts]
  /// A row for each example, then the copies without vowels.
  let matrix: SparseMatrix
  /// The example of each copy's row.
  private let copied: [Int]
  let groups: [Int]

  init(_ examples: [TrainingExample], _ options: ModelTrainer.Options) {
    self.examples = examples
    labels = examples.map(\.label)
    importance = examples.map { max(options.importance[$0.source] ?? 1, 1e-3) }
    texts = examples.map { Tokenizer.normalize($0.text) }
    facts = texts.map { MessageFacts($0) }
    var matrix = SparseMatrix()
    for (text, facts) in zip(texts, facts) { matrix.append(text, facts, options.selection) }
    copied =
      options.vowellessShare > 0
      ? examples.indices.filter { !options.plainSources.contains(examples[$0].source) } : []
    for index in copied {
      let text = Tokenizer.normalize(Obfuscation.missingVowels.apply(to: examples[index].text))
      matrix.append(text, MessageFacts(text), options.selection)
    }
    self.matrix = matrix
    groups = Grouping.groups(of: examples, sketches: texts.map { MinHash(normalized: $0) })
  }

  /// What these examples and their copies teach.
  func solution(_ options: ModelTrainer.Options, of rows: [Int]) -> LinearTrainer.Solution {
    let used = Set(rows)
    let copies = copied.indices.filter { used.contains(copied[$0]) }.map { examples.count + $0 }
    return LinearTrainer(cost: options.cost, seed: options.seed).train(
      matrix, rows: rows + copies, labels: labels + copied.map { labels[$0] },
      importance: importance + copied.map { importance[$0] * options.vowellessShare })
  }
}
