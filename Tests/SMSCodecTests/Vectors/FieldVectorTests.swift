import SMSCodec
import Testing

/// `fields.jsonl`: one field each.
@Suite("Vectors: fields", .enabled(if: VectorFile.isAvailable, "needs ../shared/vectors"))
struct FieldVectorTests {
  /// What belongs to other rooms: names of operators and quoting are of the AT commands.
  private static let otherRooms: Set<String> = ["operator_name", "at_quote_string"]

  @Test func fieldsAreAsAsserted() throws {
    var tally = Tally()
    for vector in try VectorFile(name: "fields.jsonl").vectors() {
      let kind = vector.string("kind") ?? ""
      if Self.otherRooms.contains(kind) { continue }
      do {
        let mismatch = try Self.mismatch(kind, vector)
        tally.check(mismatch == nil, "\(kind) \(vector.id): \(mismatch ?? "")")
      } catch {
        tally.check(false, "\(kind) \(vector.id): \(error)")
      }
    }
    tally.report("fields", atLeast: 346)
  }

  private static func mismatch(_ kind: String, _ vector: Vector) throws -> String? {
    switch kind {
    case "address", "smsc_address", "address_body": try address(kind, vector)
    case "address_invalid": (try? Address(parsing: vector.string("address") ?? "")) == nil ? nil : "accepted"
    case "semioctet": semiOctets(vector)
    case "toa": typeOfAddress(vector)
    case "first_octet": try firstOctet(vector)
    case "dcs": dcs(vector)
    case "scts", "validity": try time(vector)
    case "validity_relative": relativeValidity(vector)
    case "udh": try header(vector)
    case "udh_ie": try element(vector)
    case "ucs2": ucs2(vector)
    case "encodable", "encodable_set": encodable(vector)
    case "packed_length": packedLength(vector)
    case "length": length(vector)
    case "split", "parts_for_length": try split(vector)
    case "reassembly", "reassembly_pair": try reassembly(vector)
    case "cbs": try cellBroadcast(vector)
    default: "unknown kind"
    }
  }

  /// Reads an address as the originator of an SMS-DELIVER, or as a service centre.
  private static func decodedAddress(_ kind: String, _ hex: String) throws -> Address? {
    let rest = "00000000000000000000"
    switch kind {
    case "smsc_address": return try PDU.decode(hex: hex + "040081" + rest).value.smsc
    case "address_body":
      // Type and value without a length; as the source reads it, a number ends at its filler, a name with its octets.
      let octets = hex.count / 2 - 1
      let isName = UInt8(hex.prefix(2), radix: 16).map { $0 >> 4 & 0x07 == 0x05 } ?? false
      let isOdd = !isName && hex.suffix(2).hasPrefix("F")
      let length = octets * 2 - (isOdd ? 1 : 0)
      return try PDU.decode(hex: "0004" + String(format(length)) + hex + rest).value.tpdu.address
    default: return try PDU.decode(hex: "0004" + hex + rest).value.tpdu.address
    }
  }

  private static func format(_ octet: Int) -> String {
    (octet < 16 ? "0" : "") + String(octet, radix: 16, uppercase: true)
  }

  private static func address(_ kind: String, _ vector: Vector) throws -> String? {
    let hex = try #require(vector.string("hex"))
    let text = try #require(vector.string("address"))
    if vector.string("direction") == "encode" {
      let address = try Address(parsing: text)
      let submit = Submit(destinationAddress: address, userData: .empty)
      let encoded = try PDU(smsc: address, tpdu: .submit(submit)).hex()
      let wanted = kind == "smsc_address" ? hex + "01" : "0100" + hex + "0000"
      return encoded.contains(wanted) ? nil : encoded
    }
    let address = try decodedAddress(kind, hex)
    if address?.description != text { return address?.description ?? "absent" }
    if let ton = vector.integer("ton"), address.map({ Int($0.typeOfNumber.rawValue) }) != ton { return "type" }
    if let npi = vector.integer("npi"), address.map({ Int($0.typeOfAddress & 0x0F) }) != npi { return "plan" }
    return nil
  }

  private static func semiOctets(_ vector: Vector) -> String? {
    let octets = vector.octets("hex") ?? []
    // The note says that this source stops at the first digit that is not decimal.
    let digits = vector.string("note") == nil ? SemiOctets.digits(of: octets) : SemiOctets.decimalPrefix(of: octets)
    return digits == vector.string("digits") ? nil : digits
  }

  private static func typeOfAddress(_ vector: Vector) -> String? {
    let octet = vector.integer("octet") ?? 0
    let hex = "000400" + format(octet) + "00000000000000000000"
    guard let address = try? PDU.decode(hex: hex, tolerance: .strict).value.tpdu.address else {
      return vector.bool("error") == true ? nil : "refused"
    }
    if vector.bool("error") == true { return "accepted" }
    let isRight =
      Int(address.typeOfNumber.rawValue) == vector.integer("ton")
      && Int(address.typeOfAddress & 0x0F) == vector.integer("npi")
    return isRight ? nil : "\(address.typeOfNumber) \(address.numberingPlan)"
  }

