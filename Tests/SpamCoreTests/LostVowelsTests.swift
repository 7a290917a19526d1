import Testing

@testable import SpamCore

/// Messages without vowels, and the table by which they are put back.
@Suite struct LostVowelsTests {
  @Test(arguments: [
    // Words with the same consonants, by what stands beside them.
    (
      "mhn mf bk, pkt and blm bs km antr krn almt tdk lngkp",
      "mohon maaf buku paket anda belum bisa kami antar karena alamat tidak lengkap"
    ),
    ("sdh mkn blm, kl blm bl ns gdng d wrng", "sudah makan belum kalau belum beli nasi gudang di warung"),
    ("bsk pg ak brngkt k kntr, tlng jmpt d stsn ya", "besok pagi aku berangkat ke kantor tolong jemput di stasiun ya"),
    // Abbreviations are no words that have lost anything.
    (
      "trnsfr k rknng bri an hj krn sms d hp sdh d hps",
      "transfer ke rekening bri an hj karena sms di hp sudah di hapus"
    ),
  ])
  func putsBackWhatWasMeant(written: String, meant: String) {
    #expect(TextNormalizer.normalized(written) == meant)
  }

  @Test func numbersAndLinksStayAsTheyAre() {
    let text = "slmt nmr and mnng 25jt hbng 0852.1144.7788 klk www.bgyr-hdh.blgspt.cm"
    let restored = String(decoding: LostVowels.restored(Array(text.utf8)), as: UTF8.self)
    // Slang is spelt out later.
    #expect(restored == "slmt nmr anda menang 25jt hubungi 0852.1144.7788 klik www.bgyr-hdh.blgspt.cm")
  }

  @Test(arguments: [
    // A unit belongs to its number.
    ("slmt nmr and mnng 25 rb dan 2 jt", "slmt nmr anda menang 25 rb dan 2 jt"),
    // Parts of links and of files.
    ("slmt nmr mnng https://bit.ly/klm-hdh dan klm-hdh.top", "slmt nmr menang https://bit.ly/klm-hdh dan klm-hdh.top"),
    // A point where the space was forgotten is none of a link.
    ("slmt nmr mnng.Hbng", "slmt nmr menang.Hubungi"),
    // One word with an apostrophe; signs for letters and the hyphen of an abbreviation are read later.
    ("slmt nmr and T'rplh", "slmt nmr anda Terpilih"),
    ("slmt nmr @nd m-dptkn h$l", "slmt nmr @nd m-dptkn h$l"),
    ("slmt, B nmr mnng", "slmt, B nmr menang"),
  ])
  func whatBelongsToSomethingElseStays(written: String, restored: String) {
    #expect(String(decoding: LostVowels.restored(Array(written.utf8)), as: UTF8.self) == restored)
  }

  /// Some drop them all.
  @Test func firstLettersComeBackToo() {
    #expect(
      TextNormalizer.normalized("slmt nmr nd mnng hdh ng, mbl mb ktk bk dn hbng bpk nsp")
        .hasPrefix("selamat nomor anda menang hadiah uang"))
  }

  /// Half of a message's words, and half of a word's vowels.
  @Test(arguments: [
    (
      "Selamat nmr anda trplh sebagai pmnng undian, hubungi kntr kami",
      "selamat nomor anda terpilih sebagai pemenang undian hubungi kantor kami"
    ),
    ("selmat anda mendapt aktivsi kart kredt", "selamat anda mendapat aktivasi kartu kredit"),
    // Names and what few messages have stay.
    ("bu Tiur dan pak Wirjo dari Plaosn", "ibu tiur dan pak wirjo dari plaosn"),
  ])
  func wordsThatLackSomeComeBack(written: String, meant: String) {
    #expect(TextNormalizer.normalized(written) == meant)
  }

  @Test func capitalsStayCapitals() {
    let restored = LostVowels.restored(Array("Mnng, NMR and TRPLH bsk".utf8))
    #expect(String(decoding: restored, as: UTF8.self) == "Menang, NMR anda TERPILIH bsk")
  }

  /// An ordinary message with a few abbreviations is never touched.
  @Test func onlyWhereNearlyAllAreMissing() {
    #expect(TextNormalizer.normalized("bgt kmrn hujan deras sekali di kantor sampai banjir").hasSuffix("sampai banjir"))
    #expect(!Tokenizer.normalize("tlg bsk bawa buku tulis sama pensil warna punya kakak").statistics.lacksVowels)
    #expect(Tokenizer.normalize("tlg bsk bw bk tls sm pnsl wrn pny kkk").statistics.lacksVowels)
  }

  /// Of messages that the table does not know, nine words in ten are as they were, the short ones that lost nothing among them.
  @Test(.enabled(if: Files.root != nil, "skipped: the messages are not there"))
  func mostWordsComeBack() throws {
    var (words, right) = (0, 0)
    for writer in ["writer3", "writer16", "writer17"] {
      for example in try Files.heldOut(writer) {
        let plain = Tokenizer.normalize(example.text)
        let lost = Tokenizer.normalize(Obfuscation.missingVowels.apply(to: example.text))
        guard lost.statistics.lacksVowels, plain.tokens.count == lost.tokens.count else { continue }
        for (before, after) in zip(plain.tokens, lost.tokens) where before.kind == .word {
          words += 1
          if before.hash == after.hash { right += 1 }
        }
      }
    }
    #expect(words > 10_000)
    #expect(right * 10 >= words * 9, "\(right) of \(words)")
  }
}

