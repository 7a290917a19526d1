/// Every example judged by models that had not seen it, nor a near-duplicate of it.
public struct CrossValidation: Sendable {
  /// The examples with their out-of-fold verdicts, in the given order. The automatic band of each fold uses thresholds that
  /// the other folds' harmless messages gave, so that its false hits are honest.
  public let scored: [ScoredMessage]
  /// The group of near-duplicates of each example.
  public let groups: [Int]
  /// The fold of each example.
  public let folds: [Int]
  /// Automatic thresholds that all folds together give, by stratum.
  public var thresholds: [Stratum: Double] {
    Dictionary(uniqueKeysWithValues: Stratum.allCases.map { ($0, Double(together[$0])) })
  }

  let calibrations: Calibrations
  let judgements: [(label: Label, fraud: Double, judgement: Judgement)]
  private let prepared: PreparedExamples
  private let options: ModelTrainer.Options
  private let models: [FoldModel]
  /// What all folds together give.
  let together: Thresholds
  /// By fold, what the other folds give.
  private let others: [Thresholds]

  init(_ prepared: PreparedExamples, _ options: ModelTrainer.Options, progress: (Int) -> Void = { _ in }) {
    self.prepared = prepared
    self.options = options
    groups = prepared.groups
    let count = max(options.folds, 2)
    let folds = Grouping.folds(groups, labels: prepared.labels, count: count, seed: options.seed)
    self.folds = folds
    var models: [FoldModel] = []
    for fold in 0..<count {
      models.append(FoldModel(prepared, options, rows: folds.indices.filter { folds[$0] != fold }))
      progress(fold + 1)
    }
    self.models = models
    let plain = FoldScores(models, folds, prepared.texts, prepared.facts, prepared.matrix)
    calibrations = plain.calibrations(prepared, hasSecond: options.selection.contains(.network))
    let judgements = plain.judgements(calibrations, prepared.labels)
    self.judgements = judgements
    let evidence = judgements.indices.filter { !prepared.examples[$0].isSecondHand }
    together = Thresholds(evidence.map { judgements[$0] })
    others = (0..<count).map { fold in
      Thresholds(evidence.filter { folds[$0] != fold }.map { judgements[$0] })
    }
    scored = plain.scored(prepared, calibrations, others, folds, ask: options.askThreshold)
  }

  /// The same examples with their texts disguised before they are judged (never before anything is trained on them), to
  /// measure what disguises cost.
  public func scored(disguised disguise: (String) -> String) -> [ScoredMessage] {
    let texts = prepared.examples.map { Tokenizer.normalize(disguise($0.text)) }
    let facts = texts.map { MessageFacts($0) }
    var matrix = SparseMatrix()
    for (text, facts) in zip(texts, facts) { matrix.append(text, facts, options.selection) }
    return FoldScores(models, folds, texts, facts, matrix)
      .scored(prepared, calibrations, others, folds, ask: options.askThreshold)
  }
}

/// Both opinions, trained without one fold.
private struct FoldModel {
  let linear: LinearModel
  let network: WordNetwork?

  init(_ prepared: PreparedExamples, _ options: ModelTrainer.Options, rows: [Int]) {
    linear = prepared.linear(options, of: rows)
    network = prepared.network(options, of: rows)
  }
}

/// Class scores of every example by the models of the other folds.
private struct FoldScores {
  private var scores: [SIMD8<Float>]
  private let rules: [Judgement]

  init(
    _ models: [FoldModel], _ folds: [Int], _ texts: [NormalizedText], _ facts: [MessageFacts], _ matrix: SparseMatrix
  ) {
    rules = zip(texts, facts).map { Judgement($0, $1) }
    scores = folds.indices.map { row in
      let model = models[folds[row]]
      return SIMD8(
        lowHalf: model.linear.scores(matrix, row),
        highHalf: model.network?.scores(WordNetworkInput(texts[row])) ?? .zero)
    }
  }

