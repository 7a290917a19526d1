import SMSCodec
import Testing

@Suite("Decoding")
struct DecodingTests {
  private static let deliver = "07911326040000F0040B911346610089F60000208062917314480CC8F71D14969741F977FD07"

  private func kinds(_ hex: some StringProtocol, direction: Direction = .mobileTerminated) throws -> [DecodeWarning
    .Kind]
  {
    try PDU.decode(hex: hex, direction: direction).warnings.map(\.kind)
  }

  private func strictError(_ hex: some StringProtocol, direction: Direction = .mobileTerminated) -> PDUError? {
    do throws(PDUError) {
      _ = try PDU.decode(hex: hex, direction: direction, tolerance: .strict)
      return nil
    } catch {
      return error
    }
  }

  @Test func errorSaysWhereAndWhat() throws {
    let error = try #require(strictError(String(Self.deliver.prefix(36))))
    #expect(error.reason == .truncated(needed: 1, available: 0))
    #expect(error.field == "SMS-DELIVER.TP-DCS")
    #expect(error.offset == 18)
    #expect(error.description == "SMS-DELIVER.TP-DCS at octet 18: needs 1 octets, 0 left")
  }

  @Test func everyCutOfAPDUIsAnErrorWhenStrict() {
    for count in stride(from: 0, to: Self.deliver.count, by: 2) {
      #expect(strictError(String(Self.deliver.prefix(count))) != nil)
    }
  }

  @Test(arguments: [
    ("07911Z", PDUError.Reason.notHexadecimal(UInt8(ascii: "Z")), 2), ("079113260", .oddHexadecimalLength, 4),
    ("0", .oddHexadecimalLength, 0), ("", .truncated(needed: 1, available: 0), 0), ("07 91", .whitespace, 0),
    ("0004151234", .addressTooLong(21), 2), ("0C91", .addressTooLong(12), 0),
    ("00042015", .addressTooLong(32), 2),
  ])
  func malformedTextIsRefused(hex: String, reason: PDUError.Reason, offset: Int) throws {
    let error = try #require(strictError(hex))
    #expect(error.reason == reason)
    #expect(error.offset == offset)
  }

  @Test func equalErrorsHaveEqualReasons() {
    #expect(PDUError(.headerWithoutUserData, field: "a", offset: 1) == PDUError(.headerWithoutUserData, field: "b"))
    #expect(PDUError(.trailingOctets(1), field: "a") != PDUError(.trailingOctets(2), field: "a"))
  }

  @Test func lowerCaseAndWhitespaceAreToleratedWithAWarning() throws {
    let spaced = "\r\n" + Self.deliver.lowercased().prefix(20) + " " + Self.deliver.dropFirst(20) + " "
    #expect(try kinds(spaced) == [.whitespace, .lowerCaseHexadecimal])
    #expect(strictError(Self.deliver.lowercased())?.reason == .lowerCaseHexadecimal)
    #expect(try kinds(Self.deliver) == [])
  }

  @Test func paddingAndGarbageAfterTheEndAreIgnoredWithAWarning() throws {
    #expect(try kinds(Self.deliver + "0000") == [.trailingPadding(2)])
    #expect(try kinds(Self.deliver + "FFFFFF") == [.trailingPadding(3)])
    #expect(try kinds(Self.deliver + "1234") == [.trailingOctets(2)])
    #expect(strictError(Self.deliver + "00")?.reason == .trailingOctets(1))
    let decoded = try PDU.decode(hex: Self.deliver + "1234")
    #expect(decoded.octets.count == Self.deliver.count / 2 + 2)
  }

  @Test func serviceCentreMayBeEmptyOrMissing() throws {
    let tpdu = String(Self.deliver.dropFirst(16))
    #expect(try PDU.decode(hex: "00" + tpdu, tolerance: .strict).value.smsc == nil)
    let decoded = try PDU.decode(hex: tpdu)
    #expect(decoded.warnings.map(\.kind) == [.serviceCentreOmitted])
    #expect(decoded.value.tpdu.text == "How are you?")
    #expect(strictError(tpdu) != nil)
    #expect(try PDU.decode(hex: tpdu, framing: .tpduOnly, tolerance: .strict).value.tpdu.text == "How are you?")
  }

  @Test func userDataThatWasCutIsDelivered() throws {
    let cut = String(Self.deliver.dropLast(4))
    let decoded = try PDU.decode(hex: cut)
    #expect(decoded.value.tpdu.text == "How are yo")
    #expect(decoded.warnings.map(\.kind) == [.userDataShorterThanAnnounced(announced: 11, available: 9)])
    #expect(strictError(cut)?.reason == .truncated(needed: 11, available: 9))
    #expect(try decoded.value.hex() == cut)
  }

  @Test func reservedMessageTypeIsReadAsDeliver() throws {
    let hex = Self.deliver.prefix(16) + "07" + Self.deliver.dropFirst(18)
    let decoded = try PDU.decode(hex: hex, tolerance: .strict)
    #expect(decoded.value.tpdu.typeName == "deliver")
    #expect(decoded.warnings.map(\.kind) == [.reservedMessageType(3)])
    #expect(try decoded.value.hex() == hex)
    #expect(strictError(hex, direction: .mobileOriginated)?.reason == .reservedMessageType(3))
  }

