import Numbering
import Reporting
public import Store

extension MessageRecord {
  /// One JSON object, as `pelapor messages --json` and the control API show it.
  public func json(_ privacy: RecordPrivacy, pdus: [String]? = nil, reportID: Int64? = nil) -> String {
    var object = JSONObjectWriter()
    object.add("id", integer: Int(id))
    object.add("state", string: state.rawValue)
    object.add("modem", string: modem)
    object.add("sender", string: privacy.number(sender))
    object.add("sender_form", string: senderForm.rawValue)
    object.add("service_centre", string: serviceCentre)
    object.add("sent_at", string: sentAtText)
    object.add("received_at", string: CivilClock.local.shown(receivedAt))
    object.add("encoding", string: encoding)
    object.add("parts", integer: partsTotal)
    object.add("parts_present", integer: partsPresent)
    object.add("text", string: privacy.words(text))
    object.add("error", string: error)
    if let verdict {
      object.add("label", string: verdict.label)
      object.add("probability", json: verdict.probabilities.json)
      object.add("band", string: verdict.band)
      object.add("reasons", strings: verdict.reasons.map { privacy.reason($0.code, $0.english) })
      object.add("model_version", string: verdict.modelVersion)
    }
    object.add("decision", string: decision)
    object.add("guard", string: stoppedBy)
    if let reportID { object.add("report_id", integer: Int(reportID)) }
    if let pdus, privacy.privacy.includeText { object.add("pdus", strings: pdus) }
    return object.finished()
  }
}

extension VerdictRecord.Probabilities {
  fileprivate var json: String {
    var object = JSONObjectWriter()
    object.add("ham", decimal: ham)
    object.add("promo", decimal: promo)
    object.add("grey", decimal: grey)
    object.add("fraud", decimal: fraud)
    return object.finished()
  }
}
