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
