/// What stops all automatic sending of a SIM until a person has looked.
public enum Breaker: String, Sendable, CaseIterable {
  /// Several reports in a row failed, or got no answer.
  case failures
  /// The destination answered that the format is wrong.
  case wrongFormat = "wrong-format"
  /// Unusually many messages would have been reported within an hour.
  case burst
  /// A person revoked one of the last reports: the classifier erred.
  case revocation

  /// Why sending stopped and what to do, as a sentence for people.
  public var reason: String {
    switch self {
    case .failures:
      "several reports failed in a row; check the SIM's credit and network, then run: pelapor reports resume"
    case .wrongFormat:
      "the destination says the format is wrong; check the profile's template, then run: pelapor reports resume"
    case .burst:
      "unusually many messages were found to be fraud within an hour; look at them with: pelapor reports list, "
        + "then run: pelapor reports resume"
    case .revocation:
      "one of the last reports was revoked; see why with: pelapor explain, then run: pelapor reports resume"
    }
  }
}
