private import CSpamModel

/// What a word means, however it is written: its base word, and the kind of word that is.
///
/// `duite`, `uangnya` and `money` have the base word `uang`, of the kind `money`; so that a model that has seen one of them knows them
/// all, and knows a town or a first name that it has never seen as what it is.
struct WordSense: Sendable, Equatable {
  /// The base word's hash, 24 bits, and the kind below it.
  fileprivate let packed: UInt32

  /// 24 bits of the hash of the base word; of an unknown word those of the word itself.
  var base: UInt64 { UInt64(packed >> 8) }
  /// A number for the kind of word, or of token where it is no word; 0 for a word that is not in the dictionary.
  var kind: UInt64 { UInt64(packed & 0xFF) }

  /// That of a word, by its hash.
  init(word hash: UInt64) {
    self = WordDictionary.shared.sense(hash) ?? WordSense(base: hash, kind: 0)
  }

  /// That of a typed token, by the hash of what stands for it: each kind of token is a kind of word.
  init(_ kind: TokenKind, hash: UInt64) {
    self.init(base: hash, kind: UInt32(128 | kind.rawValue))
  }

  fileprivate init(base hash: UInt64, kind: UInt32) {
    packed = UInt32(truncatingIfNeeded: hash >> 40) << 8 | kind
  }

  fileprivate init(packed: UInt32) {
    self.packed = packed
  }
}

/// The dictionary of the words that messages use, `Sources/CSpamModel/words.tsv`: a word as the normaliser leaves it, its base
/// word, and one of `kinds`, with tabs between.
struct WordDictionary: Sendable {
  /// The kinds of words; see `docs/spam-core.md`.
  static let kinds: [StaticString] = [
    "name", "kin", "address", "pronoun", "school-people", "work-people", "law-people", "health-people", "trade-people",
    "state-people", "clergy", "group-people", "town", "place", "street", "bank", "wallet", "operator", "shop",
    "courier", "authority", "media", "firm", "send", "pay", "money", "account", "cost", "debt", "wage", "prize", "aid",
    "discount", "investment", "gambling", "pulsa", "donation", "trade", "call", "link", "code", "number", "data",
    "register", "block", "lose", "change", "haste", "warning", "secrecy", "law", "accident", "illness", "death",
    "time", "date", "past", "future", "please", "sorry", "thanks", "greeting", "religion", "laughter", "particle",
    "emotion", "food", "clothes", "body", "vehicle", "device", "house", "animal", "farm", "weather", "school", "sport",
    "event", "travel", "job", "parcel", "document", "measure", "numeral", "negation", "question", "conjunction",
    "preposition", "determiner", "adverb", "modal", "move", "say", "see", "give", "make", "feel", "verb", "good",
    "bad", "thing", "foreign",
  ]

  /// What is part of the program, read at the first use.
  static let shared = WordDictionary(embedded)

  /// The dictionary as it is written.
  static var text: String { String(decoding: embedded, as: UTF8.self) }

  private static var embedded: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: pelapor_words_bytes(), count: pelapor_words_length())
  }

  /// The upper half of a word's hash, then its sense; 0 marks an empty one.
  private var slots: [UInt64]
  private let mask: Int
  /// Differs when any entry does.
  private(set) var fingerprint: UInt64 = 0

  /// Lines that are no entry are passed over; a test sees to it that there is none.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    let kinds = Dictionary(
      uniqueKeysWithValues: Self.kinds.enumerated().map { index, name in
        (name.withUTF8Buffer { WordTable.hash($0) }, UInt32(index + 1))
      })
    let (newline, tab) = (UInt8(ascii: "\n"), UInt8(ascii: "\t"))
    let lines = text.count { $0 == newline } + 1
    var size = 16
    while size * 2 < lines * 3 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    mask = size - 1
    // No array of lines: it would be the most memory that a daemon ever takes.
    var rest = text[...]
    while !rest.isEmpty {
      let line = rest.prefix { $0 != newline }
      rest = rest[line.endIndex...].dropFirst()
      let word = line.prefix { $0 != tab }
      let base = line[word.endIndex...].dropFirst().prefix { $0 != tab }
      guard !word.isEmpty, !base.isEmpty, let kind = kinds[WordTable.hash(line[base.endIndex...].dropFirst())] else {
        continue
      }
      insert(WordTable.hash(word), WordSense(base: WordTable.hash(base), kind: kind))
    }
  }

  /// The sense of the word with this hash, nil for one that is not in the dictionary.
  @inline(__always)
  func sense(_ hash: UInt64) -> WordSense? {
    let wanted = hash >> 32
    return slots.withUnsafeBufferPointer { slots in
      var at = Int(truncatingIfNeeded: hash) & mask
      while slots[at] != 0 {
        if slots[at] >> 32 == wanted { return WordSense(packed: UInt32(truncatingIfNeeded: slots[at])) }
        at = (at + 1) & mask
      }
      return nil
    }
  }

  private mutating func insert(_ hash: UInt64, _ sense: WordSense) {
    let entry = (hash >> 32) << 32 | UInt64(sense.packed)
    var at = Int(truncatingIfNeeded: hash) & mask
    while slots[at] != 0, slots[at] >> 32 != hash >> 32 { at = (at + 1) & mask }
    slots[at] = entry
    fingerprint &+= Hashing.finish(entry)
  }
}

/// Some kinds of words.
struct WordKinds: Sendable {
  private var bits: (low: UInt64, high: UInt64) = (0, 0)

  /// - Parameter names: of `WordDictionary.kinds`; others are passed over.
  init(_ names: Set<String>) {
    for (index, name) in WordDictionary.kinds.enumerated() where names.contains(name.description) {
      let number = index + 1
      if number < 64 { bits.low |= 1 << number } else { bits.high |= 1 << (number - 64) }
    }
  }

  /// Whether a word of this sense is of one of them; a number, a link or the like never is.
  @inline(__always)
  func contains(_ sense: WordSense) -> Bool {
    let number = sense.kind
    return number < 64 ? bits.low >> number & 1 != 0 : number < 128 && bits.high >> (number - 64) & 1 != 0
  }
}
