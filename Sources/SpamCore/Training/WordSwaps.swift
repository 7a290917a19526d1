/// Copies of messages in which names, towns, banks, goods and the like are others of their kind: what is said of one holds for all,
/// and a model learns so from a few messages what it would learn from many. Some are all in capitals or have none, as people write who
/// mean nothing by it.
struct WordSwaps {
  /// Where one is nearly as good as another to say who writes and what he wants.
  private static let exchangeable: Set<String> = [
    "name", "town", "place", "street", "bank", "wallet", "shop", "firm", "food", "clothes", "animal",
  ]

  /// The words of each kind, by its number.
  private let words: [[[UInt8]]]

  init() {
    let kinds = WordKinds(Self.exchangeable)
    var words = [[[UInt8]]](repeating: [], count: WordDictionary.kinds.count + 1)
    for line in WordDictionary.text.utf8.split(separator: UInt8(ascii: "\n")) {
      let word = Array(line.prefix { $0 != UInt8(ascii: "\t") })
      let sense = WordSense(word: WordTable.hash(word))
      if kinds.contains(sense), word.allSatisfy(\.isASCIILetter) { words[Int(sense.kind)].append(word) }
    }
    self.words = words
  }

  /// The message with each such word replaced by one drawn at random; nil where nothing would be another.
  func swapped(_ text: NormalizedText, _ random: inout SplitMix64) -> NormalizedText? {
    var copy = NormalizedText()
    var hasChanged = false
    for token in text.tokens {
      let others = token.kind == .word ? words[Int(token.sense.kind)] : []
      if others.isEmpty {
        copy.append(token.kind, text.octets[Int(token.start)..<Int(token.end)])
      } else {
        copy.append(.word, others[Int(truncatingIfNeeded: random.next() % UInt64(others.count))])
        hasChanged = true
      }
    }
    copy.statistics = text.statistics
    switch random.next() % 4 {
    case 0: copy.statistics.capitals = text.statistics.letters
    case 1: copy.statistics.capitals = 0
    default: if !hasChanged { return nil }
    }
    return copy
  }
}
