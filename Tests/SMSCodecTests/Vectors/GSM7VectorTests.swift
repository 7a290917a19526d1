import SMSCodec
import Testing

/// `gsm7.jsonl`: alphabets, packing, national tables.
@Suite("Vectors: GSM 7-bit", .enabled(if: VectorFile.isAvailable, "needs ../shared/vectors"))
struct GSM7VectorTests {
  @Test func septetsAndTextsAreAsAsserted() throws {
    var tally = Tally()
    for vector in try VectorFile(name: "gsm7.jsonl").vectors() {
      let mismatch = Self.mismatch(Case(vector))
      tally.check(mismatch == nil, "\(vector.id): \(mismatch ?? "")")
    }
    tally.report("gsm7", atLeast: 1753)
  }

  /// The fields of a vector, typed.
  private struct Case {
    var direction: String
    var mode: String?
    var text: String?
    var septets: [UInt8]?
    var packed: [UInt8]?
    var fillBits: Int
    var count: Int?
    var tables: GSM7.Tables
    var fields: Vector

    init(_ vector: Vector) {
      direction = vector.string("direction") ?? ""
      mode = vector.string("mode")
      // p5-encode maps every unassigned extension code to U+FFFD; 23.038 §6.2.1.1 has the base table's character.
      text = vector.string("text_3gpp") ?? vector.string("text")
      septets = vector.octets("septets_hex")
      packed = vector.octets("packed_hex")
      fillBits = vector.integer("fill_bits") ?? 0
      count = vector.integer("septet_count")
      tables = GSM7.Tables(
        locking: NationalLanguage(rawValue: UInt8(vector.integer("locking_table") ?? 0)),
        singleShift: NationalLanguage(rawValue: UInt8(vector.integer("single_table") ?? 0)))
      fields = vector
    }
  }

  private static func mismatch(_ vector: Case) -> String? {
    if vector.fields.bool("expect_error") == true { return acceptance(vector) }
    return switch (vector.direction, vector.mode) {
    case (_, "ussd"): ussd(vector)
    case ("pack", _), ("unpack", _): packing(vector)
    case ("encode", _): encoding(vector)
    case ("decode", _): decoding(vector)
    case ("roundtrip", _): encoding(vector) ?? decoding(vector)
    default: "unknown direction \(vector.direction)"
    }
  }

  private static func acceptance(_ vector: Case) -> String? {
    if let units = vector.fields.octets("ucs2_hex") {
      return GSM7.isEncodable(UCS2.text(of: units), tables: vector.tables) ? "encodable" : nil
    }
    if let septets = vector.septets {
      return (try? GSM7.text(validating: septets, tables: vector.tables)) == nil ? nil : "accepted"
    }
    return GSM7.isEncodable(vector.text ?? "", tables: vector.tables) ? "encodable" : nil
  }

  private static func encoding(_ vector: Case) -> String? {
    let isLossy = vector.mode == "lossy"
    let text = isLossy ? GSM7.transliterate(vector.text ?? "") : vector.text ?? ""
    guard let septets = GSM7.septets(of: text, tables: vector.tables) else { return "not encodable" }
    if let wanted = vector.septets, wanted != septets { return "septets \(septets)" }
    if let count = vector.count, GSM7.septetCount(text, tables: vector.tables) != count { return "count" }
    let packed = GSM7.pack(septets, fillBits: vector.fillBits)
    if let wanted = vector.packed, wanted != packed { return "packed \(packed)" }
    return nil
  }

  private static func decoding(_ vector: Case) -> String? {
    if let septets = vector.septets {
      let text = GSM7.text(ofSeptets: septets, tables: vector.tables)
      if text != vector.text { return "text of septets \(text)" }
    }
    if let packed = vector.packed {
      let count = vector.count ?? packed.count * 8 / 7
      let text = GSM7.decode(packed: packed, septets: count, firstBit: vector.fillBits, tables: vector.tables)
      if text != vector.text { return "text of octets \(text)" }
    }
    return nil
  }

  private static func packing(_ vector: Case) -> String? {
    guard let septets = vector.septets else { return "no septets" }
    let packed = GSM7.pack(septets, fillBits: vector.fillBits)
    if let wanted = vector.packed, vector.direction == "pack", wanted != packed { return "packed \(packed)" }
    if let length = vector.fields.integer("packed_length"), length != packed.count { return "length \(packed.count)" }
    let count = vector.fields.integer("unpack_count") ?? septets.count
    let unpacked = GSM7.unpack(vector.packed ?? packed, count: count, fillBits: vector.fillBits)
    let wanted = vector.fields.octets("unpacks_to_septets_hex") ?? septets
    return unpacked == wanted ? nil : "unpacked \(unpacked)"
  }

  private static func ussd(_ vector: Case) -> String? {
    if vector.direction == "decode" {
      let text = GSM7.text(ofSeptets: GSM7.unpackUSSD(vector.packed ?? []))
      return text == vector.text ? nil : text
    }
    guard let septets = vector.septets ?? GSM7.septets(of: vector.text ?? "") else { return "not encodable" }
    let packed = GSM7.packUSSD(septets)
    if let wanted = vector.packed, wanted != packed { return "packed \(packed)" }
    if let length = vector.fields.integer("packed_length"), length != packed.count { return "length \(packed.count)" }
    if let last = vector.fields.octets("packed_last_7bits"), packed.last.map({ [$0 >> 1] }) != last { return "last" }
    let unpacked = GSM7.unpackUSSD(packed)
    if let wanted = vector.fields.octets("unpacks_to_septets_hex"), wanted != unpacked { return "septets \(unpacked)" }
    let text = GSM7.text(ofSeptets: unpacked)
    if let wanted = vector.fields.string("decoded_text"), wanted != text { return "text \(text)" }
    if vector.direction == "roundtrip", vector.text != text { return "text \(text)" }
    return nil
  }
}
