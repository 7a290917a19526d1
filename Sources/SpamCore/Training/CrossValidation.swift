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
  public let thresholds: [Stratum: Double]

  let calibration: Calibration
  let judgements: [(label: Label, fraud: Double, judgement: Judgement)]

  init(_ prepared: PreparedExamples, _ options: ModelTrainer.Options, disguised: ((String) -> String)? = nil) {
    groups = prepared.groups
    let count = max(options.folds, 2)
    let folds = Grouping.folds(groups, labels: prepared.labels, count: count, seed: options.seed)
    self.folds = folds
    let plain = FoldScores(prepared, options, folds, count, disguised: nil)
    let calibration = CalibrationFit.fit(plain.scores, prepared.labels, importance: prepared.importance)
    self.calibration = calibration
    let judgements = plain.judgements(calibration, prepared.labels)
    self.judgements = judgements
    let all = Thresholds(judgements)
    thresholds = Dictionary(uniqueKeysWithValues: Stratum.allCases.map { ($0, Double(all[$0])) })
    let judged = disguised.map { FoldScores(prepared, options, folds, count, disguised: $0) } ?? plain
    let verdicts = judged.judgements(calibration, prepared.labels)
    let others = (0..<count).map { fold in
      Thresholds(judgements.indices.filter { folds[$0] != fold }.map { judgements[$0] })
    }
    scored = judged.scores.indices.map { index in
      let probability = LabelProbabilities(calibration.probabilities(judged.scores[index]))
      let band = verdicts[index].judgement.band(
        probability, auto: { Double(others[folds[index]][$0]) }, ask: Double(options.askThreshold))
      return ScoredMessage(prepared.examples[index], probability, band)
    }
  }
}

/// Class scores of every example by the model of the other folds.
private struct FoldScores {
  private(set) var scores: [SIMD4<Float>]
  private let rules: [Judgement]

  init(
    _ prepared: PreparedExamples, _ options: ModelTrainer.Options, _ folds: [Int], _ count: Int,
    disguised: ((String) -> String)?
  ) {
    scores = [SIMD4<Float>](repeating: .zero, count: folds.count)
    let texts =
      disguised.map { disguise in prepared.examples.map { Tokenizer.normalize(disguise($0.text)) } } ?? prepared.texts
    let facts = disguised == nil ? prepared.facts : texts.map { MessageFacts($0) }
    rules = zip(texts, facts).map { Judgement($0, $1) }
    var judged = prepared.matrix
    if disguised != nil {
      judged = SparseMatrix()
      for (text, facts) in zip(texts, facts) { judged.append(text, facts, options.selection) }
    }
    for fold in 0..<count {
      let rows = folds.indices.filter { folds[$0] != fold }
      let solution = prepared.solution(options, of: rows)
      for row in folds.indices where folds[row] == fold { scores[row] = solution.scores(judged, row) }
    }
  }

  func judgements(_ calibration: Calibration, _ labels: [Label]) -> [(
    label: Label, fraud: Double, judgement: Judgement
  )] {
    scores.indices.map { index in
      (labels[index], calibration.probabilities(scores[index])[Label.fraud.index], rules[index])
    }
  }
}

/// Automatic thresholds by stratum: 17 twentieths of the way between the most suspicious harmless message and certainty
/// (for what harmless people write every day those held by wording alone count too, as they stand), and at
/// least 0.9, or 0.95 where there are too few harmless messages to speak for those that are not there (the next
/// multiples of 2⁻¹²).
///
/// Of very many harmless messages the most suspicious ones are passed over, one in two hundred: otherwise a kind would be held
/// the more strictly the more were looked at, and one odd message would decide for all. Out of fold the very message that
/// is judged never counts, so its own place in line changes nothing there.
struct Thresholds {
  private static let few = 100
  private static let many = 200
  private static let leastForPulsa: Float = 3994 / 4096
  private var values = [Float](repeating: 3687 / 4096, count: Stratum.allCases.count)

  init(_ judgements: [(label: Label, fraud: Double, judgement: Judgement)]) {
    var wanted = [[Float]](repeating: [], count: values.count)
    for (label, fraud, judgement) in judgements where label != .fraud && judgement.restsOnWording {
      guard let stratum = judgement.gate.stratum, judgement.mayBeAutomatic || stratum.isPersonal else { continue }
      // Upwards to a multiple of 2⁻¹², which survives the file's four octets and another platform's exponential.
      let margin = judgement.vetoes.isEmpty ? stratum.margin : 0
      let least = fraud + (1 - fraud) * margin
      wanted[stratum.index].append(min(Float((least * 4096).rounded(.up) / 4096), 1))
    }
    for index in values.indices {
      let ranked = wanted[index].sorted(by: >)
      if ranked.count < Self.few { values[index] = 3892 / 4096 }
      let passedOver = ranked.count / Self.many
      if passedOver < ranked.count { values[index] = max(values[index], ranked[passedOver]) }
    }
    // Few harmless messages ask for pulsa to a number; by the tail of their scores one in a hundred would reach this.
    values[Stratum.pulsa.index] = max(values[Stratum.pulsa.index], Self.leastForPulsa)
  }

  subscript(stratum: Stratum) -> Float { values[stratum.index] }
}
