/// Words and phrases that put a subject on the table; after normalisation, so that one form stands for all its writings.
///
/// They are features for the model, one half of the gate, and the vetoes; no word here reports anything by itself.
enum Lexicon {
  static let signals = WordTable(sets: [
    (
      Signals.prize.rawValue,
      """
      hadiah undian pemenang menang menangkan terpilih pengundian giveaway gebyar kejutan doorprize klaim pencairan \
      mendapatkan mendapat meraih berhadiah reward jackpot pesta voucher cek_tunai cashback menangki grandprize \
      kupon beruntung kepilih
      """
    ),
    (Signals.pulsa.rawValue, "pulsa isikan belikan kuota pulsain isekno tukokke token_listrik"),
    (
      Signals.transfer.rawValue,
      """
      transfer ditransfer rekening norek uangnya dananya kirim_uang setor dikirim balikin kembalikan pinjam
      """
    ),
    (
      Signals.accountLock.rawValue,
      """
      blokir diblokir terblokir dibekukan pembekuan pemblokiran nonaktif dinonaktifkan verifikasi konfirmasi error \
      suspend ditangguhkan mencurigakan terkunci dikunci pembaruan perbarui aktivasi aktifkan diretas dihapus login \
      validasi batalkan batal refund transaksi akun kartu perangkat dibatasi kunci dicoret sanggah tarif_baru \
      tarif_transaksi perubahan_tarif biaya_admin dinonaktif sinkronisasi dormant
      """
    ),
    (
      Signals.courier.rawValue,
      "paket kurir ongkir resi pengiriman gudang bea_cukai tertahan jne jnt j_t sicepat ekspedisi alamat antar_ulang parcel shipment ninja kargo spx anteraja tracking held_at facility delivery antar"
    ),
    (
      Signals.invitation.rawValue,
      "undangan tilang etle e_tilang surat_tilang lampiran unduh instal install pasang foto_paket cek_foto lihat_foto buka_file file pelanggaran"
    ),
    (
      Signals.debt.rawValue,
      "tagihan tunggakan jatuh_tempo pinjol menunggak nunggak cicilan angsuran hutang galbay lunasi pelunasan denda keterlambatan lunas terlambat"
    ),
    (
      Signals.emergency.rawValue,
      """
      polisi polsek polres kecelakaan rumah_sakit rumahsakit operasi kritis ugd igd icu nabrak ditahan musibah \
      tabrakan darurat dompet_hilang dicopet dijambret kantor_polisi lagi_di_kantor
      """
    ),
    (
      Signals.newNumber.rawValue,
      """
      nomor_baru ganti_nomor nomor_ini nomor_saya_ganti nomor_lama hp_rusak hp_hilang simpan_nomor simpen save_nomor
      """
    ),
    (
      Signals.job.rawValue,
      "kerja lowongan loker freelance komisi gaji like follow subscribe misi tugas pekerjaan part_time paruh_waktu sampingan penghasilan rekrut lamaran recruiter interview"
    ),
    (
      Signals.investment.rawValue,
      """
      investasi profit trading crypto kripto bitcoin saham keuntungan forex deposit robot bagi_hasil modal \
      titip_dana usdt
      """
    ),
    (Signals.tax.rawValue, "pajak coretax npwp djp spt kpp dirjen_pajak"),
    (Signals.aid.rawValue, "bansos bantuan blt pkh subsidi kemensos prakerja bpjs bsu bpnt kks hibah"),
    (
      Signals.secret.rawValue,
      "otp kode_otp kode_verifikasi kode_whatsapp pin cvv pin_atm nomor_kartu password tgl_lahir nama_ibu m_pin puk"
    ),
    (Signals.points.rawValue, "poin hangus kedaluwarsa tukar tukarkan redeem penukaran"),
    (Signals.purchase.rawValue, "rumah tanah mobil harga berminat cocok survey survei sewa kontrakan jual nego lelang"),
    (
      Signals.law.rawValue,
      """
      pengadilan hukum tersangka kasus sita disita pidana kejaksaan pencucian penyidik bareskrim dilaporkan \
      penyitaan jurusita intel
      """
    ),
    (
      Signals.fee.rawValue,
      """
      biaya administrasi bayar pembayaran ongkos jaminan materai dp uang_muka tanda_jadi deposit admin asuransi \
      dibayar bayar_dulu
      """
    ),
    (
      Signals.institution.rawValue,
      "telkomsel indosat tri xl axis smartfren shopee tokopedia lazada tiktok dana ovo gopay pln resmi kominfo pt dinas pertamina polda polri pusat petugas cs"
    ),
    (
      Signals.gambling.rawValue,
      "togel poker slot casino kasino judi sbobet bandar gacor jackpot maxwin capsa domino taruhan scatter rtp freebet qq shio depo wd bet"
    ),
    (Signals.loanOffer.rawValue, "kta agunan bpkb bunga plafon pinjaman tenor limit gestun gadai dana_tunai"),
    (
      Signals.family.rawValue,
      """
      mama papa ibu bapak ayah bunda mah pah ma pa kakak adik dek sayang nak om tante anak suami istri bu pak
      """
    ),
    (
      Signals.urgency.rawValue,
      """
      segera sekarang penting cepat urgent hari_ini terakhir batas buruan dalam_24 1x24 sebelum
      """
    ),
    (
      Signals.secrecy.rawValue,
      """
      jangan_telepon jangan_bilang rahasia jangan_dulu jangan_sms jangan_dibalas jangan_kasih
      """
    ),
    (
      Signals.bank.rawValue,
      """
      bca bri bni mandiri btn bsi danamon cimb permata bank dana ovo gopay seabank jago nasabah shopeepay linkaja
      """
    ),
    (Signals.contact.rawValue, "hubungi telepon sms whatsapp klik kunjungi balas link telegram buka chat"),
    (
      Signals.threat.rawValue,
      """
      sebar disebar kami_sebar viralkan direkam bugil rekaman video_anda aib teror bocor ku_sebar saya_sebar gw_sebar
      """
    ),
    (
      Signals.brand.rawValue,
      """
      telkomsel indosat tri xl axis smartfren simpati mkios telkom indihome bca bri bni mandiri btn bsi danamon cimb \
      permata mega panin bukopin jago seabank jenius nasabah mbanking brimo livin mybca britama simpedes shopee tokopedia \
      lazada tiktok bukalapak blibli traveloka indomaret alfamart alfamidi indofood unilever wings pertamina pln bpjs \
      dukcapil kemensos kemnaker kominfo komdigi djp pajak baznas polri polda rcti sctv indosiar mnctv gtv transtv \
      facebook google pegadaian telkomsel_poin im3 ojk ppatk
      """
    ),
    (
      Signals.inPerson.rawValue,
      """
      datang hadir diambil loket cabang kelurahan balai_desa balai_warga lapangan sekolah kelas kampus gerai toko pasar \
      masjid gereja posyandu puskesmas mampir kumpul ketemu tunai dipasangin ditempel diserahkan dititip titip satpam \
      di_rumah di_kantor di_tempat ke_rumah ke_kantor jam_kerja jam_buka bawa_ktp bareng dibawa kesini rt rw
      """
    ),
    (Signals.summons.rawValue, "undangan tilang etle e_tilang surat_tilang panggilan"),
  ])

