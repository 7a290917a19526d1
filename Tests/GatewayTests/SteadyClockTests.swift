import Foundation
import Reporting
import Testing

@testable import Gateway

@Suite struct SteadyClockTests {
  private let nowhere = "/nonexistent/boot_id"

  @Test func twoProcessesOfABootCountFromTheSameMoment() throws {
    let file = FileManager.default.temporaryDirectory.path + "/pelapor-boot-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: file) }
    try "A3C1E5F0-0000-4000-8000-0123456789ab\n".write(toFile: file, atomically: true, encoding: .utf8)
    let first = SteadyClock(kernelFile: file, environment: [:]).now
    // As the service is told it, where /proc/sys is hidden.
    let second = SteadyClock(
      kernelFile: nowhere, environment: ["SYSTEMD_BOOT_ID": "a3c1e5f00000400080000123456789ab"]
    ).now
    #expect(first.boot == "a3c1e5f00000400080000123456789ab")
    #expect(first.boot == second.boot && second.milliseconds >= first.milliseconds && first.milliseconds > 0)
  }

  @Test(arguments: ["", "%b", "a3c1", "a3c1e5f0-0000-4000-8000-0123456789ag"])
  func whereTheBootHasNoNameEachProcessCountsForItself(told: String) {
    let moment = SteadyClock(kernelFile: nowhere, environment: ["SYSTEMD_BOOT_ID": told]).now
    #expect(moment.boot.hasPrefix("process \(getpid())"))
  }
}
