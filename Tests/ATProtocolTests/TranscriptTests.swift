import ATProtocol
import Testing

/// Replies of real modems, each parsed as its source asserts. The collection lies beside the project; where it is
/// absent the suite is skipped.
@Suite(.enabled(if: TranscriptVector.all != nil, "skipped: ../shared/vectors is absent"))
struct TranscriptTests {
  /// How a vector is checked; nil when it is about something this program does not do.
  typealias Check = (TranscriptVector) -> String?

  @Test func `every reply within scope is understood`() {
    var checked: [String: Int] = [:]
    var beyond: [String: Int] = [:]
    for vector in TranscriptVector.all ?? [] {
      if let reason = Self.beyondScope(vector) {
        beyond[reason, default: 0] += 1
        continue
      }
      guard let (name, check) = Self.check(for: vector) else {
        Issue.record("no check for \(vector.id): \(vector.expect.keys.sorted())")
        continue
      }
      checked[name, default: 0] += 1
      if let complaint = check(vector) { Issue.record("\(vector.id) (\(name)): \(complaint)") }
    }
    print("transcripts checked:", checked.values.reduce(0, +), checked.sorted { $0.key < $1.key })
    print("beyond scope:", beyond.values.reduce(0, +), beyond.sorted { $0.key < $1.key })
    #expect(checked.values.reduce(0, +) >= 370)
  }

  private static func beyondScope(_ vector: TranscriptVector) -> String? {
    if vector.has("without_echo") {
      return "echo removed by its place in the octets: the dialogue knows an echo by the command that runs"
    }
    if vector.text.contains("+CUSD:"), vector.lines.contains(where: { $0.hasPrefix("+CUSD:") && !isBalanced($0) }) {
      return "USSD text of several lines"
    }
    if vector.id.hasPrefix("atlib/urc-two") { return "unsolicited lines of no known form" }
    if vector.text.contains("+CME ERROR:\r\n") || vector.text.contains("+CMS ERROR:\r\n") {
      return "an error without words or code: its source waits for another line, we end the command"
    }
    return nil
  }

  private static func isBalanced(_ line: String) -> Bool { line.count { $0 == "\"" }.isMultiple(of: 2) }

  private static func check(for vector: TranscriptVector) -> (String, Check)? {
    if vector.has("raw_lines") { return ("lines", lines) }
    if vector.has("is_error") { return ("final results", finalResult) }
    if vector.has("success") { return ("final results", success) }
    if vector.command == nil { return TranscriptChecks.unsolicited(vector) }
    return TranscriptChecks.reply(vector)
  }

  private static func lines(_ vector: TranscriptVector) -> String? {
    let wanted = (vector.expect["raw_lines"] as? [String] ?? []).filter { !$0.isEmpty }
    return difference(vector.lines, wanted)
  }

  private static func finalResult(_ vector: TranscriptVector) -> String? {
    let final = vector.lines.lazy.compactMap { FinalResult($0) }.first
    if let found = vector.flag("final_result_found"), found != (final != nil) { return "found \(final as Any)" }
    let isError = final.map { !$0.isSuccess } ?? false
    if isError != vector.flag("is_error") { return "taken for \(final as Any)" }
    guard let code = vector.number("code"), case .failure(let error)? = final else { return nil }
    return difference(error, vector.text("type") == "CME" ? .equipment(code) : .messageService(code))
  }

  private static func success(_ vector: TranscriptVector) -> String? {
    difference(vector.lines.first.flatMap { FinalResult($0) }?.isSuccess, vector.flag("success"))
  }
}

/// nil when equal, otherwise a complaint.
func difference<Value: Equatable>(_ value: Value, _ wanted: Value) -> String? {
  value == wanted ? nil : "\(value) instead of \(wanted)"
}
