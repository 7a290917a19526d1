import Foundation

/// Files of the project itself.
enum ProjectFiles {
  static func path(_ name: String) -> String? {
    var folder = URL(fileURLWithPath: #filePath)
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let candidate = folder.appendingPathComponent(name).path
      if FileManager.default.fileExists(atPath: candidate) { return candidate }
    }
    return nil
  }
}

extension Process {
  /// Runs it to its end on an input of a few hundred KiB at most.
  func answer(to input: String = "") throws -> (status: Int32, output: String, errors: String) {
    let (standardInput, standardOutput, standardError) = (Pipe(), Pipe(), Pipe())
    (self.standardInput, self.standardOutput, self.standardError) = (standardInput, standardOutput, standardError)
    try run()
    let writer = Thread {
      try? standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try? standardInput.fileHandleForWriting.close()
    }
    writer.start()
    let output = try standardOutput.fileHandleForReading.readToEnd() ?? Data()
    let errors = try standardError.fileHandleForReading.readToEnd() ?? Data()
    waitUntilExit()
    return (terminationStatus, String(decoding: output, as: UTF8.self), String(decoding: errors, as: UTF8.self))
  }
}
