import SMSCodec
import Testing

@Suite("Cell broadcast")
struct CellBroadcastTests {
  @Test func warningInUCS2HasItsLanguageInFront() throws {
    let language = GSM7.pack(Array("id".utf8))
    let page = try CellBroadcastPage(
      octets: [0x40, 0x21, 0x11, 0x12, 0x11, 0x12] + language + UCS2.octets(of: "Gempa 😉\r\r"))
    #expect(page.geographicalScope == 1)
    #expect(page.messageCode == 2)
    #expect(page.updateNumber == 1)
    #expect(page.messageIdentifier == 4370)
    #expect(page.page == 1)
    #expect(page.pageCount == 2)
    #expect(page.language == "id")
    #expect(page.text == "Gempa 😉")
  }

  @Test func septetsMayHaveTheirLanguageInFront() throws {
    let page = try CellBroadcastPage(
      octets: [0x00, 0x00, 0x00, 0x32, 0x10, 0x00] + GSM7.pack(Array("id\rGempa".utf8)))
    #expect(page.language == "id")
    #expect(page.text == "Gempa")
    #expect(page.page == 1)
  }

  @Test(arguments: [
    (UInt8(0x01), DCS.Alphabet.gsm7, "en" as String?), (0x0F, .gsm7, nil), (0x23, .gsm7, "ru"), (0x44, .data, nil),
    (0x48, .ucs2, nil), (0x98, .ucs2, nil), (0xF4, .data, nil), (0xF0, .gsm7, nil), (0x80, .gsm7, nil),
  ])
  func schemeHasAnAlphabetAndPerhapsALanguage(octet: UInt8, alphabet: DCS.Alphabet, language: String?) {
    #expect(CellBroadcastScheme(rawValue: octet).alphabet == alphabet)
    #expect(CellBroadcastScheme(rawValue: octet).language == language)
  }

  @Test(arguments: 0..<6) func cutHeaderIsAnError(count: Int) {
    #expect(throws: PDUError(.truncated(needed: 1, available: 0), field: "")) {
      try CellBroadcastPage(octets: Array(repeating: 0, count: count))
    }
  }
}
