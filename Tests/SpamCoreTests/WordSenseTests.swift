import Testing

@testable import SpamCore

/// What words mean, however they are written.
@Suite struct WordSenseTests {
  private func sense(_ text: String) -> WordSense? { Tokenizer.normalize(text).tokens.last?.sense }

  @Test(arguments: [
    ("duite", "uang"), ("kirimin", "kirim"), ("norek", "rekening"), ("money", "uang"), ("mobilku", "mobil"),
  ])
  func wordsWithOneMeaningHaveOneSense(word: String, other: String) {
    #expect(sense(word) == sense(other))
  }

  @Test(arguments: [
    ("Sulastri", "name"), ("Klaten", "town"), ("mandiri", "bank"), ("kirimin", "send"), ("polisi", "law-people"),
  ])
  func aWordIsOfAKind(word: String, kind: String) throws {
    let index = try #require(sense(word)).kind
    #expect(WordDictionary.kinds[Int(index) - 1].description == kind)
  }

  @Test func anUnknownWordIsItsOwnBase() {
    let first = sense("qzrtplm")
    #expect(first?.kind == 0)
    #expect(first != sense("qzrtplk"))
  }

  @Test func everyKindOfTokenIsAKindOfWord() {
    let mobile = sense("hub 081234567890")
    #expect(mobile == sense("telp 085711112222"))
    #expect(mobile?.kind != sense("BRI 0198 01 004556 30 7")?.kind)
  }

  @Test func whatIsNoEntryIsPassedOver() {
    let text = Array("uang\tuang\tmoney\nduit\tuang\nbaju\tbaju\tno-such-kind\n\n\tx\n".utf8)
    let dictionary = text.withUnsafeBufferPointer { WordDictionary($0) }
    #expect(dictionary.sense(WordTable.hash("uang".utf8)) != nil)
    for word in ["duit", "baju", "x"] { #expect(dictionary.sense(WordTable.hash(word.utf8)) == nil) }
    let empty = [UInt8]().withUnsafeBufferPointer { WordDictionary($0) }
    #expect(empty.sense(WordTable.hash("uang".utf8)) == nil)
  }

  /// Words in ascending order, each once, as the normaliser leaves them, with a base word and a kind that there is.
  @Test func theDictionaryIsInOrder() {
    let kinds = Set(WordDictionary.kinds.map(\.description))
    var last = ""
    var count = 0
    for line in WordDictionary.text.split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 3, !fields[1].isEmpty, kinds.contains(fields[2]) else {
        Issue.record("not word, base word, kind: \(line)")
        continue
      }
      #expect(last.utf8.lexicographicallyPrecedes(fields[0].utf8), "\(fields[0]) after \(last)")
      last = fields[0]
      count += 1
    }
    #expect(count > 25_000)
    #expect(Set(WordDictionary.kinds.map(\.description)).count == WordDictionary.kinds.count)
  }
}
