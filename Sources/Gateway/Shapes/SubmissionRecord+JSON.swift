import Reporting
public import Store

extension SubmissionRecord {
  /// One JSON object, as `pelapor outbox list --json` and the control API show it.
  public func json(_ privacy: RecordPrivacy) -> String {
    let clock = CivilClock.local
    var object = JSONObjectWriter()
    object.add("id", integer: Int(id))
    object.add("state", string: state.rawValue)
    object.add("to", string: privacy.number(destination))
    object.add("text", string: privacy.words(text))
    object.add("requested_by", string: requestedBy)
    object.add("priority", integer: priority)
    object.add("report_id", integer: reportID.map { Int($0) })
    object.add("created_at", string: clock.shown(createdAt))
    object.add("due_at", string: dueAt.map(clock.shown))
    object.add("attempts", integer: attempts)
    object.add("failure", string: failure)
    object.add("delivered_at", string: deliveredAt.map(clock.shown))
    return object.finished()
  }
}
