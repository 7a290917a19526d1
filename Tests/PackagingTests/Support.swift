import Foundation
import Glibc

/// The folder with `Package.swift`.
let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().resolvingSymlinksInPath()

/// The text of a file of the project.
func text(_ path: String) throws -> String {
  try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
}

/// Where the built program `name` is: beside the test bundle.
func built(_ name: String) -> String {
  var folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
  while folder.path != "/" {
    let candidate = folder.appendingPathComponent(name).path
    var isFolder = ObjCBool(false)
    if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue {
      return candidate
    }
    folder.deleteLastPathComponent()
  }
  return name
}

/// The full path of a program of the system; nil when it is not installed.
func installed(_ name: String) -> String? {
  ["/usr/bin", "/usr/sbin", "/bin", "/sbin"].map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
}

/// What a program did.
struct Outcome {
  var status: Int32
  /// Standard output and standard error together.
  var output: String
}

/// Runs a program of the system to its end.
func run(_ name: String, _ arguments: [String], input: String = "", environment: [String: String] = [:]) throws
  -> Outcome
{
  let process = Process()
  process.executableURL = URL(fileURLWithPath: name.hasPrefix("/") ? name : installed(name) ?? "/usr/bin/\(name)")
  process.arguments = arguments
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  let (output, standardInput) = (Pipe(), Pipe())
  process.standardOutput = output
  process.standardError = output
  process.standardInput = standardInput
  try process.run()
  try? standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
  try? standardInput.fileHandleForWriting.close()
  let data = try output.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return Outcome(status: process.terminationStatus, output: String(decoding: data, as: UTF8.self))
}

/// A folder that goes away with its last use.
final class Scratch {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent("pelapor-\(UUID())")

  init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file into it, making the folders on the way, and returns its path.
  @discardableResult func write(_ text: String, to name: String) throws -> String {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file.path
  }
}
