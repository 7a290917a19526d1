import Foundation
import ModemSimulator
import Testing

@testable import Gateway

/// `docs/log.schema.json`, by a validator that is not ours (Debian's python3-jsonschema).
struct SchemaTests {
  @Test(.enabled(if: Validator.isThere)) func everyEventWithAllItsFieldsIsOfTheSchema() throws {
    let full = EventName.allCases.map { Self.event($0, keys: $0.keys) }
    let bare = EventName.allCases.map { Self.event($0, keys: $0.certainKeys) }
    for includeText in [false, true] {
      let format = JSONLines(privacy: Privacy(includeText: includeText), clock: .fixed(secondsEast: 25_200))
      let lines = (full + bare).map { String(format.line($0, at: 1_795_527_847_123).dropLast()) }
      #expect(try Validator.refused(lines) == [])
    }
  }

  @Test(
    .enabled(if: Validator.isThere),
    arguments: [
      #""event":"report.lost","modem":"sim1","report_id":1"#,
      #""event":"report.sent","modem":"sim1""#,
      #""event":"report.sent","modem":"sim1","report_id":"1""#,
      #""event":"report.sent","modem":"sim1","report_id":0"#,
      #""event":"report.sent","modem":"sim1","report_id":1,"reference":256"#,
      #""event":"report.sent","modem":"sim1","report_id":1,"colour":"red""#,
      #""event":"report.stopped","reason":["a"]"#,
      #""event":"modem.status","modem":"sim1","code":"Not A Code","reason":"r""#,
    ]) func whatIsNotOfTheSchemaIsRefused(fields: String) throws
  {
    let head = #"{"v":1,"ts":"2026-11-24T20:44:07.123+07:00","level":"info","#
    #expect(try Validator.refused(["\(head)\(fields)}"]).count == 1)
    #expect(!LogLine("\(head)\(fields)}").violations.isEmpty || fields.contains("colour"))
  }

  @Test(
    .enabled(if: Validator.isThere),
    arguments: [
      #"{"v":2,"ts":"2026-11-24T20:44:07.123+07:00","level":"info","event":"store.recovered"}"#,
      #"{"v":1,"ts":"2026-11-24 20:44:07","level":"info","event":"store.recovered"}"#,
      #"{"v":1,"ts":"2026-11-24T20:44:07.123+07:00","level":"loud","event":"store.recovered"}"#,
      #"{"v":1,"ts":"2026-11-24T20:44:07.123+07:00","event":"store.recovered"}"#,
      "[]", "null",
    ]) func everyLineHasItsStamp(line: String) throws
  {
    #expect(try Validator.refused([line]) == [line])
  }

  /// An event with a value for each of the keys; what is one of several, is the last.
  private static func event(_ name: EventName, keys: [EventKey]) -> Event {
    var event = Event(name, .info)
    event.fields = keys.map { key in Event.Field(key: key, value: value(of: key)) }
    return event
  }

  private static func value(of key: EventKey) -> Event.Value {
    switch key {
    case .sender: return .number("+6281234567890")
    case .text, .hex: return .words("a\"b\\\n\u{1B}[2J\u{202E}")
    case .reasons: return .quoting(["“klik” \u{0}"], else: ["lure.prize"])
    case _: break
    }
    switch key.kind {
    case .text: return .string("a\"b\\\n\u{1B}[2J\u{202E}")
    case .code: return .string("cms-50")
    case .oneOf(let values): return .string(values.last ?? "")
    case .integer(let range): return .integer(range.upperBound)
    case .share: return .decimal(0.99996)
    case .texts: return .strings(["a", ""])
    case .instant: return .instant(-1)
    case .counts(let names): return .counts(names.map { Event.Count(name: $0, value: 1) })
    }
  }
}

extension EndToEnd {
  @Suite struct LogOfARun {
    @Test(.enabled(if: Validator.isThere)) func everyLineOfARealRunIsOfTheSchema() async throws {
      let scratch = try Scratch()
      let host = try PTYHost(links: [scratch.file("modem")])
      defer { host.stop() }
      let daemon = try TestDaemon(links: [scratch.file("modem")], database: scratch.file("pelapor.db"))
      #expect(await daemon.log.wait(for: "modem.ready"))
      for message in Traffic(8).messages { _ = host.withSimulation { $0.send(message) } }
      host.withSimulation { _ = $0.deliver(pdu: "07912690010000000406A1") }
      #expect(await daemon.log.wait(for: "report.acknowledged"))
      #expect(await daemon.log.wait(for: "sms.undecodable"))
      try await daemon.stop()
      daemon.log.check(against: host.record)
      let lines = daemon.log.lines.map(\.text)
      #expect(Set(daemon.log.lines.map(\.event)).count >= 10)
      #expect(try Validator.refused(lines) == [])
    }
  }
}

/// The validator of Debian's python3-jsonschema.
private enum Validator {
  private static let script = """
    import json, sys, jsonschema
    schema = json.load(open(sys.argv[1]))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for line in sys.stdin:
        if line.strip() and not validator.is_valid(json.loads(line)): print(line, end="")
    """

  static let isThere: Bool = {
    if (try? run(["-c", "import jsonschema; jsonschema.Draft202012Validator"]))?.status == 0 { return true }
    print("skipped: python3-jsonschema is not installed")
    return false
  }()

  /// Those of the lines that are not of the schema.
  static func refused(_ lines: [String]) throws -> [String] {
    let schema = try #require(ProjectFiles.path("docs/log.schema.json"))
    let result = try run(["-c", script, schema], input: lines.joined(separator: "\n") + "\n")
    #expect(result.status == 0, "\(result.errors)")
    return result.output.split(separator: "\n").map(String.init)
  }

  private static func run(
    _ arguments: [String], input: String = ""
  ) throws -> (status: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = arguments
    return try process.answer(to: input)
  }
}
