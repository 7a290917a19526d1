import SMSCodec
import Testing

@Suite("GSM 7-bit alphabet")
struct GSM7Tests {
  /// 3GPP TS 23.038 §6.2.1, row by row.
  private static let defaultAlphabet =
    "@£$¥èéùìòÇ\nØø\u{D}ÅåΔ_ΦΓΛΩΠΨΣΘΞ\u{1B}ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"

  @Test func everyCodeOfTheDefaultAlphabetIsItsCharacter() {
    for (code, scalar) in Self.defaultAlphabet.unicodeScalars.enumerated() where code != 0x1B {
      #expect(GSM7.text(ofSeptets: [UInt8(code)]) == String(scalar))
      #expect(GSM7.septets(of: String(scalar)) == [UInt8(code)])
    }
  }

  /// 3GPP TS 23.038 §6.2.1.1.
  @Test(arguments: [
    (UInt8(0x0A), "\u{C}"), (0x14, "^"), (0x28, "{"), (0x29, "}"), (0x2F, "\\"), (0x3C, "["), (0x3D, "~"),
    (0x3E, "]"), (0x40, "|"), (0x65, "€"),
  ])
  func extensionCharactersTakeTwoSeptets(code: UInt8, character: String) {
    #expect(GSM7.text(ofSeptets: [0x1B, code]) == character)
    #expect(GSM7.septets(of: character) == [0x1B, code])
    #expect(GSM7.septetCount(character) == 2)
  }

  /// A sample of each national table that is its own: the first letters, the currency, the last letters.
  @Test(arguments: [
    (NationalLanguage.turkish, [UInt8(0x07), 0x0B, 0x40], "\u{131}\u{11E}\u{130}"),
    (.portuguese, [0x00, 0x15, 0x7B], "@\u{221E}\u{E3}"), (.bengali, [0x00, 0x60, 0x7F], "\u{981}\u{9CE}\u{9F1}"),
    (.gujarati, [0x00, 0x60, 0x7F], "\u{A81}\u{AD0}\u{AF1}"), (.hindi, [0x00, 0x60, 0x7F], "\u{901}\u{950}\u{97F}"),
    (.kannada, [0x01, 0x24, 0x7F], "\u{C82}\u{CA1}\u{CE3}"), (.malayalam, [0x01, 0x2E, 0x7F], "\u{D02}.\u{D79}"),
    (.oriya, [0x00, 0x60, 0x7F], "\u{B01}\u{B56}\u{B63}"), (.punjabi, [0x00, 0x60, 0x7F], "\u{A01}\u{A51}\u{A74}"),
    (.tamil, [0x01, 0x60, 0x7F], "\u{B82}\u{BD0}\u{BF9}"), (.telugu, [0x00, 0x60, 0x7F], "\u{C01}\u{C55}\u{C63}"),
    (.urdu, [0x00, 0x60, 0x7F], "\u{627}\u{654}\u{670}"),
  ])
  func lockingShiftTablesReplaceTheAlphabet(language: NationalLanguage, septets: [UInt8], text: String) {
    let tables = GSM7.Tables(locking: language)
    #expect(GSM7.text(ofSeptets: septets, tables: tables).unicodeScalars.elementsEqual(text.unicodeScalars))
    #expect(GSM7.septets(of: text, tables: tables) == septets)
  }

  @Test(arguments: [
    (NationalLanguage.turkish, UInt8(0x53), "\u{15E}"), (.spanish, 0x61, "\u{E1}"), (.portuguese, 0x7F, "\u{E2}"),
    (.bengali, 0x24, "\u{9DF}"), (.gujarati, 0x1C, "\u{AE6}"), (.hindi, 0x3A, "\u{971}"), (.kannada, 0x2A, "\u{CF2}"),
    (.malayalam, 0x34, "\u{D7F}"), (.oriya, 0x2C, "\u{B71}"), (.punjabi, 0x2D, "\u{A75}"), (.tamil, 0x2E, "\u{BFA}"),
    (.telugu, 0x32, "\u{C7F}"), (.urdu, 0x3F, "\u{6D4}"),
  ])
  func singleShiftTablesReplaceTheExtension(language: NationalLanguage, code: UInt8, text: String) {
    let tables = GSM7.Tables(singleShift: language)
    #expect(GSM7.text(ofSeptets: [0x1B, code], tables: tables) == text)
    #expect(GSM7.septets(of: text, tables: tables) == [0x1B, code])
    #expect(GSM7.text(ofSeptets: [0x1B, 0x65], tables: tables) == "€")
  }

