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

  /// The words, for the fingerprint.
  static var octets: [UInt8] { table.octets }

  private static let table = WordTable(words: Vocabulary.words, key: reduced)

  private static func reduced(_ word: ArraySlice<UInt8>) -> [UInt8] {
    Array(word.prefix(1)) + word.dropFirst().filter { !$0.isVowel }
  }
}
