/// Closes up words whose letters were set apart: `h a d i a h`, `s.e.l.a.m.a.t`, `w-w-w`.
///
/// A run is at least three single letters or digits with the same separator between them, three of them letters; a
/// longer gap inside a run is the space between two words (`d a r i   k a m i`). Runs of digits alone stay, the number scanner
/// knows better what they are, save where the whole message is written so.
enum SpacedLetters {
  static func closingUp(_ octets: [UInt8]) -> [UInt8] {
    isClosedUp(octets) ? octets : closingHosts(closingGaps(closingRuns(freeingPoints(withoutFiller(octets)))))
  }

  /// `S.E.L.A.M.A.T.!. .N.o. .A.n.d.a`: where every second octet of a whole message is the same sign, that is none of it.
  private static func withoutFiller(_ octets: [UInt8]) -> [UInt8] {
    for first in 0...1 {
      guard octets.count > first, !octets[first].isWordOctet else { continue }
      let isFiller = stride(from: first, to: octets.count, by: 2).allSatisfy { octets[$0] == octets[first] }
      guard isFiller else { continue }
      let rest = stride(from: 1 - first, to: octets.count, by: 2).map { octets[$0] }
      if rest.count(where: \.isASCIILetter) >= 8 { return rest }
    }
    return octets
  }

  /// Whether there is nothing to do, as mostly: no bracket, no two spaces together, none before a point, and fewer
  /// than three letters or digits by themselves.
  private static func isClosedUp(_ octets: [UInt8]) -> Bool {
    octets.withUnsafeBufferPointer { octets in
      let space = UInt8(ascii: " ")
      var previous: UInt8 = 0
      var isolated = 0
      var length = 0
      for octet in octets {
        if octet.isWordOctet {
          length += 1
        } else {
          if length == 1, previous < 0x80 { isolated += 1 }
          length = 0
          if octet == UInt8(ascii: "[") || previous == space && (octet == space || octet == UInt8(ascii: ".")) {
            return false
          }
        }
        previous = octet
      }
      if length == 1, previous < 0x80 { isolated += 1 }
      return isolated < 3
    }
  }

  /// `hadiah[.]top`: the brackets that keep a link from being one go.
  private static func freeingPoints(_ octets: [UInt8]) -> [UInt8] {
    let brackets = (UInt8(ascii: "["), UInt8(ascii: "]"))
    guard octets.contains(brackets.0) else { return octets }
    var output: [UInt8] = []
    output.reserveCapacity(octets.count)
    var at = 0
    while at < octets.count {
      if octets[at] == brackets.0, at + 2 < octets.count, octets[at + 1] == UInt8(ascii: "."),
        octets[at + 2] == brackets.1
      {
        output.append(UInt8(ascii: "."))
        at += 3
      } else {
        output.append(octets[at])
        at += 1
      }
    }
    return output
  }

  /// One space instead of several; what they told apart is settled by now.
  private static func closingGaps(_ octets: [UInt8]) -> [UInt8] {
    let space = UInt8(ascii: " ")
    guard zip(octets, octets.dropFirst()).contains(where: { $0 == space && $1 == space }) else { return octets }
    var output: [UInt8] = []
    output.reserveCapacity(octets.count)
    for octet in octets where octet != space || output.last != space { output.append(octet) }
    return output
  }

  /// `blt-kesra . site`: the spaces around the dot of a host name go.
  private static func closingHosts(_ octets: [UInt8]) -> [UInt8] {
    let space = UInt8(ascii: " ")
    var output: [UInt8]?
    var copied = 0
    var at = 1
    while at + 3 < octets.count {
      defer { at += 1 }
      guard octets[at] == space, octets[at + 1] == UInt8(ascii: "."), octets[at + 2] == space,
        octets[at - 1].isWordOctet
      else {
        continue
      }
      let rest = octets[(at + 3)...].prefix(12).prefix { $0.isASCIILetter }
      let hash = WordTable.hash(rest.lazy.map(\.lowercased))
      guard TopLevelDomain.words.value(hash) == 1 || rest.map(\.lowercased).elementsEqual("apk".utf8) else { continue }
      output = (output ?? []) + octets[copied..<at] + [UInt8(ascii: ".")]
      copied = at + 3
    }
    return output.map { $0 + octets[copied...] } ?? octets
  }

  private static func closingRuns(_ octets: [UInt8]) -> [UInt8] {
    guard mayContainRun(octets) else { return octets }
    var runs = Runs()
    let closed = closingRuns(octets, &runs)
    // Where three words are set apart so, `d.i` and `R.S` are too.
    guard runs.separators.values.contains(where: { $0 >= 3 }) else { return closed }
    runs.areShort = true
    return closingRuns(closed, &runs)
  }

