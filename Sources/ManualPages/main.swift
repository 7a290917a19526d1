// Writes the manual pages: manual-pages PROGRAM docs/configuration.md yyyy-mm-dd FOLDER
// The commands are asked for their help, so the pages can't fall behind them.
import Foundation

func output(of program: String, _ arguments: String...) throws -> Data {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return data
}

func complain(_ text: String) -> Never {
  FileHandle.standardError.write(Data("manual-pages: \(text)\n".utf8))
  exit(1)
}

let arguments = CommandLine.arguments
guard arguments.count == 5 else { complain("manual-pages PROGRAM docs/configuration.md yyyy-mm-dd FOLDER") }
do {
  let (program, date, folder) = (arguments[1], arguments[3], URL(fileURLWithPath: arguments[4]))
  let help = try JSONDecoder().decode(Help.self, from: try output(of: program, "--experimental-dump-help"))
  let version = String(decoding: try output(of: program, "--version"), as: UTF8.self).filter { !$0.isNewline }
  let example = String(decoding: try output(of: program, "config", "example"), as: UTF8.self)
  let reference = try String(contentsOfFile: arguments[2], encoding: .utf8)
  let configuration = ConfigurationPage(reference: reference, example: example, date: date, version: version)
  guard !configuration.keys.isEmpty else { complain("\(arguments[2]) has no table of keys") }

  var pages = ["pelapor.1": ProgramPage(command: help.command, date: date, version: version).roff()]
  pages["pelapor.yaml.5"] = configuration.roff()
  for command in help.command.shown {
    let page = CommandPage(command: command, date: date, version: version)
    pages["\(page.name).1"] = page.roff()
  }
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  for (name, page) in pages { try Data(page.utf8).write(to: folder.appendingPathComponent(name)) }
} catch { complain("\(error)") }
