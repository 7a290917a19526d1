/// Frequent words of messages, in order of precedence.
///
/// Two repairs need to know a word when they see it: digits read as letters (`54y4`) and letters without vowels (`hdh`).
enum Vocabulary {
  /// Whether this is one of the words.
  static func contains(_ hash: UInt64) -> Bool { table.value(hash) != nil }

  private static let table = WordTable(sets: [(1, words)])

  /// The words, separated by spaces.
  static let words: StaticString = """
    selamat hadiah pemenang undian terpilih menang mendapat mendapatkan rekening transfer kirim kirimkan nomor pulsa \
    isikan belikan tolong segera sekarang penting hubungi telepon kunjungi klik verifikasi konfirmasi blokir \
    diblokir nasabah tabungan kartu akun aplikasi paket kurir alamat biaya bayar tagihan pinjaman undangan \
    pernikahan tilang unduh pasang bantuan pajak poin tukar hangus kedaluwarsa hari jangan kantor polisi kecelakaan \
    rumah sakit mama bapak anda untuk dengan sudah belum tidak bisa kalau karena yang dari juta ribu uang tunai \
    mobil motor info resmi pelanggan program isi ulang kode kerja komisi gaji investasi keuntungan modal saham \
    lowongan like follow gratis promo diskon kuota bonus voucher besok kemarin nanti malam pagi siang sore terima \
    kasih makan pulang datang sekolah kampus teman kita kami saya kamu mereka orang rumahnya mana kapan berapa \
    berhasil saldo bulan tahun tanggal jam bank aktif nonaktif dinonaktifkan perubahan tarif transaksi setuju \
    formulir petugas pusat jaminan denda hutang tunggakan jatuh tempo pengadilan hukum kasus sita sebar data kontak \
    keluarga darurat bantu pinjam kembalikan salah waspada modus penipuan penipu palsu imbau hati bukan korban \
    arisan iuran sedekah kurban kosan angsuran invoice nota pesanan katering donasi sumbangan masjid panitia \
    bendahara seragam bohong maaf beneran begini isinya polsek dapat meminta memberikan berikan bagikan pernah \
    siapapun rahasia sandi password mendadak titip tukang ongkos belanja ambil klaim reward kejutan pesta gebyar \
    tautan link situs website dulu masuk lewat dana baru lagi minta sama jadi nama tanpa buat ganti foto atau mulai \
    anak minggu beli bawa buka sampai sebelum masih pakai daftar biar mohon langsung boleh lama pake saja akan surat \
    mandiri cuma balik online depan tiap dikirim admin menit cair lain grup toko kena tiket semua atas telah login \
    hanya kredit barang cukup lihat tinggal sendiri aman kurang harga kakak agen bagi sisa tapi pertama pesan asli \
    naik sini dong siapa juga dibayar jual tadi bunga shopee habis otomatis tutup lalu bila bang bilang listrik unit \
    angka buku cabang berlaku mobile lupa diambil sabtu siap file dibuka haji punya emas telkomsel jumat your mbak \
    mati call site halo butuh nang hasil balas gopay sistem perlu antar free jika pada luar pembayaran tetap guru \
    bukti limit deposit gudang ongkir harus terakhir duit dipakai setor token email kupon chat keluar masa kopi \
    ketik mitra bebas ikut abis setelah jasa hotel dalam nunggu waktu total coba kelas kota siapkan melalui digital \
    potongan cicilan terdaftar live laporan pribadi cepat silakan desa kata kamis cashback pasar assalamualaiku agar \
    pindah sewa khusus uangnya wajib jalan video debit lengkap abaikan oleh sertifikat kamar katanya istri refund \
    qris sesuai aktivasi tsel tanya bikin ketemu dear kunci lebih jadwal bersama resi kembali member pilih biasa \
    telat usah indonesia notaris lunas scan hilang kini masukkan baca gagal lapor senin diterima banking bener terus \
    google warga jemput order lokasi booking stok menerima laptop penerima hapus satu potong registrasi merah area \
    driver suami berangkat travel ayam bawah obat barusan pintu doang peserta tempat diganti ngaku seabank neng \
    dokter diantar sinyal kiriman mesin bunda iphone selesai slot proses bareng saat sampe saudara cash kosong \
    bensin game cari simpan operator akhir sebelah batas digit harian kali koperasi berizin wali form liat besar \
    belakang card sebutkan asuransi tante tambah serius langganan shop ready sing adek kepada sebesar tahap \
    perangkat akses instal muka tokopedia pencairan store pendaftaran maks loket blok layanan supaya izin hadir \
    internet kasir rabu minimal hehe ultah rapat tanda umroh awal sayang lebaran banyak satpam murah kapal yuta \
    patungan paling dinas pukul menjadi dompet kontrak tidur syarat mengirim gara disetujui sekalian sehat tunggu \
    tugas turun main jago update dipotong disini jakarta abang tanah nonton kursi batam warung klinik papa subuh \
    balikin percaya dikembalikan rugi bulanan usaha ilang pengumuman judi ditanggung suruh server cepet batal sekali \
    cyou kang senilai mytelkomsel sedang wifi harap konter untung kulo jamaah dikasih nunggak full sisanya acara \
    ditahan vaksin kodenya ustadz nego umkm perusahaan telegram berkas error subsidi indomaret brimo juni biru \
    padahal pasti panen medan axis meter tipu ruko upgrade grapari kecil depo ketua lahir pelunasan mamak with tamu \
    kepala nggih takut bandara lambat cocok anggota dihapus drive shopeepay posisi code rusak livin user play jaga \
    benar permohonan aktifkan dicari pemilik bocor namanya dicek vercel gangguan elektronik mbah kulkas pecah putih \
    bima hemat sepeda ajukan antri visa nikah kotak sopir putri survey masukin ditelpon ambo cuci pihak seluruh \
    membuka cara nilai jaringan muncul setoran autodebet dipungut sementara negeri dewi hidup ditarik premium \
    materai perpanjang paspor perak center plat lolos garansi anti only plus terbaru nambah gojek produk baju meja \
    operasi beras tertahan termasuk setahun libur truk cetak infaq bagian tercatat android coretax permintaan \
    alhamdulillah teknisi tinggi diproses penarikan sukses share terdekat juli akad agustus sebulan level gadai \
    status umur janji this stop sampean lelang alfamart smartfren pengiriman pembelian griya timur putus sawah etle \
    hujan kelurahan puskesmas balai bekas dikit ujian bengkel kios tiktok grab haha titik surabaya cewek dokumen \
    baik rejeki tolak semoga soal hahaha lokal soalnya kaget avanza gajian whatsapp pengembalian setiap struk kucing \
    berhadiah porsi nasi konser dekat dititip terbatas macet penuh dosen alumni sampaikan lazada samsat keamanan \
    salam maret setia security selfie wulan ubah pemberitahuan lembar tahunan mengaku menu tarik masing mampir nanya \
    mulu dijamin zoom selama sebagai slip panggilan indihome orangnya kabel bandung tetangga gigi ruang mall cantik \
    konsultasi lomba kabar kandang angkat stasiun test asal dunia bagus malang back apakah berkah versi urusan \
    berita retur siapin from abdi servis parkir banjir doorprize kepotong lurah diumumkan bayi umrah dialihkan staf \
    negara mahar semen proyek kereta kontrakan kado kumpul linkaja nangis dipake murid aneh awas bacain bacakan \
    bales bandar bangunan batalkan benarkah beredar beritahu beritahukan betul bola cantumkan capsa casino catering \
    cetakan contoh dibacakan dibatasi dibekukan dibukak dicopet dicoret diikuti dijambret diklik dikunci diladeni \
    diminta dinonaktif diretas ditangguhkan ditipu ditransfer domino dormant forward freebet gacor genteng gini \
    giveaway grandprize himbau himbauan hoaks hoax imbauan infak infokan install jackpot jahitan jajan jitu kandung \
    kaos kasino kateringnya kavling kelompok ketipu kirimi kirimin komite kost kritis kuintal kuitansi kuliah \
    kwitansi laundry maling mandorny mandornya mastiin maxwin memastikan menangkan menangki mencurigakan menelepon \
    mengatasnamakan menghubungi mengimbau meraih mushola musholla musibah muthawif nabrak nipu ongkirnya orderan \
    otorisasi pangkirimkeun passphrase patrolisiber pembaruan pembekuan pemblokiran pencuri pengajian pengundian \
    penipunya perbarui pesenan pinnya poker polres qurban rahasiakan rekap reuni rincian rumahsakit saku sanggah \
    sbobet scam scatter screenshot sebarkan sebut sebutin sembarang seperti shio sinkronisasi snack suspend tabrakan \
    taruhan tembus tenda terblokir terkunci terlanjur tertipu teruskan togel tulis ukuran ulah utang utangku \
    validasi virus warna yatim zakat kuesioner skripsi responden berapapun
    """
}