  /// Wording for the vetoes.
  static let contexts = WordTable(sets: contextSets)

  /// The same for messages without vowels, where several words look alike: better a veto too many.
  static let contextSkeletons = WordTable(skeletonsOf: contextSets)

  /// 1: `signals` has it; 2: `contexts` does. Most words and phrases are in neither, which one look tells.
  static let subjects = WordTable(merging: [(1, signals), (2, contexts)])

  private static let contextSets: [(value: UInt32, words: StaticString)] = [
    (Context.warning.rawValue, warnings),
    (
      Context.securityNotice.rawValue,
      """
      tidak_pernah_meminta tidak_akan_meminta tidak_meminta tidak_pernah_minta tidak_menghubungi jangan_berikan \
      jangan_bagikan jangan_sampaikan jangan_sebarkan do_not_share jangan_share tidak_pernah_menelepon tidak_diminta
      """
    ),
    (
      Context.discretion.rawValue,
      "rahasiakan jangan_beritahu jangan_beritahukan tidak_dipungut ditanggung_bank ditanggung_panitia"
    ),
    (Context.namedPurpose.rawValue, purposes),
    (
      Context.oneTimePassword.rawValue,
      "otp kode_otp kode_verifikasi kode_rahasia kode_aktivasi kode_masuk kode_keamanan verification_code kode_login passcode kode_anda"
    ),
    (
      Context.acquainted.rawValue,
      """
      rekening_saya norek_saya rekening_aku rekening_gue rekening_ibu rekening_bapak rekening_mama rekening_papa rekening_ayah \
      rekening_kita rekening_sekolah rekening_kantor rekening_toko rekening_kamu rekening_kakak rekening_mas rekening_mbak \
      bank_saya bca_saya bri_saya bni_saya mandiri_saya dana_saya dana_aku dana_gue gopay_saya gopay_aku gopay_gue ovo_saya ovo_aku bca_aku bri_aku bni_aku mandiri_aku bca_gue \
      ke_gue ke_aku ke_saya sudah_saya saya_transfer saya_kirim saya_bayar saya_titip saya_ganti aku_ganti gue_balikin mohon_dicek \
      kemarin gajian totalnya katanya aku_bayarin baru_gue utang utangnya hutangnya typo patungan biasanya seperti_biasa yang_biasa barusan guys bro sis gan bang say beb cuy \
      bosku teman_teman kemana ke_mana berapa dimana boleh_minta kabarin_ya dong deh lho kok sih wkwk hehe haha belum_bayar \
      sudah_bayar belum_dibayar anakku istriku suamiku bojoku uang_makan dp_nya dicatat dicatet tutup_buku aku_lagi saya_lagi_di stasiun jemput ketemu sampai_rumah lokasi \
      akan_kami_kirim kami_kirim_ke akan_kami_transfer kami_transfer_ke terima_transfer pulsamu
      """
    ),
    (
      Context.contraband.rawValue,
      "bm black_market blackmarket garansi_toko garansi_distributor ppob jual_akun kode_agen dana_talangan pelet susuk pengasihan penglaris"
    ),
    (
      Context.survey.rawValue,
      """
      kuesioner skripsi survei_kampus responden google_form zoom_meeting rapat webinar maps
      """
    ),
    (
      Context.development.rawValue,
      """
      debug release staging build flashdisk tester tablet bluetooth shareit memory_card uji_coba dites demo beta bug \
      kompilasi developer programmer skripsi tugas_akhir magang juri crash bantu_pasang bantu_instal bantuin_pasang
      """
    ),
    (
      Context.inPerson.rawValue,
      """
      datang_ke bisa_datang hadir_di hadir_ke di_sekretariat ke_sekretariat diambil_di ambil_di di_kasir di_loket di_meja di_balai balai_desa ke_cabang ke_rumah dibawa_ke antar_ke bawa_ktp \
      tunjukkan silakan_datang perpus perpustakaan lapor_bank lapor_bri lapor_bca lapor_bni lapor_mandiri cek_ke_bank dulu_ke_bank \
      saya_temukan nemu_hp hp_ditemukan pemiliknya_siapa
      """
    ),
    (
      Context.reply.rawValue,
      """
      nomor_ini hp_ini whatsapp_ini sms_ini telepon_ini nomor_saya nomor_aku nomor_kami nomor_gue whatsapp_saya whatsapp_aku kesini ke_sini sini kemari kirim_sini rene kadieu \
      balas balasan dibalas reply telepon_balik telepon_saya telepon_aku telepon_kami hubungi_saya hubungi_aku hubungi_kami \
      hubungi_balik sms_balik sms_saya sms_aku chat_saya chat_aku chat_kami kirim_balik ke_saya ke_aku ke_kami kirim_ke kirimkan_ke \
      call_me kirim_foto kirimkan_foto kirim_kode
      """
    ),
    (Context.draw.rawValue, "undian pengundian gebyar pin_pemenang kode_pemenang nomor_pemenang"),
    (Context.chat.rawValue, "guys bro gan sis cuy wkwk hehe haha"),
    (
      Context.gambling.rawValue,
      """
      togel poker casino kasino judi sbobet bet gacor maxwin scatter rtp freebet capsa slot_online bandar_bola \
      agen_bola taruhan jackpot_slot depo wd deposit_pertama situs_slot tembus_jitu angka_jitu shio domino_online \
      situs_resmi_poker menang_berapapun berapapun_dibayar
      """
    ),
    (
      Context.loanOffer.rawValue,
      "kta tanpa_agunan tanpa_jaminan jaminan_bpkb bunga_rendah bunga_ringan pinjaman_dana pinjaman_uang pinjaman_online dana_tunai dana_cepat gesek_tunai gestun pemegang_kartu_kredit pemilik_kartu_kredit pemilik_kartu copy_kartu_kredit slip_gaji butuh_dana butuh_modal tanpa_survei no_survei pinjol_baru apk_pinjol dana_cair_cepat pinjaman_cepat modal_usaha pinjaman kilat cair_super dana_cair cukup_ktp uang_darurat bunga_transparan cukup_nomor isi_ktp ktp_doang tanpa_bi tunai_cepat limit_pinjaman ajukan_pinjaman pengajuan_pinjaman"
    ),
  ]

