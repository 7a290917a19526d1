import Digest
import SpamCore
import Testing

/// A model that does not fit is refused, and says why.
@Suite struct ModelFileTests {
  let bytes = SpamModel.embeddedBytes

  @Test func embeddedModelLoads() throws {
    let model = try SpamModel(bytes: bytes)
    #expect(!model.version.isEmpty)
    for stratum in Stratum.allCases { #expect(model.autoThreshold(for: stratum) >= 0.9) }
    #expect(bytes.count < 5_000_000)
  }

  @Test func truncationIsRefusedAnywhere() {
    for length in [0, 1, 7, 8, 11, 12, 40, 44, 500, bytes.count - 1] {
      #expect(throws: ModelError.self) { try SpamModel(bytes: Array(bytes.prefix(length))) }
    }
  }

  @Test func otherFilesAreRefused() {
    #expect(throws: ModelError.notAModel) { try SpamModel(bytes: Array("not a model at all".utf8)) }
  }

  @Test func newerFormatIsNamed() {
    #expect(throws: ModelError.unsupportedVersion(9)) { try SpamModel(bytes: changed(at: 8, to: 9, sealed: true)) }
  }

  @Test func anyFlippedOctetIsNoticed() {
    for offset in stride(from: 12, to: bytes.count, by: 99_991) {
      #expect(throws: ModelError.digestMismatch) {
        try SpamModel(bytes: changed(at: offset, to: bytes[offset] ^ 1, sealed: false))
      }
    }
  }

  @Test func anotherNormaliserIsRefused() {
    let error = #expect(throws: ModelError.self) {
      try SpamModel(bytes: changed(at: 12, to: bytes[12] ^ 1, sealed: true))
    }
    guard case .normalizerMismatch = error else {
      Issue.record("expected a normaliser mismatch, got \(String(describing: error))")
      return
    }
  }

  @Test func anotherSeedIsRefused() {
    let error = #expect(throws: ModelError.self) {
      try SpamModel(bytes: changed(at: 20, to: bytes[20] ^ 1, sealed: true))
    }
    #expect(error?.description.contains("feature seed") == true)
  }

  /// Whatever stands in the benign bank, or in the second opinion, is read or refused.
  @Test(arguments: [UInt8(0), 0x7F, 0x80, 0xFF])
  func damagedContentsAreNoTrap(octet: UInt8) {
    for offset in stride(from: 2_100_000, to: bytes.count - 32, by: 199_999) {
      _ = try? SpamModel(bytes: changed(at: offset, to: octet, sealed: true))
    }
  }

  private func changed(at offset: Int, to octet: UInt8, sealed: Bool) -> [UInt8] {
    var copy = bytes
    copy[offset] = octet
    guard sealed else { return copy }
    var digest = SHA256()
    digest.update(copy.dropLast(32))
    return copy.dropLast(32) + digest.finalize()
  }
}
