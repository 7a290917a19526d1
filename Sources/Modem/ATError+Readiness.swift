internal import ATProtocol

extension ATError {
  /// Errors that mean "later": the SIM or the message part is busy or still starting.
  var isNotReady: Bool {
    switch self {
    case .equipment(let code): [14, 515, 517].contains(code)
    case .messageService(let code): [301, 314, 515, 517, 526].contains(code)
    case .unspecified: false
    }
  }
}
