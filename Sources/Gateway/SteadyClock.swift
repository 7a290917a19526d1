import Foundation
import Glibc
import Reporting

/// CLOCK_BOOTTIME (clock_gettime(2)): it never jumps, and goes on while the computer sleeps. With the name of the boot, by
/// which the next process knows that it counts from the same moment.
struct SteadyClock: Sendable {
  private let boot: String
  private let origin: Int64

  /// - Parameters:
  ///   - kernelFile: where the kernel tells the boot's name (random(4)).
  ///   - environment: tells it where that file is hidden, as by the service's `ProcSubset=`.
  init(
    kernelFile: String = "/proc/sys/kernel/random/boot_id",
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    let told = (try? String(contentsOfFile: kernelFile, encoding: .utf8)) ?? environment["SYSTEMD_BOOT_ID"]
    if let boot = told.flatMap(Self.name) {
      self.boot = boot
      origin = 0
    } else {
      // Each process counts for itself, from its start.
      origin = Self.sinceBoot()
      boot = "process \(getpid()) at \(origin)"
    }
  }

  /// This moment.
  var now: SteadyTime { SteadyTime(boot: boot, milliseconds: Self.sinceBoot() - origin) }

  /// 128 bits in hexadecimal digits; the kernel writes them with hyphens, systemd without.
  private static func name(_ text: String) -> String? {
    let digits = text.lowercased().filter { $0 != "-" && !$0.isWhitespace }
    return digits.utf8.count == 32 && digits.allSatisfy(\.isHexDigit) ? digits : nil
  }

  private static func sinceBoot() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }
}