  /// What the normaliser notes of a cheap host.
  static let cheapHost = WordTable.hash("<cheap>".utf8)

  /// The second word of `rumah sakit`.
  static let ill = WordTable.hash("sakit".utf8)

  /// 1: something nobody may know; 2: a verb that wants it handed over; 4: a word that turns such a verb round; 8: what
  /// denies a 16; 32: a house, or half a hospital; 64: what telephones write before a message that is passed on.
  static let secrets = WordTable(sets: [
    (
      1,
      """
      otp pin cvv kode kodenya pinnya m_pin password passphrase puk kode_otp nomor_kartu masa_berlaku tgl_lahir \
      nama_ibu ibu_kandung angka angka_belakang ktp token 6_digit otorisasi digit imei frasa 2fa
      """
    ),
    (
      2,
      """
      kirim kirimkan kirimi sebutkan sebutin sebut sampaikan bacakan bacain dibacakan balas infokan info minta kasih \
      forward teruskan pangkirimkeun kirimin isi ketik masukkan bales foto foto_ktp siapin siapkan kirim_balik \
      screenshot mengirim berikan_kode
      """
    ),
    (4, "jangan tidak bukan pernah"),
    (8, "nomor no bukan tanpa anti tidak jangan kami"),
    (16, "tipu lapor"),
    (32, "rumah"),
    (64, "diteruskan terusan forwarded"),
  ])

