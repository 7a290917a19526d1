import Reporting
public import Store

extension ReportRecord {
  /// One JSON object, as `pelapor reports --json` and the control API show it.
  public func json(_ privacy: RecordPrivacy, sends: [SendRecord]? = nil, audit: [AuditRecord]? = nil) -> String {
    let clock = CivilClock.local
    var object = JSONObjectWriter()
    object.add("id", integer: Int(id))
    object.add("message_id", integer: Int(messageID))
    object.add("state", string: state.rawValue)
    object.add("profile", string: profile)
    object.add("profile_version", integer: profileVersion)
    object.add("destination", string: destination)
    object.add("reported", string: privacy.number(sender))
    object.add("text", string: privacy.words(text))
    object.add("parts", integer: parts)
    object.add("guard", string: stoppedBy)
    object.add("created_at", string: clock.shown(createdAt))
    object.add("due_at", string: dueAt.map(clock.shown))
    object.add("sending_at", string: sendingAt.map(clock.shown))
    object.add("finished_at", string: finishedAt.map(clock.shown))
    object.add("delivered_at", string: deliveredAt.map(clock.shown))
    object.add("failure", string: failure)
    object.add("approved_by", string: approvedBy)
    object.add("reply", string: reply?.rawValue)
    object.add("replied_at", string: repliedAt.map(clock.shown))
    object.add("revoked_at", string: revokedAt.map(clock.shown))
    object.add("reply_message_id", integer: replyMessageID.map { Int($0) })
    if let sends { object.add("sends", array: sends.map { $0.json(privacy) }) }
    if let audit { object.add("audit", array: audit.map { $0.json(privacy) }) }
    return object.finished()
  }
}

extension SendRecord {
  fileprivate func json(_ privacy: RecordPrivacy) -> String {
    let clock = CivilClock.local
    var object = JSONObjectWriter()
    object.add("attempt", integer: attempt)
    object.add("part", integer: part)
    object.add("state", string: state.rawValue)
    // A PDU is a text in another writing.
    object.add("pdu", string: privacy.words(hex))
    // Of a number and a text, of which there are few, also their digest tells.
    object.add("pdu_sha256", string: privacy.words(hexDigest))
    object.add("reference", integer: reference.map { Int($0) })
    object.add("started_at", string: clock.shown(startedAt))
    object.add("finished_at", string: finishedAt.map(clock.shown))
    object.add("status", integer: status.map { Int($0) })
    object.add("failure", string: failure)
    return object.finished()
  }
}

extension AuditRecord {
  fileprivate func json(_ privacy: RecordPrivacy) -> String {
    var object = JSONObjectWriter()
    object.add("at", string: CivilClock.local.shown(at))
    object.add("event", string: event)
    object.add("actor", string: actor)
    // Why somebody decided so is in their own words, and may name others.
    object.add("detail", string: actor.hasPrefix("person:") ? privacy.words(detail) : detail)
    return object.finished()
  }
}
