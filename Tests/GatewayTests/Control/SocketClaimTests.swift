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

  @Test func whatIsNoSocketStaysWhereItIs() throws {
    let path = FileManager.default.temporaryDirectory.path + "/pelapor-claim-\(UUID().uuidString)"
    try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
    defer { for file in [path, path + ".lock"] { unlink(file) } }
    #expect(complaint(path).hasSuffix("something else is there: move it away, or correct control.socket"))
    #expect(FileManager.default.contents(atPath: path) == Data("mine".utf8))
    // The right to the path was given up.
    unlink(path)
    #expect(complaint(path) == "")
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test(.enabled(if: geteuid() != 0 || access("/proc/version", W_OK) != 0))
  func whereItMayNotWriteItSaysWhatToDo() {
    // Nobody may make a file there.
    let words = complaint("/proc/pelapor.sock")
    #expect(words.contains("/proc") && words.contains("set control.socket"), "\(words)")
  }
}
