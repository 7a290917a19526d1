import CPowerCut
import Foundation
import Gateway
import Reporting

// power-cut-daemon CONFIGURATION FOLDER: the daemon, as `pelapor run` has it, with a copy in FOLDER of what is synced of
// its database. For `make crash`; never part of the program.
let arguments = CommandLine.arguments
guard arguments.count == 3 else {
  FileHandle.standardError.write(Data("usage: power-cut-daemon CONFIGURATION FOLDER\n".utf8))
  exit(64)
}
guard power_cut_register(arguments[2]) == 0 else {
  FileHandle.standardError.write(Data("SQLite did not take the VFS of \(arguments[2])\n".utf8))
  exit(1)
}
try await Daemon.run(
  ConfigurationLoader.load(path: arguments[1], settings: []),
  now: { WallTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) })
