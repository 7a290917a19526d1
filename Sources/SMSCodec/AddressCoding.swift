extension OctetReader {
  /// An address of the transfer layer: its length in semi-octets, its type, its value (3GPP TS 23.040 §9.1.2.5).
  mutating func address(_ field: StaticString) throws(PDUError) -> Address {
    let length = try octet(field)
    guard length <= Address.maximumSemiOctets else {
      throw error(.addressTooLong(Int(length)), field, back: 1)
    }
    let type = try octet(field)
    try checkExtensionBit(type, field)
    let content = try addressOctets((Int(length) + 1) / 2, field)
    let address = Address(typeOfAddress: type, semiOctets: length, content: content)
    if length % 2 == 1, !address.isAlphanumeric, let last = content.last, last >> 4 != 0x0F {
      warn(.addressFiller(last >> 4), field, back: 1)
    }
    return address
  }

  /// The service centre address in front of a TPDU: its length in octets (3GPP TS 27.005 §3.1, TS 24.011 §8.2.5.1).
  mutating func serviceCentre() throws(PDUError) -> Address? {
    let field: StaticString = "SMSC"
    let length = Int(try octet(field))
    guard length > 0 else { return nil }
    guard length <= 11 else { throw error(.addressTooLong(length), field, back: 1) }
    let type = try octet(field)
    try checkExtensionBit(type, field)
    let content = try addressOctets(length - 1, field)
    let isOdd = content.last.map { $0 >> 4 == 0x0F } ?? false
    return Address(typeOfAddress: type, semiOctets: UInt8(content.count * 2 - (isOdd ? 1 : 0)), content: content)
  }

  private mutating func checkExtensionBit(_ type: UInt8, _ field: StaticString) throws(PDUError) {
    guard type & 0x80 == 0 else { return }
    try deviation(.addressTypeExtensionBit(type), or: .addressTypeExtensionBit(type), field, back: 1)
  }
}

extension Address {
  /// Length in semi-octets, type, value: TP-OA, TP-DA, TP-RA.
  func write(to octets: inout [UInt8]) {
    octets.append(semiOctets)
    octets.append(typeOfAddress)
    octets.append(contentsOf: content)
  }

  /// Length in octets, type, value: the service centre.
  func writeServiceCentre(to octets: inout [UInt8]) {
    octets.append(UInt8(truncatingIfNeeded: content.count + 1))
    octets.append(typeOfAddress)
    octets.append(contentsOf: content)
  }
}
