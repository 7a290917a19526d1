public import Export
import Foundation
public import Reporting
public import Store

/// Makes evidence of what the store holds.
public enum EvidenceReader {
  /// A message with its verdict and report.
  ///
  /// - Parameter privacy: what of people may be in it.
  public static func item(
    _ id: Int64, from store: Store, privacy: RecordPrivacy = .everything
  ) throws(StoreError) -> EvidenceItem {
    let message = try store.message(id)
    let report = try store.report(ofMessage: id)
    return EvidenceItem(
      messageID: id, sender: privacy.number(message.sender), senderForm: message.senderForm, sentAt: message.sentAt,
      sentAtText: message.sentAtText, receivedAt: message.receivedAt, serviceCentre: message.serviceCentre,
      encoding: message.encoding, partsTotal: message.partsTotal, partsPresent: message.partsPresent,
      text: privacy.words(message.text),
      pdus: privacy.privacy.includeText ? try store.rawPDUs(ofMessage: id) : [],
      verdict: message.verdict.map { verdict($0, privacy) },
      decision: message.decision, stoppedBy: message.stoppedBy.flatMap(Guard.init),
      report: report.map { Self.report($0, privacy) })
  }

  /// The profile that served the SIM a message came to.
  public static func profile(
    forMessage id: Int64, of profiles: [ReportProfile], from store: Store
  ) throws -> ReportProfile? {
    if let name = try store.report(ofMessage: id)?.profile, let profile = profiles.first(where: { $0.id == name }) {
      return profile
    }
    return profiles.serving(imsi: try store.message(id).sim)
  }

  /// Local time's distance from UTC, now.
  public static var minutesEastOfUTC: Int { TimeZone.current.secondsFromGMT() / 60 }

  private static func verdict(_ verdict: VerdictRecord, _ privacy: RecordPrivacy) -> EvidenceItem.Verdict {
    EvidenceItem.Verdict(
      label: verdict.label, fraudProbability: verdict.probabilities.fraud, band: verdict.band,
      reasons: verdict.reasons.map { reason in
        EvidenceItem.Reason(
          english: privacy.reason(reason.code, reason.english),
          indonesian: privacy.reason(reason.code, reason.indonesian))
      },
      modelVersion: verdict.modelVersion)
  }

  private static func report(_ report: ReportRecord, _ privacy: RecordPrivacy) -> EvidenceItem.Report {
    EvidenceItem.Report(
      id: report.id, state: report.state, destination: report.destination, text: privacy.words(report.text),
      stoppedBy: report.stoppedBy, dueAt: report.dueAt,
      sentAt: report.state.mayHaveReachedDestination ? report.sendingAt : nil, deliveredAt: report.deliveredAt,
      reply: report.reply, failure: report.failure, approvedBy: report.approvedBy, revokedAt: report.revokedAt)
  }
}