  @Test func addressOddities() throws {
    let rest = "000062708290035182" + "00"
    // Bit 8 of the type clear.
    #expect(try kinds("000404112143" + rest) == [.addressTypeExtensionBit(0x11)])
    #expect(strictError("000404112143" + rest)?.reason == .addressTypeExtensionBit(0x11))
    // An odd number of digits filled with something else.
    #expect(try kinds("000403912103" + rest) == [.addressFiller(0)])
    #expect(try PDU.decode(hex: "000403912103" + rest).value.tpdu.address?.description == "+123")
    // None at all.
    #expect(try PDU.decode(hex: "00040091" + rest).value.tpdu.address?.description == "")
    // Letters in an address of odd length: 11 semi-octets are six letters.
    let name = try PDU.decode(hex: "00040BD0CDE6DB5DCE03" + rest, tolerance: .strict)
    #expect(name.value.tpdu.address?.description == "MMoney")
  }

  @Test func statusReportSurvivesWhatFollowsTheStatus() throws {
    let report = "07914356060013F1065A098136397339F7219011700463802190117004638030"
    #expect(try kinds(report + "FFFF") == [.trailingPadding(2)])
    #expect(try kinds(report + "0000") == [.trailingPadding(2)])
    #expect(try kinds(report + "00") == [])
    // TP-PI that announces more than there is.
    #expect(try kinds(report + "07") == [.trailingOctets(1)])
    #expect(strictError(report + "07")?.reason == .truncated(needed: 1, available: 0))
  }

  @Test func statusReportHasOptionalFields() throws {
    let hex = "0006050481216362708290035182627082900351820007" + "0000" + "05E8329BFD06"
    let decoded = try PDU.decode(hex: hex, tolerance: .strict)
    guard case .statusReport(let report) = decoded.value.tpdu else {
      Issue.record("not an SMS-STATUS-REPORT")
      return
    }
    #expect(report.protocolIdentifier == .standard)
    #expect(report.dataCodingScheme == .gsm7)
    #expect(report.text == "hello")
    #expect(report.status.isDelivered)
    #expect(try decoded.value.hex() == hex)
  }

  @Test func reportsHaveAFailureCauseWhenItsHighBitSaysSo() throws {
    guard
      case .deliverReport(let success) = try PDU.decode(hex: "000000", direction: .mobileOriginated).value.tpdu,
      case .deliverReport(let failure) = try PDU.decode(hex: "0000D300", direction: .mobileOriginated).value.tpdu,
      case .submitReport(let submit) = try PDU.decode(hex: "0001C50062708290035182").value.tpdu
    else {
      Issue.record("not reports")
      return
    }
    #expect(success.failureCause == nil)
    #expect(failure.failureCause?.description == "memory capacity exceeded")
    #expect(submit.failureCause?.rawValue == 0xC5)
    #expect(submit.serviceCentreTimestamp.iso8601 == "2026-07-28T09:30:15+07:00")
    // A reserved cause is believed only where nothing else makes sense.
    let reserved = try PDU.decode(hex: "00001200", direction: .mobileOriginated)
    #expect(reserved.warnings.map(\.kind) == [.reservedFailureCause(0x12)])
  }

  @Test(arguments: [
    (Self.deliver, "deliver"), ("0011000B916407281553F80000AA0AE8329BFD4697D9EC37", "submit"),
    ("07914356060013F1065A098136397339F7219011700463802190117004638030", "status-report"),
    ("00222a0002070B912618325476F80141", "command"),
  ])
  func directionIsFoundWhenNotKnown(hex: String, type: String) throws {
    #expect(try PDU.decodeEitherWay(hex: hex).value.tpdu.typeName == type)
    #expect(throws: PDUError(.oddHexadecimalLength, field: "")) { try PDU.decodeEitherWay(hex: "123") }
  }

  @Test func commandIsRead() throws {
    let hex = "00222A0002070B912618325476F80141"
    let decoded = try PDU.decode(hex: hex, direction: .mobileOriginated, tolerance: .strict)
    guard case .command(let command) = decoded.value.tpdu else {
      Issue.record("not an SMS-COMMAND")
      return
    }
    #expect(command.commandType == .delete)
    #expect(command.messageNumber == 7)
    #expect(command.destinationAddress.description == "+62812345678")
    #expect(command.data == [0x41])
    #expect(command.statusReportRequested)
    #expect(try decoded.value.hex() == hex)
  }
}

extension DecodingTests {
  /// Every character in every place of eight, which are read at once, and after them.
  @Test(arguments: 0..<10) func everyCharacterIsADigitOrNot(place: Int) {
    for byte in UInt8(0)..<128 {
      var bytes = Array("0123456789".utf8)
      bytes[place] = byte
      let text = String(decoding: bytes, as: UTF8.self)
      let isSpace = [0x09, 0x0A, 0x0D, 0x20].contains(byte)
      let expected = octets(hex: isSpace ? text.filter { !$0.isWhitespace } : text)
      let isHexadecimal = isSpace ? false : text.allSatisfy(\.isHexDigit)
      do throws(PDUError) {
        let decoded = try PDU.decode(hex: text)
        #expect(decoded.octets == expected)
      } catch {
        switch error.reason {
        case .notHexadecimal(let found): #expect(!isHexadecimal && found == byte)
        case .oddHexadecimalLength: #expect(isSpace)
        default: #expect(isHexadecimal)
        }
      }
    }
  }

  @Test(arguments: 0..<24) func eachDigitIsItsValue(shift: Int) throws {
    let digits = "0123456789ABCDEFabcdef"
    let bytes = (0..<24).map { Array(digits.utf8)[($0 + shift) % 22] }
    let text = String(decoding: bytes, as: UTF8.self)
    let body = String(repeating: "0", count: 2 * 14) + text
    // An SMS-DELIVER of 12 octets of 8-bit data.
    let hex = "0004008100" + "04" + "62708290035182" + "0C" + body.suffix(24)
    let decoded = try PDU.decode(hex: hex)
    #expect(decoded.value.tpdu.userData?.octets == octets(hex: text))
    #expect(decoded.warnings.map(\.kind) == [.lowerCaseHexadecimal])
  }
}
