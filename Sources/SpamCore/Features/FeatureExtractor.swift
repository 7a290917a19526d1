/// Which features are used; all of them in the shipped model, fewer in ablation runs.
public struct FeatureSelection: OptionSet, Sendable, Hashable {
  /// One bit for each member.
  public let rawValue: UInt8
  /// The members with these bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

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
  /// What the shipped model uses.
  public static let all: Self = [.words, .pairs, .skeletons, .characters, .dense, .crosses]
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

  @inline(__always)
  private static func index(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: Hashing.finish(hash) >> 24) & (FeatureSpace.size - 1)
  }

  /// Word features: `visit(index, token)`.
  @inline(__always)
  static func words(_ text: borrowing NormalizedText, _ selection: FeatureSelection, _ visit: (Int, Int) -> Void) {
    var previous: UInt64 = 0x7374_6172_74
    text.octets.withUnsafeBufferPointer { octets in
      for (position, token) in text.tokens.enumerated() {
        let isPart = token.kind == .linkPart
        if selection.contains(.words) { visit(index(token.hash ^ (isPart ? linkPart : unigram)), position) }
        if selection.contains(.pairs), !isPart {
          visit(index((previous &* 0x9E37_79B9_7F4A_7C15) ^ token.hash ^ bigram), position)
          previous = token.hash
        }
        if selection.contains(.skeletons), token.kind == .word, let hash = skeletonHash(octets, token) {
          visit(index(hash), position)
        }
      }
    }
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

  /// Runs of 3–5 characters within words and link parts, the word's edges counting as characters.
  @inline(__always)
  static func characters(_ text: borrowing NormalizedText, _ visit: (Int, Int) -> Void) {
    let edge = UInt8(ascii: "_")
    text.octets.withUnsafeBufferPointer { octets in
      for (position, token) in text.tokens.enumerated() where token.kind == .word || token.kind == .linkPart {
        let start = Int(token.start) - 1
        let end = Int(token.end)
        guard end - start >= 3 else { continue }
        for first in start..<end - 1 {
          var hash = ngram
          var at = first
          let last = min(first + 5, end + 1)
          while at < last {
            let octet = at == start || at == end ? edge : octets[at]
            hash = Hashing.add(octet, to: hash)
            at += 1
            if at - first >= 3 { visit(index(hash), position) }
          }
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
      var payloads = facts.payloads.rawValue
      if payloads == 0 { visit(index(cross &+ (lure << 8 | 0xFF) &* 0x9E37_79B9)) }
      while payloads != 0 {
        let payload = UInt64(payloads.trailingZeroBitCount) + 1
        payloads &= payloads - 1
        visit(index(cross &+ (lure << 8 | payload) &* 0x9E37_79B9))
      }
    }
  }
}
