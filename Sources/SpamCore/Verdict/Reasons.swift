/// Puts a verdict into words.
enum Reasons {
  static func of(
    _ text: borrowing NormalizedText, _ facts: MessageFacts, _ judgement: Judgement, _ label: Label, _ band: Band,
    _ model: SpamModel
  ) -> [Reason] {
    var reasons: [Reason] = []
    if band != .auto { reasons += judgement.vetoes.map(\.reason) }
    if label == .fraud || band != .none {
      reasons += lures(text, facts)
      reasons += payloads(facts)
      if text.statistics.disguised + text.statistics.removed > 2 { reasons.append(disguise) }
    }
    // Nobody asks why a message is harmless, and most are.
    if label != .ham || band != .none, let words = strongestWords(text, label, model) { reasons.append(words) }
    return reasons
  }

  private static let disguise = Reason(
    "disguise", "letters are disguised or hidden characters stand between them",
    "huruf disamarkan atau disisipi karakter tersembunyi")

  /// At most three lures, each with the word that showed it.
  private static func lures(_ text: borrowing NormalizedText, _ facts: MessageFacts) -> [Reason] {
    var reasons: [Reason] = []
    for lure in Lure.all where facts.signals.contains(lure.signal) && reasons.count < 3 {
      let position = Int(facts.firstToken[lure.signal.rawValue.trailingZeroBitCount])
      let word = text.tokens.indices.contains(position) ? " (“\(text.text(text.tokens[position]))”)" : ""
      reasons.append(Reason("lure.\(lure.code)", lure.english + word, lure.indonesian + word))
    }
    return reasons
  }

  private static func payloads(_ facts: MessageFacts) -> [Reason] {
    var reasons: [Reason] = []
    if facts.payloads.contains(.package) {
      reasons.append(Reason("payload.package", "wants an Android package installed", "menyuruh memasang berkas APK"))
    }
    if facts.payloads.contains(.link) {
      reasons.append(
        Reason("payload.link", "has a link that is not an official one", "berisi tautan yang bukan tautan resmi"))
    }
    if facts.payloads.contains(.account) {
      reasons.append(Reason("payload.account", "gives an account number", "menyebut nomor rekening"))
    }
    if facts.payloads.contains(.mobile) {
      reasons.append(Reason("payload.mobile", "gives a mobile number", "menyebut nomor ponsel"))
    }
    if facts.payloads.contains(.secret) {
      reasons.append(Reason("payload.secret", "wants a code, PIN or card data", "meminta kode, PIN, atau data kartu"))
    }
    // Beside something plainer these say nothing.
    guard facts.payloads.isDisjoint(with: Payload.actionable) else { return reasons }
    if facts.payloads.contains(.reply) {
      reasons.append(
        Reason(
          "payload.reply", "wants an answer or pulsa for the number it comes from",
          "minta balasan atau pulsa ke nomor pengirim"))
    } else if facts.payloads.contains(.sum) {
      reasons.append(Reason("payload.sum", "names a sum of money", "menyebut sejumlah uang"))
    }
    return reasons
  }

  /// The three words that speak most for the label, those of the message in its order.
  private static func strongestWords(_ text: borrowing NormalizedText, _ label: Label, _ model: SpamModel) -> Reason? {
    let contributions = TokenContributions.values(text, label, model)
    var best: [Int] = []
    for (position, value) in contributions.enumerated() where value > 0 {
      let token = text.tokens[position]
      guard token.kind == .word || token.kind == .linkPart, token.end - token.start >= 3 else { continue }
      let place = best.firstIndex { contributions[$0] < value } ?? best.count
      if place < 3 { best.insert(position, at: place) }
      if best.count > 3 { best.removeLast() }
    }
    guard !best.isEmpty else { return nil }
    var names: [(english: String, indonesian: String)] = []
    for position in best.sorted() {
      let name = name(text.text(text.tokens[position]))
      if !names.contains(where: { $0 == name }) { names.append(name) }
    }
    return Reason(
      "words", "words typical of \(label.rawValue): \(names.map(\.english).joined(separator: ", "))",
      "kata khas \(label.indonesian): \(names.map(\.indonesian).joined(separator: ", "))")
  }

