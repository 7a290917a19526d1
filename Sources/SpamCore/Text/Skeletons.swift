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

  /// What would be left of a word when a message loses its vowels: short words are left alone, as nobody could read them.
  static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
    word.count < 4 ? WordTable.hash(word) : WordTable.hash(LostVowels.rest(of: word))
  }

  /// Whether what is left of this word tells it from others: two letters hardly do, nor does what stands for another word.
  static func isTelling(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.count >= 4 else { return true }
    let rest = LostVowels.rest(of: word)
    return rest.count >= 3 && Slang.words.value(WordTable.hash(rest)) == nil
  }

  /// The words, for the fingerprint.
  static var octets: [UInt8] { table.octets }

  private static let table = WordTable(words: Vocabulary.words) { LostVowels.rest(of: $0) }
}
