/// What the rules see in a message: which subjects its words touch, and what it gives the reader to act on.
struct MessageFacts {
  private(set) var signals: Signals = []
  private(set) var payloads: Payload = []
  private(set) var hosts: Hosts = []
  /// For the reasons: the first token that showed each signal.
  private(set) var firstToken = InlineArray<32, Int32>(repeating: -1)
  /// Vetoes that follow from wording alone.
  private(set) var context: Context = []
  /// Which kind of payload there is, nil without anything to act on.
  private(set) var stratum: Stratum?

  init(_ text: borrowing NormalizedText) {
    let tokens = text.tokens
    var lastSecret = -1
    var lastRequest = -1
    var lastRefusal = -100
    var lastDenial = -100
    var hasRequest = false
    var namesPulsa = false
    for position in tokens.indices {
      let token = tokens[position]
      if let payload = Payload(token.kind) { payloads.insert(payload) }
      hosts.formUnion(Hosts(token.kind))
      guard token.kind == .word || token.kind == .linkPart else { continue }
      if Self.requests.contains(token.sense) { hasRequest = true }
      if Self.pulsa.value(token.hash) != nil { namesPulsa = true }
      if token.kind == .linkPart, token.hash == Lexicon.cheapHost { hosts.insert(.cheap) }
      var phrase = token.hash
      var isNamed = true
      var isDenied = false
      if let bits = Lexicon.secrets.value(phrase) {
        // `no tipu2`, `bukan tipu-tipu`: no warning but praise; `jangan lapor polisi`, `kami lapor polisi`: a threat.
        isDenied = bits & 16 != 0 && lastDenial == position - 1
        if isDenied { lastDenial = position }
        if bits & 8 != 0 { lastDenial = position }
        // A hospital is not for sale.
        if bits & 32 != 0, position + 1 < tokens.count, tokens[position + 1].hash == Lexicon.ill { isNamed = false }
        if bits & 4 != 0 { lastRefusal = position }
        // `[Diteruskan] Nasabah Yth …`: as telephones mark what is passed on.
        if bits & 64 != 0, position == 0 { context.insert(.warning) }
        if bits & 1 != 0 { lastSecret = position }
        // `jangan pernah kirim PIN`: nobody is asked for one.
        if bits & 2 != 0, position - lastRefusal > 2 { lastRequest = position }
        if abs(lastSecret - lastRequest) <= 6, lastSecret >= 0, lastRequest >= 0 { context.insert(.asksForSecret) }
      }
      if isDenied { continue }
      if isNamed { note(phrase, position) }
      for next in position + 1..<min(position + 3, tokens.count) where token.kind == .word {
        phrase = WordTable.phrase(phrase, tokens[next].hash)
        note(phrase, position)
      }
    }
    if context.contains(.asksForSecret) { payloads.insert(.secret) }
    if text.statistics.lacksVowels { noteSkeletons(text) }
    // Who wants pulsa and gives no number wants it for the one that he writes from; operators speak of pulsa all day, and a long number
    // is that of a meter.
    let wantsPulsa =
      hasRequest && namesPulsa && signals.contains(.pulsa) && signals.isDisjoint(with: [.brand, .institution, .bank])
      && text.count(.longNumber) + text.count(.landline) == 0
    if context.contains(.reply) || (wantsPulsa && payloads.isDisjoint(with: Payload.actionable)) {
      payloads.insert(.reply)
    }
    if Salutation.hasName(text) { context.insert(.named) }
    stratum = Stratum(self)
  }

  /// Words of sending, buying, filling in and lending, as somebody has them who wants pulsa.
  private static let requests = WordKinds(["send", "pay", "give", "please", "register", "trade", "debt"])

  /// `belikan` and `isikan` by themselves say nothing.
  private static let pulsa = WordTable(sets: [(1, "pulsa pulsain kuota token")])

  /// Whether the only links open a chat with a mobile number: nothing but another way to write the number.
  var isChatWithNumber: Bool { payloads.contains(.mobile) && !hosts.contains(.website) }

  /// Vetoes of which only the consonants are left.
  private mutating func noteSkeletons(_ text: borrowing NormalizedText) {
    let hashes = text.tokens.map { token in
      token.kind == .word ? Skeletons.hash(text.octets[Int(token.start)..<Int(token.end)]) : 0
    }
    for position in hashes.indices where hashes[position] != 0 {
      var phrase = hashes[position]
      if let bits = Lexicon.contextSkeletons.value(phrase) { context.insert(Context(rawValue: bits)) }
      for next in position + 1..<min(position + 3, hashes.count) where hashes[next] != 0 {
        phrase = WordTable.phrase(phrase, hashes[next])
        if let bits = Lexicon.contextSkeletons.value(phrase) { context.insert(Context(rawValue: bits)) }
      }
    }
  }

  private mutating func note(_ hash: UInt64, _ position: Int) {
    guard let tables = Lexicon.subjects.value(hash) else { return }
    if tables & 1 != 0, let bits = Lexicon.signals.value(hash) { note(Signals(rawValue: bits), position) }
    if tables & 2 != 0, let bits = Lexicon.contexts.value(hash) { context.insert(Context(rawValue: bits)) }
  }

