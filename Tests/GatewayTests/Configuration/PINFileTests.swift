import Foundation
import Glibc
import Testing

@testable import Gateway

/// A PIN kept outside of the configuration file.
struct PINFileTests {
  /// A folder that goes away with the test.
  private final class Folder {
    let path: String

    init() throws {
      path = FileManager.default.temporaryDirectory.appendingPathComponent("pin-\(UUID())").path
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String, _ text: String, mode: mode_t = 0o600) throws -> String {
      let path = "\(path)/\(name)"
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      #expect(chmod(path, mode) == 0)
      return path
    }
  }

  private func configuration(pinFile: String, more: String = "") throws -> Configuration {
    try ConfigurationLoader.load(
      yaml: """
        modems:
          - name: sim1
            device: /dev/ttyUSB0
            pin-file: \(pinFile)
        \(more)
        """, name: "p.yaml")
  }

  /// What is wrong with it; empty when nothing is.
  private func complaint(_ pinFile: String, credentials: String? = nil) throws -> String {
    let configuration = try configuration(pinFile: pinFile)
    do {
      _ = try configuration.withPINs(name: "p.yaml", credentials: credentials)
      return ""
    } catch let error { return error.description }
  }

  @Test(arguments: ["1234", "1234\n", "12345678\r\n"]) func aFileHoldsThePINAlone(text: String) throws {
    let folder = try Folder()
    let path = try folder.file("pin", text)
    let read = try configuration(pinFile: path).withPINs(name: "p.yaml", credentials: nil)
    #expect(read.modems[0].pin == text.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  @Test(arguments: ["", "123", "123456789", "12a4", "1234\n5678", " 1234", String(repeating: "1", count: 200)])
  func whatIsNoPINIsRefusedAndNotQuoted(text: String) throws {
    let folder = try Folder()
    let complaint = try complaint(try folder.file("pin", text))
    #expect(complaint.hasPrefix("p.yaml: modems.0.pin-file: "))
    #expect(complaint.contains("must hold the PIN alone, 4 to 8 digits"))
    let quoted = complaint.replacing(folder.path, with: "")
    for line in text.split(whereSeparator: \.isNewline) where line.count > 1 { #expect(!quoted.contains(line)) }
  }

  @Test(arguments: [0o644, 0o604, 0o620, 0o660, 0o602] as [mode_t])
  func aFileOthersMayReadOrChangeIsRefused(mode: mode_t) throws {
    let folder = try Folder()
    #expect(try complaint(try folder.file("pin", "1234", mode: mode)).contains("may be read or changed by others"))
  }

  @Test(arguments: [0o600, 0o400, 0o440, 0o640] as [mode_t]) func aPrivateFileIsTaken(mode: mode_t) throws {
    let folder = try Folder()
    #expect(try complaint(try folder.file("pin", "1234", mode: mode)) == "")
  }

  @Test func aMissingFileAndAFolderAreNamed() throws {
    let folder = try Folder()
    #expect(try complaint(folder.path + "/none").contains("can't be read: there is no such file; check the name"))
    #expect(try complaint(folder.path).contains("is not a file"))
  }

  @Test func aPipeNobodyWritesToDoesNotHang() throws {
    let folder = try Folder()
    #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
    #expect(try complaint(folder.path + "/pipe").contains("is not a file"))
  }

  @Test(arguments: ["sim1", "pelapor_sim1"]) func aCredentialIsFoundByItsOwnName(file: String) throws {
    let folder = try Folder()
    // The service manager decides who may read it, not its mode.
    _ = try folder.file(file, "4321\n", mode: 0o644)
    let read = try configuration(pinFile: "sim1").withPINs(name: "p.yaml", credentials: folder.path)
    #expect(read.modems[0].pin == "4321")
  }

  @Test func aMissingCredentialSaysWhereToPutIt() throws {
    let folder = try Folder()
    #expect(try complaint("sim1", credentials: folder.path).contains("put the PIN into /etc/pelapor/credentials/sim1"))
    #expect(try complaint("sim1").contains("start the service, or give an absolute path"))
  }

  @Test func aCheckByHandLeavesCredentialsOut() throws {
    let configuration = try configuration(pinFile: "sim1")
    let checked = try configuration.withPINs(name: "p.yaml", credentials: nil, skippingCredentials: true)
    #expect(checked == configuration)
  }

  @Test(arguments: ["../pin", "a/b", "..", "\"\""]) func aRelativePathIsRefused(value: String) throws {
    #expect(throws: ConfigurationError.self) { try configuration(pinFile: value) }
  }

  @Test func aPINAndAFileWithOneAreTooMuch() throws {
    do {
      _ = try configuration(pinFile: "sim1", more: "    pin: \"1234\"")
      Issue.record("accepted")
    } catch let error as ConfigurationError {
      #expect(error.description == "p.yaml: modems.0.pin-file: give either pin or pin-file, not both")
    }
  }
}
