import Reporting
import Store

/// What people do with reports and the outbox. The store checks every step in the transaction that makes it, as it does
/// for the commands; the lines are woken, so that it happens at once.
extension ControlService {
  func act(_ route: ControlRoute, _ argument: String, _ request: ControlRequest) async throws(Problem) -> ControlAnswer
  {
    let person = Self.actor(request.caller)
    let answer: ControlAnswer
    switch route {
    case .approve, .cancel, .revoke, .retry, .resolve:
      answer = try await act(route, onReport: try number(argument), request, by: person)
    case .cancelSubmission, .retrySubmission:
      answer = try await act(route, onSubmission: try number(argument), request, by: person)
    case .send: answer = try await send(request, by: person)
    case .pause, .resume: answer = try await act(onSending: route, request, by: person)
    case .status, .modems, .modem, .messages, .message, .explanation, .reports, .report, .outbox, .submission, .events,
      .metrics, .health:
      throw .noSuchPath
    }
    for line in switchboard.lines { Task { await line.wakeSender() } }
    return answer
  }

  private func act(
    _ route: ControlRoute, onReport id: Int64, _ request: ControlRequest, by person: String
  ) async throws(Problem) -> ControlAnswer {
    let fields: [String] =
      switch route {
      case .cancel, .revoke: ["reason"]
      case .resolve: ["outcome"]
      case _: []
      }
    let body = try RequestBody(request.body, fields: fields)
    let reason = try route == .resolve ? nil : body.text("reason")
    var wasSent = false
    if route == .resolve {
      let outcome = try body.text("outcome")
      guard outcome == "sent" || outcome == "failed" else {
        throw .badBody("outcome", "the field outcome must be \"sent\" or \"failed\"")
      }
      wasSent = outcome == "sent"
    }
    let (now, privacy, isSent) = (now(), privacy, wasSent)
    return .json(
      try await ask { store throws(StoreError) in
        switch route {
        case .approve: try store.approve(reportID: id, by: person, dueAt: now, at: now)
        case .cancel: try store.cancel(.report(id), by: .person(person), reason: reason, at: now)
        case .revoke: try store.revoke(reportID: id, by: person, reason: reason, at: now)
        case .retry: try store.retry(.report(id), by: person, dueAt: now, at: now)
        case .resolve: try store.resolve(.report(id), wasSent: isSent, by: person, at: now)
        case _: break
        }
        return try store.report(id).json(privacy)
      })
  }

  private func act(
    _ route: ControlRoute, onSubmission id: Int64, _ request: ControlRequest, by person: String
  ) async throws(Problem) -> ControlAnswer {
    _ = try RequestBody(request.body, fields: [])
    let (now, privacy) = (now(), privacy)
    return .json(
      try await ask { store throws(StoreError) in
        if route == .retrySubmission {
          try store.retry(.submission(id), by: person, dueAt: now, at: now)
        } else {
          try store.cancel(.submission(id), by: .person(person), reason: nil, at: now)
        }
        return try store.submission(id).json(privacy)
      })
  }

  private func act(
    onSending route: ControlRoute, _ request: ControlRequest, by person: String
  ) async throws(Problem) -> ControlAnswer {
    _ = try RequestBody(request.body, fields: [])
    let now = now()
    try await ask { store throws(StoreError) in
      if route == .pause {
        try store.pause(by: .person(person), at: now)
      } else {
        try store.resume(by: .person(person), at: now)
      }
    }
    var object = JSONObjectWriter()
    object.add("paused", boolean: route == .pause)
    return .json(object.finished())
  }

  private func send(_ request: ControlRequest, by person: String) async throws(Problem) -> ControlAnswer {
    let body = try RequestBody(
      request.body, fields: ["to", "text", "modem", "not_before", "priority", "max_parts", "status_report"])
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
    let plan: SubmissionRequest.Plan
    do throws(SubmissionProblem) {
      plan = try sms.plan(for: .person(person), modems: switchboard.modemNames)
    } catch {
      throw .badBody(error.field.replacing("-", with: "_"), error.description)
    }
    let now = now()
    let id = try await ask { store throws(StoreError) in try store.queue(plan.submission, at: now) }
    return .json(SubmissionRequest.json(plan, id: id, at: now), status: 201)
  }
}
