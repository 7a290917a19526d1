import Testing

@testable import Contacts

private func read(_ text: String) -> ContactFile { ContactFile(Array(text.utf8)) }

/// `number name` of each contact.
private func pairs(_ file: ContactFile) -> [String] { file.contacts.map { "\($0.number) \($0.name ?? "-")" } }

struct ContactFileTests {
  @Test(arguments: [
    // 2.1: bare types, quoted-printable over two lines.
    (
      "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:S=C3=BCsanto;B=\r\nudi\r\n"
        + "TEL;CELL;PREF:0812-3456-7890\r\nEND:VCARD\r\n", ["0812-3456-7890 Budi Süsanto"]
    ),
    // 3.0: groups, types, folded lines, escapes, several numbers.
    (
      "BEGIN:VCARD\nVERSION:3.0\nFN:Ibu\\, \n Ani\nitem1.TEL;TYPE=\"CELL,VOICE:x\":+62 812 3456 7890\n"
        + "item1.X-ABLabel:hp\nTEL;TYPE=WORK:021-555-1234\nEND:VCARD\n",
      ["+62 812 3456 7890 Ibu, Ani", "021-555-1234 Ibu, Ani"]
    ),
    // 4.0: numbers as URIs.
    (
      "BEGIN:VCARD\nVERSION:4.0\nFN:Cek\nTEL;VALUE=uri;TYPE=\"voice\":tel:+62-812-3456-7890;ext=5\nEND:VCARD",
      ["+62-812-3456-7890 Cek"]
    ),
    // N without FN; lower case; blank lines; two cards.
    (
      "\n\nbegin:vcard\nn:Putra;Agus;;Bpk;\ntel:08123456789\nend:vcard\n\nBEGIN:VCARD\nTEL:110\nEND:VCARD",
      ["08123456789 Bpk Agus Putra", "110 -"]
    ),
  ])
  func vCardsOfEveryVersionAreRead(text: String, expected: [String]) {
    let file = read(text)
    #expect(pairs(file) == expected)
    #expect(file.problems.isEmpty, "\(file.problems)")
  }

  @Test func theLinesOfNumbersAreThoseOfTheFile() {
    let file = read("BEGIN:VCARD\nFN:Ani\n B\nTEL:08123456789\nTEL:nanti\nEND:VCARD\nBEGIN:VCARD\nFN:Budi\nEND:VCARD\n")
    #expect(file.contacts.map(\.line) == [4])
    #expect(
      file.problems.map(\.description) == [
        "line 5: \"nanti\" is no telephone number", "line 7: the card of \"Budi\" has no number (TEL)",
      ])
  }

  @Test func aCardThatDoesNotEndIsReadAndTold() {
    let file = read("BEGIN:VCARD\nTEL:08123456789\n")
    #expect(file.contacts.count == 1)
    #expect(file.problems.map(\.line) == [1])
  }

  @Test(arguments: [
    ("081234567890,Ibu\n081234567891,\"Bapak, \"\"Pak\"\"\"\n", ["081234567890 Ibu", "081234567891 Bapak, \"Pak\""]),
    ("nama;nomor\nIbu;0812 3456 7890\n", ["0812 3456 7890 Ibu"]),
    ("\u{FEFF}Name\tMobile Phone\r\nIbu\t081234567890\r\n\r\n", ["081234567890 Ibu"]),
    (
      "First Name,Last Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Value\n"
        + "Ani,Putri,Mobile,081234567890 ::: +1 415 555 2671,110\n",
      ["081234567890 Ani Putri", "+1 415 555 2671 Ani Putri", "110 Ani Putri"]
    ),
    ("\"081234567890\"\n", ["081234567890 -"]),
  ])
  func tablesAreRead(text: String, expected: [String]) {
    let file = read(text)
    #expect(pairs(file) == expected)
    #expect(file.problems.isEmpty, "\(file.problems)")
  }

  @Test func rowsWithoutANumberAreToldWithTheirLine() {
    let file = read("nama,nomor\n\"dua\nbaris\",081234567890\nIbu,\nBapak,nanti\n")
    #expect(file.contacts.map(\.line) == [2])
    #expect(
      file.problems.map(\.description) == [
        "line 4: the row of \"Ibu\" has no number", "line 5: \"nanti\" is no telephone number",
      ])
  }

  @Test func anOpenQuotationMarkIsTold() {
    #expect(read("nomor,nama\n081234567890,\"Ibu\n081234567891,x\n").problems.map(\.line) == [2])
  }

  @Test func otherEncodingsAreRead() {
    let text = "BEGIN:VCARD\nFN:Bu Né\nTEL:08123456789\nEND:VCARD"
    let utf16: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let latin1: [UInt8] = text.unicodeScalars.map { UInt8($0.value) }
    #expect(pairs(ContactFile(utf16)) == ["08123456789 Bu Né"])
    #expect(pairs(ContactFile(latin1)) == ["08123456789 Bu Né"])
  }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5])
  func noFileMakesItFail(seed: UInt64) {
    let pieces = [
      "BEGIN:VCARD", "END:VCARD", "TEL", ":", ";", "=", "=4", "\n", "\r\n", " ", "\"", ",", "\\",
      "ENCODING=QUOTED-PRINTABLE", "08123456789", "nomor", "\u{0}", "é", ".",
    ]
    var state = seed
    for _ in 0..<300 {
      var text = ""
      for _ in 0..<30 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int((state >> 33) % UInt64(pieces.count))]
      }
      for contact in read(text).contacts { #expect(!contact.number.isEmpty) }
      for contact in read("BEGIN:VCARD\n" + text).contacts { #expect(contact.line >= 1) }
    }
  }
}
