/// What happens in the demonstration: a scenario as users write them (`docs/scenarios.md`). All of it is invented.
enum DemoTraffic {
  static let scenario = #"""
    start listening
    reply-1166 ok after 600ms

    at 0.3s from +6281355500101 text "Bro jadi futsal jam 7? Bola sama rompi biar aku yang bawa, kamu tinggal datang aja"
    at 1.1s from GOJEK text "Kode OTP kamu 482913. JANGAN BERIKAN kode ini ke siapa pun, termasuk pihak Gojek."
    at 1.9s from BCA text "BCA: Transaksi debit Rp250.000 di SPBU PASTEUR 24/11 09:12. Bukan Anda? Hubungi Halo BCA 1500888."
    at 2.8s from +6285290517734 text "SELAMAT!! Nomor Anda terpilih sebagai pemenang ke-2 undian Gebyar Poin Akhir Tahun dan berhak atas 1 unit mobil Avanza serta uang tunai Rp75.000.000. PIN pemenang: T99K27. Untuk pengambilan hadiah hubungi panitia Bpk Hendra di 0852-9051-7734 atau buka www.gebyarpoin-2026.blogspot.com"
    at 4.3s from TELKOMSEL text "Kuota utama 12GB hanya Rp45rb/30 hari, khusus nomor kamu. Aktifkan di *363# atau aplikasi MyTelkomsel. Berlaku s.d. 30 Nov. S&K: tsel.me/sk"
    at 5.2s from +6282244190556 text "Siang kak, paket JNE-nya saya titip di pos satpam ya, tadi rumahnya kosong. COD-nya sudah dibayar bapaknya."
    at 6.2s from +6287731402286 text "Ma ini aku pinjam hp teman, hpku rusak kena air. Tolong isikan pulsa 100rb ke nomor 0877-3140-2286 penting skrg, jangan telpon dulu nanti aku jelasin"
    at 7.2s from +6283895510047 text "Butuh dana cepat? KTA tanpa jaminan 5jt s/d 200jt, bunga ringan, proses 1 hari. Syarat KTP saja. Minat hub Rina 0838-9551-0047"
    at 8.1s from +6289512340098 text "𝐌𝐀𝐗𝐖𝐈𝐍𝟴𝟴 situs gacor malam ini! depo 10rb bisa WD 5jt, RTP 98%, daftar di maxwin88-gas.vip"
    at 9.0s from +6282187643319 text "Kepada Yth, mohon kehadirannya di acara pernikahan kami. Detail acara dan lokasi silakan buka file: Undangan_Pernikahan_Digital.apk http://undangan-kita.vercel.app/Undangan.apk"
    at 10.0s from +6285811240671 text "P.e.m.e.n.a.n.g H4D14H 1 unit m0t0r NMAX dr Sh0pee! S e g e r a klaim di bit.ly/klaim-h4diah26 atau hub WA 0858-1124-0671 bawa KTP & n0 rek"
    at 11.0s from BRI-INFO text "Nasabah Yth, mulai hari ini tarif transfer berubah menjadi Rp150.000/bulan. Jika tidak setuju segera isi formulir di www.bri-tarifbaru.top"
    at 11.9s from +6281298770342 text "Hati2 ya, td ada sms katanya menang undian mobil dari 085290517734 disuruh buka blogspot. Itu penipuan, jangan diklik, kasih tau ibu juga"
    at 12.8s from +6285290517734 text "SELAMAT!! Nomor Anda terpilih sebagai pemenang ke-2 undian Gebyar Poin Akhir Tahun dan berhak atas 1 unit mobil Avanza serta uang tunai Rp75.000.000. PIN pemenang: T99K27. Hubungi panitia di 0852-9051-7734"
    at 13.7s from +6281311902276 text "Mas ini no rek ibu kos ya: BCA 3780551294 a.n. Suparmi, sewa Desember 1,2jt. Makasih, nanti kwitansinya saya fotokan"
    at 14.6s from +447911204418 text "CONGRATULATIONS! Your number won GBP 850,000 in the Mobile Draw. To claim email claims.desk@mobiledraw.example"
    at 15.5s from +6282112378806 text "Yeay akhirnya lulus sidang!! 🎓😭 makasih udah dibantuin ngetik bab 4, minggu depan kutraktir bakso"
    at 20s end
    """#
}
