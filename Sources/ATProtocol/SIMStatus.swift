/// `<code>` of `+CPIN?` (3GPP TS 27.007 §8.3).
public enum SIMStatus: Sendable, Hashable {
  case ready
  case pin
  case puk
  case pin2
  case puk2
  /// `PH-SIM PIN`, `PH-NET PIN` …: the device is locked to a SIM or a network.
  case personalization(String)
  /// No card in the reader.
  case notInserted
  /// The card is being read.
  case notReady

  /// Reads the answer to `AT+CPIN?`; some modems quote the code, some leave the prefix out.
  public init?(_ line: some StringProtocol) {
    let text: String
    if let result = ResultLine(line) {
      guard result.name.uppercased() == "+CPIN" else { return nil }
      text = result.text
    } else {
      text = String(line.trimmed)
    }
    self.init(code: text)
  }

  /// Reads what a vendor says of the SIM unasked.
  init?(unsolicited result: ResultLine) {
    switch result.name.uppercased() {
    case "+CPIN", "+SIM":
      self.init(code: result.text)
    case "^SIMST":
      // Huawei: 1 valid, 255 no SIM.
      guard result.values.first?.number == 255 else { return nil }
      self = .notInserted
    case "#QSS":
      // Telit: 0 removed, 1 inserted, 2 inserted and PIN unlocked, 3 ready.
      guard result.values.last?.number == 0 else { return nil }
      self = .notInserted
    case "+QSIMSTAT":
      guard result.values.count == 2, result.values[1].number == 0 else { return nil }
      self = .notInserted
    default:
      return nil
    }
  }

  private init?(code: String) {
    let code = code.uppercased().filter { $0 != "\"" }
    switch code.trimmed {
    case "READY": self = .ready
    case "SIM PIN": self = .pin
    case "SIM PUK": self = .puk
    case "SIM PIN2": self = .pin2
    case "SIM PUK2": self = .puk2
    case "NOT INSERTED", "SIM REMOVED", "REMOVED", "NO SIM": self = .notInserted
    case "NOT READY": self = .notReady
    case let other where other.hasPrefix("PH-") || other.hasPrefix("PH_") || other == "BLOCKED":
      self = .personalization(String(other.prefix(32)))
    default: return nil
    }
  }
}
