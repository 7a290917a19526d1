import Foundation
import Modem

/// The JSON lines of a trace, version 1 (`docs/trace.md`).
enum TraceLine {
  static let version = 1

  /// What opens a trace and says how its session was set up.
  struct Header: Sendable, Equatable {
    var program: String
    /// RFC 3339.
    var started: String
    var modem: String
    var device: String
    var baud: Int
    var isRedacted: Bool
    /// Its PIN, where it has one, consists of zeros.
    var configuration = ModemSession.Configuration()
  }

  /// A line as it was read.
  enum Parsed: Equatable {
    case header(Header)
    case entry(TraceEntry, at: Duration)
  }

  // MARK: Writing

  static func text(_ header: Header) -> String {
    var object = JSONObjectWriter()
    object.add("v", integer: version)
    object.add("kind", string: "trace")
    object.add("program", string: header.program)
    object.add("started", string: header.started)
    object.add("modem", string: header.modem)
    object.add("device", string: header.device)
    object.add("baud", integer: header.baud)
    object.add("redacted", boolean: header.isRedacted)
    object.add("session", json: json(of: header.configuration))
    return object.finished()
  }

  static func text(_ entry: TraceEntry, at time: Duration?) -> String {
    var object = JSONObjectWriter()
    if let time { object.add("t", integer: Int(time.nanoseconds)) }
    object.add("kind", string: kind(of: entry))
    switch entry {
    case .replaced, .woke, .pinTryNoted, .stop, .full: break
    case .opened(let vendor): object.add("vendor", integer: vendor.map(Int.init))
    case .closed(let reason): object.add("reason", string: reason)
    case .usbReset(.done): break
    case .usbReset(.refused(let reason, let remedy)):
      object.add("reason", string: reason)
      object.add("remedy", string: remedy)
    case .read(let octets), .wrote(let octets): object.add("data", string: latin(octets))
    case .stored(let slots), .notStored(let slots):
      object.add("slots", json: "[" + slots.map(json).joined(separator: ",") + "]")
    case .acknowledged(let ticket), .notAcknowledged(let ticket): object.add("ticket", integer: Int(clamping: ticket))
    case .send(let request):
      object.add("id", integer: Int(clamping: request.id))
      object.add("hex", string: request.hex)
      object.add("length", integer: request.tpduLength)
    case .action(let text): object.add("text", string: text)
    case .dropped(let count): object.add("count", integer: count)
    }
    return object.finished()
  }

  private static func kind(of entry: TraceEntry) -> String {
    switch entry {
    case .opened: "open"
    case .replaced: "replaced"
    case .closed: "close"
    case .usbReset: "usb-reset"
    case .read: "read"
    case .woke: "wake"
    case .stored: "stored"
    case .notStored: "not-stored"
    case .acknowledged: "acknowledged"
    case .notAcknowledged: "not-acknowledged"
    case .pinTryNoted(true): "pin-noted"
    case .pinTryNoted(false): "pin-not-noted"
    case .send: "send"
    case .stop: "stop"
    case .wrote: "write"
    case .action: "action"
    case .dropped: "dropped"
    case .full: "full"
    }
  }

  /// One character an octet (ISO 8859-1): nothing is lost, and AT commands stay readable.
  private static func latin(_ octets: [UInt8]) -> String {
    var text = ""
    for octet in octets { text.unicodeScalars.append(Unicode.Scalar(octet)) }
    return text
  }

  private static func json(_ slot: MessageSlot) -> String {
    var object = JSONObjectWriter()
    object.add("storage", string: slot.storage)
    object.add("index", integer: slot.index)
    object.add("ticket", integer: Int(clamping: slot.ticket))
    return object.finished()
  }

  private static func json(of configuration: ModemSession.Configuration) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = try? encoder.encode(configuration)
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  // MARK: Reading

  /// Why a line is none of a trace.
  struct Fault: Error, Equatable {
    var reason: String
  }

  static func parse(_ line: some StringProtocol) throws(Fault) -> Parsed {
    let fields: Fields
    do { fields = try JSONDecoder().decode(Fields.self, from: Data(line.utf8)) } catch {
      throw Fault(reason: "not a line of a trace: \(reason(of: error))")
    }
    if fields.kind == "trace" { return .header(try header(fields, line: Data(line.utf8))) }
    let entry = try entry(fields)
    switch entry {
    case .dropped, .full: return .entry(entry, at: .nanoseconds(fields.t ?? 0))
    case _:
      guard let time = fields.t, time >= 0 else { throw Fault(reason: "t, the time in nanoseconds, is missing") }
      return .entry(entry, at: .nanoseconds(time))
    }
  }

