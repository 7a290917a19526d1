/// Why a message was refused: TP-FCS (3GPP TS 23.040 §9.2.3.22).
public struct FailureCause: RawRepresentable, Sendable, Hashable {
  /// The octet as it arrived.
  public var rawValue: UInt8
  /// Wraps an octet.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Whether the value is below 0x80, which is reserved.
  public var isReserved: Bool { rawValue < 0x80 }
}

extension FailureCause: CustomStringConvertible {
  /// The meaning in words.
  public var description: String {
    switch rawValue {
    case 0x80: "telematic interworking not supported"
    case 0x81: "short message type 0 not supported"
    case 0x82: "cannot replace short message"
    case 0x8F: "unspecified TP-PID error"
    case 0x90: "data coding scheme not supported"
    case 0x91: "message class not supported"
    case 0x9F: "unspecified TP-DCS error"
    case 0xA0: "command cannot be actioned"
    case 0xA1: "command unsupported"
    case 0xAF: "unspecified TP-Command error"
    case 0xB0: "TPDU not supported"
    case 0xC0: "service centre busy"
    case 0xC1: "no service centre subscription"
    case 0xC2: "service centre system failure"
    case 0xC3: "invalid SME address"
    case 0xC4: "destination SME barred"
    case 0xC5: "rejected, duplicate message"
    case 0xC6: "TP-VPF not supported"
    case 0xC7: "TP-VP not supported"
    case 0xD0: "SIM storage full"
    case 0xD1: "no SMS storage capability in SIM"
    case 0xD2: "error in the phone"
    case 0xD3: "memory capacity exceeded"
    case 0xD4: "SIM application toolkit busy"
    case 0xD5: "SIM data download error"
    case 0xE0...0xFE: "specific to the application"
    case 0xFF: "unspecified error cause"
    default: "reserved"
    }
  }
}
