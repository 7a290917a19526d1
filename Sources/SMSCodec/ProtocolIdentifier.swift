/// The protocol identifier: TP-PID (3GPP TS 23.040 §9.2.3.9).
///
/// One octet, kept as it arrived. A reserved value counts as 0.
public struct ProtocolIdentifier: RawRepresentable, Sendable, Hashable {
  /// The octet as it arrived.
  public var rawValue: UInt8
  /// Wraps an octet.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A short message from person to person.
  public static let standard = ProtocolIdentifier(rawValue: 0x00)

  /// What bits 8 and 7 select.
  public enum Meaning: Sendable, Hashable {
    /// No interworking; the SME-to-SME protocol, 0 for plain messages.
    case shortMessage(UInt8)
    /// Interworking with a telematic device, by its five bits.
    case telematic(Telematic)
    /// Silently acknowledged and thrown away.
    case type0
    /// Replaces a message of the same type (1 to 7) from the same sender.
    case replaceType(UInt8)
    /// Device triggering.
    case deviceTriggering
    /// Enhanced message service, obsolete.
    case enhancedMessageService
    /// Offers a return call.
    case returnCall
    /// ANSI-136 R-DATA.
    case ansi136RData
    /// For the phone itself.
    case downloadToPhone
    /// Depersonalises the phone.
    case depersonalization
    /// For the SIM.
    case downloadToSIM
    /// For the service centre to define.
    case serviceCentreSpecific(UInt8)
    /// Reserved.
    case reserved
  }

  /// Telematic devices.
  public enum Telematic: UInt8, Sendable, Hashable, CaseIterable {
    /// Specific to the service centre or told by the address.
    case implicit = 0
    /// Telex.
    case telex = 1
    /// Group 3 fax.
    case fax3 = 2
    /// Group 4 fax.
    case fax4 = 3
    /// Voice telephone.
    case voice = 4
    /// ERMES paging.
    case ermes = 5
    /// National paging system.
    case paging = 6
    /// Videotex.
    case videotex = 7
    /// Teletex, carrier unspecified.
    case teletex = 8
    /// Teletex in PSPDN.
    case teletexPSPDN = 9
    /// Teletex in CSPDN.
    case teletexCSPDN = 10
    /// Teletex in analogue PSTN.
    case teletexPSTN = 11
    /// Teletex in digital ISDN.
    case teletexISDN = 12
    /// Universal computer interface.
    case uci = 13
    /// A message handling facility.
    case messageHandling = 16
    /// Any public X.400 system.
    case x400 = 17
    /// Internet e-mail.
    case email = 18
    /// A GSM or UMTS mobile station.
    case mobileStation = 31
  }

  /// What the octet means.
  public var meaning: Meaning {
    let low = rawValue & 0x3F
    switch rawValue >> 6 {
    case 0:
      guard rawValue & 0x20 != 0 else { return .shortMessage(rawValue & 0x1F) }
      if (24...30).contains(rawValue & 0x1F) { return .serviceCentreSpecific(rawValue & 0x1F) }
      return Telematic(rawValue: rawValue & 0x1F).map { .telematic($0) } ?? .reserved
    case 1:
      switch low {
      case 0: return .type0
      case 1...7: return .replaceType(low)
      case 8: return .deviceTriggering
      case 0x1E: return .enhancedMessageService
      case 0x1F: return .returnCall
      case 0x3C: return .ansi136RData
      case 0x3D: return .downloadToPhone
      case 0x3E: return .depersonalization
      case 0x3F: return .downloadToSIM
      default: return .reserved
      }
    case 2: return .reserved
    default: return .serviceCentreSpecific(low)
    }
  }
}
