/// Messages without vowels: `slmt nmr nd trplh`.
enum LostVowels {
  /// How much of a message has lost its vowels.
  enum Extent {
    case nothing
    /// Some words have that are no usual abbreviations.
    case words
    /// Words without a vowel (after the first letter) are more than twice as many as longer ones with some: ordinary messages abbreviate
    /// too, but not nearly every word.
    case nearlyAll
  }

  /// Links and names of files keep their vowels, or they would lead nowhere: they are not counted.
  static func extent(in octets: [UInt8]) -> Extent {
    octets.withUnsafeBufferPointer { extent(in: $0) }
  }

  private static func extent(in octets: UnsafeBufferPointer<UInt8>) -> Extent {
    var without = 0
    var with = 0
    var unusual = 0
    var at = 0
    while at < octets.count {
      guard octets[at].isASCIILetter else {
        at += 1
        continue
      }
      let start = at
      var vowels = 0
      var hash = Hashing.add(octets[at].lowercased, to: Hashing.start)
      at += 1
      while at < octets.count, octets[at].isASCIILetter {
        let letter = octets[at].lowercased
        if letter.isVowel { vowels += 1 }
        hash = Hashing.add(letter, to: hash)
        at += 1
      }
      if at - start < 3 { continue }
      let isLinked = joins(octets, at: at) || (start > 0 && joins(octets, at: start - 1))
      if isLinked { continue }
      if vowels == 0 {
        without += 1
        if unusual < leastUnusual, !Tokenizer.isWord(Hashing.finish(hash) | 1) { unusual += 1 }
      } else if at - start >= 4 {
        with += 1
      }
    }
    if without >= 3, without > with * 2 { return .nearlyAll }
    return unusual >= leastUnusual ? .words : .nothing
  }

  private static let leastUnusual = 3

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
  /// numbers and their units, links and names of files stay as they are. The arithmetic is of whole numbers, so that the result is the
  /// same everywhere.
  static func restored(_ octets: [UInt8], from table: LostWords = .shared) -> [UInt8] {
    let pieces = pieces(of: octets)
    var path = RestoredPath(table, lacksFirstVowels: lackFirstVowels(pieces))
    var steps: [(range: Range<Int>, step: Int)] = []
    for piece in pieces {
      if let word = piece.word {
        if let step = path.append(word: word) { steps.append((piece.range, step)) }
      } else {
        path.appendNumber()
      }
    }
    let chosen = path.best
    var output: [UInt8] = []
    output.reserveCapacity(octets.count * 2)
    var copied = 0
    for (range, step) in steps {
      guard let word = chosen[step] else { continue }
      output += octets[copied..<range.lowerBound]
      let isCapital = octets[range].first?.isUppercase == true
      let isAllCapital = range.count > 1 && octets[range].allSatisfy(\.isUppercase)
      for (index, letter) in word.enumerated() {
        output.append(isAllCapital || (isCapital && index == 0) ? letter - 0x20 : letter)
      }
      copied = range.upperBound
    }
    return output + octets[copied...]
  }

  /// A word in lower case and without its apostrophes, or where `word` is nil a number, a link or the like.
  private struct Piece {
    let range: Range<Int>
    let word: [UInt8]?
  }

  /// The words of a text as they are written, in lower case; what belongs to a link is none.
  static func words(of octets: [UInt8]) -> [[UInt8]] { pieces(of: octets).compactMap(\.word) }

