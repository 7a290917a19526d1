/// A host judged by its registrable domain: whole labels, never substrings, so that `bca.co.id.example.top` is what it is.
struct Domain {
  /// The kind of link.
  let kind: TokenKind
  /// Labels that the owner chose.
  let ownLabels: [[UInt8]]
  /// What is public about it: `com`, `co.id`, `blogspot`.
  let suffix: [UInt8]
  /// Registered for the price of a coffee, no papers asked: what most phishing hosts are.
  let isCheap: Bool
  /// `undangan.apk`: no host but the name of a file.
  let isPackageFile: Bool

  init(labels rawLabels: [[UInt8]]) {
    var labels = rawLabels.map { $0.map(\.lowercased) }
    if labels.count > 1, labels[0].elementsEqual("www".utf8) { labels.removeFirst() }
    isPackageFile = labels.last?.elementsEqual("apk".utf8) ?? false
    let public2 = Self.joined(labels.suffix(2))
    let isSecondLevel = labels.count >= 3 && Self.secondLevel.value(WordTable.hash(public2)) != nil
    let suffixCount = min(isSecondLevel ? 2 : 1, max(labels.count - 1, 0))
    let registrable = Self.joined(labels.suffix(suffixCount + 1))
    // `sites.google.com` is not Google speaking.
    let published = labels.count > 2 ? Self.known.value(WordTable.hash(Self.joined(labels.suffix(3)))) : nil
    let rating = published ?? Self.known.value(WordTable.hash(registrable)) ?? 0
    // `blogspot.co.id`: free hosts are known by their name under any country.
    let name = labels.count > suffixCount ? labels[labels.count - suffixCount - 1] : []
    let isFree = rating & 2 != 0 || Self.freeNames.value(WordTable.hash(name)) != nil
    let isRestricted = Self.restricted.value(WordTable.hash(public2)) != nil && labels.count >= 3
    let own = isFree ? labels.dropLast(min(suffixCount + 1, labels.count - 1)) : labels.dropLast(suffixCount)
    ownLabels = Array(own)
    suffix = isFree ? name : Self.joined(labels.suffix(suffixCount))
    isCheap = rating & 16 == 0 && Self.cheap.value(WordTable.hash(isSecondLevel ? public2 : labels.last ?? [])) != nil
    if rating & 1 != 0 || isRestricted {
      kind = .officialLink
    } else if rating & 16 != 0 {
      kind = .otherLink
    } else if rating & 4 != 0 {
      kind = .shortLink
    } else if rating & 8 != 0 {
      kind = .chatLink
    } else if isFree || Self.freeSuffixes.value(WordTable.hash(labels.last ?? [])) != nil {
      kind = .freeHostLink
    } else {
      kind =
        Self.papered.value(WordTable.hash(public2)) != nil && labels.count >= 3
        ? .companyLink : own.contains(where: Self.namesBrand) ? .lookAlikeLink : .otherLink
    }
  }

  private static func joined(_ labels: some Sequence<[UInt8]>) -> [UInt8] {
    Array(labels.joined(separator: CollectionOfOne(UInt8(ascii: "."))))
  }

  /// A brand's name as the start or a hyphenated piece of a label in somebody else's domain.
  private static func namesBrand(_ label: [UInt8]) -> Bool {
    for piece in label.split(whereSeparator: { !$0.isASCIILetter }) {
      if brands.value(WordTable.hash(piece)) != nil { return true }
      var hash = Hashing.start
      for (index, octet) in piece.enumerated() {
        hash = Hashing.add(octet, to: hash)
        if index >= 3, longBrands.value(Hashing.finish(hash) | 1) != nil { return true }
      }
      if piece.count >= 6, endsWithBrand(piece) { return true }
    }
    return false
  }

  private static func endsWithBrand(_ piece: ArraySlice<UInt8>) -> Bool {
    for start in piece.indices.dropLast(4) where longBrands.value(WordTable.hash(piece[start...])) != nil {
      return true
    }
    return false
  }

