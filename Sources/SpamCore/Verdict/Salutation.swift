/// Whether a message calls its reader by name: `Selamat pagi Bu Ratna, …`. Who sends a fraud to thousands knows no names.
enum Salutation {
  /// Greetings looked past before the title; a further word is no salutation.
  private static let mostGreetings = 5

  static func hasName(_ text: borrowing NormalizedText) -> Bool {
    let tokens = text.tokens
    var position = 0
    while position < min(mostGreetings, tokens.count), has(tokens[position], greeting) { position += 1 }
    let isHailed = position > 0 && has(tokens[position - 1], hail)
    guard position < tokens.count, isHailed || has(tokens[position], title) else { return false }
    // `Bapak Ibu Andi`
    while position < tokens.count, has(tokens[position], title) { position += 1 }
    guard position < tokens.count else { return false }
    let name = tokens[position]
    return name.kind == .word && name.end - name.start >= 2 && words.value(name.hash) == nil
      && !Vocabulary.contains(name.hash)
      && text.octets[Int(name.start)..<Int(name.end)].allSatisfy(\.isASCIILetter)
  }

  private static func has(_ token: Token, _ kind: UInt32) -> Bool {
    token.kind == .word && (words.value(token.hash) ?? 0) & kind != 0
  }

  private static let greeting: UInt32 = 1
  private static let title: UInt32 = 2
  private static let noName: UInt32 = 4
  /// A greeting after which a name stands without a title.
  private static let hail: UInt32 = 8

  /// What may stand where a name does and is in no list of frequent words is listed as such.
  private static let words = WordTable(sets: [
    (
      greeting,
      """
      selamat pagi siang sore malam halo hallo hai hi yth assalamualaikum asalamualaikum assalamualaiku ass wr wb permisi \
      maaf mohon kepada untuk salam dear terima kasih shalom syalom swastiastu sugeng enjing dengan hormat punten
      """
    ),
    (hail, "halo hallo hai hi dear"),
    (
      title,
      """
      sdr sdri saudara saudari bapak ibu pak bu kak kakak mas mbak mba bang abang dek dik adik adek om tante ustadz teh kang \
      uni uda pa
      """
    ),
    (
      noName,
      """
      sekalian telah iki niki sumping rawuh dewan kader dipanggil kula kulo inget ingat kapolda kapolres kondang penonton \
      dalem struk maafin ternak disdukcapil honorer mengenai pemirsa kandung kandungmu pucuk pelamar pencairannya lamarannya \
      lamaran melanggar meminjam bidan almarhum kyai kau kalian retur keluhan pemilik penerima pemegang pengguna calon direktur \
      lurah camat kades kepsek panjenengan njenengan guru warga muda tua mertua angkat polisi hakim jaksa urgent murid siswa \
      santri umat hamba abdi pengurus penjual customer majikan juragan pimpinan manajer manager satpam dinyatakan kirimkan \
      barangnya duwite sepurane purnawirawan orangtua ortu dosen dermawan donatur jemaah pendengar \
      gan sis bro bos bosku say beb cin kakanda adinda sobat sahabat pejuang semuanya guys sob cuy ya ke di ma dr no ni tu eh ok \
      ini itu ieu iki aku gue lo ada mau kok si id im ka rt rw cs hp dp tahu tahun nak mb bri bca bni bsi jne sms hrd tim owner sir \
      passenger friend parents student valued loyal loyalty our all kos kostan pensiunan mobilnya mobilku motornya kelebihan \
      finance pelaku ojol warisan hamil paketmu paketane cod meteran anaknya teller demam kpm skripsinya pkh atm bon stnk sim \
      bpjs pos lampu apk adikmu air nya hoyong melamar melbu pengajuannya utangmu instagram nomere parcel undangannya stiker \
      bestie sertipikat frozen bukannya tut thr saur sesuk titiknya kirimane kirimannya vip daftarin perkenalkan sendirian min \
      cv jemputan kenal ketahuan npwp wdnya dananya cargo jaketnya kue magang pin lemari hpnya pulsaku kartunya pesanannya do \
      alamatnya orderannya uktku pegadaian sicepat apa kabar lae pra per jk jg
      """
    ),
  ])
}
