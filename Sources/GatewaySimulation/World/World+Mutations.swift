import ModemSimulator
import SMSCodec

// Defects put in on purpose, see ``Mutation``.
extension World {
  func mutated(_ octets: [UInt8], modem: Int) -> [UInt8] {
    guard let mutation else { return octets }
    let text = String(decoding: octets, as: UTF8.self)
    switch mutation {
    case .deletesBeforeCommit:
      guard text.hasPrefix("AT+CMGR=") else { return octets }
      simulation.receive(octets, modem: modem, now: now)
      return Array("AT+CMGD=\(text.dropFirst("AT+CMGR=".count))".utf8)
    case .sendsTwice:
      guard octets.last == 0x1A else { return octets }
      simulation.receive(octets, modem: modem, now: now)
      simulation.receive("AT+CMGS=\((octets.count - 3) / 2)\r".utf8, modem: modem, now: now)
      return octets
    case .wrongDestination: return Array(text.replacing("04811166", with: "04811167").utf8)
    case .repeatsPIN:
      if text.hasPrefix("AT+CPIN=") { simulation.receive(octets, modem: modem, now: now) }
      return octets
    case .wrongNumber, .answersUnasked:
      guard octets.last == 0x1A, let submit = Self.submit(octets.dropLast()) else { return octets }
      return mutation == .wrongNumber
        ? withWrongNumber(submit) ?? octets : answeredUnasked(octets, submit, modem: modem) ?? octets
    case .diskLies, .talkativeLog, .deafToPeople, .reportsInnocent, .ignoresGap, .hangs, .hidesTwin, .keepsCopies,
      .leavesPages, .reportsForgotten, .forgetsReports, .hoards, .keepsReportText, .deafToQuestions:
      return octets
    }
  }

  /// What a modem says, as the gateway gets it.
  func mutated(fromModem octets: [UInt8], modem: Int) -> [UInt8] {
    guard mutation == .hidesTwin, modem == 1 else { return octets }
    let imsi = history.imsi(of: 0)
    return Array(String(decoding: octets, as: UTF8.self).replacing(imsi, with: imsi.dropLast() + "9").utf8)
  }

  /// A person is forgotten by other means than the gateway's: the rows are emptied, and nothing more.
  func forgetWithoutWiping(_ sender: String) throws {
    let messages = "SELECT id FROM messages WHERE sender = '\(sender)'"
    try PlainDatabase(path: (survivor ?? disk).path).execute(
      """
      PRAGMA secure_delete = OFF;
      UPDATE pdus SET hex = NULL, user_data = NULL WHERE message_id IN (\(messages));
      UPDATE sends SET hex = NULL WHERE report_id IN (SELECT id FROM reports WHERE message_id IN (\(messages)));
      UPDATE reports SET sender = NULL, sender_key = NULL, text = NULL, state = 'cancelled' WHERE sender = '\(sender)';
      DELETE FROM numbers WHERE pattern = '\(sender)';
      UPDATE messages SET sender = NULL, sender_key = NULL, text = NULL, reasons = NULL WHERE sender = '\(sender)';
      """)
  }

  private static func submit(_ digits: ArraySlice<UInt8>) -> Submit? {
    guard let pdu = try? PDU.decode(hex: String(decoding: digits, as: UTF8.self), direction: .mobileOriginated).value,
      case .submit(let submit) = pdu.tpdu, submit.destinationAddress.description == "1166"
    else { return nil }
    return submit
  }

  private func withWrongNumber(_ submit: Submit) -> [UInt8]? {
    guard let text = submit.text, ReportService.isNumber(text) else { return nil }
    return Self.octets(of: submit, saying: text.dropLast() + (text.hasSuffix("1") ? "2" : "1"))
  }

  private func answeredUnasked(_ octets: [UInt8], _ submit: Submit, modem: Int) -> [UInt8]? {
    let sim = history.imsi(of: simulation.network.subscriber(ofModem: modem) ?? modem)
    guard let text = submit.text, let sender = witness.messages(in: text, to: sim).first?.message.sender,
      sender.hasPrefix("+628"), let answer = Self.octets(of: submit, saying: sender)
    else { return nil }
    simulation.receive(octets, modem: modem, now: now)
    simulation.receive("AT+CMGS=\((answer.count - 3) / 2)\r".utf8, modem: modem, now: now)
    return answer
  }

  private static func octets(of submit: Submit, saying text: some StringProtocol) -> [UInt8]? {
    guard let part = try? Segmentation.split(String(text), options: Segmentation.Options()).first else { return nil }
    var submit = submit
    submit.userData = part.userData
    submit.dataCodingScheme = part.dataCodingScheme
    return (try? PDU(tpdu: .submit(submit)).hex()).map { Array($0.utf8) + [0x1A] }
  }
}
