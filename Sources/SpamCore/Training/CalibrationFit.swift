internal import RealModule

/// Fits a calibration to scores of messages that the scoring models had not seen, by gradient descent on the regularised
/// log loss; small, convex, and the same result every time.
enum CalibrationFit {
  static func fit(_ scores: [SIMD4<Float>], _ labels: [Label], importance: [Float]) -> Calibration {
    var rows = (0..<4).map { index in
      var row = SIMD4<Double>(repeating: 0)
      row[index] = 2
      return row
    }
    var offset = SIMD4<Double>()
    let total = importance.reduce(0.0) { $0 + Double($1) }
    guard total > 0 else { return .identity }
    var momentum = [SIMD4<Double>](repeating: .zero, count: 5)
    for _ in 0..<400 {
      var gradients = [SIMD4<Double>](repeating: .zero, count: 5)
      for (position, score) in scores.enumerated() {
        let score = SIMD4<Double>(score)
        var logits = offset
        for index in 0..<4 { logits[index] += (rows[index] * score).sum() }
        var error = Calibration.softmax(logits)
        error[labels[position].index] -= 1
        error *= Double(importance[position]) / total
        for index in 0..<4 { gradients[index] += score * error[index] }
        gradients[4] += error
      }
      for index in 0..<4 {
        gradients[index] += rows[index] * 1e-4
        momentum[index] = momentum[index] * 0.9 + gradients[index]
        rows[index] -= momentum[index] * 1.5
      }
      momentum[4] = momentum[4] * 0.9 + gradients[4]
      offset -= momentum[4] * 1.5
    }
    return Calibration(rows: rows.map(rounded), offset: rounded(offset))
  }

  /// To multiples of 2⁻¹⁰: the last bits depend on the platform's `exp`, and the model must not.
  private static func rounded(_ vector: SIMD4<Double>) -> SIMD4<Float> {
    SIMD4<Float>((vector * 1024).rounded(.toNearestOrAwayFromZero) / 1024)
  }
}
