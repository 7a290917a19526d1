import SpamCore
import Testing

/// Rules may hold a report back; the same words that would be reported without them show that it is the rule.
@Suite struct VetoTests {
  static let fraud =
    "Selamat! No anda terpilih sbg pemenang hadiah Rp.75jt dari TELKOMSEL PIN:7F5K9Z info klik www.hadiah-tsel.blogspot.com"
  let classifier: SpamClassifier

  init() throws {
    classifier = SpamClassifier(model: try SpamModel.embedded())
  }

  @Test func withoutASenderTheTextDecides() {
    #expect(classifier.classify(Self.fraud).band == .auto)
    #expect(classifier.classify(Self.fraud, sender: "+6281234567890").band == .auto)
  }

  @Test(arguments: [
    ("TELKOMSEL", false, Veto.alphanumericSender), ("1166", false, .shortCodeSender),
    ("+6281234567890", true, .knownSender),
  ])
  func senderMayForbid(sender: String, known: Bool, veto: Veto) {
    let verdict = classifier.classify(Self.fraud, sender: sender, knownSender: known)
    #expect(verdict.vetoes == [veto])
    #expect(verdict.band == .ask)
    #expect(verdict.reasons.contains { $0.code == "veto.\(veto.rawValue)" })
  }

  @Test(arguments: [
    ("Hati-hati penipuan! Saya dapat SMS: ", Veto.quotedScam),
    ("Apakah benar ini? ", .quotedScam),
    ("CS kami tidak pernah meminta PIN. ", .securityNotice),
    ("Main slot gacor, depo 10rb. ", .greyTrade),
  ])
  func wordingMayForbid(prefix: String, veto: Veto) {
    let verdict = classifier.classify(prefix + Self.fraud)
    #expect(verdict.vetoes.contains(veto))
    #expect(verdict.band != .auto)
  }

  @Test(arguments: [
    ("Kode OTP Anda 482913. Jangan berikan kepada siapa pun.", Veto.oneTimePassword),
    ("Tukar poin Anda di telkomsel.com/poin", .officialLinkOnly),
    ("Dapatkan hadiah kuota di *123*1#", .ussdOnly),
    ("Iuran arisan bulan ini transfer ke BCA 1234567890 a/n Siti", .namedPurpose),
  ])
  func harmlessWordingIsNamed(text: String, veto: Veto) {
    #expect(classifier.classify(text).vetoes.contains(veto))
  }

  @Test func aModelAloneDoesNotReport() {
    let verdict = classifier.classify("SELAMAT ANDA PEMENANG HADIAH UNDIAN TELKOMSEL POIN RESMI CEK TUNAI 75JT")
    #expect(!verdict.gate.isOpen)
    #expect(verdict.band != .auto)
  }

  @Test func reasonsAreInBothLanguages() {
    for reason in classifier.classify(Self.fraud).reasons {
      #expect(!reason.english.isEmpty)
      #expect(!reason.indonesian.isEmpty)
      #expect(reason.english != reason.indonesian)
    }
  }
}
