import Glibc
import Reporting

/// Makes the log that a configuration asks for.
public enum LogSinks {
  /// The log, and its file where it has one.
  static func log(
    for settings: Configuration.Log, now: @escaping @Sendable () -> WallTime
  ) throws(DaemonError) -> (EventLog, DescriptorSink?) {
    let privacy = Privacy(includeText: settings.includeText)
    let sink: any EventSink
    var file: DescriptorSink?
    switch settings.format {
    case .journald: sink = JournalSink(privacy: privacy, clock: .local)
    case .json, .human:
      let isTerminal = settings.file == nil && isatty(STDOUT_FILENO) == 1
      let format: any EventFormat =
        settings.format == .json
        ? JSONLines(privacy: privacy, clock: .local)
        : HumanFormat(privacy: privacy, clock: .local, isColoured: isTerminal && getenv("NO_COLOR") == nil)
      let opened: DescriptorSink
      do { opened = try DescriptorSink(path: settings.file, format: format) } catch {
        throw DaemonError("\(error)")
      }
      file = opened
      sink = opened
    }
    return (EventLog(level: settings.level, sinks: [sink], now: { now().milliseconds }), file)
  }

  /// The line of JSON that the settings by default write of an event.
  package static func line(of event: Event, at milliseconds: Int64) -> String {
    JSONLines(privacy: Privacy(includeText: false), clock: .fixed(secondsEast: 25_200)).line(event, at: milliseconds)
  }

  /// Lines for a person on standard output, texts included: what the demonstration shows of its invented traffic.
  public static func demonstration(isColoured: Bool) -> any EventSink {
    DescriptorSink(
      descriptor: STDOUT_FILENO, path: nil,
      format: HumanFormat(privacy: Privacy(includeText: true), clock: .local, isColoured: isColoured))
  }
}