  /// A word as it is; what the normaliser notes of a link's host, in words.
  private static func name(_ word: String) -> (english: String, indonesian: String) {
    if word == "<cheap>" { return ("a cheap web address", "alamat web murah") }
    if word == ".apk" { return ("a file named .apk", "berkas bernama .apk") }
    if word.hasPrefix(".") { return ("an address in \(word)", "alamat \(word)") }
    return (word, word)
  }
}

/// How much each token speaks for a label rather than for the others.
private enum TokenContributions {
  static func values(_ text: borrowing NormalizedText, _ label: Label, _ model: SpamModel) -> [Float] {
    // Words, pairs and skeletons: which letters run within them nobody wants to know.
    var sums = [SIMD4<Float>](repeating: .zero, count: text.tokens.count)
    sums.withUnsafeMutableBufferPointer { sums in
      FeatureExtractor.words(text, model.selection) { feature, token in sums[token] += model.weights(of: feature) }
    }
    return sums.map { $0[label.index] * 4 - $0.sum() }
  }
}

/// A lure and its name for people.
private struct Lure {
  let signal: Signals
  let code: String
  let english: String
  let indonesian: String

  static let all: [Lure] = [
    Lure(signal: .prize, code: "prize", english: "promises a prize or gift", indonesian: "menjanjikan hadiah"),
    Lure(
      signal: .accountLock, code: "account-lock", english: "says an account is blocked or changes",
      indonesian: "menyebut akun diblokir atau berubah"),
    Lure(
      signal: .invitation, code: "invitation", english: "wants a file or invitation opened",
      indonesian: "menyuruh membuka berkas atau undangan"),
    Lure(signal: .pulsa, code: "pulsa", english: "asks for pulsa", indonesian: "meminta pulsa"),
    Lure(
      signal: .secret, code: "secret", english: "speaks of a code, PIN or card",
      indonesian: "menyebut kode, PIN, atau kartu"),
    Lure(signal: .courier, code: "courier", english: "speaks of a parcel", indonesian: "menyebut paket kiriman"),
    Lure(signal: .points, code: "points", english: "says points expire", indonesian: "menyebut poin hangus"),
    Lure(
      signal: .emergency, code: "emergency", english: "speaks of an emergency", indonesian: "menyebut keadaan darurat"),
    Lure(signal: .threat, code: "threat", english: "threatens", indonesian: "mengancam"),
    Lure(
      signal: .law, code: "law", english: "speaks of police or court", indonesian: "menyebut polisi atau pengadilan"),
    Lure(signal: .debt, code: "debt", english: "demands a payment", indonesian: "menagih pembayaran"),
    Lure(signal: .tax, code: "tax", english: "speaks of taxes", indonesian: "menyebut pajak"),
    Lure(signal: .aid, code: "aid", english: "promises government aid", indonesian: "menjanjikan bantuan pemerintah"),
    Lure(signal: .job, code: "job", english: "offers a job", indonesian: "menawarkan pekerjaan"),
    Lure(signal: .investment, code: "investment", english: "offers an investment", indonesian: "menawarkan investasi"),
    Lure(signal: .newNumber, code: "new-number", english: "speaks of a new number", indonesian: "menyebut nomor baru"),
    Lure(signal: .transfer, code: "transfer", english: "asks for a transfer", indonesian: "meminta transfer"),
    Lure(signal: .fee, code: "fee", english: "asks for a fee", indonesian: "meminta biaya"),
    Lure(signal: .purchase, code: "purchase", english: "speaks of a purchase", indonesian: "menyebut jual beli"),
  ]
}

extension Label {
  fileprivate var indonesian: String {
    switch self {
    case .ham: "pesan biasa"
    case .promo: "promosi"
    case .grey: "dagang liar"
    case .fraud: "penipuan"
    }
  }
}
