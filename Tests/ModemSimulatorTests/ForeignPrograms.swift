import Foundation

/// Debian's gammu and smstools, unpacked into a scratch folder: never installed, never started as a service.
enum ForeignPrograms {
  /// The folder they are unpacked in; nil where they can't be had (no apt, no network, another architecture's libraries
  /// missing). Kept between runs, made anew by deleting it.
  static let root: String? = {
    let folder = NSTemporaryDirectory() + "/pelapor-foreign-programs-\(getuid())"
    let unpack = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Scripts/unpack-peers").path
    let script = """
      set -e
      '\(unpack)' \(folder)
      ! ldd \(folder)/usr/bin/gammu \(folder)/usr/bin/gammu-smsd \(folder)/usr/sbin/smsd | grep 'not found'
      """
    return run("/bin/sh", ["-c", script], root: folder).status == 0 ? folder : nil
  }()

  static var areThere: Bool {
    if root == nil { print("skipped: gammu and smstools can't be downloaded and unpacked here") }
    return root != nil
  }

  /// Runs a program to its end.
  static func run(_ path: String, _ arguments: [String], root: String) -> (status: Int32, output: String) {
    let process = prepared(path, arguments, root: root)
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    guard (try? process.run()) != nil else { return (-1, "") }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// Starts a program that ends when it is told to.
  static func start(_ path: String, _ arguments: [String], root: String) throws -> Process {
    let process = prepared(path, arguments, root: root)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    // The tests' threads have all signals blocked, and a child inherits that: SIGTERM would never reach it.
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try process.run()
    return process
  }

  /// Ends a program started here and whatever it has started itself in its process group.
  static func end(_ process: Process) {
    process.terminate()
    for _ in 0..<500 where process.isRunning { poll(nil, 0, 10) }
    if getpgid(process.processIdentifier) == process.processIdentifier || process.isRunning {
      kill(-process.processIdentifier, SIGKILL)
      kill(process.processIdentifier, SIGKILL)
    }
  }

  private static func prepared(_ path: String, _ arguments: [String], root: String) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    let places = ["usr/lib", "usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu", "usr/lib/aarch64-linux-gnu"]
    process.environment = [
      "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": root,
      "LD_LIBRARY_PATH": places.map { "\(root)/\($0)" }.joined(separator: ":"),
    ]
    return process
  }
}
