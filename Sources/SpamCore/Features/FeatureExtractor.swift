/// Which features are used; all of them in the shipped model, fewer in ablation runs.
public struct FeatureSelection: OptionSet, Sendable, Hashable {
  /// One bit for each member.
  public let rawValue: UInt16
  /// The members with these bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Single words and typed tokens.
  public static let words = Self(rawValue: 1)
  /// Pairs of neighbouring words.
  public static let pairs = Self(rawValue: 2)
  /// Words without their vowels.
  public static let skeletons = Self(rawValue: 4)
  /// Runs of 3–5 characters within words.
  public static let characters = Self(rawValue: 8)
  /// Counts and ratios.
  public static let dense = Self(rawValue: 16)
  /// Which lures meet which payloads.
  public static let crosses = Self(rawValue: 32)
  /// Pairs of words with one or two words between them.
  public static let gaps = Self(rawValue: 64)
  /// The first and the last four words as such.
  public static let edges = Self(rawValue: 128)
  /// The second opinion, which sees five words at a time.
  public static let network = Self(rawValue: 256)
  /// Base words and kinds of words.
  public static let senses = Self(rawValue: 512)
  /// What the shipped model uses.
  public static let all: Self = [
    .words, .pairs, .skeletons, .characters, .dense, .crosses, .gaps, .edges, .network, .senses,
  ]
}

/// Walks over the hashed features of a normalised message.
///
/// Each has an index into the weights and the token it comes from; repeated ones are visited again. The value of every
/// feature of a family is the same, `weight / √count`, so that neither long nor short messages score by their length.
struct FeatureExtractor {
  private static let unigram = Hashing.start ^ FeatureSpace.seed
  private static let bigram = unigram &* 3
  private static let skeleton = unigram &* 5
  private static let ngram = unigram &* 7
  private static let linkPart = unigram &* 11
  private static let cross = unigram &* 13
  private static let kindWord = unigram &* 17
  private static let gap = unigram &* 19
  private static let opening = unigram &* 23
  private static let closing = unigram &* 29
  private static let base = unigram &* 31
  private static let kind = unigram &* 53
  private static let basePair = unigram &* 37
  private static let kindPair = unigram &* 41
  private static let kindThenBase = unigram &* 43
  private static let baseThenKind = unigram &* 47

