/// A message as plain ASCII letters with their case, so that disguised characters read as what they imitate.
///
/// Letters of scripts that imitate nothing stay as their UTF-8 octets, which everything later treats as letters.
struct FoldedText {
  /// More than a concatenated SMS ever holds in practice (26 parts); what comes after is not looked at.
  static let maximumLength = 4096
  /// How many code points are read at most, so that a text of nothing but marks and joiners ends too.
  static let maximumScalars = 16_384

  private(set) var octets: [UInt8] = []
  /// Disguised letters and digits: folded from somewhere that no Indonesian writes by hand.
  private(set) var disguised = 0
  /// Joiners, direction controls, tags and other code points that leave nothing.
  private(set) var removed = 0
  /// Emoji and other symbols.
  private(set) var symbols = 0

  init(_ text: String) {
    if let plain = Self.plain(text) {
      octets = plain
      return
    }
    octets.reserveCapacity(min(text.utf8.count, Self.maximumLength) + 8)
    var remaining = Self.maximumScalars
    for scalar in text.unicodeScalars {
      remaining -= 1
      if remaining < 0 || octets.count >= Self.maximumLength { break }
      let value = scalar.value
      if value < 0x80 {
        octets.append(value >= 0x20 && value < 0x7F ? UInt8(value) : UInt8(ascii: " "))
      } else {
        append(value)
      }
    }
  }

  /// A text that is all ASCII and not too long, as most are; nil for any other.
  private static func plain(_ text: String) -> [UInt8]? {
    text.utf8.withContiguousStorageIfAvailable { source -> [UInt8]? in
      guard source.count <= maximumLength else { return nil }
      var union: UInt8 = 0
      let octets = [UInt8](unsafeUninitializedCapacity: source.count) { target, count in
        for index in source.indices {
          let octet = source[index]
          union |= octet
          target[index] = octet >= 0x20 && octet < 0x7F ? octet : UInt8(ascii: " ")
        }
        count = source.count
      }
      return union < 0x80 ? octets : nil
    } ?? nil
  }

  /// Stands for an emoji: a separator that is not the space between words.
  static let symbol: UInt8 = 0x1F

  private mutating func append(_ value: UInt32) {
    if value < FoldTable.limit {
      appendTabulated(FoldTable.table[Int(value)], value)
    } else if let octet = Self.arithmetic(value) {
      disguised += 1
      octets.append(octet)
    } else if Self.isInvisible(value) {
      removed += 1
    } else if Self.isSymbol(value) {
      appendSymbol()
    } else if value == 0x3000 {
      octets.append(UInt8(ascii: " "))
    } else if let octet = FoldTable.strays[value] {
      disguised += 1
      octets.append(octet)
    } else {
      appendLetter(value)
    }
  }

  private mutating func appendTabulated(_ folded: UInt8, _ value: UInt32) {
    switch folded {
    case FoldTable.removed: removed += 1
    case FoldTable.kept: appendLetter(value)
    case FoldTable.symbol: appendSymbol()
    case UInt8(ascii: "("):
      // U+249C PARENTHESIZED LATIN SMALL LETTER A and its 25 successors, U+2474 and the digits.
      guard let octet = Self.parenthesized(value) else { return octets.append(folded) }
      disguised += 1
      octets.append(octet)
    default:
      // Accents, typographic quotes and dashes are ordinary writing; a Cyrillic letter among Latin ones is not.
      if value >= 0x370, folded != UInt8(ascii: " "), Self.isAlphanumeric(folded) { disguised += 1 }
      octets.append(folded)
    }
  }

  private mutating func appendSymbol() {
    symbols += 1
    // By itself it parts words or numbers as a space does.
    octets.append(octets.last?.isWordOctet == true ? Self.symbol : UInt8(ascii: " "))
  }

  private mutating func appendLetter(_ value: UInt32) {
    guard let scalar = Unicode.Scalar(value) else { return }
    octets.append(contentsOf: String(scalar).utf8)
  }

  private static func isAlphanumeric(_ octet: UInt8) -> Bool {
    octet.isASCIILetter || octet.isASCIIDigit
  }

