/// The log as the desk writes it: what is told of a transaction can be held until that is committed.
///
/// Not Sendable: it belongs to the desk.
final class DeskLog {
  private let log: EventLog
  private var held: [Event]?

  init(_ log: EventLog) { self.log = log }

  func emit(_ event: Event) {
    if held == nil { log.emit(event) } else { held?.append(event) }
  }

  /// From now on nothing is said yet.
  func hold() { held = [] }

  /// Says what was held.
  func release() {
    let events = held ?? []
    held = nil
    for event in events { log.emit(event) }
  }

  /// What was held never happened.
  func drop() { held = nil }
}
