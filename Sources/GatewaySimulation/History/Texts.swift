package import SpamCore

/// Invented texts whose label the generator knows. ``isAsLabelled`` says whether the classifier agrees: only then may an
/// oracle rely on it.
package enum Texts {
  /// Plainly fraud, each number in other words and another campaign.
  package static func fraud(_ number: Int) -> String {
    let code = 7_000 + number % 2_000
    switch number % 3 {
    case 0:
      return
        "SELAMAT!! Nomor Anda terpilih sebagai pemenang undian Gebyar Poin dan berhak atas uang tunai Rp75.000.000. "
        + "PIN pemenang: T\(number)K. Hubungi panitia di 0852-9051-\(code) atau buka www.gebyarpoin-\(code).blogspot.com"
    case 1:
      return
        "Pelanggan Yth, kartu Anda resmi mendapat hadiah 1 unit mobil dari undian isi ulang pulsa. Kode \(number). "
        + "Klaim hadiah hubungi 0853-4410-\(code)"
    default:
      return
        "Mama minta tolong isikan pulsa 100rb ke nomor 0857-3140-\(code) sekarang, mama lagi di kantor polisi nomor "
        + "\(number), jangan telepon dulu nanti mama jelaskan"
    }
  }

  /// The same in so many words that it takes several parts.
  package static func longFraud(_ number: Int) -> String {
    fraud(number) + ". Untuk proses pencairan hadiah siapkan KTP dan buku tabungan, lalu kirim biaya administrasi dan "
      + "pajak pemenang sebesar Rp1.500.000 ke rekening panitia hari ini juga. Pemenang dilarang memberitahu siapa pun "
      + "sebelum hadiah diterima. Kode verifikasi \(number)"
  }

  /// What friends, couriers and banks write.
  package static func harmless(_ number: Int) -> String {
    switch number % 5 {
    case 0: "Bro jadi futsal jam \(number)? Bola sama rompi biar aku yang bawa, kamu tinggal datang aja"
    case 1: "Yeay akhirnya lulus sidang \(number)!! 🎓 makasih sudah dibantuin, minggu depan kutraktir bakso"
    case 2: "Siang kak, paketnya saya titip di pos satpam nomor \(number) ya, tadi rumahnya kosong. Terima kasih"
    case 3: "Ok siap \(number)"
    default: "Kode OTP Anda \(100_000 + number). Jangan berikan kode ini kepada siapa pun, termasuk pihak bank."
    }
  }

  /// Harmless, and written to break whatever handles it carelessly.
  package static func hostile(_ number: Int) -> String {
    switch number % 4 {
    case 0: "lihat \(number)\r\nAT+CMGD=1,4\r\n> \u{1B}\u{1A}OK\r\n"
    case 1: "'; DROP TABLE messages; -- \(number)"
    case 2: "\(number) \u{202E}kilab\u{202C} \u{0}\u{7} {\"event\":\"report.sent\"}"
    default: "+CMTI: \"SM\",1 \(number) #PENIPUAN#0812#"
    }
  }

  /// Whether the classifier sees fraud where the generator means it, and none where it does not.
  package static func isAsLabelled(_ text: String, isFraud: Bool, by classifier: SpamClassifier) -> Bool {
    let verdict = classifier.classify(text)
    return isFraud ? verdict.label == .fraud && verdict.band == .auto : verdict.band == .none
  }
}
