import Gateway
import Reporting

/// A status as lines for a person. Pure: the size and the colours are given, and nothing a modem said is shown raw.
struct StatusPage {
  let status: GatewayStatus
  var width = 80
  /// Lines there are; nil is as many as wanted.
  var height: Int?
  var isColoured = false
  var clock = CivilClock.local

  private enum Tone: String {
    case good = "32"
    case bad = "1;31"
    case doubtful = "33"
    case heading = "1"
    case faint = "2"
  }

  /// The page.
  func lines() -> [String] {
    var lines = heading() + health() + modems()
    if let today = status.today { lines += section("TODAY", self.today(today)) }
    if let queue = status.queue { lines += section("QUEUE", self.queue(queue)) }
    if let sending = status.sending { lines += section("SENDING", self.sending(sending)) }
    if status.isRunning, status.today == nil {
      lines += section("DATABASE", [toned("did not answer in time; its disk may be slow", .bad)])
    }
    let room = height.map { $0 - lines.count } ?? .max
    lines += errors(room: room)
    guard let height, lines.count > height else { return lines }
    return lines.prefix(max(0, height - 1)) + [toned("…", .faint)]
  }

  // MARK: Parts

  private func heading() -> [String] {
    var parts = ["Pelapor \(visible(status.version))"]
    if let seconds = status.uptimeSeconds { parts.append("up \(Self.span(seconds))") }
    if let mode = status.mode { parts.append("mode \(visible(mode))") }
    if let model = status.modelVersion { parts.append("model \(visible(model))") }
    let time = clock.timeOfDay(status.at.milliseconds)
    let left = fitted(parts.joined(separator: "   "), to: max(0, width - time.count - 2))
    let gap = String(repeating: " ", count: max(1, width - cells(left) - time.count))
    return [toned(left, .heading) + gap + time]
  }

  private func health() -> [String] {
    guard status.isRunning else {
      return [toned("The daemon does not run; this is what the database holds.", .bad)]
    }
    return status.stalls.map { toned(fitted("! " + visible($0), to: width), .bad) }
  }

  private func modems() -> [String] {
    guard !status.modems.isEmpty else { return [] }
    return section("MODEMS", status.modems.flatMap(modem))
  }

  private func modem(_ modem: GatewayStatus.Modem) -> [String] {
    let name = padded(fitted(visible(modem.name), to: 10), to: 10)
    guard status.isRunning else { return ["\(name) \(fitted(visible(modem.device), to: max(0, width - 13)))"] }
    let tone: Tone =
      switch modem.state {
      case .ready: .good
      case .closed, .blocked: .bad
      case .settingUp, .recovering, .stopping, .stopped: .doubtful
      }
    let state = modem.blockedBy ?? modem.state.rawValue
    let since = modem.since.map { " " + Self.span(Int(status.at.milliseconds(since: $0) / 1_000)) } ?? ""
    var rest: [String] = []
    if modem.state == .ready || modem.networkOperator != nil {
      let network = [modem.networkOperator, modem.technology].compactMap(\.self).joined(separator: " ")
      rest.append(network.isEmpty ? modem.registration : "\(visible(network)), \(modem.registration)")
    }
    if let signal = modem.signal { rest.append("\(Self.bars(signal)) \(signal) dBm") }
    // The first storage is the one messages come to; others matter when something lies in them.
    rest += modem.storages.enumerated().filter { $0.offset == 0 || $0.element.used > 0 }.map { _, storage in
      "\(visible(storage.name)) \(storage.used)/\(storage.total)"
    }
    if modem.unstored > 0 { rest.append("\(modem.unstored) to store") }
    if modem.sending > 0 { rest.append("\(modem.sending) to send") }
    if let sim = modem.sim { rest.append("SIM \(sim)") }
    let head = padded(fitted(state + since, to: 18), to: 18)
    let room = max(0, width - 2 - 10 - 1 - 18 - 1)
    while rest.count > 1, cells(rest.joined(separator: "  ")) > room { rest.removeLast() }
    let tail = fitted(rest.joined(separator: "  "), to: room)
    var lines = [trimmed("\(name) \(toned(head, tone)) \(tail)")]
    if modem.state != .ready, let reason = modem.lastError?.reason {
      let advice = modem.lastError?.remedy.map { "; \($0)" } ?? ""
      lines += wrapped(visible(reason + advice), indent: 11).prefix(2)
    }
    return lines
  }

  private func today(_ today: GatewayStatus.Today) -> [String] {
    let order = ["fraud", "grey", "promo", "ham"]
    let labels = order.compactMap { name in today.byLabel[name].map { "\(name) \($0)" } }
    var lines = [(["\(today.received) received"] + labels).joined(separator: "   ")]
    if !today.reports.isEmpty {
      let states = today.reports.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      lines += wrapped("reports: " + states.joined(separator: "   "), indent: 0)
    }
    if !today.byGuard.isEmpty {
      let guards = today.byGuard.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
      lines += wrapped("not reported: " + guards.joined(separator: "   "), indent: 0).prefix(2)
    }
    return lines
  }

