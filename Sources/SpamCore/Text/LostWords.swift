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
  /// From this count on, in 1024ths, a word is a frequent one.
  static let leastFrequent: UInt64 = 10 << 10
  /// Words with the same rest that are looked at, the most frequent ones.
  static let most = 8
  /// Words of up to three letters are shortened too, once where longer ones are that often.
  static let shortShare: UInt64 = 8

  /// What is part of the program.
  static let shared = LostWords(octets)

  /// What may have been meant.
  struct Candidate {
    let word: UnsafeRawBufferPointer
    /// How often it is written so, in 1024ths: of short words an eighth.
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

  /// How often a word is, in 1024ths; nil for one that the table does not have.
  func count(of word: ArraySlice<UInt8>) -> UInt64? { count(of: word, leaving: Self.key(LostVowels.rest(of: word))) }

  /// The same where the key of what is left of the word is known.
  func count(of word: ArraySlice<UInt8>, leaving key: UInt32) -> UInt64? {
    var run = run(of: key)
    while let index = run.next() {
      let candidate = candidate(index)
      if candidate.word.elementsEqual(word) { return Self.count(of: candidate) }
    }
    return nil
  }

  /// Whether many messages use the word.
  func isFrequent(_ word: ArraySlice<UInt8>) -> Bool { (count(of: word) ?? 0) >= Self.leastFrequent }

  /// How often the word of a candidate is, however it is written, in 1024ths.
  static func count(of candidate: Candidate) -> UInt64 {
    candidate.weight * (isShortened(candidate.word) ? shortShare : 1)
  }

  /// Whether this is a short word that loses some of its letters.
  static func isShortened(_ word: some Collection<UInt8>) -> Bool {
    word.count < 4 && word.dropFirst().contains(where: \.isVowel)
  }

  /// The octets as they lie in the program.
  static var octets: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: pelapor_lost_words_bytes(), count: pelapor_lost_words_length())
  }

  /// The words that leave this when they lose their vowels, the most frequent first; a word without vowels leaves itself.
  func candidates(for rest: some Sequence<UInt8>) -> [Candidate] {
    var run = run(of: Self.key(rest))
    var found: [Candidate] = []
    while found.count < Self.most, let index = run.next() { found.append(candidate(index)) }
    return found
  }

  /// The most frequent of the words that leave what this one would, and have its letters in their order.
  func completion(of word: ArraySlice<UInt8>) -> Candidate? {
    var run = run(of: Self.key(LostVowels.rest(of: word)))
    while let index = run.next() {
      let candidate = candidate(index)
      var rest = candidate.word[...]
      let hasAll = word.allSatisfy { letter in
        guard let place = rest.firstIndex(of: letter) else { return false }
        rest = rest[(place + 1)...]
        return true
      }
      if hasAll { return candidate }
    }
    return nil
  }

  /// The entries with a key, the most frequent first.
  private struct Run {
    let table: LostWords
    let key: UInt32
    var at: Int

    mutating func next() -> Int? {
      guard at < table.count, table.entryKey(at) == key else { return nil }
      at += 1
      return at - 1
    }
  }

  private func run(of key: UInt32) -> Run {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if entryKey(middle) < key { low = middle + 1 } else { high = middle }
    }
    return Run(table: self, key: key, at: low)
  }

  private func candidate(_ index: Int) -> Candidate {
    let packed = UInt32(littleEndian: entries.loadUnaligned(fromByteOffset: index * 8 + 4, as: UInt32.self))
    let start = Int(packed >> 8)
    var end = start
    while end < words.count, words[end] != UInt8(ascii: "\n") { end += 1 }
    return Candidate(
      word: UnsafeRawBufferPointer(rebasing: words[start..<end]), weight: Self.weight(level: UInt8(packed & 0xFF)))
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

  /// log₂ of a number from 1 on in 65,536ths, to one in a hundred.
  static func logarithm(_ value: UInt64) -> Int64 {
    let exponent = 63 - max(value, 1).leadingZeroBitCount
    let mantissa = Int64((max(value, 1) << (63 - exponent)) >> 47 & 0xFFFF)
    return Int64(exponent) << 16 + (mantissa * (88_244 - (22_708 * mantissa) >> 16)) >> 16
  }

  private func entryKey(_ index: Int) -> UInt32 {
    UInt32(littleEndian: entries.loadUnaligned(fromByteOffset: index * 8, as: UInt32.self))
  }

  static func key(_ rest: some Sequence<UInt8>) -> UInt32 { key(hash: WordTable.hash(rest)) }
  static func key(hash: UInt64) -> UInt32 { UInt32(hash >> 32) }

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
    var counts: [Lost: Int] = [:]
    var pairs: [Pair: Int] = [:]
    var spelt: [[UInt8]: [UInt8]?] = [:]
    var (total, numbers, texts) = (0, 0, 0)
    for message in messages {
      let text = Tokenizer.normalize(message)
      if text.statistics.lacksVowels { continue }
      texts += 1
      for written in LostVowels.words(of: Array(message.utf8)) where written.count >= 4 {
        // `silahkan` and `hadiahnya` are read as other words, but lose their own vowels.
        let meant = spelt[written] ?? reading(of: written)
        spelt[written] = meant
        guard let meant, meant.count >= 4 else { continue }
        let lost = Lost(rest: LostVowels.rest(of: written), word: meant)
        if lost.rest.count < written.count, lost != Lost(meant) { counts[lost, default: 0] += 1 }
      }
      var last = LostVowels.opening
      for token in text.tokens {
        let word = Array(text.octets[Int(token.start)..<Int(token.end)])
        let isWord = token.kind == .word && word.allSatisfy { $0.isASCIILetter || $0 == UInt8(ascii: "-") }
        if isWord {
          counts[Lost(word), default: 0] += 1
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

  /// A word and what is left of it, or of another way to write it.
  private struct Lost: Hashable {
    var rest: [UInt8]
    var word: [UInt8]

    init(rest: [UInt8], word: [UInt8]) { (self.rest, self.word) = (rest, word) }
    init(_ word: [UInt8]) { self.init(rest: LostVowels.rest(of: word), word: word) }
  }

  /// The one word that a written one is read as.
  private static func reading(of written: [UInt8]) -> [UInt8]? {
    let text = Tokenizer.normalize(String(decoding: written, as: UTF8.self))
    guard text.tokens.count == 1, text.tokens[0].kind == .word, text.octets.allSatisfy(\.isASCIILetter) else {
      return nil
    }
    return text.octets
  }

  private struct Pair: Hashable {
    var first: UInt64
    var second: UInt64
  }

  private static func bytes(
    _ counts: [Lost: Int], _ pairs: [Pair: Int], total: Int, numbers: Int, messages: Int
  ) -> [UInt8] {
    var entries: [(key: UInt32, weight: UInt64, word: [UInt8])] = []
    for (lost, count) in counts where count >= LostWords.leastWord {
      let share = LostWords.isShortened(lost.word) ? LostWords.shortShare : 1
      entries.append((LostWords.key(lost.rest), UInt64(count) << 10 / share, lost.word))
    }
    entries.sort { left, right in
      if left.key != right.key { return left.key < right.key }
      return left.weight != right.weight
        ? left.weight > right.weight : left.word.lexicographicallyPrecedes(right.word)
    }
    var words = OctetWriter()
    var table = OctetWriter()
    var starts: [[UInt8]: Int] = [:]
    for entry in entries {
      let start = starts[entry.word] ?? words.octets.count
      if start == words.octets.count { words.octets += entry.word + [UInt8(ascii: "\n")] }
      starts[entry.word] = start
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
