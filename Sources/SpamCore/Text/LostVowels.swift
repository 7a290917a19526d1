/// Messages without vowels: `slmt nmr nd trplh`.
enum LostVowels {
  /// Whether words without a vowel (after the first letter) are more than twice as many as longer ones with some.
  ///
  /// Ordinary messages abbreviate too, but not nearly every word. Links and names of files keep their vowels, or they would
  /// lead nowhere: they are not counted.
  static func areMissing(in octets: [UInt8]) -> Bool {
    octets.withUnsafeBufferPointer { areMissing(in: $0) }
  }

  private static func areMissing(in octets: UnsafeBufferPointer<UInt8>) -> Bool {
    var without = 0
    var with = 0
    var at = 0
    while at < octets.count {
      guard octets[at].isASCIILetter else {
        at += 1
        continue
      }
      let start = at
      var vowels = 0
      at += 1
      while at < octets.count, octets[at].isASCIILetter {
        if octets[at].lowercased.isVowel { vowels += 1 }
        at += 1
      }
      let isLinked =
        joins(octets, at: at) || (start > 0 && joins(octets, at: start - 1))
      if isLinked { continue }
      if vowels == 0, at - start >= 3 {
        without += 1
      } else if at - start >= 4 {
        with += 1
      }
    }
    return without >= 3 && without > with * 2
  }

  /// Whether there is a point between two letters or digits: part of a host or of the name of a file.
  private static func joins(_ octets: UnsafeBufferPointer<UInt8>, at: Int) -> Bool {
    guard at > 0, at + 1 < octets.count, octets[at] == UInt8(ascii: ".") else { return false }
    func isName(_ octet: UInt8) -> Bool { octet.isASCIILetter || octet.isASCIIDigit }
    return isName(octets[at - 1]) && isName(octets[at + 1])
  }

  // MARK: Putting them back

  /// Stand for what is no word in pairs of words: the beginning of a message, and a number, a link or the like.
  static let opening: UInt64 = 1
  static let number: UInt64 = 2

  /// What a word leaves: its first letter and the consonants.
  static func rest(of word: some Collection<UInt8>) -> [UInt8] {
    Array(word.prefix(1)) + word.dropFirst().filter { !$0.isVowel }
  }

  /// The message with each word that may have lost vowels written as what was most likely meant: of all the words that leave the same
  /// the corpus has some more often than others, and some more often beside the words before and after (Viterbi 1967). Other words,
  /// numbers and what points join (hosts, names of files) stay as they are. The arithmetic is of whole numbers, so that the result is the same everywhere.
  static func restored(_ octets: [UInt8], from table: LostWords = .shared) -> [UInt8] {
    var path = RestoredPath(table)
    var pieces: [(range: Range<Int>, step: Int)] = []
    var at = 0
    while at < octets.count {
      guard octets[at].isASCIILetter || octets[at].isASCIIDigit else {
        at += 1
        continue
      }
      let start = at
      var isName = false
      while at < octets.count, octets[at].isASCIILetter || octets[at].isASCIIDigit || isWithinName(octets, at) {
        if !octets[at].isASCIILetter { isName = true }
        at += 1
      }
      if isName || at - start > Tokenizer.maximumWord {
        path.appendNumber()
      } else if let step = path.append(word: octets[start..<at].map(\.lowercased)) {
        pieces.append((start..<at, step))
      }
    }
    let chosen = path.best
    var output: [UInt8] = []
    output.reserveCapacity(octets.count * 2)
    var copied = 0
    for (range, step) in pieces {
      guard let word = chosen[step] else { continue }
      output += octets[copied..<range.lowerBound]
      let isCapital = octets[range].first?.isUppercase == true
      let isAllCapital = octets[range].allSatisfy(\.isUppercase)
      for (index, letter) in word.enumerated() {
        output.append(isAllCapital || (isCapital && index == 0) ? letter - 0x20 : letter)
      }
      copied = range.upperBound
    }
    return output + octets[copied...]
  }

