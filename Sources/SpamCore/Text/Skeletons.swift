/// Words written without their vowels: `hdh`, `pmnng`, `undn`.
///
/// Slang has the usual abbreviations; this knows what is left of the words that matter when somebody drops every vowel but
/// one at the beginning. Words with any other vowel are never touched.
enum Skeletons {
  /// The full word for a vowelless one of at least three letters.
  static func word(_ octets: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard octets.count >= 3, octets.dropFirst().allSatisfy({ $0.isASCIILetter && !$0.isVowel }) else { return nil }
    return table.replacement(WordTable.hash(octets))
  }

  /// The words, for the fingerprint.
  static var octets: [UInt8] { table.octets }

  private static let table = WordTable(words: list, key: reduced)

  private static func reduced(_ word: ArraySlice<UInt8>) -> [UInt8] {
    Array(word.prefix(1)) + word.dropFirst().filter { !$0.isVowel }
  }

  /// Of words with the same skeleton the first stands.
  private static let list: StaticString = """
    selamat hadiah pemenang undian terpilih menang mendapat mendapatkan rekening transfer kirim kirimkan nomor pulsa \
    isikan belikan tolong segera sekarang penting hubungi telepon kunjungi klik verifikasi konfirmasi blokir diblokir \
    nasabah tabungan kartu akun aplikasi paket kurir alamat biaya bayar tagihan pinjaman undangan pernikahan tilang \
    unduh pasang bantuan pajak poin tukar hangus kedaluwarsa hari jangan kantor polisi kecelakaan rumah sakit mama \
    bapak anda untuk dengan sudah belum tidak bisa kalau karena yang dari juta ribu uang tunai mobil motor info resmi \
    pelanggan program isi ulang kode kerja komisi gaji investasi keuntungan modal saham lowongan like follow gratis \
    promo diskon kuota bonus voucher besok kemarin nanti malam pagi siang sore terima kasih makan pulang datang sekolah \
    kampus teman kita kami saya kamu mereka orang rumahnya mana kapan berapa berhasil saldo bulan tahun tanggal jam \
    bank aktif nonaktif dinonaktifkan perubahan tarif transaksi setuju formulir petugas pusat jaminan denda hutang \
    tunggakan jatuh tempo pengadilan hukum kasus sita sebar data kontak keluarga darurat bantu pinjam kembalikan salah \
    ambil klaim reward kejutan pesta gebyar tautan link situs website
    """
}
