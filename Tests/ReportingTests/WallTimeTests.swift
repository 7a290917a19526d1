import Reporting
import Testing

@Suite("Wall time")
struct WallTimeTests {
  @Test(
    "days since the epoch become calendar days",
    arguments: [
      (Int64(0), 0, 1970, 1, 1), (951_782_400, 0, 2000, 2, 29), (951_868_800, 0, 2000, 3, 1),
      (1_785_542_399, 0, 2026, 7, 31), (1_785_542_399, 420, 2026, 8, 1), (-1, 0, 1969, 12, 31),
      (-2_203_891_200, 0, 1900, 3, 1), (4_107_542_400, 0, 2100, 3, 1), (253_402_300_799, 0, 9999, 12, 31),
    ])
  func civilDates(_ seconds: Int64, _ minutes: Int, _ year: Int, _ month: Int, _ day: Int) {
    let date = WallTime(seconds: seconds).civilDate(minutesEastOfUTC: minutes)
    #expect(date.year == year && date.month == month && date.day == day)
  }

  @Test("arithmetic stops at the ends of the range")
  func saturates() {
    let last = WallTime(milliseconds: .max)
    let first = WallTime(milliseconds: .min)
    #expect(last.adding(days: .max) == last)
    #expect(first.adding(hours: .min) == first)
    #expect(last.milliseconds(since: first) == .max)
    #expect(first.milliseconds(since: last) == .min)
    #expect(WallTime(seconds: .max) == last)
    _ = last.civilDate(minutesEastOfUTC: .max)
    _ = first.civilDate(minutesEastOfUTC: .min)
  }
}
