/// The octets of hexadecimal digits; nil when they are odd in number or something else stands among them.
func octets(hexadecimal digits: some Collection<UInt8>) -> [UInt8]? {
  guard digits.count % 2 == 0 else { return nil }
  var octets: [UInt8] = []
  octets.reserveCapacity(digits.count / 2)
  var high: UInt8?
  for digit in digits {
    guard let value = digit.hexValue else { return nil }
    if let first = high {
      octets.append(first << 4 | value)
      high = nil
    } else {
      high = value
    }
  }
  return octets
}

/// Upper-case hexadecimal.
func hexadecimal(_ octets: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var text: [UInt8] = []
  for octet in octets {
    text.append(digits[Int(octet >> 4)])
    text.append(digits[Int(octet & 0x0F)])
  }
  return String(decoding: text, as: UTF8.self)
}
