/// Every route of the control API. `docs/openapi.yaml` describes them; a test holds the two to each other.
enum ControlRoute: CaseIterable, Sendable {
  case status, modems, modem
  case messages, message, explanation
  case reports, report, approve, cancel, revoke, retry, resolve
  case pause, resume
  case retryHooks, discardHooks
  case outbox, send, submission, cancelSubmission, retrySubmission
  case events, metrics, health

  var method: String {
    switch self {
    case .status, .modems, .modem, .messages, .message, .explanation, .reports, .report, .outbox, .submission, .events,
      .metrics, .health:
      "GET"
    case .approve, .cancel, .revoke, .retry, .resolve, .pause, .resume, .send, .cancelSubmission, .retrySubmission,
      .retryHooks, .discardHooks:
      "POST"
    }
  }

  /// Its path; what is in braces stands for anything.
  var template: String {
    switch self {
    case .status: "/v1/status"
    case .modems: "/v1/modems"
    case .modem: "/v1/modems/{name}"
    case .messages: "/v1/messages"
    case .message: "/v1/messages/{id}"
    case .explanation: "/v1/messages/{id}/explanation"
    case .reports: "/v1/reports"
    case .report: "/v1/reports/{id}"
    case .approve: "/v1/reports/{id}/approve"
    case .cancel: "/v1/reports/{id}/cancel"
    case .revoke: "/v1/reports/{id}/revoke"
    case .retry: "/v1/reports/{id}/retry"
    case .resolve: "/v1/reports/{id}/resolve"
    case .pause: "/v1/sending/pause"
    case .resume: "/v1/sending/resume"
    case .retryHooks: "/v1/hooks/retry"
    case .discardHooks: "/v1/hooks/discard"
    case .outbox, .send: "/v1/outbox"
    case .submission: "/v1/outbox/{id}"
    case .cancelSubmission: "/v1/outbox/{id}/cancel"
    case .retrySubmission: "/v1/outbox/{id}/retry"
    case .events: "/v1/events"
    case .metrics: "/metrics"
    case .health: "/healthz"
    }
  }

  /// Its path for something; no argument here needs escapes.
  func target(_ argument: String) -> String {
    template.split(separator: "/").map { $0.hasPrefix("{") ? "/\(argument)" : "/\($0)" }.joined()
  }

  /// The query parameters it takes.
  var parameters: [String] {
    switch self {
    case .messages: ["label", "state", "sender", "limit", "before"]
    case .reports: ["state", "limit", "before"]
    case .outbox: ["limit", "before"]
    case .events: ["level", "event", "modem"]
    case .status, .modems, .modem, .message, .explanation, .report, .approve, .cancel, .revoke, .retry, .resolve,
      .pause, .resume, .retryHooks, .discardHooks, .send, .submission, .cancelSubmission, .retrySubmission, .metrics,
      .health:
      []
    }
  }

  /// The route of a request and what stood in the braces of its template, or why there is none.
  static func find(method: String, path: [String]) throws(Problem) -> (route: ControlRoute, argument: String) {
    var allowed: [String] = []
    for route in allCases {
      guard let argument = route.argument(of: path) else { continue }
      // HEAD is GET without the body (RFC 9110 §9.3.2).
      if route.method == method || (method == "HEAD" && route.method == "GET") { return (route, argument) }
      allowed.append(route.method)
    }
    if allowed.isEmpty { throw .noSuchPath }
    throw .methodNotAllowed(allowed)
  }

  /// Nil when the path is not this route's.
  private func argument(of path: [String]) -> String? {
    let pattern = template.split(separator: "/")
    guard pattern.count == path.count else { return nil }
    var argument = ""
    for (expected, given) in zip(pattern, path) {
      if expected.hasPrefix("{") { argument = given } else if expected != given { return nil }
    }
    return argument
  }
}
