/// Words that put a subject on the table; after normalisation, so that one form stands for all its writings.
///
/// They are features for the model and one half of the gate; no word here reports anything by itself.
enum Lexicon {
  static let signals = WordTable(sets: [
    (
      Signals.prize.rawValue,
      """
      hadiah undian pemenang menang menangkan terpilih pengundian giveaway gebyar kejutan memenangkan doorprize klaim cair \
      pencairan mendapatkan mendapat meraih berhadiah reward selamat jackpot pesta
      """
    ),
    (Signals.pulsa.rawValue, "pulsa isikan isi belikan kuota voucher token"),
    (Signals.transfer.rawValue, "transfer ditransfer rekening norek transfernya dikirim kirim kirimkan setor uangnya dananya uang dana atm"),
    (
      Signals.accountLock.rawValue,
      """
      blokir diblokir dibekukan pembekuan pemblokiran nonaktif dinonaktifkan verifikasi konfirmasi error suspend ditangguhkan \
      mencurigakan tarif login terkunci dikunci pembaruan update aktivasi akun nasabah tabungan diretas
      """
    ),
    (Signals.courier.rawValue, "paket kurir ongkir resi pengiriman gudang alamat bea cukai tertahan tahan jne jnt sicepat pos ekspedisi"),
    (Signals.invitation.rawValue, "undangan apk foto tilang etle surat lampiran unduh instal install buka pernikahan dokumen file"),
    (
      Signals.debt.rawValue,
      "tagihan tunggakan jatuh tempo pinjol menunggak cicilan angsuran hutang sebar disebar kontak galbay lunasi pelunasan denda keterlambatan"
    ),
    (
      Signals.emergency.rawValue,
      "polisi polsek polres kecelakaan kantor rumahsakit operasi kritis ugd igd nabrak tilang ditahan musibah meninggal tabrakan darurat rusak hilang dicopet"
    ),
    (Signals.newNumber.rawValue, "baru ganti"),
    (Signals.job.rawValue, "kerja lowongan freelance komisi gaji loker like follow subscribe misi tugas pekerjaan partime part paruh penghasilan rekrut"),
    (Signals.investment.rawValue, "investasi profit trading crypto kripto bitcoin saham modal keuntungan forex deposit robot"),
    (Signals.tax.rawValue, "pajak coretax npwp djp spt kpp"),
    (Signals.aid.rawValue, "bansos bantuan blt pkh subsidi kemensos prakerja bpjs umkm bsu bpnt"),
    (Signals.oneTimeCode.rawValue, "otp kode verifikasi pin"),
    (Signals.points.rawValue, "poin hangus kedaluwarsa tukar tukarkan redeem penukaran"),
    (Signals.purchase.rawValue, "rumah tanah mobil motor harga berminat cocok survey survei sewa kontrakan kos beli jual nego"),
    (Signals.law.rawValue, "pengadilan hukum tersangka kasus sita disita pidana kejaksaan pencucian penyidik bareskrim laporan dilaporkan"),
    (Signals.fee.rawValue, "biaya admin administrasi bayar pembayaran ongkos jaminan materai dp"),
    (Signals.institution.rawValue, "telkomsel indosat tri xl axis smartfren shopee tokopedia lazada tiktok dana ovo gopay pln resmi kominfo whatsapp pt dinas"),
    (
      Signals.gambling.rawValue,
      "togel poker slot casino kasino judi sbobet bandar gacor jackpot maxwin capsa domino taruhan scatter bola rtp freebet qq jitu shio depo wd bet"
    ),
    (Signals.loanOffer.rawValue, "kta agunan bpkb bunga plafon pinjaman cair tenor limit gestun gadai"),
    (Signals.warning.rawValue, "penipuan modus awas waspada hoax hoaks penipu nipu tipu ditipu hati2 scam palsu abaikan penipunya"),
    (Signals.family.rawValue, "mama papa ibu bapak ayah bunda mah pah ma pa kakak adik sayang nak om tante anak suami istri"),
    (Signals.urgency.rawValue, "segera sekarang penting cepat urgent hari terakhir batas buruan"),
    (Signals.secrecy.rawValue, "jangan rahasia"),
    (Signals.bank.rawValue, "bca bri bni mandiri btn bsi danamon cimb permata bank dana ovo gopay"),
    (Signals.call.rawValue, "hubungi telepon sms whatsapp klik kunjungi wa balas"),
  ])
}
