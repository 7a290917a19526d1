import Foundation
import Numbering
import Reporting
import Testing

@testable import Export

/// Evidence of seeded texts that were written to break whatever reads it, in every format, read back by readers that are
/// not ours where there are any.
struct HostileExportTests {
  private struct Random {
    var state: UInt64
    mutating func below(_ bound: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
      return Int((z ^ z >> 31) % UInt64(bound))
    }
  }

  private static let pieces = [
    "halo", " ", "\r\n", "\n\n", "\r", ",", "\"", "'", "=1+1", "+", "-", "@", "|", "%", "\t=2", "<b>", "</section>",
    "<!--",
    "&lt;", "]]>", "\u{0}", "\u{7}", "\u{1B}[31m", "\u{202E}", "\u{2066}", "\u{FEFF}", "\u{200B}", "\u{2028}", "\u{85}",
    "\u{9B}", "\nBcc: a@b.c\n\n", "=?utf-8?Q?x?=", "--=_pelapor", ".\n", "From x", "é", "🎉", "你好", "\u{10FFFF}",
    "081234567890", "www.x.xyz", "1234567890123456", "\\", "\\u0022", "{", "}", "\u{E0041}",
    // A lone surrogate of UCS-2 becomes the sign of a character that is none.
    String(decoding: [0xD800, 0x41] as [UInt16], as: UTF16.self),
  ]

  private func texts(_ seed: Int, _ count: Int) -> [String] {
    var random = Random(state: UInt64(seed))
    return (0..<count).map { _ in
      (0..<random.below(30)).map { _ in Self.pieces[random.below(Self.pieces.count)] }.joined()
    }
  }

  private func bundle(_ texts: [String]) -> EvidenceBundle {
    let moment = WallTime(seconds: 1_795_000_000)
    let items = texts.enumerated().map { index, text in
      EvidenceItem(
        messageID: Int64(index + 1), sender: String(text.prefix(20)), senderForm: .alphanumeric, sentAt: moment,
        sentAtText: text, receivedAt: moment, serviceCentre: text, text: text, pdus: ["00"],
        verdict: EvidenceItem.Verdict(
          label: "fraud", fraudProbability: 0.9, band: "auto",
          reasons: [EvidenceItem.Reason(english: text, indonesian: text)], modelVersion: text),
        decision: "report", stoppedBy: nil,
        report: EvidenceItem.Report(id: 1, state: .sent, destination: "1166", text: text, failure: text))
    }
    return EvidenceBundle(
      createdAt: moment, minutesEastOfUTC: 420, generator: "test", profile: ReportProfile.shipped[0], items: items)
  }

  @Test(arguments: 0..<60) func jsonIsReadBackAsItWas(seed: Int) throws {
    let texts = texts(seed, 4)
    let object = try JSONSerialization.jsonObject(with: Data(bundle(texts).json().utf8)) as? [String: Any]
    let messages = try #require(object?["messages"] as? [[String: Any]])
    for (message, text) in zip(messages, texts) {
      #expect(Array((message["text"] as? String ?? "").utf16) == Array(text.utf16))
      #expect(message["sender"] as? String == String(text.prefix(20)))
    }
    #expect(messages.count == texts.count)
  }

  @Test(arguments: 0..<60) func csvHasItsRowsAndNoFormula(seed: Int) throws {
    let texts = texts(seed, 4)
    let rows = try #require(Self.rows(bundle(texts).csv()))
    #expect(rows.count == texts.count + 1)
    for (row, text) in zip(rows.dropFirst(), texts) {
      #expect(row.count == 20)
      let shown = Escaping.plain(text)
      #expect(row[7] == shown || row[7] == "'" + shown)
      for cell in row {
        let first = cell.drop(while: \.isWhitespace).first
        #expect(first.map { !"=+-@|%".contains($0) } ?? true, "\(cell.debugDescription)")
      }
    }
  }

  @Test(arguments: 0..<60) func theDocumentHasTheMarkupOfAPlainOne(seed: Int) {
    let texts = texts(seed, 4)
    for language in [EvidenceLanguage.indonesian, .english] {
      let html = bundle(texts).html(language)
      let plain = bundle(texts.map { _ in "x" }).html(language)
      for tag in ["<section", "</section>", "<h2", "<table", "</table>"] {
        #expect(html.ranges(of: tag).count == plain.ranges(of: tag).count, "\(tag)")
      }
      for tag in ["<script", "<b>", "<!--", "<img", "<a "] { #expect(!html.contains(tag), "\(tag)") }
      #expect(!html.unicodeScalars.contains { Self.acts($0) })
    }
  }

  @Test(arguments: 0..<60) func textHasNothingThatActs(seed: Int) {
    let text = bundle(texts(seed, 4)).text(.indonesian)
    #expect(!text.unicodeScalars.contains { Self.acts($0) })
  }

  @Test(.enabled(if: Python.isThere), arguments: [0, 20, 40]) func mailIsReadByAnotherProgramAsItWasMeant(first: Int)
    throws
  {
    for seed in first..<(first + 20) {
      let texts = texts(seed, 3)
      let bundle = bundle(texts)
      let read = try Python.parts(of: bundle.mail(.english, from: texts[0]))
      #expect(read.headers == ["X-Unsent", "MIME-Version", "Date", "To", "Subject", "Message-ID", "Content-Type"])
      #expect(read.defects == 0 && read.parts.count == 3)
      #expect(read.parts.dropFirst().first == bundle.json())
    }
  }

  private static func acts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: true
    case _: false
    }
  }

  /// RFC 4180, every field in quotation marks; nil for anything else.
  private static func rows(_ csv: String) -> [[String]]? {
    var rest = Array(csv.unicodeScalars)[...]
    guard rest.popFirst() == "\u{FEFF}" else { return nil }
    var rows: [[String]] = []
    var row: [String] = []
    while !rest.isEmpty {
      guard rest.popFirst() == "\"" else { return nil }
      var cell = String.UnicodeScalarView()
      while let scalar = rest.popFirst() {
        if scalar != "\"" {
          cell.append(scalar)
        } else if rest.first == "\"" {
          cell.append("\"")
          rest.removeFirst()
        } else {
          break
        }
      }
      row.append(String(cell))
      switch rest.popFirst() {
      case ",": continue
      case "\r":
        guard rest.popFirst() == "\n" else { return nil }
        rows.append(row)
        row = []
      case _: return nil
      }
    }
    return row.isEmpty ? rows : nil
  }
}

/// Python's own reader of mails.
private enum Python {
  private static let path = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  static var isThere: Bool {
    if path != nil { return true }
    print("skipped: there is no python3 to read the mails with")
    return false
  }

  struct Mail: Decodable {
    var headers: [String]
    var defects: Int
    var parts: [String]
  }

  static func parts(of mail: String) throws -> Mail {
    let process = Process()
    process.executableURL = path.map { URL(fileURLWithPath: $0) }
    process.arguments = [
      "-c",
      """
      import email, email.policy, json, sys
      mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
      parts = list(mail.iter_parts())
      print(json.dumps({"headers": mail.keys(), "defects": len(mail.defects) + sum(len(part.defects) for part in parts),
        "parts": [part.get_payload(decode=True).decode("utf-8") for part in parts]}))
      """,
    ]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(mail.utf8))
    try input.fileHandleForWriting.close()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode(Mail.self, from: data)
  }
}
