/// The words of four letters or more that the corpus has three times or more, the most frequent first.
///
/// A disguise in leet is read as one of them. With no vowel left in a whole message these are what its words once were; too many for ordinary messages, where
/// an abbreviation would pass for one of them.
enum CorpusWords {
  /// Whether this is one of the words.
  static func contains(_ hash: UInt64) -> Bool { table.value(hash) != nil }

  private static let table = WordTable(sets: [(1, words)])

  /// The words, separated by spaces; of those with the same consonants only the most frequent.
  static let words: StaticString = """
    anda kode kartu transfer uang rekening jangan dana bank biaya baru nama atau nanti ganti buat foto anak saldo \
    tanpa aplikasi bawa ambil buka mandiri minggu undian beli langsung pajak mulai lama sampai info pemenang saja \
    poin admin motor mama boleh surat toko terima depan mobil pakai ulang klik salah pagi cair data atas resmi \
    balik kakak kita cuma grup tiket kena dibayar siang menang lain voucher lalu balas barang diambil kurang datang \
    tinggal online sendiri bang gaji lihat hubungi login sekarang sisa bonus cukup dong kredit shopee asli gopay \
    sore angka bantu konfirmasi agen denda ditransfer siapa sini butuh diskon emas nang verifikasi aman bilang halo \
    kurir pasang punya bukti jatuh listrik panitia antar habis jumat lupa naik pesan pelanggan sabtu aktif pertama \
    tunai hasil otomatis pembayaran setor berlaku klaim total transaksi bantuan deposit jika ongkir perlu desa \
    kelas bendahara cabang dibuka guru pernah silakan uangnya call haji kamar siapkan sistem tabungan wajib your \
    file modal telkomsel hotel keluarga tempo gudang iuran lengkap terakhir belanja indonesia pinjaman email jasa \
    lapor mati telat token chat ketik laporan masukkan refund kembali makan terdaftar usah abis assalamualaikum \
    bebas bunda dipakai free istri cicilan hangus ikut jaminan limit masa pasar potongan kamis member notaris \
    pesanan sewa terpilih tukar waktu abaikan cepat diganti hilang jadwal koperasi senin arisan kasir ketemu khusus \
    luar mana video aktivasi blokir cashback coba katanya kopi ongkos pribadi promo tanya digit diterima lebih \
    mesin oleh papa password program saat wali agar bersama cash debit digital iphone melalui nunggu qris seabank \
    tanda travel bener gagal jemput lokasi penerima pindah potong sertifikat tahap unduh adek batas berhasil \
    booking dinas kunci lunas norek order peserta pilih rapat scan setuju tante akhir barusan ditanggung dokter \
    hadir kontak meminta ngaku pelunasan pemilik pencairan penipuan sehat warga acara banking dikembalikan hati \
    invoice laptop lomba obat proses satpam stok supaya syarat umroh abang asuransi balikin diantar diblokir dicek \
    hapus lambat layanan loket masjid operator pinjam simpan sisanya yuta disetujui kapal menerima merah sebutkan \
    tempat tunggu upgrade wifi anggota area baca belakang bensin ditahan harap izin langganan lelang live percaya \
    registrasi sinyal slot tanah tugas warung aktifkan ayam dompet driver elektronik indomaret jakarta jamaah \
    kiriman klinik kodenya kontrak kursi lebaran lolos minimal pengumuman putri rejeki seragam serius akses \
    berangkat besar card disini full hehe ilang instal internet kosong masing mbah muka nunggak rupiah sebesar \
    sedang selesai sepeda siapapun silahkan tokopedia ultah waspada awal batam beneran error juara kembalikan lahir \
    like menjadi nggih nonton perusahaan ready sekalian shopeepay bandara bawah dikasih dipotong game harian isinya \
    mengirim perangkat rusak server setoran subsidi telegram truk tukang user vaksin avanza ayah bagian beras \
    berkas dijual diproses ditarik gajian giveaway kulkas livin nelpon panen senilai share sopir subuh termasuk \
    turun whatsapp yayasan baju berizin berkah brimo dipungut formulir gabung grab juni kampus kang kaos kwitansi \
    nego pendaftaran penipu polsek produk rugi ruko sebelah sekali struk survey tambah untung update ustadz with \
    batal batalkan berhadiah bima bulanan center cocok cukai dewi dihapus ditelpon form janji jaya lamaran medan \
    menghubungi paketnya paspor pinjol sakit sawah staf suruh tetangga trading utang agustus ajukan alhamdulillah \
    ambo axis coretax dapur dibantu ditutup doorprize gadai garansi hahaha kaget kampung kirimkan kontrakan korban \
    libur lurah mamak mbanking meja muncul mytelkomsel namanya nasi nikah nilai padahal pembeli perubahan pihak \
    puskesmas rekeningnya sementara servis situs tangan teknisi tercatat tertahan tidur tolak abdi account ahad \
    alfamart amanah autodebet bengkel camat cetak dicari diumumkan gangguan grapari hemat indosat infaq kecil \
    kelompok lapangan lazada masukin mega menyusul murid operasi pecah pengiriman pertamina plat premium putih \
    rahasia salam sebar selfie siapin simpedes slip soalnya tamu terbaru tiktok versi wulan alumni alun angkot \
    apakah bagus bayarnya berita berkenan berubah code direktur drive gigi griya honda indihome ingin interview \
    jalur jaringan kabarin kendaraan konser kucing laporkan lowongan mamah membuka menunggu negeri orangnya pagar \
    pakde pemberitahuan pengurus play posisi pura santri seluruh semen setahun soal terdekat umur visa wallet akad \
    allah anti back bayarin billing bocor cantik darurat dialihkan diangkat dibagi dibawa dijamin dijemput finance \
    gojek hidup home honor hujan hutang isikan kadaluarsa keamanan kecelakaan kelurahan kredivo kumpul lestari \
    lokal maret mengganggu nambah nominal pabrik panggilan parcel parkir pegadaian permohonan porsi pupuk rekber \
    rincian sampaikan sandi santunan status surabaya tautan terbatas tunggakan ujian utama wajah zoom alah android \
    bagikan bekas belajar calo cicil contact credit disita ditolak download gampang gram ikan isiin jenius kabar \
    kades kandung karyawan keblokir kelebihan kepotong keuangan kuitansi lanjut level linkaja mahar makmur mampir \
    maps melati memenangkan minyak mobilnya nomernya payroll pengambilan penuh perak permintaan permisi proyek \
    ratna robot rumahnya seminggu semoga setiap sinar sinta smartfren solar spbu stasiun tahunan tambahan test this \
    tsel tunjukkan urus wahyu zakat administrasi ajak ajudan amal bambang bandung banjir beasiswa berikan bintang \
    cimb dibekukan dicicil dikenakan diperpanjang disuruh dokumen dukcapil etle event gang gebyar gereja hadiahnya \
    ijazah iklan indah investasi kabel karya kaya kehadiran kenal ketemuan ketinggalan lampu lantai lembar lepas \
    macet makassar marketing menemukan mengaku mengundang nangis nanya nggak nyala nyangkut pegang pembelian \
    penarikan pendamping pengguna permata perpanjang pertanyaan pilihan posko profit reservasi rina ruang sebulan \
    seikhlasnya semester simpanan simpati sukses sumber survei tanggung terbit terminal timur titik ubah urusan \
    vendor villa vote will yatim akulaku amplop ananda angin bansos beda berhenti beserta bibit bidan blibli \
    bungkus bupati capek cewek customer danamon demam dibagikan dibatalkan diminta dipandu diserahkan \
    ditandatangani diteruskan ditukar ditunggu duka durung expired follow gitu grand helm hendra hormat ikhlas inap \
    input insentif jatim jawab kavling kecamatan kemasan kesehatan kevin kilat kominfo konsultasi kunjungi leasing \
    lipat mahasiswa malang manager mantan mantri mboten meeting nonaktif nota nyasar open pegawai pembangunan \
    pengundian perawat perbarui pondok rawat rekam rekan rekap retur samsat samsung save screenshot sebentar \
    security selisih spaylater subscribe suksma suratnya suwun syariah tebak teller teruskan tour tukarkan \
    unlimited upah warna wisuda yusuf agent agunan alfagift anakku anaknya angkatan antrean aplikasinya arep \
    barangnya barcode bentuk berakhir berhak briva buruan cadangan cairkan catat centang checkout chip dibalikin \
    dibeli dilakukan dilihat dimas disetor duluan ekor ekspedisi enak express format gempa have hello hewan hingga \
    ilegal install jajan jepang kantong kayaknya kedah kejaksaan kerjaan kipas komplain komputer kumpulkan legal \
    loker melanggar menawarkan merasa mereka meteran mlebu modus nerima netflix nitip nomerku normal nyuwun ojol \
    over paketmu paylater pdam pemegang pemutihan pencet penggantian periksa periode pesawat pintar polri posyandu \
    raya reseller rokok rudi sahabat satunya sejahtera sekeluarga semarang sembako seminar sesuk sicepat siswa \
    stiker sudirman sugeng sumpah talangan tambang tengah tepat tersedia traveloka ujang ulun valid virtual waris \
    wong yanti youtube abah agus ahli akibat antam anwar apabila apapun approve asep asri audit bahasa bapakmu \
    berminat bersih bingung bunyi channel city daerah dianggap diawasi dicairkan dihubungi diputus disaksikan \
    disebar ditempel duitnya estimasi fajar fikri final fisik flat fotokopi fotonya giliran gold goreng gula guys \
    halaman hitam ijin iwan izinkan jabodetabek jauh kalian kanggo karawang katering kawan kebun kelapa keliling \
    keluhan kemenag kesini lahiran lancar laundry magrib mahal manasik melihat membawa milik mimpi mushola mutasi \
    myim mypertamina natal nenek ninja nmax number nyampe oknum outlet pakdhe pandu pembatalan pending pengajuan \
    pengganti penyerahan penyidik perbaikan peringatan perjalanan pernikahan piala polda polres prakerja prize prof \
    qurban ramadhan resep resepsionis reset revisi ronda rsud sareng sebarkan seller seumur skincare soekarno \
    sosial studio sultan tabung taspen tele telkom tembus terbaik terkunci tiba traktir transferan transfernya ucok \
    upload vario wanita warisan wondr absen acak access akang alaikum alat amak amankan anakmu anyar arif aturan \
    awas ayeuna bacakan baruku batch bayarkan before berbagi beredar berikut bhabinkamtibmas bisnis bongkar brilink \
    bripka checking cikarang deadline dikenal dilarang dinyatakan ditemukan edaran emak endang fotokan frozen \
    futsal gabah ganggu gelombang gerbang gunakan hack harapan hartono hpku ibadah impor infokan innova japri \
    jenengan jiwa kader kambing kantin kasus katalog kayla keberatan kejutan kekirim klarifikasi kompor konsultan \
    koordinasi kost kuliah laci layar lobby lucky mandi matikan mawar media melayani membayar mending mengenai \
    menyampaikan minum mirip money motornya mudik mybca nabrak nasional ndang ngajak nganggur ngasih ngga njenengan \
    nurul nuwun octo olahraga olshop owner palembang panjang panjar part pastikan pelabuhan pelatihan pemblokiran \
    pembukaan pemeliharaan pemerintah pencucian pendaftar pendidikan penerbangan pengadilan pensiun pensiunan \
    perantara ponakan ponsel price prioritas proposal punten rakyat ramadan rapor rekrutmen ribuan saldonya sambil \
    samping sawit secara sehubungan sejak sejam sejuta sekuritas seleksi semalam senyum serahkan seribu showroom \
    silver sist sitaan sulastri sumbangan susah susulan sutrisno syukuran tanjung teknik temenku tenang teng tenor \
    terbaca terblokir terlampir ternyata tingkat tumbler urang wilayah xtra yamaha yuni absensi after akomodasi \
    akta aktifin almarhum andre aneh anjir apartemen apotek apresiasi april axisnet bacain balikpapan bawain bentar \
    berikutnya beritahu berobat beruntung bimbingan birthday blender bohong britama cakung calon cancel caranya \
    cepetan cerdas check cirebon client coklat crew daftarkan dananya dasar denpasar detail diamond diatas dibalas \
    dibatasi dibayarkan diberikan dibutuhkan dicoret digunakan dihentikan dilayani dilunasi dinonaktifkan dipegang \
    diperlukan dipesan dipindah disampaikan disimpan ditagih ditjen diwakilkan dormant drakor durian emang esim \
    family fiktif film freedom gabisa gacor gaes gambar ganda gausah gelap gestun gini gmail gunawan handak happy \
    harusnya hatta hibah hpnya hukum imigrasi imunisasi indo inggris irwan isuk jadwalkan jagung jamu januari \
    jateng jawaban jelasin jogja jujur kagak kanan kartunya kebakaran kedaluwarsa kehilangan kekurangan kembalian \
    kepilih keponakan kesempatan ketahan klaten klikbca kliwon kolektif konfirm kuganti kurirnya kursus lacak \
    lakukan lampiran langkah logam lumayan malaysia maneh manis margin matiin mawon memasuki memberitahukan \
    memungut menelpon mengaktifkan mengingatkan mengisi meninggal menuju minjem modem mogok months muamalat mudah \
    nabung nagih ndan nduk nett ngabarin ngerti ngomong nikahan nikmati nipu nobar nuhun numpuk nyari nyuruh nyusul \
    omah ortu packing padang paham pahlawan paksa paman panik payung peduli pekan pelaku pelamar pemasaran \
    pemeriksaan penampung pengacara pengaduan pengirim penyaluran permanen perorangan perpanjangan perumahan pickup \
    pijat pindahan platinum pohon points portal presentasi presiden profil provider psikotes pulsanya rafi rangka \
    rara rating redeem referral relawan renang rental request rewards rice ringan rombongan sabun saksi salurkan \
    sanggah sayur seharian sehingga sekretariat sekretaris selesaikan sendirian separuh seratus shift siaga siaran \
    signal simcard simpel skripsi snack spasi supplier suster swastyastu syaratnya taiwan takmir taruh taruhan \
    telur terbang terdapat terhormat terindikasi ternak terpotong trip triwulan tulis ukuran ulasan umum \
    undangannya unreg ustadzah validasi vina wayan wisata wonten yakin adanya adira aduan affiliate agak agency \
    agensi agung airdrop akbar aldi ampun anggrek angkanya anniversary anteraja anydesk apel apple arab arahan arek \
    artos artosna aset asisten astra bahan bakar bangun bapaknya basah bekerja benih berpulang bestie bimbel blast \
    bocoran boss brand buktinya cerita charger citra class clearance cluster coach cobain contoh convert cooker \
    covid dados dahulu days dealer denger desember detik developer difoto digabung dikreditkan dikumpul dilelang \
    dinten dipanggil diperbarui disebarkan diselesaikan diservis ditambah ditunda diundang diunduh doanya donor \
    draw drop edit engke entuk extra eyang falah faskes fast februari ferdi festival fifgroup fitrah flip fogging \
    followers forex fortuner fotoin freelance galaxy galeri games garuda gathering gelang gelas genset genteng gift \
    global gofood grosir hadi hajatan hatur help hijab hikmah hold homestay hong hongkong honorer hotelnya ijoli \
    ilham ilmu imbalan impoin inang indak indomie inget innalillahi insyaallah isya jamin janda jelas jersey jodoh \
    judol juragan kaca kaliurang kalung kantornya kapten karantina kargo karnaval karo karpet kartini kebuka \
    kecepatan kedutaan keluarkan kemensos kenanga kenging kenzo kepake kepolisian kepsek kertas kesulitan \
    ketenagakerjaan ketentuan kloter kodim kolektor kompensasi kontrol koordinator koreksi lampung lapak laras \
    latihan list liter lombok long longsor loyalty lukman magang magelang makanan manual masalah maxim maybank \
    mbayar melaporkan melebihi memberkati menangkan menanyakannya menawi mencurigakan mendeteksi mengatasnamakan \
    menunggak merapat miles mpok namun nanda nanging nanyain narkoba nastar nawarin nembak next ngaji ngapunten \
    ngarep ngisi ngobrol ngopi nina nining njaluk nonaktifkan notifikasi nugroho nungguin nyalakan nyumbang odalan \
    oktober omzet osis otentikasi padepokan pajero palestina panas pangan pangkalan parah partner pasangan pejabat \
    pekerja pelanggaran pelayanan pemakaian pemasangan pembimbing pembinaan pembuka penampungan pengelola \
    penghapusan penulis penyakit penyesuaian perbaiki perdana perjanjian perkenalkan pernyataan perpisahan petani \
    petugasnya pidana pindahkan pingsan piye plastik portofolio ppatk prabayar prediksi puang pulihkan pulsane \
    pungutan push rahajeng raharja rahasiakan rahman rahmat rajab randang ratih ratusan razia reimburse rekanan \
    reksa remote reply reward rezeki ridwan ritual ruangguru rujukan safe saged samarinda scaling sebelumnya seblak \
    sedekah sedikit seharga sekaligus sekitar selamanya selanjutnya semangat sentosa service sesudah sibuk sign \
    sihombing simbah simpeda singapura size skin slik smart spesial sponsor sragen stamp stand start story \
    streaming suspend swasta tahapan tanam target tebus tembak terbukti tercantum tercepat terdeteksi terekam \
    terkait terkumpul terlambat terlarang termin termurah terpercaya tersisa tertera timnas tirta titipan today \
    tokennya tombol totalnya toyota trade training trans transmart trial tumpeng tunjukin union urgent urunan \
    urutan utara utuh veteran wahyuni wajar waktunya wawancara website weekend western when xpress yayuk yudi yuli \
    zonk academy adakami afirmasi agoda ahass ahmad airpods ajari ajarin akhi akhirnya akunnya alamatnya alarm \
    alasan alfa alternatif amaq amat amazon amount analis andal anggi angsur annual anton apaan aqila aqiqah arsyad \
    artha artikel asrama atap awak axiata ayat badhe bagaimana bakal balasan banned bantuannya bappebti baterai \
    batik bawang bazar belakangnya berapapun berarti berbayar berdarah berdasarkan berdua bersedia bersertifikat \
    bertahap bilyet bina binance bodong bogor booster bright briptu brosur bukalapak bukannya bukber bumbu bundle \
    byond cabut cahaya cargo carik casino catering cianjur cinta coldplay collector confirm cost cover crash cucian \
    cutoff daging daihatsu darmawan darto darul database daya demak dharma diah diakses dibacakan dibajak dibawah \
    diblok dibuang dicatet didepan digembok digeser digigit dihitung diinstal dijadikan dijupuk dikenai diklaim \
    dilaporkan dilepas dinsos dirawat direksi discord disediakan disiapkan disiarkan ditangguhkan diterbitkan \
    ditinggal dosennya dubai ebook edisi efin ekspor endi enjing erna facebook failed faktur fauzan favorit filenya \
    first fisiknya fitri fitriani flex food freeport friday friend galbay galon garudamiles garut gasan gayo genap \
    geprek geser goceng godean gokil gosend grace graha gresik guangzhou gubernur gunung hadapan halobca halodoc \
    halte hampir harganya hasan hasanuddin hasilnya hermawan hidayat host house hpmu humas ibunya icloud identitas \
    ijah imam include indodana industri inspektorat instagram intan inter investor invite iptu istrimu itung \
    jackpot jantung jariyah jarwo jazakumullah jazz jeddah jelek jemputan jemuran jeruk jomblo jumlah jurusan \
    jutaan kafe kalimantan kalsel kancaku kanim kanit karanganyar kartika kasihan kastengel kedaftar kehitung \
    kemendikbud kemenkumham kementerian kemerdekaan kemudian kenangan kendala kepesertaan kerahasiaan kesalahan \
    ketangkep ketauan ketelan keterangan keterlambatan keybca khairan khitanan kirimlah kocokan komandan kondisi \
    konsumen kontes kosmetik kuenya kuesioner kuitansinya kutunggu label lanjutkan lawas leader lebet left lemari \
    lembang lempar lengkapnya lereng limosin linda linknya lintas living lowbat lunasin madinah maghrib magic \
    majikan makanya maksimal malah mamat manajer mancing mapclub marbot market marlina martabak maryam match maulid \
    maupun medical mekaar melinda memandu membagi membeli memberitahu memegang memilih meminjam memintanya menagih \
    menahan mencoba menekan menggunakan mengharap menghindari menginformasikan mengucapkan mengundi mengurangi \
    mental menurut menyebutkan menyediakan merga mewarnai microsoft migrasi mimin mingguan mochi monthly mukhlis \
    mulya mungkin musim naikkan namaku narasumber nari ngantuk ngirim ningsih november novita nuju nusantara nyebar \
    nyokap nyoman obatnya obral ocha offer office ooredoo oppo pacar paguyuban pajaknya pameran panci panduan panel \
    pangmeulikeun panjenengan paracetamol parents parsel passcode pelajar pemadaman pemadanan pemakaman pembaruan \
    pemilu peminat pempek pemuda pemulihan pemutusan pendataan pendeta penerimaan pengasihan pengaturan \
    pengecualian penghasilan pengirimnya penglaris pengusaha penjelasan penonton penukaran penyewa penyitaan penyok \
    perempuan pergi perhiasan persembahan persero persib pertamax pesanannya pesantren pick pimpinan piring plafon \
    platform playstore positif power presensi prewed private promotor proteksi prudential pulangnya pulsamu puncak \
    punyamu purn radius rahma raja rajawali rajin ramayana receh refundnya regards reguler rekaman reload rendra \
    resinya review reviewer rinso riwayat rizky roamax roaming royal rungkut rush sakik saking sambut sampeyan \
    samudra satlantas scam scoopy screen season secepatnya second segala selain selalu semeng sensus sentral serep \
    setempat shalom sharing shell shopeepaylater show sidik sidoarjo simanjuntak singkat sitti skema skrining \
    smsnya sobekan sorry sortir standby starbucks statement stel stempel struknya study suaminya subscriber \
    sukarela sulselbar sumut suparman support supriyadi surya susanti syalom syamsul tarikan tasya tata tayang \
    tegar telemarketing temenin tempel terapis tercetak terjerat terlanjur terpakai terpisah tertelan terundi teteh \
    tiketnya titiknya tokonya traktiran transferkan transport tribun tsunami tujuan tulisannya turnamen twitter \
    type udin ukhti ulah ultra unang undang undi unggah unlock until urut utawa verif verify view vitamin wati \
    wawan webinar wedding welcome wijaya within wonosari yaudah yohanes zone
    """
}
