public import Export
import Reporting

extension EvidenceItem {
  /// One JSON object, as `pelapor explain --json` and the control API show it.
  public func explanationJSON(minutesEastOfUTC: Int) -> String {
    var object = JSONObjectWriter()
    object.add("message_id", integer: Int(messageID))
    object.add("decision", string: decision)
    object.add("guard", string: stoppedBy?.rawValue)
    object.add("guard_reason", string: stoppedBy?.reason)
    object.add("label", string: verdict?.label)
    object.add("band", string: verdict?.band)
    if let verdict { object.add("reasons", strings: verdict.reasons.map(\.english)) }
    object.add("report_id", integer: report.map { Int($0.id) })
    object.add("report_state", string: report?.state.rawValue)
    object.add("explanation", strings: explanation(minutesEastOfUTC: minutesEastOfUTC))
    return object.finished()
  }
}
