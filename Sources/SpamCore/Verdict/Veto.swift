/// Something that forbids the automatic band, whatever the model says.
public enum Veto: String, Sendable, CaseIterable {
  /// The message has no words.
  case emptyText = "empty-text"
  /// Hardly any words: too little to accuse anybody by.
  case tooShort = "too-short"
  /// A contact, or somebody this SIM wrote to before.
  case knownSender = "known-sender"
  /// A name instead of a number: there is nobody to report.
  case alphanumericSender = "alphanumeric-sender"
  /// A service's short number.
  case shortCodeSender = "short-code-sender"
  /// Warns of a fraud, asks whether something is one, or quotes one.
  case quotedScam = "quoted-scam"
  /// What institutions write under their notices.
  case securityNotice = "security-notice"
  /// Delivers a one-time password and asks for nothing.
  case oneTimePassword = "one-time-password"
  /// The only link is an official one.
  case officialLinkOnly = "official-link-only"
  /// There is nothing to act on but a USSD code.
  case ussdOnly = "ussd-only"
  /// Says what is paid for, as people do who know each other.
  case namedPurpose = "named-purpose"
  /// Speaks of money as people do who know each other: of their own account, of yesterday, with a question.
  case acquainted
  /// Is to be settled somewhere in person: frauds are never there.
  case inPerson = "in-person"
  /// Calls the reader by name: who sends a fraud to thousands knows none.
  case addressedByName = "addressed-by-name"
  /// Gambling, a loan offer, smuggled telephones, sold accounts, charms: unwanted, but no deception.
  case greyTrade = "grey-trade"

  var reason: Reason {
    let (english, indonesian) = words
    return Reason("veto.\(rawValue)", english, indonesian)
  }

  private var words: (english: String, indonesian: String) {
    switch self {
    case .emptyText: ("has no words", "tidak berisi kata")
    case .tooShort: ("has hardly any words", "hampir tidak berisi kata")
    case .knownSender: ("the sender is known", "pengirim dikenal")
    case .alphanumericSender: ("the sender is a name, not a number", "pengirim berupa nama, bukan nomor")
    case .shortCodeSender: ("the sender is a service's short number", "pengirim nomor pendek layanan")
    case .quotedScam: ("warns of or asks about a fraud", "memperingatkan atau menanyakan penipuan")
    case .securityNotice: ("has the wording of a security notice", "berisi kalimat peringatan keamanan")
    case .oneTimePassword: ("delivers a one-time password", "berisi kode OTP")
    case .officialLinkOnly: ("its only link is an official one", "hanya berisi tautan resmi")
    case .ussdOnly: ("has only a USSD code to act on", "hanya berisi kode USSD")
    case .namedPurpose: ("says what the payment is for", "menyebut keperluan pembayaran")
    case .acquainted: ("sounds like people who know each other", "terdengar seperti orang yang saling kenal")
    case .inPerson: ("is to be settled in person", "diselesaikan langsung di tempat")
    case .addressedByName: ("calls the reader by name", "menyapa penerima dengan nama")
    case .greyTrade:
      (
        "is gambling, a loan offer or other unwanted trade, not a deception",
        "berisi judi, tawaran pinjaman, atau dagang liar lain, bukan penipuan"
      )
    }
  }
}
