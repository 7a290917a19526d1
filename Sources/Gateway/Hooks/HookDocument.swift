import Numbering
import Reporting
import Store

/// What a hook is told: one JSON object on one line.
enum HookDocument {
  /// Version of its shape, the field `v`.
  static let version = 1

  static func json(_ told: NewNotification, message: MessageRecord?, report: ReportRecord?, includesText: Bool)
    -> String
  {
    let privacy = Privacy(includeText: includesText)
    var json = JSONObjectWriter()
    json.add("v", integer: version)
    json.add("id", string: told.key)
    json.add("hook", string: told.hook)
    // It was written by the log's own writer; what is no JSON any more is not passed on.
    json.add("event", json: LogRecord(line: told.line.utf8)?.json { _ in false } ?? "null")
    if let message { json.add("message", json: self.json(message, privacy)) }
    if let report { json.add("report", json: self.json(report, privacy)) }
    return json.finished()
  }

  private static func json(_ message: MessageRecord, _ privacy: Privacy) -> String {
    var json = JSONObjectWriter()
    json.add("id", integer: Int(message.id))
    json.add("state", string: message.state.rawValue)
    json.add("modem", string: message.modem)
    json.add("sender", string: message.sender.map(privacy.shown(number:)))
    json.add("sender_form", string: message.senderForm.rawValue)
    json.add("sent_at", string: message.sentAt.map { CivilClock.local.rfc3339($0.milliseconds) })
    json.add("received_at", string: CivilClock.local.rfc3339(message.receivedAt.milliseconds))
    json.add("parts", integer: message.partsTotal)
    if privacy.includeText { json.add("text", string: message.text) }
    if let verdict = message.verdict {
      json.add("label", string: verdict.label)
      json.add("band", string: verdict.band)
      json.add("reasons", strings: verdict.reasons.map { privacy.includeText ? $0.english : $0.code })
    }
    json.add("guard", string: message.stoppedBy)
    return json.finished()
  }

  private static func json(_ report: ReportRecord, _ privacy: Privacy) -> String {
    var json = JSONObjectWriter()
    json.add("id", integer: Int(report.id))
    json.add("message_id", integer: Int(report.messageID))
    json.add("state", string: report.state.rawValue)
    json.add("profile", string: report.profile)
    json.add("destination", string: report.destination)
    json.add("reported", string: report.sender.map(privacy.shown(number:)))
    if privacy.includeText { json.add("text", string: report.text) }
    json.add("parts", integer: report.parts)
    return json.finished()
  }
}
