internal import RealModule

/// Trains four one-against-the-rest linear classifiers at once: L2-regularised support vector machines with squared hinge
/// loss, by dual coordinate descent (Hsieh et al. 2008, algorithm 1). One pass over a message's features serves
/// all four classes, as lanes of a vector.
struct LinearTrainer {
  /// Weight of errors against the regularisation.
  var cost: Float = 1
  var epochs = 40
  var seed: UInt64 = 1

  struct Solution {
    /// By column of the matrix.
    var weights: [SIMD4<Float>]
  }

  func train(_ matrix: SparseMatrix, rows: [Int], labels: [Label], importance: [Float]) -> Solution {
    let scales = Self.rarity(matrix, rows: rows)
    let scaled = matrix.values.indices.map { matrix.values[$0] * scales[Int(matrix.indices[$0])] }
    var weights = [SIMD4<Float>](repeating: .zero, count: SparseMatrix.columns)
    var duals = [SIMD4<Float>](repeating: .zero, count: rows.count)
    var order = Array(rows.indices)
    var random = SplitMix64(state: seed)
    for _ in 0..<epochs {
      random.shuffle(&order)
      var largest: Float = 0
      for position in order {
        let row = rows[position]
        let entries = matrix.starts[row]..<matrix.starts[row + 1]
        let target = Self.target(labels[row])
        let slack = 0.5 / (cost * importance[row])
        var score = SIMD4<Float>()
        var length: Float = 0
        for entry in entries {
          score += weights[Int(matrix.indices[entry])] * scaled[entry]
          length += scaled[entry] * scaled[entry]
        }
        let gradient = target * score - 1 + duals[position] * slack
        let new = pointwiseMax(duals[position] - gradient / (slack + length), .zero)
        let change = (new - duals[position]) * target
        if change == .zero { continue }
        duals[position] = new
        for entry in entries { weights[Int(matrix.indices[entry])] += change * scaled[entry] }
        largest = max(largest, change.max(), -change.min())
      }
      if largest < 1e-3 { break }
    }
    for index in weights.indices { weights[index] *= scales[index] }
    return Solution(weights: weights)
  }

  private static func target(_ label: Label) -> SIMD4<Float> {
    var target = SIMD4<Float>(repeating: -1)
    target[label.index] = 1
    return target
  }

  /// Inverse document frequency by column: rare features count for more. It is folded into the weights afterwards, so
  /// that classifying needs no second table.
  private static func rarity(_ matrix: SparseMatrix, rows: [Int]) -> [Float] {
    var frequency = [Float](repeating: 0, count: SparseMatrix.columns)
    for row in rows {
      for entry in matrix.starts[row]..<matrix.starts[row + 1] { frequency[Int(matrix.indices[entry])] += 1 }
    }
    return frequency.indices.map { index in
      guard index < FeatureSpace.size else { return 1 }
      let rarity = Float.log(Float(rows.count + 1) / (frequency[index] + 1)) / 3
      // Multiples of 2⁻¹⁰, because the last bits of a logarithm depend on the platform.
      return (rarity * 1024).rounded() / 1024
    }
  }
}

/// Sebastiano Vigna's SplitMix64: a small generator whose sequence depends on its seed alone.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// Fisher and Yates; the standard library may change its own algorithm, and a model must stay reproducible.
  mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, Int(truncatingIfNeeded: next() % UInt64(last + 1)))
    }
  }
}
