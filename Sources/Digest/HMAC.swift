extension SHA256 {
  /// HMAC-SHA256 (RFC 2104, FIPS 198-1): 32 octets that only who has the key can make of a message.
  public static func authenticationCode(of message: some Sequence<UInt8>, key: some Collection<UInt8>) -> [UInt8] {
    var block = Array(key)
    if block.count > 64 {
      var digest = SHA256()
      digest.update(block)
      block = digest.finalize()
    }
    block += repeatElement(0, count: 64 - block.count)
    var inner = SHA256()
    inner.update(block.map { $0 ^ 0x36 })
    inner.update(message)
    var outer = SHA256()
    outer.update(block.map { $0 ^ 0x5C })
    outer.update(inner.finalize())
    return outer.finalize()
  }
}
