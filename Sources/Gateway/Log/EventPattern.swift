/// A pattern of event names: `report.sent`, `report.*`, `*`. A star stands for any run of characters.
public struct EventPattern: Sendable, Hashable, CustomStringConvertible {
  /// As it was written.
  public let description: String

  /// Nil for what can't be the pattern of a name.
  public init?(_ text: String) {
    let isName = text.utf8.allSatisfy { octet in
      switch octet {
      case 0x61...0x7A, 0x30...0x39, 0x2A, 0x2D, 0x2E: true
      case _: false
      }
    }
    guard (1...64).contains(text.utf8.count), isName else { return nil }
    description = text
  }

  /// Whether a name is of the pattern. Linear but for the last star, which is tried at each place.
  public func matches(_ name: String) -> Bool {
    let (pattern, name) = (Array(description.utf8), Array(name.utf8))
    var (place, position, star, resume) = (0, 0, -1, 0)
    while position < name.count {
      if place < pattern.count, pattern[place] == 0x2A {
        (star, resume) = (place, position)
        place += 1
      } else if place < pattern.count, pattern[place] == name[position] {
        place += 1
        position += 1
      } else if star >= 0 {
        resume += 1
        (place, position) = (star + 1, resume)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == 0x2A }
  }

  /// Whether this version has an event of the pattern.
  public var matchesSomething: Bool { EventName.allCases.contains { matches($0.rawValue) } }
}