  private static let secondLevel = WordTable(sets: [
    (
      1,
      """
      co.id or.id go.id ac.id sch.id web.id my.id biz.id desa.id net.id mil.id ponpes.id com.my com.sg co.uk org.uk \
      com.au com.cn com.hk com.tw co.jp co.kr com.ph com.vn co.th com.br com.mx co.in com.tr
      """
    )
  ])

  /// Registration under these needs papers of the institution.
  private static let restricted = WordTable(sets: [(1, "go.id ac.id sch.id mil.id")])

  /// So do these, of a company or an association: not proof, but nobody throws such a domain away after a week.
  private static let papered = WordTable(sets: [(1, "co.id or.id net.id desa.id ponpes.id")])

  private static let cheap = WordTable(sets: [
    (
      1,
      """
      top xyz icu cyou site online store shop click link live vip buzz website space fun cc sbs lol bond cfd monster \
      autos quest rest work win bid loan my.id web.id biz.id info club pro host press beauty hair skin life world \
      today digital tk ml ga cf gq pw ws su help support download cam best one center zone tips men party date \
      review stream racing lat gift gifts wiki bio xin uno rocks sale bar asia mom boats makeup pics yachts qpon
      """
    )
  ])

  private static let freeNames = WordTable(sets: [
    (
      1,
      "blogspot webs jimdo weebly wordpress webnode wixsite jimdofree webnode yolasite 000webhostapp wapka mywapblog heck pusku"
    )
  ])

  /// Domains that were given away, or cost next to nothing.
  private static let freeSuffixes = WordTable(sets: [(1, "tk ml ga cf gq")])

  /// 1: known good; 2: anybody may publish under it; 4: hides the target; 8: opens a chat.
  private static let known = WordTable(sets: [
    (1, official), (2, free), (4, shorteners), (8, "wa.me t.me telegram.me whatsapp.com line.me m.me wa.link"),
    (16, forms),
  ])