  func calibrations(_ prepared: PreparedExamples, hasSecond: Bool) -> Calibrations {
    let alone = scores.map { SIMD8(lowHalf: $0.lowHalf, highHalf: .zero) }
    let all = Array(scores.indices)
    let first = CalibrationFit.fit(alone, prepared.labels, importance: prepared.importance, rows: all)
    guard hasSecond else { return Calibrations(first: first) }
    let doubtful = all.filter { first.probabilities(alone[$0])[Label.fraud.index] >= Calibrations.doubt }
    let both = CalibrationFit.fit(scores, prepared.labels, importance: prepared.importance, rows: doubtful)
    return Calibrations(first: first, both: both)
  }

  func judgements(_ calibrations: Calibrations, _ labels: [Label]) -> [(
    label: Label, fraud: Double, judgement: Judgement
  )] {
    scores.indices.map { (labels[$0], probability(calibrations, $0)[.fraud], rules[$0]) }
  }

  func scored(
    _ prepared: PreparedExamples, _ calibrations: Calibrations, _ thresholds: [Thresholds], _ folds: [Int], ask: Float
  ) -> [ScoredMessage] {
    scores.indices.map { index in
      let probability = probability(calibrations, index)
      let band = rules[index].band(probability, auto: { Double(thresholds[folds[index]][$0]) }, ask: Double(ask))
      return ScoredMessage(prepared.examples[index], probability, band)
    }
  }

  private func probability(_ calibrations: Calibrations, _ row: Int) -> LabelProbabilities {
    LabelProbabilities(calibrations.probabilities(scores[row].lowHalf, scores[row].highHalf))
  }
}

/// Automatic thresholds by stratum: most of the way (`Stratum.margin`) between the most suspicious harmless message and certainty
/// (for what harmless people write every day those held by wording alone count too, as they stand), and at
/// least 0.93, or 0.95 where there are too few harmless messages to speak for those that are not there (the next
/// multiples of 2⁻¹²).
///
/// It is the mean over the most suspicious one in a hundred harmless messages (two in `Stratum.oddity`): by the first alone a kind would
/// be held the more strictly the more were looked at, and any one alone would decide for all. Out of fold the very message that is judged
/// never counts, so its own place in line changes nothing there. Nor do frauds at second hand count (`TrainingExample.isSecondHand`).
struct Thresholds {
  private static let few = 30
  private static let leastForPulsa: Float = 3994 / 4096
  private var values = [Float](repeating: 3810 / 4096, count: Stratum.allCases.count)

  init(_ judgements: [(label: Label, fraud: Double, judgement: Judgement)]) {
    var wanted = [[Float]](repeating: [], count: values.count)
    for (label, fraud, judgement) in judgements where label != .fraud && judgement.restsOnWording {
      guard let stratum = judgement.gate.stratum, judgement.vetoes.isEmpty || stratum.isPersonal else { continue }
      // Upwards to a multiple of 2⁻¹², which survives the file's four octets and another platform's exponential.
      let margin = judgement.vetoes.isEmpty ? stratum.margin : 0
      let least = fraud + (1 - fraud) * margin
      wanted[stratum.index].append(min(Float((least * 4096).rounded(.up) / 4096), 1))
    }
    for stratum in Stratum.allCases {
      let index = stratum.index
      let ranked = wanted[index].sorted(by: >)
      if ranked.count < Self.few { values[index] = 3892 / 4096 }
      // Two more from a quarter of that number on.
      let odd = (ranked.count + stratum.oddity * 3 / 4) / stratum.oddity
      let first = ranked.prefix(1 + 2 * odd)
      // A sum of multiples of 2⁻¹² is exact.
      let mean = first.reduce(0, +) / Float(max(first.count, 1))
      values[index] = max(values[index], (mean * 4096).rounded(.up) / 4096)
    }
    // Few harmless messages ask for pulsa to a number; by the tail of their scores one in a hundred would reach this.
    values[Stratum.pulsa.index] = max(values[Stratum.pulsa.index], Self.leastForPulsa)
  }

  subscript(stratum: Stratum) -> Float { values[stratum.index] }
}