  private func queue(_ queue: GatewayStatus.Queue) -> [String] {
    let next = queue.nextDue.map { " (next \(clock.timeOfDay($0.milliseconds)))" } ?? ""
    var first = ["held \(queue.held)\(next)", "due \(queue.due)", "sending \(queue.sending)"]
    if queue.awaitingReview > 0 {
      first.append(toned("for review \(queue.awaitingReview)", .doubtful))
    } else {
      first.append("for review 0")
    }
    var second = ["other SMS \(queue.outbox)", "awaiting parts \(queue.partial)"]
    if queue.unclassified > 0 { second.append("unclassified \(queue.unclassified)") }
    second.append(
      queue.unknown > 0 ? toned("fate unknown \(queue.unknown)", .doubtful) : "fate unknown 0")
    return [first.joined(separator: "   "), second.joined(separator: "   ")]
  }

  private func sending(_ sending: GatewayStatus.Sending) -> [String] {
    var lines: [String] = []
    if let since = sending.pausedSince {
      let by = sending.pausedBy.map { " by \(visible($0))" } ?? ""
      lines.append(
        toned(fitted("PAUSED since \(clock.minute(since.milliseconds))\(by)", to: width - 2), .bad))
      lines.append("to go on: pelapor reports resume")
    }
    for open in sending.breakers {
      let text = "\(open.breaker) (\(visible(open.sim))) since \(clock.minute(open.since.milliseconds))"
      lines.append(toned(fitted(text, to: width - 2), .bad))
      lines += wrapped(visible(open.reason), indent: 2)
    }
    return lines.isEmpty ? [toned("goes on", .good)] : lines
  }

  private func errors(room: Int) -> [String] {
    guard !status.lastErrors.isEmpty, room >= 2 else { return [] }
    let lines = status.lastErrors.prefix(min(10, room - 1)).map { problem in
      let about = [problem.modem, problem.code].compactMap(\.self).map(visible).joined(separator: " ")
      let text =
        "\(clock.timeOfDay(problem.at.milliseconds)) \(about.isEmpty ? problem.event : about): "
        + visible(problem.reason ?? problem.event)
      return toned(fitted(text, to: width - 2), problem.level == "error" ? .bad : .doubtful)
    }
    return section("LAST ERRORS", lines)
  }

  // MARK: Text

  private func section(_ title: String, _ lines: [String]) -> [String] {
    [toned(title, .heading)] + lines.map { "  " + $0 }
  }

  private func toned(_ text: String, _ tone: Tone) -> String {
    isColoured ? "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// Cut to so many cells, with a … where something is missing.
  private func fitted(_ text: String, to width: Int) -> String {
    guard cells(text) > width else { return text }
    var (cut, used) = ("", 1)
    for character in text {
      used += cells(String(character))
      if used > width { break }
      cut.append(character)
    }
    return width > 0 ? cut + "…" : ""
  }

  private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - cells(text)))
  }

  private func trimmed(_ text: String) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return text
  }

  /// Broken between words so that it fits behind the indentation of a section.
  private func wrapped(_ text: String, indent: Int) -> [String] {
    let room = max(20, width - 2 - indent)
    var lines: [String] = [""]
    for word in text.split(separator: " ") {
      let last = lines[lines.count - 1]
      let joined = last.isEmpty ? String(word) : "\(last) \(word)"
      if cells(joined) <= room || last.isEmpty {
        lines[lines.count - 1] = fitted(joined, to: room)
      } else {
        lines.append(fitted(String(word), to: room))
      }
    }
    return lines.map { String(repeating: " ", count: indent) + $0 }
  }

  /// `45 s`, `12 min`, `3 h`, `2 d 4 h`.
  static func span(_ seconds: Int) -> String {
    let seconds = max(0, seconds)
    switch seconds {
    case ..<60: return "\(seconds) s"
    case ..<3_600: return "\(seconds / 60) min"
    case ..<86_400: return "\(seconds / 3_600) h"
    case _: return "\(seconds / 86_400) d \(seconds / 3_600 % 24) h"
    }
  }

  /// Four bars, as telephones show them: -109 dBm is the least that works, -75 is good.
  static func bars(_ signal: Int) -> String {
    let count = [-105, -95, -85, -75].count { signal >= $0 }
    return "[" + String(repeating: "#", count: count) + String(repeating: ".", count: 4 - count) + "]"
  }
}

/// How many cells of a terminal a text takes: East Asian wide characters and pictures take two, combining marks none.
func cells(_ text: String) -> Int {
  text.unicodeScalars.reduce(0) { sum, scalar in
    switch scalar.value {
    case 0x300...0x36F, 0x200B...0x200D, 0xFE00...0xFE0F, 0x20D0...0x20FF: sum
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      sum + 2
    case _: sum + 1
    }
  }
}
