import Modem
import Reporting

/// Whose messages a modem brings.
struct SIMIdentity: Sendable, Hashable {
  /// Name of the modem in the configuration.
  var modem: String
  /// IMSI, when the SIM tells it.
  var imsi: String?
  /// Where the SIM stands with the network.
  var registration: NetworkStatus.Registration
  /// How its modem writes short numbers.
  var numberType = ShortNumberType.unknown

  /// What the store knows the SIM by: it survives another modem and another port.
  var key: String { imsi ?? modem }

  /// As the policy sees it.
  var facts: SIMFacts { SIMFacts(imsi: imsi, registration: homeRegistration) }

  /// The type-of-address octet of a destination, whose own is `type`: only short numbers of unknown type have another.
  func destinationType(_ type: UInt8, of destination: String) -> UInt8 {
    let isShort = destination.utf8.count <= 6 && destination.utf8.allSatisfy { (0x30...0x39).contains($0) }
    return type == ShortNumberType.unknown.octet && isShort ? numberType.octet : type
  }

  private var homeRegistration: HomeRegistration {
    switch registration {
    // "Restricted" is what SIMCom's A7670 says of a home network in which SMS works.
    case .home, .restricted: .home
    case .roaming: .roaming
    case .notRegistered, .searching, .denied, .emergencyOnly: .notRegistered
    case .unknown: .unknown
    }
  }
}
