/// A line a modem sends by itself, at any moment, in the middle of a reply too.
public enum UnsolicitedResult: Sendable, Hashable {
  /// `+CMTI: <mem>,<index>`: a message was stored (3GPP TS 27.005 §3.4.1).
  case messageStored(storage: String, index: Int)
  /// `+CDSI: <mem>,<index>`: a status report was stored.
  case statusReportStored(storage: String, index: Int)
  /// `+CMT: [<alpha>],<length>` and its PDU.
  case message(MessageEntry)
  /// `+CDS: <length>` and its PDU.
  case statusReport(MessageEntry)
  /// `+CBM: <length>` and its PDU: cell broadcast.
  case cellBroadcast
  /// `+CREG`, `+CGREG`, `+CEREG`, `+C5GREG`.
  case registration(Registration)
  /// `+CPIN: …` and what vendors say of the SIM.
  case sim(SIMStatus)
  /// The storage is full: nothing arrives any more until something is deleted.
  case storageFull
  /// The message part of the modem has become ready (`SMS Ready`, `SMS DONE`, `PB DONE`).
  case messagingReady
  /// The modem has (re)started: everything set before is forgotten.
  case restarted
  /// The modem is switching itself off.
  case poweringDown(String)
  /// Something about calls, signal, mode: of no concern here.
  case other(String)

  /// Reads a line without a PDU of its own; nil when it does not look like a URC at all.
  public init?(_ line: some StringProtocol) {
    let line = line.trimmed
    if let bare = Self.bareLines[line.uppercased()] {
      self = bare
      return
    }
    guard let result = ResultLine(line) else { return nil }
    switch result.name.uppercased() {
    case "+CMTI":
      guard let slot = Self.slot(result) else { return nil }
      self = .messageStored(storage: slot.storage, index: slot.index)
    case "+CDSI":
      guard let slot = Self.slot(result) else { return nil }
      self = .statusReportStored(storage: slot.storage, index: slot.index)
    case "+CREG", "+CGREG", "+CEREG", "+C5GREG":
      guard let registration = Registration(result) else { return nil }
      self = .registration(registration)
    case "+CPIN", "+SIM", "^SIMST", "#QSS", "+QSIMSTAT", "+QUSIM":
      guard let status = SIMStatus(unsolicited: result) else {
        self = .other(result.name)
        return
      }
      self = .sim(status)
    case "^SMMEMFULL", "%SMFULL", "+SMSFULL", "+ZSMFULL":
      self = .storageFull
    case "+QIND":
      self = result.text.uppercased().contains("SMS DONE") ? .messagingReady : .other(result.name)
    case "+CIEV":
      // Cinterion and Quectel: +CIEV: "MESSAGE",… ; SIMCom: +CIEV: SMSFULL,1.
      let isFull = result.text.uppercased().contains("SMSFULL") && result.values.last?.number == 1
      self = isFull ? .storageFull : .other(result.name)
    case "+CMGS", "+CMGR", "+CMGL", "+CMGD", "+CPMS", "+CNMI", "+CSMS", "+CSCA":
      // Never sent unasked: the late answer of a command given up.
      return nil
    default:
      self = .other(result.name)
    }
  }

  private static func slot(_ result: ResultLine) -> (storage: String, index: Int)? {
    let values = result.values
    guard values.count >= 2, let storage = values[0].text, let index = values[1].number, index >= 0 else { return nil }
    guard StorageName.isValid(storage) else { return nil }
    return (storage, index)
  }

  private static let bareLines: [String: UnsolicitedResult] = [
    "RDY": .restarted, "^SYSSTART": .restarted, "+AT: READY": .restarted, "STARTUP": .restarted,
    "*ATREADY: 1": .restarted, "MODEM:STARTUP": .restarted,
    "SMS READY": .messagingReady, "SMS DONE": .messagingReady, "PB DONE": .messagingReady,
    "+SMS FULL": .storageFull, "SMS FULL": .storageFull,
    "NORMAL POWER DOWN": .poweringDown("NORMAL POWER DOWN"), "POWERED DOWN": .poweringDown("POWERED DOWN"),
    "UNDER-VOLTAGE POWER DOWN": .poweringDown("UNDER-VOLTAGE POWER DOWN"),
    "UNDER-VOLTAGE WARNNING": .other("UNDER-VOLTAGE WARNING"), "^SHUTDOWN": .poweringDown("^SHUTDOWN"),
    "SIM REMOVED": .sim(.notInserted), "+SIM REMOVED": .sim(.notInserted), "+SIM DROP": .sim(.notInserted),
    "RING": .other("RING"), "NO CARRIER": .other("NO CARRIER"), "BUSY": .other("BUSY"),
    "NO ANSWER": .other("NO ANSWER"), "NO DIALTONE": .other("NO DIALTONE"), "CALL READY": .other("CALL READY"),
  ]
}
