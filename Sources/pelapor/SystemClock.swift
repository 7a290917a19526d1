import Glibc
import Reporting

/// The machine's clocks; everything below the command line has time given to it.
enum SystemClock {
  /// CLOCK_REALTIME.
  @Sendable static func now() -> WallTime {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return WallTime(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