  private struct Slot: Decodable {
    var storage: String
    var index: Int
    var ticket: UInt64
  }

  private struct Fields: Decodable {
    var t: Int64?
    var kind: String
    var v: Int?
    var reason, remedy, data, hex, text, program, started, modem, device: String?
    var slots: [Slot]?
    var ticket, id: UInt64?
    var length, count, baud: Int?
    var vendor: UInt16?
    var redacted: Bool?
  }

  private static func entry(_ fields: Fields) throws(Fault) -> TraceEntry {
    switch fields.kind {
    case "open": return .opened(usbVendor: fields.vendor)
    case "replaced": return .replaced
    case "close": return .closed(reason: try need(fields.reason, "reason"))
    case "usb-reset":
      return .usbReset(fields.reason.map { .refused(reason: $0, remedy: fields.remedy ?? "") } ?? .done)
    case "read": return .read(try octets(fields))
    case "wake": return .woke
    case "stored": return .stored(try slots(fields))
    case "not-stored": return .notStored(try slots(fields))
    case "acknowledged": return .acknowledged(try need(fields.ticket, "ticket"))
    case "not-acknowledged": return .notAcknowledged(try need(fields.ticket, "ticket"))
    case "pin-noted": return .pinTryNoted(true)
    case "pin-not-noted": return .pinTryNoted(false)
    case "send":
      return .send(
        SendRequest(
          id: try need(fields.id, "id"), hex: try need(fields.hex, "hex"),
          tpduLength: try need(fields.length, "length")))
    case "stop": return .stop
    case "write": return .wrote(try octets(fields))
    case "action": return .action(try need(fields.text, "text"))
    case "dropped": return .dropped(try need(fields.count, "count"))
    case "full": return .full
    case let other: throw Fault(reason: "the kind \"\(visible(String(other.prefix(32))))\" is not known")
    }
  }

  private static func header(_ fields: Fields, line: Data) throws(Fault) -> Header {
    guard let version = fields.v else { throw Fault(reason: "v, the version of the format, is missing") }
    guard version == Self.version else {
      throw Fault(reason: "version \(version) of the format is not known; this program reads version \(Self.version)")
    }
    return Header(
      program: fields.program ?? "?", started: fields.started ?? "?", modem: fields.modem ?? "?",
      device: fields.device ?? "?", baud: fields.baud ?? 0, isRedacted: fields.redacted ?? false,
      configuration: try configuration(line))
  }

  /// The settings of the session laid over the defaults: a trace of another version knows others.
  private static func configuration(_ line: Data) throws(Fault) -> ModemSession.Configuration {
    let faulty = Fault(reason: "session, the settings of the modem session, can't be used")
    do {
      let object = try JSONSerialization.jsonObject(with: line) as? [String: Any]
      let defaults = try JSONSerialization.jsonObject(with: JSONEncoder().encode(ModemSession.Configuration()))
      guard let recorded = object?["session"] as? [String: Any], let defaults = defaults as? [String: Any] else {
        throw faulty
      }
      let merged = defaults.merging(recorded) { _, recorded in recorded }
      return try JSONDecoder().decode(
        ModemSession.Configuration.self, from: JSONSerialization.data(withJSONObject: merged))
    } catch { throw faulty }
  }

  private static func octets(_ fields: Fields) throws(Fault) -> [UInt8] {
    var octets: [UInt8] = []
    for scalar in try need(fields.data, "data").unicodeScalars {
      guard let octet = UInt8(exactly: scalar.value) else {
        throw Fault(
          reason: "data holds a character that is no octet: U+\(String(scalar.value, radix: 16).uppercased())")
      }
      octets.append(octet)
    }
    return octets
  }

  private static func slots(_ fields: Fields) throws(Fault) -> [MessageSlot] {
    try need(fields.slots, "slots").map { MessageSlot(storage: $0.storage, index: $0.index, ticket: $0.ticket) }
  }

  private static func need<Value>(_ value: Value?, _ name: String) throws(Fault) -> Value {
    guard let value else { throw Fault(reason: "\(name) is missing") }
    return value
  }

  private static func reason(of error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, _): "\(key.stringValue) is missing"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      "\(context.codingPath.map(\.stringValue).joined(separator: ".")) has the wrong type"
    case _: "it is no JSON object, or was cut off"
    }
  }
}
