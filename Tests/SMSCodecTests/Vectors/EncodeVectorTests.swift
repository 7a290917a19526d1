import SMSCodec
import Testing

/// `pdu_encode.jsonl`: what to send, and the SMS-SUBMIT that other projects make of it.
@Suite("Vectors: SMS-SUBMIT", .enabled(if: VectorFile.isAvailable, "needs ../shared/vectors"))
struct EncodeVectorTests {
  @Test func octetsAreAsAsserted() throws {
    var tally = Tally()
    for vector in try VectorFile(name: "pdu_encode.jsonl").vectors() {
      let input = try #require(vector.object("input"))
      let expected = try #require(vector.strings("hexes") ?? vector.string("hex").map { [$0] })
      do {
        let framing: Framing = vector.string("tpdu_or_full") == "tpdu" ? .tpduOnly : .full
        let pdus = try Self.pdus(input, like: expected, framing)
        let hexes = try pdus.map { pdu in
          let hex = try pdu.hex()
          return framing == .full ? hex : String(hex.dropFirst(2))
        }
        tally.check(hexes == expected, "\(vector.id): \(hexes)")
        if let length = vector.integer("tpdu_length") {
          tally.check(try pdus.first?.tpduLength == length, "\(vector.id): length is not \(length)")
        }
      } catch {
        tally.check(false, "\(vector.id): \(error)")
      }
    }
    tally.report("pdu_encode", atLeast: 137)
  }

  private static func pdus(_ input: Vector, like expected: [String], _ framing: Framing) throws -> [PDU] {
    let reference = try reference(expected, framing)
    return try parts(input, like: reference).map { part in
      var submit = Submit(
        destinationAddress: try address(input, "address", like: reference.destinationAddress),
        messageReference: UInt8(input.integer("message_reference") ?? 0), dataCodingScheme: part.dataCodingScheme,
        validityPeriod: try validity(input), userData: part.userData)
      // What a source sets of its own accord and does not list among the inputs: TP-RD, and gammu the longest TP-VP.
      // python-gsmmodem/submit-3 says "reject duplicates" and has bit 6, which is TP-SRR (23.040 §9.2.3.5); TP-RD is
      // bit 3 (§9.2.3.25). So both bits are the source's.
      submit.rejectDuplicates = reference.rejectDuplicates
      submit.statusReportRequested = reference.statusReportRequested
      if submit.validityPeriod == nil { submit.validityPeriod = reference.validityPeriod }
      let smsc = input.string("smsc") == nil ? nil : try address(input, "smsc", like: try smsc(expected))
      return PDU(smsc: smsc, tpdu: .submit(submit))
    }
  }

  private static func reference(_ expected: [String], _ framing: Framing) throws -> Submit {
    let decoded = try PDU.decode(hex: try #require(expected.first), direction: .mobileOriginated, framing: framing)
    guard case .submit(let submit) = decoded.value.tpdu else { throw NoSubmit() }
    return submit
  }

  private static func smsc(_ expected: [String]) throws -> Address? {
    try PDU.decode(hex: try #require(expected.first), direction: .mobileOriginated).value.smsc
  }

  private struct NoSubmit: Error {}

  /// Which type of number a local number gets, 23.040 leaves to the sender (python-gsmmodem: national, others: unknown),
  /// so where the input does not say, the source's choice is taken.
  private static func address(_ input: Vector, _ key: String, like reference: Address?) throws -> Address {
    let text = try #require(input.string(key))
    if key == "address", let type = input.object("address_type") {
      let number = try #require(type.integer("ton").flatMap { Address.TypeOfNumber(rawValue: UInt8($0)) })
      return try Address(
        digits: text.drop { $0 == "+" }, typeOfNumber: number, numberingPlan: UInt8(type.integer("npi") ?? 1))
    }
    let address = try Address(parsing: text)
    if let reference, reference.typeOfNumber == .national, address.typeOfNumber == .unknown {
      return try Address(digits: text, typeOfNumber: .national)
    }
    return address
  }

  private static func validity(_ input: Vector) throws -> ValidityPeriod? {
    if let octet = input.integer("validity_relative") { return .relative(.init(rawValue: UInt8(octet))) }
    if let minutes = input.integer("validity_relative_minutes") { return .relative(minutes: minutes) }
    return try input.string("validity_absolute").map { .absolute(try timestamp(iso: $0)) }
  }

  private static func parts(_ input: Vector, like reference: Submit) throws -> [MessagePart] {
    let text = try #require(input.string("text"))
    var options = Segmentation.Options()
    options.messageClass = input.integer("class").flatMap { DCS.MessageClass(rawValue: UInt8($0)) }
    options.reference = UInt16(input.object("concat")?.integer("ref") ?? 0)
    switch input.string("encoding") {
    case "gsm7": options.alphabet = .gsm7
    case "ucs2": options.alphabet = .ucs2
    default:
      let scheme = DCS(.data, messageClass: options.messageClass)
      return [MessagePart(dataCodingScheme: scheme, userData: try UserData(text: text, dataCodingScheme: scheme))]
    }
    return try Segmentation.split(text, options: options)
  }
}

/// A time stamp from ISO 8601 with an offset in hours and minutes.
func timestamp(iso: String) throws -> SCTS {
  let numbers = iso.split { "-T:+".contains($0) }.compactMap { Int($0) }
  try #require(numbers.count == 8)
  let sign = iso.dropFirst(19).first == "-" ? -1 : 1
  return try SCTS(
    year: numbers[0], month: numbers[1], day: numbers[2], hour: numbers[3], minute: numbers[4], second: numbers[5],
    zoneMinutes: sign * (numbers[6] * 60 + numbers[7]))
}
