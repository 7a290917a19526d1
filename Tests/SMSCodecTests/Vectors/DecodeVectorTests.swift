import Foundation
import SMSCodec
import Testing

/// `pdu_decode.jsonl`: whole PDUs and the fields that the suites of other projects assert, through ``PDUSummary``.
@Suite("Vectors: whole PDUs", .enabled(if: VectorFile.isAvailable, "needs ../shared/vectors"))
struct DecodeVectorTests {
  @Test func fieldsAreAsAsserted() throws {
    var tally = Tally()
    for vector in try VectorFile(name: "pdu_decode.jsonl").vectors() {
      let expected = try #require(vector.object("expect"))
      let mismatch =
        expected.bool("error") == true ? Self.acceptance(of: vector) : Self.mismatch(of: vector, expected)
      tally.check(mismatch == nil, "\(vector.id): \(mismatch ?? "")")
    }
    tally.report("pdu_decode", atLeast: 340)
  }

  private static func decode(_ vector: Vector, _ tolerance: Tolerance) throws(PDUError) -> Decoded<PDU> {
    try PDU.decode(
      hex: vector.string("hex") ?? "",
      direction: vector.string("direction") == "mo" ? .mobileOriginated : .mobileTerminated,
      framing: vector.string("tpdu_or_full") == "tpdu" ? .tpduOnly : .full, tolerance: tolerance)
  }

  /// What must be refused is refused, leniently too, unless the sources disagree about it: modemmanager's
  /// pdu_insufficient_data announces more than arrived, on which 23.040 is silent; a gateway delivers what arrived.
  private static func acceptance(of vector: Vector) -> String? {
    if (try? decode(vector, .strict)) != nil { return "accepted when strict" }
    let lenient = try? decode(vector, .lenient)
    let isCut = vector.string("disputed")?.hasPrefix("TP-UDL promises more octets") == true
    if !isCut { return lenient == nil ? nil : "accepted when lenient" }
    return lenient?.warnings.isEmpty == false ? nil : "must be accepted with a warning when lenient"
  }

  private static func mismatch(of vector: Vector, _ expected: Vector) -> String? {
    let summary: PDUSummary
    do {
      summary = PDUSummary(try decode(vector, .lenient))
    } catch {
      return "\(error)"
    }
    let isYearAmbiguous = vector.bool("century_ambiguous") == true
    for (key, value) in expected.fields {
      if let mismatch = mismatch(key, value, summary, isYearAmbiguous: isYearAmbiguous) { return mismatch }
    }
    // What the source does not assert but at least two other libraries agree on.
    for (key, value) in vector.object("oracle")?.fields ?? [:] {
      if let mismatch = mismatch(key, value, summary, isYearAmbiguous: true) { return "oracle \(mismatch)" }
    }
    for (index, element) in (vector.objects("udh") ?? []).enumerated() {
      guard case .array(let elements)? = summary["udh"], index < elements.count,
        elements[index]["iei"] == element.integer("iei").map({ .integer($0) }),
        elements[index]["data_hex"] == element.string("data_hex").map({ .string($0) })
      else { return "udh element \(index)" }
    }
    return nil
  }

  private static func mismatch(
    _ key: String, _ value: Any, _ summary: PDUSummary, isYearAmbiguous: Bool
  ) -> String? {
    let isEqual: Bool
    switch key {
    case "parse_ok", "roundtrip": return nil
    case "timestamp_local", "discharge_local":
      let key = key == "timestamp_local" ? "timestamp" : "discharge"
      isEqual = text(summary[key])?.prefix(19) == (value as? String)?.prefix(19)
    case "timestamp_utc":
      let formatter = ISO8601DateFormatter()
      isEqual =
        text(summary["timestamp"]).flatMap(formatter.date(from:)) == (value as? String).flatMap(formatter.date(from:))
    case "timestamp", "discharge":
      let found = text(summary[key])
      let wanted = value as? String
      isEqual = isYearAmbiguous ? found?.dropFirst(2) == wanted?.dropFirst(2) : found == wanted
    default: isEqual = matches(value, summary[key])
    }
    return isEqual ? nil : "\(key) is \(summary[key]?.json ?? "absent"), not \(value)"
  }

  private static func text(_ value: JSONValue?) -> String? {
    if case .string(let text)? = value { text } else { nil }
  }

  /// Objects match when the members asserted do.
  private static func matches(_ expected: Any, _ found: JSONValue?) -> Bool {
    switch found {
    case .string(let text): expected as? String == text
    case .integer(let number): (expected as? NSNumber)?.intValue == number
    case .bool(let flag): (expected as? NSNumber)?.boolValue == flag
    case .object:
      (expected as? [String: Any])?.allSatisfy { matches($0.value, found?[$0.key]) } == true
    case .array, .null, nil: false
    }
  }
}
