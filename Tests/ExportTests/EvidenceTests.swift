import Digest
import Foundation
import Numbering
import Reporting
import Testing

@testable import Export

private let moment = WallTime(seconds: 1_795_000_000)

private func item(
  _ text: String? = "Selamat! Klaim hadiah di bit.ly/klaim hub 0812-3456-7890", from sender: String? = "+6281355512345",
  report: EvidenceItem.Report? = nil, decision: String? = "report", stoppedBy: Guard? = nil
) -> EvidenceItem {
  EvidenceItem(
    messageID: 17, sender: sender, senderForm: sender.map { Sender.form(of: $0) } ?? .unknown, sentAt: moment,
    sentAtText: "2026-11-18T22:26:40+07:00", receivedAt: moment.adding(seconds: 9), serviceCentre: "+6281100000",
    text: text, pdus: ["0691AB", "0691CD"],
    verdict: EvidenceItem.Verdict(
      label: "fraud", fraudProbability: 0.987, band: "auto",
      reasons: [EvidenceItem.Reason(english: "promises a prize", indonesian: "menjanjikan hadiah")],
      modelVersion: "m1"),
    decision: decision, stoppedBy: stoppedBy, report: report)
}

private func bundle(_ items: [EvidenceItem], profile: ReportProfile? = ReportProfile.shipped[0]) -> EvidenceBundle {
  EvidenceBundle(
    createdAt: moment.adding(hours: 1), minutesEastOfUTC: 420, generator: "Pelapor test", profile: profile, items: items
  )
}

/// What strangers may write into an SMS or a sender's name.
private let hostile = [
  "=HYPERLINK(\"http://x\")", "+cmd|' /C calc'!A0", "@SUM(1)", "\t=1+1", "<script>alert(1)</script>", "\"><img src=x>",
  "a\r\nBcc: victim@example.org\r\n\r\nbody", "\u{202E}gpj.exe", "\u{1B}[2J", "'; DROP TABLE", "--=_pelapor", "\u{0}x",
  "=?utf-8?Q?x?=", "]]>", "&amp;", "\u{2028}line",
]

struct EvidenceTests {
  @Test(arguments: hostile) func jsonOfHostileTextIsReadBackAsItWas(text: String) throws {
    let json = bundle([item(text, from: text)]).json()
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let message = try #require((object["messages"] as? [[String: Any]])?.first)
    #expect(message["text"] as? String == text)
    #expect(message["sender"] as? String == text)
    #expect((message["classification"] as? [String: Any])?["fraud_probability"] as? Double == 0.987)
    let pdus = try #require(message["pdus"] as? [[String: String]])
    #expect(pdus.map { $0["sha256"] } == ["0691AB", "0691CD"].map { SHA256.hex(of: $0.utf8) })
  }

