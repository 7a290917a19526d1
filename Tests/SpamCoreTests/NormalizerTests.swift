import SpamCore
import Testing

/// What the model reads, step by step.
@Suite struct NormalizerTests {
  @Test(arguments: [
    ("\u{FF33}\u{FF25}\u{FF2C}\u{FF21}\u{FF2D}\u{FF21}\u{FF34}", "selamat"),
    ("\u{1D407}\u{1D41A}\u{1D41D}\u{1D422}\u{1D41A}\u{1D421}", "hadiah"),
    ("\u{24D7}\u{24D0}\u{24D3}\u{24D8}\u{24D0}\u{24D7}", "hadiah"),
    ("\u{1F157}\u{1F150}\u{1F153}\u{1F158}\u{1F150}\u{1F157}", "hadiah"),
    ("\u{1F1ED}\u{1F1E6}\u{1F1E9}\u{1F1EE}\u{1F1E6}\u{1F1ED}", "hadiah"),
    ("h\u{430}di\u{430}h", "hadiah"),
    ("h\u{3B1}di\u{3B1}h", "hadiah"),
    ("h\u{E0}d\u{EC}\u{E4}h", "hadiah"),
    ("ha\u{300}diah", "hadiah"),
    ("h\u{200B}a\u{2060}d\u{202E}i\u{FE0F}a\u{E0068}h", "hadiah"),
    ("h\u{1D43}d\u{2071}ah", "hadiah"),
    ("\u{13BB}adiah", "hadiah"),
  ])
  func foldsWhatImitatesLatinLetters(disguised: String, plain: String) {
    #expect(TextNormalizer.normalized(disguised) == plain)
  }

  @Test(arguments: [
    ("h a d i a h  u n d i a n", "hadiah undian"),
    ("h.a.d.i.a.h", "hadiah"),
    // Every second sign of the whole message.
    (
      "H.a.d.i.a.h. .5.0.j.t.,. .0.8.5.2.1.1.4.4.7.7.8.8. .w.w.w...t.o.k.o.-.x...t.o.p.",
      "hadiah <amount> <mobile> <link> toko .top <cheap>"
    ),
    ("-H-a-d-i-a-h- -h-u-b- -0-8-5-2---1-1-4-4---7-7-8-8", "hadiah hubungi <mobile>"),
    ("1.2.3.4.5.6.7.8.9.0.1.2.3.4.5.6.7.8", "<long-number>"),
    ("dalam 2 h.a.r.i agar t.i.d.a.k hangus", "dalam #1 hari agar tidak hangus"),
    ("h\u{1F525}a\u{1F525}d\u{1F525}i\u{1F525}a\u{1F525}h", "hadiah"),
    ("h4d14h", "hadiah"),
    ("54y4", "saya"),
    ("k3m3ns05", "kemensos"),
    ("p!njaman", "pinjaman"),
    ("hadiaaaah", "hadiah"),
    // Signs for letters, anywhere in a word.
    ("$3l@m@t @nd@ d@p@t h@d!@h, !nf0 d! p3t@ @t@$ n!h!", "selamat anda dapat hadiah info di peta atas nih"),
    ("k@m@r p@p@ 4p@ 3m@k h@a@d@i@a@h 5k", "kamar papa apa emak hadiah <amount>"),
    ("bayar $5jt ke budi@gmail.com!", "bayar <amount> ke <email>"),
    ("kaos@50rb, 2@15rb, seru!!! asik!", "kaos <amount> #1 <amount> seru asik"),
    ("kupon4 bund4 k3p@d@ 4k4n", "kupon #1 bunda kepada akan"),
    // Letters apart without wider gaps between words.
    ("S e l a m a t A n d a m e n a n g h a d i a h dari B R I", "selamat anda menang hadiah dari bri"),
    (
      "n o m o r a n d a t e r p i l i h , s e g e r a h u b u n g i k a m i", "nomor anda terpilih segera hubungi kami"
    ),
    ("dari: t o l o n g b a n t u ibu y a n g s a k i t", "dari tolong bantu ibu yang sakit"),
    // One word by itself is one.
    ("dari  s u p a r n o d i  ya", "dari suparnodi ya"),
    ("m.i.n.t.a k.u.p.o.n d.a.r.i b.a.n.k d.i R.S", "minta kupon dari bank di rs"),
    ("katanya ' A n d a  m e n a n g ' lho", "katanya anda menang lho"),
    // Signs for spaces, and signs between words and numbers.
    (
      "Selamat.Anda.menang.10.juta.Hub.0812-3456-7890,.klik.bit.ly/abc.atau.Undangan.apk.ya",
      "selamat anda menang <amount> hubungi <mobile> klik <short-link> bit .ly abc atau <apk> undangan .apk ya"
    ),
    ("Selamat_Anda_menang_hadiah,_hub_0812_3456_7890", "selamat anda menang hadiah hubungi <mobile>"),
    (
      "SelamatAndaMenangUndian kode 77 hubungikantorpusatkamisegera",
      "selamat anda menang undian kode #2 hubungi kantor pusat kami segera"
    ),
    (
      "www.promo-hadiah-besar-dari-shopee-indonesia-untuk-anda.top",
      "<look-alike-link> promo hadiah besar dari shopee indonesia untuk anda .top <cheap>"
    ),
    ("https://undangandigitalpernikahankami.site/x", "<link> undangandigitalpernikahankami .site <cheap>"),
    ("hub \u{1F389} 0812 \u{1F389} 3456 \u{1F389} 7890", "hubungi <mobile>"),
    ("T'rpilih m-dptkan", "terpilih mendapatkan"),
    ("slmt no anda", "selamat nomor anda"),
    ("hati2", "hati hati"),
    ("pmnng", "pemenang"),
    ("foto KTP", "foto ktp"),
    ("katax tglx rekeningx", "katanya tanggalnya rekening"),
    ("andromax netflix xmax forex x", "andromax netflix xmax forex x"),
  ])
  func readsDisguisedWords(disguised: String, plain: String) {
    #expect(TextNormalizer.normalized(disguised) == plain)
  }