  private static let warnings: StaticString = """
    waspada awas modus penipuan penipu penipunya hoax hoaks scam nipu tipu ketipu ditipu tertipu palsu \
    mengatasnamakan imbau imbauan himbau himbauan mengimbau hati_hati apakah_benar apa_benar apa_betul benarkah \
    beneran betulan kena_apk asli_apa asli_tidak ini_asli dapat_sms ada_sms terima_sms sms_masuk sms_begini sms_gini jangan_klik \
    jangan_buka jangan_dibuka jangan_dipasang pelajaran kisah_nyata jangan_percaya jangan_transfer jangan_instal jangan_install jangan_pasang \
    jangan_diklik jangan_mau jangan_sembarang jangan_diladeni jangan_diikuti jangan_ditransfer jangan_langsung \
    jangan_asal ulah_muka ojo_dibukak ojo_diklik korban_penipuan jadi_korban contoh_pesan fwd jangan_sampai_kena \
    virus pencuri kena_tipu bohong bukan_apk bukan_aplikasi bukan_file tidak_perlu_instal tidak_perlu_pasang tidak_perlu_unduh dipalsukan patrolisiber lapor_polisi kok_nomor \
    nomor_aneh beredar terlanjur tadi_ada_yang yang_ngaku yang_mengaku ngaku_ngaku apakah_ini ini_bener ini_beneran bener_ini \
    bener_tidak benar_tidak benar_itu itu_benar betul_itu mastiin memastikan phising phishing fw iki_asli asli_ora bener_ora iki_bener aku_curiga \
    saya_curiga menurutmu aman_tidak amankah bahaya jangan_di_instal jangan_di_buka jangan_di_klik link_yang_dikirim ludes \
    raib terkuras diterusin copas anti_tipu anti_penipuan link_apa link_apaan terima_ini dapat_ini bunyinya begitu_bunyi \
    bunyi_pesan isi_pesannya isi_smsnya oleh_sms entuk_sms ngaku ngakunya dicatut suruh_klik suruh_transfer disuruh_transfer \
    disuruh_klik dari_siapa ginian pesan_begini sms_aneh iseng akun_palsu minta_otp tidak_ada_hubungan aku_blok kublok \
    saya_blok meresahkan lagi_marak dapat_pesan isinya_suruh gitu_isinya isinya_begini isinya_sama beginian isi_sms \
    ini_yang_dikirim tadi_forward yang_kubilang gue_forward aku_forward saya_forward aku_ketik gue_ketik saya_ketik kubaca \
    disuruh_nanya disuruh_tanya suruh_tanya nyuruh_tanya percaya_tidak menurut_lo menurut_kamu menurut_kalian menurut_mas \
    menurut_kakak menurut_bapak pendapatmu masuk_sms_ini kubalas aku_balas gue_balas ku_jawab kujawab aku_jawab gue_jawab \
    saya_jawab tak_jawab apa_lagi_ini ngakak kocak nunjukin masih_ada_saja baco_dulu siapa_sih dikirim_orang dapat_whatsapp_dari \
    iki_opo ini_apa apa_ini kok_tahu kok_tau kirain kukira kronologinya ketawa dapat_juga juga_dapat dapat_tidak nomor_siapa \
    kenal_tidak kenal_kah bukan_gue bukan_aku tanya_langsung bagaimana_ya maksude jarene jare bukan_dia polsek_mana kulaporkan \
    sms_lama apa_coba masuk_begini coba_baca tolong_liatin tolong_lihatin liatin_ya dia_sms apa_maksud maksudnya_apa ini_tulisan ini_maksudnya masuk_ke_grup saya_bacakan kuketik ada_yang_telepon
    """

  private static let purposes: StaticString = """
    arisan iuran santunan donatur infaq infak sedekah zakat qurban kurban kos kosan kost spp invoice nota kuitansi kwitansi \
    pesanan pesenan orderan katering catering tukang tukangnya semen genteng patungan bendahara donasi sumbangan yatim masjid \
    mushola musholla panitia wali_kelas komite reuni seragam kado pengajian umrah muthawif kavling_ke seperti_biasa \
    seperti_kemarin seperti_bulan_kemarin berita_transfer cetakan jahitan bengkel servis laundry les rw rt dkm \
    qris_masjid posko kelompok rincian rekap pelunasan_umrah uang_kuliah uang_kas uang_saku uang_jajan uang_bulanan jasa \
    mandorny mandornya stok dikirim_gojek ongkirnya ukuran warna kamar tenda kuintal bensin \
    kaos kue snack kateringnya toko_bangunan tulis_nama cantumkan utang_saya utangku bon_saya \
    telepon_saya_dulu koperasi bmt simpanan ongkir_kurang kurang_ongkir sisa_ongkir tambah_ongkir \
    tambahan_ongkir plus_ongkir sudah_ongkir termasuk_ongkir total_ongkir sama_ongkir
    """
}
