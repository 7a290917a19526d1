/// The two hexadecimal characters of each octet, as AT commands carry PDUs (3GPP TS 27.005 §3.1).
enum Hexadecimal {
  /// What a run of hexadecimal text was.
  struct Decoded {
    var octets: [UInt8]
    var isLowerCase: Bool
    var hasWhitespace: Bool
  }

  static func decode(_ text: some StringProtocol) throws(PDUError) -> Decoded {
    if let result = text.utf8.withContiguousStorageIfAvailable({ decode($0[...]) }) {
      return try result.get()
    }
    return try Array(text.utf8).withUnsafeBufferPointer { decode($0[...]) }.get()
  }

  private static func decode(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Result<Decoded, PDUError> {
    var digits = text
    while let first = digits.first, isWhitespace(first) { digits.removeFirst() }
    while let last = digits.last, isWhitespace(last) { digits.removeLast() }

    var flags = Flags()
    let octets = octets(of: UnsafeBufferPointer(rebasing: digits), &flags)
    if flags.isInvalid, digits.contains(where: isWhitespace) {
      // As people paste it: octets apart, or lines.
      return digits.filter { !isWhitespace($0) }.withUnsafeBufferPointer { decode($0[...]) }.map { decoded in
        Decoded(octets: decoded.octets, isLowerCase: decoded.isLowerCase, hasWhitespace: true)
      }
    }
    if flags.isInvalid || digits.count % 2 != 0 { return .failure(fault(of: digits)) }
    return .success(
      Decoded(octets: octets, isLowerCase: flags.isLowerCase, hasWhitespace: digits.count != text.count))
  }

  private struct Flags {
    var isInvalid = false
    var isLowerCase = false
  }

  /// All pairs, the invalid ones too: looking at the flags once, at the end, lets the compiler take many at a time.
  private static func octets(of digits: UnsafeBufferPointer<UInt8>, _ flags: inout Flags) -> [UInt8] {
    let count = digits.count / 2
    var invalid: UInt8 = 0
    var lowerCase: UInt8 = 0
    let octets = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      for index in 0..<count {
        let (first, second) = (digits[2 * index], digits[2 * index + 1])
        let (high, low) = (nibble(first), nibble(second))
        invalid |= (high | low) & 0xF0
        // Of the characters that are digits, lower-case letters alone have both bits 0x40 and 0x20.
        lowerCase |= (first & first << 1 | second & second << 1) & 0x40
        buffer[index] = high << 4 | (low & 0x0F)
      }
      initialized = count
    }
    flags.isInvalid = invalid != 0
    flags.isLowerCase = lowerCase != 0
    return octets
  }

  /// The value of a digit; 0xF0 or more for a character that is none.
  private static func nibble(_ byte: UInt8) -> UInt8 {
    let digit = byte &- UInt8(ascii: "0")
    let letter = (byte | 0x20) &- UInt8(ascii: "a")
    return digit < 10 ? digit : letter < 6 ? letter + 10 : 0xF0
  }

  /// Where the first fault is, and what.
  private static func fault(of digits: Slice<UnsafeBufferPointer<UInt8>>) -> PDUError {
    for (index, byte) in digits.enumerated() where nibble(byte) > 0x0F {
      return PDUError(.notHexadecimal(byte), field: "PDU", offset: index / 2)
    }
    return PDUError(.oddHexadecimalLength, field: "PDU", offset: digits.count / 2)
  }

  static func encode(_ octets: some Collection<UInt8>) -> String {
    String(unsafeUninitializedCapacity: octets.count * 2) { buffer in
      var index = 0
      for octet in octets {
        buffer[index] = digit(octet >> 4)
        buffer[index + 1] = digit(octet & 0x0F)
        index += 2
      }
      return index
    }
  }

  private static func digit(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "A") + nibble - 10
  }

  private static func isWhitespace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
  }
}

func hexadecimal(_ octet: UInt8) -> String {
  Hexadecimal.encode(CollectionOfOne(octet))
}

func hexadecimal(_ scalar: Unicode.Scalar) -> String {
  let digits = String(scalar.value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
}
