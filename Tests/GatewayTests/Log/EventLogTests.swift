import Dispatch
import Foundation
import Glibc
import Synchronization
import Testing

@testable import Gateway

private let instant: Int64 = 1_795_527_847_123  // 2026-11-24T13:44:07.123Z
private let jakarta = CivilClock.fixed(secondsEast: 7 * 3_600)

private func json(_ event: Event, includeText: Bool = false) -> String {
  JSONLines(privacy: Privacy(includeText: includeText), clock: jakarta).line(event, at: instant)
}

struct EventFormatTests {
  @Test func aLineHasTheDocumentedKeysInOrder() {
    let event = Event(
      .reportSent, .info, [.modem: .string("sim1"), .reportID: .integer(7), .reference: .integer(42), .code: nil])
    #expect(
      json(event) == """
        {"v":1,"ts":"2026-11-24T20:44:07.123+07:00","level":"info","event":"report.sent","modem":"sim1","report_id":7,"reference":42}

        """)
  }

  @Test func countsAreAnObjectOfWholeNumbers() {
    let counts = Event.Value.counts([
      Event.Count(name: "commands", value: 12), Event.Count(name: "resets", value: 1),
    ])
    let event = Event(.modemCounters, .info, [.modem: .string("sim1"), .counters: counts])
    #expect(
      json(event).hasSuffix(#""event":"modem.counters","modem":"sim1","counters":{"commands":12,"resets":1}}"# + "\n"))
    let human = HumanFormat(privacy: Privacy(includeText: false), clock: jakarta, isColoured: false)
    #expect(human.line(event, at: instant).contains("commands 12, resets 1"))
  }

  @Test func numbersAreMaskedAndTextsAbsentUnlessAskedFor() {
    let event = Event(.smsReceived, .info, [.sender: .number("+6281234567890"), .text: .words("selamat")])
    #expect(!json(event).contains("81234567890"))
    #expect(!json(event).contains("selamat"))
    #expect(json(event, includeText: true).contains("+6281234567890"))
    #expect(json(event, includeText: true).contains("selamat"))
  }

  @Test func hostileTextStaysInItsString() throws {
    let hostile = "a\"}\n{\"event\":\"report.sent\"}\u{1B}[2J\u{0}\u{202E}\u{2028}\\ 𝐌😀"
    let line = json(Event(.smsReceived, .info, [.text: .words(hostile)]), includeText: true)
    #expect(line.dropLast().unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E && $0.value != 0x2028 })
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    #expect(object["text"] as? String == hostile)
    #expect(object["event"] as? String == "sms.received")

    let human = HumanFormat(privacy: Privacy(includeText: true), clock: jakarta, isColoured: false)
      .line(Event(.smsReceived, .info, [.text: .words(hostile)]), at: instant)
    #expect(human.filter { $0 == "\n" }.count == 1)
    #expect(!human.unicodeScalars.contains("\u{1B}"))
  }

  @Test(arguments: [
    (0.0, "0.0"), (1.0, "1.0"), (0.99996, "1.0"), (0.98765, "0.9877"), (0.5, "0.5"), (0.00004, "0.0"), (-0.25, "-0.25"),
    (Double.nan, "null"), (Double.infinity, "null"), (1e300, "null"),
  ])
  func decimalsAreAlwaysJSON(value: Double, expected: String) {
    #expect(
      json(Event(.smsClassified, .info, [.probability: .decimal(value)])).contains("\"probability\":\(expected)}"))
  }

  @Test(arguments: [
    (Int64(0), 0, "1970-01-01T00:00:00.000+00:00"), (-1, 0, "1969-12-31T23:59:59.999+00:00"),
    (1_709_208_000_500, -12_600, "2024-02-29T08:30:00.500-03:30"),
  ])
  func instantsAreRFC3339(milliseconds: Int64, offset: Int, expected: String) {
    #expect(CivilClock.fixed(secondsEast: offset).rfc3339(milliseconds) == expected)
  }

  @Test func humanLinesAreAlignedAndPlain() {
    let format = HumanFormat(privacy: Privacy(includeText: false), clock: jakarta, isColoured: false)
    let line = format.line(
      Event(
        .smsClassified, .info,
        [
          .modem: .string("sim1"), .messageID: .integer(12), .label: .string("fraud"),
          .probability: .decimal(0.998),
        ]), at: instant)
    #expect(line == "20:44:07  sim1    sms.classified        #12  fraud  99.8 %\n")
  }
}

struct DescriptorSinkTests {
  private func temporaryPath() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("pelapor-log-\(UUID().uuidString)").path
  }

  private func sink(_ path: String) throws -> DescriptorSink {
    try DescriptorSink(path: path, format: JSONLines(privacy: Privacy(includeText: false), clock: jakarta))
  }

  @Test func linesAreAppendedInOrder() throws {
    let path = temporaryPath()
    defer { unlink(path) }
    let log = EventLog(level: .info, sinks: [try sink(path)], now: { instant })
    for count in 0..<100 { log.emit(Event(.smsReceived, .info, [.messageID: .integer(count)])) }
    log.emit(Event(.modemStatus, .debug))
    log.flush()
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 100)
    #expect(lines.last?.hasSuffix("\"message_id\":99}") == true)
  }

  @Test func reopeningFollowsARotation() throws {
    let path = temporaryPath()
    defer {
      unlink(path)
      unlink(path + ".1")
    }
    let sink = try sink(path)
    sink.write(Event(.daemonStarted), at: instant)
    sink.flush()
    #expect(rename(path, path + ".1") == 0)
    try sink.reopen()
    sink.write(Event(.daemonStopped), at: instant)
    sink.flush()
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("daemon.stopped"))
    #expect(try String(contentsOfFile: path + ".1", encoding: .utf8).contains("daemon.started"))
  }

  @Test func aFileThatCannotBeOpenedIsSaidWithItsPath() {
    #expect(throws: LogFileError.self) { try self.sink("/nonexistent-folder/log") }
  }

  @Test func linesBeyondTheBoundAreCountedNotWaitedFor() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let (readEnd, writeEnd) = (ends[0], ends[1])
    var sink: DescriptorSink? = DescriptorSink(
      descriptor: writeEnd, path: nil, format: JSONLines(privacy: Privacy(includeText: false), clock: jakarta))
    let total = DescriptorSink.capacity + 5_000
    // Nobody reads yet: the pipe fills up, then the queue, then lines are dropped; write(_:at:) returns each time.
    for count in 0..<total { sink?.write(Event(.smsReceived, .info, [.messageID: .integer(count)]), at: instant) }

    let read = Mutex<[UInt8]>([])
    let finished = DispatchSemaphore(value: 0)
    let reader = Thread {
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while case let count = Glibc.read(readEnd, &buffer, buffer.count), count > 0 {
        read.withLock { $0 += buffer[..<count] }
      }
      finished.signal()
    }
    reader.start()
    sink?.flush()
    sink?.write(Event(.daemonStopped), at: instant)
    sink?.flush()
    sink = nil
    finished.wait()
    close(readEnd)

    let lines = read.withLock { String(decoding: $0, as: UTF8.self) }.split(separator: "\n")
    let written = lines.count { $0.contains("sms.received") }
    let dropped = lines.compactMap { $0.firstMatch(of: #/log.dropped","count":(\d+)/#).flatMap { Int($0.1) } }
    #expect(written >= DescriptorSink.capacity && written < total)
    #expect(written + dropped.reduce(0, +) == total)
    #expect(lines.contains { $0.contains("daemon.stopped") })
  }
}
