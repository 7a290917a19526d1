import ArgumentParser
import Foundation
import Gateway
import Reporting

struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks a configuration file or prints an example.", subcommands: [Check.self, Example.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Says everything that is wrong with a configuration file.",
      discussion: "Exit status 0 when the daemon would take it, 78 when not.")

    @Argument(help: "The configuration file.", completion: .file())
    var file: String

    @Flag(help: "JSON lines: one object a problem, {\"place\",\"key\",\"message\"}.")
    var json = false

    func run() throws {
      do {
        let environment = ProcessInfo.processInfo.environment
        let configuration = try ConfigurationLoader.load(path: file, environment: environment)
          .withPINs(name: file, credentials: environment["CREDENTIALS_DIRECTORY"], skippingCredentials: true)
        if !json {
          let names = configuration.modems.map(\.name).joined(separator: ", ")
          Console.print("\(file) is right: modems \(names); reporting mode \(configuration.reporting.mode.rawValue)")
          if configuration.modems.contains(where: \.hasCredential) {
            // systemd hands them over when it starts the service, and only then.
            Console.say(
              "credentials with PINs are not looked at; a new or changed one holds after a restart of the service")
          }
        }
      } catch {
        for problem in error.problems {
          guard json else {
            Console.say(problem.description)
            continue
          }
          var object = JSONObjectWriter()
          object.add("place", string: problem.place)
          object.add("key", string: problem.key)
          object.add("message", string: problem.message)
          Console.print(object.finished())
        }
        throw ExitCode.configuration
      }
    }
  }

  struct Example: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prints a configuration file with every key, its default and a comment.")

    func run() { Console.print(String(ConfigurationExample.yaml().dropLast())) }
  }
}

extension Gateway.Configuration.Modem {
  fileprivate var hasCredential: Bool {
    switch pinFile {
    case .credential: true
    case .path, nil: false
    }
  }
}
