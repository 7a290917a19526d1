import ArgumentParser
import Gateway

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs the gateway until it is told to stop (SIGTERM, SIGINT).",
    discussion: """
      The log goes where the configuration says (standard output by default). SIGHUP opens the log file again after a \
      rotation. A PIN that the SIM refuses is never tried a second time.
      """)

  @OptionGroup var options: ConfigurationOptions

  func run() async throws {
    let configuration = try options.load()
    do {
      try await Daemon.run(configuration, now: SystemClock.now)
    } catch let error as DaemonError {
      throw Console.fail(error.description)
    }
  }
}
