import Export
import Foundation
import Gateway
import Reporting
import Store

/// Makes evidence of what the store holds.
enum EvidenceReader {
  static func item(_ id: Int64, from store: Store) throws(StoreError) -> EvidenceItem {
    let message = try store.message(id)
    let report = try store.report(ofMessage: id)
    return EvidenceItem(
      messageID: id, sender: message.sender, senderForm: message.senderForm, sentAt: message.sentAt,
      sentAtText: message.sentAtText, receivedAt: message.receivedAt, serviceCentre: message.serviceCentre,
      encoding: message.encoding, partsTotal: message.partsTotal, partsPresent: message.partsPresent,
      text: message.text, pdus: try store.rawPDUs(ofMessage: id), verdict: message.verdict.map(verdict),
      decision: message.decision, stoppedBy: message.stoppedBy.flatMap(Guard.init), report: report.map(Self.report))
  }

  /// The profile that served the SIM a message came to.
  static func profile(forMessage id: Int64, of profiles: [ReportProfile], from store: Store) throws -> ReportProfile? {
    if let name = try store.report(ofMessage: id)?.profile, let profile = profiles.first(where: { $0.id == name }) {
      return profile
    }
    return profiles.serving(imsi: try store.message(id).sim)
  }

  /// Local time's distance from UTC, now.
  static var minutesEastOfUTC: Int { TimeZone.current.secondsFromGMT() / 60 }

  private static func verdict(_ verdict: VerdictRecord) -> EvidenceItem.Verdict {
    EvidenceItem.Verdict(
      label: verdict.label, fraudProbability: verdict.probabilities.fraud, band: verdict.band,
      reasons: verdict.reasons.map { EvidenceItem.Reason(english: $0.english, indonesian: $0.indonesian) },
      modelVersion: verdict.modelVersion)
  }

  private static func report(_ report: ReportRecord) -> EvidenceItem.Report {
    EvidenceItem.Report(
      id: report.id, state: report.state, destination: report.destination, text: report.text,
      stoppedBy: report.stoppedBy, dueAt: report.dueAt,
      sentAt: report.state.mayHaveReachedDestination ? report.sendingAt : nil, deliveredAt: report.deliveredAt,
      reply: report.reply, failure: report.failure, approvedBy: report.approvedBy, revokedAt: report.revokedAt)
  }
}
