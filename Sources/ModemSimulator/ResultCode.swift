/// How a command ends (ITU-T V.250 §5.7, 3GPP TS 27.007 §9, 3GPP TS 27.005 §3.2.5).
enum ResultCode: Sendable, Equatable {
  case ok
  case error
  case noCarrier
  case equipment(Int)
  case messageService(Int)
  /// A vendor's own words, such as Huawei's `COMMAND NOT SUPPORT`.
  case words(String)

  var isError: Bool { self != .ok }

  /// The line as the modem prints it under `+CMEE` and `V`.
  func line(errorDetail: Int, verbose: Bool) -> String {
    switch self {
    case .ok: verbose ? "OK" : "0"
    case .error: verbose ? "ERROR" : "4"
    case .noCarrier: verbose ? "NO CARRIER" : "3"
    case .equipment(let code):
      switch errorDetail {
      case 0: verbose ? "ERROR" : "4"
      case 1: "+CME ERROR: \(code)"
      default: "+CME ERROR: \(Self.equipmentText[code] ?? "unknown")"
      }
    case .messageService(let code):
      errorDetail >= 2 ? "+CMS ERROR: \(Self.messageText[code] ?? "unknown error")" : "+CMS ERROR: \(code)"
    case .words(let words): words
    }
  }

  /// 3GPP TS 27.007 §9.2, those this modem gives.
  private static let equipmentText: [Int: String] = [
    3: "operation not allowed", 4: "operation not supported", 5: "PH-SIM PIN required", 10: "SIM not inserted",
    11: "SIM PIN required", 12: "SIM PUK required", 13: "SIM failure", 14: "SIM busy", 15: "SIM wrong",
    16: "incorrect password", 20: "memory full", 21: "invalid index", 22: "not found", 23: "memory failure",
    30: "no network service", 31: "network timeout", 50: "Incorrect parameters", 100: "unknown",
    515: "Please wait, init or command processing in progress",
  ]

  /// 3GPP TS 27.005 §3.2.5 and 3GPP TS 24.011 annex E-2, those this modem gives.
  private static let messageText: [Int: String] = [
    1: "Unassigned (unallocated) number", 8: "Operator determined barring", 10: "Call barred",
    21: "Short message transfer rejected", 27: "Destination out of service", 28: "Unidentified subscriber",
    38: "Network out of order", 41: "Temporary failure", 42: "Congestion", 47: "Resources unavailable, unspecified",
    50: "Requested facility not subscribed", 300: "ME failure", 301: "SMS service of ME reserved",
    302: "operation not allowed", 303: "operation not supported", 304: "invalid PDU mode parameter",
    305: "invalid text mode parameter", 310: "SIM not inserted", 311: "SIM PIN required", 313: "SIM failure",
    314: "SIM busy", 316: "SIM PUK required", 320: "memory failure", 321: "invalid memory index",
    322: "memory full", 330: "SMSC address unknown", 331: "no network service", 332: "network timeout",
    340: "no +CNMA acknowledgement expected", 500: "unknown error", 512: "unknown error",
  ]
}
