internal import RealModule

/// Fits a calibration to scores of messages that the scoring models had not seen, by gradient descent on the regularised
/// log loss; small, convex, and the same result every time.
enum CalibrationFit {
  /// - Parameter rows: the messages to fit to.
  static func fit(
    _ scores: [SIMD8<Float>], _ labels: [Label], importance: [Float], rows chosen: [Int]
  ) -> Calibration {
    var rows = (0..<4).map { index in
      var row = SIMD8<Double>(repeating: 0)
      row[index] = 2
      return row
    }
    var offset = SIMD4<Double>()
    let total = chosen.reduce(0.0) { $0 + Double(importance[$1]) }
    guard total > 0 else { return .identity }
    var momentum = [SIMD8<Double>](repeating: .zero, count: 4)
    var offsetMomentum = SIMD4<Double>()
    for _ in 0..<400 {
      var gradients = [SIMD8<Double>](repeating: .zero, count: 4)
      var offsetGradient = SIMD4<Double>()
      for position in chosen {
        let score = SIMD8<Double>(scores[position])
        var logits = offset
        for index in 0..<4 { logits[index] += (rows[index] * score).sum() }
        var error = Calibration.softmax(logits)
        error[labels[position].index] -= 1
        error *= Double(importance[position]) / total
        for index in 0..<4 { gradients[index] += score * error[index] }
        offsetGradient += error
      }
      for index in 0..<4 {
        gradients[index] += rows[index] * 1e-4
        momentum[index] = momentum[index] * 0.9 + gradients[index]
        rows[index] -= momentum[index] * 1.5
      }
      offsetMomentum = offsetMomentum * 0.9 + offsetGradient
      offset -= offsetMomentum * 1.5
    }
    // To multiples of 2⁻¹⁰: the last bits depend on the platform's `exp`, and the model must not.
    return Calibration(
      rows: rows.map { SIMD8<Float>(($0 * 1024).rounded(.toNearestOrAwayFromZero) / 1024) },
      offset: SIMD4<Float>((offset * 1024).rounded(.toNearestOrAwayFromZero) / 1024))
  }
}
