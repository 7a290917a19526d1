import Modem

/// Whether the gateway makes progress: what `/healthz` answers.
enum Health {
  /// Longer without an answer, and a thread is stuck: SQLite waits five seconds for another process at most.
  static let threadBound = Duration.seconds(30)
  /// A modem that is being brought back takes minutes; a longer time wants a person.
  static let modemBound = Duration.seconds(300)
  /// A full disk is given time to have room again.
  static let storeBound = Duration.seconds(60)

  /// Why not; empty while everything goes on.
  ///
  /// - Parameters:
  ///   - silences: how long the thread of each part has not answered.
  ///   - modems: the modems' names.
  ///   - board: what is known of them.
  ///   - uptime: the clock that never jumps, and when it was at the start.
  static func stalls(
    silences: [(part: String, silence: Duration)], modems: [String], board: Board, uptime: Duration, started: Duration
  ) -> [String] {
    var stalls = silences.filter { $0.silence > threadBound }.map { part, silence in
      "\(part) has not answered for \(silence.components.seconds) s: its thread is stuck"
    }
    if let since = board.storeFailingSince, uptime - since > storeBound {
      stalls.append("the database has taken no message for \((uptime - since).components.seconds) s")
    }
    for modem in modems {
      let record = board.modems[modem]
      if record?.isReady == true { continue }
      let idle = uptime - (record?.sinceUptime ?? started)
      guard idle > modemBound else { continue }
      let reason = record?.lastError?.reason.map { ": \($0)" } ?? ""
      stalls.append("the modem \(modem) has not worked for \(idle.components.seconds) s\(reason)")
    }
    return stalls
  }
}
