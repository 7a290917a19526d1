/// Why octets are not a PDU, or why a value cannot become one.
///
/// Two errors are equal when their ``reason`` is equal: a test says what went wrong and need not repeat where.
public struct PDUError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was wrong.
  public enum Reason: Sendable, Hashable {
    /// The text has a character that is not a hexadecimal digit.
    case notHexadecimal(UInt8)
    /// The text has an odd number of hexadecimal digits: the last octet is half an octet.
    case oddHexadecimalLength
    /// Lower-case digits, which 3GPP TS 27.005 §3.1 does not use. Only in ``Tolerance/strict``.
    case lowerCaseHexadecimal
    /// White space around or within the hexadecimal text. Only in ``Tolerance/strict``.
    case whitespace
    /// The PDU ends within a field.
    case truncated(needed: Int, available: Int)
    /// The TP-MTI value is reserved for this direction (3GPP TS 23.040 §9.2.3.1).
    case reservedMessageType(UInt8)
    /// The address is longer than its field can be (3GPP TS 23.040 §9.1.2.5; §9.1.2.3 for the service centre).
    case addressTooLong(Int)
    /// Bit 8 of the type of address is zero; it shall be one (3GPP TS 23.040 §9.1.2.5). Only in ``Tolerance/strict``.
    case addressTypeExtensionBit(UInt8)
    /// A text that no address can hold.
    case addressNotEncodable
    /// TP-UDL announces more than 140 octets (3GPP TS 23.040 §9.2.3.16).
    case userDataTooLong(Int)
    /// TP-UDHI announces a header and TP-UDL no user data to hold it.
    case headerWithoutUserData
    /// The user data header is longer than the user data.
    case headerTooLong(length: Int, available: Int)
    /// Octets after the last field.
    case trailingOctets(Int)
    /// A value that its field cannot hold.
    case valueOutOfRange(Int)
    /// The text has a character outside the alphabet asked for.
    case textNotEncodable(Unicode.Scalar)
    /// The text needs more parts than a concatenated message can have.
    case tooManyParts(Int)
  }

  /// The path of the field: the TPDU and the standard's name, such as `SMS-DELIVER.TP-OA`.
  public let field: String
  /// The offset of the first octet concerned, from the start of what was given.
  public let offset: Int
  /// What was wrong.
  public let reason: Reason

  /// Creates an error.
  public init(_ reason: Reason, field: String, offset: Int = 0) {
    self.reason = reason
    self.field = field
    self.offset = offset
  }

  /// Whether the reasons are equal; the places are not compared.
  public static func == (left: PDUError, right: PDUError) -> Bool {
    left.reason == right.reason
  }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(reason)
  }

  /// A sentence: the field, the octet, what was wrong and what to do where there is something to do.
  public var description: String {
    "\(field) at octet \(offset): \(reason)"
  }
}

extension PDUError.Reason: CustomStringConvertible {
  /// What was wrong, in words.
  public var description: String {
    switch self {
    case .notHexadecimal(let byte): "character 0x\(hexadecimal(byte)) is not a hexadecimal digit"
    case .oddHexadecimalLength: "odd number of hexadecimal digits; the text was cut or a digit was lost"
    case .lowerCaseHexadecimal: "lower-case hexadecimal digits; decode leniently to accept them"
    case .whitespace: "white space around or within the hexadecimal digits; decode leniently to accept it"
    case .truncated(let needed, let available): "needs \(needed) octets, \(available) left"
    case .reservedMessageType(let type): "TP-MTI \(type) is reserved in this direction"
    case .addressTooLong(let length): "an address of \(length) does not fit its field"
    case .addressTypeExtensionBit(let octet): "type of address 0x\(hexadecimal(octet)) has bit 8 clear"
    case .addressNotEncodable: "no address can hold this text (20 digits or 11 characters of the GSM alphabet)"
    case .userDataTooLong(let octets): "\(octets) octets of user data; 140 is the most"
    case .headerWithoutUserData: "TP-UDHI announces a header, TP-UDL is 0"
    case .headerTooLong(let length, let available): "a header of \(length) octets in \(available) octets of user data"
    case .trailingOctets(let count): "\(count) octets after the last field; decode leniently to ignore them"
    case .valueOutOfRange(let value): "\(value) does not fit the field"
    case .textNotEncodable(let scalar): "U+\(hexadecimal(scalar)) is not in the alphabet asked for; use UCS-2"
    case .tooManyParts(let count): "\(count) parts; a concatenated message has at most 255"
    }
  }
}