  private static func parenthesized(_ value: UInt32) -> UInt8? {
    switch value {
    case 0x2474...0x247C: UInt8(ascii: "1") + UInt8(value - 0x2474)
    case 0x249C...0x24B5: UInt8(ascii: "a") + UInt8(value - 0x249C)
    default: nil
    }
  }

  /// Blocks that repeat the Latin alphabet or the digits in order.
  private static func arithmetic(_ value: UInt32) -> UInt8? {
    switch value {
    case 0xFF01...0xFF5E: UInt8(value - 0xFF01) + 0x21
    case 0xAB70...0xABBF: FoldTable.table[Int(value - 0xAB70 + 0x13A0)].letterOrNil
    case 0x1D400...0x1D6A3: letter((value - 0x1D400) % 52)
    case 0x1D6A8...0x1D7CB: mathematicalGreek((value - 0x1D6A8) % 58)
    case 0x1D7CE...0x1D7FF: UInt8(ascii: "0") + UInt8((value - 0x1D7CE) % 10)
    case 0x1FBF0...0x1FBF9: UInt8(ascii: "0") + UInt8(value - 0x1FBF0)
    case 0x1F110...0x1F129: UInt8(ascii: "A") + UInt8(value - 0x1F110)
    case 0x1F130...0x1F149: UInt8(ascii: "A") + UInt8(value - 0x1F130)
    case 0x1F150...0x1F169: UInt8(ascii: "A") + UInt8(value - 0x1F150)
    case 0x1F170...0x1F189: UInt8(ascii: "A") + UInt8(value - 0x1F170)
    case 0x1F1E6...0x1F1FF: UInt8(ascii: "A") + UInt8(value - 0x1F1E6)
    case 0x1F101...0x1F10A: UInt8(ascii: "0") + UInt8(value - 0x1F101)
    default: nil
    }
  }

  private static func letter(_ index: UInt32) -> UInt8 {
    index < 26 ? UInt8(ascii: "A") + UInt8(index) : UInt8(ascii: "a") + UInt8(index - 26)
  }

  /// Capitals, nabla, small letters, variants: 58 a style, in the order of the Greek block.
  private static func mathematicalGreek(_ index: UInt32) -> UInt8? {
    switch index {
    case 0..<25: FoldTable.table[Int(0x391 + index)].letterOrNil
    case 26..<51: FoldTable.table[Int(0x3B1 + index - 26)].letterOrNil
    default: nil
    }
  }

  private static func isInvisible(_ value: UInt32) -> Bool {
    switch value {
    case 0xFE00...0xFE0F, 0xFE20...0xFE2F, 0xFEFF, 0xFFF9...0xFFFB, 0x1D173...0x1D17A, 0x1F3FB...0x1F3FF,
      0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  private static func isSymbol(_ value: UInt32) -> Bool {
    switch value {
    case 0x2E00...0x2E7F, 0x3001...0x303F, 0x3200...0x33FF, 0xE000...0xF8FF, 0xFE10...0xFE6B, 0xFF5F...0xFF65: true
    case 0xFFE0...0xFFFD, 0x1F000...0x1FBEF, 0x1D000...0x1D3FF, 0xF0000...0x10FFFF: true
    default: false
    }
  }
}

extension UInt8 {
  /// `A`–`Z`, `a`–`z`.
  @inline(__always) var isASCIILetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }
  /// `0`–`9`.
  @inline(__always) var isASCIIDigit: Bool { self &- UInt8(ascii: "0") < 10 }
  /// A letter of any script: ASCII, or an octet of something kept in UTF-8.
  @inline(__always) var isLetter: Bool { isASCIILetter || self >= 0x80 }
  /// A letter of any script or a digit.
  @inline(__always) var isWordOctet: Bool { isLetter || isASCIIDigit }
  /// `A`–`Z`.
  @inline(__always) var isUppercase: Bool { self &- UInt8(ascii: "A") < 26 }
  /// ASCII lower case; other octets stay.
  @inline(__always) var lowercased: UInt8 { isUppercase ? self | 0x20 : self }
  /// `a e i o u`, lower case.
  @inline(__always) var isVowel: Bool {
    switch self {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"): true
    default: false
    }
  }
  fileprivate var letterOrNil: UInt8? { isASCIILetter || isASCIIDigit ? self : nil }
}
