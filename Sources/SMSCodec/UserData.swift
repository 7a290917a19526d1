/// The user data: TP-UDL and TP-UD (3GPP TS 23.040 §9.2.3.16 and §9.2.3.24).
///
/// The octets are as they arrived, header, fill bits and all. What they mean depends on the ``DCS`` of the TPDU.
public struct UserData: Sendable, Hashable {
  /// TP-UDL: septets when the alphabet is the uncompressed GSM 7-bit one, otherwise octets; the header included.
  public let length: UInt8
  /// TP-UD as it arrived: fewer octets than ``length`` announces where the PDU was cut.
  public let octets: [UInt8]
  /// Whether TP-UDHI announces a header.
  public let isHeaderIndicated: Bool
  /// The header; nil when there is none or when it is malformed and so to be ignored.
  public let header: UserDataHeader?
  /// The octets the header takes, its length octet included, even when it is malformed; 0 when there is none.
  public let headerOctets: Int

  init(length: UInt8, octets: [UInt8], isHeaderIndicated: Bool, header: UserDataHeader?, headerOctets: Int) {
    self.length = length
    self.octets = octets
    self.isHeaderIndicated = isHeaderIndicated
    self.header = header
    self.headerOctets = headerOctets
  }

  /// No user data.
  public static let empty = UserData(
    length: 0, octets: [], isHeaderIndicated: false, header: nil, headerOctets: 0)

  /// The most octets of user data.
  public static let maximumOctets = 140
  /// The most septets of user data.
  public static let maximumSeptets = 160

  /// Creates user data of the GSM 7-bit alphabet from septets.
  ///
  /// - Throws: ``PDUError/Reason/userDataTooLong(_:)`` when they and the header are more than 140 octets.
  public init(septets: some Collection<UInt8>, header: UserDataHeader? = nil) throws(PDUError) {
    var octets = header?.octets ?? []
    let headerOctets = octets.count
    let headerSeptets = (headerOctets * 8 + 6) / 7
    let length = headerSeptets + septets.count
    guard length <= Self.maximumSeptets else {
      throw PDUError(.userDataTooLong((length * 7 + 7) / 8), field: "TP-UD")
    }
    octets.reserveCapacity(Self.maximumOctets)
    // With no septets too: TP-UDL counts the fill bits behind a header, so their octet must be there.
    GSM7.appendPacked(septets, fillBits: GSM7.fillBits(afterHeader: headerOctets), to: &octets)
    self.init(
      length: UInt8(length), octets: octets, isHeaderIndicated: header != nil, header: header,
      headerOctets: headerOctets)
  }

  /// Creates user data of octets: 8-bit data or UCS-2.
  ///
  /// - Throws: ``PDUError/Reason/userDataTooLong(_:)`` when they and the header are more than 140 octets.
  public init(data: some Collection<UInt8>, header: UserDataHeader? = nil) throws(PDUError) {
    var octets = header?.octets ?? []
    let headerOctets = octets.count
    octets.append(contentsOf: data)
    guard octets.count <= Self.maximumOctets else {
      throw PDUError(.userDataTooLong(octets.count), field: "TP-UD")
    }
    self.init(
      length: UInt8(octets.count), octets: octets, isHeaderIndicated: header != nil, header: header,
      headerOctets: headerOctets)
  }

  /// Creates user data from a text that fits one message. As 8-bit data a text is its UTF-8.
  ///
  /// - Throws: ``PDUError/Reason/textNotEncodable(_:)`` or ``PDUError/Reason/userDataTooLong(_:)``.
  public init(
    text: some StringProtocol, dataCodingScheme: DCS = .gsm7, header: UserDataHeader? = nil
  ) throws(PDUError) {
    switch dataCodingScheme.alphabet {
    case .gsm7:
      let tables = header?.tables ?? .default
      guard let septets = GSM7.septets(of: text, tables: tables) else {
        let scalar = GSM7.firstUnencodable(in: text, tables: tables) ?? "\u{FFFD}"
        throw PDUError(.textNotEncodable(scalar), field: "TP-UD")
      }
      try self.init(septets: septets, header: header)
    case .ucs2: try self.init(data: UCS2.octets(of: text), header: header)
    case .data: try self.init(data: Array(text.utf8), header: header)
    }
  }

  /// The place of this part in a longer message.
  public var concatenation: Concatenation? { header?.concatenation }

  /// The applications the message is from and for.
  public var ports: ApplicationPorts? { header?.ports }
}

extension UserData {
  /// The bits between header and text, so that the text starts on a septet boundary.
  public var fillBits: Int { headerOctets == 0 ? 0 : GSM7.fillBits(afterHeader: headerOctets) }

  /// The number of septets after the header, where the alphabet is the GSM 7-bit one; no more than arrived.
  public var septetCount: Int {
    let announced = Int(length) - (headerOctets * 8 + 6) / 7
    let available = (octets.count - headerOctets) * 8 - fillBits
    return max(0, min(announced, available / 7))
  }

  /// The septets after the header, where the alphabet is the GSM 7-bit one.
  public var septets: [UInt8] {
    GSM7.unpack(octets, count: septetCount, fillBits: headerOctets * 8 + fillBits)
  }

  /// The octets after the header: 8-bit data, UCS-2.
  public var data: ArraySlice<UInt8> { octets.dropFirst(headerOctets) }

  /// The text; nil for 8-bit data and for compressed text.
  public func text(for scheme: DCS) -> String? {
    guard !scheme.isCompressed else { return nil }
    return switch scheme.alphabet {
    case .gsm7:
      GSM7.decode(
        packed: octets, septets: septetCount, firstBit: headerOctets * 8 + fillBits, tables: header?.tables ?? .default)
    case .ucs2: UCS2.text(of: data)
    case .data: nil
    }
  }
}
