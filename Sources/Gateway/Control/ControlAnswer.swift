/// What a request is answered.
enum ControlAnswer: Sendable, Equatable {
  /// A body of a media type.
  case body(status: Int, type: String, text: String)
  case problem(Problem)
  /// The events from now on, as they happen.
  case events(EventFilter)

  static func json(_ text: String, status: Int = 200) -> ControlAnswer {
    .body(status: status, type: "application/json", text: text + "\n")
  }
}

/// Which events a stream shows.
struct EventFilter: Sendable, Equatable {
  var level = LogLevel.info
  /// Names of events; empty means all.
  var names: Set<EventName> = []
  var modem: String?

  func matches(_ event: Event) -> Bool {
    event.level >= level && (names.isEmpty || names.contains(event.name))
      && (modem == nil || event.text(.modem) == modem)
  }
}
