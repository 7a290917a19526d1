import Foundation
import Testing

@testable import Gateway

struct FileMonitorTests {
  @Test func `A file that is written or put in its place is told of, its neighbours are not`() async throws {
    let folder = NSTemporaryDirectory() + "pelapor-monitor-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/pelapor.yaml"
    let (changes, changed) = AsyncStream.makeStream(of: Void.self)
    let monitor = try #require(FileMonitor(of: path) { changed.yield() })
    defer { withExtendedLifetime(monitor) {} }
    var iterator = changes.makeAsyncIterator()

    writeOnce(path)
    await iterator.next()
    // Written aside and renamed, as editors do.
    writeOnce(path + "~")
    #expect(rename(path + "~", path) == 0)
    await iterator.next()

    // The log in the same folder is no news: of all this only the last write is told.
    for _ in 0..<20 { try "c".write(toFile: folder + "/log", atomically: true, encoding: .utf8) }
    writeOnce(path)
    await iterator.next()
    changed.finish()
    #expect(await iterator.next() == nil)
  }

  /// Foundation opens a file more than once.
  private func writeOnce(_ path: String) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    #expect(write(descriptor, "a", 1) == 1)
    close(descriptor)
  }

  @Test func `A folder that is not there is not watched`() {
    #expect(FileMonitor(of: "/no/such/folder/pelapor.yaml") {} == nil)
  }
}
