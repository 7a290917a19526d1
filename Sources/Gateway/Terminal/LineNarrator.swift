import ATProtocol
import SMSCodec

/// What a terminal shows of what a modem says: each line so that it can act on nothing, and behind it what it means.
public struct LineNarrator: Sendable {
  /// Something to show.
  public enum Remark: Sendable, Equatable {
    /// A line of the modem.
    case line(String)
    /// What the line before means.
    case note(String)
    /// The modem waits for a text or a PDU.
    case prompt
    /// The reply is over; false when it ended with an error.
    case final(isSuccess: Bool)
  }

  private var framer = LineFramer()
  /// A header was seen: the next line is its PDU, and which way that went.
  private var direction: Direction?

  /// Nothing has been said yet.
  public init() {}

  /// Takes octets; what they complete.
  public mutating func consume(_ octets: some Sequence<UInt8>) -> [Remark] {
    var remarks: [Remark] = []
    for octet in octets {
      framer.expectsPrompt = true
      switch framer.consume(octet) {
      case nil: break
      case .prompt?: remarks.append(.prompt)
      case .overlong(let start)?:
        remarks += [.line(visible(String(start.prefix(200))) + "…"), .note("a line without an end: wrong line speed?")]
      case .line(let line)?: remarks += tell(line)
      }
    }
    return remarks
  }

  private mutating func tell(_ line: String) -> [Remark] {
    let shown = Remark.line(visible(line))
    if let direction {
      self.direction = nil
      if let note = pdu(line, direction) { return [shown, .note(note)] }
    }
    if let final = FinalResult(line) {
      let note = meaning(of: final).map { [Remark.note($0)] } ?? []
      return [shown] + note + [.final(isSuccess: final.isSuccess)]
    }
    if let result = ResultLine(line) { direction = Self.direction(after: result) }
    return [shown] + (meaning(of: line).map { [.note($0)] } ?? [])
  }

  // MARK: PDUs

  /// `<stat>` 2 and 3 are messages written here (3GPP TS 27.005 §3.1).
  private static func direction(after result: ResultLine) -> Direction? {
    let status: Int?
    switch result.name.uppercased() {
    case "+CMT", "+CDS": status = nil
    case "+CMGR": status = result.values.first?.number
    case "+CMGL": status = result.values.dropFirst().first?.number
    case _: return nil
    }
    return status == 2 || status == 3 ? .mobileOriginated : .mobileTerminated
  }

  private func pdu(_ line: String, _ direction: Direction) -> String? {
    guard line.utf8.count >= 8, line.utf8.allSatisfy({ Self.isDigit($0) || $0 == 0x20 }) else { return nil }
    do {
      return Self.summary(PDUSummary(try PDU.decode(hex: line, direction: direction)))
    } catch {
      return visible("no PDU: \(error.description)")
    }
  }

  private static func isDigit(_ octet: UInt8) -> Bool {
    (0x30...0x39).contains(octet) || (0x41...0x46).contains(octet) || (0x61...0x66).contains(octet)
  }

  private static func summary(_ pdu: PDUSummary) -> String {
    func text(_ key: String) -> String? {
      if case .string(let text)? = pdu[key] { text } else { nil }
    }
    var parts = [text("type") ?? "PDU"]
    if let address = text("address") { parts.append(address) }
    if let time = text("timestamp") { parts.append(time) }
    if case .integer(let number)? = pdu["concat"]?["seq"], case .integer(let total)? = pdu["concat"]?["total"] {
      parts.append("part \(number) of \(total)")
    }
    if let status = text("status_text") { parts.append(status) }
    if let words = text("text") { parts.append("\u{201C}\(words)\u{201D}") }
    return visible(parts.joined(separator: ", "))
  }

  // MARK: Words

  private func meaning(of final: FinalResult) -> String? {
    switch final {
    case .ok, .connect, .call: nil
    case .failure(let error):
      visible(error.name) + " (\(error.nature.rawValue))" + (error.remedy.map { ": \($0)" } ?? "")
    }
  }

  private func meaning(of line: String) -> String? {
    if let result = ResultLine(line) {
      if result.name.uppercased() == "+CSQ" {
        return SignalQuality(result).map { $0.dBm.map { "signal \($0) dBm" } ?? "signal not known" }
      }
      if let status = SIMStatus(line), result.name.uppercased() == "+CPIN" { return sim(status) }
    }
    switch UnsolicitedResult(line) {
    case .messageStored(let storage, let index)?: return "a message has arrived in \(storage) \(index)"
    case .statusReportStored(let storage, let index)?: return "a status report has arrived in \(storage) \(index)"
    case .message?: return "a message, delivered directly"
    case .statusReport?: return "a status report, delivered directly"
    case .cellBroadcast?: return "a cell broadcast"
    case .registration(let registration)?: return self.registration(registration)
    case .sim(let status)?: return sim(status)
    case .storageFull?: return "the storage is full: nothing arrives any more"
    case .messagingReady?: return "SMS can be used from now on"
    case .restarted?: return "the modem has started: its settings are gone"
    case .poweringDown?: return "the modem switches itself off: power supply?"
    case .other?, nil: return nil
    }
  }

  private func registration(_ registration: Registration) -> String {
    let state =
      switch registration.state {
      case .notRegistered: "not registered, not searching"
      case .home: "registered at home"
      case .searching: "searching for a network"
      case .denied: "registration denied"
      case .unknown: "registration unknown"
      case .roaming: "registered, roaming"
      case .homeSMSOnly: "registered at home, for SMS only"
      case .roamingSMSOnly: "registered, roaming, for SMS only"
      case .emergencyOnly: "emergency calls only"
      case .homeCSFBNotPreferred: "registered at home"
      case .roamingCSFBNotPreferred: "registered, roaming"
      case .restrictedLocalOperator: "registered for restricted local services"
      }
    return state + (registration.technology.map { ", \($0.name)" } ?? "")
  }

  private func sim(_ status: SIMStatus) -> String {
    switch status {
    case .ready: "the SIM is open"
    case .pin: "the SIM asks for its PIN"
    case .puk: "the SIM is blocked and asks for its PUK"
    case .pin2: "the SIM asks for its PIN2; SMS need none"
    case .puk2: "the SIM asks for its PUK2; SMS need none"
    case .personalization(let text): "the modem is locked: \(visible(text))"
    case .notInserted: "there is no SIM"
    case .notReady: "the SIM is being read"
    }
  }
}
