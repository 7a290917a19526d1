/// Something in a PDU that is not as the standard has it, and that did not stop the decoding.
public struct DecodeWarning: Sendable, Hashable, CustomStringConvertible {
  /// What was unusual.
  public enum Kind: Sendable, Hashable {
    /// Lower-case hexadecimal digits.
    case lowerCaseHexadecimal
    /// White space around or within the hexadecimal digits.
    case whitespace
    /// The service centre address is missing altogether: the PDU starts with the TPDU.
    case serviceCentreOmitted
    /// The TP-MTI is reserved; read as an SMS-DELIVER (3GPP TS 23.040 §9.2.3.1).
    case reservedMessageType(UInt8)
    /// Bit 8 of the type of address is zero.
    case addressTypeExtensionBit(UInt8)
    /// The filler of an odd-length address is not 1111.
    case addressFiller(UInt8)
    /// A digit that is not decimal; read as 0, kept as it arrived (3GPP TS 23.040 §9.2.3.11).
    case nonDecimalDigit(UInt8)
    /// The digits are decimal and name no point in time.
    case impossibleTime
    /// TP-UDL is larger than the data that follows; the text is what arrived.
    case userDataShorterThanAnnounced(announced: Int, available: Int)
    /// An information element does not fit its header: the whole header is ignored (3GPP TS 23.040 §9.2.3.24).
    case malformedHeader
    /// The header is longer than the user data: read as if there were none.
    case headerTooLong(length: Int, available: Int)
    /// An element whose length or values its definition forbids: that element is ignored.
    case malformedElement(UInt8)
    /// An odd number of octets where UCS-2 has two per character.
    case oddUCS2Length
    /// 00 or FF octets after the last field, as modems pad.
    case trailingPadding(Int)
    /// Other octets after the last field.
    case trailingOctets(Int)
    /// TP-FCS below 0x80, which is reserved.
    case reservedFailureCause(UInt8)
  }

  /// The path of the field: the TPDU and the standard's name.
  public let field: String
  /// The offset of the first octet concerned, from the start of what was given.
  public let offset: Int
  /// What was unusual.
  public let kind: Kind

  /// Creates a warning.
  public init(_ kind: Kind, field: String, offset: Int) {
    self.kind = kind
    self.field = field
    self.offset = offset
  }

  /// A sentence: the field, the octet and what was unusual.
  public var description: String {
    "\(field) at octet \(offset): \(kind)"
  }
}

extension DecodeWarning.Kind: CustomStringConvertible {
  /// What was unusual, in words.
  public var description: String {
    switch self {
    case .lowerCaseHexadecimal: "lower-case hexadecimal digits"
    case .whitespace: "white space around or within the hexadecimal digits"
    case .serviceCentreOmitted: "no service centre address; the PDU starts with the TPDU"
    case .reservedMessageType(let type): "TP-MTI \(type) is reserved; read as SMS-DELIVER"
    case .addressTypeExtensionBit(let octet): "type of address 0x\(hexadecimal(octet)) has bit 8 clear"
    case .addressFiller(let nibble): "the filler is \(nibble), not 15"
    case .nonDecimalDigit(let nibble): "digit \(nibble) is not decimal; read as 0"
    case .impossibleTime: "the digits name no point in time"
    case .userDataShorterThanAnnounced(let announced, let available):
      "TP-UDL announces \(announced) octets, \(available) arrived"
    case .malformedHeader: "an element does not fit the user data header; the header is ignored"
    case .headerTooLong(let length, let available):
      "a header of \(length) octets in \(available) octets of user data; read as text"
    case .malformedElement(let identifier): "element 0x\(hexadecimal(identifier)) is malformed and ignored"
    case .oddUCS2Length: "an odd number of octets in UCS-2 text; the last one is ignored"
    case .trailingPadding(let count): "\(count) octets of padding after the last field"
    case .trailingOctets(let count): "\(count) octets after the last field are ignored"
    case .reservedFailureCause(let cause): "TP-FCS 0x\(hexadecimal(cause)) is reserved"
    }
  }
}
