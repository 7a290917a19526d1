import ArgumentParser
import Foundation
import Gateway

/// Where a command's words go: results to standard output, everything else to standard error.
enum Console {
  /// One line of results.
  static func print(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

  /// One line for the person at the terminal.
  static func say(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

  /// Says that a list is empty, to a person; a program sees that nothing came.
  static func sayIfEmpty(_ rows: some Collection, _ words: String, json: Bool) {
    if rows.isEmpty, !json { say(words) }
  }

  /// Says what failed and ends with status 1.
  static func fail(_ message: String) -> ExitCode {
    say("pelapor: \(message)")
    return .failure
  }

  /// Whether standard output is a terminal that wants colour (no-color.org).
  static var isColoured: Bool {
    isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
      && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }
}

extension ExitCode {
  /// EX_CONFIG of sysexits(3).
  static let configuration = ExitCode(78)
}

/// The options of commands that need the whole configuration.
struct ConfigurationOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("The configuration file.", valueName: "file"), completion: .file())
  var config: String

  @Option(
    name: .long,
    help: ArgumentHelp("Sets a key over file and environment, e.g. reporting.mode=dry-run.", valueName: "key=value"))
  var set: [String] = []

  /// With the PINs that are kept in files: for what talks to modems.
  func load() throws -> Configuration {
    do { return try loaded() } catch {
      Console.say(error.description)
      throw ExitCode.configuration
    }
  }

  /// For reading it again later, with the same flags.
  var source: ConfigurationSource {
    ConfigurationSource(path: config) { [self] () throws(ConfigurationError) in try loaded() }
  }

  private func loaded() throws(ConfigurationError) -> Configuration {
    let environment = ProcessInfo.processInfo.environment
    return try ConfigurationLoader.load(path: config, environment: environment, settings: set)
      .withPINs(name: config, credentials: environment["CREDENTIALS_DIRECTORY"])
  }
}

/// Loads a configuration, or says everything that is wrong with it and ends with status 78.
func loadConfiguration(path: String, settings: [String] = []) throws -> Configuration {
  do {
    return try ConfigurationLoader.load(
      path: path, environment: ProcessInfo.processInfo.environment, settings: settings)
  } catch {
    Console.say(error.description)
    throw ExitCode.configuration
  }
}

/// Reads all lines of standard input, one at a time; nil at the end.
struct StandardInputLines: Sequence, IteratorProtocol {
  mutating func next() -> String? { readLine(strippingNewline: true) }
}
