internal import RealModule

/// From class scores to probabilities: a softmax over a linear map of the scores, fitted on messages that the scoring
/// model had not seen (matrix scaling, Guo et al. 2017 §4.2).
struct Calibration: Sendable, Equatable {
  /// Row `c` holds what each score adds to the logit of class `c`.
  var rows: [SIMD4<Float>]
  var offset: SIMD4<Float>

  /// Scores as they are.
  static let identity = Calibration(
    rows: [SIMD4(1, 0, 0, 0), SIMD4(0, 1, 0, 0), SIMD4(0, 0, 1, 0), SIMD4(0, 0, 0, 1)], offset: .zero)

  func probabilities(_ scores: SIMD4<Float>) -> SIMD4<Double> {
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