  @Test(arguments: NationalLanguage.allCases) func tablesWriteBackWhatTheyRead(language: NationalLanguage) {
    for tables in [GSM7.Tables(locking: language), GSM7.Tables(singleShift: language)] {
      for code in UInt8(0)..<128 where code != 0x1B {
        for septets in [[code], [0x1B, code]] {
          let text = GSM7.text(ofSeptets: septets, tables: tables)
          let written = GSM7.septets(of: text, tables: tables)
          #expect(written.map { GSM7.text(ofSeptets: $0, tables: tables) } == text)
        }
      }
    }
  }

  @Test func unassignedExtensionCodeIsTheBaseTablesCharacter() {
    #expect(GSM7.text(ofSeptets: [0x1B, 0x15]) == "Ω")
    #expect(GSM7.text(ofSeptets: [0x1B, 0x00], tables: GSM7.Tables(locking: .hindi)) == "\u{901}")
  }

  @Test func escapesWithoutACharacterAreSpaces() {
    #expect(GSM7.text(ofSeptets: [0x41, 0x1B, 0x1B, 0x42]) == "A B")
    #expect(GSM7.text(ofSeptets: [0x41, 0x1B]) == "A ")
  }

  @Test func validatingReadRefusesWhatIsNoText() {
    #expect(throws: PDUError(.valueOutOfRange(0x8A), field: "")) { try GSM7.text(validating: [0x61, 0x8A]) }
    #expect(throws: PDUError(.valueOutOfRange(0x1B), field: "")) { try GSM7.text(validating: [0x61, 0x1B]) }
    #expect(throws: Never.self) { try GSM7.text(validating: [0x61, 0x1B, 0x1B]) }
  }

  @Test func unencodableCharactersAreNamed() {
    #expect(GSM7.firstUnencodable(in: "Harga €5 – murah") == "–")
    #expect(GSM7.septetCount("漢") == nil)
    #expect(!GSM7.isEncodable("😉"))
  }

  @Test(arguments: 0..<8) func packingIsUndoneByUnpacking(fillBits: Int) {
    for count in 0..<40 {
      let septets = (0..<count).map { UInt8(($0 * 37 + 11) % 128) }
      let packed = GSM7.pack(septets, fillBits: fillBits)
      #expect(packed.count == (count * 7 + fillBits + 7) / 8)
      #expect(GSM7.unpack(packed, count: count, fillBits: fillBits) == septets)
      #expect(
        GSM7.decode(packed: packed, septets: count, firstBit: fillBits) == GSM7.text(ofSeptets: septets))
    }
  }

  @Test func unpackingStopsWhereTheOctetsEnd() {
    #expect(GSM7.unpack([0xE8, 0x32], count: 100) == [0x68, 0x65])
    #expect(GSM7.decode(packed: [], septets: 10).isEmpty)
    #expect(GSM7.decode(packed: [0x41], septets: -1, firstBit: 99).isEmpty)
    #expect(GSM7.unpack([0x41], count: .max, fillBits: -7).isEmpty)
  }

  @Test func carriageReturnFillsTheLastOctetOfUSSD() {
    let seven = Array("1234567".utf8)
    #expect(GSM7.packUSSD(seven) == [0x31, 0xD9, 0x8C, 0x56, 0xB3, 0xDD, 0x1A])
    #expect(GSM7.unpackUSSD(GSM7.packUSSD(seven)) == seven)
    // 23.038 §6.1.2.3.1: a return that is meant, on an octet boundary, needs another.
    let eight = seven + [0x0D]
    #expect(GSM7.packUSSD(eight).count == 8)
    #expect(GSM7.packUSSD([]).isEmpty)
  }

  @Test func transliterationFindsTheNearestCharacter() {
    #expect(GSM7.transliterate("“Halo” – ‘dunia’…") == "\"Halo\" - 'dunia'...")
    #expect(GSM7.transliterate("Zkouška sirén") == "Zkouska sirén")
    #expect(GSM7.transliterate("e\u{301}e\u{30C}") == "ée")
    #expect(GSM7.transliterate("ΑΒΓ αβγ") == "ABΓ ABΓ")
    #expect(GSM7.transliterate("ＷＩＮ\u{200B}！") == "WIN!")
    #expect(GSM7.transliterate("a\r\nb 漢 😉") == "a\r\nb 漢 😉")
  }
}
