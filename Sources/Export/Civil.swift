import Reporting

/// Moments as the formats write them, at a fixed distance from UTC.
struct Civil {
  let minutesEastOfUTC: Int

  /// RFC 3339, to the second: `2026-11-24T20:44:07+07:00`.
  func rfc3339(_ time: WallTime) -> String {
    let (date, clock) = parts(time)
    return "\(pad(date.year, 4))-\(pad(date.month))-\(pad(date.day))T\(clock)\(zone(colon: ":"))"
  }

  /// RFC 5322 §3.3: `Tue, 24 Nov 2026 20:44:07 +0700`.
  func rfc5322(_ time: WallTime) -> String {
    let (date, clock) = parts(time)
    let days = Int(
      (time.milliseconds / 60_000 + Int64(minutesEastOfUTC)).flooredQuotient(1_440))
    let weekday = ((days + 4) % 7 + 7) % 7
    return "\(Self.weekdays[weekday]), \(date.day) \(Self.months[date.month - 1]) \(pad(date.year, 4)) \(clock) "
      + zone(colon: "")
  }

  /// As people write it: `24-11-2026 20:44 WIB`.
  func shown(_ time: WallTime) -> String {
    let (date, clock) = parts(time)
    return "\(pad(date.day))-\(pad(date.month))-\(pad(date.year, 4)) \(clock.prefix(5)) \(zoneName)"
  }

  private var zoneName: String {
    switch minutesEastOfUTC {
    case 0: "UTC"
    case 420: "WIB"
    case 480: "WITA"
    case 540: "WIT"
    case _: "UTC" + zone(colon: ":")
    }
  }

  private func parts(_ time: WallTime) -> (date: (year: Int, month: Int, day: Int), clock: String) {
    let date = time.civilDate(minutesEastOfUTC: minutesEastOfUTC)
    let seconds = time.adding(seconds: Int64(minutesEastOfUTC) * 60).milliseconds.flooredQuotient(1_000)
    let ofDay = Int(seconds - seconds.flooredQuotient(86_400) * 86_400)
    return (date, "\(pad(ofDay / 3_600)):\(pad(ofDay / 60 % 60)):\(pad(ofDay % 60))")
  }

  private func zone(colon: String) -> String {
    let minutes = abs(minutesEastOfUTC)
    return "\(minutesEastOfUTC < 0 ? "-" : "+")\(pad(minutes / 60))\(colon)\(pad(minutes % 60))"
  }

  private func pad(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(max(0, number))
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}

extension Int64 {
  /// Rounded down, also for moments before 1970.
  fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
