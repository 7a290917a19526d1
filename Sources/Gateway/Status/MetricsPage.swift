import Modem

/// `/metrics`: the text exposition of Prometheus, version 0.0.4.
struct MetricsPage {
  static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

  private var text = ""

  static func text(_ status: GatewayStatus, board: Board) -> String {
    var page = MetricsPage()
    page.addGateway(status)
    page.addModems(status.modems)
    page.addEvents(board)
    for timing in Timing.allCases {
      page.add(timing, board.histograms[timing] ?? Histogram(bounds: timing.bounds))
    }
    return page.text
  }

  private mutating func addGateway(_ status: GatewayStatus) {
    add(
      "info", "gauge", "Always 1; the labels say what runs.",
      [([("version", status.version), ("model", status.modelVersion ?? ""), ("mode", status.mode ?? "")], 1)])
    add("uptime_seconds", "gauge", "Seconds since the start.", [([], status.uptimeSeconds ?? 0)])
    add(
      "healthy", "gauge", "1 while everything makes progress; /healthz has the reasons.",
      [
        ([], status.stalls.isEmpty ? 1 : 0)
      ])
    if let queue = status.queue {
      add(
        "queue_reports", "gauge", "Reports that wait, by what for.",
        [
          ([("for", "modem")], queue.due), ([("for", "hold")], queue.held), ([("for", "review")], queue.awaitingReview),
          ([("for", "result")], queue.sending), ([("for", "resolution")], queue.unknown),
        ])
      add("queue_outbox", "gauge", "Other SMS that wait to be sent.", [([], queue.outbox)])
      add("messages_partial", "gauge", "Long messages whose parts are awaited.", [([], queue.partial)])
      add("messages_unclassified", "gauge", "Messages that wait to be classified.", [([], queue.unclassified)])
    }
    if let sending = status.sending {
      add(
        "sending_paused", "gauge", "1 while a person has stopped all sending.",
        [
          ([], sending.pausedSince == nil ? 0 : 1)
        ])
      add("breakers_open", "gauge", "Breakers that are open.", [([], sending.breakers.count)])
    }
    if let today = status.today {
      add("today_received", "gauge", "Messages received since midnight.", [([], today.received)])
      add(
        "today_reports", "gauge", "Reports composed since midnight, by their state.",
        today.reports.sorted { $0.key < $1.key }.map { ([("state", $0.key)], $0.value) })
    }
  }

  private mutating func addModems(_ modems: [GatewayStatus.Modem]) {
    func rows(_ value: (GatewayStatus.Modem) -> Int?) -> [Row] {
      modems.compactMap { modem in value(modem).map { ([("modem", modem.name)], $0) } }
    }
    add("modem_ready", "gauge", "1 while the modem reads and sends.", rows { $0.state == .ready ? 1 : 0 })
    add("modem_signal_dbm", "gauge", "Received signal strength.", rows { $0.signal })
    add("modem_unstored", "gauge", "Messages read from the modem that are not stored yet.", rows { $0.unstored })
    let storages = modems.flatMap { modem in modem.storages.map { (modem.name, $0) } }
    add(
      "modem_storage_used", "gauge", "Messages in a storage of the modem.",
      storages.map { name, storage in
        ([("modem", name), ("storage", storage.name)], storage.used)
      })
    add(
      "modem_storage_total", "gauge", "Messages a storage of the modem can hold.",
      storages.map { name, storage in
        ([("modem", name), ("storage", storage.name)], storage.total)
      })
    for counter in ModemCounter.allCases {
      add(
        "modem_\(counter.rawValue)_total", "counter", "Since the start: \(counter.meaning).",
        rows { $0.counters[counter.rawValue] })
    }
  }

  private mutating func addEvents(_ board: Board) {
    for family in Board.Family.allCases {
      let rows = board.counts[family, default: [:]].sorted { left, right in
        (left.key.label, left.key.modem ?? "") < (right.key.label, right.key.modem ?? "")
      }
      add(
        "\(family.rawValue)_total", "counter", family.meaning,
        rows.map { series, count in
          ([(family.label, series.label)] + (series.modem.map { [("modem", $0)] } ?? []), count)
        })
    }
  }

  // MARK: Lines

  private typealias Row = (labels: [(name: String, value: String)], value: Int)

  private mutating func add(_ name: String, _ type: String, _ help: String, _ rows: [Row]) {
    text += "# HELP pelapor_\(name) \(Self.escaped(help, quotes: false))\n# TYPE pelapor_\(name) \(type)\n"
    for row in rows { text += "pelapor_\(name)\(Self.labels(row.labels)) \(row.value)\n" }
  }

  private mutating func add(_ timing: Timing, _ histogram: Histogram) {
    let name = "pelapor_\(timing.rawValue)_seconds"
    text += "# HELP \(name) \(timing.meaning)\n# TYPE \(name) histogram\n"
    var sum = 0
    for (bound, count) in zip(histogram.bounds, histogram.counts) {
      sum += count
      text += "\(name)_bucket{le=\"\(bound)\"} \(sum)\n"
    }
    text += "\(name)_bucket{le=\"+Inf\"} \(histogram.count)\n\(name)_sum \(histogram.sum)\n"
    text += "\(name)_count \(histogram.count)\n"
  }

  private static func labels(_ labels: [(name: String, value: String)]) -> String {
    if labels.isEmpty { return "" }
    return "{" + labels.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }.joined(separator: ",") + "}"
  }

  private static func escaped(_ text: String, quotes: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\"" where quotes: result += "\\\""
      case _ where isUnsafe(scalar): result += "?"
      case _: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Board.Family {
  var label: String {
    switch self {
    case .events: "event"
    case .messages: "label"
    case .guards: "guard"
    case .modemProblems, .sendErrors: "code"
    }
  }

  var meaning: String {
    switch self {
    case .events: "Events of the log since the start, whether or not its level shows them."
    case .messages: "Messages classified since the start, by class."
    case .guards: "Suspect messages that were not reported by themselves, by the guard that stopped them."
    case .modemProblems: "Warnings and errors of modems since the start."
    case .sendErrors: "Reports the network or the modem refused, by error."
    }
  }
}