  private static let official: StaticString = """
    telkomsel.com tsel.me tsel.id tsel.co telkom.co.id indihome.co.id my.telkomsel.com im3.id indosatooredoo.com \
    ioh.co.id indosat.com murahituim3.com xl.co.id xlaxiata.co.id myxl.co.id axis.co.id axisworld.co.id axisnet.id \
    tri.co.id tri.id smartfren.com my.smartfren.com byu.id live.on bca.co.id klikbca.com bni.co.id bri.co.id \
    bankmandiri.co.id mandiri.co.id livin.id btn.co.id bankbsi.co.id cimbniaga.co.id danamon.co.id permatabank.com \
    ocbc.id uob.co.id maybank.co.id bankmega.com panin.co.id btpn.com jenius.com jago.com seabank.co.id allobank.com \
    bankjago.com neobank.id bankneocommerce.co.id blubybcadigital.id bcadigital.co.id pegadaian.co.id taspen.co.id \
    ojk.go.id dana.id ovo.id gopay.co.id linkaja.id shopee.co.id shp.ee tokopedia.com tokopedia.link tkp.me \
    lazada.co.id bukalapak.com blibli.com bli.bli zalora.co.id jd.id tiktok.com gojek.com gojek.link grab.com \
    grab.co uber.com traveloka.com tiket.com agoda.com booking.com airasia.com garuda-indonesia.com citilink.co.id \
    lionair.co.id kai.id jne.co.id jet.co.id sicepat.com anteraja.id ninjaxpress.co ninjavan.co posindonesia.co.id \
    tiki.id lionparcel.com wahana.com spx.co.id idexpress.com sap-express.id pln.co.id bpjs-kesehatan.go.id \
    bpjsketenagakerjaan.go.id facebook.com fb.com fb.me instagram.com twitter.com x.com youtube.com youtu.be \
    google.com google.co.id goo.gle apple.com microsoft.com netflix.com spotify.com zoom.us linkedin.com lnkd.in \
    viu.com vidio.com disneyplus.com line.biz whatsapp.net kitabisa.com bmkg.go.id kredivo.com kredivo.id \
    akulaku.com homecredit.co.id fifgroup.co.id adira.co.id baf.id oto.co.id prudential.co.id manulife.co.id \
    allianz.co.id axa.co.id halodoc.com alodokter.com ruangguru.com indomaret.co.id klikindomaret.com alfamart.co.id \
    alfagift.id hypermart.co.id transmart.co.id starbucks.co.id mcdonalds.co.id kfcku.com pizzahut.co.id \
    dominos.co.id panpizza.co.id pocarisweat.id indomie.com bebeclub.co.id bareksa.com bibit.id flip.id \
    myrepublic.co.id samsatdigital.id etle-pmj.info etle-korlantas.info patrolisiber.id cekrekening.id aduannomor.id \
    aduankonten.id viding.co frisianflag.com panasonic.com samsung.com optikmelawai.com amartha.com stockbit.com \
    ajaib.co.id pluang.com indodax.com tokocrypto.com pintu.co.id online-pajak.com klikpajak.id nutriclub.co.id \
    nestle.co.id honda.co.id astra-honda.com toyota.astra.co.id suzuki.co.id ikea.co.id acehardware.co.id \
    gramedia.com sociolla.com biznetnetworks.com firstmedia.com iconnet.id mncvision.id kompas.com detik.com \
    tempo.co republika.co.id rumah123.com olx.co.id jobstreet.co.id jobstreet.com glints.com kalibrr.com ojol.id \
    maxim.id indriver.com bluebirdgroup.com damri.co.id pelni.co.id kcic.co.id mrtjakarta.co.id ip-biz.id \
    cekbansos.kemensos.go.id pegipegi.com redbus.id mister-aladin.com klook.com \
    meet.google.com zoom.com canva.com cgv.id cinepolis.co.id xxi.id pertamina.com mypertamina.id telkomselpoin.com \
    unilever.co.id aqua.co.id erafone.com ibox.co.id
    """

  private static let free: StaticString = """
    netlify.app vercel.app github.io web.app firebaseapp.com pages.dev workers.dev glitch.me surge.sh herokuapp.com \
    repl.co onrender.com r2.dev square.site mystrikingly.com godaddysites.com webflow.io wixstudio.io co.vu \
    wap.sh xtgem.com freehosting.com hostinger.site altervista.org infinityfreeapp.com epizy.com rf.gd 42web.io \
    simdif.com blog.com tumblr.com mobirisesite.com s3.amazonaws.com \
    amazonaws.com mediafire.com ucoz.com page.tl googlesites.com framer.website duckdns.org \
    ngrok.io ngrok.app ddns.net sytes.net sites.google.com co.nr tripod.com \
    site90.com blogdrive.com 50webs.com netau.net 110mb.com 2itb.com lnk.st imgbb.link
    """

  /// Forms and cards that everybody fills in and sends: links like any other.
  private static let forms: StaticString = """
    forms.gle docs.google.com drive.google.com forms.office.com wufoo.com jotform.com typeform.com canva.site notion.site carrd.co
    """

  private static let shorteners: StaticString = """
    bit.ly s.id tinyurl.com goo.gl cutt.ly ow.ly is.gd v.gd t.co rb.gy shorturl.at rebrand.ly tiny.cc adf.ly \
    linktr.ee lynk.id heylink.me msha.ke taplink.cc t.ly u.to clck.ru qr.ae bitly.com bit.do cutt.us shorturl.asia \
    gg.gg lihi.cc n9.cl tny.im soo.gd intip.in sid.id kutt.it dub.sh tr.ee urlz.fr q-r.to wa.biz clc.la
    """

