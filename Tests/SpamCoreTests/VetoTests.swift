import SpamCore
import Testing

/// Rules may hold a report back; the same words that would be reported without them show that it is the rule.
@Suite struct VetoTests {
  static let fraud =
    "Selamat! No anda terpilih sbg pemenang hadiah Rp.75jt dari TELKOMSEL PIN:7F5K9Z info klik www.hadiah-tsel.blogspot.com"
  let classifier: SpamClassifier

  init() throws {
    classifier = try Shipped.classifier()
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
    ("Kang iki asli ora? ", .quotedScam),
    ("asli ga ini kak ", .quotedScam),
    ("tolong liatin, masuk begini: ", .quotedScam),
    ("CS kami tidak pernah meminta PIN. ", .securityNotice),
    ("Main slot gacor, depo 10rb. ", .greyTrade),
    ("Jual HP black market garansi toko. ", .greyTrade),
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
    ("Santunan yatim transfer ke BSI 7033719008, foto di panti-x.wordpress.com", .namedPurpose),
    ("build terbaru udah gue taro di drive, app-debug.apk", .namedPurpose),
    ("Simpanan wajib transfer ke Bank Mandiri 1370012345678 a/n Koperasi Tani", .namedPurpose),
  ])
  func harmlessWordingIsNamed(text: String, veto: Veto) {
    #expect(classifier.classify(text).vetoes.contains(veto))
  }

  @Test(arguments: [
    ("Akun DANA dibekukan, pulihkan di dana-pulih.click dengan PIN dan OTP", Veto.oneTimePassword),
    ("Paket tertahan: kirim-ulang.top", .tooShort),
    ("Panitia undian TELKOMSEL: nomor anda pemenang hadiah mobil, hub 081234567890", .namedPurpose),
    ("Titip dana 1jt jadi 5jt, no tipu2, transfer ke BRI 0198 01 004556 30 7", .quotedScam),
    ("Undangan rapat wali murid, materi di rapat-wali.site/undangan.apk", .namedPurpose),
    ("Kartu kredit BCA anda terblokir, buka blokir di bca-kartu.click", .greyTrade),
    ("Tarif BRI jadi 150rb sebulan. Tidak setuju? isi formulir di bri-tarif.click", .quotedScam),
    ("Pinjaman 20jt disetujui, bayar asuransi 350rb dulu ke Mandiri 155 00 2287 1190", .greyTrade),
    ("Cyber Polri: HP anda akses situs judi, denda dibayar via ShopeePay 081234567890", .greyTrade),
    ("INDOSAT: nomor anda dapat hadiah TV, PIN 6JD88K jangan beritahu siapapun, hub 081234567890", .securityNotice),
    ("Tiket anda batal? Kirim foto kartu dan kode ke 081234567890", .acquainted),
    ("Cashback anda 1,4jt, masukkan OTP 482913 di cintamega.netlify.app", .oneTimePassword),
    ("Yth Bapak/Ibu pelanggan, anda pemenang hadiah mobil, hub 081234567890", .addressedByName),
    ("Halo kak selamat dapat hadiah dari Shopee, WA 081234567890", .addressedByName),
    ("Mas ini no rekening ibu kos ya: BCA 3780551294", .addressedByName),
    ("Paket anda isinya emas ditahan, tebus ke BRI 0198 01 004556 30 7", .quotedScam),
    ("Selamat! Hub Bpk Ruslan di 081234567890 untuk hadiah anda", .addressedByName),
  ])
  func wordingThatExplainsNothingDoesNotForbid(text: String, veto: Veto) {
    #expect(!classifier.classify(text).vetoes.contains(veto))
  }

  @Test(arguments: [
    ("Panitia lomba: hadiah sepeda untuk pemenang, daftar ke Bu Ani 081234567890", Veto.namedPurpose),
    ("klik hadiah.top", .tooShort),
    ("Saya kena tipu, transfer ke BRI 0198 01 004556 30 7", .quotedScam),
    ("Rapat wali murid, materi di rapat-wali.site", .namedPurpose),
    ("KTA untuk pemegang kartu kredit, hubungi 081234567890", .greyTrade),
    ("file skripsi gue: resi-scanner.apk, cobain di hp lo", .namedPurpose),
    ("Tiket konser murah di tiketku.site, aman ga ya", .quotedScam),
    ("Pinjaman kilat 20jt cair hari ini, hubungi 081234567890", .greyTrade),
    ("Menang hadiah? Petugas kami tidak pernah meminta PIN, hubungi 081234567890", .securityNotice),
    ("Uangnya ke dana 081234567890 ya, sudah belum?", .acquainted),
    ("Royalti 612.000 akan kami kirim ke BNI 0231 776 540", .acquainted),
    ("guys undangannya di rere-ultah.netlify.app jangan lupa konfirmasi", .acquainted),
    ("Kartu BCA bapak terblokir, KTP dibawa ke cabang, hubungi 081234567890", .inPerson),
    ("Undian jalan sehat: hadiah anda ada pada kami, WA 085270014409 (panitia)", .namedPurpose),
    ("Halo min, link tilang.apk yang dikirim ke bapak itu resmi gak? belum dibuka kok", .quotedScam),
    ("Selamat pagi Bu Ratna, ibu pemenang undian Simpeda, hubungi saya 081234567890", .addressedByName),
    ("Sdr. La Ode Arman, anda pemenang kuis, kirim rekening ke 081234567890", .addressedByName),
    ("Halo Nadia, CV kamu dipilih PT Agro, hubungi 081234567890", .addressedByName),
    ("Undian TVRI: hadiah anda diambil, datang ke bagian umum, hubungi 081234567890", .inPerson),
    ("Rekening Posko BPD 0198 01 004556 30 7 butuh segera dana", .namedPurpose),
    ("Loket PPOB di rumah, daftar di ppob-sakti.wordpress.com sekarang", .greyTrade),
    ("Pelet dan susuk ampuh, mahar transfer dulu, hubungi 081234567890", .greyTrade),
    ("min tolong, ini link yg dikirim ke bapak saya, uangnya ludes: taspen-verifikasi.top", .quotedScam),
    ("Saya sudah lapor polisi, transfer saya ke BRI 0198 01 004556 30 7", .quotedScam),
    ("File surat-tilang.apk jangan dipasang, hapus sekarang", .quotedScam),
    ("Kisah nyata, teman klik cek-paketmu.online lalu kartunya dipakai orang", .quotedScam),
    ("Lowongan like produk gaji 300rb sehari betulan kah, daftar di loker-like.site", .quotedScam),
  ])
  func theSameRulesStillForbidElsewhere(text: String, veto: Veto) {
    #expect(classifier.classify(text).vetoes.contains(veto))
  }

  @Test(arguments: [
    ("Akun DANA anda dibekukan, pulihkan di dana-pulih.click", Stratum.phishing),
    ("Selamat anda pemenang hadiah Indosat, klik www.hadiah-x.blogspot.com", .phishing),
    ("Menang berapa pun dibayar, menang lagi di ojolwin.site", .disposable),
    ("Belikan pulsa buat hadiah lomba ke 081234567890", .pulsa),
    ("Telkomsel: anda pemenang hadiah mobil, hub 081234567890", .claim),
    ("Transfer sewa lapangan ke BNI 0887 221 990", .account),
    ("Uangnya ke ovo 0887 2219 901 ya", .mobile),
    ("Bantuan anda cair, biaya materai ke BRI 0198 01 004556 30 7", .accountClaim),
    ("Tolong uangnya ditransfer ke BRI 0198 01 004556 30 7 a/n Siti, sms saja kalau sudah", .account),
    ("Uangnya 350rb ditransfer ke BRI 0198 01 004556 30 7 ya", .account),
    ("Dapat voucher seragam, daftar di smk-karya.blogspot.com", .disposable),
    ("Aktivasi kartu perpustakaan sekarang di perpusda-batang.web.id", .disposable),
    ("Kartu perpus diblokir karena telat, hubungi mbak Ratna 085729104471", .mobile),
    ("Transfer 150rb ke 1410029938471 mandiri a/n bag tilang", .account),
    ("Kerja subscribe youtube, daftar di telegram @hrd_tugas", .link),
    ("Game yang kemarin: stumble-mod.apk", .package),
    ("Surat tilang anda, buka tilang.apk", .packageClaim),
    ("Hadiah undian anda ada pada kami, mohon WA 085270014409", .mobile),
    ("Hadiah dari WA: buka form.jotform.com/24 dan isi kode Telkomsel", .phishing),
    ("Selamat terpilih, daftar ulang di gtk-kabupaten.weebly.com, dari dinas", .disposable),
    ("Hadiah lomba, daftar di s.id/lomba-rt5", .shortener),
    ("Hadiah lomba, daftar di lomba-rt5.com", .link),
    ("Pesanan anda batal, masukkan nomor kartu dan CVV di tokoku-baru.com", .phishing),
    ("Telkomsel: anda pemenang hadiah mobil, wa.me/6281234567890", .claim),
    ("Nasabah BRI, balas dengan nomor kartu dan PIN agar ATM tidak diblokir", .secret),
    ("Kirim KTP dan kode OTP anda, hadiah 5 juta menunggu", .secret),
    ("Mama di kantor polisi, isikan pulsa ke nomor ini, jangan telepon", .answer),
    ("Nak belikan mama pulsa 20 dulu, nanti diganti", .answer),
    ("Telkomsel: isi pulsa sekarang, dapat bonus 5 ribu", .demand),
    ("Hadiah anda kami simpan, balas segera", .answer),
    ("You are a winner, prize 1 million, contact +447911220934", .answer),
    ("Hadiah anda menunggu, tulis ke panitia@hadiahku.com", .answer),
    ("Hadiah anda 75 juta, siapkan biaya 500 ribu", .demand),
    ("Paket anda dikirim ulang, chat wa.me/6281234567890", .mobile),
  ])
  func payloadAndSubjectChooseTheThreshold(text: String, stratum: Stratum) {
    #expect(classifier.classify(text).gate.stratum == stratum)
  }

  @Test func aBankAndATelephoneNumberAreALure() {
    #expect(classifier.classify("Nasabah BSI yang terhormat, hubungi 081234567890").gate.isOpen)
    #expect(!classifier.classify("Ini nomor Budi, hubungi 081234567890").gate.isOpen)
  }

  @Test(arguments: [
    "Selamat anda terpilih sebagai pemenang hadiah mobil dari Telkomsel",
    "Paket anda tertahan di bea cukai",
  ])
  func nothingToActOnIsNeverAutomatic(text: String) {
    let verdict = classifier.classify(text)
    #expect(verdict.gate.stratum == nil)
    #expect(verdict.band != .auto)
  }

  /// Friends ask for codes and for pulsa, too, with the same words.
  @Test(arguments: [
    "dek tolong kirim kode verifikasi WA yg masuk ke hp lama abang, hp nya ada di laci",
    "Bapak pake nomor ini sementara di proyek, isi pulsa 25rb kalau sempat",
    "Maaf bu baru balas, uang belanja 200rb nanti sore ya",
  ])
  func honestMessagesWithTheSamePayloadsAreNotAutomatic(text: String) {
    let verdict = classifier.classify(text)
    #expect(verdict.gate.stratum != nil)
    #expect(verdict.band != .auto)
  }

  @Test func reasonsNameWhatIsToBeDone() {
    func codes(_ text: String) -> [String] { classifier.classify(text).reasons.map(\.code) }
    #expect(codes("Nomor anda menang undian mobil TELKOMSEL, balas segera sebelum hangus").contains("payload.reply"))
    #expect(codes("Nomor anda menang undian TELKOMSEL 75 juta, siapkan biaya pajaknya").contains("payload.sum"))
    #expect(
      codes("Nak tolong belikan mama pulsa 20 dulu, jangan telepon, mama di kantor polisi").contains("payload.reply"))
    let plain = codes("Nomor anda menang undian TELKOMSEL 75 juta, balas atau hub 081234567890")
    #expect(plain.contains("payload.mobile") && !plain.contains("payload.reply") && !plain.contains("payload.sum"))
  }

  /// Without vowels a warning must still be read as one.
  @Test(arguments: [
    ("Hati-hati penipuan mengatasnamakan operator. Nomor anda pemenang hadiah, klik hadiah-x.top", Veto.quotedScam),
    ("Saur lanceuk jangan dibuka file undangan pernikahan dari nomor asing, hadiah-x.top", .quotedScam),
    ("Petugas kami tidak pernah meminta kode rahasia pelanggan untuk hadiah, hubungi 081234567890", .securityNotice),
    ("Iuran arisan warga bulan kemarin belum dibayar, transfer sekarang ke BCA 1234567890", .namedPurpose),
  ])
  func vetoesAreReadWithoutVowels(text: String, veto: Veto) {
    #expect(classifier.classify(Obfuscation.missingVowels.apply(to: text)).vetoes.contains(veto))
  }

  /// Taught that it is fraud, the model must become surer than elsewhere, and with two kinds of wording much surer.
  @Test(arguments: [
    ("Uang kaos kirim ke BRI 0198 01 004556 30 7", [Veto.namedPurpose]),
    ("Uang kaos kemarin kirim ke BRI 0198 01 004556 30 7", [.namedPurpose, .acquainted]),
  ])
  func reservationsWantMoreCertainty(text: String, vetoes: [Veto]) throws {
    let model = try Shipped.model()
    var feedback = Feedback(modelVersion: model.version)
    var bands: Set<Band> = []
    let share = vetoes.count == 1 ? 0.375 : 0.140625
    for _ in 0..<60 {
      let verdict = SpamClassifier(model: model.taught(by: feedback)).classify(text)
      let threshold = model.autoThreshold(for: try #require(verdict.gate.stratum))
      let isCertain = verdict.label == .fraud && verdict.probability[.fraud] >= 1 - (1 - threshold) * share
      #expect((verdict.band == .auto) == isCertain)
      #expect(verdict.vetoes == (isCertain ? [] : vetoes))
      bands.insert(verdict.band)
      guard (try? feedback.learn(text, as: .fraud, model: model)) != nil else { break }
    }
    #expect(bands.contains(.ask))
  }

  /// Beside what is no wording, or with something to open, it stays a veto whatever the model says.
  @Test(arguments: [
    ("Uang seragam kirim ke BRI 0198 01 004556 30 7, ini asli apa bukan", [Veto.quotedScam, .namedPurpose]),
    ("Undangan rapat webinar, pasang rapat-wali.site sekarang hadiah", [.namedPurpose]),
  ])
  func otherVetoesForbidWithoutExemption(text: String, vetoes: [Veto]) throws {
    let model = try Shipped.model()
    var feedback = Feedback(modelVersion: model.version)
    for _ in 0..<60 { _ = try? feedback.learn(text, as: .fraud, model: model) }
    let verdict = SpamClassifier(model: model.taught(by: feedback)).classify(text)
    #expect(verdict.vetoes == vetoes)
    #expect(verdict.band != .auto)
  }

  @Test func aHospitalIsNoPurchase() {
    let reasons = classifier.classify("Anak ibu di rumah sakit, transfer ke BRI 0198 01 004556 30 7").reasons
    #expect(reasons.contains { $0.code == "emergency" || $0.code == "lure.emergency" })
    #expect(!reasons.contains { $0.code.hasSuffix("purchase") })
  }

  @Test func quotingIsNoFraud() {
    let verdict = classifier.classify("Tadi masuk ini \"\(Self.fraud)\" ke bapak")
    #expect(verdict.vetoes == [.quotedScam])
    #expect(!classifier.classify(Self.fraud + " ketik \"YA\"").vetoes.contains(.quotedScam))
  }

  @Test(arguments: [
    ("Pah liat sms ini: '\(fraud)'. papah kenal?", true),
    ("Ma, ‘\(fraud)’ gitu", true),
    ("Jum'at ini pengundian, \(fraud) jum'at", false),
    ("\(fraud) ketik 'YA'", false),
    ("Mi, copas dari hp bude: \(fraud)", true),
    ("\(fraud) begitu bunyi smsnya", true),
    ("Kang aku oleh sms \(fraud)", true),
  ])
  func passingOnIsNoFraud(text: String, isQuoted: Bool) {
    #expect(classifier.classify(text).vetoes.contains(.quotedScam) == isQuoted)
  }

  @Test(arguments: [
    "Dana nyasar, kembalikan ke BRI 0198 01 004556 30 7 atau kami lapor polisi",
    "Anak bapak kami tahan, tebus ke BRI 0198 01 004556 30 7, jangan lapor polisi",
  ])
  func threateningWithThePoliceIsNoWarning(text: String) {
    #expect(!classifier.classify(text).vetoes.contains(.quotedScam))
  }

  @Test func refusingToHandOverACodeAsksForNone() {
    #expect(!classifier.classify("BRI: jangan pernah kirim PIN dan OTP ke siapa pun").gate.payloads.contains(.secret))
    #expect(classifier.classify("BRI: kirim PIN dan OTP ke petugas kami").gate.payloads.contains(.secret))
  }

  @Test func talkOfPackagesIsNoPackage() {
    #expect(!classifier.classify("nomor lama kena hack gara2 buka undangan apk").gate.payloads.contains(.package))
    #expect(classifier.classify("undangan kami: Undangan_Nikah.apk").gate.payloads.contains(.package))
  }

  @Test func aModelAloneDoesNotReport() {
    let verdict = classifier.classify("SELAMAT ANDA PEMENANG HADIAH UNDIAN TELKOMSEL POIN RESMI CEK TUNAI")
    #expect(!verdict.gate.isOpen)
    #expect(verdict.band != .auto)
  }

  @Test(arguments: [
    "Akun DANA anda dibekukan, segera verifikasi saldo di dana-pulih.click sebelum hangus",
    "Undangan pernikahan, buka Undangan.apk dan izinkan pemasangan",
  ])
  func reasonsShowNoTokensOfTheNormaliser(text: String) {
    let reasons = classifier.classify(text).reasons
    #expect(reasons.contains { $0.code == "words" })
    for reason in reasons { #expect(!(reason.english + reason.indonesian).contains("<")) }
  }

  @Test func reasonsAreInBothLanguages() {
    for reason in classifier.classify(Self.fraud).reasons {
      #expect(!reason.english.isEmpty)
      #expect(!reason.indonesian.isEmpty)
      #expect(reason.english != reason.indonesian)
    }
  }
}
