private import CSpamModel

/// Which words lose their vowels to what, how often the corpus has them, and which follow which: `Sources/CSpamModel/lost-words.bin`,
/// made by `SpamLab words`. It is read where it lies in the program: once while a model is loaded (for the fingerprint), and then only
/// where a message has lost its vowels.
///
/// Numbers little-endian: how many entries, octets of the words, words in the corpus, numbers in it, messages (four octets
/// each); the entries by the hash of what is left of the word, each that hash (the upper half, four octets), then where the word
/// begins (upper three octets) and the level of its count; the words, a line end after each; `1 << pairBits` pairs of two octets, open
/// addressing: twelve bits of the pair's hash, and the level of its count, 0 for nothing.
struct LostWords: @unchecked Sendable {
  static let pairBits = 17
  /// Fewer are no evidence.
  static let leastPair = 3
  static let leastWord = 2
  /// Words with the same rest that are looked at, the most frequent ones.
  static let most = 8
  /// Words of up to three letters are shortened too, once where longer ones are that often.
  static let shortShare: UInt64 = 8

  /// What is part of the program.
  static let shared = LostWords(octets)

  /// What may have been meant: the word, and how often it is written so, in 1024ths: of short words an eighth.
  struct Candidate {
    let word: UnsafeRawBufferPointer
    let weight: UInt64
  }

  private let entries: UnsafeRawBufferPointer
  private let words: UnsafeRawBufferPointer
  private let pairs: UnsafeRawBufferPointer
  /// Words in the corpus, and the weights of a number and of a message's beginning.
  let total: UInt64
  let number: UInt64
  let opening: UInt64

  /// - Parameter octets: as `LostWordsWriter` makes them; they must stay where they are. Octets of another length leave an empty table.
  init(_ octets: UnsafeRawBufferPointer) {
    func field(_ index: Int) -> Int {
      Int(UInt32(littleEndian: octets.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)))
    }
    let header = 20
    let pairOctets = 2 << Self.pairBits
    guard octets.count >= header, octets.count == header + field(0) * 8 + field(1) + pairOctets else {
      (entries, words, pairs) = (.init(start: nil, count: 0), .init(start: nil, count: 0), .init(start: nil, count: 0))
      (total, number, opening) = (1, 0, 0)
      return
    }
    let afterEntries = header + field(0) * 8
    entries = UnsafeRawBufferPointer(rebasing: octets[header..<afterEntries])
    words = UnsafeRawBufferPointer(rebasing: octets[afterEntries..<afterEntries + field(1)])
    pairs = UnsafeRawBufferPointer(rebasing: octets[(afterEntries + field(1))...])
    total = UInt64(max(field(2), 1))
    number = UInt64(field(3)) << 10
    opening = UInt64(field(4)) << 10
  }

  /// How many words there are.
  var count: Int { entries.count / 8 }

  /// How often a word is, in 1024ths; half once where it is not among the first of its rest.
  func weight(of word: [UInt8]) -> UInt64 {
    let rest = LostVowels.rest(of: word)
    guard let candidate = candidates(for: rest).first(where: { $0.word.elementsEqual(word) }) else { return 512 }
    return candidate.weight * (Self.isShortened(word, to: rest) ? Self.shortShare : 1)
  }

  /// Whether this is a short word that has lost some of its letters.
  static func isShortened(_ word: [UInt8], to rest: [UInt8]) -> Bool { word.count < 4 && rest.count < word.count }

  /// The octets as they lie in the program.
  static var octets: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: pelapor_lost_words_bytes(), count: pelapor_lost_words_length())
  }

  /// The words that leave this when they lose their vowels, the most frequent first; a word without vowels leaves itself.
  func candidates(for rest: some Sequence<UInt8>) -> [Candidate] {
    let key = Self.key(rest)
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if entryKey(middle) < key { low = middle + 1 } else { high = middle }
    }
    var found: [Candidate] = []
    while low < count, entryKey(low) == key, found.count < Self.most {
      let packed = UInt32(littleEndian: entries.loadUnaligned(fromByteOffset: low * 8 + 4, as: UInt32.self))
      let start = Int(packed >> 8)
      var end = start
      while end < words.count, words[end] != UInt8(ascii: "\n") { end += 1 }
      found.append(
        Candidate(
          word: UnsafeRawBufferPointer(rebasing: words[start..<end]), weight: Self.weight(level: UInt8(packed & 0xFF))))
      low += 1
    }
    return found
  }

  /// How often the second of two words, by their hashes, follows the first, in 1024ths; 0 for hardly ever.
  func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
    guard !pairs.isEmpty else { return 0 }
    let (slot, check) = Self.place(first, second)
    var at = slot
    while true {
      let entry = UInt16(littleEndian: pairs.loadUnaligned(fromByteOffset: at * 2, as: UInt16.self))
      if entry == 0 { return 0 }
      if entry >> 4 == check { return Self.pairWeights[Int(entry & 15)] }
      at = (at + 1) & (1 << Self.pairBits - 1)
    }
  }

  private func entryKey(_ index: Int) -> UInt32 {
    UInt32(littleEndian: entries.loadUnaligned(fromByteOffset: index * 8, as: UInt32.self))
  }

  static func key(_ rest: some Sequence<UInt8>) -> UInt32 { UInt32(WordTable.hash(rest) >> 32) }

  static func place(_ first: UInt64, _ second: UInt64) -> (slot: Int, check: UInt16) {
    let hash = WordTable.phrase(first, second)
    return (Int(truncatingIfNeeded: hash >> 8) & (1 << pairBits - 1), UInt16(hash >> 52))
  }

  /// Counts of words go by eighths of powers of two from a thirty-second on, so that one octet holds them.
  static func weight(level: UInt8) -> UInt64 { (eighths[Int(level & 7)] << UInt64(level >> 3)) >> 5 }
  private static let eighths: [UInt64] = [1024, 1117, 1218, 1328, 1448, 1579, 1722, 1878]

  /// The highest level whose weight is not more than this count, in 1024ths.
  static func level(weight: UInt64) -> UInt8 {
    (UInt8(0)...255).last { Self.weight(level: $0) <= weight } ?? 0
  }

  /// Counts of pairs, in 1024ths, by their level: each 1.7 times the one before.
  static let pairWeights: [UInt64] = [0, 3, 5, 9, 15, 25, 43, 72, 123, 209, 356, 605, 1028, 1748, 2972, 5052].map {
    $0 << 10
  }
}

