import Reporting
import Store

/// A deed as a request of the control API, read and written.
extension Deed {
  /// Reads what a route was asked to do.
  ///
  /// - Parameters:
  ///   - argument: what stood in the braces of the route's template.
  ///   - person: who wants it done.
  ///   - modems: the names of the modems.
  init(
    _ route: ControlRoute, _ argument: String, body octets: [UInt8], by person: String, modems: [String]
  ) throws(Problem) {
    func body(_ fields: String...) throws(Problem) -> RequestBody { try RequestBody(octets, fields: fields) }
    func id() throws(Problem) -> Int64 { try ControlRequest.number(argument) }
    func idAlone() throws(Problem) -> Int64 {
      _ = try body()
      return try id()
    }
    switch route {
    case .approve: self = .approve(report: try idAlone())
    case .cancel: self = .cancel(report: try id(), reason: try body("reason").text("reason"))
    case .revoke: self = .revoke(report: try id(), reason: try body("reason").text("reason"))
    case .retry: self = .retry(report: try idAlone())
    case .resolve:
      let (id, outcome) = (try id(), try body("outcome").text("outcome"))
      guard outcome == "sent" || outcome == "failed" else {
        throw .badBody("outcome", "the field outcome must be \"sent\" or \"failed\"")
      }
      self = .resolve(report: id, wasSent: outcome == "sent")
    case .cancelSubmission: self = .cancelSubmission(try idAlone())
    case .retrySubmission: self = .retrySubmission(try idAlone())
    case .pause, .resume:
      _ = try body()
      self = route == .pause ? .pause : .resume
    case .send:
      self = .send(
        try Self.plan(
          body("to", "text", "modem", "not_before", "priority", "max_parts", "status_report"), person, modems))
    case .retryHooks: self = .retryNotifications(try Self.selection(body("ids", "hook", "all")))
    case .discardHooks: self = .discardNotifications(try Self.selection(body("ids", "hook", "all")))
    case .status, .modems, .modem, .messages, .message, .explanation, .reports, .report, .outbox, .submission, .events,
      .metrics, .health:
      throw .noSuchPath
    }
  }

  private static func plan(
    _ body: RequestBody, _ person: String, _ modems: [String]
  ) throws(Problem) -> SubmissionRequest.Plan {
    guard let to = try body.text("to") else { throw .badBody("to", "the field to is missing: the recipient") }
    guard let text = try body.text("text") else { throw .badBody("text", "the field text is missing") }
    var sms = SubmissionRequest(to: to, text: text)
    sms.modem = try body.text("modem")
    sms.priority = try body.integer("priority") ?? 0
    sms.maximumParts = try body.integer("max_parts") ?? sms.maximumParts
    sms.wantsStatusReport = try body.boolean("status_report") ?? true
    if let moment = try body.text("not_before") {
      guard let time = WallTime(rfc3339: moment) else {
        throw .badBody("not_before", "the field not_before must be an RFC 3339 time, 2026-12-24T18:30:00+07:00")
      }
      sms.dueAt = time
    }
    do throws(SubmissionProblem) { return try sms.plan(for: .person(person), modems: modems) } catch {
      throw .badBody(error.field.replacing("-", with: "_"), error.description)
    }
  }

  private static func selection(_ body: RequestBody) throws(Problem) -> NotificationSelection {
    let (ids, hook) = (try body.integers("ids"), try body.text("hook"))
    let all = try body.boolean("all") == true
    guard body.count == 1, ids != nil || hook != nil || all else {
      throw .badBody("", "give one of the fields ids, hook and all", remedy: #"send {"ids":[7]}, or {"all":true}"#)
    }
    return NotificationSelection(ids: ids?.map(Int64.init), hook: hook)
  }

  /// The route that does it, what stands in its template's braces, and the body of the request.
  var request: (route: ControlRoute, argument: String, body: String) {
    var object = JSONObjectWriter()
    switch self {
    case .approve(let id): return (.approve, String(id), "")
    case .cancel(let id, let reason):
      object.add("reason", string: reason)
      return (.cancel, String(id), object.finished())
    case .revoke(let id, let reason):
      object.add("reason", string: reason)
      return (.revoke, String(id), object.finished())
    case .retry(let id): return (.retry, String(id), "")
    case .resolve(let id, let wasSent):
      object.add("outcome", string: wasSent ? "sent" : "failed")
      return (.resolve, String(id), object.finished())
    case .pause: return (.pause, "", "")
    case .resume: return (.resume, "", "")
    case .send(let plan): return (.send, "", plan.request.json)
    case .cancelSubmission(let id): return (.cancelSubmission, String(id), "")
    case .retrySubmission(let id): return (.retrySubmission, String(id), "")
    case .retryNotifications(let those): return (.retryHooks, "", those.json)
    case .discardNotifications(let those): return (.discardHooks, "", those.json)
    }
  }
}

extension SubmissionRequest {
  /// The body of its request.
  fileprivate var json: String {
    var object = JSONObjectWriter()
    object.add("to", string: to)
    object.add("text", string: text)
    object.add("modem", string: modem)
    object.add("not_before", string: dueAt.map(CivilClock.local.shown))
    object.add("priority", integer: priority)
    object.add("max_parts", integer: maximumParts)
    object.add("status_report", boolean: wantsStatusReport)
    return object.finished()
  }
}

extension NotificationSelection {
  /// The body of its request.
  fileprivate var json: String {
    var object = JSONObjectWriter()
    if let ids {
      object.add("ids", json: "[" + ids.map(String.init).joined(separator: ",") + "]")
    } else if let hook {
      object.add("hook", string: hook)
    } else {
      object.add("all", boolean: true)
    }
    return object.finished()
  }
}
