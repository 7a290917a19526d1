import SMSCodec
import Testing

@Suite("User data header")
struct UserDataHeaderTests {
  /// An SMS-DELIVER of 8-bit data with TP-UDHI.
  private func decode(_ userData: [UInt8], tolerance: Tolerance = .strict) throws -> Decoded<PDU> {
    let front: [UInt8] = [0x00, 0x44, 0x00, 0x81, 0x00, 0x04, 0x62, 0x70, 0x82, 0x90, 0x03, 0x51, 0x82]
    return try PDU.decode(octets: front + [UInt8(userData.count)] + userData, tolerance: tolerance)
  }

  @Test func everyTypedElementIsReadAndWritten() throws {
    let address = try Address(parsing: "+6281234567890")
    let cases: [(InformationElement, InformationElement.Value)] = [
      (
        InformationElement(Concatenation(reference: 200, total: 3, sequence: 2)),
        .concatenation(Concatenation(reference: 200, referenceBits: 8, total: 3, sequence: 2))
      ),
      (
        InformationElement(Concatenation(reference: 4660, referenceBits: 16, total: 3, sequence: 3)),
        .concatenation(Concatenation(reference: 4660, referenceBits: 16, total: 3, sequence: 3))
      ),
      (
        InformationElement(ApplicationPorts(destination: 2948, source: 9200)),
        .ports(ApplicationPorts(destination: 2948, source: 9200, bits: 16))
      ),
      (
        InformationElement(ApplicationPorts(destination: 240, source: 241, bits: 8)),
        .ports(ApplicationPorts(destination: 240, source: 241, bits: 8))
      ),
      (
        InformationElement(identifier: 0x01, data: [0x80, 5]),
        .specialMessage(SpecialMessageIndication(indication: 0x80, count: 5))
      ),
      (InformationElement(identifier: 0x06, data: [0x41]), .serviceCentreControl(0x41)),
      (InformationElement(identifier: 0x07, data: [0x03]), .headerSource(3)),
      (
        InformationElement(identifier: 0x0A, data: [2, 5, 0x32]),
        .textFormatting(TextFormatting(start: 2, length: 5, mode: 0x32))
      ),
      (InformationElement(identifier: 0x20, data: [12]), .emailHeaderLength(12)),
      (
        InformationElement(identifier: 0x21, data: [0, 10, 5, 20]),
        .hyperlink(Hyperlink(position: 10, titleLength: 5, addressLength: 20))
      ),
      (InformationElement(replyAddress: address), .replyAddress(address)),
      (InformationElement(singleShift: .turkish), .singleShift(.turkish)),
      (InformationElement(lockingShift: .urdu), .lockingShift(.urdu)),
      (InformationElement(identifier: 0x24, data: [99]), .octets([99])),
      (InformationElement(identifier: 0x70, data: [1, 2]), .octets([1, 2])),
      (InformationElement(identifier: 0x00, data: [1, 2]), .malformed),
    ]
    for (element, value) in cases {
      let header = try UserDataHeader([element])
      let decoded = try decode(header.octets + [0x41])
      #expect(decoded.value.tpdu.userData?.header?.elements == [element])
      #expect(element.value == value)
      #expect(!element.name.isEmpty)
    }
  }

  @Test func formattingBitsAreNamed() {
    let formatting = TextFormatting(start: 0, length: 0, mode: 0b1111_0110)
    #expect(formatting.isBold && formatting.isItalic && formatting.isUnderlined && formatting.isStruckThrough)
    #expect(formatting.alignment == .right)
    #expect(formatting.size == .large)
  }

  /// 23.040 §9.2.3.24.1: such an element is ignored.
  @Test(arguments: [(UInt8(0), UInt8(0)), (3, 0), (3, 4), (0, 1)])
  func impossibleConcatenationIsIgnored(total: UInt8, sequence: UInt8) throws {
    let decoded = try decode([0x05, 0x00, 0x03, 0x01, total, sequence, 0x41])
    #expect(decoded.value.tpdu.userData?.concatenation == nil)
    #expect(decoded.warnings.map(\.kind) == [.malformedElement(0)])
  }

  /// 23.040 §9.2.3.24: of an element that is there twice the last counts.
  @Test func lastOfRepeatedElementsCounts() throws {
    let decoded = try decode([0x0A, 0x00, 0x03, 1, 2, 1, 0x00, 0x03, 9, 4, 3])
    #expect(decoded.value.tpdu.userData?.concatenation == Concatenation(reference: 9, total: 4, sequence: 3))
  }

  /// 23.040 §9.2.3.24: too few octets for the last element, and the whole header is ignored; the message is not.
  @Test(arguments: [[UInt8(0x05), 0x00, 0x04, 1, 2, 1, 0x41], [0x03, 0x70, 0x00, 0x71, 0x41], [0x01, 0x00, 0x41]])
  func malformedHeaderIsIgnored(userData: [UInt8]) throws {
    let decoded = try decode(userData)
    #expect(decoded.warnings.map(\.kind) == [.malformedHeader])
    #expect(decoded.value.tpdu.userData?.header == nil)
    #expect(decoded.value.tpdu.userData?.data == [0x41])
    #expect(try decoded.value.encode() == decoded.octets)
  }

  @Test func headerLongerThanTheDataIsReadAsText() throws {
    let decoded = try decode([0x20, 0x41], tolerance: .lenient)
    #expect(decoded.warnings.map(\.kind) == [.headerTooLong(length: 33, available: 2)])
    #expect(decoded.value.tpdu.userData?.data == [0x20, 0x41])
    #expect(try decoded.value.encode() == decoded.octets)
    #expect(throws: PDUError(.headerTooLong(length: 33, available: 2), field: "")) { try decode([0x20, 0x41]) }
  }

  @Test func announcedHeaderNeedsUserData() {
    for tolerance in [Tolerance.strict, .lenient] {
      #expect(throws: PDUError(.headerWithoutUserData, field: "")) { try decode([], tolerance: tolerance) }
    }
  }

  /// Headers of every length, so with every number of fill bits.
  @Test(arguments: 0..<15) func textStartsOnASeptetBoundary(extra: Int) throws {
    let header = try UserDataHeader([InformationElement(identifier: 0x70, data: Array(repeating: 0xAA, count: extra))])
    let userData = try UserData(text: "Selamat {pagi}", header: header)
    #expect(userData.text(for: .gsm7) == "Selamat {pagi}")
    #expect((userData.headerOctets * 8 + userData.fillBits) % 7 == 0)
    #expect(userData.fillBits < 7)
    let septets = (userData.headerOctets * 8 + userData.fillBits) / 7
    #expect(Int(userData.length) == septets + 16)
  }

  @Test func headerThatFitsNoMessageIsRefused() {
    let element = InformationElement(identifier: 0x70, data: Array(repeating: 0, count: 138))
    #expect(throws: PDUError(.headerTooLong(length: 141, available: 140), field: "")) {
      try UserDataHeader([element])
    }
    #expect(throws: PDUError(.userDataTooLong(141), field: "")) {
      try UserData(data: Array(repeating: 0, count: 141))
    }
    #expect(throws: PDUError(.textNotEncodable("漢"), field: "")) { try UserData(text: "a漢") }
  }
}
