import Foundation
import Glibc
import Testing

/// The program `pelapor` itself, as a process.
final class Program: Sendable {
  let output = LogBook()
  private let process: Process
  private let ended = DispatchSemaphore(value: 0)
  private let errors: ErrorText

  /// Where it was built: beside the test bundle.
  static let path = ProcessInfo.processInfo.environment["PELAPOR_PROGRAM"] ?? built("pelapor")

  /// Where a program of this package was built.
  static func built(_ name: String) -> String {
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

  /// Starts it.
  ///
  /// - Parameters:
  ///   - arguments: its arguments.
  ///   - input: what it reads from standard input.
  ///   - wrapper: a command before it, such as `["/usr/bin/setpriv", …]`.
  ///   - program: another one than `pelapor`.
  ///   - isRead: false closes the other end of its standard output at once.
  init(_ arguments: [String], input: String = "", wrapper: [String] = [], program: String = path, isRead: Bool = true)
    throws
  {
    let command = wrapper + [program] + arguments
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    let (standardOutput, standardError, standardInput) = (Pipe(), Pipe(), Pipe())
    process.standardOutput = standardOutput
    process.standardError = standardError
    process.standardInput = standardInput
    let ended = ended
    process.terminationHandler = { _ in ended.signal() }
    self.process = process
    let (output, errors) = (output, ErrorText())
    self.errors = errors
    if !isRead { try standardOutput.fileHandleForReading.close() }
    try process.run()
    if isRead {
      Self.read(
        standardOutput, line: { output.add($0) },
        end: {
          // Who finds that the output has ended finds the complaints too.
          errors.waitForEnd()
          output.end()
        })
    } else {
      output.end()
    }
    Self.read(
      standardError,
      line: { line in
        errors.add(line)
        UmockdevTrait.look(at: line)
      }, end: { errors.end() })
    try? standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try? standardInput.fileHandleForWriting.close()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  /// Signals that this process may ignore, as its own are inherited, are no longer ignored.
  static let withDefaultSignals = ["/usr/bin/env", "--default-signal=PIPE,XFSZ"]

  var processID: Int32 { process.processIdentifier }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits for its end and for all it has written; its status, negative for a signal, nil when it did not end.
  func wait(upTo limit: Duration = patience) async -> Int32? {
    await offPool { [self] in
      guard ended.wait(timeout: .now() + .seconds(Int(limit.components.seconds))) == .success else { return nil }
      ended.signal()
      output.waitForEnd()
      errors.waitForEnd()
      return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }
  }

  /// What it wrote to standard error so far.
  var complaints: String { errors.text }

  private static func read(
    _ pipe: Pipe, line: @escaping @Sendable (String) -> Void, end: @escaping @Sendable () -> Void
  ) {
    let descriptor = dup(pipe.fileHandleForReading.fileDescriptor)
    Thread.detachNewThread {
      var rest: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while case let count = Glibc.read(descriptor, &buffer, buffer.count), count > 0 {
        rest += buffer[..<count]
        while let newline = rest.firstIndex(of: 0x0A) {
          line(String(decoding: rest[..<newline], as: UTF8.self))
          rest.removeFirst(newline + 1)
        }
      }
      if !rest.isEmpty { line(String(decoding: rest, as: UTF8.self)) }
      close(descriptor)
      end()
    }
  }

  private final class ErrorText: Sendable {
    private let lock = NSLock()
    private let ended = DispatchSemaphore(value: 0)
    private nonisolated(unsafe) var lines: [String] = []

    func add(_ line: String) { lock.withLock { lines.append(line) } }
    func end() { ended.signal() }

    func waitForEnd() {
      ended.wait()
      ended.signal()
    }

    var text: String { lock.withLock { lines.joined(separator: "\n") } }
  }
}

/// A configuration file for the program, with hurried settings.
func configuration(
  links: [String], database: String, pin: String? = nil, extra: String = "", mode: String = "auto"
) -> String {
  var text = "modems:\n"
  for (index, link) in links.enumerated() {
    text += "  - name: sim\(index + 1)\n    device: \(link)\n"
    if let pin { text += "    pin: \"\(pin)\"\n" }
  }
  text += "reporting:\n  mode: \(mode)\n"
  for setting in hurriedSettings {
    let parts = setting.dropFirst("reporting.".count).split(separator: "=")
    text += "  \(parts[0]): \(parts[1])\n"
  }
  // No test may meet a daemon of the machine.
  if !extra.contains("control:") { text += "control:\n  socket: \"off\"\n" }
  return text + "storage:\n  path: \(database)\n" + extra
}
