import SMSCodec
import Testing

/// `at_transcripts.jsonl`: the PDUs in the replies of real modems.
@Suite("Vectors: PDUs in AT transcripts", .enabled(if: VectorFile.isAvailable, "needs ../shared/vectors"))
struct TranscriptVectorTests {
  @Test func everyWholePDUIsRead() throws {
    var tally = Tally()
    for vector in try VectorFile(name: "at_transcripts.jsonl").vectors() {
      let reply = vector.string("reply") ?? vector.strings("reply")?.joined() ?? ""
      for hex in Self.pdus(in: reply, command: vector.string("command") ?? "") {
        // ModemManager's Pantech replies hold shortened, made-up digits, some an odd number of them.
        if vector.id.contains("pantech") { continue }
        let decoded = try? PDU.decodeEitherWay(hex: hex)
        tally.check(decoded?.warnings.isEmpty == true, "\(vector.id): \(hex): \(decoded?.warnings ?? [])")
      }
    }
    tally.report("at_transcripts", atLeast: 20)
  }

  private static func pdus(in reply: String, command: String) -> [String] {
    guard ["CMG", "CMT", "CDS"].contains(where: { (command + reply).contains($0) }) else { return [] }
    return reply.split { !$0.isHexDigit }.map(String.init).filter { $0.count >= 24 }
  }
}
