/// Frequent words of the corpus of four letters or more, of those with the same consonants the most frequent.
///
/// A disguise in leet is read as one of them, and none of them is a host's name before `.top`.
enum CorpusWords {
  /// Whether this is one of the words.
  static func contains(_ hash: UInt64) -> Bool { table.value(hash) != nil }

  private static let table = WordTable(sets: [(1, words)])

  /// The words, separated by spaces; of those with the same consonants only the most frequent.
  static let words: StaticString = """
    saya nomor yang tidak sudah rekening anda bapak dari kirim untuk transfer kami bayar hari bisa saja kalau \
    jangan dulu kode dapat uang kartu whatsapp lewat dana masuk hadiah bulan telepon hubungi pulsa kantor jadi \
    tolong atau nama bank gratis minta lagi rumah orang belum biaya bawa nanti selamat baru sama besok karena \
    sebelum mohon kakak malam anak foto tanggal ambil dengan paket undian poin aplikasi motor tadi langsung \
    ganti pemenang sekarang tanpa surat buat jalan kasih saldo pajak info mbak akun bukan petugas daftar lama \
    mama kemarin panitia toko dikirim mandiri minggu buka depan datang masih mobil maaf kupon tiket tapi cair \
    sampai ulang terima admin voucher pakai beli konfirmasi mulai atas unit dibayar salah boleh diambil pagi \
    dalam data siang menang resmi kena kita tahun juga link balik balas lalu kerja saudara sekolah undangan \
    bendahara jual sore cuma sendiri desa grup alamat pelanggan teman gaji asli silakan segera jumat bukti titip \
    antar jatuh klik sisa setelah tunai bang barang kepada kurang sabtu bantuan assalamualaikum angka bantu \
    denda kelas pinjam lihat bagi tabungan bonus kredit lain ditransfer login tagihan lapor online punya agen \
    klaim siapa cukup keluarga gudang pembayaran telah butuh emas ongkir harga guru halo hanya ketik pusat aktif \
    wajib harus siapkan verifikasi berlaku hasil nasabah tukar sebagai kurir penerima terpilih diskon belanja \
    lelang kasir keluar masing bilang email gopay listrik setor chat senin shopee sini cabang telkomsel terus \
    deposit naik jika jaminan habis hotel peserta pinjaman tarif cepat lomba dong kamar paling hangus seperti \
    haji papa pasar pada refund token koperasi perlu dinas wali kamis loket notaris transaksi lengkap otomatis \
    pasang pencairan lambat tempo waktu diganti istri kembali pesan total ikut lupa uangnya mati agar bunda \
    ketemu sistem ditanggung jasa makan pertama aman laporan member pribadi tanya unduh dibuka katanya diblokir \
    modal telat ongkos potongan tahap tanda umroh masjid ngaku anggota lunas program qris sertifikat akhir file \
    iuran juara khusus pelunasan melalui rapat usah aktivasi hadir isikan nang pernah pesanan saat mbanking call \
    dikembalikan resi terakhir warung hilang masukkan mesin norek angsuran arisan booking cash indonesia abang \
    belikan hati iphone jemput kuis limit bersama gagal abaikan ditahan diterima terdaftar warga digit kopi \
    lolos potong pukul sewa tugas cukai harap kontak sehat supaya travel klinik laptop sedang blokir dipakai \
    disetujui kunci seragam jadwal lokasi luar pemilik digital indomaret mendapat obat promo rabu simpan sisanya \
    adek batas abis lebih form kiriman mana oleh operator satpam sekalian batam dokter nota pindah bagian bebas \
    berapa cashback cicilan debit free kapal masa tanah telegram tsel diantar tante tunggu proses banget dibawa \
    pilih polsek registrasi setuju nunggu batal hutang putri suruh asuransi instagram kosong belakang coretax \
    instal kontrak tangan update your berhasil dicek kulkas lebaran slot sopir berangkat dipotong kampus \
    pengumuman hehe kodenya mbah meja menerima panggilan samsat sepeda video bandara bener dompet kursi layanan \
    password rusak stok syarat yayasan barusan berkas ditutup doorprize jaya kuitansi tempat aktifkan staf \
    elektronik hapus kelompok kembalikan order subsidi terdekat truk upgrade awal coba gebyar honda minyak nggih \
    pendaftaran struk korban murah penipuan ready ruko sementara driver facebook formulir kedaluwarsa meminta \
    seabank setoran ayah garansi giveaway izin kendaraan perusahaan rejeki ruang servis tambah versi acara \
    banyak beras dihapus ilang kirimkan penting sebutkan serius tukang area invoice juni kelebihan like sakit \
    scan sebesar undi alun bengkel jakarta jamaah kecelakaan nego selesai sinyal survei survey anaknya cuci liat \
    termasuk dijemput lapangan lurah operasi shopeepay vaksin avanza brimo gojek kabari maks masukin besar \
    center cetak disuruh etle karyawan muka paspor pihak rahasia alfamart dewi error kelurahan lahir salam \
    tokopedia tunggakan umkm administrasi alhamdulillah disini hibah soalnya tunjukkan ultah wifi card dikasih \
    diproses diserahkan harian kumpul lembar livin namanya play puskesmas sebelah urus baju beasiswa buah \
    interview kang kesini keuangan kontrakan lamaran medan pegadaian plat sayang turun user visa beneran \
    berhadiah camat cocok dekat dipungut ijazah live menyusul negara panen pembeli rina simpanan utama waspada \
    axis billing dibantu ditolak kwitansi mega padahal rsud server siapapun tetangga tour untung wulan agus \
    damai diumumkan murid nikah tertahan umur ahad akses ayam bensin indosat nonton nunggak pemberitahuan \
    pengambilan percaya siswa tambahan teknisi baca bawah berkah dibagi full imei langganan lestari menunggu \
    nilai penuh simpedes soal ustadz alumni bansos bima cicil dapur dibekukan dilihat direktur ditukar gajian \
    perpanjang samsung santri seluruh sinar sitaan tamu ujian amanah ananda batalkan diminta gadai gereja \
    leasing libur mahasiswa mantri membawa pdam perangkat ratna raya rugi share slip tulis ajukan dijamin forms \
    goreng hendra ingin lowongan mamak menjadi pengurus pertamina putih rudi sebar subuh ajudan alat bungkus \
    depo dialihkan ditarik honor internet kaget kecamatan ketinggalan kucing maret mengirim muncul premium \
    produk semen semester trading banking bayarnya berubah dibatalkan gangguan lazada menangkan minimal \
    mytelkomsel nyasar pabrik pegang pesawat pinjol polres posko rekber senilai tercatat vario beda berita bidan \
    dicicil ditelpon ekspedisi fotokopi game grapari jalur lanjut meteran pendamping perubahan qurban santunan \
    seleksi teller agustus akad allah ambo dianggap dimas hemat hidup kecil mahar nasi nasional pengajuan \
    periode pernikahan ramadhan rincian sandi surabaya tukarkan berhak dealer dibagikan finance fotonya gabung \
    keamanan konser laporkan makassar mampir pecah pembelian pengundian rekan reservasi terbaru terminal yatim \
    ahli angkat bagikan drive isinya kaka kejaksaan nangis orangtua pagar penipu pondok rupiah studio tanggung \
    transport vote yanti yoga yuta bagaimana bambang bintang bocor diangkat dicairkan dimana ditunggu diurus \
    dobel grand griya halaman indihome infaq jateng kades kampung melati mendapatkan motornya nominal open \
    pengiriman perawat polda porsi posisi rapor sejahtera sekali selfie sepatu simpati tahunan tebus waris zoom \
    berizin bersih briva bupati darah diwakilkan fitri hitam iklan jatim jawab kandang kenal kesehatan makmur \
    mengundang nanya nyangkut pengguna piala pura rate reward saku sumber syariah terbatas terbit tiba tiktok \
    vendor warna abah android angkatan apakah apotek bagus belajar berkenan bibit cairkan calon catat darurat \
    dikenakan event grab ikan keberatan kemenag kepsek klaten koordinator mengaku mypertamina nyusul outlet \
    pegawai pemutihan penarikan penyidik permintaan proyek relawan rumahnya semarang setahun situs stasiun \
    titipan tolak wahyu wisata yusuf zakat autodebet berikan bulanan cantik fajar gempa hartono janji jodoh \
    kambing karya keliling kominfo manager marketing only parkir penyerahan permata prof rekrutmen saham sawah \
    status stop takmir tebak ukuran wallet amal amplop bandung brilink disetor fisik gang helm hormat izinkan \
    jaringan kantong kekurangan kertas kunjungi lantai maps medical membuka mudik nurul orangnya payroll permisi \
    pupuk rekanan retur spasi spbu sudirman suster upload wisuda abdi agung anwar bayarin dedi dipandu diputus \
    disita duka expired gunawan hasan indah keblokir kehadiran kemasan kredivo kuliah linkaja mobilnya mushola \
    pandu panjar parcel pengganti perbaikan perbarui rawat razia sawit seikhlasnya sembako siapin terlampir \
    timur ubah ucok alaikum anti asisten barcode bekas berakhir calo cewek ditempel dokumen inap jaket jenius \
    jogja kipas konsultasi lipat macet malang nabrak nambah pakde peduli pelanggaran pembangunan pembatalan \
    pemegang prakerja resepsionis rice sebulan sekretariat sicepat skripsi smartfren solar taspen tembus \
    terkunci tidur umum villa yuni agunan ajak akta anakku antrian banjir blibli cadangan checking dibalikin \
    dicari endang final gigi hahaha harapan hujan insentif investasi juta katalog kawan kevin kilat kompensasi \
    kost lepas nenek netflix ngomong nyampe olahraga paylater pelabuhan profit putus rahmat ridwan robot saksi \
    sekretaris selisih sumbangan surya taruh titik udin virtual wanita with yuli anton arep bacakan check cimb \
    cooker dapatkan ditandatangani follow futsal galon harusnya jepang kalian kargo kebun komplain liter lucky \
    mboten merasa milik natal ninja nitip nmax nonaktif owner papan pastikan pengaduan perak polri rekap reset \
    rombongan sinta sosial test tiang transferan vina apapun asep aula beruntung bisnis chip dinonaktifkan \
    dinyatakan dukcapil duluan gula ijin ikhlas ilham install irwan kader kejutan keluhan kepotong ketemuan made \
    masalah mengganggu pembinaan pemuda penerbangan penukaran permanen pertanyaan pilihan portal prize puasa \
    sampaikan save selaku seminar semoga serahkan sukses susulan tambang terkumpul tirta trans transfernya usdt \
    wajah wilayah adalah asri back bahasa batik bedah berminat code danamon dilunasi dipanggil disaksikan \
    disiapkan ditemukan ekor fikri gampang gosok hukum innova janda jazz kanit kemensos ketahan komite kumpulkan \
    lampu lapak level lokal narkoba olshop pekerjaan pelatihan pendaftar pengirim peringatan permohonan posyandu \
    sabun segel skor suratnya tahu talangan terdeteksi tiga unggah wong absen aiptu amankan anakmu andre \
    aplikasinya astra bapa bazar berbagi berhenti bripka contact diawasi diperpanjang emak faktur garuda gitu \
    hpnya iwan jahit jauh jersey jiwa kabarin kantin kaya kenapa kompor konsultan loker malaysia matikan meeting \
    melanggar mengisi njenengan nyala panik pencet pengacara pensiunan raharja rame rangka redeem rewards ronda \
    sampeyan selesaikan seminggu seumur spaylater sponsor stiker supplier telkom this traveloka tunjukin ujang \
    ulun akomodasi antam arif artha audit bahwa bawain berikut bingung bongkar durung gacor gamis gelombang gram \
    guys hoki home imigrasi kayaknya kendala kontrol lancar layar logam magrib merchant mutasi part perjalanan \
    playstore plaza ponakan ratih rekam ringan rokok sehubungan sesuk soekarno stand tabung taiwan tengah tenor \
    togel training traktir unlimited unreg valid warisan wati wayan wonosari yudi acak ahmad akbar angin \
    barangnya berikutnya bermaterai bunyi cerdas cerita checkout cikarang demam diberikan digunakan dilakukan \
    dilayani dilelang dipindah disimpan diteruskan diunduh dormant edaran enak flat ganggu gift hack input jajan \
    japri jelas kabupaten kartini kavling klarifikasi komputer kukirim laci lakukan laundry legal list lombok \
    malah manasik mantan memungut menemukan mengatasnamakan meninggal menunggak mereka minus modus money office \
    ojol pendidikan pending periksa persetujuan pesantren prioritas proposal psikotes rizal satunya security \
    setengah simpel skincare study subscribe sulastri syukuran terbuka tertera upah urusan wahyuni wates will \
    yamaha adira agent apabila aqiqah balikpapan bapakmu bentuk bertahap buruan byond city credit dihubungi \
    dikenal diklaim disebar ditelp festival galeri giliran gunakan hallo hatta hewan honorer jawaban kasus \
    katering kehilangan kemana koordinasi lusa magelang manado manual melayani memberitahukan miles mlebu mybca \
    nggo normal number nyuwun pangkalan pemerintah penggantian pensiun perjanjian pingsan rafi raja rara respon \
    rinso sambil sampah senyum service signal simpang simpeda ustadzah veteran waktunya youtube akulaku almarhum \
    aneh anteraja artis bayarkan baznas berdasarkan bimbel britama caranya convert dasar difoto dilaporkan \
    dimuka dinsos dirumah disnaker duitnya fast fortuner gaib gelang ilegal impor indomie ingat kabel kaliurang \
    kebuka kira kolektor koper kurirnya lampiran magang mess mewarnai minum mogok nawar nerima njaluk nuwun \
    otentikasi padang pakdhe payung pemeriksaan perantara pernyataan presentasi rahasiakan resep screenshot \
    secara sejak separuh sobekan sugeng sutrisno tablet tanjung tasya tepat terhormat terlambat terlanjur \
    ternyata teruskan toyota turnamen urut wawan wijaya wondr akibat alah aset awak bahan banjarmasin batch \
    before beredar beritahu bhabinkamtibmas bina blender briptu brosur cahaya cargo channel clara covid daya \
    deadline diamond dibayarkan dibutuhkan dicoret dimatikan dipesan dirjen disampaikan ditebus draw esim \
    estimasi eyang filenya film followers genteng gerbang gofood gunung hesti hingga hpku imam jantung januari \
    jenguk kebakaran kemnaker kenalan kepilih konsumsi kuesioner lacak linda linktr maghrib mahal mang mataram \
    mawar mawon maya melakukan membayar menawarkan menelpon menyetujui merapi merdeka mingguan nagih nawarin \
    nduk ngirim ningsih nyuruh ongkirnya over pameran panggung paruh pelaku pelamar pembukaan pemeliharaan \
    pemutusan pencucian pengadilan perbaiki perdana perorangan perpanjangan pickup provisi punten rahman \
    renovasi revisi salurkan sanggah satlantas scoopy sebarkan sejam sejuta siaga suksma susah suwun tembak \
    terbaca terbukti terkait teteh tingkat tinyurl tumbal unik usia wonten absensi aceh aduan alamatnya alfa \
    angs april asrama aturan awas bangunan bapaknya bentar bermasalah bimbingan bonstri bukalapak bumdes cancel \
    carik citra clearance contoh copy cuti daftarkan dananya dibacakan dicabut didampingi dijadwalkan dikumpul \
    diselesaikan ditagih ditunda donor drop durian epic erna express family format fotokan freedom gaes gajah \
    ganda gathering genset grace grosir gubernur happy hendrik herman hikmah hongkong huda humas ibadah indosiar \
    jang jenengan kabid kalimantan kantornya kapten kejari kementerian kendari kepolisian kesempatan keterangan \
    kliwon komandan kuponnya kursus lahiran leader lecet lemari lobby lukman melihat memilih mending \
    menyampaikan mimpi mira modem ojek oppo pajero paksa panci pelayanan penampung pendarahan penghapusan plafon \
    pokok ppat presiden pungutan purwokerto rcti reimburse reseller restitusi sahabat sebelumnya sebentar second \
    sedekah seller semalam sensus sesama simbah simcard sist spesial sscasn stempel sultan temukan termin \
    terpercaya terpotong tersedia trip triwulan tujuan tulisan union urang urgent utuh western aipda alfagift \
    ambon ambulan apel apoteker apresiasi bacain bantul basah batangan berobat bersertifikat beserta bogor \
    buktinya bulog capek catering centang coach collector cuan dendanya denpasar detail dibuang dihitung dikenai \
    dilarang dipasang dipegang dirawat disalurkan ditangani ditangkap ditetapkan diundang falah fauzan freeport \
    frozen galaxy genap gold hampir have hijab idpel intan inter iptu irfan isya jabodetabek jumlah kadek \
    karawang kasihan kedah kelapa kemdikbud kemudian kenzo keputusan ketentuan klikbca kolektif koreksi \
    kunjungan kupang lampung laras lawas lintas manajer mekaar memperoleh mengaktifkan menghindari migrasi \
    nabung namun nanda ngobrol nikmati nipu nungguin omah packing pajaknya palembang paman pangan pejabat pekan \
    pemasaran penampungan pendataan pengelola penglaris pidana pijat pimpinan pintar piye pontianak ppatk \
    prabayar provinsi punyaku rahma rakyat rapi reload renang rental reply reskrim salon satgas sayur sebutin \
    sekdes sharing showroom singapura skin sleman smart snack sobek sragen struknya suryadi syamsul tebusan \
    teguh teknik temenku tenang terekam terpasang tersebut timika tipis tokennya tokonya tyas undang validasi \
    vixion wawancara wiwik xenia yohanes yuliana acil adikmu agak agency akang aktifin aldi amak ambulans \
    apartemen approve atap bangun belakangan biodata bocoran bumn cabut cakung cinta dengar desember developer \
    diatas dibajak dibalas dicetak dihentikan dilepas diperbarui dirut ditinggal diuangkan emang endah expo \
    extra februari ferry gabah gelap gestun godean graha gugur hamil helpdesk house identitas infak informasi \
    inggris innalillahi jujur karantina kartika kayla kedutaan kemahasiswaan kepake keponakan keringanan \
    ketenagakerjaan ketut kodim konversi kubayar kuning lampirkan latihan layak longsor lowbat mancing marlina \
    mbca memberkati mengenai mengingatkan minimarket mpajak muamalat mulya naikkan nebus nett nganter ngopi nyai \
    ocbc octo offline oknum otak paketmu palestina panduan panjang pembagian pembaruan pembuka pencocokan \
    pendengar pendeta penerimaan perpisahan persembahan persero pertiwi pesugihan pindahkan piring profil \
    provider puang puncak quran ramadan rehab reschedule resinya rizky saputra sebanyak sekeluarga sekitar \
    sendirian sertakan sidoarjo sinkron smartpoin sopirnya story sulselbar sumut syalom tabrak tahapan telur \
    terbang tercantum tercetak terlarang terlibat tertelan tertutup tindakan totalnya ulasan unlock utara \
    weekend xtra zahra adopsi after agensi ahass alihkan anggraini anggrek apply arab arahan arek arman asing \
    balita bapenda berdua bersedia bilyet birthday bodong bpum charger class coklat cost crew daging danang \
    dapodik daripada darmawan dedek dewan dharma diajukan diberitahukan dicatat diinstal dijadikan diponegoro \
    direfund direksi disebut ditambah ditulis dukuh engke entuk faskes favorit ferdi fiktif fitrah gambar gapapa \
    gausah gelas gmail gosend herbal ibunya ical icloud impoin imunisasi inang indo infokan instalasi insyaallah \
    ipul jadwalkan jelasin jember jobstreet kaca kafe kanggo karpet kasbon kehabisan keluarkan kepencet \
    ketangkep ketelan ketipu kloter kuganti mansyur master matahari matiin maulana mbayar mekanik memiliki \
    mencurigakan mengajukan mengikuti mengucapkan menuju mudah mukhlis mulyadi mungkin myime nadia namaku nastar \
    ndang ngajak ngaji nganggur nina nining nobar novi nugroho nurhayati nusantara nyoman nyumbang obatnya omzet \
    operasional opname paham partisipasi pekanbaru pemakaian pembimbing pemblokiran pempek pemulihan pengasihan \
    penjualan penyaluran perhiasan perpus perumahan petani pete pindahan portofolio pulsane rajawali ramayana \
    rating redaksi reguler reminder rendang responden ridho saking samarinda sardjito sareng sekuritas sentani \
    sentosa seribu sertifikasi shift soetta stel supriyadi syaratnya tanahnya temannya tempel terapis terdapat \
    tersisa tertulis tiketnya togar trial tryout tumbler tunjangan unilever upacara urutan username utbk vitamin \
    wahyudi webinar xpander ziarah zulkifli access agya angkanya arum atur award axiata ayeuna bareskrim \
    berapapun berarti berhalangan bestie blogspot bohong boyolali cendekia cepetan cianjur cirebon cluster \
    coldplay congrats cover cyber daihatsu delay depsos diaktifkan dibatasi dibawah dishub ditambahkan ditunjuk \
    diverifikasi erafone ewallet faisal forex fotoin frans ganjil garudamiles gini gowo hajatan halte hamba \
    handak help hidayat homestay ilmu inch industri invite istirahat jagung jastip jazakumullah jeruk jessica \
    kabag kabeh kaleng kalsel kamboja kapolsek kawi kencana kepesertaan kerahasiaan kesulitan keterlambatan \
    khitan konsumen kuncinya label langkah legalisir lempar magic majelis makanan maksimal mamanya masker maupun \
    maxim melapor memanggil memasuki menawi mencari mengurangi muharram muntah muslim namamu narasumber ndan \
    nelayan nempel ngerti nisn nolong nonaktifkan nonstop november nuhun numpuk nyicil ocha odalan officer osis \
    paguyuban parlay parsel pasal pasangan pasif patok pekerja penagihan penawaran penempatan pengalaman \
    penghasilan pengusaha penyewa percepatan pertamax platinum pohon ppob prambanan price prudential purn rahayu \
    raih rangga ratusan reaktivasi rekaman resign rilis ritual riwayat riyadi rompi rujukan rumahku rush safety \
    saged sampingan scaling seblak secepatnya sediakan seharga seharian september sepupu shalom show siaran \
    sihombing silver somasi statusnya steven sumarni suntik swastyastu tambahkan taplus target taruhan tercepat \
    ternak tertarik tertinggal tertunda ticket today trade tumpeng tuti ulah ungaran urunan verif view voli \
    wafat wesel winda wonogiri workshop abdul adanya affiliate agoda airdrop album aliong alternatif ampun andal \
    angsal anjir anniversary anugrah anydesk aris ashar asih aslinya asuhan audisi axisnet babi bangsa \
    bantuannya bella benih berakhiran berdarah bergabung bergaransi bertransaksi biasanya bimoli blackberry \
    bluetooth brankas canva cekbansos cerpen cilacap cimahi claim cobain dahulu darmo darul derek detik deui \
    dibaca dibayarin diblok dibooking didaftarkan didata digabung dijupuk dimusnahkan dinaikkan diperlukan \
    disebarkan disediakan disiarkan ditangguhkan ditilang ditjen diundur dollar downline edit efin euis fifgroup \
    fitriani flexi food forward freelance friday gabisa geprek gerobak geser global gugatan handayani hasnah \
    hatur hermawan hidayah imah iman imbalan indak indodax indofood insya internal ipar islam issued isuk jarene \
    jarwo juragan kalbar kaltim kanan kanker karanganyar karcis kastengel keberangkatan kecepatan kelipatan \
    kelulusan kembaliannya kerjanya kesalahan kesepian komunitas kopdit korlap korwil krajan kuitansinya \
    kutransfer lebihnya living loyalty lumayan macbook makanya mandala maneh margin marketplace melahirkan \
    memang memenuhi memintanya mencairkan mendadak mendaftar mengembalikan mengundi menukar minimum mtronik \
    musholla nabila nagoya ngabarin ngurus nominasi nomormu notifikasi numpang nurdin nyari nyawa oksigen \
    oktober ooredoo opening orderan padepokan pahlawan paketku panas parkiran patokan pedagang pelajar pelapor \
    pelatih pelni pemadaman pembiayaan penalti pendopo pengantar pengawas pengirimnya pengkinian penyelenggara \
    perbulan perkenalkan persen persib plastik poktan ponpes ponsel power pramuka prewed produksi promotor \
    pulihkan puspita rajab raport referral rektorat remote reviewer revo ribuan roaming sabu safe sebab sehingga \
    sekaligus selingkuh semangat serda sertipikat sesudah sidik size smoothing spesialis staff stamp start steam \
    student suamiku suaminya suparno swalayan syahrul tabrakan tanam tarikan tayang tentang terbayar terindikasi \
    terlilit terpisah tertinggi testimoni timnas topup tselpoin tulisannya type ukur ultra umat umumkan \
    undangannya upline wagiman wajar wartawan website wedding welcome wening when wings xpress yance yaris yayuk \
    yosi yusri zainal adekku agennya akhi akhirnya alya amaq amat angga antv apaan approval ardi artikel artosna \
    asam asia asus ayahnya ayla baby bahaya bajak bakar balasan banjarbaru banknya banyuwangi batang begitu \
    bengkak berbayar berduka berhubung beritahukan berjalan berjangka berkunjung berlipat berpulang bethesda \
    bhayangkara blast boarding borongan boss brand bright bripoin buatan buatkan build butet carrefour casino \
    casting catatan cekresi cincin client confirm crypto curhat dados dago damri danakaget daniel debitur \
    delanggu delivery denah device diabaikan dibicarakan didatangi didebet digeser dihack diklat dikreditkan \
    dikunci dimasukkan dimohon dinten dipacking dipadankan dipecat diperiksa dipilih diplomat direset discord \
    disdukcapil disegel disik dispenser djarum draft drakor dukung dummy ekonomi ekstra electronic ende eror \
    ertiga example fadli fahmi fashion fasilitator ferizy flash flashdisk freebet freon friend fullset galih \
    gantian garena garut gianyar give goceng gramedia hacker hadapan hancur hanif harta haryono hasanuddin \
    hasilnya headset hendrawan hentikan hoax hokben hold hotelnya ibuku ijoli income indra inspektorat instan \
    internetan ipda irma isih isolir istrimu jackpot jaksa jambi jamin jaminkan jamu jayapura jelek jemputan \
    jenazah jomblo jurusan jutaan kalasan kamarnya kandidat kanim kanwil kapling kapolda kardus kasirnya \
    keaslian kebumen kecebur kecemplung kehapus kejadian kekeluargaan kematian kembalian kemendikbud kemerdekaan \
    kenaikan kenangan kepuasan ketauan ketutup keybca kirimnya klub komplit kondisi konveksi kualanamu kuenya \
    lanjutkan lawan lelangnya lembaga lengkapnya lilik lindungi livinpoin lobi logistik london ludes macam \
    madinah majikan marni maryam material matic maulid melaporkan melebihi melinda melunasi memandu membagikan \
    memberikan memberitahu membutuhkan memesan menagih mendeteksi menginformasikan mengundurkan menindaklanjuti \
    mental menurut menyebut menyebutkan merger michat mimin mission mlebet months morowali muhammadiyah muntilan \
    narahubung nari narti navy nembak next ngamuk ngapunten ngarep nginep ningrum nopol notanya nyuci obral \
    official optik otorisasi pabean pacar pace palangka pampers panakkukang panggil pangkal panjenengan parents \
    parepare partner pasaran passport pastori pemasangan pembuatan pemilih pemilu peminat pemirsa pencabutan \
    pengamanan pengemudi penjaga penonton penutupan penyelesaian penyesuaian percetakan pergantian pergi perihal \
    pertanian petugasnya piagam pinnya poinmu positif praya presensi prestasi progresif punyamu rabies radius \
    rajut ranting rapel receh recruitment referensi refundable rekrut reksa rendah rendra request resepsi retak \
    retribusi review rezeki risalah robert rontgen roxy royal ruangguru rungkut sachet sakik sakinah salatiga \
    sanggar santet satpol satwa saudi sedikit segitu selamanya selanjutnya sepuasnya seratus serep serka siakad \
    sign simulasi skema smsnya sosialisasi spam spanduk subscriber suharto sukarela sumiyati suparman superindo \
    swasta syahriah syawal tanggapan tangkap taqwa tawuran tebet teguran telkomselpoin temanmu temenin terdebet \
    terkirim termurah ternate terundi thailand tiasa tilangnya tindak tommy traktiran transmart tulungagung \
    tunas twitter ubud ulos unboxing universitas verify vespa vivo vouchernya wahyuningsih wakaf wardah wassalam \
    wira wisnu wulandari yakin zone academy accounting adiknya ading aditya afirmasi airpods airport aisyah \
    ajaib ajari akademik akbp alasan aliran allianz alwayson amazon ambar ambarrukmo analis anang anggap angpao \
    anjing apple aqila arifin army auditor australia avsec bakal bakauheni baksos bangsal banned banner bappebti \
    basecamp baterai bawakan bawang bayan bekerja belakangnya benjang benny berganti berkala berkasnya berkedok \
    berlangganan bernomor berprestasi bertambah bertiga biasane bilangin bimtek bioskop blokirin booster bpkad \
    brebes briefing broker bronet bugil bukannya buruh caesar cafe campur canon cantumkan cekal cempaka cendana \
    cibinong cindy coffee coins collection condongcatur congratulation container crash creambath cucian custom \
    dadan dadang dafa daftarnya danakilat darwis dasawisma days dbank dengerin diaktifin diberi dibimbing \
    dibobol dibongkar dicoba didepan didlm digembok digitnya dijalan dijelaskan dikumpulkan dilimpahkan dimuat \
    direct direktorat disepakati diservis disewakan dispora distribusi distributor ditanggapi ditanyakan \
    ditemani divisi doanya dompetnya dosennya dubai dukungan edisi eksekusi energi enjing entry ester etilang \
    exambrowser fahri fani fasih fatmawati fauzi ferdinand first fitting flip flores fogging fotomu galatama \
    galbay gasan gatot gayo gdrive gelegar gemilang gendut gores goyang gresik guest hajah halobca halodoc hamid \
    hani henny hepi hermanto himbara hoaks hong hpmu hypermart ibumu ijah import inbox indodana ingatkan \
    instalatir intel isat iseng isin istriku istrinya item itikad jadinya jeddah jelaskan jembatan jempol \
    jemuran johan johar judol jupuk kacamata kalender kalteng kambingnya kancaku kandangan kantorpos kapolres \
    karaoke karip karnaval kebersihan kedaftar kegiatan kehitung keluarganya kembar kemungkinan kenari kenging \
    kepalanya kesepakatan ketapang ketiga khair kijang kinclong kitas kitchen kocokan komentar komunikasi kontes \
    kontraktor koord kopdar korlantas korpri kutunggu kwitansinya lanjutan laptopnya laser lasmi layani \
    legalitas lembang lenyap lingkungan lisensi listriknya long loyalitas loyang lututnya mading mahjong \
    maintenance majalah makelar maksudnya manajemen manurung market martabak maskapai massal masuknya match \
    matematika maxstream maxwin maybank mbankingnya melengkapi memasukkan membantu membeli memblokir memegang \
    menabung menahan menanti menanyakannya menara menarik mengambil mengendap menghadap mengubah mengumumkan \
    meningitis menolak menyalurkan menyatakan menyebar merapat merry mesti michelle minyakita miring mochi \
    modern mpok multiguna musibah musim mustika mythic naikin nanging nanyain naufal negatif nelepon ngakak \
    ngambil ngemplak njupuk notif novita nuju nyalakan nyetir nyilih offer ongkosnya oren orgnya oven palopo \
    pamsimas pandawa panel paracetamol pariwisata parjo passphrase payakumbuh paypal pedulilindungi pemadanan \
    pembantu pemberkasan pembesar pemiliknya pemohon pemprov penelpon penerbit pengantaran pengaturan pengingat \
    pengurusan penjahit penolakan penulis penyakit penyalahgunaan penyiar perempuan perhatian perintah perpusda \
    pesanannya petunjuk pick pizza planet platform plnmobile poker popcorn posindo praktikum prasetyo presto \
    print private produktif produser properti prosesnya protect proteksi protokol pulpen pulsamu push pustaka \
    putaran racikan rahajeng rajin ramli rangkap rawuh refundnya regards register restoran return riau rosalia \
    rosmini safar sahid sahrul salju sambut sampoerna samuel sanak sangat sanksi sapinya sarapan sarpras satpas \
    satusehat scam screen sebrang sedaap sehabis seindonesia selalu senam seneng serambi serangan serikat \
    sertifikatnya sesar setempat shareloc sheila sherly shopeepaylater sibolga siklus singkat sinkronisasi \
    siregar sisane siskohat sitorus skrining small smskan sofyan sortir spotify square stadion standby statement \
    stock storage streaming suamimu subbag suhendar sukardi sukorejo sulteng sultra suparmi support surveyor \
    suryani suspend suyatno suzuki swab syarif taksi tandatangan tangannya tangerang tangkapan tangki taufik \
    telponnya terancam terbanyak terpakai terpal terverifikasi text that they tingkatkan toll torch transit \
    travelnya tribun tukangnya tukarpoin tukerin tunaikan turnitin ucup ujungnya ukhti until urea usman utawa \
    velg viral wahid wahidin waiter wajo wakasek walet walikota warkop warta webnya willy winrate xiaomi xlpoin \
    xlsmart yanuar yayah yosep zaki zalora zonk abangnya abdullah acai adam adinda adrian adukan advokat agama \
    agenda agustusan aini ajaran ajeng akik aksi aktifasi akunmu alamatmu alarm alfamidi allo alokasi amang \
    amiruddin amount anas anbk ancol andika angel angkasa angsur annual apak appraisal approved arah arahkan \
    arena armada arsyad arta arya aspirasi assistant aston astuti atasan atrium attack avian awalnya ayahanda \
    ayamnya ayat ayuk babinsa bahagia baharuddin bahri baiq bajunya baper barakallah barangkek barista batasnya \
    batubara bbri bday bekerjasama belanda belawan benang bentrok beratnya bercanda bercerita berisiko bernilai \
    bersangkutan berseragam berturut bhakti bicarakan bihalal binaan binance biometrik bismillah biznet black \
    blitar blora branded brigadir bripda broiler budiman bukber bukittinggi bukopin buktikan bukunya bumbu \
    bumper bundle burhan buronan busway bypass cacat carane carter celup cengkareng cermat charge checkup chrome \
    chromebook cikampek cikande cileungsi cilik cimone cipali ciputra citilink club cocokin congratulations \
    copas courier cuekin customs cutoff daftarin damel dampingi dancow deals dedy deskripsi deteksi diah diakses \
    diamankan dibacain dibahas dibeliin dibuatkan dicancel dicekal dicocokkan dicopet didaftarin digigit \
    digitalnya diharap dihibahkan dijadwal dijawab dikantor diketahui diketik dikonfirmasi dikoordinir diladenin \
    dilaksanakan dilaporin dilengkapi diliat dimajuin dimajukan dimasukin dimatiin dinkes dinner dipercepat \
    diperjualbelikan dipindahkan dipinjamkan diputihkan dirahasiakan diregistrasi direimburse diretur dirujuk \
    dirumahaja disalahgunakan disc disney ditempat ditengok diterbitkan ditimbang ditindak ditungguin dituntut \
    diumumin diupload diusulkan djamil domba dompetdhuafa dont dresscode early ebook editan ekspor eman emoney \
    enaknya enam english ente enumerator erha eropa erupsi escrow etik exambro excel expire face fadhil failed \
    fake fathan fiber fingerprint fisiknya fiskal fkip flazz flight folder forklift formatnya formnya \
    formulirnya fotokopian fransiska front fryer gabungan gadget gajahmada gakkum galak galungan ganja gantirugi \
    gapoktan gapura garmen gaza gejayan gengs gerak github gmim gobiz gokil gondang gorengan gorontalo gosoknya \
    guangzhou gurunya hafidz haii halimah halus hampers hamzah haryanto hawa hayo hengky hiburan highlight \
    himpunan hosting hotman hubungkan huruf husada hutan ibox icha icip iconnet ijinkan ikatan ikea inaq include \
    ingkang institusi intensif internasional international invest investor iqbal irjen isolasi itung izinnya \
    jabar jabatan jarang jariyah java jazakallah jeep jefri jilid joining jotform jumlahnya kafan kaji kajian \
    kakung kaltimtara kapt karangsari kaskus kasubag katarak kategori kebaca kebagian kebanyakan kebaya \
    kehadirannya kehujanan kelaparan kelihatan keluargamu kemanusiaan kemasukan kemeja kemenkumham kemenperin \
    kementan kenek kepastian kepercayaan keramik kerumah kerupuk kesebar kesediaan kesetiaan kesiswaan keterima \
    ketidaknyamanannya ketiduran ketilang ketintang ketuker kewajiban keyboard kezia khairan khitanan khodam \
    kirimlah klewer knalpot kolesterol kombes komdigi komplek konsul kontainer kontrakannya korbannya kosmetik \
    kosmu kotaknya kreatif krisna kucingnya kukasih kuotabelajar kurniasih kutipan kuwait ladang laman \
    lamarannya lampunya lapang learning lebet left legend lelangan lereng letkol lettu libatkan lidya lifetime \
    limited limitnya limosin luffman lukisan mace madrasah madura magicom mahakam maharnya mainan mamat manapun \
    manfaat mantap mapclub marbot markus martapura masyarakat mawa mayor mbeta mediator medsos melewati memasang \
    membaca membagi membalas membernya membership meminjam menanggung mencatat mencoba mendesak menekan \
    mengadakan mengeluarkan menggunakan mengharap menginap mengunduh menik menjanjikan mentok mentransfer \
    menunaikan menunjukkan menyediakan menyelesaikan merayakan merga mesinnya microsoft midnight million mineral \
    minuman miscall mogot monthly morning mumpung mushaf musyawarah muthawif myindihome myvalue nadya nafas \
    nagreg nanggung nasib negosiasi nembe ngabari ngancem nganggo ngantuk ngawi ngecor ngeprint nggowo ngudi \
    ngumpul nihil nugget nulis nuptk nurlaela nyak nyalain nyebar nyerempet nyokap odong olimpiade olivia ombak \
    omong omongin opung ortunya otsus outing padankan pagarnya pahala paijo pajeg paklaring pantas parman \
    pasangkan passcode pasword patokannya payment pelantikan pelicin pelindo pemakaman pembayarannya pembebasan \
    pembicara pembina pembuktian pemeriksa pemesanan peminjam pemkab pemkot pencatat pendonor penerbitan \
    pengaktifan pengawalan pengecualian penggelapan pengobatan penjelasan penundaan penyebaran penyelidikan \
    penyitaan penyuluhan perbatasan percakapan perkembangan persalinan persija personal pertigaan perwakilan \
    phrase piknik pinggir pinjamannya pinjamkan pliss podcast pokmas poltak polygon polytron pompa ponorogo \
    postingan powerbank prabowo praktik prov pulangnya purchasing purworejo putusan rahmah rahmawati ralat \
    ramalan rambut rampasan ranking rantau ratmi rayon real rebutan receive recovery referal refill regsosek \
    rekapan reklame reknya rekomendasi reksadana resminya rewardku rifki rimba rinciannya ringroad rinjani \
    roamax robby rohani rosdiana rosmiati rumahmu rundown rungkad rusdianto ruslan sabdo sabrina sabung sambung \
    sambungkan samsul samudra sanggahan sanggup sanusi sarjono sbobet scarlett scatter seadanya sebaiknya \
    sedulur sekamar sekampung sekarat sekitarnya sekolahnya semeng semesteran semeton sempaja sentral sepuh \
    sepuluh serem sertif seseorang setelahnya setiawan sewanya shell shohibul sholat silvi simanjuntak sindikat \
    sipil situsnya software songan sosis souvenir spek stabil starbucks starter station stay staycation stella \
    stikernya stimulan stroller submit sudahmi suhardi suhu sukoharjo sulawesi sumatera supervisor suporter \
    susanti swara swastiastu syaban syamsuddin syuting tabungannya tahfidz tahlil tahunmu takeover takziah \
    talent tali tanggapi tarawih tawar technical tejo teladan telekomunikasi telemarketing tembalang tender \
    tentara terang terencana terjamin terjerat terjual tersangka terserah tertangkap terusin them timbangan \
    tinggalkan tipikor titiknya titipkan titipke toefl tonton topping toraja tracking trader transferpulsa \
    trusted tsunami tugasnya tugiman tukokne tumpak tuntas turbo tuyul tvri uangku uangmu ucapan ucapkan \
    ulangtahun unang undanganku undiantsel unhas unjuk ustd ustzh veronika videomu videonya viralkan visit vital \
    voting wage waiting waka walisongo warungnya weebly wibowo wilujeng wina withdraw within wonosobo xauusd \
    yaudah yemen yohan yonif yulius zodiak
    """
}
