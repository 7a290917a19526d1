/// SplitMix64 (Steele, Lea, Flood, 2014): a small generator with a seed, so that a fault plan can be played again.
public struct SeededGenerator: RandomNumberGenerator, Sendable, Equatable {
  private var state: UInt64

  /// The same seed gives the same sequence on every machine.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// True with the given probability (0 never, 1 always). Takes nothing from the sequence when the answer is certain,
  /// so that switching one fault off does not move all the others.
  mutating func chance(_ probability: Double) -> Bool {
    if probability <= 0 { return false }
    if probability >= 1 { return true }
    return Double(next() >> 11) * 0x1p-53 < probability
  }

  /// A length of time inside the range, to the microsecond.
  mutating func duration(in range: ClosedRange<Duration>) -> Duration {
    let lower = range.lowerBound.wholeMicroseconds
    let upper = range.upperBound.wholeMicroseconds
    return .microseconds(Int64.random(in: lower...upper, using: &self))
  }
}

extension Duration {
  /// Whole microseconds, cut off; saturated at about 290,000 years.
  var wholeMicroseconds: Int64 {
    let (seconds, attoseconds) = components
    let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
    if overflow { return seconds < 0 ? .min : .max }
    let (sum, carry) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000_000)
    return carry ? (seconds < 0 ? .min : .max) : sum
  }
}
