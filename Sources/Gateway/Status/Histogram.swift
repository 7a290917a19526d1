/// Observations in buckets, as Prometheus counts them.
struct Histogram: Sendable, Equatable {
  /// Upper bounds of the buckets, ascending; one without a bound follows.
  let bounds: [Double]
  /// Observations in each bucket.
  private(set) var counts: [Int]
  /// Of all observations.
  private(set) var sum = 0.0

  init(bounds: [Double]) {
    self.bounds = bounds
    counts = Array(repeating: 0, count: bounds.count + 1)
  }

  /// How many observations there were.
  var count: Int { counts.reduce(0, +) }

  /// Counts an observation; one that a clock set back made negative is not one.
  mutating func observe(_ value: Double) {
    guard value.isFinite, value >= 0 else { return }
    counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
    sum += value
  }
}

/// What the gateway measures the time of.
package enum Timing: String, Sendable, CaseIterable {
  /// From a modem's handing over a message to its being on disk.
  case storing = "sms_storing"
  /// From there to its being deleted from the modem.
  case deleting = "sms_deleting"
  /// From a message's arrival to the network's taking its report; includes the time in which a person can stop it.
  case reporting = "report_delay"
  /// One synced transaction of the database.
  case sync = "store_sync"

  var meaning: String {
    switch self {
    case .storing: "Seconds from a message's being read from the modem to its being on disk."
    case .deleting: "Seconds from a message's being on disk to its being deleted from the modem."
    case .reporting: "Seconds from a message's arrival to the network's taking its report, the hold included."
    case .sync: "Seconds of one synced transaction that stores messages or a verdict."
    }
  }

  var bounds: [Double] {
    switch self {
    case .storing, .deleting, .sync: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]
    case .reporting: [1, 5, 15, 30, 60, 120, 180, 300, 600, 1_800, 3_600, 21_600, 86_400]
    }
  }
}
