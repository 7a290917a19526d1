internal import RealModule

/// From class scores to probabilities: a softmax over a linear map of the scores, fitted on messages that the scoring
/// models had not seen (matrix scaling, Guo et al. 2017 §4.2).
///
/// The lower half of the scores is the linear model's, the upper half the second opinion's.
struct Calibration: Sendable, Equatable {
  /// Row `c` holds what each score adds to the logit of class `c`.
  var rows: [SIMD8<Float>]
  var offset: SIMD4<Float>

  /// The linear model's scores as they are.
  static let identity = Calibration(
    rows: (0..<4).map { index in
      var row = SIMD8<Float>()
      row[index] = 1
      return row
    }, offset: .zero)

  func probabilities(_ scores: SIMD8<Float>) -> SIMD4<Double> {
    var logits = SIMD4<Double>(offset)
    for index in 0..<4 { logits[index] += Double((rows[index] * scores).sum()) }
    return Self.softmax(logits)
  }

  /// Exponentials normalised to sum 1; every finite input gives finite output.
  static func softmax(_ logits: SIMD4<Double>) -> SIMD4<Double> {
    let shifted = logits - logits.max()
    var exponentials = SIMD4<Double>()
    for index in 0..<4 { exponentials[index] = Double.exp(max(shifted[index], -700)) }
    return exponentials / exponentials.sum()
  }
}

/// What the linear model's scores alone say, and what both opinions say together of a message that is not harmless at first sight.
struct Calibrations: Sendable, Equatable {
  /// Of the linear model alone; it has to do for messages that are plainly harmless.
  var first: Calibration
  /// Of both; nil where there is no second opinion.
  var both: Calibration?

  /// From this probability of fraud on, the second opinion is asked.
  static let doubt = 0.02

  /// - Parameter second: the second opinion's scores, asked for only in doubt.
  func probabilities(_ linear: SIMD4<Float>, _ second: @autoclosure () -> SIMD4<Float>) -> SIMD4<Double> {
    let alone = first.probabilities(SIMD8(lowHalf: linear, highHalf: .zero))
    guard let both, alone[Label.fraud.index] >= Self.doubt else { return alone }
    return both.probabilities(SIMD8(lowHalf: linear, highHalf: second()))
  }
}
