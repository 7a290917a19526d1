extension GSM7 {
  /// Septets to characters, with the state of an escape that has been read.
  struct Decoder {
    private let base: [UInt16]
    private let shifted: [UInt16]
    private var isEscaped = false

    init(_ tables: Tables) {
      base = lockingShiftTable(tables.locking)
      shifted = singleShiftTable(tables.singleShift)
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
}

/// Writes characters of the basic multilingual plane as UTF-8 into memory that holds three octets for each.
struct UTF8Writer {
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
    self.buffer = buffer
  }

  mutating func write(_ scalar: UInt16) {
    if scalar < 0x80 {
      buffer[count] = UInt8(truncatingIfNeeded: scalar)
      count += 1
    } else if scalar < 0x800 {
      buffer[count] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
      buffer[count + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      count += 2
    } else {
      buffer[count] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
      buffer[count + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
      buffer[count + 2] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      count += 3
    }
  }
}
