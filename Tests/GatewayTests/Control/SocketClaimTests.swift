import Foundation
import Glibc
import Testing

@testable import Gateway

@Suite struct SocketClaimTests {
  private func complaint(_ path: String) -> String {
    do {
      try SocketClaim(path: path).release()
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test func withoutTheFolderOfTheServiceItSaysWhatToDo() {
    let words = complaint("/nowhere/pelapor/pelapor.sock")
    #expect(words.contains("there is no folder /nowhere/pelapor, which the service makes for itself"), "\(words)")
    #expect(words.contains("set control.socket to a path in a folder of your own"), "\(words)")
    #expect(words.contains("messages are read all the same"), "\(words)")
  }

  @Test(.enabled(if: geteuid() != 0 || access("/proc/version", W_OK) != 0))
  func whereItMayNotWriteItSaysWhatToDo() {
    // Nobody may make a file there.
    let words = complaint("/proc/pelapor.sock")
    #expect(words.contains("/proc") && words.contains("set control.socket"), "\(words)")
  }
}
