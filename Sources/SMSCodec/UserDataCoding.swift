extension OctetReader {
  /// TP-UDL and TP-UD, with the header that TP-UDHI announces.
  mutating func userData(hasHeader: Bool, dataCodingScheme: DCS) throws(PDUError) -> UserData {
    let length = try octet("TP-UDL")
    let announced = dataCodingScheme.countsSeptets ? (Int(length) * 7 + 7) / 8 : Int(length)
    if tolerance == .strict, announced > UserData.maximumOctets {
      throw error(.userDataTooLong(announced), "TP-UDL", back: 1)
    }
    if announced > remaining {
      try deviation(
        .truncated(needed: announced, available: remaining),
        or: .userDataShorterThanAnnounced(announced: announced, available: remaining), "TP-UD")
    }
    let octets = try octets(min(announced, remaining), "TP-UD")
    if dataCodingScheme.alphabet == .ucs2, !dataCodingScheme.isCompressed, !hasHeader, octets.count % 2 == 1 {
      warn(.oddUCS2Length, "TP-UD", back: 1)
    }
    guard hasHeader else {
      return UserData(length: length, octets: octets, isHeaderIndicated: false, header: nil, headerOctets: 0)
    }
    return try withHeader(length: length, octets: octets, dataCodingScheme: dataCodingScheme)
  }

  private mutating func withHeader(
    length: UInt8, octets: [UInt8], dataCodingScheme: DCS
  ) throws(PDUError) -> UserData {
    guard let headerLength = octets.first else { throw error(.headerWithoutUserData, "TP-UD") }
    let headerOctets = Int(headerLength) + 1
    guard headerOctets <= octets.count else {
      // Nothing of the text must be lost because of one wrong octet.
      try deviation(
        .headerTooLong(length: headerOctets, available: octets.count),
        or: .headerTooLong(length: headerOctets, available: octets.count), "TP-UD.UDHL", back: octets.count)
      return UserData(length: length, octets: octets, isHeaderIndicated: true, header: nil, headerOctets: 0)
    }
    let header = UserDataHeader.parse(octets[1..<headerOctets])
    if header == nil { warn(.malformedHeader, "TP-UD.UDH", back: octets.count) }
    for element in header?.elements ?? [] where element.value == .malformed {
      warn(.malformedElement(element.identifier), "TP-UD.UDH", back: octets.count)
    }
    if dataCodingScheme.alphabet == .ucs2, (octets.count - headerOctets) % 2 == 1 {
      warn(.oddUCS2Length, "TP-UD", back: 1)
    }
    return UserData(
      length: length, octets: octets, isHeaderIndicated: true, header: header, headerOctets: headerOctets)
  }
}

extension UserData {
  func write(to octets: inout [UInt8]) {
    octets.append(length)
    octets.append(contentsOf: self.octets)
  }
}