/// The table itself.
@Suite struct LostWordsTests {
  private let messages = [
    "selamat nomor anda terpilih", "selamat nomor anda menang", "selamat nomor anda terpilih 50000 2 kali", "buka buku",
    "buka toko", "buka pintu", "buku tulis", "ini itu ini",
  ]

  private func withTable<Result>(_ body: (LostWords) throws -> Result) rethrows -> Result {
    try LostWordsWriter.bytes(from: messages).withUnsafeBytes { try body(LostWords($0)) }
  }

  @Test func wordsAreFoundByWhatIsLeftOfThem() {
    withTable { table in
      func words(_ rest: String) -> [String] {
        table.candidates(for: Array(rest.utf8)).map { String(decoding: $0.word, as: UTF8.self) }
      }
      #expect(words("bk") == ["buka", "buku"])
      #expect(words("slmt") == ["selamat"])
      // Once is no evidence.
      #expect(words("pnt") == [])
      #expect(words("in") == ["ini"])
      #expect(table.count(of: Array("selamat".utf8)[...]) ?? 0 >= 2 << 10)
      // As it is, not as it is left.
      #expect(table.count(of: Array("ini".utf8)[...]) == 2 << 10)
      #expect(table.count(of: Array("pintu".utf8)[...]) == nil)
    }
  }

  /// `silahkan` and `hadiahnya` are read as other words; without vowels they must be too.
  @Test func otherSpellingsLoseTheirOwnVowels() {
    LostWordsWriter.bytes(from: ["silahkan ambil hadiahnya", "silahkan pakai hadiahnya"]).withUnsafeBytes { raw in
      let table = LostWords(raw)
      func words(_ rest: String) -> [String] {
        table.candidates(for: Array(rest.utf8)).map { String(decoding: $0.word, as: UTF8.self) }
      }
      #expect(words("slhkn") == ["silakan"])
      #expect(words("slkn") == ["silakan"])
      #expect(words("hdhny") == ["hadiah"])
    }
  }

  @Test func theMostFrequentWordCompletesOneThatLacksVowels() {
    withTable { table in
      func completed(_ word: String) -> String? {
        table.completion(of: Array(word.utf8)[...]).map { String(decoding: $0.word, as: UTF8.self) }
      }
      #expect(completed("selmat") == "selamat")
      #expect(completed("buk") == "buka")
      #expect(completed("bku") == "buku")
      #expect(completed("selimt") == nil)
    }
  }

  @Test func pairsThatAreFrequentAreKnown() {
    withTable { table in
      let (selamat, nomor, buka) = (
        WordTable.hash("selamat".utf8), WordTable.hash("nomor".utf8), WordTable.hash("buka".utf8)
      )
      #expect(table.pair(LostVowels.opening, selamat) == 3 << 10)
      #expect(table.pair(selamat, nomor) == 3 << 10)
      #expect(table.pair(nomor, selamat) == 0)
      #expect(table.pair(buka, WordTable.hash("buku".utf8)) == 0)
    }
  }

  /// Messages that have lost their vowels themselves say nothing about which were meant.
  @Test func theSameWhateverHasNoVowels() {
    #expect(LostWordsWriter.bytes(from: messages + ["slmt nmr nd trplh mnng"]) == LostWordsWriter.bytes(from: messages))
  }

  @Test func whatIsNoTableIsAnEmptyOne() {
    let bytes = LostWordsWriter.bytes(from: messages)
    for octets in [[], Array(bytes.dropLast()), [UInt8](repeating: 255, count: 64)] {
      octets.withUnsafeBytes { raw in
        let table = LostWords(raw)
        #expect(table.count == 0)
        #expect(table.candidates(for: "slmt".utf8).isEmpty)
        #expect(table.pair(1, 2) == 0)
        #expect(LostVowels.restored(Array("slmt nmr nd".utf8), from: table) == Array("slmt nmr nd".utf8))
      }
    }
  }

  /// Made of the corpus as it is; `SpamLab words` makes it anew.
  @Test(.enabled(if: Files.root != nil, "skipped: the corpus is not there"))
  func theTableIsThatOfTheCorpus() throws {
    let examples = try TrainingRecipe.examples(corpus: try Files.corpus(), data: [])
    // Half a million octets tell nobody anything.
    let isSame = LostWordsWriter.bytes(from: examples.map(\.text)).elementsEqual(LostWords.octets)
    #expect(isSame)
    #expect(LostWords.shared.count > 20_000)
  }
}