/// Makes the table from messages.
public enum LostWordsWriter {
  /// - Parameter messages: those of the corpus; such as have lost their vowels themselves are passed over.
  public static func bytes(from messages: [String]) -> [UInt8] {
    var counts: [[UInt8]: Int] = [:]
    var pairs: [Pair: Int] = [:]
    var (total, numbers, texts) = (0, 0, 0)
    for message in messages {
      let text = Tokenizer.normalize(message)
      if text.statistics.lacksVowels { continue }
      texts += 1
      var last = LostVowels.opening
      for token in text.tokens {
        let word = Array(text.octets[Int(token.start)..<Int(token.end)])
        let isWord = token.kind == .word && word.allSatisfy { $0.isASCIILetter || $0 == UInt8(ascii: "-") }
        if isWord {
          counts[word, default: 0] += 1
          total += 1
        } else if last == LostVowels.number {
          continue
        } else {
          numbers += 1
        }
        let next = isWord ? token.hash : LostVowels.number
        pairs[Pair(first: last, second: next), default: 0] += 1
        last = next
      }
    }
    return bytes(counts, pairs, total: total, numbers: numbers, messages: texts)
  }

  private struct Pair: Hashable {
    var first: UInt64
    var second: UInt64
  }

  private static func bytes(
    _ counts: [[UInt8]: Int], _ pairs: [Pair: Int], total: Int, numbers: Int, messages: Int
  ) -> [UInt8] {
    var entries: [(key: UInt32, weight: UInt64, word: [UInt8])] = []
    for (word, count) in counts where count >= LostWords.leastWord {
      let rest = LostVowels.rest(of: word)
      let share = LostWords.isShortened(word, to: rest) ? LostWords.shortShare : 1
      entries.append((LostWords.key(rest), UInt64(count) << 10 / share, word))
    }
    entries.sort { left, right in
      if left.key != right.key { return left.key < right.key }
      return left.weight != right.weight
        ? left.weight > right.weight : left.word.lexicographicallyPrecedes(right.word)
    }
    var words = OctetWriter()
    var table = OctetWriter()
    for entry in entries {
      let start = words.octets.count
      words.octets += entry.word + [UInt8(ascii: "\n")]
      table.write(entry.key)
      table.write(UInt32(start) << 8 | UInt32(LostWords.level(weight: entry.weight)))
    }
    var output = OctetWriter()
    for value in [entries.count, words.octets.count, total, numbers, messages] { output.write(UInt32(value)) }
    output.octets += table.octets + words.octets
    for slot in slots(pairs) { output.write(slot) }
    return output.octets
  }

  /// The most frequent first, so that they are found first; three quarters of the slots at most.
  private static func slots(_ pairs: [Pair: Int]) -> [UInt16] {
    var slots = [UInt16](repeating: 0, count: 1 << LostWords.pairBits)
    let frequent = pairs.filter { $0.value >= LostWords.leastPair }.sorted { left, right in
      (right.value, left.key.first, left.key.second) < (left.value, right.key.first, right.key.second)
    }
    for (pair, count) in frequent.prefix(slots.count / 4 * 3) {
      var (slot, check) = LostWords.place(pair.first, pair.second)
      while slots[slot] != 0, slots[slot] >> 4 != check { slot = (slot + 1) & (slots.count - 1) }
      if slots[slot] != 0 { continue }
      let level = LostWords.pairWeights.lastIndex { $0 <= UInt64(count) << 10 } ?? 0
      slots[slot] = check << 4 | UInt16(level)
    }
    return slots
  }
}