  private static func pieces(of octets: [UInt8]) -> [Piece] {
    var pieces: [Piece] = []
    var at = 0
    var endOfChunk = 0
    while at < octets.count {
      if at >= endOfChunk {
        let chunk = at..<(octets[at...].firstIndex { !isLinkOctet($0) } ?? octets.count)
        endOfChunk = max(chunk.upperBound, at + 1)
        if isLink(octets[chunk]) {
          pieces.append(Piece(range: chunk, word: nil))
          at = endOfChunk
          continue
        }
      }
      guard octets[at].isASCIILetter || octets[at].isASCIIDigit else {
        at += 1
        continue
      }
      let start = at
      var word: [UInt8] = []
      while at < octets.count, octets[at].isASCIILetter || octets[at].isASCIIDigit || isApostrophe(octets, at) {
        if octets[at] != UInt8(ascii: "'") { word.append(octets[at].lowercased) }
        at += 1
      }
      let isWord = word.allSatisfy(\.isASCIILetter) && word.count <= Tokenizer.maximumWord
      // What a sign stands in, a letter of another script or the hyphen of an abbreviation, is read later.
      if isWord, isSign(octets, start - 1) || isSign(octets, at) || isAbbreviated(octets, start..<at) { continue }
      pieces.append(Piece(range: start..<at, word: isWord ? word : nil))
    }
    return pieces
  }

  /// What a link may consist of.
  static func isLinkOctet(_ octet: UInt8) -> Bool {
    octet.isWordOctet || links.contains(octet)
  }

  private static let links = Array("-_./:=?&%#~+@".utf8)

  static func beginsAsLink(_ chunk: ArraySlice<UInt8>) -> Bool {
    beginnings.contains { chunk.prefix($0.count).lazy.map(\.lowercased).elementsEqual($0) }
  }

  private static let beginnings = ["http://", "https://", "www."].map { Array($0.utf8) }

  /// Whether it begins as links do, or a point in it has a domain or `apk` after it.
  static func isLink(_ chunk: ArraySlice<UInt8>) -> Bool {
    if beginsAsLink(chunk) { return true }
    for point in chunk.indices.dropFirst() where chunk[point] == UInt8(ascii: ".") && chunk[point - 1].isWordOctet {
      let label = chunk[(point + 1)...].prefix { $0.isASCIILetter }.map(\.lowercased)
      if label.count >= 2, TopLevelDomain.words.value(WordTable.hash(label)) != nil || label.elementsEqual("apk".utf8) {
        return true
      }
    }
    return false
  }

  /// `T'rplh`: between two letters.
  private static func isApostrophe(_ octets: [UInt8], _ at: Int) -> Bool {
    octets[at] == UInt8(ascii: "'") && at > 0 && octets[at - 1].isASCIILetter && at + 1 < octets.count
      && octets[at + 1].isASCIILetter
  }

  /// Whether a letter or a sign for one stands there: `@` and `$` anywhere, others between letters.
  private static func isSign(_ octets: [UInt8], _ at: Int) -> Bool {
    guard octets.indices.contains(at) else { return false }
    switch octets[at] {
    case 0x80..., UInt8(ascii: "@"), UInt8(ascii: "$"): return true
    case UInt8(ascii: "!"), UInt8(ascii: "|"):
      return at > 0 && octets[at - 1].isASCIILetter && at + 1 < octets.count && octets[at + 1].isASCIILetter
    default: return false
    }
  }

  /// `m-dptkn`: one letter before a hyphen, and what follows it.
  private static func isAbbreviated(_ octets: [UInt8], _ run: Range<Int>) -> Bool {
    func isHyphen(_ at: Int) -> Bool { octets.indices.contains(at) && octets[at] == UInt8(ascii: "-") }
    func isLetter(_ at: Int) -> Bool { octets.indices.contains(at) && octets[at].isASCIILetter }
    if run.count == 1 { return isHyphen(run.upperBound) && isLetter(run.upperBound + 1) }
    return isHyphen(run.lowerBound - 1) && isLetter(run.lowerBound - 2) && !isLetter(run.lowerBound - 3)
  }

  /// Whether first letters are dropped too where they are vowels: `nd`, `ntk`. Nearly every message has a few words that begin with one.
  private static func lackFirstVowels(_ pieces: [Piece]) -> Bool {
    let rests = pieces.compactMap(\.word).filter { $0.count >= 2 && !$0.dropFirst().contains(where: \.isVowel) }
    return rests.count >= 6 && !rests.contains { $0.count >= 3 && $0[0].isVowel }
  }

  // MARK: One word