  @Test(arguments: hostile) func noCellOfTheTableIsAFormulaOrActs(text: String) {
    let csv = bundle([item(text, from: text)]).csv()
    #expect(csv.hasPrefix("\u{FEFF}\"id\",\"sender\""))
    #expect(csv.hasSuffix("\r\n"))
    let cells = csv.dropFirst().split(separator: "\",\"").map { $0.drop { $0 == "\"" || $0.isWhitespace } }
    for cell in cells { #expect(cell.first.map { !"=+-@|%".contains($0) } ?? true, "\(cell)") }
    #expect(!csv.unicodeScalars.contains { $0.value < 0x20 && $0 != "\r" && $0 != "\n" && $0 != "\t" })
  }

  @Test func numbersKeepTheirZeroAndTheirDigitsInASpreadsheet() {
    let csv = bundle([item("transfer ke rek 1234567890123456")]).csv()
    #expect(csv.contains("\"'081355512345\""))
    #expect(csv.contains("\"'1234567890123456\""))
  }

  @Test(arguments: hostile) func theDocumentHasNoMarkupOfStrangers(text: String) throws {
    let report = EvidenceItem.Report(id: 3, state: .sent, destination: text, text: text, failure: text)
    let html = bundle([item(text, from: text, report: report)]).html(.english)
    let plain = bundle([item("x", from: "+6281355512345", report: report)]).html(.english)
    for tag in ["<script", "<img", "<a ", "<link", "<iframe", "href=", "src="] where tag != "src=" {
      #expect(!html.contains(tag), "\(tag)")
    }
    #expect(html.count(of: "<section") == plain.count(of: "<section"))
    #expect(html.count(of: "<h2") == plain.count(of: "<h2"))
    #expect(!html.unicodeScalars.contains { $0.value == 0x202E || $0.value == 0x1B || $0.value == 0 })
  }

  @Test func theDocumentLoadsNothingAndLeavesTheIdentityBlank() {
    let html = bundle([item()]).html(.indonesian)
    #expect(html.contains("default-src 'none'"))
    #expect(!html.contains("@import") && !html.contains("url("))
    #expect(html.contains("<th scope=\"row\">Nama lengkap</th><td></td>"))
    #expect(html.contains("size: A4"))
    #expect(html.contains("081355512345 (nomor seluler Indonesia, menurut awalan nomor: Telkomsel)"))
    #expect(html.contains("menjanjikan hadiah"))
    #expect(html.contains(SHA256.hex(of: "0691AB".utf8)))
  }

  @Test(arguments: hostile) func mailHeadersStayHeaders(text: String) {
    let mail = bundle([item(text, from: text)]).mail(.indonesian, from: text)
    let head = mail.split(separator: "\r\n\r\n", maxSplits: 1)[0]
    let fields = head.split(separator: "\r\n").filter { !$0.hasPrefix(" ") }
    let names = fields.compactMap { $0.split(separator: ":").first }
    #expect(names == ["X-Unsent", "MIME-Version", "Date", "To", "Subject", "Message-ID", "Content-Type"])
    for line in mail.split(separator: "\r\n", omittingEmptySubsequences: false) {
      #expect(line.utf8.count <= 78)
      #expect(line.utf8.allSatisfy { (0x20...0x7E).contains($0) })
    }
    #expect(mail.count(of: "--=_pelapor_") == 4)
  }

  @Test func mailGoesToTheAddressOfTheProfileAndCarriesTheEvidence() throws {
    let bundle = bundle([item()])
    let mail = bundle.mail(.indonesian, from: "budi@example.org")
    #expect(mail.contains("\r\nTo: cs@telkomsel.com\r\n"))
    #expect(mail.contains("\r\nFrom: budi@example.org\r\n"))
    #expect(mail.contains("\r\nDate: Wed, 18 Nov 2026 19:06:40 +0700\r\n"))
    #expect(mail.contains("\r\nSubject: Laporan SMS penipuan dari 081355512345\r\n"))
    let attached = try #require(mail.firstRange(of: "filename=\"evidence.json\"\r\n\r\n"))
    let body = mail[attached.upperBound...].prefix { $0 != "-" }
    let data = try #require(Data(base64Encoded: body.filter { !$0.isNewline }))
    #expect(String(decoding: data, as: UTF8.self) == bundle.json())
  }

  @Test(arguments: ["", "a", "ab", "abc", "Ünïcode — 🎉", String(repeating: "x", count: 200)])
  func base64IsThatOfFoundation(text: String) {
    #expect(Mail.base64(Array(text.utf8)) == Data(text.utf8).base64EncodedString())
  }

  @Test(arguments: ["plain", "trailing space ", "= é\n.dot\nFrom x", String(repeating: "é ", count: 90), "a\tb\t"])
  func quotedPrintableIsReadBack(text: String) {
    let encoded = Mail.quotedPrintable(text)
    for line in encoded.split(separator: "\r\n") {
      #expect(line.utf8.count <= 76)
      #expect(line.last != " " && line.last != "\t")
    }
    #expect(decode(encoded) == text)
  }

  private func decode(_ text: String) -> String {
    var octets: [UInt8] = []
    var rest = Array(text.replacing("=\r\n", with: "").replacing("\r\n", with: "\n").utf8)[...]
    while let octet = rest.popFirst() {
      if octet == 0x3D, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        octets.append(value)
        rest = rest.dropFirst(2)
      } else {
        octets.append(octet)
      }
    }
    return String(decoding: octets, as: UTF8.self)
  }

  @Test func aLongSubjectBecomesEncodedWords() {
    let text = String(repeating: "ü", count: 60)
    let words = Mail.header(text, after: 9).split(separator: "\r\n ")
    var decoded = Data()
    for word in words {
      #expect(word.utf8.count <= 75)
      #expect(word.hasPrefix("=?utf-8?B?") && word.hasSuffix("?="))
      let chunk = Data(base64Encoded: String(word.dropFirst(10).dropLast(2)))
      // Each word is whole characters (RFC 2047 §5).
      #expect(chunk.flatMap { String(data: $0, encoding: .utf8) } != nil)
      decoded += chunk ?? Data()
    }
    #expect(String(decoding: decoded, as: UTF8.self) == text)
  }

