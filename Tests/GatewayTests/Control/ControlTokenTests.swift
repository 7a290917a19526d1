import Foundation
import Glibc
import Testing

@testable import Gateway

/// The file with the secret of clients over TCP.
struct ControlTokenTests {
  private func complaint(_ text: String?, mode: Int = 0o640) throws -> String {
    let file = FileManager.default.temporaryDirectory.path + "/pelapor-token-\(UUID().uuidString)"
    defer { unlink(file) }
    if let text {
      try text.write(toFile: file, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    }
    do throws(DaemonError) {
      let token = try ControlToken(file: file)
      #expect(token.matches("0123456789abcdef") && !token.matches("0123456789abcdee") && !token.matches(""))
      return ""
    } catch {
      return error.description.replacing(file, with: "FILE")
    }
  }

  @Test(arguments: ["0123456789abcdef", "0123456789abcdef\n", "0123456789abcdef\r\nand a remark\n"])
  func itsFirstLineIsTheSecret(text: String) throws { #expect(try complaint(text) == "") }

  @Test func aFileThatIsNotThereIsNamed() throws {
    let words = try complaint(nil)
    #expect(words.hasPrefix("control.token-file ") && words.contains("FILE"), "\(words)")
  }

  @Test(arguments: [0o644, 0o641, 0o642])
  func aFileThatOthersCanUseIsRefused(mode: Int) throws {
    #expect(
      try complaint("0123456789abcdef", mode: mode)
        == "control.token-file FILE must be a file that others can't read: chmod 640 FILE")
  }

  @Test(arguments: [
    "", "\n0123456789abcdef", "0123456789abcde", "0123456789 abcdef", "0123456789\u{0}abcdef", "0123456789abcdéf",
  ])
  func whatCanBeGuessedOrNotBeSentIsRefused(text: String) throws {
    #expect(try complaint(text).hasPrefix("control.token-file FILE must hold one line of at least 16 printable"))
  }

  @Test func aFolderIsRefused() {
    let folder = FileManager.default.temporaryDirectory.path
    #expect(throws: DaemonError.self) { try ControlToken(file: folder) }
  }
}
