import Foundation
import Glibc
import Testing

@testable import Gateway

/// Files that people name, and what is said when there is something wrong with them.
struct UserFileTests {
  private final class Folder {
    let path: String

    init() throws {
      path = FileManager.default.temporaryDirectory.path + "/pelapor-files-\(UUID().uuidString)"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
  }

  private func problem(reading path: String) -> String? {
    do {
      _ = try UserFile.octets(path)
      return nil
    } catch { return error.description }
  }

  private func problem(writing path: String) -> String? {
    do {
      try UserFile.write(Data("x".utf8), to: path)
      return nil
    } catch { return error.description }
  }

  @Test func whatIsMissingIsSaid() throws {
    let folder = try Folder()
    let here = FileManager.default.currentDirectoryPath
    #expect(
      problem(reading: folder.path + "/x.csv")
        == "\(folder.path)/x.csv can't be read: there is no such file; check the name")
    #expect(
      problem(reading: folder.path + "/no/x.csv")
        == "\(folder.path)/no/x.csv can't be read: there is no folder \(folder.path)/no; check the name")
    #expect(
      problem(reading: "no-such-file.csv")
        == "no-such-file.csv can't be read: there is no such file in \(here); check the name")
    #expect(
      problem(writing: folder.path + "/no/x.csv")
        == "\(folder.path)/no/x.csv can't be written: there is no folder \(folder.path)/no; make it, or name another one"
    )
  }

  @Test func aFolderIsNoFile() throws {
    let folder = try Folder()
    #expect(problem(reading: folder.path) == "\(folder.path) can't be read: it is a folder; name a file in it")
    #expect(problem(writing: folder.path) == "\(folder.path) can't be written: it is a folder; name a file in it")
  }

  /// Root may read everything, so the sentences are looked at by their code.
  @Test func whatThisAccountMayNotIsSaid() {
    #expect(
      FileProblem(reading: "/a/b", code: EACCES).description
        == "/a/b can't be read: this account may not; ask for it to be let (`ls -l`), or use sudo")
    #expect(
      FileProblem(writing: "/a/b", code: EACCES).description
        == "/a/b can't be written: this account may not write to /a; name another folder, or use sudo")
    #expect(FileProblem(writing: "/a/b", code: ENOSPC).description == "/a/b can't be written: no space left on device")
    #expect(FileProblem(reading: "/a/b", code: EIO).description == "/a/b can't be read: input/output error")
  }

  @Test func aFileIsWrittenWholeAndALinkStaysALink() throws {
    let folder = try Folder()
    let (file, link) = (folder.path + "/file", folder.path + "/link")
    let large = Data(repeating: 7, count: 300_000)
    try UserFile.write(large, to: file)
    #expect(try UserFile.octets(file) == large && UserFile.octets(file, limit: 9).count == 9)
    #expect(symlink("file", link) == 0)
    try UserFile.write(Data("new".utf8), to: link)
    #expect(try UserFile.octets(file) == Data("new".utf8))
    #expect(folder.names == ["file", "link"])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "file")
  }

  @Test func aDeviceIsWrittenTo() throws {
    #expect(problem(writing: "/dev/null") == nil)
    #expect(problem(writing: "/dev/full") == "/dev/full can't be written: no space left on device")
  }
}