  /// Runs closed up so far.
  private struct Runs {
    /// How many there were, by their separators; of spaces, which tell too little, none.
    var separators: [UInt8: Int] = [:]
    /// Whether two letters are a run where enough longer ones had their separator.
    var areShort = false

    func leastLetters(_ separator: UInt8) -> Int { areShort && separators[separator, default: 0] >= 3 ? 2 : 3 }
  }

  private static func closingRuns(_ octets: [UInt8], _ runs: inout Runs) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(octets.count)
    var at = 0
    while at < octets.count {
      if isIsolated(octets, at) {
        at = closeRun(in: octets, from: at, into: &output, &runs)
      } else {
        output.append(octets[at])
        at += 1
      }
    }
    return output
  }

  private static func mayContainRun(_ octets: [UInt8]) -> Bool {
    var isolated = 0
    var at = 0
    while at < octets.count {
      if isIsolated(octets, at) {
        isolated += 1
        if isolated >= 3 { return true }
      }
      at += 1
    }
    return false
  }

  @inline(__always)
  private static func isIsolated(_ octets: [UInt8], _ at: Int) -> Bool {
    let octet = octets[at]
    guard octet.isASCIILetter || octet.isASCIIDigit else { return false }
    return (at == 0 || !octets[at - 1].isWordOctet) && (at + 1 == octets.count || !octets[at + 1].isWordOctet)
  }

  /// Appends the run starting at `start`, closed up where it is one and as it stands otherwise, and returns its end.
  private static func closeRun(
    in octets: [UInt8], from start: Int, into output: inout [UInt8], _ runs: inout Runs
  ) -> Int {
    let separator = start + 1 < octets.count ? octets[start + 1] : 0
    let firstOutput = output.count
    var letters = 0
    var isParted = false
    var at = start
    while true {
      output.append(octets[at])
      if octets[at].isASCIILetter { letters += 1 }
      var next = at + 1
      while next < octets.count, octets[next] == separator { next += 1 }
      let gap = next - at - 1
      if gap == 1, isKeptPoint(octets, next, separator) {
        // `b l o g . c o m`: the dot belongs to the host name.
        output.append(octets[next])
        next += 2
      } else if gap > 1, next < octets.count, octets[next].isWordOctet {
        output.append(UInt8(ascii: " "))
        isParted = true
      }
      guard next < octets.count, gap > 0, isIsolated(octets, next) else { break }
      at = next
    }
    // `k@m@r`: what stands between consonants is no filler.
    let hasVowel = output[firstOutput...].contains { $0.lowercased.isVowel }
    if letters < runs.leastLetters(separator) || (!hasVowel && Tokenizer.signLetter(separator) != nil) {
      output.removeLast(output.count - firstOutput)
      // `2 h.a.r.i`: what ends one run that is none may begin another, with another separator.
      let end = max(at, start + 1)
      output.append(contentsOf: octets[start..<end])
      return end
    }
    if output.last == UInt8(ascii: " ") { output.removeLast() }
    let space = UInt8(ascii: " ")
    if separator != space {
      runs.separators[separator, default: 0] += 1
    } else {
      if !isParted, !isByItself(octets, start..<at + 1) {
        let words = WordBreaks.parting(output[firstOutput...])
        output.replaceSubrange(firstOutput..., with: words)
      }
      // `" A n d a m e n a n g "`: the quotation mark was set apart with the letters.
      if firstOutput >= 2, output[firstOutput - 1] == space, isQuotationMark(output[firstOutput - 2]),
        firstOutput == 2 || !output[firstOutput - 3].isWordOctet
      {
        output.remove(at: firstOutput - 1)
      }
      if at + 2 < octets.count, octets[at + 1] == space, isQuotationMark(octets[at + 2]) { return at + 2 }
    }
    return at + 1
  }

  private static func isQuotationMark(_ octet: UInt8) -> Bool {
    octet == UInt8(ascii: "\"") || octet == UInt8(ascii: "'")
  }

  /// Whether a wide gap stands on a side of the run: then it is one word.
  private static func isByItself(_ octets: [UInt8], _ run: Range<Int>) -> Bool {
    let gap = [UInt8](repeating: UInt8(ascii: " "), count: 2)
    return octets[..<run.lowerBound].suffix(2).elementsEqual(gap)
      || octets[run.upperBound...].prefix(2).elementsEqual(gap)
  }

  private static func isKeptPoint(_ octets: [UInt8], _ at: Int, _ separator: UInt8) -> Bool {
    guard at + 2 < octets.count, octets[at + 1] == separator, octets[at] != separator else { return false }
    return switch octets[at] {
    case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: ":"): isIsolated(octets, at + 2)
    default: false
    }
  }
}
