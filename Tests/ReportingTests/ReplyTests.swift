import Reporting
import Testing

@Suite("Replies of a destination")
struct ReplyTests {
  @Test(
    "what 1166 says",
    arguments: [
      (
        "Pelanggan yth, terima kasih atas laporan SMS PENIPUAN yang anda sampaikan.", ReplyKind.acknowledged
      ),
      ("TERIMA KASIH, laporan Anda", .acknowledged), ("Laporan anda sudah kami terima.", .acknowledged),
      ("Maaf, format SMS Anda salah. Ketik PENIPUAN#...", .rejected), ("Format salah", .rejected),
      ("Terima kasih atas laporan anda, tetapi format yang anda kirim salah.", .rejected),
      ("Nikmati paket internet 10GB hanya Rp10.000!", .other), ("", .other), ("formatnya disalahkan", .other),
    ])
  func classification(_ text: String, _ expected: ReplyKind) {
    #expect(ReplyMatcher.classify(text, by: telkomsel.replies) == expected)
  }

  @Test("patterns are whole words in order, with anything between where there is a *")
  func patterns() {
    let replies = ReportProfile.Replies(acknowledged: ["ok * done"], rejected: ["*", ""], asksForNumber: ["number"])
    #expect(ReplyMatcher.classify("OK, all is done!", by: replies) == .acknowledged)
    #expect(ReplyMatcher.classify("ok done", by: replies) == .acknowledged)
    #expect(ReplyMatcher.classify("done ok", by: replies) == .other)
    #expect(ReplyMatcher.classify("okay done", by: replies) == .other)
    #expect(ReplyMatcher.classify("numbers", by: replies) == .other)
    #expect(ReplyMatcher.classify("Which number?", by: replies) == .asksForNumber)
  }

  private func report(
    _ id: Int64, _ sender: String, sent: Int64, answered: Int64? = nil, surely: Bool = true, asked: Bool = false
  ) -> AnswerableReport {
    AnswerableReport(
      id: id, reportedSender: sender, sentAt: at(sent), surelyWent: surely, answeredAt: answered.map(at),
      wasAsked: asked)
  }

  private func match(
    _ text: String = "terima kasih", kind: ReplyKind = .acknowledged, at second: Int64, _ reports: [AnswerableReport]
  ) -> Int64? {
    ReplyMatcher.match(text, kind: kind, receivedAt: at(second), among: reports)?.id
  }

  @Test("a reply belongs to the last report without one, within a day")
  func lastUnanswered() {
    let reports = [
      report(1, "081211111111", sent: 0), report(2, "081222222222", sent: 60),
      report(3, "081233333333", sent: 120, answered: 125),
    ]
    #expect(match(at: 130, reports) == 2)
    #expect(match(at: 86_400 + 61, reports) == nil)
    #expect(match(at: 86_400, reports) == 2)
    #expect(match(at: 130, []) == nil)
  }

  @Test("a reply that names a number belongs to the report of that number")
  func named() {
    let reports = [report(1, "081211111111", sent: 0), report(2, "081222222222", sent: 60)]
    #expect(match("Nomor 0812-1111-1111 diproses", at: 70, reports) == 1)
    #expect(match("+6281211111111 diproses", at: 70, reports) == 1)
    #expect(match("0812999999999", at: 70, reports) == 2)
    // Even one of which nobody knew whether it went: the destination knows its number from it alone.
    #expect(match("0812-1111-1111", at: 70, [report(1, "081211111111", sent: 0, surely: false), reports[1]]) == 1)
  }

  @Test("a reply settles a report of unknown fate only when it can mean no other")
  func unknown() {
    let lost = report(2, "081222222222", sent: 60, surely: false)
    #expect(match(at: 70, [lost]) == 2)
    // The other surely went and waits for its answer.
    #expect(match(at: 70, [report(1, "081211111111", sent: 0), lost]) == 1)
    // Later, too.
    #expect(match(at: 90, [report(3, "081211111111", sent: 80), lost]) == 3)
    // Answered before this one was tried: the new answer is not its.
    #expect(match(at: 70, [report(1, "081211111111", sent: 0, answered: 5), lost]) == 2)
    // Answered since: it may be the same answer once more.
    #expect(match(at: 70, [report(1, "081211111111", sent: 0, answered: 65), lost]) == nil)
    // Two of them, and nobody can say which.
    #expect(match(at: 90, [report(1, "081211111111", sent: 0, surely: false), lost]) == nil)
    // It was not even tried then.
    #expect(match(at: 50, [lost]) == nil)
  }

  @Test("a question is about a report that was not asked about yet")
  func question() {
    let reports = [report(1, "081211111111", sent: 0), report(2, "081222222222", sent: 60, asked: true)]
    #expect(match("number?", kind: .asksForNumber, at: 70, reports) == 1)
    #expect(match("number?", kind: .asksForNumber, at: 70, [reports[1]]) == 2)
    #expect(match("thanks", at: 70, reports) == 2)
  }

  @Test("the destination is recognised however its number is written")
  func destination() {
    #expect(telkomsel.isDestination("1166"))
    #expect(!telkomsel.isDestination("11660") && !telkomsel.isDestination("Telkomsel"))
    var mobile = telkomsel
    mobile.destination = "0811000111222"
    #expect(mobile.isDestination("+62811000111222"))
  }
}

@Suite("Digest of a text")
struct TextDigestTests {
  @Test("spacing, punctuation and case make no new text; words and digits do")
  func sameness() {
    let text = TextDigest.hex(of: "Anda MENANG! Hub 0812")
    #expect(text == TextDigest.hex(of: "anda  menang\nhub: 0812 "))
    #expect(text != TextDigest.hex(of: "Anda MENANG! Hub 0813"))
    #expect(text.count == 64)
  }
}
