/// Words without the spaces between them: `selamatandamenang`, as is left where a whole message was written letter by letter.
enum WordBreaks {
  /// Longer stretches are no word.
  private static let longest = 20
  private static let bit: Int64 = 1 << 16

  /// The letters with a space between what are most likely their words, by how often the corpus has each. Digits stand by themselves; a
  /// point ends a word, since a host cannot be told from the end of a sentence any more; a capital after a small letter begins one.
  static func parting(_ octets: ArraySlice<UInt8>, by table: LostWords = .shared) -> [UInt8] {
    let text = Array(octets)
    let lower = text.map(\.lowercased)
    let total = LostWords.logarithm(max(table.total << 10, 1))
    // The least cost up to each place, in 65,536ths of a bit, and where the last word on the way there begins.
    var best = [(cost: Int64, start: Int)](repeating: (.max, 0), count: text.count + 1)
    best[0].cost = 0
    for start in text.indices where best[start].cost < .max {
      var (hash, rest) = (Hashing.start, Hashing.start)
      var capitals: Int64 = 0
      for end in start + 1...min(start + longest, text.count) {
        let letter = lower[end - 1]
        if letter.isASCIILetter != lower[start].isASCIILetter { break }
        hash = Hashing.add(letter, to: hash)
        if end == start + 1 || !letter.isVowel { rest = Hashing.add(letter, to: rest) }
        if end > start + 1, text[end - 1].isUppercase, !text[end - 2].isUppercase { capitals += 1 }
        var cost = bit
        if letter.isASCIILetter {
          cost = (12 + 2 * Int64(end - start)) * bit
          let spelt = Slang.words.replacement(Hashing.finish(hash) | 1)
          let count =
            spelt.map { table.count(of: $0) }
            ?? table.count(of: lower[start..<end], leaving: LostWords.key(hash: Hashing.finish(rest) | 1))
          if let count { cost = min(cost, total - LostWords.logarithm(count)) }
          // One letter is hardly ever a word.
          if end == start + 1 { cost += 6 * bit }
          cost += 8 * bit * capitals
        }
        if best[start].cost + cost < best[end].cost { best[end] = (best[start].cost + cost, start) }
      }
    }
    var starts = [Bool](repeating: false, count: text.count)
    var end = text.count
    while end > 0 {
      end = best[end].start
      starts[end] = true
    }
    var output: [UInt8] = []
    for (index, octet) in text.enumerated() {
      if index > 0, starts[index], octet.isWordOctet { output.append(UInt8(ascii: " ")) }
      output.append(octet)
    }
    return output
  }
}