  private static func firstOctet(_ vector: Vector) throws -> String? {
    let octet = format(vector.integer("octet") ?? 0)
    let isSubmit = vector.string("direction") == "mo"
    let hex = isSubmit ? "00" + octet + "000081000000010000" : "00" + octet + "0081000000000000000000010000"
    let summary = PDUSummary(try PDU.decode(hex: hex, direction: isSubmit ? .mobileOriginated : .mobileTerminated))
    for (key, value) in vector.object("expect")?.fields ?? [:] {
      let found = summary[key == "mti" ? "type" : key]
      let isRight =
        switch found {
        case .bool(let flag): value as? Bool == flag
        case .integer(let number): value as? Int == number
        case .string(let text): value as? String == text
        default: false
        }
      if !isRight { return "\(key) is \(found?.json ?? "absent")" }
    }
    return nil
  }

  private static func dcs(_ vector: Vector) -> String? {
    let scheme = DCS(rawValue: UInt8(vector.integer("dcs") ?? 0))
    if let alphabet = vector.string("alphabet") ?? vector.string("encoding"), alphabet != scheme.alphabet.rawValue {
      return scheme.alphabet.rawValue
    }
    if let isAbsent = vector.bool("no_class"), isAbsent != (scheme.messageClass == nil) { return "class" }
    if let number = vector.integer("message_class") ?? vector.integer("class"),
      scheme.messageClass.map({ Int($0.rawValue) }) != number
    {
      return "class"
    }
    if let waiting = vector.object("mwi") {
      return scheme.messageWaiting?.isActive == waiting.bool("active")
        && scheme.messageWaiting?.isDiscardable == waiting.bool("discard") ? nil : "message waiting"
    }
    return nil
  }

  private static func time(_ vector: Vector) throws -> String? {
    let hex = try #require(vector.string("hex"))
    let iso = try #require(vector.string("iso"))
    if vector.string("direction") != "encode" {
      let found = try PDU.decode(hex: "000400810000" + hex + "00").value.tpdu.serviceCentreTimestamp?.iso8601
      if found != iso { return found ?? "absent" }
    }
    let octets = try timestamp(iso: iso).octets
    return octets == vector.octets("hex") ? nil : "\(octets)"
  }

  private static func relativeValidity(_ vector: Vector) -> String? {
    let minutes = vector.integer("minutes") ?? 0
    let octet = UInt8(vector.integer("octet") ?? 0)
    if vector.string("direction") == "both", ValidityPeriod.Relative(rawValue: octet).minutes != minutes {
      return "decoded"
    }
    let encoded = ValidityPeriod.Relative(minutes: minutes).rawValue
    return encoded == octet ? nil : "\(encoded)"
  }

  /// Reads a header as that of an 8-bit message.
  private static func decodedHeader(_ octets: [UInt8]) throws -> UserDataHeader? {
    let front: [UInt8] = [0x00, 0x44, 0x00, 0x81, 0x00, 0x04, 0, 0, 0, 0, 0, 0, 0, UInt8(octets.count)]
    return try PDU.decode(octets: front + octets).value.tpdu.userData?.header
  }

  private static func header(_ vector: Vector) throws -> String? {
    let octets = try #require(vector.octets("hex"))
    let header = try #require(try decodedHeader(octets))
    if header.octets != octets { return "encoded" }
    for (index, element) in (vector.objects("ies") ?? []).enumerated() {
      let found = header.elements[index]
      if Int(found.identifier) != element.integer("iei") || found.data != element.octets("data") { return "element" }
    }
    return placeAndPorts(vector, header)
  }

  private static func element(_ vector: Vector) throws -> String? {
    let octets = try #require(vector.octets("hex"))
    let header = try #require(try decodedHeader([UInt8(octets.count)] + octets))
    if let place = header.concatenation, InformationElement(place) != header.elements[0] { return "encoded" }
    if let ports = header.ports, InformationElement(ports) != header.elements[0] { return "encoded" }
    return placeAndPorts(vector, header)
  }

  private static func placeAndPorts(_ vector: Vector, _ header: UserDataHeader) -> String? {
    if let place = vector.object("concat") {
      let found = header.concatenation
      guard found.map({ Int($0.reference) }) == place.integer("ref"),
        found.map({ Int($0.referenceBits) }) == place.integer("ref_bits"),
        found.map({ Int($0.total) }) == place.integer("total"), found.map({ Int($0.sequence) }) == place.integer("seq")
      else { return "concatenation" }
    }
    if let ports = vector.object("ports") {
      let found = header.ports
      guard found.map({ Int($0.destination) }) == ports.integer("dst"),
        found.map({ Int($0.source) }) == ports.integer("src"), found.map({ Int($0.bits) }) == ports.integer("bits")
      else { return "ports" }
    }
    return nil
  }