  /// Whether there is a point between two letters or digits here: part of a host, the name of a file or a number.
  private static func isWithinName(_ octets: [UInt8], _ at: Int) -> Bool {
    octets.withUnsafeBufferPointer { joins($0, at: at) }
  }
}

/// The words of a message so far with what each may mean, and the likeliest way through them.
private struct RestoredPath {
  private struct Reading {
    /// nil for what stands there.
    let word: UnsafeRawBufferPointer?
    let hash: UInt64
    let weight: UInt64
    /// The logarithm of how likely the best way up to here is, and the reading before on it.
    var score: Int64
    var previous: Int
  }

  private let table: LostWords
  private var steps: [[Reading]] = []

  init(_ table: LostWords) {
    self.table = table
    steps = [[Reading(word: nil, hash: LostVowels.opening, weight: table.opening, score: 0, previous: 0)]]
  }

  /// Several in a row count once.
  mutating func appendNumber() {
    if steps[steps.count - 1][0].hash == LostVowels.number { return }
    append([Reading(word: nil, hash: LostVowels.number, weight: table.number, score: 0, previous: 0)])
  }

  /// - Returns: the step where the word may have lost vowels; nil where it stays as it is.
  mutating func append(word: [UInt8]) -> Int? {
    let slang = Slang.words.replacement(WordTable.hash(word)).map(Array.init)
    // A vowel by itself is a word; a consonant may be what is left of one.
    let isRest = !word.dropFirst(word.count > 1 ? 1 : 0).contains(where: \.isVowel)
    var readings: [Reading] = []
    if isRest {
      // Slang that means a word anyway is spelt out later.
      for candidate in table.candidates(for: word)
      where !candidate.word.elementsEqual(word) && slang.map(candidate.word.elementsEqual) != true {
        readings.append(
          Reading(
            word: candidate.word, hash: WordTable.hash(candidate.word), weight: candidate.weight, score: 0, previous: 0)
        )
      }
    }
    let meant = slang ?? word
    readings.append(
      Reading(word: nil, hash: WordTable.hash(meant), weight: table.weight(of: meant), score: 0, previous: 0))
    append(readings)
    return readings.count > 1 ? steps.count - 1 : nil
  }

  private mutating func append(_ readings: [Reading]) {
    let before = steps[steps.count - 1]
    steps.append(
      readings.map { reading in
        var reading = reading
        reading.score = .min
        for (index, previous) in before.enumerated() {
          let score = previous.score + likelihood(of: reading, after: previous)
          if score > reading.score { (reading.score, reading.previous) = (score, index) }
        }
        return reading
      })
  }

  /// How much the word by itself counts against the pair.
  private static let prior: UInt64 = 30

  /// The logarithm to base 2 of how likely a word is after another, in 65,536ths: how often the pair is, smoothed by how often the
  /// word is.
  private func likelihood(of reading: Reading, after previous: Reading) -> Int64 {
    let pair = table.pair(previous.hash, reading.hash)
    return Self.logarithm(pair * table.total + Self.prior * reading.weight)
      - Self.logarithm((previous.weight + Self.prior << 10) * table.total)
  }

  /// log₂ of a number from 1 on in 65,536ths, to one in a hundred.
  private static func logarithm(_ value: UInt64) -> Int64 {
    let exponent = 63 - max(value, 1).leadingZeroBitCount
    let mantissa = Int64((max(value, 1) << (63 - exponent)) >> 47 & 0xFFFF)
    return Int64(exponent) << 16 + (mantissa * (88_244 - (22_708 * mantissa) >> 16)) >> 16
  }

  /// What each step's word is to be; nil for what stands there.
  var best: [UnsafeRawBufferPointer?] {
    var chosen = [UnsafeRawBufferPointer?](repeating: nil, count: steps.count)
    guard let last = steps.last, var index = last.indices.max(by: { last[$0].score < last[$1].score }) else {
      return chosen
    }
    for step in steps.indices.reversed() {
      chosen[step] = steps[step][index].word
      index = steps[step][index].previous
    }
    return chosen
  }
}