  /// The word that lacks some of its vowels here (`selmat`, `pngirim`), nil for what leaves too little to tell.
  static func completion(of word: ArraySlice<UInt8>, from table: LostWords = .shared) -> UnsafeRawBufferPointer? {
    guard word.count >= 4, word.allSatisfy(\.isASCIILetter) else { return nil }
    guard word.dropFirst().count(where: { !$0.isVowel }) >= 2, let candidate = table.completion(of: word),
      candidate.word.count > word.count, candidate.weight >= LostWords.leastFrequent
    else { return nil }
    return candidate.word
  }
}

/// The words of a message so far with what each may mean, and the likeliest way through them.
private struct RestoredPath {
  private struct Reading {
    /// nil for what stands there.
    let word: UnsafeRawBufferPointer?
    let hash: UInt64
    /// How often the word is, in 1024ths, and how often it is written so.
    let count: UInt64
    let weight: UInt64
    /// The logarithm of how likely the best way up to here is, and the reading before on it.
    var score: Int64 = 0
    var previous = 0

    init(hash: UInt64, weight: UInt64) {
      (word, self.hash, count, self.weight) = (nil, hash, weight, weight)
    }

    init(_ candidate: LostWords.Candidate) {
      (word, hash) = (candidate.word, WordTable.hash(candidate.word))
      (count, weight) = (LostWords.count(of: candidate), candidate.weight)
    }
  }

  private let table: LostWords
  private let lacksFirstVowels: Bool
  private var steps: [[Reading]] = []

  init(_ table: LostWords, lacksFirstVowels: Bool) {
    self.table = table
    self.lacksFirstVowels = lacksFirstVowels
    steps = [[Reading(hash: LostVowels.opening, weight: table.opening)]]
  }

  private var followsNumber: Bool { steps[steps.count - 1][0].hash == LostVowels.number }

  /// Several in a row count once.
  mutating func appendNumber() {
    if followsNumber { return }
    append([Reading(hash: LostVowels.number, weight: table.number)])
  }

  /// - Returns: the step where the word may have lost vowels; nil where it stays as it is.
  mutating func append(word: [UInt8]) -> Int? {
    let hash = WordTable.hash(word)
    let slang = Slang.words.replacement(hash).map(Array.init)
    // A vowel by itself is a word; a consonant may be what is left of one.
    let isRest = !word.dropFirst(word.count > 1 ? 1 : 0).contains(where: \.isVowel)
    // `25 rb` is an amount.
    let isUnit = followsNumber && NumberUnit.words.value(hash) != nil
    var readings: [Reading] = []
    if isRest, !isUnit {
      var candidates = table.candidates(for: word)
      if lacksFirstVowels, !word[0].isVowel {
        for vowel in "aiueo".utf8 { candidates += table.candidates(for: [vowel] + word) }
      }
      // Slang that means a word anyway is spelt out later.
      for candidate in candidates
      where !candidate.word.elementsEqual(word) && slang.map(candidate.word.elementsEqual) != true {
        readings.append(Reading(candidate))
      }
    }
    let meant = slang ?? word
    // Half once where the table does not have it.
    readings.append(Reading(hash: WordTable.hash(meant), weight: table.count(of: meant[...]) ?? 512))
    append(readings)
    return readings.count > 1 ? steps.count - 1 : nil
  }

  private mutating func append(_ readings: [Reading]) {
    let before = steps[steps.count - 1]
    let rarity = before.map { LostWords.logarithm(($0.count + Self.prior << 10) * table.total) }
    steps.append(
      readings.map { reading in
        var reading = reading
        reading.score = .min
        for (index, previous) in before.enumerated() {
          let score = previous.score + evidence(for: reading, after: previous) - rarity[index]
          if score > reading.score { (reading.score, reading.previous) = (score, index) }
        }
        return reading
      })
  }

  /// How much the word by itself counts against the pair.
  private static let prior: UInt64 = 30

  /// The logarithm to base 2 of how often a word is after another, in 65,536ths: how often the pair is, smoothed by how often the
  /// word is.
  private func evidence(for reading: Reading, after previous: Reading) -> Int64 {
    LostWords.logarithm(table.pair(previous.hash, reading.hash) * table.total + Self.prior * reading.weight)
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
