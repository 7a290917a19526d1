/// What the rules see in a message: which subjects its words touch, and what it gives the reader to act on.
struct MessageFacts {
  var signals: Signals = []
  var payloads: Payload = []
  /// For the reasons: the first token that showed each signal.
  private(set) var firstToken = [Int32](repeating: -1, count: Signals.count)

  init(_ text: borrowing NormalizedText) {
    for (position, token) in text.tokens.enumerated() {
      if let payload = Payload(token.kind) { payloads.insert(payload) }
      guard token.kind == .word || token.kind == .linkPart, let bits = Lexicon.signals.value(token.hash) else { continue }
      note(Signals(rawValue: bits), position)
    }
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

/// Something in the message that the reader is to act on.
public struct Payload: OptionSet, Sendable, Hashable {
  public let rawValue: UInt16
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

  init?(_ kind: TokenKind) {
    switch kind {
    case .mobile: self = .mobile
    case .account: self = .account
    case .shortLink, .freeHostLink, .lookAlikeLink, .chatLink, .otherLink: self = .link
    case .apk: self = .package
    case .landline: self = .landline
    case .longNumber, .foreignNumber: self = .longNumber
    case .officialLink: self = .officialLink
    case .ussd: self = .ussd
    case .code: self = .code
    case .word, .linkPart, .email, .callCentre, .amount, .percent, .date, .time, .number: return nil
    }
  }
}

/// Subjects that words of a message touch.
struct Signals: OptionSet {
  let rawValue: UInt32
  static let prize = Self(rawValue: 1 << 0)
  static let pulsa = Self(rawValue: 1 << 1)
  static let transfer = Self(rawValue: 1 << 2)
  static let accountLock = Self(rawValue: 1 << 3)
  static let courier = Self(rawValue: 1 << 4)
  static let invitation = Self(rawValue: 1 << 5)
  static let debt = Self(rawValue: 1 << 6)
  static let emergency = Self(rawValue: 1 << 7)
  static let newNumber = Self(rawValue: 1 << 8)
  static let job = Self(rawValue: 1 << 9)
  static let investment = Self(rawValue: 1 << 10)
  static let tax = Self(rawValue: 1 << 11)
  static let aid = Self(rawValue: 1 << 12)
  static let oneTimeCode = Self(rawValue: 1 << 13)
  static let points = Self(rawValue: 1 << 14)
  static let purchase = Self(rawValue: 1 << 15)
  static let law = Self(rawValue: 1 << 16)
  static let fee = Self(rawValue: 1 << 17)
  static let institution = Self(rawValue: 1 << 18)
  static let gambling = Self(rawValue: 1 << 19)
  static let loanOffer = Self(rawValue: 1 << 20)
  static let warning = Self(rawValue: 1 << 21)
  static let family = Self(rawValue: 1 << 22)
  static let urgency = Self(rawValue: 1 << 23)
  static let secrecy = Self(rawValue: 1 << 24)
  static let bank = Self(rawValue: 1 << 25)
  static let call = Self(rawValue: 1 << 26)

  static let count = 32
}
