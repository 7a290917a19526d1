/// One information element of a user data header (3GPP TS 23.040 §9.2.3.24), its octets as they arrived.
public struct InformationElement: Sendable, Hashable {
  /// The identifier: IEI.
  public let identifier: UInt8
  /// The data: IED, at most 255 octets.
  public let data: [UInt8]

  /// Creates an element from its octets; more than 137 octets of data fit no header.
  public init(identifier: UInt8, data: [UInt8]) {
    self.identifier = identifier
    self.data = data
  }

  /// What the data mean.
  public enum Value: Sendable, Hashable {
    /// Part of a concatenated message (IEI 00 and 08).
    case concatenation(Concatenation)
    /// Special SMS message indication (IEI 01).
    case specialMessage(SpecialMessageIndication)
    /// Application ports (IEI 04 and 05).
    case ports(ApplicationPorts)
    /// SMSC control parameters (IEI 06).
    case serviceCentreControl(UInt8)
    /// Who made this header (IEI 07): 1 the sender, 2 the receiver, 3 the service centre.
    case headerSource(UInt8)
    /// Text formatting (IEI 0A).
    case textFormatting(TextFormatting)
    /// The length of an RFC 822 e-mail header at the start of the text (IEI 20).
    case emailHeaderLength(UInt8)
    /// A hyperlink within the text (IEI 21).
    case hyperlink(Hyperlink)
    /// The address to reply to (IEI 22).
    case replyAddress(Address)
    /// The extension table of the text (IEI 24).
    case singleShift(NationalLanguage)
    /// The base table of the text (IEI 25).
    case lockingShift(NationalLanguage)
    /// Any other element, or a language that has no tables: its data as octets.
    case octets([UInt8])
    /// The data are not what the identifier's definition allows; the element is to be ignored.
    case malformed
  }

  /// The data, typed.
  public var value: Value {
    switch (identifier, data.count) {
    case (0x00, 3):
      Self.concatenation(UInt16(data[0]), bits: 8, total: data[1], sequence: data[2])
    case (0x08, 4):
      Self.concatenation(UInt16(data[0]) << 8 | UInt16(data[1]), bits: 16, total: data[2], sequence: data[3])
    case (0x01, 2): .specialMessage(SpecialMessageIndication(indication: data[0], count: data[1]))
    case (0x04, 2): .ports(ApplicationPorts(destination: UInt16(data[0]), source: UInt16(data[1]), bits: 8))
    case (0x05, 4):
      .ports(
        ApplicationPorts(
          destination: UInt16(data[0]) << 8 | UInt16(data[1]), source: UInt16(data[2]) << 8 | UInt16(data[3])))
    case (0x06, 1): .serviceCentreControl(data[0])
    case (0x07, 1): .headerSource(data[0])
    case (0x0A, 3), (0x0A, 4):
      .textFormatting(
        TextFormatting(start: data[0], length: data[1], mode: data[2], colour: data.count > 3 ? data[3] : nil))
    case (0x20, 1): .emailHeaderLength(data[0])
    case (0x21, 4):
      .hyperlink(
        Hyperlink(
          position: UInt16(data[0]) << 8 | UInt16(data[1]), titleLength: data[2], addressLength: data[3]))
    case (0x22, 2...): Self.replyAddress(data)
    case (0x24, 1): NationalLanguage(rawValue: data[0]).map { .singleShift($0) } ?? .octets(data)
    case (0x25, 1): NationalLanguage(rawValue: data[0]).map { .lockingShift($0) } ?? .octets(data)
    case (0x00, _), (0x01, _), (0x04, _), (0x05, _), (0x06, _), (0x07, _), (0x08, _), (0x0A, _), (0x20, _), (0x21, _),
      (0x22, _), (0x24, _), (0x25, _):
      .malformed
    default: .octets(data)
    }
  }

  /// §9.2.3.24.1: with no parts, part 0 or a part beyond the last, the element is ignored.
  private static func concatenation(_ reference: UInt16, bits: UInt8, total: UInt8, sequence: UInt8) -> Value {
    guard sequence >= 1, sequence <= total else { return .malformed }
    return .concatenation(
      Concatenation(reference: reference, referenceBits: bits, total: total, sequence: sequence))
  }

  private static func replyAddress(_ data: [UInt8]) -> Value {
    var reader = OctetReader(data, tolerance: .lenient)
    guard let address = try? reader.address("reply address"), reader.remaining == 0 else { return .malformed }
    return .replyAddress(address)
  }
}

extension InformationElement {
  /// The place of a part in a message.
  public init(_ concatenation: Concatenation) {
    let place = [concatenation.total, concatenation.sequence]
    if concatenation.referenceBits == 16 {
      self.init(identifier: 0x08, data: Self.bigEndian(concatenation.reference) + place)
    } else {
      self.init(identifier: 0x00, data: [UInt8(truncatingIfNeeded: concatenation.reference)] + place)
    }
  }

  /// Application ports.
  public init(_ ports: ApplicationPorts) {
    if ports.bits == 8 {
      self.init(
        identifier: 0x04,
        data: [UInt8(truncatingIfNeeded: ports.destination), UInt8(truncatingIfNeeded: ports.source)])
    } else {
      self.init(identifier: 0x05, data: Self.bigEndian(ports.destination) + Self.bigEndian(ports.source))
    }
  }

  /// The extension table of the text.
  public init(singleShift language: NationalLanguage) {
    self.init(identifier: 0x24, data: [language.rawValue])
  }

  /// The base table of the text.
  public init(lockingShift language: NationalLanguage) {
    self.init(identifier: 0x25, data: [language.rawValue])
  }

  /// The address to reply to.
  public init(replyAddress: Address) {
    var octets: [UInt8] = []
    replyAddress.write(to: &octets)
    self.init(identifier: 0x22, data: octets)
  }

  private static func bigEndian(_ value: UInt16) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
  }
}
