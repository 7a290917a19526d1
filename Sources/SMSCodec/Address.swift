/// An address field: of a sender, a recipient or a service centre (3GPP TS 23.040 §9.1.2.5, TS 24.011 §8.2.5.1).
///
/// The octets are kept as they arrived, so that encoding gives back what was decoded; ``description`` is what people
/// write: `+62812…`, `1166`, `Telkomsel`.
public struct Address: Sendable, Hashable, CustomStringConvertible {
  /// The type-of-number (bits 7 to 5 of the type of address).
  public enum TypeOfNumber: UInt8, Sendable, Hashable, CaseIterable {
    /// Not known to the sender: as dialled in the receiver's country.
    case unknown = 0
    /// With the country code and without `+`.
    case international = 1
    /// Without prefix or escape digits.
    case national = 2
    /// Of the network's administration.
    case networkSpecific = 3
    /// An abbreviated subscriber number.
    case subscriber = 4
    /// Text in the GSM 7-bit default alphabet.
    case alphanumeric = 5
    /// An abbreviated number.
    case abbreviated = 6
    /// Reserved for extension.
    case reserved = 7
  }

  /// The numbering-plan-identification (bits 4 to 1 of the type of address).
  public enum NumberingPlan: Sendable, Hashable {
    /// Unknown.
    case unknown
    /// ISDN or telephone (ITU-T E.164/E.163).
    case telephone
    /// Data (ITU-T X.121).
    case data
    /// Telex.
    case telex
    /// Service centre specific, towards short message entities: values 5 and 6.
    case serviceCentreSpecific(UInt8)
    /// National.
    case national
    /// Private.
    case `private`
    /// ERMES (ETSI DE/PS 3 01-3).
    case ermes
    /// A reserved value, 0 to 15.
    case reserved(UInt8)
  }

  /// The type-of-address octet as it arrived.
  public let typeOfAddress: UInt8
  /// The number of useful semi-octets in ``octets``: the length octet of TP-OA, TP-DA and TP-RA.
  public let semiOctets: UInt8
  let content: AddressOctets

  init(typeOfAddress: UInt8, semiOctets: UInt8, content: AddressOctets) {
    self.typeOfAddress = typeOfAddress
    self.semiOctets = semiOctets
    self.content = content
  }

  /// The address value as it arrived, with its filler.
  public var octets: [UInt8] { Array(content) }

  /// What kind of number this is.
  public var typeOfNumber: TypeOfNumber {
    TypeOfNumber(rawValue: typeOfAddress >> 4 & 0x07) ?? .reserved
  }

  /// The plan that the number belongs to.
  public var numberingPlan: NumberingPlan {
    switch typeOfAddress & 0x0F {
    case 0: .unknown
    case 1: .telephone
    case 3: .data
    case 4: .telex
    case 5, 6: .serviceCentreSpecific(typeOfAddress & 0x0F)
    case 8: .national
    case 9: .private
    case 10: .ermes
    default: .reserved(typeOfAddress & 0x0F)
    }
  }

  /// Whether the address is a name rather than a number.
  public var isAlphanumeric: Bool { typeOfNumber == .alphanumeric }

  /// The digits (`0…9*#abc`) or the text, without `+`.
  public var value: String {
    guard isAlphanumeric else { return SemiOctets.digits(of: content, count: Int(semiOctets)) }
    return GSM7.decode(packed: octets, septets: Int(semiOctets) * 4 / 7)
  }

  /// The address as people write it: with `+` when international.
  public var description: String {
    typeOfNumber == .international && semiOctets > 0 ? "+" + value : value
  }
}

extension Address {
  /// The longest value of an address field in semi-octets (3GPP TS 23.040 §9.1.2.5: 12 octets with length and type).
  public static let maximumSemiOctets = 20

  /// Creates an address from digits (`0…9`, `*`, `#`, `a`, `b`, `c`), up to twenty, under a type and a plan.
  ///
  /// - Throws: ``PDUError/Reason/addressNotEncodable`` for other characters, ``PDUError/Reason/addressTooLong(_:)`` for
  ///   more digits.
  public init(
    digits: some StringProtocol, typeOfNumber: TypeOfNumber = .unknown, numberingPlan: UInt8 = 1
  ) throws(PDUError) {
    guard let octets = SemiOctets.octets(of: digits) else { throw PDUError(.addressNotEncodable, field: "address") }
    let count = digits.utf8.count
    guard count <= Self.maximumSemiOctets else { throw PDUError(.addressTooLong(count), field: "address") }
    guard numberingPlan < 16 else { throw PDUError(.valueOutOfRange(Int(numberingPlan)), field: "address.NPI") }
    self.init(
      typeOfAddress: 0x80 | typeOfNumber.rawValue << 4 | numberingPlan, semiOctets: UInt8(count),
      content: AddressOctets(octets))
  }

  /// Creates an alphanumeric address from up to eleven characters of the GSM 7-bit default alphabet.
  ///
  /// - Throws: ``PDUError/Reason/addressNotEncodable`` when the text does not fit.
  public init(alphanumeric text: some StringProtocol) throws(PDUError) {
    guard let septets = GSM7.septets(of: text), septets.count <= 11 else {
      throw PDUError(.addressNotEncodable, field: "address")
    }
    // §9.1.2.5: the number of useful semi-octets, so 7n/4 rounded up and not an even number of them.
    self.init(
      typeOfAddress: 0xD0, semiOctets: UInt8((septets.count * 7 + 3) / 4),
      content: AddressOctets(GSM7.pack(septets)))
  }

  /// Reads an address as people write it: `+62812…` is international, `0812…`, `1166` and `*123#` unknown, anything
  /// else a name.
  ///
  /// - Throws: ``PDUError`` when no address field can hold the text.
  public init(parsing text: some StringProtocol) throws(PDUError) {
    if text.utf8.first == UInt8(ascii: "+"), text.utf8.count > 1, text.utf8.dropFirst().allSatisfy(Self.isDialled) {
      try self.init(digits: text.dropFirst(), typeOfNumber: .international)
    } else if text.utf8.allSatisfy(Self.isDialled) {
      try self.init(digits: text)
    } else {
      try self.init(alphanumeric: text)
    }
  }

  /// A name may begin with a, b or c; a number as people write it has none of these.
  private static func isDialled(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "#")
  }
}