  private mutating func note(_ found: Signals, _ position: Int) {
    var new = found.subtracting(signals).rawValue
    signals.formUnion(found)
    while new != 0 {
      firstToken[new.trailingZeroBitCount] = Int32(position)
      new &= new - 1
    }
  }
}

/// Wording that matters to the vetoes.
struct Context: OptionSet {
  let rawValue: UInt32
  /// Warns of frauds, asks whether a message is one, quotes one.
  static let warning = Self(rawValue: 1)
  /// What institutions write under their notices: nobody of ours asks for your PIN.
  static let securityNotice = Self(rawValue: 2)
  /// Names what is paid for, as people do who know each other.
  static let namedPurpose = Self(rawValue: 4)
  /// A one-time password is being delivered.
  static let oneTimePassword = Self(rawValue: 8)
  /// Wants the reader to hand over a code, a PIN or card data.
  static let asksForSecret = Self(rawValue: 16)
  /// Gambling.
  static let gambling = Self(rawValue: 32)
  /// Offers a loan.
  static let loanOffer = Self(rawValue: 64)
  /// Speaks as one does to people one knows: of one's own account, of yesterday, with a question.
  static let acquainted = Self(rawValue: 128)
  /// A survey, a meeting, a place on a map.
  static let survey = Self(rawValue: 256)
  /// Sells telephones that came in without papers, accounts, payment counters, charms: unwanted trade, but no deception.
  static let contraband = Self(rawValue: 512)
  /// Programmers at work, files handed over by hand.
  static let development = Self(rawValue: 1024)
  /// Speaks as friends do in a group.
  static let chat = Self(rawValue: 2048)
  /// Wants somebody or something to come somewhere.
  static let inPerson = Self(rawValue: 4096)
  /// Keep it secret, it costs nothing: institutions write so, and frauds of a prize.
  static let discretion = Self(rawValue: 8192)
  /// A prize that was drawn, not earned.
  static let draw = Self(rawValue: 16384)
  /// Calls the reader by name.
  static let named = Self(rawValue: 32768)
  /// Wants an answer, a call or something sent to the number that the message comes from.
  static let reply = Self(rawValue: 65536)
}

/// What is known of the hosts that the links lead to.
struct Hosts: OptionSet {
  let rawValue: UInt8
  /// A brand's name in somebody else's domain.
  static let lookAlike = Self(rawValue: 1)
  /// Anybody may publish there for nothing.
  static let free = Self(rawValue: 2)
  /// Registered for the price of a coffee.
  static let cheap = Self(rawValue: 4)
  /// Hides where it leads.
  static let shortener = Self(rawValue: 8)
  /// Any website that is not an official one, rather than a chat.
  static let website = Self(rawValue: 16)
}

extension Hosts {
  /// What the kind of a link tells of its host.
  init(_ kind: TokenKind) {
    switch kind {
    case .lookAlikeLink: self = [.lookAlike, .website]
    case .freeHostLink: self = [.free, .website]
    case .shortLink: self = [.shortener, .website]
    case .otherLink: self = .website
    default: self = []
    }
  }
}

/// Something in the message that the reader is to act on.
public struct Payload: OptionSet, Sendable, Hashable {
  /// One bit for each member.
  public let rawValue: UInt16
  /// The members with these bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// An Indonesian mobile number, also inside a link or a USSD code.
  public static let mobile = Self(rawValue: 1)
  /// An account number.
  public static let account = Self(rawValue: 2)
  /// A link that is not an official one.
  public static let link = Self(rawValue: 4)
  /// An Android package.
  public static let package = Self(rawValue: 8)
  /// A landline number.
  public static let landline = Self(rawValue: 16)
  /// A long number that might be an account.
  public static let longNumber = Self(rawValue: 32)
  /// A link to a domain of an institution.
  public static let officialLink = Self(rawValue: 64)
  /// A USSD code.
  public static let ussd = Self(rawValue: 128)
  /// A code or PIN.
  public static let code = Self(rawValue: 256)
  /// A code, PIN or card number that the reader is to hand over.
  public static let secret = Self(rawValue: 512)
  /// Somebody to call, to answer or to send something to: the number that the message comes from, one abroad, an e-mail address.
  public static let reply = Self(rawValue: 1024)
  /// A sum of money.
  public static let sum = Self(rawValue: 2048)

  /// With one of these a message can do its harm whoever sent it; a code to hand over, an answer and a sum of money need the sender.
  static let actionable: Self = [.mobile, .account, .link, .package]

  init?(_ kind: TokenKind) {
    switch kind {
    case .mobile: self = .mobile
    case .account: self = .account
    case .shortLink, .freeHostLink, .lookAlikeLink, .chatLink, .otherLink: self = .link
    case .apk: self = .package
    case .landline: self = .landline
    case .longNumber: self = .longNumber
    case .foreignNumber, .email: self = .reply
    case .amount: self = .sum
    case .officialLink, .companyLink: self = .officialLink
    case .ussd: self = .ussd
    case .code: self = .code
    case .word, .linkPart, .callCentre, .percent, .date, .time, .number: return nil
    }
  }
}
