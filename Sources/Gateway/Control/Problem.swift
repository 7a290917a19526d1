import Store

/// An answer that says no: what is wrong, where, and what to do (RFC 9457).
struct Problem: Error, Sendable, Equatable {
  var status: Int
  /// A stable short name.
  var code: String
  /// What is wrong.
  var what: String
  /// Which part of the request, or of the gateway.
  var place: String?
  var remedy: String?
  /// Methods that are allowed here, for 405.
  var allowed: [String] = []

  static let mediaType = "application/problem+json"

  var json: String {
    var object = JSONObjectWriter()
    object.add("type", string: "about:blank")
    object.add("status", integer: status)
    object.add("code", string: code)
    object.add("title", string: what)
    object.add("where", string: place)
    object.add("remedy", string: remedy)
    return object.finished()
  }
}

extension Problem {
  static let noSuchPath = Problem(
    status: 404, code: "no-such-path", what: "there is nothing at this path", place: "path",
    remedy: "docs/openapi.yaml lists the paths, /v1/status among them")

  static let targetTooLong = Problem(
    status: 414, code: "target-too-long", what: "path and query are longer than \(ControlRequest.longestTarget) octets",
    place: "path", remedy: "shorten them")

  static func methodNotAllowed(_ allowed: [String]) -> Problem {
    Problem(
      status: 405, code: "method-not-allowed", what: "this path does not take this method", place: "method",
      remedy: "use " + allowed.joined(separator: " or "), allowed: allowed)
  }

  static func badParameter(_ name: String, _ what: String) -> Problem {
    Problem(status: 400, code: "bad-parameter", what: "the parameter \(name) \(what)", place: "query: \(name)")
  }

  static func badBody(_ place: String, _ what: String, remedy: String? = nil) -> Problem {
    Problem(status: 400, code: "bad-body", what: what, place: "body: \(place)", remedy: remedy)
  }

  static func badNumber(_ text: String) -> Problem {
    Problem(
      status: 404, code: "no-such-number", what: "\"\(visible(String(text.prefix(40))))\" is no number of anything",
      place: "path", remedy: "give the number that the list shows")
  }

  static func malformed(_ what: String) -> Problem {
    Problem(status: 400, code: "malformed", what: what, place: "request", remedy: "send HTTP/1.1 (RFC 9112)")
  }

  static func headTooLarge(_ limit: Int) -> Problem {
    Problem(
      status: 431, code: "head-too-large", what: "the head of the request is larger than \(limit) octets",
      place: "header", remedy: "send fewer and shorter header fields")
  }

  static func bodyTooLarge(_ limit: Int) -> Problem {
    Problem(
      status: 413, code: "body-too-large", what: "the body of the request is larger than \(limit) octets",
      place: "body", remedy: "send less; no request here needs that much")
  }

  static let tooSlow = Problem(
    status: 408, code: "too-slow", what: "the request did not come whole in time", place: "request",
    remedy: "send it at once")

  static let unauthorised = Problem(
    status: 401, code: "unauthorised", what: "the token is missing or wrong", place: "header: Authorization",
    remedy: "send \"Authorization: Bearer TOKEN\" with what stands in control.token-file")

  static let otherDatabase = Problem(
    status: 421, code: "other-database", what: "this daemon is not the one of that database",
    place: "header: \(ControlField.database)", remedy: "ask the daemon of that database, or leave the field out")

  static let tooManyConnections = Problem(
    status: 503, code: "too-many-connections", what: "too many clients are connected", place: "connection",
    remedy: "close some, or try again later")

  static let tooManyStreams = Problem(
    status: 503, code: "too-many-streams", what: "too many clients follow the events", place: "connection",
    remedy: "close some; the log has the same events")

  static let deskSilent = Problem(
    status: 503, code: "desk-silent", what: "the desk did not answer in time: the database, or its disk, is slow",
    place: "desk",
    remedy: "look at the disk (dmesg) and at /healthz; what was asked for may still be done: look before trying again")

  static let stopping = Problem(
    status: 503, code: "stopping", what: "the daemon is stopping", place: "daemon", remedy: "try again when it runs")

  /// What the store refused.
  init(_ error: StoreError) {
    let what = "\(error)"
    switch error {
    case .notFound: self.init(status: 404, code: "not-found", what: what, place: "path")
    case .illegalTransition:
      self.init(
        status: 409, code: "wrong-state", what: what, place: "state", remedy: "look at its state; others may be quicker"
      )
    case .invalid: self.init(status: 422, code: "refused", what: what, place: "request")
    case .diskFull, .inputOutput, .busy, .noPermission:
      self.init(status: 503, code: "store-failed", what: what, place: "database", remedy: "see what the log says")
    case .folderMissing, .databaseMissing, .notADatabase, .newerDatabase, .olderDatabase, .inUse, .corrupt, .unexpected:
      self.init(status: 500, code: "store-failed", what: what, place: "database", remedy: "see what the log says")
    }
  }
}