  @inline(__always)
  private static func index(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: Hashing.finish(hash) >> 24) & (FeatureSpace.size - 1)
  }

  /// The features of one family.
  @inline(__always)
  static func features(
    _ family: FeatureFamily, _ text: borrowing NormalizedText, _ facts: MessageFacts, _ selection: FeatureSelection,
    _ visit: (Int) -> Void
  ) {
    switch family {
    case .words:
      words(text, selection) { index, _ in visit(index) }
      if selection.contains(.crosses) { crosses(text, facts, visit) }
    case .characters: if selection.contains(.characters) { characters(text) { index, _ in visit(index) } }
    case .gaps: if selection.contains(.gaps) { gaps(text, visit) }
    case .edges: if selection.contains(.edges) { edges(text, visit) }
    case .senses: if selection.contains(.senses) { senses(text, visit) }
    }
  }

  /// The feature of a single word or typed token.
  @inline(__always)
  static func wordIndex(_ token: Token) -> Int { index(token.hash ^ (token.kind == .linkPart ? linkPart : unigram)) }

  /// Word features: `visit(index, token)`.
  @inline(__always)
  static func words(_ text: borrowing NormalizedText, _ selection: FeatureSelection, _ visit: (Int, Int) -> Void) {
    var previous: UInt64 = 0x7374_6172_74
    text.octets.withUnsafeBufferPointer { octets in
      for (position, token) in text.tokens.enumerated() {
        let isPart = token.kind == .linkPart
        if selection.contains(.words) { visit(wordIndex(token), position) }
        if selection.contains(.pairs), !isPart {
          visit(index(pair(previous, token.hash) ^ bigram), position)
          previous = token.hash
        }
        if selection.contains(.skeletons), token.kind == .word, let hash = skeletonHash(octets, token) {
          visit(index(hash), position)
        }
      }
    }
  }

  /// Pairs of words with one or two words between them: `transfer` … `dulu`, whatever the sum is called.
  @inline(__always)
  static func gaps(_ text: borrowing NormalizedText, _ visit: (Int) -> Void) {
    var before: (UInt64, UInt64, UInt64) = (0, 0, 0)
    for token in text.tokens where token.kind != .linkPart {
      if before.1 != 0 { visit(index(pair(before.1, token.hash) ^ gap)) }
      if before.2 != 0 { visit(index(pair(before.2, token.hash) ^ gap)) }
      before = (token.hash, before.0, before.1)
    }
  }

  /// The first four words and the last four as such: who speaks, and what is to be done.
  @inline(__always)
  static func edges(_ text: borrowing NormalizedText, _ visit: (Int) -> Void) {
    let count = text.tokens.count - text.count(.linkPart)
    var place = 0
    for token in text.tokens where token.kind != .linkPart {
      if place < edge { visit(index(token.hash ^ opening)) }
      if place >= count - edge { visit(index(token.hash ^ closing)) }
      place += 1
    }
  }

  /// Base words and their pairs, pairs of kinds, and each beside the other: money that is to be sent somewhere, whatever the words.
  @inline(__always)
  static func senses(_ text: borrowing NormalizedText, _ visit: (Int) -> Void) {
    var lastBase: UInt64 = 0
    var lastKind: UInt64 = 0
    for token in text.tokens where token.kind != .linkPart {
      let (thisBase, thisKind) = (token.sense.base, token.sense.kind)
      visit(index(sensePair(0, thisBase) ^ base))
      visit(index(sensePair(lastBase, thisBase) ^ basePair))
      visit(index(sensePair(lastKind, thisKind) ^ kindPair))
      visit(index(sensePair(lastKind, thisBase) ^ kindThenBase))
      visit(index(sensePair(lastBase, thisKind) ^ baseThenKind))
      (lastBase, lastKind) = (thisBase, thisKind)
    }
  }

  /// The feature of a base word, and of a kind of words.
  @inline(__always)
  static func baseIndex(_ token: Token) -> Int { index(sensePair(0, token.sense.base) ^ base) }
  @inline(__always)
  static func kindIndex(_ token: Token) -> Int { index(sensePair(0, token.sense.kind) ^ kind) }

  /// Two numbers of at most 24 bits.
  @inline(__always)
  private static func sensePair(_ first: UInt64, _ second: UInt64) -> UInt64 {
    (first << 24 | second) &* 0x9E37_79B9_7F4A_7C15
  }

  /// How many words are the beginning of a message, and how many its end.
  private static let edge = 4

  @inline(__always)
  private static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
    (first &* 0x9E37_79B9_7F4A_7C15) ^ second
  }

  /// A word without its vowels, when at least three letters stay: the same for `hadiah`, `hdiah` and `hdh`.
  @inline(__always)
  private static func skeletonHash(_ octets: UnsafeBufferPointer<UInt8>, _ token: Token) -> UInt64? {
    var hash = skeleton
    var count = 0
    for at in Int(token.start)..<Int(token.end) {
      let octet = octets[at]
      if octet.isVowel { continue }
      hash = Hashing.add(octet, to: hash)
      count += 1
    }
    return count >= 3 ? hash : nil
  }

  /// Runs of 3–5 characters within words and link parts: `visit(index, token)`.
  @inline(__always)
  static func characters(_ text: borrowing NormalizedText, _ visit: (Int, Int) -> Void) {
    for (position, token) in text.tokens.enumerated() { characters(text, token) { visit($0, position) } }
  }

  /// Those of one token, the word's edges counting as characters; none of what is no word.
  @inline(__always)
  static func characters(_ text: borrowing NormalizedText, _ token: Token, _ visit: (Int) -> Void) {
    guard token.kind == .word || token.kind == .linkPart else { return }
    let edge = UInt8(ascii: "_")
    let start = Int(token.start) - 1
    let end = Int(token.end)
    guard end - start >= 3 else { return }
    text.octets.withUnsafeBufferPointer { octets in
      for first in start..<end - 1 {
        var hash = ngram
        var at = first
        let last = min(first + 5, end + 1)
        while at < last {
          let octet = at == start || at == end ? edge : octets[at]
          hash = Hashing.add(octet, to: hash)
          at += 1
          if at - first >= 3 { visit(index(hash)) }
        }
      }
    }
  }

  /// Every pair of a lure and a payload that the message has, and each alone; and, where there is something to act on, each
  /// word beside its kind: what speaks against an account number need not speak against a link.
  @inline(__always)
  static func crosses(_ text: borrowing NormalizedText, _ facts: MessageFacts, _ visit: (Int) -> Void) {
    if let stratum = facts.stratum {
      let key = kindWord &+ UInt64(stratum.index + 1) &* 0x9E37_79B9_7F4A_7C15
      for position in text.tokens.indices { visit(index(text.tokens[position].hash ^ key)) }
    }
    var lures = UInt64(facts.signals.rawValue) | UInt64(facts.context.rawValue) << 32
    while lures != 0 {
      let lure = UInt64(lures.trailingZeroBitCount)
      lures &= lures - 1
      var partners = lures
      while partners != 0 {
        let partner = UInt64(partners.trailingZeroBitCount)
        partners &= partners - 1
        visit(index(cross &+ (lure << 16 | partner << 8 | 0xFE) &* 0x9E37_79B9))
      }
      visit(index(cross &+ lure &* 0x9E37_79B9))
      var payloads = UInt32(facts.payloads.rawValue) | UInt32(facts.hosts.rawValue) << 12
      if payloads == 0 { visit(index(cross &+ (lure << 8 | 0xFF) &* 0x9E37_79B9)) }
      while payloads != 0 {
        let payload = UInt64(payloads.trailingZeroBitCount) + 1
        payloads &= payloads - 1
        visit(index(cross &+ (lure << 8 | payload) &* 0x9E37_79B9))
      }
    }
  }
}
