import SMSCodec
import Testing

@Suite("Fields")
struct FieldTests {
  @Test(arguments: [
    ("+6281234567890", "91", "+6281234567890"), ("081234567890", "81", "081234567890"), ("1166", "81", "1166"),
    ("*123#", "81", "*123#"), ("Telkomsel", "D0", "Telkomsel"), ("abc", "D0", "abc"), ("", "81", ""),
  ])
  func addressIsReadAsPeopleWriteIt(text: String, type: String, description: String) throws {
    let address = try Address(parsing: text)
    #expect(address.typeOfAddress == UInt8(type, radix: 16))
    #expect(address.description == description)
  }

  /// 7n/4 rounded up (23.040 §9.1.2.5), for every length a name can have.
  @Test(arguments: 1...11) func alphanumericLengthCountsUsefulSemiOctets(count: Int) throws {
    let name = String(String(repeating: "Telkomsel", count: 2).prefix(count))
    let address = try Address(alphanumeric: name)
    #expect(Int(address.semiOctets) == (7 * count + 3) / 4)
    #expect(address.octets.count == (7 * count + 7) / 8)
    #expect(address.description == name)
  }

  @Test func addressThatFitsNoFieldIsRefused() {
    #expect(throws: PDUError(.addressTooLong(21), field: "")) {
      try Address(parsing: String(repeating: "1", count: 21))
    }
    #expect(throws: PDUError(.addressNotEncodable, field: "")) { try Address(parsing: "twelve chars") }
    #expect(throws: PDUError(.addressNotEncodable, field: "")) { try Address(parsing: "漢字") }
    #expect(throws: PDUError(.addressNotEncodable, field: "")) { try Address(digits: "12d") }
  }

  @Test func digitsBeyondNineAreTheStandards() throws {
    let address = try Address(digits: "*#abc1", typeOfNumber: .networkSpecific, numberingPlan: 9)
    #expect(address.octets == [0xBA, 0xDC, 0x1E])
    #expect(address.value == "*#abc1")
    #expect(address.typeOfNumber == .networkSpecific)
    #expect(address.numberingPlan == .private)
  }

  @Test(arguments: Address.TypeOfNumber.allCases) func everyTypeAndPlanIsKept(type: Address.TypeOfNumber) throws {
    for plan in UInt8(0)..<16 {
      let octet = 0x80 | type.rawValue << 4 | plan
      let hex = "000404" + hexadecimal(octet) + "2143000000000000000000" + "00"
      let address = try PDU.decode(hex: hex, tolerance: .strict).value.tpdu.address
      #expect(address?.typeOfAddress == octet)
      #expect(address?.typeOfNumber == type)
    }
  }

  @Test(arguments: [
    ("2026-07-28T09:30:15+07:00", [UInt8(0x62), 0x70, 0x82, 0x90, 0x03, 0x51, 0x82]),
    ("2024-02-29T23:59:59-09:30", [0x42, 0x20, 0x92, 0x32, 0x95, 0x95, 0x8B]),
    ("1992-12-03T12:00:00+00:00", [0x29, 0x21, 0x30, 0x21, 0x00, 0x00, 0x00]),
    ("2020-01-29T13:25:41+05:45", [0x02, 0x10, 0x92, 0x31, 0x52, 0x14, 0x32]),
  ])
  func timestampHasQuartersOfAnHour(iso: String, octets: [UInt8]) throws {
    let time = try timestamp(iso: iso)
    #expect(time.octets == octets)
    #expect(time.iso8601 == iso)
    let seconds = try #require(time.secondsSinceEpoch)
    #expect(try SCTS(secondsSinceEpoch: seconds, zoneMinutes: time.zoneMinutes) == time)
  }

  @Test func instantCountsFromTheEpoch() throws {
    #expect(try timestamp(iso: "2026-07-28T09:30:15+07:00").secondsSinceEpoch == 1_785_205_815)
    #expect(throws: PDUError(.valueOutOfRange(.max), field: "")) { try SCTS(secondsSinceEpoch: .max) }
    #expect(throws: PDUError(.valueOutOfRange(.min), field: "")) {
      try SCTS(secondsSinceEpoch: 1_785_205_815, zoneMinutes: .min)
    }
    #expect(throws: PDUError(.valueOutOfRange(29), field: "")) {
      try SCTS(year: 2026, month: 2, day: 29, hour: 0, minute: 0, second: 0)
    }
  }

  /// 23.040 §9.2.3.11: a digit that is not decimal counts as 0, and the octets are kept as they arrived.
  @Test func invalidDigitsAreKept() throws {
    let decoded = try PDU.decode(hex: "000400810000" + "0190124130" + "64A0" + "00", tolerance: .strict)
    let time = try #require(decoded.value.tpdu.serviceCentreTimestamp)
    #expect(time.octets == [0x01, 0x90, 0x12, 0x41, 0x30, 0x64, 0xA0])
    #expect(time.iso8601 == "2010-09-21T14:03:46+00:00")
    #expect(decoded.warnings.map(\.kind) == [.nonDecimalDigit(0x0A)])
  }

  @Test func timeThatIsNoneIsNull() throws {
    let decoded = try PDU.decode(hex: "000400810000" + "FFFFFFFFFFFFFF" + "00")
    #expect(decoded.value.tpdu.serviceCentreTimestamp?.iso8601 == nil)
    let summary = PDUSummary(decoded)
    #expect(summary["timestamp"] == .null)
    #expect(summary["timestamp_hex"] == .string("FFFFFFFFFFFFFF"))
  }

  @Test func relativeValidityRoundsDownToWhatTheFormatHas() {
    for octet in UInt8.min...UInt8.max {
      let period = ValidityPeriod.Relative(rawValue: octet)
      #expect(ValidityPeriod.Relative(minutes: period.minutes).minutes == period.minutes)
      #expect(ValidityPeriod.Relative(minutes: period.minutes + 1).minutes <= period.minutes + 1)
    }
    #expect(ValidityPeriod.Relative(minutes: .min).minutes == 5)
    #expect(ValidityPeriod.Relative(minutes: .max).minutes == 63 * 7 * 1440)
    #expect(ValidityPeriod.Relative(minutes: 4000).minutes <= 4000)
  }

  @Test(arguments: [
    (ValidityPeriod.Enhanced.Period.none, [UInt8(0x40), 0, 0, 0, 0, 0, 0]),
    (.relative(.init(rawValue: 11)), [0x41, 11, 0, 0, 0, 0, 0]), (.seconds(90), [0x42, 90, 0, 0, 0, 0, 0]),
    (.time(hours: 12, minutes: 34, seconds: 56), [0x43, 0x21, 0x43, 0x65, 0, 0, 0]),
  ])
  func enhancedValidityHasFourForms(period: ValidityPeriod.Enhanced.Period, octets: [UInt8]) throws {
    let enhanced = try ValidityPeriod.Enhanced(period, isSingleShot: true)
    #expect(enhanced.octets == octets)
    let submit = Submit(
      destinationAddress: try Address(parsing: "1166"), validityPeriod: .enhanced(enhanced), userData: .empty)
    let decoded = try PDU.decode(
      octets: try PDU(tpdu: .submit(submit)).encode(), direction: .mobileOriginated, tolerance: .strict)
    guard case .submit(let found) = decoded.value.tpdu, case .enhanced(let validity)? = found.validityPeriod else {
      Issue.record("no enhanced validity period")
      return
    }
    #expect(validity.period == period)
    #expect(validity.isSingleShot)
  }

  /// 23.040 §9.2.3.15.
  @Test func statusRangesSayWhetherItIsOver() {
    for octet in UInt8.min...UInt8.max {
      let expected: Status.Category =
        switch octet {
        case ..<0x20: .completed
        case ..<0x40: .stillTrying
        case ..<0x60: .permanentError
        default: .givenUp
        }
      #expect(Status(rawValue: octet).category == expected)
      #expect(Status(rawValue: octet).isFinal == (expected != .stillTrying))
    }
    #expect(Status(rawValue: 0x46).description == "validity period expired")
  }

  /// 23.040 §9.2.3.9.
  @Test(arguments: [
    (UInt8(0x00), ProtocolIdentifier.Meaning.shortMessage(0)), (0x05, .shortMessage(5)), (0x20, .telematic(.implicit)),
    (0x32, .telematic(.email)), (0x3F, .telematic(.mobileStation)), (0x39, .serviceCentreSpecific(25)),
    (0x2E, .reserved), (0x40, .type0), (0x41, .replaceType(1)), (0x47, .replaceType(7)), (0x48, .deviceTriggering),
    (0x5E, .enhancedMessageService), (0x5F, .returnCall), (0x7C, .ansi136RData), (0x7D, .downloadToPhone),
    (0x7E, .depersonalization), (0x7F, .downloadToSIM), (0x50, .reserved), (0x80, .reserved),
    (0xC1, .serviceCentreSpecific(1)),
  ])
  func protocolIdentifierHasGroups(octet: UInt8, meaning: ProtocolIdentifier.Meaning) {
    #expect(ProtocolIdentifier(rawValue: octet).meaning == meaning)
  }

  /// 23.038 §4.
  @Test func dataCodingSchemeGroups() {
    #expect(DCS(rawValue: 0x20).isCompressed)
    #expect(DCS(rawValue: 0x53).messageClass == .terminalEquipment)
    #expect(DCS(rawValue: 0x53).group == .automaticDeletion)
    #expect(DCS(rawValue: 0x0C).alphabet == .gsm7)
    #expect(DCS(rawValue: 0x8C).alphabet == .gsm7)
    #expect(DCS(rawValue: 0xE9).messageWaiting?.kind == .fax)
    #expect(DCS(rawValue: 0xE9).alphabet == .ucs2)
    #expect(DCS(rawValue: 0xF6).alphabet == .data)
    #expect(DCS(rawValue: 0xF6).messageClass == .sim)
    #expect(DCS(.ucs2, messageClass: .flash).rawValue == 0x18)
    #expect(DCS(.gsm7).rawValue == 0x00)
  }

  @Test func trouble22UnpairedSurrogatesAreReplacedInTextOnly() {
    #expect(UCS2.text(of: [0xD8, 0x3D, 0xDE, 0x09]) == "😉")
    #expect(UCS2.text(of: [0xD8, 0x3D, 0x00, 0x41]) == "\u{FFFD}A")
    #expect(UCS2.text(of: [0xDE, 0x09, 0x00, 0x41]) == "\u{FFFD}A")
    #expect(UCS2.text(of: [0x00, 0x41, 0xD8, 0x3D]) == "A\u{FFFD}")
    #expect(UCS2.text(of: [0x00, 0x41, 0x00]) == "A")
    #expect(UCS2.octets(of: "A😉") == [0x00, 0x41, 0xD8, 0x3D, 0xDE, 0x09])
  }

  private func hexadecimal(_ octet: UInt8) -> String {
    (octet < 16 ? "0" : "") + String(octet, radix: 16, uppercase: true)
  }
}
