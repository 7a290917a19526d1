/// One aligned line an event for a person: time, modem, event, what matters of it.
struct HumanFormat: EventFormat {
  let privacy: Privacy
  let clock: CivilClock
  let isColoured: Bool

  func line(_ event: Event, at milliseconds: Int64) -> String {
    let modem = text(event[.modem]) ?? ""
    let name = padded(event.name.rawValue, to: 20)
    var line = "\(clock.timeOfDay(milliseconds))  \(padded(modem, to: 6))  "
    line += isColoured ? "\(colour(event))\(name)\u{1B}[0m" : name
    let told = details(event)
    if !told.isEmpty { line += "  " + told }
    return line + "\n"
  }

  private func details(_ event: Event) -> String {
    var parts: [String] = []
    for field in event.fields where field.key != .modem {
      guard let shown = text(field.value), !shown.isEmpty else { continue }
      switch field.key {
      case .messageID: parts.insert("#\(shown)", at: 0)
      case .reportID: parts.append("report \(shown)")
      // These speak for themselves.
      case .reason, .reasons, .text, .remedy, .label, .band, .sender: parts.append(shown)
      // For programs; a person sees them in the text or asks for them with `show`.
      case .senderForm, .encoding, .sentAt, .code, .homeNetwork, .modelVersion: continue
      case .probability: parts.append(shown)
      case _: parts.append("\(field.key.rawValue.replacing("_", with: " ")) \(shown)")
      }
    }
    return parts.joined(separator: "  ")
  }

  private func text(_ value: Event.Value?) -> String? {
    switch value {
    case .string(let text): visible(text)
    case .integer(let number): String(number)
    case .decimal(let number): percent(number)
    case .boolean(let flag): flag ? "yes" : "no"
    case .strings(let texts): visible(texts.joined(separator: "; "))
    case .number(let number): visible(privacy.shown(number: number))
    case .words(let words): privacy.includeText ? "\u{201C}\(visible(words))\u{201D}" : nil
    case .quoting(let texts, let plain): visible((privacy.includeText ? texts : plain).joined(separator: "; "))
    case .instant(let instant): clock.timeOfDay(instant)
    case .counts(let counts): counts.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    case nil: nil
    }
  }

  private func percent(_ share: Double) -> String {
    guard share.isFinite else { return "?" }
    let permille = Int((min(max(share, 0), 1) * 1_000).rounded())
    return "\(permille / 10).\(permille % 10) %"
  }

  private func padded(_ text: String, to width: Int) -> String {
    text.count >= width ? text : text + String(repeating: " ", count: width - text.count)
  }

  private func colour(_ event: Event) -> String {
    switch event.level {
    case .error: return "\u{1B}[1;31m"
    case .warning: return "\u{1B}[33m"
    case .debug: return "\u{1B}[2m"
    case .info: break
    }
    switch event.name {
    case .reportSent, .reportDelivered, .reportAcknowledged, .modemReady: return "\u{1B}[32m"
    case .reportQueued, .reportSending, .reportReview, .reportDryRun: return "\u{1B}[35m"
    case .smsClassified: return event[.label] == .string("fraud") ? "\u{1B}[31m" : "\u{1B}[36m"
    case _: return "\u{1B}[36m"
    }
  }
}
