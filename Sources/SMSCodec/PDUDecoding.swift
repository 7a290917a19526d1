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

  /// Decodes hexadecimal text whose direction is not known: from the service centre unless only the other way makes it a
  /// PDU without fault.
  ///
  /// - Throws: ``PDUError``, as decoding from the service centre does.
  public static func decodeEitherWay(
    hex: some StringProtocol, framing: Framing = .full, tolerance: Tolerance = .lenient
  ) throws(PDUError) -> Decoded<PDU> {
    let terminated = Result { () throws(PDUError) in
      try decode(hex: hex, direction: .mobileTerminated, framing: framing, tolerance: tolerance)
    }
    if case .success(let decoded) = terminated, decoded.warnings.isEmpty { return decoded }
    if let decoded = try? decode(hex: hex, direction: .mobileOriginated, framing: framing, tolerance: tolerance),
      decoded.warnings.allSatisfy({ $0.kind == .lowerCaseHexadecimal || $0.kind == .whitespace })
    {
      return decoded
    }
    return try terminated.get()
  }
}
