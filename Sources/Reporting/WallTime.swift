/// A moment on the calendar: milliseconds since 1970-01-01T00:00:00Z, as the caller's clock gave it.
///
/// Wall clocks jump, so what is built on it (limits, ages) says what a jump does. Arithmetic stops at the ends of the
/// range and never traps.
public struct WallTime: Hashable, Comparable, Sendable {
  /// Milliseconds since the Unix epoch, UTC.
  public var milliseconds: Int64

  /// A moment from its milliseconds since the Unix epoch.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// A moment from its seconds since the Unix epoch.
  public init(seconds: Int64) {
    self.init(milliseconds: saturating(seconds.multipliedReportingOverflow(by: 1000), negative: seconds < 0))
  }

  /// Whether `left` is earlier.
  public static func < (left: WallTime, right: WallTime) -> Bool { left.milliseconds < right.milliseconds }

  /// This moment and so many milliseconds more (or less).
  public func adding(milliseconds other: Int64) -> WallTime {
    WallTime(milliseconds: saturating(milliseconds.addingReportingOverflow(other), negative: other < 0))
  }

  /// This moment and so many seconds more (or less).
  public func adding(seconds: Int64) -> WallTime {
    adding(milliseconds: saturating(seconds.multipliedReportingOverflow(by: 1000), negative: seconds < 0))
  }

  /// This moment and so many hours more (or less).
  public func adding(hours: Int) -> WallTime { adding(hours, unitSeconds: 3600) }

  /// This moment and so many days more (or less).
  public func adding(days: Int) -> WallTime { adding(days, unitSeconds: 86_400) }

  private func adding(_ count: Int, unitSeconds: Int64) -> WallTime {
    let seconds = Int64(clamping: count).multipliedReportingOverflow(by: unitSeconds)
    return adding(seconds: saturating(seconds, negative: count < 0))
  }

  /// Milliseconds from `other` to this moment; negative when `other` is later.
  public func milliseconds(since other: WallTime) -> Int64 {
    saturating(milliseconds.subtractingReportingOverflow(other.milliseconds), negative: other.milliseconds > 0)
  }

  /// Year, month and day of the proleptic Gregorian calendar, `minutesEastOfUTC` from Greenwich.
  public func civilDate(minutesEastOfUTC: Int) -> (year: Int, month: Int, day: Int) {
    let local = adding(minutesEastOfUTC, unitSeconds: 60).milliseconds
    let days = Int(local / 86_400_000 - (local % 86_400_000 < 0 ? 1 : 0))
    // Eras of 400 years from 1 March 0000, so that the leap day ends a year.
    let shifted = days + 719_468
    let era = (shifted < 0 ? shifted - 146_096 : shifted) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}

private func saturating(_ result: (partialValue: Int64, overflow: Bool), negative: Bool) -> Int64 {
  guard result.overflow else { return result.partialValue }
  return negative ? .min : .max
}
