/// Words with another sign between them where spaces belong, or nothing: `Selamat.Anda.menang`, `Selamat_Anda_menang`,
/// `SelamatAndaMenang`.
enum JoinedWords {
  /// The message with spaces between its words, where it has hardly any. Points of numbers, hosts and files stay.
  static func parting(_ octets: [UInt8]) -> [UInt8] {
    guard lacksSpaces(octets), !LostVowels.beginsAsLink(octets[...]) else { return octets }
    guard let sign = usualSign(octets) else { return partingRuns(octets) }
    return octets.indices.map { at in
      octets[at] == sign && !isKept(octets, at) ? UInt8(ascii: " ") : octets[at]
    }
  }

  /// Whether there are fewer spaces than there would be with words of a dozen letters.
  private static func lacksSpaces(_ octets: [UInt8]) -> Bool {
    let space = UInt8(ascii: " ")
    var gaps = 0
    var others = 0
    var previous = space
    for octet in octets {
      if octet != space {
        others += 1
        if previous == space { gaps += 1 }
      }
      previous = octet
    }
    return gaps * 12 < others
  }

  /// The sign that stands alone between letters or digits in at least two of three places between words; nil where none does.
  private static func usualSign(_ octets: [UInt8]) -> UInt8? {
    var counts = [Int](repeating: 0, count: 256)
    var words = 0
    for at in octets.indices {
      if octets[at].isWordOctet {
        if at == 0 || !octets[at - 1].isWordOctet { words += 1 }
      } else if at > 0, octets[at - 1] != octets[at], at + 1 < octets.count,
        octets[at + 1].isWordOctet
      {
        counts[Int(octets[at])] += 1
      }
    }
    guard words >= leastWords, let sign = counts.indices.max(by: { counts[$0] < counts[$1] }),
      counts[sign] * 3 >= words * 2,
      sign != Int(UInt8(ascii: " "))
    else { return nil }
    return UInt8(sign)
  }

  /// Up to so many letters nobody writes two words as one.
  private static let longestWord = 8

  private static func partingRuns(_ octets: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(octets.count * 2)
    var at = 0
    while at < octets.count {
      let chunk = octets[at...].prefix { LostVowels.isLinkOctet($0) }
      if LostVowels.isLink(chunk) {
        output += chunk
        at = chunk.endIndex
        continue
      }
      let end = max(chunk.endIndex, at + 1)
      while at < end {
        let run = octets[at...].prefix { $0.isASCIILetter }
        output += run.count > longestWord ? WordBreaks.parting(run)[...] : run
        at = run.endIndex
        if at < octets.count { output.append(octets[at]) }
        at += 1
      }
    }
    return output
  }

  /// No host has so many labels.
  private static let leastWords = 6

  /// Whether the sign belongs to a number, a host or a file. Where any word may stand after a point, most are none of a host.
  private static func isKept(_ octets: [UInt8], _ at: Int) -> Bool {
    let before = at > 0 ? octets[at - 1] : 0
    let after = at + 1 < octets.count ? octets[at + 1] : 0
    let isPoint = octets[at] == UInt8(ascii: ".")
    if before.isASCIIDigit, after.isASCIIDigit { return isPoint || octets[at] == UInt8(ascii: "-") }
    guard isPoint, before.isWordOctet else { return false }
    let label = octets[(at + 1)...].prefix { $0.isASCIILetter }
    let word = label.map(\.lowercased)
    let next = octets[label.endIndex...]
    if word.elementsEqual("apk".utf8) {
      return isFileName(octets[..<at].reversed().prefix { $0.isWordOctet || $0 == UInt8(ascii: "_") })
    }
    if secondLevels.contains(word) { return next.prefix(4).map(\.lowercased).starts(with: ".id".utf8) }
    if octets[..<at].suffix(3).map(\.lowercased).elementsEqual("www".utf8) { return true }
    guard let rank = TopLevelDomain.words.value(WordTable.hash(word)) else { return false }
    if word.elementsEqual("id".utf8) { return true }
    if rank == 1, !LostWords.shared.isFrequent(word[...]) { return true }
    let name = octets[..<at].reversed().prefix { $0.isWordOctet }.reversed().map(\.lowercased)
    return next.first == UInt8(ascii: "/") && (rank == 1 || !LostWords.shared.isFrequent(name[...]))
  }

  private static let secondLevels = ["co", "go", "ac", "or", "sch", "web", "desa", "my"].map { Array($0.utf8) }

  /// Whether a name (backwards) is written as those of files are: `Undangan`, `surat_tilang2`.
  private static func isFileName(_ name: some Collection<UInt8>) -> Bool {
    name.contains { !$0.isASCIILetter || $0.isUppercase }
  }
}
