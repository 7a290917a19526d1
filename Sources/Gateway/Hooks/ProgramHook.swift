/// A program that gets the document on its standard input.
struct ProgramHook {
  /// EX_TEMPFAIL of sysexits(3): please try again later.
  static let temporaryFailure: Int32 = 75
  private static let outputLimit = 4_096

  let command: [String]
  let timeLimit: Duration

  func run(_ document: String, includesText: Bool, isStopping: () -> Bool = { false }) -> DeliveryOutcome {
    let result = ChildProcess.run(
      command, input: Array(document.utf8) + [0x0A], timeLimit: timeLimit, outputLimit: Self.outputLimit,
      isStopping: isStopping)
    // It may have written what it read: with texts in the document its words are people's, too.
    let said = includesText ? "" : Self.said(result.output)
    switch result.ending {
    case .exited(0): return .delivered
    case .exited(Self.temporaryFailure): return .temporary("the program asked for another try (exit status 75)\(said)")
    case .exited(let status): return .permanent("the program failed (exit status \(status))\(said)")
    case .signalled(let signal): return .permanent("the program was ended by signal \(signal)\(said)")
    case .timedOut:
      return .temporary("the program took longer than \(timeLimit.components.seconds) s and was ended\(said)")
    case .outputFull: return .delivered
    case .stopped: return .interrupted
    case .notStarted(let reason): return .temporary("the program \(command.first ?? "") can't be run: \(reason)")
    }
  }

  /// The end of its output, which mostly says why.
  private static func said(_ output: [UInt8]) -> String {
    let text = String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline).suffix(3)
      .joined(separator: " / ")
    return text.isEmpty ? "" : ": \(visible(String(text.suffix(200))))"
  }
}
