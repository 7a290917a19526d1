/// A sketch of a message: two sketches agree in about as many of their 64 places as the messages share words and pairs
/// of words (Broder 1997).
public struct MinHash: Hashable, Sendable {
  /// 64 minima, the persisted form.
  public let values: [UInt32]

  /// Number of places.
  public static let length = 64
  /// Places that make one band of the index: 21 bands of 3, the last place is spare.
  static let bandWidth = 3
  static let bands = 21

  /// A sketch that was kept; nil unless it has 64 places.
  public init?(values: [UInt32]) {
    guard values.count == Self.length else { return nil }
    self.values = values
  }

  /// The sketch of a message after normalisation, so that another number or another disguise gives the same one.
  public init(_ text: String) {
    self.init(normalized: Tokenizer.normalize(text))
  }

  init(normalized text: NormalizedText) {
    var minima = [UInt32](repeating: .max, count: Self.length)
    var previous: UInt64 = 0
    for token in text.tokens where token.kind != .linkPart && token.kind != .number {
      Self.add(token.hash, to: &minima)
      Self.add(previous &* 0x9E37_79B9_7F4A_7C15 ^ token.hash, to: &minima)
      previous = token.hash
    }
    values = minima
  }

  /// Whether the message had any words to compare.
  public var isEmpty: Bool { values[0] == .max && values[1] == .max }

  /// An estimate of the Jaccard index, 0…1.
  public func similarity(to other: MinHash) -> Double {
    guard !isEmpty, !other.isEmpty else { return 0 }
    var equal = 0
    for place in 0..<Self.length where values[place] == other.values[place] { equal += 1 }
    return Double(equal) / Double(Self.length)
  }

  /// One number for each band; messages that share one are candidates.
  var bandKeys: [UInt64] {
    (0..<Self.bands).map { band in
      var hash = UInt64(band) &* 0x9E37_79B9_7F4A_7C15
      for place in 0..<Self.bandWidth { hash = Hashing.finish(hash ^ UInt64(values[band * Self.bandWidth + place])) }
      return hash
    }
  }

  private static func add(_ element: UInt64, to minima: inout [UInt32]) {
    let base = Hashing.finish(element)
    minima.withUnsafeMutableBufferPointer { minima in
      for place in 0..<length {
        let hash = UInt32(truncatingIfNeeded: (base &* multipliers[place]) >> 32)
        if hash < minima[place] { minima[place] = hash }
      }
    }
  }

  private static let multipliers: [UInt64] = {
    var random = SplitMix64(state: 0x6D69_6E68_6173_68)
    return (0..<length).map { _ in random.next() | 1 }
  }()
}
