import SpamCore
import Testing

/// Whatever a modem hands over must be classified without a trap and in bounded time.
@Suite struct HostileTextTests {
  let classifier: SpamClassifier

  init() throws {
    classifier = try Shipped.classifier()
  }

  static let pieces = [
    "", "\u{0}", " ", "\u{301}", "\u{200D}\u{FE0F}", "\u{202E}\u{2066}", "1", "1.", "*1", "a ", "a.", "a.b.c-", "www.",
    "http://", "+62",
    "08xx", "\u{1F469}\u{200D}\u{1F469}\u{200D}\u{1F467}", "\u{FFFD}", "\u{10FFFF}", "'", "@", "$a", "!a!", "-/", "rp",
    "x1x", "()", "\u{4E2D}",
    "\u{AB70}", "8888888888", "apk.", "a@b.com/",
  ]

  @Test(arguments: pieces) func survivesAnyRepetition(piece: String) {
    for count in [1, 2, 3, 7, 5000] {
      let verdict = classifier.classify(String(repeating: piece, count: count))
      #expect(abs(verdict.probability.values.sum() - 1) < 1e-9)
      #expect(verdict.band != .auto)
    }
  }

  @Test func survivesRandomScalars() {
    var state: UInt64 = 7
    for _ in 0..<300 {
      var text = ""
      for _ in 0..<120 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let value = UInt32(truncatingIfNeeded: state >> 33) % (state & 4 == 0 ? 0x80 : 0x11_0000)
        text.unicodeScalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
      }
      #expect(classifier.classify(text, sender: text).probability.values.min() >= 0)
    }
  }

  @Test func repairsUnpairedSurrogates() {
    let verdict = classifier.classify(utf16: [0xD800, 0x68, 0xDC00, 0xDFFF, 0x69, 0xD83D])
    #expect(verdict.band == .none)
  }

  @Test func looksAtABoundedPart() {
    let start = String(repeating: "besok rapat ya ", count: 400)
    let short = classifier.classify(start)
    let long = classifier.classify(start + String(repeating: "menang hadiah ", count: 100_000))
    #expect(short.probability == long.probability)
  }

  @Test func marksAloneAreNoText() {
    let verdict = classifier.classify(String(repeating: "\u{301}", count: 1_000_000))
    #expect(verdict.vetoes.contains(.emptyText))
  }
}
