/// Words written without their vowels: `hdh`, `pmnng`, `undn`.
///
/// Slang has the usual abbreviations; this knows what is left of frequent words when somebody drops every vowel but one at the
/// beginning; of words with the same skeleton the first of the vocabulary stands. Words with any other vowel are never touched.
enum Skeletons {
  /// The full word for a vowelless one of at least three letters.
  static func word(_ octets: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard octets.count >= 3, octets.dropFirst().allSatisfy({ $0.isASCIILetter && !$0.isVowel }) else { return nil }
    return table.replacement(WordTable.hash(octets))
  }

  /// The same in a message that has lost nearly all its vowels: from two letters on, and any word of the corpus.
  static func lostWord(_ octets: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard octets.count >= 2, octets.dropFirst().allSatisfy({ $0.isASCIILetter && !$0.isVowel }) else { return nil }
    return corpus.replacement(WordTable.hash(octets))
  }

  /// What would be left of a word when a message loses its vowels: short words are left alone, as nobody could read them.
  static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
    word.count < 4 ? WordTable.hash(word) : WordTable.hash(reduced(word))
  }

  /// Whether what is left of this word tells it from others: two letters hardly do, nor does what stands for another word.
  static func isTelling(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.count >= 4 else { return true }
    let rest = reduced(word)
    return rest.count >= 3 && Slang.words.value(WordTable.hash(rest)) == nil
  }

  /// The words, for the fingerprint.
  static var octets: [UInt8] { table.octets + corpus.octets }

  private static let corpus = WordTable(words: CorpusWords.words, key: reduced)

  private static let table = WordTable(words: Vocabulary.words, key: reduced)

  private static func reduced(_ word: ArraySlice<UInt8>) -> [UInt8] {
    Array(word.prefix(1)) + word.dropFirst().filter { !$0.isVowel }
  }
}
