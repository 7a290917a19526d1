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
  /// The TP-PI octets: one, or more when each but the last has the extension bit.
  var indicators: [ParameterIndicator] = []
  var protocolIdentifier: ProtocolIdentifier?
  var dataCodingScheme: DCS?
  var userData: UserData?

  /// The octets as sent: TP-PI says what is there, whatever reserved bits had arrived.
  func write(to octets: inout [UInt8], beforeFields timestamp: [UInt8] = []) throws(PDUError) {
    var first: ParameterIndicator =
      indicators.first?.subtracting([.protocolIdentifier, .dataCodingScheme, .userData])
      ?? []
    if protocolIdentifier != nil { first.insert(.protocolIdentifier) }
    if dataCodingScheme != nil { first.insert(.dataCodingScheme) }
    if userData != nil { first.insert(.userData) }
    octets.append(first.rawValue)
    octets.append(contentsOf: indicators.dropFirst().map(\.rawValue))
    octets.append(contentsOf: timestamp)
    if let protocolIdentifier { octets.append(protocolIdentifier.rawValue) }
    if let dataCodingScheme { octets.append(dataCodingScheme.rawValue) }
    if let userData { userData.write(to: &octets) }
  }
}

extension OctetReader {
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
    var fields = OptionalFields(indicators: indicators)
    let first = indicators.first ?? []
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
