/// The two hexadecimal characters of each octet, as AT commands carry PDUs (3GPP TS 27.005 §3.1).
enum Hexadecimal {
  /// What a run of hexadecimal text was.
  struct Decoded {
    var octets: [UInt8]
    var isLowerCase: Bool
    var hasWhitespace: Bool
  }

  static func decode(_ text: some StringProtocol) throws(PDUError) -> Decoded {
    var result: Result<Decoded, PDUError>?
    text.utf8.withContiguousStorageIfAvailable { bytes in
      result = decode(bytes)
    }
    if let result { return try result.get() }
    return try decode(Array(text.utf8)).get()
  }

  private static func decode(_ bytes: some RandomAccessCollection<UInt8>) -> Result<Decoded, PDUError> {
    var start = bytes.startIndex
    var end = bytes.endIndex
    while start < end, isWhitespace(bytes[start]) { bytes.formIndex(after: &start) }
    while start < end, isWhitespace(bytes[bytes.index(before: end)]) { bytes.formIndex(before: &end) }
    let count = bytes.distance(from: start, to: end)
    let isTrimmed = count != bytes.count

    var invalid: Int?
    var flags: UInt8 = 0
    let octets = [UInt8](unsafeUninitializedCapacity: count / 2) { buffer, initialized in
      var index = start
      for position in 0..<(count / 2) {
        let high = nibbles[Int(bytes[index])]
        bytes.formIndex(after: &index)
        let low = nibbles[Int(bytes[index])]
        bytes.formIndex(after: &index)
        flags |= high | low
        if flags & invalidFlag != 0 {
          invalid = position
          return
        }
        buffer[position] = (high & 0x0F) << 4 | (low & 0x0F)
        initialized = position + 1
      }
    }
    if let invalid {
      let pair = bytes.dropFirst(bytes.distance(from: bytes.startIndex, to: start) + 2 * invalid).prefix(2)
      let byte = pair.first { nibbles[Int($0)] & invalidFlag != 0 } ?? 0
      return .failure(PDUError(.notHexadecimal(byte), field: "PDU", offset: invalid))
    }
    if count % 2 != 0 {
      let last = bytes[bytes.index(before: end)]
      let reason: PDUError.Reason =
        nibbles[Int(last)] & invalidFlag == 0 ? .oddHexadecimalLength : .notHexadecimal(last)
      return .failure(PDUError(reason, field: "PDU", offset: count / 2))
    }
    return .success(Decoded(octets: octets, isLowerCase: flags & lowerCaseFlag != 0, hasWhitespace: isTrimmed))
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

  private static let invalidFlag: UInt8 = 0x80
  private static let lowerCaseFlag: UInt8 = 0x40

  /// The value of each character in the low four bits, with a flag for the characters that need a second look.
  private static let nibbles: [UInt8] = (0...255).map { (byte: UInt8) -> UInt8 in
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): (byte - UInt8(ascii: "a") + 10) | lowerCaseFlag
    default: invalidFlag
    }
  }
}

func hexadecimal(_ octet: UInt8) -> String {
  Hexadecimal.encode(CollectionOfOne(octet))
}

func hexadecimal(_ scalar: Unicode.Scalar) -> String {
  let digits = String(scalar.value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
}
