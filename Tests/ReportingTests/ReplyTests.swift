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

  private func report(_ id: Int64, _ sender: String, sent: Int64, answered: Bool = false) -> AnswerableReport {
    AnswerableReport(id: id, reportedSender: sender, sentAt: at(sent), isAnswered: answered)
  }

  @Test("a reply belongs to the last report without one, within a day")
  func lastUnanswered() {
    let reports = [
      report(1, "081211111111", sent: 0), report(2, "081222222222", sent: 60),
      report(3, "081233333333", sent: 120, answered: true),
    ]
    #expect(ReplyMatcher.match("terima kasih", receivedAt: at(130), among: reports)?.id == 2)
    #expect(ReplyMatcher.match("terima kasih", receivedAt: at(86_400 + 61), among: reports) == nil)
    #expect(ReplyMatcher.match("terima kasih", receivedAt: at(86_400), among: reports)?.id == 2)
    #expect(ReplyMatcher.match("terima kasih", receivedAt: at(130), among: []) == nil)
  }

  @Test("a reply that names a number belongs to the report of that number")
  func named() {
    let reports = [report(1, "081211111111", sent: 0), report(2, "081222222222", sent: 60)]
    #expect(ReplyMatcher.match("Nomor 0812-1111-1111 diproses", receivedAt: at(70), among: reports)?.id == 1)
    #expect(ReplyMatcher.match("+6281211111111 diproses", receivedAt: at(70), among: reports)?.id == 1)
    #expect(ReplyMatcher.match("0812999999999", receivedAt: at(70), among: reports)?.id == 2)
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
