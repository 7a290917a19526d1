/// `+CSQ: <rssi>,<ber>` (3GPP TS 27.007 §8.5).
public struct SignalQuality: Sendable, Hashable {
  /// Received signal strength in dBm; nil when not known (99).
  public var dBm: Int?
  /// `<rssi>` as the modem gives it, 0…31; nil when not known.
  public var rssi: Int?

  /// Reads the line; nil when it is another one or makes no sense.
  public init?(_ line: ResultLine) {
    guard line.name.uppercased() == "+CSQ", let value = line.values.first?.number, value >= 0 else { return nil }
    switch value {
    case 0...31:
      rssi = value
      dBm = -113 + 2 * value
    // TD-SCDMA and LTE modems of SIMCom and Quectel: 100…191 for -116…-25 dBm.
    case 100...191:
      dBm = value - 216
      rssi = min(31, max(0, (value - 216 + 113) / 2))
    default:
      break
    }
  }
}

/// The answer to `AT+COPS?` (3GPP TS 27.007 §7.3).
public struct OperatorSelection: Sendable, Hashable {
  /// 0 automatic, 1 manual, 2 deregistered …
  public var mode: Int
  /// 0 long name, 1 short name, 2 numeric.
  public var format: Int?
  /// The operator as the format says; nil when there is none.
  public var name: String?
  /// The radio technology.
  public var technology: AccessTechnology?

  /// Reads the line; nil when it is another one.
  public init?(_ line: ResultLine) {
    let values = line.values
    guard line.name.uppercased() == "+COPS", let mode = values.first?.number else { return nil }
    self.mode = mode
    format = values.count > 1 ? values[1].number : nil
    name = values.count > 2 ? values[2].text : nil
    technology = values.count > 3 ? values[3].number.flatMap(AccessTechnology.init(rawValue:)) : nil
  }
}

/// The answer to `AT+CSCA?` (3GPP TS 27.005 §3.3.1).
public struct ServiceCentre: Sendable, Hashable {
  /// The number, with `+` where the modem writes one; nil when none is set.
  public var number: String?

  /// Reads the line; a modem in UCS-2 mode (`+CSCS="UCS2"`) writes the number as hexadecimal UTF-16.
  public init?(_ line: ResultLine) {
    guard line.name.uppercased() == "+CSCA", let text = line.values.first?.text else { return nil }
    let plain = UCS2Text.decode(text) ?? text
    number = plain.isEmpty ? nil : plain
  }
}

/// `+CMGS: <mr>` (3GPP TS 27.005 §4.3): the message has been taken by the network.
public struct SubmitReference: Sendable, Hashable {
  /// TP-Message-Reference, by which a status report is matched.
  public var value: UInt8

  /// Reads the line; a reference outside 0…255 is cut to its lowest octet, as some modems count on.
  public init?(_ line: ResultLine) {
    guard line.name.uppercased() == "+CMGS", let number = line.values.first?.number, number >= 0 else { return nil }
    value = UInt8(truncatingIfNeeded: number)
  }
}

/// `+CSMS: <service>,<mt>,<mo>,<bm>` (3GPP TS 27.005 §3.2.1).
public struct MessageService: Sendable, Hashable {
  /// 1: phase 2+, where `+CMT` and `+CDS` wait for `+CNMA`.
  public var service: Int

  /// Whether directly delivered messages are to be acknowledged.
  public var requiresAcknowledgement: Bool { service == 1 }

  /// Reads the answer to `AT+CSMS?`.
  public init?(_ line: ResultLine) {
    guard line.name.uppercased() == "+CSMS", let service = line.values.first?.number else { return nil }
    self.service = service
  }
}

/// Answers that are a text, with or without a prefix and quotes: `+CGMI`, `+CGMM`, `+CGMR`, `+CGSN`, `+CIMI`, `+CCID`.
public enum IdentityText {
  /// The text of a line, at most 64 characters.
  public static func text(_ line: some StringProtocol) -> String {
    var text = String(line.trimmed)
    if let result = ResultLine(text) { text = result.text }
    if let quoted = ATValue.parse(text).first, case .quoted(let inner) = quoted { text = inner }
    return String(text.trimmed.prefix(64))
  }

  /// The digits of an IMEI, IMSI or ICCID (whose filler `F` is dropped); nil when there are none or too few.
  public static func digits(_ line: some StringProtocol, atLeast minimum: Int = 10) -> String? {
    let text = text(line).filter { $0 != "F" && $0 != "f" }
    let digits = text.prefix { ("0"..."9").contains($0) }
    return digits.utf8.count >= minimum ? String(digits.prefix(22)) : nil
  }
}