  @Test(arguments: [
    ("hub 0812-3456-7890", "hubungi <mobile>"),
    ("hub +62 812 3456 7890", "hubungi <mobile>"),
    ("hub 62 812 3456 7890", "hubungi <mobile>"),
    ("hub 0 8 5 2 - 4 0 0 9 - 1 1 7 2", "hubungi <mobile>"),
    ("umur 62 80 kg", "umur #2 #2 kg"),
    ("0016282333306308", "<mobile>"),
    ("021-40161777", "<landline>"),
    ("1500888", "<call-centre>"),
    ("rek BRI 0341 01 002218 53 8", "rekening bri <account>"),
    ("Rp1.500.000", "rp <amount>"),
    ("50rb", "<amount>"),
    ("27 juta", "<amount>"),
    ("PIN: 8JF2177", "pin <code>"),
    ("*123*888#", "<ussd>"),
    ("12/08/2016 22:30", "<date> <time>"),
    ("Rp150.000 per bulan", "rp <amount> per bulan"),
    ("kirim ke 1410029938471 mandiri", "kirim ke <account> mandiri"),
    ("hub 08xxxxxxxxxx", "hubungi <mobile>"),
    ("kirim ke 9017 8967 1163 seabank", "kirim ke <account> seabank"),
    ("BPD 0140 0275 2080 75", "bpd <account>"),
    ("Bank Sulselbar 0411 859171", "bank sulselbar <landline>"),
    ("OCBC 00.00-04.00", "ocbc <time>"),
    ("hubungi 0807 1 573 348", "hubungi <call-centre>"),
  ])
  func recognisesNumbersBeforeLeet(text: String, normalized: String) {
    #expect(TextNormalizer.normalized(text) == normalized)
  }

  @Test(arguments: [
    ("tsel.me/poin", "<official-link>"),
    ("https://www.bca.co.id/promo", "<official-link>"),
    ("pajak.go.id", "<official-link>"),
    ("bca.co.id.hadiah.top", "<look-alike-link>"),
    ("www.hadiah-tsel.blogspot.co.id", "<free-host-link>"),
    ("bit.ly/x8", "<short-link>"),
    ("tsel-poin.top", "<look-alike-link>"),
    ("wa.me/6281234567890", "<chat-link>"),
    ("undangan.apk", "<apk>"),
    ("blt-kesra . site", "<link>"),
    ("klik pinjamcair.top isi data", "<link>"),
    ("klaim di plnpoin.top sekarang", "<link>"),
    ("poin-xl[.]cc", "<look-alike-link>"),
    ("grup https://t.me/abc", "<chat-link>"),
    ("grup t.me/+Qw82mTask", "<chat-link>"),
    ("telegram @tugas.online", "<chat-link>"),
    ("mentor @rina_misi", "<chat-link>"),
    ("hadiahkaget.wiki/g", "<link>"),
    ("cek refund-kai.lat", "<look-alike-link>"),
    ("sites.google.com/view/hadiah", "<free-host-link>"),
    ("docs.google.com/forms/d/1x", "<link>"),
    ("foto di drive.google.com/drive/1x", "<link>"),
    ("meet.google.com/abc", "<official-link>"),
    ("forms.gle/x8Kq", "<link>"),
    ("www.hadiah.wordpress.com.Konfirmasi segera", "<free-host-link>"),
    ("foto: Foto_TKP(1).apk", "<apk>"),
  ])
  func ratesLinksByTheirRegistrableDomain(link: String, token: String) {
    #expect(TextNormalizer.normalized(link).split(separator: " ").contains { $0 == token })
  }

  /// Only where nearly every word has lost its vowels, or abbreviations would pass for other words.
  @Test func readsMessagesWithoutVowels() {
    #expect(
      TextNormalizer.normalized("slmt nmr and dpt hdh dr bnk bca") == "selamat nomor anda dapat hadiah dari bank bca")
    #expect(TextNormalizer.normalized("dn kode br di sini sudah diterima") == "dn kode br di sini sudah diterima")
    #expect(TextNormalizer.normalized("@nda menang, kata mas @budi") == "anda menang kata mas abudi")
  }

  /// Plain text takes short cuts; a hidden character and a second space at its end forbid them.
  @Test(.enabled(if: Files.root != nil)) func shortCutsReadTheSame() throws {
    for example in try TrainingRecipe.examples(corpus: try Files.corpus(), data: []) {
      let text = example.text
      #expect(TextNormalizer.normalized(text + " \u{200B} ") == TextNormalizer.normalized(text))
    }
  }

  @Test func takesNoWordForAHost() {
    #expect(TextNormalizer.normalized("di RCTI.Info hub") == "di rcti info hubungi")
    #expect(TextNormalizer.normalized("cek saldo.top up dulu") == "cek saldo top up dulu")
    #expect(TextNormalizer.normalized("mantap.top deh") == "mantap top deh")
  }
}
