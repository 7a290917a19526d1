/// Words: hyphens and apostrophes of abbreviations closed up, leet read, repeated letters reduced, slang spelt out.
extension Tokenizer {
  /// Longer runs of letters are cut; no word is that long, and a bound keeps every look-ahead cheap.
  static let maximumWord = 48

  mutating func scanWord() {
    if scanPlainWord() || scanDisguisedWord() { return }
    var word = ScannedWord()
    collect(into: &word)
    if word.octets.isEmpty {
      at += 1
      return
    }
    emit(word)
  }

  /// A word of nothing but letters, as most are; false where a digit or a sign goes on with it.
  private mutating func scanPlainWord() -> Bool {
    var end = at
    let limit = min(input.count, at + Self.maximumWord)
    while end < limit, input[end].isLetter { end += 1 }
    guard end > at else { return false }
    if end < limit {
      switch input[end] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "@"), UInt8(ascii: "$"), UInt8(ascii: "!"),
        UInt8(ascii: "|"), UInt8(ascii: "'"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/"):
        return false
      default: break
      }
    }
    append(word: input[at..<end])
    at = end
    return true
  }

  /// `$3lamat`, `!nfo`, `4nd@`: a word that signs and digits disguise, from its first octet on.
  ///
  /// - Returns: false, and nothing is read, where that gives no word of the dictionary.
  mutating func scanDisguisedWord() -> Bool {
    let start = at
    var word = ScannedWord()
    if let letter = Self.signLetter(peek(0)) {
      word.append(letter)
      word.signs = 1
      at += 1
    }
    collect(into: &word, isDisguised: true)
    takeFinalSigns(into: &word)
    // `2@50` has no letter at all.
    guard word.signs > 0, word.signs + word.digits < word.octets.count,
      let known = Leet.knownWord(word.octets, hasSigns: true)
    else {
      at = start
      return false
    }
    append(word: known[...])
    return true
  }

  /// `p3t@`, `@t@$`: signs at the end of a word, as many as make a word of the dictionary.
  private mutating func takeFinalSigns(into word: inout ScannedWord) {
    guard Self.signLetter(peek(0)) != nil, !word.octets.isEmpty else { return }
    var longer = word.octets
    var taken = 0
    var areMarks = true
    for offset in 0..<3 {
      guard let letter = Self.signLetter(peek(offset)) else { break }
      longer.append(letter)
      areMarks = areMarks && letter == UInt8(ascii: "i")
      // An exclamation mark is one, unless nothing else makes a word.
      if areMarks, word.signs + word.digits == 0 || Leet.knownWord(word.octets) != nil { continue }
      if Leet.knownWord(longer, hasSigns: !areMarks) != nil { taken = offset + 1 }
    }
    word.octets = Array(longer.prefix(word.octets.count + taken))
    word.signs += taken
    at += taken
  }

  /// - Parameter isDisguised: whether signs may also stand before digits and other signs: `kaos@50rb` is no word.
  private mutating func collect(into word: inout ScannedWord, isDisguised: Bool = false) {
    while at < input.count, word.octets.count < Self.maximumWord {
      let octet = input[at]
      if octet.isLetter || octet.isASCIIDigit {
        // `Rp1,2jt`: the number is read by itself.
        if octet.isASCIIDigit, word.isCurrency { break }
        word.append(octet)
        at += 1
      } else if let letter = signLetter(0, isDisguised), !word.octets.isEmpty || octet != UInt8(ascii: "!") {
        word.append(letter)
        word.signs += 1
        at += 1
      } else if joinsAbbreviation(octet, word) {
        at += 1
      } else {
        break
      }
    }
  }

  /// The letter that the sign so many octets ahead stands for within a word: a letter follows, or in a disguise a digit or another such sign.
  private func signLetter(_ offset: Int, _ isDisguised: Bool) -> UInt8? {
    guard let letter = Self.signLetter(peek(offset)) else { return nil }
    let next = peek(offset + 1)
    if next.isASCIILetter { return letter }
    guard isDisguised, offset < 3 else { return nil }
    let isMark = letter == UInt8(ascii: "i")
    if next.isASCIIDigit { return isMark ? nil : letter }
    // Of several exclamation marks none is a letter.
    if isMark, next == peek(offset) { return nil }
    return Self.signLetter(next) != nil && signLetter(offset + 1, true) != nil ? letter : nil
  }

  /// The letter that a sign stands for in a disguise.
  static func signLetter(_ octet: UInt8) -> UInt8? {
    switch octet {
    case UInt8(ascii: "@"): UInt8(ascii: "a")
    case UInt8(ascii: "$"): UInt8(ascii: "s")
    case UInt8(ascii: "!"), UInt8(ascii: "|"): UInt8(ascii: "i")
    default: nil
    }
  }

  /// `m-dptkan`, `T'rpilih`, `men-dpt`, `Ber'hasil`, `m/dpt`, `Uang'nya`: one word; `a/n`, `u/info`, `hati-hati`: not.
  private func joinsAbbreviation(_ octet: UInt8, _ word: ScannedWord) -> Bool {
    guard peek(1).isASCIILetter, word.digits == 0 else { return false }
    let count = word.octets.count
    switch octet {
    case UInt8(ascii: "'"):
      return count <= 3 || isSuffix(at: at + 1)
    case UInt8(ascii: "-"), UInt8(ascii: "_"):
      return count <= 3 && Self.prefixes.value(WordTable.hash(word.octets)) != nil && peek(2).isASCIILetter
    case UInt8(ascii: "/"):
      return word.octets == [UInt8(ascii: "m")] && peek(2).isASCIILetter
    default:
      return false
    }
  }

  private func isSuffix(at start: Int) -> Bool {
    var end = start
    while end < input.count, end - start < 5, input[end].isASCIILetter { end += 1 }
    return end - start <= 3 && end > start
  }

  private static let prefixes = WordTable(sets: [(1, "m d t b men mem ber ter di me pe se ke te be peng per")])

  private mutating func emit(_ word: ScannedWord) {
    if word.digits == 0 {
      append(word: word.octets[...])
      return
    }
    if let known = Leet.knownWord(word.octets) {
      append(word: known[...])
      return
    }
    // Trailing digits: `hati2` is a doubled word, `mkios15` a word and a number.
    let stem = word.octets.prefix { !$0.isASCIIDigit }
    let tail = word.octets.count - stem.count
    if tail == 1, stem.count >= 3, !expectsCode, Leet.isFinalVowel(word.octets), !Self.isWord(WordTable.hash(stem)) {
      append(word: Leet.read(word.octets)[...])
      return
    }
    if tail == word.digits, tail <= 4, stem.count >= 2, !(expectsCode && tail >= 2) {
      append(word: stem)
      if tail == 1, word.octets.last == UInt8(ascii: "2"), stem.count >= 3 {
        append(word: stem)
      } else {
        appendNumber(digits: tail)
      }
    } else {
      emitMixed(word.octets)
    }
  }

  /// Letters and digits mixed: a code, or a word in leet.
  mutating func emitMixed(_ octets: [UInt8]) {
    if Self.isMoneyCode(octets) || (expectsCode && octets.count >= 4) || !Leet.isPlausible(octets) {
      if octets.count >= 4 { output.append(placeholder: .code) } else { output.append(.word, octets) }
    } else {
      append(word: Leet.read(octets)[...])
    }
  }

  private static func isMoneyCode(_ octets: [UInt8]) -> Bool {
    octets.reduce(0) { $0 + ($1.isASCIIDigit ? 1 : 0) } * 2 > octets.count + 1
  }

  /// Appends a word in lower case after reducing repeated letters and spelling out slang, and notes what it announces.
  mutating func append(word: ArraySlice<UInt8>) {
    let start = output.octets.count
    var hash = Hashing.start
    var isSkeleton = word.count >= 2
    word.withUnsafeBufferPointer { word in
      var index = 0
      while index < word.count {
        let octet = word[index].lowercased
        var end = index + 1
        while end < word.count, word[end].lowercased == octet { end += 1 }
        let repeats = end - index >= 3 ? 1 : end - index
        for _ in 0..<repeats {
          if output.octets.count > start, octet.isVowel || !octet.isASCIILetter { isSkeleton = false }
          output.octets.append(octet)
          hash = Hashing.add(octet, to: hash)
        }
        index = end
      }
    }
    var key = Hashing.finish(hash) | 1
    if let spelt = spellSuffix(from: start, key) { key = spelt }
    if let replacement = Slang.words.replacement(key) ?? (isSkeleton ? Skeletons.word(output.octets[start...]) : nil) {
      output.octets.removeLast(output.octets.count - start)
      output.octets.append(contentsOf: replacement)
      output.close(.word, from: Int32(start))
    } else {
      output.close(.word, from: Int32(start), hash: key)
      completeLastWord()
    }
    note(output.tokens[output.tokens.count - 1].hash)
  }

  /// `selmat`, `pngirim`: where the last word is not in the dictionary, and another is that has its letters and some vowels more.
  private mutating func completeLastWord() {
    guard let last = output.tokens.last, last.sense.kind == 0 else { return }
    guard let full = LostVowels.completion(of: output.octets[Int(last.start)...]) else { return }
    output.removeLast()
    output.append(.word, full)
  }

  /// `uangx`, `katax`: telephones with ten keys wrote the suffix -nya as one letter. Spells it out where that is no word by itself
  /// and what stands before it is one.
  ///
  /// - Returns: the hash of the word as it stands now, nil where nothing was changed.
  private mutating func spellSuffix(from start: Int, _ key: UInt64) -> UInt64? {
    guard output.octets.last == UInt8(ascii: "x"), output.octets.count - start >= 4, !Self.isWord(key) else {
      return nil
    }
    let stem = output.octets[start...].dropLast()
    let stemKey = WordTable.hash(stem)
    guard Self.isWord(stemKey) else { return nil }
    let full = Slang.words.replacement(stemKey) ?? stem
    output.octets.replaceSubrange(start..., with: full + Array("nya".utf8))
    return WordTable.hash(output.octets[start...])
  }

  /// Whether the word with this hash is in the dictionary or a usual abbreviation.
  static func isWord(_ key: UInt64) -> Bool {
    Slang.words.value(key) != nil || WordDictionary.shared.sense(key) != nil
  }

  private mutating func note(_ hash: UInt64) {
    guard let context = Self.contexts.value(hash) else { return }
    if context & 1 != 0 { accountContext = output.tokens.count }
    if context & 2 != 0 { codeContext = output.tokens.count }
    if context & 4 != 0 { tenDigitBank = output.tokens.count }
  }

  /// 1: an account number may follow; 2: a code may follow; 4: the account numbers of this bank have ten digits.
  private static let contexts = WordTable(sets: [
    (
      1,
      """
      rekening norek bank bca bni bri btn bsi mandiri danamon cimb niaga permata mega panin muamalat btpn jenius jago \
      seabank ovo gopay dana shopeepay linkaja atasnama an va briva virtual bjb jatim jateng dki syariah blu ocbc bsm bpd \
      bukopin bsg sea neo brilink nagari maybank
      """
    ),
    (4, "bca bni"),
    (2, "pin kode code otp token voucher kupon cek passcode sandi password resi"),
  ])
}

