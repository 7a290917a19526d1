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
  static let secret = Self(rawValue: 1 << 13)
  static let points = Self(rawValue: 1 << 14)
  static let purchase = Self(rawValue: 1 << 15)
  static let law = Self(rawValue: 1 << 16)
  static let fee = Self(rawValue: 1 << 17)
  static let institution = Self(rawValue: 1 << 18)
  static let gambling = Self(rawValue: 1 << 19)
  static let loanOffer = Self(rawValue: 1 << 20)
  static let family = Self(rawValue: 1 << 21)
  static let urgency = Self(rawValue: 1 << 22)
  static let secrecy = Self(rawValue: 1 << 23)
  static let bank = Self(rawValue: 1 << 24)
  static let contact = Self(rawValue: 1 << 25)
  static let threat = Self(rawValue: 1 << 26)
  /// An operator, a bank, a shop, a broadcaster or an authority that frauds write as; no courier, driver or wallet, which
  /// honest people name beside their own telephone number.
  static let brand = Self(rawValue: 1 << 27)
  /// An invitation or a traffic fine.
  static let summons = Self(rawValue: 1 << 28)
  /// Wants to be met, or things to be fetched somewhere: frauds are never at home.
  static let inPerson = Self(rawValue: 1 << 29)

  static let count = 32

  /// Subjects that lure or press; the others only describe.
  static let lures: Self = [
    .prize, .pulsa, .transfer, .accountLock, .courier, .invitation, .debt, .emergency, .newNumber, .job, .investment,
    .tax,
    .aid, .secret, .points, .purchase, .law, .fee, .threat,
  ]
}
