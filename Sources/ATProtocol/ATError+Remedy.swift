extension ATError {
  /// What somebody can do about it, for the errors people meet; nil where the name says all there is to say.
  public var remedy: String? {
    switch self {
    case .equipment(let code): Self.equipmentRemedies[code] ?? natureRemedy
    case .messageService(let code): Self.messageServiceRemedies[code] ?? natureRemedy
    case .unspecified: "AT+CMEE=1 makes the modem say more; perhaps it does not know this command"
    }
  }

  private var natureRemedy: String? {
    switch nature {
    case .temporary: "try again later"
    case .permanent, .ambiguous: nil
    }
  }

  private static let noSIM = "insert the SIM; if it is in, clean its contacts and plug the modem in again"
  private static let wantsPIN = "give the PIN, or switch it off in a phone"
  private static let wantsPUK = "put the SIM into a phone and enter the PUK, which came with it"
  private static let busy = "the SIM or the modem is still starting: wait some seconds"
  private static let noNetwork = "check antenna and coverage (AT+CSQ, AT+CREG?)"
  private static let full = "delete messages; the daemon does so as it reads them"

  private static let equipmentRemedies: [Int: String] = [
    3: "not now, or not in this state: is a message or a call under way?", 4: "this modem has no such command",
    10: noSIM, 11: wantsPIN, 12: wantsPUK, 13: noSIM, 14: busy, 15: "this SIM does not fit this modem",
    16: "the PIN is wrong: three wrong ones block the SIM", 20: full, 21: "there is no such slot (AT+CPMS?)",
    22: "there is nothing in this slot", 30: noNetwork, 31: noNetwork, 32: "is the SIM active and paid for?",
    50: "a parameter is wrong", 515: busy, 517: busy,
  ]

  private static let messageServiceRemedies: [Int: String] = [
    1: "the number does not exist", 8: "the operator has barred sending for this SIM",
    10: "sending is barred for this SIM",
    21: "the network refused it: credit, number, service centre (AT+CSCA?)",
    28: "the SIM is not known to the network: is it active?", 30: "the number does not exist",
    38: "the network, or this modem's word for anything; it may have been sent: do not repeat it blindly",
    41: "later; it may have been sent: do not repeat it blindly", 50: "the operator has not switched SMS on",
    69: "the network has no such service", 208: full, 300: "plug the modem in again",
    301: "another part of the modem uses SMS: wait", 302: "not now, or not in this state",
    303: "this modem has no such command; AT+CMGL=4 may be replaced by AT+CMGR=<index>",
    304: "the PDU or its length is wrong (AT+CMGF=0 for PDUs)", 305: "wrong text mode parameter (AT+CMGF=1 for text)",
    310: noSIM, 311: wantsPIN, 313: noSIM, 314: busy, 316: wantsPUK, 321: "there is nothing in this slot (AT+CPMS?)",
    322: full, 330: "no service centre is set: AT+CSCA=\"+…\"", 331: noNetwork, 332: noNetwork,
    340: "nothing waits for +CNMA", 500: "the modem gives no reason; it may have been done all the same",
    512: "the modem gives no reason; it may have been done all the same", 515: busy, 517: busy, 526: busy,
  ]
}