/// A run of letters and digits being collected, lower-case.
struct ScannedWord {
  var octets: [UInt8] = []
  var digits = 0
  /// Letters that were written as signs.
  var signs = 0

  /// `rp` or `idr` so far.
  var isCurrency: Bool { octets.elementsEqual("rp".utf8) || octets.elementsEqual("idr".utf8) }

  mutating func append(_ octet: UInt8) {
    if octet.isASCIIDigit { digits += 1 }
    octets.append(octet.lowercased)
  }
}

/// Digits in place of letters.
enum Leet {
  /// Whether reading the digits as letters gives something pronounceable and mostly letters.
  static func isPlausible(_ octets: [UInt8]) -> Bool {
    var digits = 0
    var consonants = 0
    var vowels = 0
    for octet in octets {
      var letter = octet
      if octet.isASCIIDigit {
        guard let read = letterFor(octet) else { return false }
        digits += 1
        letter = read
      }
      if letter.isVowel {
        vowels += 1
        consonants = 0
      } else {
        consonants += 1
        if consonants > 3 { return false }
      }
    }
    return vowels > 0 && digits * 2 <= octets.count + 1 && octets.count >= 3
  }

  /// The word that the digits stand in, when reading them gives one that everybody uses.
  ///
  /// - Parameter hasSigns: whether signs were read as letters in it, too: hardly anything else is written so, and shorter words count.
  static func knownWord(_ octets: [UInt8], hasSigns: Bool = false) -> [UInt8]? {
    guard octets.count >= 2, octets.count <= 16, octets.contains(where: \.isASCIILetter) else { return nil }
    var word = octets
    for index in word.indices where word[index].isASCIIDigit {
      guard let letter = letterFor(word[index]) else { return nil }
      word[index] = letter
    }
    let hash = WordTable.hash(word)
    if Vocabulary.contains(hash) { return word }
    return (word.count >= (hasSigns ? 3 : 4) && Tokenizer.isWord(hash)) || word.elementsEqual("no".utf8) ? word : nil
  }

  /// `bund4`: one digit at the end that reads as a vowel after a consonant; `ke2` and `mkios15` are numbers.
  static func isFinalVowel(_ octets: [UInt8]) -> Bool {
    guard let last = octets.last, let vowel = letterFor(last), vowel.isVowel, let before = octets.dropLast().last else {
      return false
    }
    return !before.isVowel && !before.isASCIIDigit
  }

  /// The word with its digits read as letters.
  static func read(_ octets: [UInt8]) -> [UInt8] {
    octets.map { letterFor($0) ?? $0 }
  }

  private static func letterFor(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0"): UInt8(ascii: "o")
    case UInt8(ascii: "1"): UInt8(ascii: "i")
    case UInt8(ascii: "3"): UInt8(ascii: "e")
    case UInt8(ascii: "4"): UInt8(ascii: "a")
    case UInt8(ascii: "5"): UInt8(ascii: "s")
    case UInt8(ascii: "6"), UInt8(ascii: "9"): UInt8(ascii: "g")
    case UInt8(ascii: "7"): UInt8(ascii: "t")
    case UInt8(ascii: "8"): UInt8(ascii: "b")
    default: nil
    }
  }
}
