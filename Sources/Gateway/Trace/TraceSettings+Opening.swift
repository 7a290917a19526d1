import Reporting
import Synchronization

/// The traces of a running gateway: of the modems it began with, and of those that come with the configuration.
final class LineTraces: Sendable {
  private let settings: TraceSettings
  private let log: EventLog
  private let now: @Sendable () -> WallTime
  private let traces = Mutex<[String: LineTrace]>([:])

  /// Opens one file a modem before anything else begins: who asked for a trace wants it from the first octet.
  init(
    _ settings: TraceSettings, for modems: [Configuration.Modem], log: EventLog, now: @escaping @Sendable () -> WallTime
  ) throws(TraceFileError) {
    (self.settings, self.log, self.now) = (settings, log, now)
    for modem in modems { _ = try open(for: modem, of: modems.count) }
  }

  /// The trace of a modem. A modem that has come since gets a file of its own; where it can't be written, this is said,
  /// and the modem works all the same.
  func trace(of modem: Configuration.Modem) -> LineTrace? {
    if let known = traces.withLock({ $0[modem.name] }) { return known }
    do throws(TraceFileError) { return try open(for: modem, of: 2) } catch {
      log.emit(Event(.daemonProblem, .error, [.code: .string("trace"), .reason: .string("\(error)")]))
      return nil
    }
  }

  private func open(for modem: Configuration.Modem, of count: Int) throws(TraceFileError) -> LineTrace {
    let path = settings.path(for: modem.name, of: count)
    let trace = LineTrace(
      file: try TraceFile(path: path),
      header: TraceLine.Header(
        program: Version.text, started: CivilClock.local.rfc3339(now().milliseconds), modem: modem.name,
        device: "\(modem.selector)", baud: modem.baud, isRedacted: settings.isRedacted))
    traces.withLock { $0[modem.name] = trace }
    log.emit(
      Event(
        .daemonProblem, .warning,
        [
          .code: .string("trace"),
          .reason: .string("every octet of \(modem.name) is recorded in \(path)\(settings.warning)"),
        ]))
    return trace
  }
}

extension TraceSettings {
  /// What whoever keeps such a file should know.
  fileprivate var warning: String {
    isRedacted
      ? "; PDUs and numbers are masked in it, other texts are not"
      : ", texts and numbers of people among them; keep it private and delete it after use"
  }
}
