/// Which optional fields follow: TP-PI (3GPP TS 23.040 §9.2.3.27).
public struct ParameterIndicator: OptionSet, Sendable, Hashable {
  /// The octet as it arrived, reserved bits and the extension bit included.
  public let rawValue: UInt8
  /// Wraps an octet.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// TP-PID follows.
  public static let protocolIdentifier = ParameterIndicator(rawValue: 0x01)
  /// TP-DCS follows.
  public static let dataCodingScheme = ParameterIndicator(rawValue: 0x02)
  /// TP-UDL and TP-UD follow.
  public static let userData = ParameterIndicator(rawValue: 0x04)
  /// Another TP-PI octet follows.
  public static let `extension` = ParameterIndicator(rawValue: 0x80)

  /// Bits 4 to 7, which are reserved.
  var reservedBits: UInt8 { rawValue & 0x78 }
}

/// What TP-PI announces, in reports of all kinds: TP-PI itself, TP-PID, TP-DCS, TP-UDL and TP-UD.
struct OptionalFields: Hashable {
  /// The bits of the first TP-PI octet that announce none of the fields below, and the octets that continue it.
  var otherBits: ParameterIndicator = []
  var continuation: [UInt8] = []
  var protocolIdentifier: ProtocolIdentifier?
  var dataCodingScheme: DCS?
  var userData: UserData?

  static let announced: ParameterIndicator = [.protocolIdentifier, .dataCodingScheme, .userData]

  /// The first TP-PI octet: it says what is there.
  var indicator: ParameterIndicator {
    var indicator = otherBits
    if protocolIdentifier != nil { indicator.insert(.protocolIdentifier) }
    if dataCodingScheme != nil { indicator.insert(.dataCodingScheme) }
    if userData != nil { indicator.insert(.userData) }
    return indicator
  }

  func write(to octets: inout [UInt8], beforeFields timestamp: SCTS? = nil) {
    octets.append(indicator.rawValue)
    octets.append(contentsOf: continuation)
    timestamp?.write(to: &octets)
    if let protocolIdentifier { octets.append(protocolIdentifier.rawValue) }
    if let dataCodingScheme { octets.append(dataCodingScheme.rawValue) }
    if let userData { userData.write(to: &octets) }
  }
}

extension OctetReader {
  /// TP-PI: one octet, or more when each but the last has the extension bit.
  mutating func parameterIndicators() throws(PDUError) -> [ParameterIndicator] {
    var indicators: [ParameterIndicator] = []
    repeat {
      indicators.append(ParameterIndicator(rawValue: try octet("TP-PI")))
    } while indicators.last?.contains(.extension) == true
    return indicators
  }

  mutating func optionalFields(
    after indicators: [ParameterIndicator], hasHeader: Bool
  ) throws(PDUError) -> OptionalFields {
    let first = indicators.first ?? []
    var fields = OptionalFields(
      otherBits: first.subtracting(OptionalFields.announced),
      continuation: indicators.dropFirst().map(\.rawValue))
    if first.contains(.protocolIdentifier) {
      fields.protocolIdentifier = ProtocolIdentifier(rawValue: try octet("TP-PID"))
    }
    if first.contains(.dataCodingScheme) {
      fields.dataCodingScheme = DCS(rawValue: try octet("TP-DCS"))
    }
    if first.contains(.userData) {
      // §9.2.3.27: without TP-DCS the user data is in the GSM 7-bit default alphabet.
      fields.userData = try userData(hasHeader: hasHeader, dataCodingScheme: fields.dataCodingScheme ?? .gsm7)
    }
    return fields
  }
}