  @Test func textForChatAndTelephoneNamesWhatMatters() {
    let report = EvidenceItem.Report(id: 3, state: .acknowledged, destination: "1166", text: "x", sentAt: moment)
    let text = bundle([item(report: report)]).text(.indonesian)
    #expect(text.contains("Untuk ditempel di chat operator (Telkomsel 1166)"))
    #expect(text.contains("Pengirim: 081355512345"))
    #expect(text.contains("Tautan di dalam SMS: bit.ly/klaim"))
    #expect(text.contains("menelepon 188"))
    #expect(text.contains("\"Pengirimnya 0813-5551-2345, diterima 18-11-2026 18:06 WIB.\""))
    #expect(text.contains("diterima dan dijawab oleh tujuan"))
  }

  @Test(arguments: hostile) func textHasNothingThatActsOnATerminal(text: String) {
    let shown = bundle([item(text, from: text)]).text(.indonesian)
    #expect(!shown.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" })
  }

  @Test func purgedMessagesAreExportedWithWhatIsLeft() {
    let bundle = bundle([item(nil, from: nil)], profile: nil)
    #expect(bundle.html(.indonesian).contains("isi tidak tersedia"))
    #expect(!bundle.mail(.english).contains("\r\nTo:"))
    #expect(bundle.text(.english).contains("(not available)"))
    #expect(bundle.json().contains("\"id\": 17"))
  }
}

struct FindingsTests {
  @Test(
    arguments: [
      ("buka www.gebyar-2026.blogspot.com sekarang", ["www.gebyar-2026.blogspot.com"], [], []),
      ("Klik: https://bit.ly/Abc?x=1. Cepat!", ["https://bit.ly/Abc?x=1"], [], []),
      ("klik:bit.ly/x (t.me/abc)", ["bit.ly/x", "t.me/abc"], [], []),
      ("Hub 0812-3456-7890 / 62 813 5551 2345", [], ["081234567890", "081355512345"], []),
      ("wa.me/6281234567890", ["wa.me/6281234567890"], [], []),
      ("transfer BRI 0021 0101 2345 678 an Budi", [], [], ["002101012345678"]),
      ("Rp75.000.000 PIN 4821 jam 10.30", [], [], []),
      ("kaya.Pak Budi tunggu", [], [], []),
      ("nomor 2 081234567890", [], ["081234567890"], []),
    ] as [(String, [String], [String], [String])])
  func linksNumbersAndAccountsAreFound(text: String, links: [String], numbers: [String], accounts: [String]) {
    let findings = Findings(in: text)
    #expect(findings.links == links)
    #expect(findings.numbers == numbers)
    #expect(findings.accounts == accounts)
  }

  @Test func theyAreBounded() {
    let findings = Findings(in: (0..<500).map { "a\($0).com" }.joined(separator: " "))
    #expect(findings.links.count == 50)
  }
}

struct ExplanationTests {
  @Test func saysWhichGuardStoppedIt() {
    let lines = item(decision: "withhold", stoppedBy: .contact).explanation(minutesEastOfUTC: 420)
    #expect(lines.contains("It is not reported (contact): its sender is in the contacts."))
    #expect(lines.contains("  because: promises a prize"))
  }

  @Test(arguments: ReportState.allCases) func everyStateHasWords(state: ReportState) {
    let report = EvidenceItem.Report(id: 3, state: state, destination: "1166", text: nil, dueAt: moment)
    let lines = item(report: report).explanation(minutesEastOfUTC: 420)
    #expect(lines.contains { $0.hasPrefix("Report 3 to 1166: ") })
    if state == .unknown { #expect(lines.contains { $0.contains("resolve 3 sent") }) }
    if state == .awaitingReview { #expect(lines.contains { $0.contains("approve 3") }) }
  }

  @Test func saysWhatItDoesNotKnow() {
    var bare = item(decision: nil)
    bare.verdict = nil
    #expect(bare.explanation(minutesEastOfUTC: 0).contains { $0.hasPrefix("It has no verdict") })
  }
}

extension String {
  fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}
