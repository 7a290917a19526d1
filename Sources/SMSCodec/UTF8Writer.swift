/// Writes characters of the basic multilingual plane as UTF-8 into memory that holds three octets for each.
struct UTF8Writer {
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
    self.buffer = buffer
  }

  mutating func write(_ scalar: UInt16) {
    if scalar < 0x80 {
      put(scalar)
    } else if scalar < 0x800 {
      put(0xC0 | scalar >> 6)
      put(0x80 | scalar & 0x3F)
    } else {
      put(0xE0 | scalar >> 12)
      put(0x80 | scalar >> 6 & 0x3F)
      put(0x80 | scalar & 0x3F)
    }
  }

  /// Writes the character of a surrogate pair, which takes four octets of the six that there are for its halves.
  mutating func write(highSurrogate high: UInt16, low: UInt16) {
    let scalar = 0x1_0000 + (UInt32(high & 0x03FF) << 10 | UInt32(low & 0x03FF))
    put(UInt16(truncatingIfNeeded: 0xF0 | scalar >> 18))
    put(UInt16(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
    put(UInt16(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
    put(UInt16(truncatingIfNeeded: 0x80 | scalar & 0x3F))
  }

  /// Writes eight characters of ASCII, the lowest octet first.
  mutating func write(_ characters: UInt64) {
    UnsafeMutableRawBufferPointer(buffer).storeBytes(of: characters.littleEndian, toByteOffset: count, as: UInt64.self)
    count += 8
  }

  private mutating func put(_ octet: UInt16) {
    buffer[count] = UInt8(truncatingIfNeeded: octet)
    count += 1
  }
}
