/// Trains four one-against-the-rest linear classifiers at once: L2-regularised support vector machines with squared hinge
/// loss, by dual coordinate descent (Hsieh et al. 2008, algorithm 1). One pass over a message's features serves
/// all four classes, as lanes of a vector.
struct LinearTrainer {
  /// Weight of errors against the regularisation.
  var cost: Float = 1
  var epochs = 40
  var seed: UInt64 = 1

  struct Solution {
    var weights: [SIMD4<Float>]

    func scores(_ matrix: SparseMatrix, _ row: Int) -> SIMD4<Float> {
      var sum = SIMD4<Float>()
      for entry in matrix.starts[row]..<matrix.starts[row + 1] {
        sum += weights[Int(matrix.indices[entry])] * matrix.values[entry]
      }
      return sum
    }
  }

  func train(_ matrix: SparseMatrix, rows: [Int], labels: [Label], importance: [Float]) -> Solution {
    var weights = [SIMD4<Float>](repeating: .zero, count: SparseMatrix.columns)
    var duals = [SIMD4<Float>](repeating: .zero, count: rows.count)
    var order = Array(rows.indices)
    var random = SplitMix64(state: seed)
    for _ in 0..<epochs {
      order.shuffle(using: &random)
      var largest: Float = 0
      for position in order {
        let row = rows[position]
        let target = Self.target(labels[row])
        let slack = SIMD4<Float>(repeating: 0.5 / (cost * importance[row]))
        let range = matrix.starts[row]..<matrix.starts[row + 1]
        var score = SIMD4<Float>()
        for entry in range { score += weights[Int(matrix.indices[entry])] * matrix.values[entry] }
        let old = duals[position]
        let gradient = target * score - 1 + old * slack
        let step = gradient / (slack + matrix.squaredLengths[row])
        let new = pointwiseMax(old - step, .zero)
        let change = (new - old) * target
        if change == .zero { continue }
        duals[position] = new
        for entry in range { weights[Int(matrix.indices[entry])] += change * matrix.values[entry] }
        largest = max(largest, abs(change.max()), abs(change.min()))
      }
      if largest < 1e-3 { break }
    }
    return Solution(weights: weights)
  }

  private static func target(_ label: Label) -> SIMD4<Float> {
    var target = SIMD4<Float>(repeating: -1)
    target[label.index] = 1
    return target
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
}