  private static func ucs2(_ vector: Vector) -> String? {
    let octets = vector.octets("hex") ?? []
    let text = vector.string("text") ?? ""
    if vector.string("direction") != "encode", UCS2.text(of: octets) != text { return UCS2.text(of: octets) }
    if vector.string("direction") != "decode", UCS2.octets(of: text) != octets { return "encoded" }
    return nil
  }

  private static func encodable(_ vector: Vector) -> String? {
    if let codes = vector.strings("codepoints") {
      let scalars = codes.compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
      let rejected = scalars.filter { !GSM7.isEncodable(String($0)) }
      return rejected.isEmpty && scalars.count == codes.count ? nil : "\(rejected)"
    }
    return GSM7.isEncodable(vector.string("text") ?? "") == vector.bool("gsm7") ? nil : "encodable"
  }

  private static func packedLength(_ vector: Vector) -> String? {
    let count = GSM7.pack(vector.octets("septets_hex") ?? [], fillBits: vector.integer("fill_bits") ?? 0).count
    return count == vector.integer("packed_length") ? nil : "\(count)"
  }

  private static func length(_ vector: Vector) -> String? {
    let text = vector.string("text") ?? ""
    let units = GSM7.septetCount(text) ?? text.utf16.count
    return units == vector.integer("units") ? nil : "\(units)"
  }

  private static func split(_ vector: Vector) throws -> String? {
    var options = Segmentation.Options()
    options.referenceBits = UInt8(vector.integer("ref_bits") ?? 8)
    options.alphabet = vector.string("encoding") == "ucs2" ? .ucs2 : .gsm7
    let isUCS2 = options.alphabet == .ucs2
    var text = vector.string("text") ?? ""
    if let units = vector.integer("units") { text = String(repeating: isUCS2 ? "Я" : "x", count: units) }
    if let repeated = vector.fields["text_repeat"] as? [Any], let piece = repeated.first as? String,
      let count = repeated.last as? Int
    {
      text = String(repeating: piece, count: count)
    }
    if vector.bool("error") == true {
      return (try? Segmentation.split(text, options: options)) == nil ? nil : "accepted"
    }
    let parts = try Segmentation.split(text, options: options)
    if let count = vector.integer("parts_count"), parts.count != count { return "\(parts.count) parts" }
    let texts = parts.compactMap { $0.userData.text(for: $0.dataCodingScheme) }
    if let wanted = vector.strings("parts"), texts != wanted { return "\(texts)" }
    return texts.joined() == text && MessageAssembly.text(of: parts) == text ? nil : "not the text"
  }

  private static func reassembly(_ vector: Vector) throws -> String? {
    let direction: Direction = vector.string("direction") == "mo" ? .mobileOriginated : .mobileTerminated
    let tpdus = try (vector.strings("pdus") ?? []).map { try PDU.decode(hex: $0, direction: direction).value.tpdu }
    if vector.bool("same_message") == false {
      let places = tpdus.compactMap { $0.userData?.concatenation }
      return places.count == 2 && !places[0].isOfSameMessage(as: places[1]) ? nil : "taken for one message"
    }
    let parts = tpdus.compactMap { tpdu -> MessagePart? in
      switch tpdu {
      case .deliver(let deliver): MessagePart(deliver)
      case .submit(let submit): MessagePart(submit)
      case .deliverReport, .submitReport, .statusReport, .command: nil
      }
    }
    if let isComplete = vector.bool("complete"), isComplete != MessageAssembly.missing(in: parts).isEmpty {
      return "complete"
    }
    let text = MessageAssembly.text(of: parts.reversed())
    return vector.string("text").map { $0 == text } ?? true ? nil : text
  }
}

extension FieldVectorTests {
  fileprivate static func cellBroadcast(_ vector: Vector) throws -> String? {
    let page = try CellBroadcastPage(hex: try #require(vector.string("hex")))
    if page.text != vector.string("text") { return page.text }
    let found: [String: Int] = [
      "geo_scope": Int(page.geographicalScope), "message_code": Int(page.messageCode),
      "update_number": Int(page.updateNumber), "message_identifier": Int(page.messageIdentifier),
      "dcs": Int(page.dataCodingScheme.rawValue), "page": Int(page.page), "max_pages": Int(page.pageCount),
    ]
    for (key, value) in found where vector.integer(key) != value { return "\(key) is \(value)" }
    return page.language == vector.string("lang") ? nil : page.language
  }
}
