import SMSCodec
import Testing

@Suite("Segmentation and assembly")
struct SegmentationTests {
  private func options(_ change: (inout Segmentation.Options) -> Void) -> Segmentation.Options {
    var options = Segmentation.Options()
    change(&options)
    return options
  }

  @Test func lengthsThatFitOneMessage() throws {
    #expect(try Segmentation.split("").count == 1)
    #expect(try Segmentation.split(String(repeating: "a", count: 160)).count == 1)
    #expect(try Segmentation.split(String(repeating: "a", count: 161)).count == 2)
    #expect(try Segmentation.split(String(repeating: "я", count: 70)).count == 1)
    #expect(try Segmentation.split(String(repeating: "я", count: 71)).count == 2)
    #expect(try Segmentation.split(String(repeating: "a", count: 306)).count == 2)
    #expect(try Segmentation.split(String(repeating: "a", count: 307)).count == 3)
  }

  @Test(arguments: [UInt8(8), 16]) func partsCarryReferenceTotalAndPlace(bits: UInt8) throws {
    let options = options {
      $0.referenceBits = bits
      $0.reference = 200
    }
    let parts = try Segmentation.split(String(repeating: "Halo ", count: 100), options: options)
    for (index, part) in parts.enumerated() {
      #expect(
        part.concatenation
          == Concatenation(
            reference: 200, referenceBits: bits, total: UInt8(parts.count), sequence: UInt8(index + 1)))
      #expect(part.userData.octets.count <= 140)
    }
  }

  @Test func escapePairIsNotSplit() throws {
    let text = String(repeating: "a", count: 152) + "€" + String(repeating: "b", count: 30)
    let parts = try Segmentation.split(text)
    #expect(parts.count == 2)
    #expect(parts[0].userData.septetCount == 152)
    #expect(parts[1].userData.text(for: .gsm7)?.first == "€")
  }

  @Test func surrogatePairIsNotSplit() throws {
    let text = String(repeating: "я", count: 66) + "😉" + String(repeating: "я", count: 30)
    let parts = try Segmentation.split(text)
    #expect(parts.count == 2)
    #expect(parts[0].userData.data.count == 132)
    #expect(parts[1].userData.text(for: .ucs2)?.first == "😉")
  }

  @Test func trouble22PairsThatASenderSplitAreJoined() throws {
    func header(_ sequence: UInt8) throws -> UserDataHeader {
      try UserDataHeader([InformationElement(Concatenation(reference: 1, total: 2, sequence: sequence))])
    }
    let septets = [
      MessagePart(dataCodingScheme: .gsm7, userData: try UserData(septets: [0x41, 0x1B], header: header(1))),
      MessagePart(dataCodingScheme: .gsm7, userData: try UserData(septets: [0x65, 0x42], header: header(2))),
    ]
    #expect(MessageAssembly.text(of: septets) == "A€B")
    #expect(MessageAssembly.text(of: septets.reversed()) == "A€B")
    let units = [
      MessagePart(dataCodingScheme: .ucs2, userData: try UserData(data: [0x00, 0x41, 0xD8], header: header(1))),
      MessagePart(dataCodingScheme: .ucs2, userData: try UserData(data: [0x3D, 0xDE, 0x09], header: header(2))),
    ]
    #expect(MessageAssembly.text(of: units) == "A😉")
    let data = [
      MessagePart(dataCodingScheme: .data, userData: try UserData(data: [1, 2], header: header(2))),
      MessagePart(dataCodingScheme: .data, userData: try UserData(data: [3, 4], header: header(1))),
    ]
    #expect(MessageAssembly.data(of: data) == [3, 4, 1, 2])
    #expect(MessageAssembly.text(of: data) == nil)
  }

  @Test func missingAndRepeatedPartsAreFound() throws {
    let parts = try Segmentation.split(String(repeating: "Halo dunia ", count: 40))
    #expect(parts.count == 3)
    #expect(MessageAssembly.missing(in: parts).isEmpty)
    #expect(MessageAssembly.missing(in: [parts[2], parts[0]]) == [2])
    #expect(MessageAssembly.missing(in: []).isEmpty)
    #expect(
      MessageAssembly.text(of: [parts[1], parts[0], parts[1], parts[2]])
        == String(repeating: "Halo dunia ", count: 40))
  }

  @Test func alphabetIsTheCallersChoice() throws {
    #expect(try Segmentation.split("Halo").first?.dataCodingScheme == .gsm7)
    #expect(try Segmentation.split("Halo", options: options { $0.alphabet = .ucs2 }).first?.dataCodingScheme == .ucs2)
    #expect(throws: PDUError(.textNotEncodable("漢"), field: "")) {
      try Segmentation.split("a漢", options: options { $0.alphabet = .gsm7 })
    }
    #expect(
      try Segmentation.split("漢", options: options { $0.messageClass = .flash }).first?.dataCodingScheme.rawValue
        == 0x18)
  }

  @Test func transliterationSavesUCS2WhereItSuffices() throws {
    let options = options { $0.transliterates = true }
    let quoted = try Segmentation.split("“Halo” – dunia", options: options)
    #expect(quoted.first?.dataCodingScheme == .gsm7)
    #expect(MessageAssembly.text(of: quoted) == "\"Halo\" - dunia")
    // What it cannot make GSM 7-bit, it leaves as it is.
    #expect(MessageAssembly.text(of: try Segmentation.split("“漢”", options: options)) == "“漢”")
  }

  @Test func nationalTablesAreUsedOnlyWhereTheySaveParts() throws {
    let options = options { $0.languages = [.turkish, .portuguese] }
    let long = String(repeating: "ığŞa", count: 30)
    let parts = try Segmentation.split(long, options: options)
    #expect(parts.count == 1)
    #expect(parts.first?.dataCodingScheme == .gsm7)
    #expect(parts.first?.userData.header?.tables.locking == .turkish)
    #expect(MessageAssembly.text(of: parts) == long)
    // One message either way: UCS-2 is understood by every receiver.
    #expect(try Segmentation.split("ığŞa", options: options).first?.dataCodingScheme == .ucs2)
    #expect(try Segmentation.split("Halo", options: options).first?.userData.header == nil)
    let many = String(repeating: "ığŞa", count: 100)
    #expect(MessageAssembly.text(of: try Segmentation.split(many, options: options)) == many)
  }

  @Test func furtherElementsTakeTheirRoom() throws {
    let options = options { $0.elements = [InformationElement(ApplicationPorts(destination: 1, source: 2))] }
    let parts = try Segmentation.split(String(repeating: "a", count: 160), options: options)
    #expect(parts.count == 2)
    #expect(parts.allSatisfy { $0.userData.ports?.destination == 1 })
    #expect(try Segmentation.split(String(repeating: "a", count: 152), options: options).count == 1)
  }

  @Test func limitsAreErrors() {
    #expect(throws: PDUError(.tooManyParts(256), field: "")) {
      try Segmentation.split(String(repeating: "a", count: 255 * 153 + 1))
    }
    #expect(throws: PDUError(.tooManyParts(3), field: "")) {
      try Segmentation.split(String(repeating: "a", count: 307), options: options { $0.maximumParts = 2 })
    }
    #expect(throws: PDUError(.valueOutOfRange(256), field: "")) {
      try Segmentation.split("a", options: options { $0.reference = 256 })
    }
    #expect(throws: PDUError(.headerTooLong(length: 139, available: 140), field: "")) {
      try Segmentation.split(
        "a",
        options: options { $0.elements = [InformationElement(identifier: 0x70, data: Array(repeating: 0, count: 136))] }
      )
    }
  }
}
