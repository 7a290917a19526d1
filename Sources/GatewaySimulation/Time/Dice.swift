import ModemSimulator

/// What is drawn from a seed. Each user has dice of its own, so that one thing more or less in one place does not move
/// everything else.
struct Dice: Sendable {
  private var generator: SeededGenerator

  init(seed: UInt64, for user: String) {
    var mixed = seed
    for octet in user.utf8 { mixed = (mixed ^ UInt64(octet)) &* 0x0000_0100_0000_01B3 }
    generator = SeededGenerator(seed: mixed)
  }

  mutating func next() -> UInt64 { generator.next() }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

  /// True once in so many.
  mutating func once(in count: Int) -> Bool { number(1...count) == 1 }

  mutating func pick<Element>(_ elements: [Element]) -> Element? { elements.randomElement(using: &generator) }

  mutating func milliseconds(_ range: ClosedRange<Int>) -> Duration { .milliseconds(number(range)) }
}
