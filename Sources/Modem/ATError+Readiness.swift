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

  /// No such slot, or nothing in it: makers answer the same. Other errors say nothing of the slot.
  var tellsEmptySlot: Bool {
    switch self {
    case .equipment(let code): code == 21 || code == 22
    case .messageService(let code): code == 321
    case .unspecified: true
    }
  }

  /// A cause that the network gave (RP-Cause, 3GPP TS 24.011 §8.2.5.4, or TP-FCS, TS 23.040 §9.2.3.22), and not what the
  /// modem says of itself.
  var isOfNetwork: Bool {
    switch self {
    case .messageService(let code): code < 256
    case .equipment, .unspecified: false
    }
  }
}
