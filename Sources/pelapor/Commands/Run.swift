import ArgumentParser
import Gateway

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs the gateway until it is told to stop (SIGTERM, SIGINT).",
    discussion: """
      The log goes where the configuration says (standard output by default). SIGHUP and SIGUSR1 open the log file \
      again after a rotation. SIGHUP also reads the configuration again, and so does a change of its file: what can be \
      changed at once holds from then on, the log says the rest. A PIN that the SIM refuses is never tried a second time.

      --trace is for finding out what a modem did: it records everything on the line, the texts and numbers of people \
      too. `pelapor replay` plays it again.
      """)

  @OptionGroup var options: ConfigurationOptions

  @Option(
    help: ArgumentHelp(
      "Records the line with its timestamps. Several modems: a file each, FILE-NAME before the extension.",
      valueName: "file"), completion: .file())
  var trace: String?

  @Flag(help: "Masks PDUs and numbers in the trace.")
  var traceRedacted = false

  func validate() throws {
    if traceRedacted, trace == nil { throw ValidationError("--trace-redacted needs --trace FILE") }
  }

  func run() async throws {
    let configuration = try options.load()
    do {
      try await Daemon.run(
        configuration, trace: trace.map { TraceSettings(path: $0, isRedacted: traceRedacted) },
        source: options.source, now: SystemClock.now)
    } catch let error as DaemonError {
      throw Console.fail(error.description)
    }
  }
}
