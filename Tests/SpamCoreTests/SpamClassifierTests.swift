import SpamCore
import Testing

@Suite struct SpamClassifierTests {
  let classifier: SpamClassifier

  init() throws {
    classifier = try Shipped.classifier()
  }

  @Test func prizeFraudMayBeReported() {
    let verdict = classifier.classify(
      "Selamat! No anda terpilih sbg pemenang hadiah Rp.75jt dari TELKOMSEL PIN:7F5K9Z info klik www.hadiah-tsel.blogspot.com"
    )
    #expect(verdict.label == .fraud)
    #expect(verdict.band == .auto)
  }

  @Test func chatIsLeftAlone() {
    let verdict = classifier.classify("besok kumpul jam 8 di kampus ya, jangan lupa bawa laptop")
    #expect(verdict.label == .ham)
    #expect(verdict.band == .none)
  }
}
