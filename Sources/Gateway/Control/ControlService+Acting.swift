import Store

/// What people do with reports, the outbox and the notifications of hooks.
extension ControlService {
  func act(_ route: ControlRoute, _ argument: String, _ request: ControlRequest) async throws(Problem) -> ControlAnswer
  {
    let person = Self.actor(request)
    let deed = try Deed(route, argument, body: request.body, by: person, modems: switchboard.modemNames)
    let (now, privacy) = (now(), privacy)
    let answer = try await ask { store throws(StoreError) in
      try deed.perform(on: store, by: person, privacy: privacy, at: now)
    }
    // So that it happens at once.
    switch deed {
    case .retryNotifications, .discardNotifications: await hooksChanged()
    case .approve, .cancel, .revoke, .retry, .resolve, .pause, .resume, .send, .cancelSubmission, .retrySubmission:
      for line in switchboard.lines { Task { await line.wakeSender() } }
    }
    return .json(answer, status: route == .send ? 201 : 200)
  }
}
