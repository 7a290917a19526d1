import Reporting
import Testing

@testable import pelapor

/// How moments are written on the command line; local time needs the machine's zone, so only what does not is here.
struct MomentArgumentTests {
  private let now = WallTime(seconds: 1_795_000_000)

  @Test(arguments: [
    ("+90s", 90), ("+90m", 5_400), ("+2h", 7_200), ("+1d", 86_400), ("2026-11-18T18:06:40+07:00", 0),
    ("2026-11-18 11:06:40Z", 0), ("2026-11-18T11:07Z", 20), ("2026-11-18T06:06:40-0500", 0),
  ]) func momentsAreRead(text: String, seconds: Int64) {
    #expect(MomentArgument.read(text, now: now) == now.adding(seconds: seconds))
  }

  @Test(arguments: [
    "", "soon", "25:00", "12:60", "+", "+1w", "-5m", "2026-02-31T10:00Z", "2026-13-01T10:00Z", "2026-11-18T25:00Z",
    "2026-11-18", "+9999999999d", "2026-11-18T11:07Zx",
  ]) func whatIsNoMomentIsRefused(text: String) {
    #expect(MomentArgument.read(text, now: now) == nil)
  }

  @Test func aTimeOfDayIsTheNextOne() throws {
    let moment = try #require(MomentArgument.read("18:30", now: now))
    let wait = moment.milliseconds(since: now)
    #expect(wait > 0 && wait <= 25 * 3_600_000)
    #expect(moment.milliseconds % 60_000 == 0)
  }
}
