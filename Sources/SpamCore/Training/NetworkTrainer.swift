private import CSpamModel

/// Trains the second opinion: cross-entropy by stochastic gradient descent, message after message, with AdaGrad (Duchi et al. 2011);
/// words and filters are left out at random so that none is relied upon (Srivastava et al. 2014). No function of the platform's
/// mathematical library takes part, so that the same examples give the same weights everywhere.
struct NetworkTrainer {
  var epochs = 12
  /// The first step for filters and outputs; it falls to nothing over the epochs.
  var rate: Float = 0.01
  /// The same for words and pieces.
  var tableRate: Float = 0.05
  /// Share of words left out.
  var wordLoss: Float = 0.3
  /// Share of filters left out.
  var filterLoss: Float = 0.3
  var seed: UInt64 = 1

  func train(_ inputs: [WordNetworkInput], rows: [Int], labels: [Label], importance: [Float]) -> WordNetwork {
    var state = NetworkState(seed: seed)
    var order = rows.filter { inputs[$0].count > 0 }
    let total = Float(max(order.count * epochs, 1))
    var done: Float = 0
    for _ in 0..<epochs {
      state.random.shuffle(&order)
      for row in order {
        let pace = 1 - done / total
        state.learn(
          inputs[row], labels[row], importance[row], rate: rate * pace, tableRate: tableRate * pace, wordLoss: wordLoss,
          filterLoss: filterLoss)
        done += 1
      }
    }
    return state.network
  }
}

/// Parameters in full precision with the sums of their squared gradients, and room for one message.
private struct NetworkState {
  var random: SplitMix64
  private var words: Table
  private var pieces: Table
  private var filters: [Float]
  private var filterSquares: [Float]
  private var offsets = [Float](repeating: 0, count: WordNetwork.filterCount)
  private var offsetSquares = [Float](repeating: 0, count: WordNetwork.filterCount)
  private var outputs: [SIMD4<Float>]
  private var outputSquares = [SIMD4<Float>](repeating: .zero, count: WordNetwork.filterCount)
  private var bias = SIMD4<Float>()
  private var biasSquares = SIMD4<Float>()
  private var places: [SIMD16<Float>] = []
  private var gradients: [SIMD16<Float>] = []
  private var isKept: [Bool] = []
  private var largest = [Float](repeating: 0, count: WordNetwork.filterCount)
  private var found = [Int32](repeating: -1, count: WordNetwork.filterCount)
  private var filterGradients = [Float](repeating: 0, count: WordNetwork.filterCount)

  init(seed: UInt64) {
    var random = SplitMix64(state: seed)
    words = Table(bits: WordNetwork.wordBits, &random)
    pieces = Table(bits: WordNetwork.pieceBits, &random)
    let deviation = (2 / Float(WordNetwork.filterWeights)).squareRoot()
    filters = (0..<WordNetwork.filterCount * WordNetwork.filterWeights).map { _ in random.normal() * deviation }
    filterSquares = [Float](repeating: 0, count: filters.count)
    outputs = (0..<WordNetwork.filterCount).map { _ in
      SIMD4(random.normal(), random.normal(), random.normal(), random.normal()) * 0.1
    }
    self.random = random
  }

  mutating func learn(
    _ input: WordNetworkInput, _ label: Label, _ importance: Float, rate: Float, tableRate: Float, wordLoss: Float,
    filterLoss: Float
  ) {
    embed(input, wordLoss)
    convolve(input.count)
    var shares = [Float](repeating: 0, count: largest.count)
    var scores = bias
    for filter in largest.indices {
      shares[filter] = random.uniform() < filterLoss ? 0 : 1 / (1 - filterLoss)
      scores += outputs[filter] * (largest[filter] * shares[filter])
    }
    var error = Self.softmax(scores)
    error[label.index] -= 1
    error *= importance
    for filter in largest.indices {
      filterGradients[filter] = (error * outputs[filter]).pairwiseSum * shares[filter]
      let seen = largest[filter] * shares[filter]
      if seen != 0 { Self.step(&outputs[filter], &outputSquares[filter], error * seen, rate) }
    }
    Self.step(&bias, &biasSquares, error, rate)
    learnFilters(rate)
    for place in 0..<input.count where isKept[place] {
      let gradient = gradients[place + WordNetwork.margin]
      for row in input.wordRows(place) { words.step(Int(row), gradient, tableRate) }
      let range = input.pieceRange(place)
      if range.isEmpty { continue }
      let share = 1 / Float(range.count).squareRoot()
      for at in range { pieces.step(Int(input.pieces[at]), gradient * share, tableRate) }
    }
  }

