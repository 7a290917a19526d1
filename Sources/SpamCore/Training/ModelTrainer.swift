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
    /// How much a harmless message counts that quotes a fraud, so that a veto holds it back in any case: told from frauds with all
    /// its weight, it would make the model doubt the frauds themselves.
    public var quotedShare: Float = 0.5
    /// How much a copy of a message without its vowels counts beside it, 0 for no such copies: frauds leave them out.
    public var vowellessShare: Float = 0.6
    /// How much a copy of a message with other names, towns, banks and goods counts beside it, 0 for no such copies.
    public var swappedShare: Float = 0.6
    /// How often the second opinion sees every message while it is trained.
    public var networkEpochs = 12
    /// Sources whose messages get no copies.
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
  ///
  /// - Parameter progress: told how many of `folds` + 1 trainings are done.
  public func train(_ examples: [TrainingExample], progress: (Int) -> Void = { _ in }) -> Outcome {
    let prepared = PreparedExamples(examples, options)
    let validation = CrossValidation(prepared, options, progress: progress)
    let all = Array(examples.indices)
    let linear = prepared.linear(options, of: all)
    let network = prepared.network(options, of: all)
    progress(max(options.folds, 2) + 1)
    let parts = assemble(linear, network, validation.calibrations, validation.together, prepared)
    return Outcome(bytes: ModelFile.write(parts), validation: validation)
  }

  /// Cross-validates without training a final model.
  ///
  /// - Parameter progress: told how many of `folds` trainings are done.
  public func validate(_ examples: [TrainingExample], progress: (Int) -> Void = { _ in }) -> CrossValidation {
    CrossValidation(PreparedExamples(examples, options), options, progress: progress)
  }

  private func assemble(
    _ linear: LinearModel, _ network: WordNetwork?, _ calibrations: Calibrations, _ thresholds: Thresholds,
    _ prepared: PreparedExamples
  ) -> ModelFile.Parts {
    var parts = ModelFile.Parts(
      version: options.version, linear: linear,
      network: network, calibrations: calibrations, autoThresholds: Stratum.allCases.map { thresholds[$0] },
      askThreshold: options.askThreshold, bank: [], selection: options.selection)
    parts.bank = bank(prepared, SpamModel(parts: parts))
    return parts
  }

  /// The harmless messages that are nearest to the automatic band, in the order of the examples.
  private func bank(_ prepared: PreparedExamples, _ model: SpamModel) -> [BankEntry] {
    var entries: [(example: Int, fraud: Double, entry: BankEntry)] = []
    for index in prepared.examples.indices {
      let example = prepared.examples[index]
      let judgement = Judgement(prepared.texts[index], prepared.facts[index])
      guard example.label != .fraud, options.bankSources.contains(example.source), judgement.mayBeAutomatic,
        let stratum = judgement.gate.stratum
      else { continue }
      let entry = BankEntry(
        prepared.texts[index], prepared.facts[index], stratum: stratum, reservations: judgement.reservations,
        linear: model.scores(prepared.texts[index], prepared.facts[index]),
        second: model.secondScores(prepared.texts[index]))
      entries.append((index, model.calibrations.probabilities(entry.linear, entry.second)[Label.fraud.index], entry))
    }
    let nearest = entries.sorted { ($1.fraud, $0.example) < ($0.fraud, $1.example) }.prefix(Self.bankSize)
    return nearest.sorted { $0.example < $1.example }.map(\.entry)
  }

  /// Messages of the benign bank, at most: it is most of a model's octets.
  private static let bankSize = 1500
}

/// Examples with all that training needs of them, computed once.
struct PreparedExamples {
  let examples: [TrainingExample]
  let labels: [Label]
  let importance: [Float]
  let texts: [NormalizedText]
  let facts: [MessageFacts]
  /// A row for each example, then those of the copies.
  let matrix: SparseMatrix
  /// What the second opinion sees, in the same rows; empty without one.
  private let inputs: [WordNetworkInput]
  /// The example of each copy's row, and how much the copy counts beside it.
  private let copies: [(example: Int, share: Float)]
  let groups: [Int]

  init(_ examples: [TrainingExample], _ options: ModelTrainer.Options) {
    self.examples = examples
    labels = examples.map(\.label)
    texts = examples.map { Tokenizer.normalize($0.text) }
    facts = texts.map { MessageFacts($0) }
    importance = zip(examples, zip(texts, facts)).map { example, rules in
      let isQuoted =
        example.isSecondHand
        || (example.label != .fraud && Judgement(rules.0, rules.1).vetoes.contains(.quotedScam))
      return max((options.importance[example.source] ?? 1) * (isQuoted ? options.quotedShare : 1), 1e-3)
    }
    var matrix = SparseMatrix()
    for (text, facts) in zip(texts, facts) { matrix.append(text, facts, options.selection) }
    let hasNetwork = options.selection.contains(.network)
    var inputs = hasNetwork ? texts.map { WordNetworkInput($0) } : []
    var copies: [(example: Int, share: Float)] = []
    func append(_ text: NormalizedText, copyOf index: Int, _ share: Float) {
      matrix.append(text, MessageFacts(text), options.selection)
      if hasNetwork { inputs.append(WordNetworkInput(text)) }
      copies.append((index, share))
    }
    let swaps = WordSwaps()
    var random = SplitMix64(state: options.seed)
    for index in examples.indices where !options.plainSources.contains(examples[index].source) {
      if options.vowellessShare > 0 {
        let text = Tokenizer.normalize(Obfuscation.missingVowels.apply(to: examples[index].text))
        append(text, copyOf: index, options.vowellessShare)
      }
      if options.swappedShare > 0, let text = swaps.swapped(texts[index], &random) {
        append(text, copyOf: index, options.swappedShare)
      }
    }
    self.copies = copies
    self.matrix = matrix
    self.inputs = inputs
    groups = Grouping.groups(of: examples, sketches: texts.map { MinHash(normalized: $0) })
  }

  /// What these examples and their copies teach.
  func linear(_ options: ModelTrainer.Options, of rows: [Int]) -> LinearModel {
    LinearModel(
      rounding: LinearTrainer(cost: options.cost, seed: options.seed).train(
        matrix, rows: withCopies(rows), labels: rowLabels, importance: rowImportance))
  }

  /// What they teach the second opinion, nil without one.
  func network(_ options: ModelTrainer.Options, of rows: [Int]) -> WordNetwork? {
    guard options.selection.contains(.network) else { return nil }
    return NetworkTrainer(epochs: options.networkEpochs, seed: options.seed).train(
      inputs, rows: withCopies(rows), labels: rowLabels, importance: rowImportance)
  }

  private func withCopies(_ rows: [Int]) -> [Int] {
    let used = Set(rows)
    return rows + copies.indices.filter { used.contains(copies[$0].example) }.map { examples.count + $0 }
  }

  private var rowLabels: [Label] { labels + copies.map { labels[$0.example] } }

  private var rowImportance: [Float] {
    importance + copies.map { importance[$0.example] * $0.share }
  }
}
