/// When the SMS of one SIM went, by a clock that never jumps: what the limits count while the program lives.
///
/// The ledger's wall-clock times outlive a restart, but a computer whose clock is put right by an hour would send as if
/// an hour had passed. A jump that happens while the program is not running cannot be told from time that passed.
public struct SendMemory: Sendable, Hashable {
  /// Moments of the clock that never jumps, in order.
  private var moments: [Duration] = []
  /// Far more than any limit allows within a day.
  private static let capacity = 2_000

  /// Nothing was sent.
  public init() {}

  /// So many SMS went, or may have gone, at a moment of a clock that never jumps.
  public mutating func note(_ count: Int = 1, at uptime: Duration) {
    moments.removeAll { $0 < uptime - .seconds(86_460) }
    moments += Array(repeating: uptime, count: max(0, min(count, Self.capacity)))
    if moments.count > Self.capacity { moments.removeFirst(moments.count - Self.capacity) }
  }

  /// The ledger's times, none earlier than this memory knows: the last SMS went no earlier than the last one remembered,
  /// the one before it no earlier than the one before that, and so on.
  public func corrected(_ sends: [WallTime], now: WallTime, uptime: Duration) -> [WallTime] {
    let known = sends.sorted(by: >)
    let remembered = moments.reversed().map { moment in
      now.adding(milliseconds: -max(0, (uptime - moment).milliseconds))
    }
    return (0..<max(known.count, remembered.count)).map { index in
      if index >= known.count { return remembered[index] }
      return index < remembered.count ? max(known[index], remembered[index]) : known[index]
    }
  }
}

extension Duration {
  /// Rounded down.
  fileprivate var milliseconds: Int64 {
    components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
  }
}