  private mutating func embed(_ input: WordNetworkInput, _ wordLoss: Float) {
    let length = input.count + 2 * WordNetwork.margin
    places = [SIMD16<Float>](repeating: .zero, count: length)
    gradients = places
    isKept = [Bool](repeating: true, count: input.count)
    for place in 0..<input.count {
      isKept[place] = random.uniform() >= wordLoss
      guard isKept[place] else { continue }
      var sum = SIMD16<Float>()
      let range = input.pieceRange(place)
      for at in range { sum += pieces.rows[Int(input.pieces[at])] }
      if !range.isEmpty { sum *= 1 / Float(range.count).squareRoot() }
      for row in input.wordRows(place) { sum += words.rows[Int(row)] }
      places[place + WordNetwork.margin] = sum
    }
  }

  private mutating func convolve(_ count: Int) {
    places.withUnsafeBytes { places in
      pelapor_convolve(
        places.assumingMemoryBound(to: Float.self).baseAddress, Int32(count), filters, offsets, &largest, &found)
    }
  }

  private mutating func learnFilters(_ rate: Float) {
    places.withUnsafeBytes { places in
      gradients.withUnsafeMutableBytes { gradients in
        pelapor_learn_filters(
          places.assumingMemoryBound(to: Float.self).baseAddress,
          gradients.assumingMemoryBound(to: Float.self).baseAddress, &filters, &filterSquares, &offsets, &offsetSquares,
          filterGradients, found, rate)
      }
    }
  }

  private static func step(
    _ value: inout SIMD4<Float>, _ squares: inout SIMD4<Float>, _ gradient: SIMD4<Float>, _ rate: Float
  ) {
    squares += gradient * gradient
    value -= gradient * rate / (squares.squareRoot() + 1e-6)
  }

  private static func softmax(_ scores: SIMD4<Float>) -> SIMD4<Float> {
    let shifted = scores - scores.max()
    var exponentials = SIMD4<Float>()
    for index in 0..<4 { exponentials[index] = exponential(shifted[index]) }
    return exponentials / exponentials.pairwiseSum
  }

  /// e to the power of a number that is not positive, to 1 in 10^5, by arithmetic alone.
  private static func exponential(_ value: Float) -> Float {
    let power = max(value, -60) * 1.442_695
    let whole = power.rounded(.down)
    let rest = (power - whole) * 0.693_147_2
    let fraction = 1 + rest * (1 + rest * (0.5 + rest * (1 / 6 + rest * (1 / 24 + rest * (1 / 120 + rest / 720)))))
    return fraction * Float(sign: .plus, exponent: Int(whole), significand: 1)
  }

  /// As it goes into the model: tables in whole steps.
  var network: WordNetwork {
    let (words, wordScale) = words.quantized
    let (pieces, pieceScale) = pieces.quantized
    return WordNetwork(
      words: words, wordScale: wordScale, pieces: pieces, pieceScale: pieceScale, filters: filters, offsets: offsets,
      outputs: outputs.map { $0 * Self.outputScale }, bias: bias * Self.outputScale)
  }

  /// So that the scores are about as large as the linear model's.
  private static let outputScale: Float = 0.125

  /// Rows of 16 values.
  struct Table {
    private(set) var rows: [SIMD16<Float>]
    private var squares: [SIMD16<Float>]

    init(bits: Int, _ random: inout SplitMix64) {
      rows = (0..<1 << bits).map { _ in
        var row = SIMD16<Float>()
        for index in row.indices { row[index] = random.normal() * 0.1 }
        return row
      }
      squares = [SIMD16<Float>](repeating: .zero, count: rows.count)
    }

    mutating func step(_ row: Int, _ gradient: SIMD16<Float>, _ rate: Float) {
      squares[row] += gradient * gradient
      rows[row] -= gradient * rate / (squares[row].squareRoot() + 1e-6)
    }

    var quantized: (values: [Int8], scale: Float) {
      var largest: Float = 1e-6
      for row in rows { largest = max(largest, row.max(), -row.min()) }
      let scale = largest / 127
      return (
        rows.flatMap { row in row.indices.map { Int8((row[$0] / scale).rounded(.toNearestOrAwayFromZero)) } }, scale
      )
    }
  }
}

extension SplitMix64 {
  /// From 0 up to and without 1, in steps of 2⁻²⁴.
  mutating func uniform() -> Float { Float(next() >> 40) / 16_777_216 }

  /// Nearly normal with mean 0 and deviation 1: the sum of twelve uniform ones.
  mutating func normal() -> Float { (0..<12).reduce(Float(-6)) { sum, _ in sum + uniform() } }
}

extension SIMD4<Float> {
  /// The sum in an order of its own; the standard library promises none.
  fileprivate var pairwiseSum: Float { (x + z) + (y + w) }
}
