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
}
