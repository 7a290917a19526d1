/// The half of the automatic band that is no model: a lure and something to act on.
public struct Gate: Sendable, Hashable {
  /// What the reader is to act on.
  public let payloads: Payload
  /// Whether the message touches a subject that frauds lure or press with.
  public let hasLure: Bool
  /// Which automatic threshold applies; nil without anything actionable.
  public let stratum: Stratum?

  /// Whether there are both.
  public var isOpen: Bool { hasLure && stratum != nil }

  init(_ facts: MessageFacts) {
    payloads = facts.payloads
    stratum = facts.stratum
    // Whoever has something to act on needs no more than a bank's or a shop's name, haste or secrecy.
    hasLure =
      !facts.signals.isDisjoint(with: Signals.lures.union([.bank, .institution, .brand, .urgency, .secrecy]))
      || !facts.payloads.isDisjoint(with: [.package, .account])
      || (facts.payloads.contains(.link) && (facts.signals.contains(.contact) || facts.hosts.contains(.lookAlike)))
  }
}

/// Kinds of payload, each with its own automatic threshold: harmless messages with an account number come nearer to
/// frauds than harmless ones with a link do.
public enum Stratum: String, CaseIterable, Sendable {
  /// An Android package by itself: friends and programmers send those too.
  case package
  /// A link that is not an official one, and none of the kinds below.
  case link
  /// An account number, and nothing but a payment beside it: the words of landlords and treasurers too.
  case account
  /// A mobile number.
  case mobile
  /// A mobile number and a prize or a blocked account in an institution's name.
  case claim
  /// A mobile number that pulsa is asked for.
  case pulsa
  /// A landline number and a prize: the call centres of prize frauds.
  case landline
  /// A link of the kind that harmless messages hardly have: a brand's name in somebody else's domain, a prize at a
  /// free host or with a code, a PIN or card data to be entered, or a link beside what institutions write about.
  case phishing
  /// An account number and what neither friends nor traders press with: a prize, aid, a tax, a threat, the law.
  case accountClaim
  /// An Android package that is to be an invitation, a fine, a parcel, a bill or an institution's.
  case packageClaim
  /// A link to a host that costs nothing or next to it, without what makes it `phishing`.
  case disposable
  /// A link that hides where it leads: neighbours send their forms so, every day.
  case shortener
  /// Nothing but a code, a PIN or card data that the reader is to hand over: friends ask for codes too.
  case secret
  /// Nothing but somebody to answer to, as a rule the sender; frauds and friends on borrowed telephones write so.
  case answer
  /// Nothing but a sum of money: most talk of money is that.
  case demand

  init?(_ facts: MessageFacts) {
    let payloads = facts.payloads
    let isPrize = !facts.signals.isDisjoint(with: [.prize, .accountLock])
    // Neighbours give prizes and lock doors too, in nobody else's name.
    let isClaim = isPrize && facts.signals.contains(.brand)
    // Neighbours buy each other pulsa for prizes too; the prizes of frauds come from an institution.
    let isErrand = facts.signals.contains(.pulsa) && !facts.signals.contains(.institution)
    if payloads.contains(.package) {
      self = facts.signals.isDisjoint(with: Self.pretexts) ? .package : .packageClaim
    } else if payloads.contains(.link), Self.isPhishing(facts) {
      self = .phishing
    } else if payloads.contains(.account) {
      self = facts.signals.isDisjoint(with: Self.claims) ? .account : .accountClaim
    } else if payloads.contains(.link), !facts.isChatWithNumber {
      self =
        !facts.hosts.isDisjoint(with: [.free, .cheap])
        ? .disposable : facts.hosts.contains(.shortener) ? .shortener : .link
    } else if payloads.contains(.mobile) {
      self = isClaim && !isErrand ? .claim : facts.signals.contains(.pulsa) ? .pulsa : .mobile
    } else if payloads.contains(.landline), isPrize {
      self = .landline
    } else if payloads.contains(.secret) {
      self = .secret
    } else if payloads.contains(.reply) {
      self = .answer
    } else if payloads.contains(.sum) {
      self = .demand
    } else {
      return nil
    }
  }

  private static let claims: Signals = [.prize, .threat, .law, .aid, .tax]

  private static let pretexts: Signals = [.summons, .courier, .tax, .aid, .bank, .law, .points, .prize, .debt]

  private static func isPhishing(_ facts: MessageFacts) -> Bool {
    if facts.hosts.contains(.lookAlike) { return true }
    if facts.payloads.contains(.secret), facts.hosts.contains(.website) { return true }
    // A host that costs something is not thrown away after a week.
    guard !facts.hosts.isDisjoint(with: [.free, .cheap]) else { return false }
    // Schools and clubs publish for nothing too, and give vouchers; they press nobody with an operator's name or a code.
    if facts.signals.contains(.prize),
      facts.payloads.contains(.code)
        || (facts.hosts.contains(.free) && (facts.signals.contains(.brand) || facts.context.contains(.draw)))
    {
      return true
    }
    // Libraries and shops have cheap hosts too, and activate cards; they write as nobody else.
    guard facts.signals.contains(.brand) else { return false }
    // Beside an account number the bank's name belongs to that.
    let subjects: Signals = [.tax, .courier, .points, .aid, .accountLock]
    return !facts.signals.isDisjoint(with: facts.payloads.contains(.account) ? subjects : subjects.union(.bank))
  }

  /// Whether harmless people write such messages every day.
  var isPersonal: Bool {
    switch self {
    case .link, .disposable, .shortener, .account, .accountClaim, .mobile, .pulsa, .secret, .answer, .demand: true
    case .package, .packageClaim, .claim, .landline, .phishing: false
    }
  }

  /// How far between the most suspicious harmless message and certainty the automatic threshold lies.
  var margin: Double {
    switch self {
    // Shops keep domains of their own, and groups talk in chats: what remains of links is not strange by itself.
    // Honest people have more stories about accounts than anybody can write down.
    case .link, .account, .accountClaim: 0.8
    // Few packages that somebody sends a friend are known.
    case .package: 0.85
    default: 0.7
    }
  }

  /// Among how many harmless messages two are odd ones, by whose mean the automatic threshold is set. Where nothing but a sum of money is
  /// named that is all talk of money, most of it far from any fraud.
  var oddity: Int { self == .demand ? 1000 : 200 }

  /// Whether there is nothing to open: what friends and treasurers write about, and frauds who pretend to be such.
  var isTalk: Bool {
    switch self {
    case .account, .accountClaim, .mobile, .claim, .pulsa, .landline, .secret, .answer, .demand: true
    case .link, .disposable, .shortener, .phishing, .package, .packageClaim: false
    }
  }

  var index: Int {
    switch self {
    case .package: 0
    case .link: 1
    case .account: 2
    case .mobile: 3
    case .claim: 4
    case .pulsa: 5
    case .landline: 6
    case .phishing: 7
    case .accountClaim: 8
    case .packageClaim: 9
    case .disposable: 10
    case .shortener: 11
    case .secret: 12
    case .answer: 13
    case .demand: 14
    }
  }
}
