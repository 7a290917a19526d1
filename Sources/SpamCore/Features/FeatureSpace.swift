/// The numbers that decide what a feature's index means; a model trained with others is refused.
enum FeatureSpace {
  /// Mixed into every feature's hash.
  static let seed: UInt64 = 0x5045_4C41_504F_5231
  /// 2^20 weights a class: with as many messages as there are now smaller tables measured worse, see `docs/spam-core.md`.
  static let hashBits = 20
  static let size = 1 << hashBits
  /// Raised with every change of meaning that the normaliser's fingerprint cannot see.
  static let revision: UInt64 = 7
}

/// Families of hashed features; each is scaled by itself so that none drowns another.
enum FeatureFamily: Int, CaseIterable {
  /// Words, pairs of words, consonant skeletons, pairs of lure and payload, words beside a kind of payload.
  case words
  /// Runs of 3–5 characters within words.
  case characters
  /// Pairs of words with one or two words between them.
  case gaps
  /// The first and the last four words as such.
  case edges
  /// Base words and kinds of words, by themselves and in pairs.
  case senses

  /// The family's Euclidean length when no feature repeats.
  var weight: Float {
    switch self {
    case .words: 1
    case .characters, .gaps, .edges: 0.6
    case .senses: 1.2
    }
  }

  /// The value of each of the family's `count` features in a message.
  @inline(__always)
  func value(count: Float) -> Float { weight / max(count, 1).squareRoot() }
}
