import Reporting

extension TraceSettings {
  /// One file a modem, opened before anything else begins: who asked for a trace wants it from the first octet.
  func open(
    for modems: [Configuration.Modem], log: EventLog, at moment: WallTime
  ) throws(TraceFileError) -> [String: LineTrace] {
    var traces: [String: LineTrace] = [:]
    for modem in modems {
      let path = path(for: modem.name, of: modems.count)
      traces[modem.name] = LineTrace(
        file: try TraceFile(path: path),
        header: TraceLine.Header(
          program: Version.text, started: CivilClock.local.rfc3339(moment.milliseconds), modem: modem.name,
          device: "\(modem.selector)", baud: modem.baud, isRedacted: isRedacted))
      log.emit(
        Event(
          .daemonProblem, .warning,
          [
            .code: .string("trace"), .reason: .string("every octet of \(modem.name) is recorded in \(path)\(warning)"),
          ]))
    }
    return traces
  }

  /// What whoever keeps such a file should know.
  private var warning: String {
    isRedacted
      ? "; PDUs and numbers are masked in it, other texts are not"
      : ", texts and numbers of people among them; keep it private and delete it after use"
  }
}
