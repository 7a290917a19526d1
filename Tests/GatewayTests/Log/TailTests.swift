import Foundation
import Glibc
import Testing

@testable import Gateway

private func record(_ fields: String, event: String = "sms.classified", level: String = "info") -> String {
  #"{"v":1,"ts":"2026-11-24T20:44:07.123+07:00","level":"\#(level)","event":"\#(event)"\#(fields.isEmpty ? "" : ",")\#(fields)}"#
}

private func content(_ line: String) -> LogLineContent { LogLineContent(line: Array(line.utf8)) }

private func shown(_ line: String, width: Int? = nil, showsText: Bool = false, isColoured: Bool = false) -> String {
  var renderer = LogRenderer(isColoured: isColoured, showsText: showsText)
  return renderer.lines(content(line), width: width)
}

struct LogRendererTests {
  @Test func anEventIsOneAlignedLineUnderItsDay() {
    var renderer = LogRenderer(isColoured: false, showsText: false)
    let fields =
      #""modem":"sim1","message_id":12,"label":"fraud","probability":0.998,"band":"auto","reasons":["lure.prize"]"#
    #expect(
      renderer.lines(content(record(fields)), width: nil) == """
        2026-11-24
        20:44:07  sim1    sms.classified      #12  fraud  99.8 %  auto  lure.prize

        """)
    #expect(
      renderer.lines(content(record(#""reason":"no more""#, event: "report.stopped", level: "warning")), width: nil)
        == "20:44:07          report.stopped      no more\n")
  }

  @Test func colourGoesByClass() {
    #expect(shown(record(#""label":"fraud""#), isColoured: true).contains("\u{1B}[31msms.classified"))
    #expect(shown(record(#""label":"ham""#), isColoured: true).contains("\u{1B}[32msms.classified"))
    #expect(shown(record("", event: "store.failed", level: "error"), isColoured: true).contains("\u{1B}[1;31m"))
    #expect(!shown(record(#""label":"fraud""#)).contains("\u{1B}"))
  }

  @Test(arguments: [40, 80, 100, 132]) func nothingIsWiderThanTheTerminal(width: Int) {
    let reason =
      String(repeating: "kata ", count: 60) + String(repeating: "x", count: 300) + String(repeating: "漢", count: 99)
    let lines = shown(record(#""modem":"sim1","code":"a","reason":"\#(reason)""#, event: "modem.warning"), width: width)
    for line in lines.split(separator: "\n") { #expect(TerminalText.width(line) <= width, "\(line)") }
    #expect(lines.filter { !$0.isWhitespace }.contains(String(repeating: "x", count: 5)))
    #expect(lines.count { $0 == "漢" } == 99)
  }

  @Test func textsAndNumbersOfPeopleAreHiddenUnlessAskedFor() {
    let line = record(
      #""sender":"+6281234567890","text":"selamat anda menang","reasons":["“menang” promises a prize","lure.prize"],"hex":"0791""#
    )
    for hidden in [shown(line), LogRenderer(isColoured: false, showsText: false).json(unwrapped(line))] {
      #expect(!hidden.contains("81234567890") && !hidden.contains("menang") && !hidden.contains("0791"))
    }
    #expect(shown(line).contains("lure.prize"))
    for open in [
      shown(line, showsText: true), LogRenderer(isColoured: false, showsText: true).json(unwrapped(line)),
    ] {
      #expect(open.contains("+6281234567890") && open.contains("selamat anda menang") && open.contains("0791"))
    }
  }

  private func unwrapped(_ line: String) -> LogRecord {
    guard case .record(let record) = content(line) else { preconditionFailure("not a record: \(line)") }
    return record
  }

  @Test func jsonPassesThroughWithTheOrderOfItsKeys() {
    let line = record(#""zeta":1.50,"alpha":{"b":[true,null,-1e3],"a":"é\u001b"},"modem":"sim1""#, event: "new.event")
    #expect(LogRenderer(isColoured: false, showsText: false).json(unwrapped(line)) == line + "\n")
  }

  @Test(arguments: [
    "", "Nov 24 20:44:07 host kernel: usb 1-1: new device", "{\"event\":\"report.sent\"}", "[1]", "{", "\u{1B}[2J\u{7}",
    #"{"v":1,"ts":"yesterday","level":"info","event":"report.sent"}"#,
  ])
  func foreignLinesAreShownEscaped(line: String) {
    let text = shown(line, width: 80)
    #expect(text.hasPrefix("? ") && text.hasSuffix("\n"))
    #expect(text.unicodeScalars.dropLast().allSatisfy { !isUnsafe($0) })
  }
}

struct LogFilterTests {
  private func shows(_ filter: LogFilter, _ lines: [String]) -> [Bool] {
    var filter = filter
    return lines.map { line in
      guard case .record(let record) = content(line) else { return false }
      return filter.shows(record)
    }
  }

  @Test(arguments: [
    ("report.sent", "report.sent", true), ("report.*", "report.sent", true), ("*", "sms.part", true),
    ("*.s*t", "report.sent", true), ("report.*", "reports", false), ("sent", "report.sent", false),
    ("*sent", "report.sent.twice", false), ("**t", "report.sent", true), ("a*b*c*d", "axxbxxcxx", false),
  ])
  func patternsMatchWholeNames(pattern: String, name: String, expected: Bool) throws {
    #expect(try #require(EventPattern(pattern)).matches(name) == expected)
  }

  @Test(arguments: ["", "Report.*", "report.[ab]", "a b", "report/*", String(repeating: "a", count: 65)])
  func whatIsNoPatternIsRefused(text: String) {
    #expect(EventPattern(text) == nil)
  }

  @Test func aLabelFollowsItsMessageAndReport() {
    var filter = LogFilter()
    filter.labels = ["fraud"]
    let lines = [
      record(#""message_id":1,"label":"fraud""#), record(#""message_id":2,"label":"ham""#),
      record(#""message_id":1,"report_id":9"#, event: "report.queued"), record(#""report_id":9"#, event: "report.sent"),
      record(#""report_id":8"#, event: "report.sent"), record("", event: "daemon.stopping"),
    ]
    #expect(shows(filter, lines) == [true, false, true, true, false, false])
  }

  @Test func modemEventAndTimeAreAllWanted() throws {
    var filter = LogFilter()
    filter.modems = ["sim1"]
    filter.events = [try #require(EventPattern("report.*"))]
    filter.since = 1_795_527_847_123
    let lines = [
      record(#""modem":"sim1""#, event: "report.sent"), record(#""modem":"sim2""#, event: "report.sent"),
      record(#""modem":"sim1""#), record("", event: "report.stopped"),
      record(#""modem":"sim1""#, event: "report.sent").replacing("07.123", with: "07.122"),
    ]
    #expect(shows(filter, lines) == [true, false, false, false, false])
  }

  @Test(
    arguments: [
      ("2026-11-24T20:44:07.123+07:00", 1_795_527_847_123), ("1970-01-01T00:00:00.000+00:00", 0),
      ("2024-02-29T08:30:00.5-03:30", 1_709_208_000_500), ("1969-12-31T23:59:59.999Z", -1),
    ] as [(String, Int64)])
  func timestampsAreRead(text: String, expected: Int64) {
    #expect(LogRecord.milliseconds(text) == expected)
  }
}

struct JournalEntryTests {
  @Test func nativeFieldsMakeARecord() throws {
    let line = #"""
      {"__CURSOR":"s=1;i=2","__REALTIME_TIMESTAMP":"1795527847123456","PRIORITY":"4","EVENT":"report.unknown","MODEM":"sim1","PELAPOR_MESSAGE_ID":"12","MESSAGE_ID":"992bfd0c6b788fe6bc63655a32988a93","REPORT_ID":"7","REASON":[98,97,100],"_PID":"1"}
      """#
    let entry = JournalEntry(line: Array(line.utf8), clock: .fixed(secondsEast: 7 * 3_600))
    #expect(entry.cursor == "s=1;i=2")
    guard case .record(let record) = entry.content else { return #expect(Bool(false)) }
    #expect(
      LogRenderer(isColoured: false, showsText: false).json(record)
        == #"{"v":1,"ts":"2026-11-24T20:44:07.123+07:00","level":"warning","event":"report.unknown","modem":"sim1","message_id":12,"report_id":7,"reason":"bad"}"#
        + "\n")
  }

  @Test func aJSONLineAsTheMessageMakesARecord() {
    let inner = record(#""modem":"sim1""#, event: "modem.opened")
    let line = "{\"MESSAGE\":\(JSONObjectWriter.quoted(inner)),\"__REALTIME_TIMESTAMP\":\"1\"}"
    #expect(JournalEntry(line: Array(line.utf8)).content == content(inner))
  }

  @Test func otherEntriesAreForeign() {
    #expect(
      JournalEntry(line: Array(#"{"MESSAGE":"Started pelapor.service.","UNIT":"pelapor.service"}"#.utf8)).content
        == .foreign("Started pelapor.service."))
  }
}

struct LogFileFollowerTests {
  private let path = FileManager.default.temporaryDirectory.appendingPathComponent("pelapor-tail-\(UUID().uuidString)")
    .path

  private func append(_ text: String) throws {
    let file = try #require(fopen(path, "a"))
    fputs(text, file)
    fclose(file)
  }

  private func texts(_ findings: [LogFileFollower.Finding]) -> [String] {
    findings.map { finding in
      switch finding {
      case .octets(let octets): String(decoding: octets, as: UTF8.self)
      case .rotated: "<rotated>"
      case .truncated: "<truncated>"
      }
    }
  }

  @Test func whatIsAppendedIsFoundOnce() throws {
    defer { unlink(path) }
    let follower = LogFileFollower(path: path, lastLines: 10)
    #expect(follower.look().isEmpty && !follower.exists)
    try append("one\n")
    #expect(texts(follower.look()) == ["one\n"])
    #expect(follower.look().isEmpty)
    try append("two\nthr")
    #expect(texts(follower.look()) == ["two\nthr"])
  }

  @Test func aRotationLosesNothing() throws {
    defer { for suffix in ["", ".1"] { unlink(path + suffix) } }
    try append("one\n")
    let follower = LogFileFollower(path: path, lastLines: nil)
    #expect(texts(follower.look()) == ["one\n"])
    let writer = try #require(fopen(path, "a"))
    #expect(rename(path, path + ".1") == 0)
    // The writer has not been told yet, and the new file is there already.
    fputs("two\n", writer)
    fflush(writer)
    try append("")
    #expect(texts(follower.look()) == ["two\n"])
    fputs("three\n", writer)
    fclose(writer)
    try append("four\n")
    #expect(texts(follower.look()) == ["three\n", "<rotated>", "four\n"])
  }

  @Test func aTruncationBeginsAnew() throws {
    defer { unlink(path) }
    try append("one two three\n")
    let follower = LogFileFollower(path: path, lastLines: nil)
    _ = follower.look()
    #expect(truncate(path, 0) == 0)
    try append("four\n")
    #expect(texts(follower.look()) == ["<truncated>", "four\n"])
  }

  @Test(arguments: [(0, ""), (1, "c\n"), (2, "b\nc\n"), (9, "a\nb\nc\n")]) func theLastLinesAreFound(
    count: Int, expected: String
  ) throws {
    defer { unlink(path) }
    try append("a\nb\nc\n")
    #expect(texts(LogFileFollower(path: path, lastLines: count).look()).joined() == expected)
  }

  @Test func theLastLinesOfALargeFileAreFound() throws {
    defer { unlink(path) }
    let lines = (0..<20_000).map { "line \($0)\n" }
    try append(lines.joined())
    #expect(texts(LogFileFollower(path: path, lastLines: 9_000).look()).joined() == lines.suffix(9_000).joined())
  }
}

/// Whatever stands in a log, every line is shown and nothing reaches the terminal raw.
struct TailFuzzTests {
  private struct Random: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>) func mutatedLinesAreShownSafely(seed: UInt64) {
    var random = Random(state: seed &* 0x9E37_79B9_7F4A_7C15)
    let line = Array(
      record(#""modem":"sim1","text":"a\u001b[2J\ud83d\ude00\"","reasons":["x",["y",{"z":1}]],"probability":0.5"#).utf8)
    var renderer = LogRenderer(isColoured: false, showsText: true)
    for _ in 0..<400 {
      var mutant = line
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<mutant.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: mutant[place] = UInt8.random(in: 0...255, using: &random)
        case 1: mutant.remove(at: place)
        case 2: mutant.insert(contentsOf: [0x5B, 0x7B, 0x22, 0x5C, 0x9B, 0x1B].shuffled(using: &random), at: place)
        case _: mutant.replaceSubrange(place..., with: mutant[place...].shuffled(using: &random))
        }
        if mutant.isEmpty { mutant = [0x7B] }
      }
      let content = LogLineContent(line: mutant)
      let entry = JournalEntry(line: mutant).content
      for content in [content, entry] {
        let text = renderer.lines(content, width: 80)
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !isUnsafe($0) }, "seed \(seed): \(mutant)")
        guard case .record(let record) = content else { continue }
        let json = renderer.json(record)
        #expect(json.unicodeScalars.dropLast().allSatisfy { !isUnsafe($0) }, "seed \(seed): \(mutant)")
        #expect((try? JSONSerialization.jsonObject(with: Data(json.utf8))) != nil, "seed \(seed): \(json)")
      }
    }
  }

  @Test func deeplyNestedLinesAreForeign() {
    let line = record("\"a\":" + String(repeating: "[", count: 100_000))
    guard case .foreign = content(line) else { return #expect(Bool(false)) }
  }

  @Test func endlessLinesAreCut() {
    var splitter = LineSplitter()
    let lines = splitter.lines([UInt8](repeating: 0x61, count: 3 * LineSplitter.maximumLength + 1))
    #expect(lines.map(\.count) == [LineSplitter.maximumLength, LineSplitter.maximumLength, LineSplitter.maximumLength])
    #expect(splitter.remainder() == [0x61])
  }
}
