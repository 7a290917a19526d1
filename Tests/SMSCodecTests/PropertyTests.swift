import CodecCheck
import SMSCodec
import Testing

@Suite("Properties")
struct PropertyTests {
  @Test(arguments: 0..<8) func whatIsEncodedIsDecodedTheSame(seed: UInt64) throws {
    var make = MessageGenerator(random: SeededGenerator(seed: seed))
    for _ in 0..<150 {
      let (pdu, direction) = try make.pdu()
      let octets = try pdu.encode()
      let decoded = try PDU.decode(octets: octets, direction: direction, tolerance: .strict)
      #expect(decoded.value == pdu)
      #expect(decoded.warnings.isEmpty)
      #expect(try decoded.value.encode() == octets)
      #expect(try PDU.decode(hex: pdu.hex(), direction: direction).value == pdu)
      #expect(try pdu.tpduLength == octets.count - 1 - (pdu.smsc.map { $0.octets.count + 1 } ?? 0))
    }
  }

  @Test(arguments: 0..<8) func textIsTheSameAfterSplittingAndJoining(seed: UInt64) throws {
    var make = MessageGenerator(random: SeededGenerator(seed: seed + 100))
    for _ in 0..<20 {
      let text = make.text(upTo: 500)
      var options = Segmentation.Options()
      options.referenceBits = Bool.random(using: &make.random) ? 8 : 16
      options.languages = NationalLanguage.allCases.filter { _ in Int.random(in: 0..<6, using: &make.random) == 0 }
      let parts = try Segmentation.split(text, options: options)
      #expect(parts.allSatisfy { $0.userData.octets.count <= 140 && $0.userData.length <= 160 })
      #expect(MessageAssembly.text(of: parts.shuffled(using: &make.random)) == text)
      let pieces = parts.compactMap { $0.userData.text(for: $0.dataCodingScheme) }
      #expect(pieces.joined() == text)
      #expect(try Segmentation.partCount(text, options: options) == parts.count)
    }
  }

  /// Whatever arrives: no trap, every octet kept, and what is accepted strictly is written as it was read.
  @Test(arguments: 0..<4) func mutatedOctetsAreNeverLost(seed: UInt64) {
    var random = SeededGenerator(seed: seed + 200)
    for entry in Corpus.pdus {
      for _ in 0..<25 {
        let mutated = Mutation.mutate(entry.octets, using: &random)
        let direction: Direction = Bool.random(using: &random) ? entry.direction : .mobileTerminated
        let failure =
          Mutation.violation(mutated, direction: direction)
          ?? Mutation.presentationViolation(mutated, direction: direction)
        if let failure {
          Issue.record("\(failure) of \(mutated.map { String($0, radix: 16) })")
        }
      }
    }
  }

  @Test(arguments: Corpus.pdus) func corpusIsNeverLost(entry: Corpus.Entry) {
    for direction in [Direction.mobileTerminated, .mobileOriginated] {
      #expect(Mutation.violation(entry.octets, direction: direction) == nil)
      #expect(Mutation.presentationViolation(entry.octets, direction: direction) == nil)
    }
  }

  @Test(arguments: 0..<4) func anyTextIsHexadecimalOrAnError(seed: UInt64) {
    var random = SeededGenerator(seed: seed + 300)
    let alphabet = Array("0123456789ABCDEFabcdef \r\nGZ@é漢")
    for _ in 0..<500 {
      let text = String(
        (0..<Int.random(in: 0..<60, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? " " })
      for tolerance in [Tolerance.strict, .lenient] {
        guard let decoded = try? PDU.decode(hex: text, tolerance: tolerance) else { continue }
        #expect(decoded.octets == octets(hex: text.filter { !$0.isWhitespace }))
      }
    }
  }
}
