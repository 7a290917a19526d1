/// Everyday abbreviations and their full words, so that one writing teaches the model about all.
///
/// Abbreviations that are words of their own stand for themselves, or they would pass for a longer word without its vowels.
/// Short forms of SMS Indonesian, of prize frauds (which abbreviate to dodge filters) and some regional words.
enum Slang {
  /// The full word for an abbreviation, both lower-case.
  static let words = WordTable(pairs: table)

  private static let table: StaticString = """
    yg=yang yng=yang dg=dengan dgn=dengan dngn=dengan utk=untuk u=untuk unt=untuk tuk=untuk untk=untuk krn=karena \
    karna=karena krna=karena tdk=tidak tak=tidak gak=tidak ga=tidak gk=tidak nggak=tidak ngga=tidak enggak=tidak \
    g=tidak kaga=tidak kagak=tidak ndak=tidak tdak=tidak engga=tidak sdh=sudah udh=sudah udah=sudah sdah=sudah \
    dah=sudah blm=belum belom=belum blum=belum dlm=dalam pd=pada dr=dari dri=dari drpd=daripada kpd=kepada \
    kpda=kepada sy=saya sya=saya ak=aku gw=gue gua=gue gwe=gue km=kamu kmu=kamu andah=anda lu=lo elu=lo tlp=telepon \
    telp=telepon tlpn=telepon telpon=telepon tlfn=telepon telfon=telepon tlpon=telepon tipon=telepon nelp=telepon \
    nelpon=telepon telephone=telepon hub=hubungi hubngi=hubungi hbngi=hubungi hbungi=hubungi hbg=hubungi \
    hubungin=hubungi menghub=hubungi menghubungi=hubungi mhub=hubungi mhubungi=hubungi no=nomor nmr=nomor \
    nomer=nomor nomr=nomor nomo=nomor nmor=nomor nmer=nomor norekening=norek rek=rekening rekning=rekening \
    rekeningnya=rekening rekenning=rekening acc=rekening bpk=bapak bpa=bapak ibuk=ibu bu=ibu bp=bapak plg=pelanggan \
    planggan=pelanggan pelangan=pelanggan pelanggang=pelanggan plgn=pelanggan pelanggn=pelanggan slmt=selamat \
    slamat=selamat selmat=selamat slamt=selamat selamt=selamat selamet=selamat salamat=selamat pmenang=pemenang \
    pmnang=pemenang pemenan=pemenang pmenan=pemenang pmng=pemenang mnang=menang mng=menang mnangkan=menangkan \
    memenangkan=menangkan mmenangkan=menangkan mnangkn=menangkan tpilih=terpilih trpilih=terpilih trplih=terpilih \
    terplih=terpilih tplih=terpilih terplilih=terpilih tdaftar=terdaftar tdftr=terdaftar mdpt=mendapat \
    mendpt=mendapat mndpt=mendapat mdapat=mendapat mdpat=mendapat mdpatkan=mendapatkan mdptkan=mendapatkan \
    mdptakan=mendapatkan mendptkan=mendapatkan mndptkan=mendapatkan mndptkn=mendapatkan mdapatkan=mendapatkan \
    mndapatkan=mendapatkan mendptkn=mendapatkan mendpatkn=mendapatkan mdptkn=mendapatkan mendpatkan=mendapatkan \
    daptkn=dapatkan dptkan=dapatkan dptkn=dapatkan dapatkn=dapatkan dpt=dapat dapet=dapat dpat=dapat dptin=dapatkan \
    hdiah=hadiah hadian=hadiah hdh=hadiah hdiahnya=hadiah hadiahnya=hadiah undain=undian undianya=undian \
    pengundiang=pengundian diundi=undi lnfo=info imfo=info infor=info kelik=klik klick=klik click=klik clik=klik \
    kunjngi=kunjungi jt=juta jta=juta rb=ribu rbu=ribu jtan=juta tlg=tolong tlong=tolong tolongin=tolong tlng=tolong \
    mnta=minta mint=minta krm=kirim krim=kirim kirm=kirim kirimin=kirimkan kirimkn=kirimkan krmkan=kirimkan \
    kirimi=kirimkan dikirimkan=dikirim dkrm=dikirim tf=transfer trf=transfer tfr=transfer trsf=transfer \
    trnsfer=transfer trfr=transfer transfr=transfer tranfer=transfer transferin=transfer transferkan=transfer \
    tferin=transfer tfin=transfer ditf=ditransfer ditrf=ditransfer dtransfer=ditransfer pls=pulsa plsa=pulsa \
    pulsanya=pulsa plz=pulsa pulse=pulsa bliin=belikan beliin=belikan blikan=belikan tukokno=belikan tukokke=belikan \
    pangmeulikeun=belikan pangmeserkeun=belikan isiin=isikan isikn=isikan esian=isikan isian=isikan isiinn=isikan \
    ngisi=isi dl=dulu dlu=dulu dulo=dulu ndisek=dulu heula=dulu skrg=sekarang skrang=sekarang skr=sekarang \
    skg=sekarang saiki=sekarang sgr=segera segra=segera sgera=segera hrs=harus hrus=harus jgn=jangan jngan=jangan \
    jng=jangan ojo=jangan bs=bisa bsa=bisa bgt=banget bngt=banget bget=banget bngtt=banget jd=jadi jdi=jadi jg=juga \
    jga=juga sm=sama sma=sama smua=semua smuanya=semuanya klo=kalau kl=kalau kalo=kalau kalu=kalau klu=kalau \
    klau=kalau nti=nanti nnti=nanti ntar=nanti ntr=nanti tar=nanti td=tadi tdi=tadi mlm=malam malem=malam hr=hari \
    bln=bulan thn=tahun tgl=tanggal tggl=tanggal mgg=minggu mnt=menit jln=jalan jl=jalan sbg=sebagai sbagai=sebagai \
    sbgai=sebagai sbgi=sebagai sblm=sebelum sblum=sebelum stlh=setelah stelah=setelah lg=lagi lgi=lagi aja=saja \
    aj=saja ja=saja sja=saja bkn=bukan trims=terima-kasih trmksh=terima-kasih trimakasih=terima-kasih \
    tks=terima-kasih thx=terima-kasih mksh=terima-kasih makasih=terima-kasih makasi=terima-kasih trms=terima-kasih \
    mks=terima-kasih tq=terima-kasih thanks=terima-kasih maacih=terima-kasih terimakasih=terima-kasih trmh=terima \
    kash=kasih ksh=kasih kasi=kasih byr=bayar byar=bayar bayr=bayar pembyran=pembayaran pembyaran=pembayaran \
    tghn=tagihan tgihan=tagihan tagihannya=tagihan angsrn=angsuran angsuranx=angsuran msh=masih msih=masih \
    sprti=seperti spt=seperti sprt=seperti kyk=seperti kayak=seperti kek=seperti tp=tapi tpi=tapi ttp=tetap mw=mau \
    mo=mau mao=mau pengen=ingin pgn=ingin bwt=buat buwat=buat tmn=teman temen=teman tmen=teman org=orang orng=orang \
    hape=hp handphone=hp knp=kenapa knapa=kenapa gmn=bagaimana gmna=bagaimana gimana=bagaimana dmn=dimana \
    dmna=dimana kmn=kemana kpn=kapan brp=berapa brapa=berapa bnyk=banyak byk=banyak trs=terus trus=terus tros=terus \
    lwt=lewat lwat=lewat msk=masuk msuk=masuk klr=keluar kluar=keluar almt=alamat almat=alamat pkt=paket pket=paket \
    paketnya=paket kntr=kantor ktr=kantor kntor=kantor pst=pusat ptgs=petugas ptugas=petugas rsmi=resmi \
    silahkan=silakan slhkan=silakan silhkn=silakan silkan=silakan sgra=segera hny=hanya hnya=hanya cuman=cuma \
    syg=sayang syng=sayang yank=sayang yang2=sayang mh=mah mamah=mama papah=papa kk=kakak kakk=kak mba=mbak mbk=mbak \
    mbakk=mbak abg=abang bg=bang ortu=orangtua kel=keluarga klrga=keluarga kluarga=keluarga kecelakan=kecelakaan \
    kclakaan=kecelakaan polsi=polisi polisinya=polisi pnting=penting pntng=penting pnjam=pinjam pinjem=pinjam \
    pjm=pinjam pinjmn=pinjaman pnjaman=pinjaman minjem=pinjam minjam=pinjam bunganya=bunga gratisnya=gratis \
    grts=gratis gratiss=gratis dftr=daftar daftr=daftar dftar=daftar brgabung=bergabung bergabunglah=bergabung \
    lnk=link linknya=link tautan=link app=aplikasi apps=aplikasi download=unduh donlot=unduh donlod=unduh \
    dwnload=unduh downlod=unduh akn=akan account=akun akunnya=akun dblokir=diblokir terblokir=diblokir \
    verif=verifikasi perifikasi=verifikasi konfirm=konfirmasi cofirm=konfirmasi saldonya=saldo sldo=saldo \
    nsbh=nasabah nsabah=nasabah krtu=kartu kartunya=kartu simcar=simcard ngasih=kasih baruq=baru baruku=baru \
    bru=baru brunya=baru barunya=baru anyar=baru nmrku=nomor nomerku=nomor nomorku=nomor nomernya=nomor \
    nomornya=nomor nomorna=nomor hrg=harga hrga=harga harganya=harga dgnharga=harga dijual=jual jualan=jual \
    brminat=berminat smbako=sembako undgn=undangan undngn=undangan undangn=undangan nikahan=pernikahan msg=masing \
    dtg=datang dateng=datang plng=pulang rmh=rumah rmah=rumah ruma=rumah skul=sekolah sklh=sekolah bsk=besok \
    bsok=besok kmrn=kemarin kmrin=kemarin kmaren=kemarin kemaren=kemarin mf=maaf maap=maaf sory=maaf sori=maaf \
    sorry=maaf ass=assalamualaikum askum=assalamualaikum assalamu=assalamualaikum asslm=assalamualaikum \
    aslm=assalamualaikum wslm=waalaikumsalam ad=ada adlh=adalah tsb=tersebut trsbt=tersebut trsambung=tersambung \
    tsambung=tersambung ttg=tentang sdg=sedang lngsung=langsung lgsg=langsung lgsung=langsung lgsng=langsung \
    lsg=langsung mengklaim=klaim claim=klaim klem=klaim poinnya=poin point=poin points=poin pts=poin exp=kedaluwarsa \
    kadaluarsa=kedaluwarsa pcs=buah wa=whatsapp whatsap=whatsapp wassap=whatsapp wasap=whatsapp whastapp=whatsapp \
    tele=telegram tg=telegram ig=instagram fb=facebook customer=cs costumer=cs csnya=cs utang=hutang lunasin=lunasi \
    pelunasn=pelunasan mastrlihat=terlihat kerjaan=pekerjaan krj=kerja krja=kerja krjaan=pekerjaan \
    ditranfer=ditransfer dtrf=ditransfer dikrm=dikirim dkirim=dikirim kmi=kami tlh=telah tlah=telah mhn=mohon \
    mohn=mohon mhon=mohon infonya=info nmrnya=nomor d=di bhw=bahwa hadia=hadiah dkt=dekat \
    ktp=ktp dtp=dtp shm=shm
    """
}
