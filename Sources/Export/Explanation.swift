import Numbering
import Reporting

extension EvidenceItem {
  /// Why this message was or was not reported, in plain words: what arrived, what the classifier said, what the policy
  /// decided and which guard stopped it, what became of the report.
  public func explanation(minutesEastOfUTC: Int) -> [String] {
    let civil = Civil(minutesEastOfUTC: minutesEastOfUTC)
    let words = Wording(language: .english)
    let parts = partsTotal > 1 ? ", \(partsPresent) of its \(partsTotal) parts" : ""
    var lines = ["Message \(messageID) came \(civil.shown(receivedAt))\(parts), from \(words.sender(of: self))."]
    lines += verdictLines(words)
    lines += decisionLines()
    lines += report.map { Self.reportLines($0, words, civil) } ?? []
    return lines
  }

  private func verdictLines(_ words: Wording) -> [String] {
    guard let verdict else {
      if decision == "reply" { return ["It was not classified: it comes from the number that reports go to."] }
      return ["It has no verdict: it is not whole yet, could not be read, or waits to be classified."]
    }
    let surety =
      switch verdict.band {
      case "auto": "sure enough to report it without a person"
      case "ask": "not sure enough to report it without a person"
      case _: "nothing to report"
      }
    let share = Percent.text(verdict.fraudProbability)
    let first = "The classifier says: \(words.label(verdict.label)) (probability of fraud \(share)), \(surety)."
    return [first] + verdict.reasons.map { "  because: \(Escaping.line($0.english))" }
  }

  private func decisionLines() -> [String] {
    let reason = stoppedBy.map { " (\($0.rawValue)): \($0.reason)." } ?? "."
    switch decision {
    case "report": return ["The policy let it be reported; no guard objected."]
    case "dry-run": return ["Every guard agreed, but the reporting mode was dry-run: a report was written, not sent."]
    case "review": return ["A guard asked for a person's decision\(reason)"]
    case "withhold": return ["It is not reported\(reason)"]
    case "reply": return ["It was taken as an answer to a report and never judged."]
    case .none: return []
    case .some(let other): return ["The decision was \(Escaping.line(other))\(reason)"]
    }
  }

  private static func reportLines(_ report: Report, _ words: Wording, _ civil: Civil) -> [String] {
    var lines = ["Report \(report.id) to \(Escaping.line(report.destination)): \(words.state(report.state))."]
    let stop = report.stoppedBy.map { Guard(rawValue: $0)?.reason ?? Escaping.line($0) }
    switch report.state {
    case .awaitingReview:
      lines.append("  to decide: pelapor reports approve \(report.id), or pelapor reports cancel \(report.id)")
    case .queued:
      if let due = report.dueAt { lines.append("  due \(civil.shown(due)), if every guard still agrees then") }
    case .cancelled:
      if let stop { lines.append("  because: \(stop)") }
    case .failed, .unknown, .undelivered:
      if let failure = report.failure { lines.append("  because: \(Escaping.line(failure))") }
      lines += advice(report)
    case .dryRun, .sending, .sent, .delivered, .acknowledged, .rejected: break
    }
    if let person = report.approvedBy { lines.append("  approved by \(Escaping.line(person))") }
    if let time = report.sentAt { lines.append("  given to the network \(civil.shown(time))") }
    if let time = report.deliveredAt { lines.append("  delivered \(civil.shown(time))") }
    if let reply = report.reply { lines.append("  the destination answered: \(reply.rawValue)") }
    if let time = report.revokedAt { lines.append("  revoked \(civil.shown(time)) as made in error") }
    return lines
  }

  private static func advice(_ report: Report) -> [String] {
    switch report.state {
    case .failed, .undelivered: ["  to send it again: pelapor reports retry \(report.id)"]
    case .unknown:
      [
        "  it is never sent again by itself; a status report or an answer may still settle it, or you do:",
        "  pelapor reports resolve \(report.id) sent, or pelapor reports resolve \(report.id) failed",
      ]
    case .awaitingReview, .dryRun, .queued, .sending, .sent, .delivered, .acknowledged, .rejected, .cancelled: []
    }
  }
}
