/// The reading of a storage slot by slot, where a modem does not list.
struct SlotScan: Sendable {
  let storage: String
  /// It may end as soon as as many messages were found as the modem says are there.
  let mayStopEarly: Bool
  /// The slot read next. The first is 0 or 1, by maker.
  private(set) var next = 0
  private(set) var last: Int
  /// Messages in the storage as the modem counts them; nil until it was asked.
  private(set) var expected: Int?
  private(set) var found = 0
  /// A slot could not be read.
  private(set) var hasGap = false
  var isLevelAsked = false

  init(_ storage: String, capacity: Int?, mayStopEarly: Bool) {
    self.storage = storage
    self.mayStopEarly = mayStopEarly
    last = Self.last(capacity ?? 20)
  }

  private static func last(_ capacity: Int) -> Int { min(max(capacity, 1), Mailbox.maximumOccupants) }

  mutating func levelTold(_ level: StorageUse) {
    last = Self.last(level.total)
    expected = level.used
  }

  mutating func takeNext() -> Int {
    next += 1
    return next - 1
  }

  mutating func read(isTaken: Bool, isCertain: Bool) {
    if isTaken { found += 1 }
    if !isTaken, !isCertain { hasGap = true }
  }

  var isComplete: Bool { next > last }
  var isOver: Bool { isComplete || mayStopEarly && !hasGap && expected.map { found >= $0 } ?? false }
  /// Nothing was left out, and the modem counts right.
  var countIsRight: Bool { isComplete && !hasGap && expected == found }
}
