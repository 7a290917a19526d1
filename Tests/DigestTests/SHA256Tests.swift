import Digest
import Testing

struct SHA256Tests {
  /// FIPS 180-4 examples (NIST CSRC), and lengths around the padding boundary.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (String(repeating: "a", count: 1_000), "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"),
    (String(repeating: "a", count: 55), "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
    (String(repeating: "a", count: 64), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
  ])
  func digestsAsTheStandardSays(text: String, expected: String) {
    #expect(SHA256.hex(of: text.utf8) == expected)
  }

  @Test func anyCutGivesTheDigestOfTheWhole() {
    let octets = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    let whole = SHA256.hex(of: octets)
    for cut in 0...octets.count {
      var digest = SHA256()
      digest.update(octets[..<cut])
      // A sequence without storage of its own takes the other way.
      digest.update(octets[cut...].lazy.map { $0 })
      #expect(hexadecimal(digest.finalize()) == whole)
    }
  }

  @Test func piecesGiveTheDigestOfTheWhole() {
    var digest = SHA256()
    digest.update("abcdbcdecdefdefgefghfghighij".utf8)
    digest.update("hijkijkljklmklmnlmnomnopnopq".utf8)
    #expect(hexadecimal(digest.finalize()) == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
  }
}
