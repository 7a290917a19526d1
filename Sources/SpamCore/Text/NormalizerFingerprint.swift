/// A number that changes whenever the normaliser gives another result: a model trained with one does not fit another.
enum NormalizerFingerprint {
  /// FNV-1a over the tables and over what the normaliser makes of texts that go through each of its steps.
  static let value: UInt64 = {
    var hash = Hashing.start
    for octet in FoldTable.table { hash = Hashing.add(octet, to: hash) }
    for octet in Slang.words.octets + Skeletons.octets { hash = Hashing.add(octet, to: hash) }
    for octet in LostWords.octets { hash = Hashing.add(octet, to: hash) }
    for octet in WordDictionary.shared.fingerprint.littleEndianOctets { hash = Hashing.add(octet, to: hash) }
    for table in [Lexicon.signals, Lexicon.contexts, Lexicon.secrets] {
      for octet in table.fingerprint { hash = Hashing.add(octet, to: hash) }
    }
    for probe in probes {
      let text = Tokenizer.normalize(probe)
      for octet in text.octets { hash = Hashing.add(octet, to: hash) }
      for token in text.tokens { hash = Hashing.add(token.kind.rawValue &+ 1, to: hash) }
      for bit in MessageFacts(text).signals.rawValue.littleEndianOctets { hash = Hashing.add(bit, to: hash) }
    }
    return Hashing.finish(hash)
  }()

  private static let probes = [
    "S e l a m a t  a n d a w.w.w . c o m \u{1D407}\u{1D41A}\u{1D41D}\u{1D422}\u{1D41A}\u{1D421} \u{430}nda T'rpilih m-dptkan hati2",
    "slmt nmr nd pmnng hdh kmrn", "katax tglx xmax", "selmat aktivsi $3l@m@t @t@$ kupon4",
    "s e l a m a t a n d a m e n a n g d a r i kami", "Anda.menang.hadiah.50.juta.klik.bit.ly/x.atau.Foto.apk",
    "h4d1ah 8JF2177 PIN:7Y7R8K9Z 50rb Rp1.500.000 0812-3456-7890 +62 812 3456 7890 021-40161777 *123*1# 12/08/2016 22:30",
    "rek BRI 0341 01 002218 53 8 a/n Budi 150-00-1002402-2 www.hadiah-tri.blogspot.com bit.ly/x8 tsel.me/a bca-login.top x.apk",
  ]
}

extension FixedWidthInteger {
  fileprivate var littleEndianOctets: [UInt8] {
    stride(from: 0, to: bitWidth, by: 8).map { UInt8(truncatingIfNeeded: self >> $0) }
  }
}
