import Digest
import Numbering
import Reporting

extension EvidenceBundle {
  /// A row a message, for spreadsheets: UTF-8 with a byte order mark, CR LF, every field in quotation marks.
  public func csv() -> String {
    let civil = Civil(minutesEastOfUTC: minutesEastOfUTC)
    let rows = [Self.columns] + items.map { $0.fields(civil) }
    return "\u{FEFF}" + rows.map { $0.map(Escaping.csv).joined(separator: ",") + "\r\n" }.joined()
  }

  private static let columns = [
    "id", "sender", "sender_form", "operator_by_prefix", "scts", "received_at", "service_centre", "text", "links",
    "numbers", "accounts", "label", "fraud_probability", "reasons", "report_id", "report_state", "report_destination",
    "report_sent_at", "pdus", "pdu_sha256",
  ]
}

extension EvidenceItem {
  fileprivate func fields(_ civil: Civil) -> [String] {
    let findings = findings
    return [
      String(messageID), shownSender ?? "", senderForm.rawValue, operatorGuess ?? "", sentAtText ?? "",
      civil.rfc3339(receivedAt), serviceCentre ?? "", text ?? "", findings.links.joined(separator: " "),
      findings.numbers.joined(separator: " "), findings.accounts.joined(separator: " "), verdict?.label ?? "",
      verdict.map { JSONValue.decimal($0.fraudProbability).text() } ?? "",
      verdict?.reasons.map(\.english).joined(separator: "; ") ?? "", report.map { String($0.id) } ?? "",
      report?.state.rawValue ?? "", report?.destination ?? "", report?.sentAt.map(civil.rfc3339) ?? "",
      pdus.joined(separator: " "), pdus.map { SHA256.hex(of: $0.utf8) }.joined(separator: " "),
    ]
  }
}

enum Percent {
  /// `98.7 %`; never 0 or 100, which no classifier can promise.
  static func text(_ share: Double) -> String {
    guard share.isFinite else { return "?" }
    if share > 0.999 { return "> 99.9 %" }
    if share < 0.001 { return "< 0.1 %" }
    let permille = Int((share * 1_000).rounded())
    return "\(permille / 10).\(permille % 10) %"
  }
}
