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

  /// What the store knows the SIM by: it survives another modem and another port.
  var key: String { imsi ?? modem }

  /// As the policy sees it.
  var facts: SIMFacts { SIMFacts(imsi: imsi, registration: homeRegistration) }

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
