extension GSM7 {
  /// Septets to characters, with the state of an escape that has been read.
  struct Decoder {
    private let base: [UInt16]
    private let shifted: [UInt16]
    private var isEscaped = false
    /// Whether the base table is the default alphabet, most of which is as in ASCII.
    private let isDefault: Bool

    init(_ tables: Tables) {
      base = lockingShiftTable(tables.locking)
      shifted = singleShiftTable(tables.singleShift)
      isDefault = tables.locking == nil
    }

    /// Reads one septet, below 128.
    mutating func decode(_ septet: UInt8, into writer: inout UTF8Writer) {
      if isEscaped {
        isEscaped = false
        if septet == escape {
          // A second escape is reserved for another extension: a space (§6.2.1.1, note 1).
          writer.write(space)
          return
        }
        let scalar = shifted[Int(septet)]
        writer.write(scalar == unassigned ? character(septet) : scalar)
      } else if septet == escape {
        isEscaped = true
      } else {
        writer.write(character(septet))
      }
    }

    /// Reads `count` packed septets from a bit on, which the octets must hold: eight at a time where all are as in ASCII.
    mutating func decode(
      packed octets: UnsafeRawBufferPointer, count: Int, firstBit: Int, into writer: inout UTF8Writer
    ) {
      var bit = firstBit
      var left = count
      while left >= 8, bit >> 3 + 8 <= octets.count {
        let word = UInt64(littleEndian: octets.loadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self))
        let septets = spread(word >> UInt64(bit & 7))
        if isDefault, !isEscaped, isASCII(septets) {
          writer.write(septets)
        } else {
          for index in 0..<8 {
            decode(UInt8(truncatingIfNeeded: septets >> UInt64(8 * index)), into: &writer)
          }
        }
        bit += 56
        left -= 8
      }
      for _ in 0..<left {
        let low = UInt16(octets[bit >> 3])
        let high = bit & 7 > 1 ? UInt16(octets[bit >> 3 + 1]) : 0
        decode(UInt8(truncatingIfNeeded: (high << 8 | low) >> UInt16(bit & 7)) & 0x7F, into: &writer)
        bit += 7
      }
    }

    /// Ends the text: an escape with nothing after it is a space.
    mutating func finish(into writer: inout UTF8Writer) {
      if isEscaped { writer.write(space) }
      isEscaped = false
    }

    private func character(_ septet: UInt8) -> UInt16 {
      let scalar = base[Int(septet)]
      return scalar == unassigned ? space : scalar
    }
  }

  /// Marks a code without a character.
  static let unassigned: UInt16 = 0
  static let space: UInt16 = 0x20

  /// The low 56 bits as eight septets, one in each octet, the lowest first.
  private static func spread(_ bits: UInt64) -> UInt64 {
    var bits = (bits & 0x0000_0000_0FFF_FFFF) | (bits & 0x00FF_FFFF_F000_0000) << 4
    bits = (bits & 0x0000_3FFF_0000_3FFF) | (bits & 0x0FFF_C000_0FFF_C000) << 2
    return (bits & 0x007F_007F_007F_007F) | (bits & 0x3F80_3F80_3F80_3F80) << 1
  }

  /// Whether all eight septets mean the same character in the default alphabet and in ASCII. Those are the line feed, the
  /// carriage return, the letters, and 0x20 to 0x3F but the dollar sign; here the two control characters, rarer than the
  /// test for them is dear, are left out.
  private static func isASCII(_ septets: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high = ones * 0x80
    // Each octet is below 128, so adding to it sets its bit 8 exactly when it reaches a bound, and carries no further.
    func isAtLeast(_ bound: UInt64) -> UInt64 { septets + ones * (0x80 - bound) }
    // Within each block of 32 from 64 on, letters are 1 to 26.
    let within = septets & (ones * 0x1F)
    let isLetter = (within + ones * 0x7F) & ~(within + ones * 0x65) & isAtLeast(0x40)
    let isDollar = ~((septets ^ ones * 0x24) + ones * 0x7F)
    let isSign = isAtLeast(0x20) & ~isAtLeast(0x40) & ~isDollar
    return (isLetter | isSign) & high == high
  }
}
