private import CSpamModel

/// The second opinion: a small convolutional network over the words of a message (Kim 2014), which sees five words at a time
/// where the linear model sees words and pairs.
///
/// A word is 16 values: those of the word itself, of its base word and of its kind, and the mean-like sum of those of its runs of
/// characters, so that an unknown word is near to its likes. 96 filters look at each five neighbouring words; what each finds most
/// of, anywhere in the message, gives four class scores. Only messages that the linear model does not think harmless anyway are
/// looked at.
struct WordNetwork: Sendable, Equatable {
  static let wordBits = 15
  static let pieceBits = 15
  static let values = Int(pelapor_word_values)
  static let filterCount = Int(pelapor_filter_count)
  static let filterWeights = Int(pelapor_filter_weights)
  /// Words on either side of the middle one that a filter sees.
  static let margin = Int(pelapor_filter_reach) / 2
  /// At most so many words of a message are looked at.
  static let longest = 160

  /// 16 values for each of 2^15 words, base words and kinds, in steps of `wordScale`.
  var words: [Int8]
  var wordScale: Float
  /// The same for 2^15 runs of characters.
  var pieces: [Int8]
  var pieceScale: Float
  /// Filters one after the other, for each word that it sees 16 weights.
  var filters: [Float]
  var offsets: [Float]
  /// What each filter adds to the class scores.
  var outputs: [SIMD4<Float>]
  var bias: SIMD4<Float>

  /// Four class scores, before calibration.
  func scores(_ input: WordNetworkInput) -> SIMD4<Float> {
    let count = input.count
    guard count > 0 else { return bias }
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: (count + 2 * Self.margin) * Self.values) { places in
      places.initialize(repeating: 0)
      for place in 0..<count { embed(input, place, into: places, at: (place + Self.margin) * Self.values) }
      return withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.filterCount) { largest in
        pelapor_convolve(places.baseAddress, Int32(count), filters, offsets, largest.baseAddress, nil)
        var sum = bias
        for filter in 0..<Self.filterCount { sum += outputs[filter] * largest[filter] }
        return sum
      }
    }
  }

  private func embed(
    _ input: WordNetworkInput, _ place: Int, into places: UnsafeMutableBufferPointer<Float>, at first: Int
  ) {
    for row in input.wordRows(place) {
      let word = Int(row) * Self.values
      for index in 0..<Self.values { places[first + index] += Float(words[word + index]) * wordScale }
    }
    let range = input.pieceRange(place)
    guard !range.isEmpty else { return }
    let share = pieceScale / Float(range.count).squareRoot()
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.values) { sum in
      sum.initialize(repeating: 0)
      for at in range {
        let piece = Int(input.pieces[at]) * Self.values
        for index in 0..<Self.values { sum[index] &+= Int32(pieces[piece + index]) }
      }
      for index in 0..<Self.values { places[first + index] += Float(sum[index]) * share }
    }
  }
}

extension WordNetwork {
  /// In a model file: scales, tables, filters, offsets, outputs, bias.
  func write(to writer: inout OctetWriter) {
    writer.write(wordScale.bitPattern)
    writer.write(pieceScale.bitPattern)
    for value in words { writer.octets.append(UInt8(bitPattern: value)) }
    for value in pieces { writer.octets.append(UInt8(bitPattern: value)) }
    for value in filters + offsets { writer.write(value.bitPattern) }
    for output in outputs { writer.write(output) }
    writer.write(bias)
  }

  init(from reader: inout OctetReader) throws(ModelError) {
    let field = "second opinion"
    wordScale = try reader.number(field)
    pieceScale = try reader.number(field)
    words = try reader.take(Self.values << Self.wordBits).map { Int8(bitPattern: $0) }
    pieces = try reader.take(Self.values << Self.pieceBits).map { Int8(bitPattern: $0) }
    filters = []
    for _ in 0..<Self.filterCount * Self.filterWeights { filters.append(try reader.number(field)) }
    offsets = []
    for _ in 0..<Self.filterCount { offsets.append(try reader.number(field)) }
    outputs = []
    for _ in 0..<Self.filterCount { outputs.append(try reader.vector(field)) }
    bias = try reader.vector(field)
  }
}

/// A message as the network sees it: the rows of each word, and those of its runs of characters.
struct WordNetworkInput: Sendable {
  /// For each word three rows: the word's own, its base word's, and that of its kind.
  private var words: [UInt16] = []
  private(set) var pieces: [UInt16] = []
  /// Where the pieces of each word end.
  private var ends: [Int32] = []

  var count: Int { ends.count }

  init(_ text: borrowing NormalizedText) {
    for token in text.tokens.prefix(WordNetwork.longest) {
      append(FeatureExtractor.wordIndex(token))
      append(FeatureExtractor.baseIndex(token))
      append(FeatureExtractor.kindIndex(token))
      FeatureExtractor.characters(text, token) { pieces.append(UInt16($0 & (1 << WordNetwork.pieceBits - 1))) }
      ends.append(Int32(pieces.count))
    }
  }

  private mutating func append(_ feature: Int) {
    words.append(UInt16(feature & (1 << WordNetwork.wordBits - 1)))
  }

  /// The rows in the table of words.
  func wordRows(_ place: Int) -> ArraySlice<UInt16> { words[3 * place..<3 * place + 3] }

  /// Which of `pieces` belong to a word.
  func pieceRange(_ place: Int) -> Range<Int> {
    (place == 0 ? 0 : Int(ends[place - 1]))..<Int(ends[place])
  }
}
