import Foundation

/// A folder that is gone with its owner.
final class Scratch: Sendable {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pelapor-e2e-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try text.write(toFile: file(name), atomically: true, encoding: .utf8)
    return file(name)
  }
}

/// Files that lie beside the project where it is developed; nil elsewhere.
enum SharedFiles {
  static func path(_ name: String) -> String? {
    let files = FileManager.default
    if let root = ProcessInfo.processInfo.environment["PELAPOR_SHARED"], files.fileExists(atPath: "\(root)/\(name)") {
      return "\(root)/\(name)"
    }
    var folder = URL(fileURLWithPath: #filePath)
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let candidate = folder.appendingPathComponent("shared/\(name)").path
      if files.fileExists(atPath: candidate) { return candidate }
    }
    return nil
  }

  /// Whether a file is there; says so where it is not, since the test that wants it is then skipped.
  static func has(_ name: String) -> Bool {
    if path(name) != nil { return true }
    print("skipped: ../shared/\(name) is not there")
    return false
  }

  static func lines(_ name: String) throws -> [String] {
    guard let path = path(name) else { return [] }
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
  }
}

/// Runs what blocks on a thread of its own: the daemon in the same process needs the cooperative pool.
func offPool<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
  await withCheckedContinuation { continuation in
    Thread.detachNewThread { continuation.resume(returning: body()) }
  }
}
