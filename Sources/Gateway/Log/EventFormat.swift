import Numbering

/// Turns events into lines.
protocol EventFormat: Sendable {
  /// A whole line with its newline.
  func line(_ event: Event, at milliseconds: Int64) -> String
}

/// What of people may appear.
struct Privacy: Sendable {
  let includeText: Bool

  /// Names and short codes belong to services, not to people.
  func shown(number: String) -> String {
    if includeText { return number }
    switch Sender.form(of: number) {
    case .alphanumeric, .shortCode: return number
    case .mobile, .landline, .foreign, .unknown: return masked(number)
    }
  }
}

/// One JSON object a line; the schema is `docs/log.md`.
struct JSONLines: EventFormat {
  /// Version of the schema, the field `v`. Raised only when a field changes its meaning.
  static let schemaVersion = 1

  let privacy: Privacy
  let clock: CivilClock

  func line(_ event: Event, at milliseconds: Int64) -> String {
    var json = JSONObjectWriter()
    json.add("v", integer: Self.schemaVersion)
    json.add("ts", string: clock.rfc3339(milliseconds))
    json.add("level", string: event.level.rawValue)
    json.add("event", string: event.name.rawValue)
    for field in event.fields {
      switch field.value {
      case .string(let text): json.add(field.key.rawValue, string: text)
      case .integer(let number): json.add(field.key.rawValue, integer: number)
      case .decimal(let number): json.add(field.key.rawValue, decimal: number)
      case .boolean(let flag): json.add(field.key.rawValue, boolean: flag)
      case .strings(let texts): json.add(field.key.rawValue, strings: texts)
      case .number(let number): json.add(field.key.rawValue, string: privacy.shown(number: number))
      case .words(let text): if privacy.includeText { json.add(field.key.rawValue, string: text) }
      case .quoting(let texts, let plain): json.add(field.key.rawValue, strings: privacy.includeText ? texts : plain)
      case .instant(let instant): json.add(field.key.rawValue, string: clock.rfc3339(instant))
      case .counts(let counts): json.add(field.key.rawValue, json: object(counts))
      }
    }
    return json.finished() + "\n"
  }

  private func object(_ counts: [Event.Count]) -> String {
    var json = JSONObjectWriter()
    for count in counts { json.add(count.name, integer: count.value) }
    return json.finished()
  }
}
