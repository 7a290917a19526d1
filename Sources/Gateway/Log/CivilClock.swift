import Glibc

/// Instants as people write them, in the machine's time zone or a fixed one.
public struct CivilClock: Sendable {
  private let fixedOffsetSeconds: Int?

  /// The machine's time zone, with its changes.
  public static let local = CivilClock(fixedOffsetSeconds: nil)

  /// A zone that is `seconds` east of UTC all year.
  public static func fixed(secondsEast seconds: Int) -> CivilClock { CivilClock(fixedOffsetSeconds: seconds) }

  /// RFC 3339 with milliseconds and offset: `2026-11-24T20:44:07.123+07:00`.
  public func rfc3339(_ milliseconds: Int64) -> String {
    let (parts, offset) = civil(milliseconds)
    let zone = abs(offset) / 60
    return "\(Self.pad(parts.year, 4))-\(Self.pad(parts.month))-\(Self.pad(parts.day))T\(time(parts))"
      + ".\(Self.pad(Int(((milliseconds % 1_000) + 1_000) % 1_000), 3))"
      + "\(offset < 0 ? "-" : "+")\(Self.pad(zone / 60)):\(Self.pad(zone % 60))"
  }

  /// `20:44:07`.
  public func timeOfDay(_ milliseconds: Int64) -> String { time(civil(milliseconds).parts) }

  /// `2026-11-24 20:44`.
  public func minute(_ milliseconds: Int64) -> String {
    let parts = civil(milliseconds).parts
    return "\(Self.pad(parts.year, 4))-\(Self.pad(parts.month))-\(Self.pad(parts.day)) "
      + "\(Self.pad(parts.hour)):\(Self.pad(parts.minute))"
  }

  private struct Parts {
    var year: Int
    var month: Int
    var day: Int
    var hour: Int
    var minute: Int
    var second: Int
  }

  private func civil(_ milliseconds: Int64) -> (parts: Parts, offset: Int) {
    var seconds = time_t(milliseconds.flooredQuotient(1_000)) + (fixedOffsetSeconds ?? 0)
    var parts = tm()
    if fixedOffsetSeconds == nil { localtime_r(&seconds, &parts) } else { gmtime_r(&seconds, &parts) }
    let civil = Parts(
      year: Int(parts.tm_year) + 1_900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday), hour: Int(parts.tm_hour),
      minute: Int(parts.tm_min), second: Int(parts.tm_sec))
    return (civil, fixedOffsetSeconds ?? parts.tm_gmtoff)
  }

  private func time(_ parts: Parts) -> String {
    "\(Self.pad(parts.hour)):\(Self.pad(parts.minute)):\(Self.pad(parts.second))"
  }

  private static func pad(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(max(0, number))
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension Int64 {
  /// Rounded down, also for instants before 1970.
  fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
