import Foundation
import Modem
import ModemSimulator
import Testing

@testable import Gateway

/// What a trace holds, and what it must not.
@Suite struct TraceTests {
  @Test(arguments: [
    ("line.jsonl", 1, "line.jsonl"), ("line.jsonl", 2, "line-sim1.jsonl"), ("line", 2, "line-sim1"),
    ("/var/log.d/line", 3, "/var/log.d/line-sim1"), ("/tmp/.hidden", 2, "/tmp/.hidden-sim1"),
    ("a.b/c.tar.gz", 2, "a.b/c.tar-sim1.gz"),
  ]) func severalModemsHaveAFileEach(path: String, count: Int, expected: String) {
    #expect(TraceSettings(path: path).path(for: "sim1", of: count) == expected)
  }

  @Test func linesAreReadAsTheyWereWritten() throws {
    let slots = [
      MessageSlot(storage: "SM", index: 0, ticket: 7), MessageSlot(storage: "ME", index: 22, ticket: .max >> 1),
    ]
    let entries: [TraceEntry] = [
      .opened(), .opened(usbVendor: 0x12D1), .usbReset(.done), .usbReset(.refused(reason: "no", remedy: "a rule")),
      .replaced, .closed(reason: "unplugged\n\u{202E}"), .read(Array(0...255)), .woke, .stored(slots),
      .notStored(slots),
      .acknowledged(3), .notAcknowledged(4), .send(SendRequest(id: 9, hex: "0011", tpduLength: 1)), .stop,
      .wrote([0x1B, 0x0D]), .action("ready: \"x\""), .dropped(17), .full,
    ]
    for entry in entries {
      let line = TraceLine.text(entry, at: .nanoseconds(12_345_678_901))
      #expect(line.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
      #expect(try TraceLine.parse(line) == .entry(entry, at: .nanoseconds(12_345_678_901)))
    }
  }

  @Test func aHeaderKeepsTheSettingsOfTheSession() throws {
    var header = TraceLine.Header(
      program: "0.1.0", started: "2026-11-24T00:00:00Z", modem: "sim1", device: "/dev/ttyUSB0", baud: 9_600,
      isRedacted: true)
    header.configuration.pin = "0000"
    header.configuration.storePause = .milliseconds(1_500)
    header.configuration.profile = .huawei
    #expect(try TraceLine.parse(TraceLine.text(header)) == .header(header))
    // One of another version of the program may know fewer settings, or more.
    let other = #"{"v":1,"kind":"trace","modem":"sim1","session":{"minimumPINTries":2,"ofTheFuture":1}}"#
    guard case .header(let read) = try TraceLine.parse(other) else {
      Issue.record("no header")
      return
    }
    #expect(read.configuration.minimumPINTries == 2)
    #expect(read.configuration.sendTimeout == ModemSession.Configuration().sendTimeout)
  }

  @Test(arguments: [
    (#"{"t":1,"kind":"read"}"#, "data is missing"), (#"{"kind":"wake"}"#, "t, the time in nanoseconds, is missing"),
    (#"{"t":1,"kind":"dance"}"#, #"the kind "dance" is not known"#), ("hello", "it is no JSON object, or was cut off"),
    (#"{"t":1,"kind":"re"#, "it is no JSON object, or was cut off"), (#"{"t":1}"#, "kind is missing"),
    (#"{"t":"1","kind":"wake"}"#, "t has the wrong type"),
    (#"{"t":1,"kind":"read","data":"\u20ac"}"#, "data holds a character that is no octet: U+20AC"),
    (#"{"v":2,"kind":"trace","session":{}}"#, "version 2 of the format is not known"),
    (#"{"v":1,"kind":"trace"}"#, "session, the settings of the modem session, can't be used"),
    (#"{"t":1,"kind":"stored","slots":[{"storage":"SM"}]}"#, "index is missing"),
  ]) func aBrokenLineSaysWhatIsWrong(line: String, reason: String) {
    let fault = #expect(throws: TraceLine.Fault.self) { try TraceLine.parse(line) }
    #expect(fault?.reason.contains(reason) == true, "\(fault?.reason ?? "")")
  }

  // MARK: What must not be in it

  @Test(arguments: [
    "AT+CPIN=\"1234\"\r", "at+cpin=1234\r", "AT+CPIN=\"87654321\",\"1234\"\r", "+CMTI: \"SM\",1\r\nAT+CPIN=\"1234\"",
    "++CPIN=\"1234\"",
  ]) func aPINIsNeverWritten(line: String) {
    for size in 1...line.utf8.count {
      var mask = TraceMask(hidesContents: false)
      var written: [UInt8] = []
      var rest = Array(line.utf8)[...]
      while !rest.isEmpty {
        written += mask.apply(rest.prefix(size))
        rest = rest.dropFirst(size)
      }
      let text = String(decoding: written, as: UTF8.self)
      #expect(!text.contains("1234") && !text.contains("8765"), "\(text)")
      #expect(written.count == line.utf8.count)
    }
  }

  @Test func otherDigitsStayAsTheyAre() {
    var mask = TraceMask(hidesContents: false)
    let line = "AT+CPIN=?\r\r\n+CPIN: 1234\r\nAT+CMGD=1234\r"
    #expect(String(decoding: mask.apply(line.utf8), as: UTF8.self) == line)
  }

  @Test(arguments: [
    ("+CREG: 2,1,8BE3,2BAF\r\n+CSCA: \"+6281100\"", "+CREG: 2,1,8B00,2B00\r\n+CSCA: \"+6281100\""),
    ("+CEREG: 1,\"1F00\",\"79D903\",7\r\n", "+CEREG: 1,\"0000\",\"000000\",7\r\n"),
    ("+cgreg: 11, \"B092\",\"0000A697\",3,\"00\"\r", "+cgreg: 11, \"0000\",\"00000000\",3,\"00\"\r"),
  ]) func theCellIsHidden(line: String, masked: String) {
    var mask = TraceMask(hidesContents: true)
    #expect(line.utf8.flatMap { mask.apply([$0]) } == Array(masked.utf8))
  }

  @Test func contentsAreHiddenAndTheirLengthStays() {
    var mask = TraceMask(hidesContents: true)
    let line = "+CMT: ,23\r\n0791261801000005240C9126\r\n+CREG: 2,1,\"2C19\",\"01A2B3C4\"\r\n+CMGS: 153\r\n"
    let written = String(decoding: mask.apply(line.utf8), as: UTF8.self)
    #expect(
      written == "+CMT: ,23\r\n079120000000000000000000\r\n+CREG: 2,1,\"0000\",\"00000000\"\r\n+CMGS: 153\r\n")
  }

  // MARK: The file

  @Test func onlyItsOwnerMayReadIt() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("trace-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data("before\n".utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    let file = try TraceFile(path: path)
    file.add("after")
    file.flush()
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    // A trace may be the only evidence of a trouble: nothing is overwritten.
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "before\nafter\n")
  }

  @Test(arguments: ["/", "/dev/null", "/no/such/folder/trace"]) func whatCantBeATraceIsRefused(path: String) {
    let error = #expect(throws: TraceFileError.self) { try TraceFile(path: path) }
    #expect(error?.description.contains(path) == true)
  }
}
