/// A PDU as AT commands carry it: the service centre's address and a TPDU (3GPP TS 27.005 §3.1).
///
/// This is what `AT+CMGR`, `+CMT` and `+CDS` give and what `AT+CMGS` takes.
public struct PDU: Sendable, Hashable {
  /// The service centre; nil when its length is 0, which has the modem use the one it knows.
  public var smsc: Address?
  /// The message.
  public var tpdu: TPDU

  /// Creates a PDU.
  public init(smsc: Address? = nil, tpdu: TPDU) {
    self.smsc = smsc
    self.tpdu = tpdu
  }
}

/// Which way a PDU goes: the same TP-MTI means different types (3GPP TS 23.040 §9.2.3.1).
public enum Direction: Sendable, Hashable {
  /// From the service centre to the phone.
  case mobileTerminated
  /// From the phone to the service centre.
  case mobileOriginated
}

/// What a PDU starts with.
public enum Framing: Sendable, Hashable {
  /// The service centre's address: what a modem in PDU mode gives.
  case full
  /// The TPDU.
  case tpduOnly
}

/// A value and what was unusual about its octets.
public struct Decoded<Value: Sendable>: Sendable {
  /// The value.
  public var value: Value
  /// What was unusual; empty for octets as the standard has them.
  public var warnings: [DecodeWarning]
  /// All octets as they arrived, those after the last field included.
  public var octets: [UInt8]
}

extension Decoded: Equatable where Value: Equatable {}

extension PDU {
  /// Decodes hexadecimal text.
  ///
  /// - Throws: ``PDUError``, with the offset in octets from the start of the text.
  public static func decode(
    hex: some StringProtocol, direction: Direction = .mobileTerminated, framing: Framing = .full,
    tolerance: Tolerance = .lenient
  ) throws(PDUError) -> Decoded<PDU> {
    let text = try Hexadecimal.decode(hex)
    guard text.isLowerCase || text.hasWhitespace else {
      return try decode(text.octets, direction: direction, framing: framing, tolerance: tolerance)
    }
    if tolerance == .strict {
      throw PDUError(text.hasWhitespace ? .whitespace : .lowerCaseHexadecimal, field: "PDU")
    }
    var decoded = try decode(text.octets, direction: direction, framing: framing, tolerance: tolerance)
    if text.isLowerCase {
      decoded.warnings.insert(DecodeWarning(.lowerCaseHexadecimal, field: "PDU", offset: 0), at: 0)
    }
    if text.hasWhitespace {
      decoded.warnings.insert(DecodeWarning(.whitespace, field: "PDU", offset: 0), at: 0)
    }
    return decoded
  }

  /// Decodes octets.
  ///
  /// - Throws: ``PDUError``, with the offset in octets from the start.
  public static func decode(
    octets: some Collection<UInt8>, direction: Direction = .mobileTerminated, framing: Framing = .full,
    tolerance: Tolerance = .lenient
  ) throws(PDUError) -> Decoded<PDU> {
    try decode(Array(octets), direction: direction, framing: framing, tolerance: tolerance)
  }

  private static func decode(
    _ octets: [UInt8], direction: Direction, framing: Framing, tolerance: Tolerance
  ) throws(PDUError) -> Decoded<PDU> {
    do throws(PDUError) {
      let decoded = try decodeAsFramed(octets, direction: direction, framing: framing, tolerance: tolerance)
      guard tolerance == .lenient, framing == .full, isSuspicious(decoded.warnings) else { return decoded }
      return decodeWithoutServiceCentre(octets, direction: direction) ?? decoded
    } catch {
      guard tolerance == .lenient, framing == .full,
        let alternative = decodeWithoutServiceCentre(octets, direction: direction)
      else { throw error }
      return alternative
    }
  }

  private static func decodeAsFramed(
    _ octets: [UInt8], direction: Direction, framing: Framing, tolerance: Tolerance
  ) throws(PDUError) -> Decoded<PDU> {
    var reader = OctetReader(octets, tolerance: tolerance)
    let smsc = framing == .full ? try reader.serviceCentre() : nil
    let tpdu = try TPDU.read(&reader, direction: direction)
    try reader.finish()
    return Decoded(value: PDU(smsc: smsc, tpdu: tpdu), warnings: reader.warnings, octets: octets)
  }

  /// Whether the octets would rather be a TPDU alone: the service centre has an impossible type, or octets are left which
  /// are no padding.
  private static func isSuspicious(_ warnings: [DecodeWarning]) -> Bool {
    warnings.contains { warning in
      switch warning.kind {
      case .trailingOctets: true
      case .addressTypeExtensionBit: warning.field == "PDU.SMSC"
      default: false
      }
    }
  }

  /// Some modems leave the service centre out altogether. Only what is then without fault is believed.
  private static func decodeWithoutServiceCentre(_ octets: [UInt8], direction: Direction) -> Decoded<PDU>? {
    guard
      var decoded = try? decodeAsFramed(octets, direction: direction, framing: .tpduOnly, tolerance: .strict)
    else { return nil }
    switch decoded.value.tpdu {
    case .deliverReport, .submitReport, .command: return nil
    case .deliver, .submit, .statusReport: break
    }
    guard decoded.warnings.isEmpty else { return nil }
    decoded.warnings = [DecodeWarning(.serviceCentreOmitted, field: "PDU.SMSC", offset: 0)]
    return decoded
  }

  /// The octets, those of the service centre first: a 00 when there is none.
  ///
  /// - Throws: ``PDUError`` when a field holds more than it can.
  public func encode() throws(PDUError) -> [UInt8] {
    var octets: [UInt8] = []
    octets.reserveCapacity(184)
    if let smsc {
      smsc.writeServiceCentre(to: &octets)
    } else {
      octets.append(0)
    }
    try tpdu.write(to: &octets)
    return octets
  }

  /// The octets as upper-case hexadecimal text.
  ///
  /// - Throws: ``PDUError`` when a field holds more than it can.
  public func hex() throws(PDUError) -> String {
    Hexadecimal.encode(try encode())
  }

  /// The number of octets without the service centre's: the length that `AT+CMGS` and `+CMT` state.
  ///
  /// - Throws: ``PDUError`` when a field holds more than it can.
  public var tpduLength: Int {
    get throws(PDUError) { try tpdu.octets().count }
  }
}

extension TPDU {
  /// The octets without a service centre.
  ///
  /// - Throws: ``PDUError`` when a field holds more than it can.
  public func octets() throws(PDUError) -> [UInt8] {
    var octets: [UInt8] = []
    octets.reserveCapacity(172)
    try write(to: &octets)
    return octets
  }
}