  /// Too short to look for inside a word.
  private static let brands = WordTable(sets: [
    (
      1,
      "tsel xl axis tri bima bca bni bri btn bsi ovo dana pln jne jnt spx kai djp dukcapil polri etle bpjs pos im isat care lazada spx shp fb ig wa dbank isaku brimo paypal netflix gopay dhl fedex lex olx mytsel btpn ocbc bsb spay wondr"
    )
  ])

  /// Looked for at the start and at the end of a label's pieces.
  private static let longBrands = WordTable(sets: [
    (
      1,
      """
      telkomsel telkom tselpoin indosat tricare smartfren mandiri danamon permata cimbniaga klikbca mybca bankbri \
      bankbca bankbni brimo britama simpedes livin gopay shopeepay linkaja shopee tokopedia bukalapak lazada gojek \
      traveloka sicepat anteraja ninja lionparcel posindonesia coretax pajak kominfo komdigi kemensos kemenkes \
      bansos prakerja mypertamina pertamina whatsapp telegram facebook instagram google netflix indofood popmie \
      mkios mtronik tilang korlantas indomaret alfamart pegadaian bpjskes jenius seabank kredivo akulaku spinjam
      """
    )
  ])
}

/// Top-level domains that occur in messages.
enum TopLevelDomain {
  /// Open to everybody since 2013; none is a word that people write after a point without a space.
  private static let recent: StaticString = """
    academy accountants actor apartments associates auction audio auto baby band bargains beer bike bingo bio black \
    blue boats boutique builders business cab cafe cam camera camp cards care careers cars catering charity chat \
    cheap church city claims cleaning clinic clothing coach codes coffee community computer contact contractors cool \
    coupons courses credit creditcard cruises cx dating deals degree delivery dental design diamonds direct \
    directory discount doctor dog domains education engineer enterprises equipment estate events exchange expert \
    express fail faith fan fans farm fashion feedback financial fish fit fitness flights florist flowers football \
    forsale foundation furniture gallery games garden gay gdn gift gifts gives glass gle global gmbh gold golf \
    graphics green guide guru haus health healthcare hockey holdings holiday homes hospital hosting house immo inc \
    industries institute insure international investments jewelry jobs kitchen land lat law lawyer lease legal lgbt \
    lifestyle lighting limited limo llc loans lotto love luxe luxury makeup management market marketing markets mba \
    media memorial mom mortgage motorcycles movie network new ninja now nr observer organic parts party pet phone \
    photo photography photos pics pictures pink pizza place plumbing porn productions properties property qpon \
    realty recipes red reise rent rentals repair report restaurant reviews rich rip rocks rsvp run school science \
    select sexy shiksha shoes shopping show singles sky soccer social software solar solutions storage studio style \
    sucks supplies supply surf surgery systems tattoo tax team tech technology tickets tools tours town toys trade \
    training travel tube university uno vacations ventures vet video villas vision voting voyage watch wedding wiki \
    wine wtf xin yachts yoga zip sale
    """

  /// 1: certain; 2: also an ordinary word or abbreviation; 4: a word, but hardly one of this language.
  static let words = WordTable(sets: [
    (
      1,
      """
      com net org id biz help support download xyz site online store icu cyou buzz website mobi cc tv uk app dev \
      asia cn ru vip shop fun bet loan bid poker casino wang sbs lol bond cfd monster autos host space cloud gl ly \
      gd io ai gg ac finance fyi
      """
    ),
    (
      2,
      """
      info me co us sg my in to do is la so pro work link email cash promo news life be tk ml ga cf gq ws \
      pw su win club live world today digital page pages press beauty hair skin art ink ltd group company \
      services agency center money capital fund vu st im ph th vn kr jp tw hk de fr nl eu ca au it fm at ee sh tel \
      zone tips best one
      """
    ),
    (4, "top click quest rest bar"),
    (4, recent),
  ])
}
