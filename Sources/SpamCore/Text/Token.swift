/// What a piece of a message is.
enum TokenKind: UInt8, CaseIterable, Sendable {
  case word
  /// Part of a link's host or path: its words tell as much as the link itself.
  case linkPart
  case officialLink, companyLink, shortLink, freeHostLink, lookAlikeLink, chatLink, otherLink
  case email
  case apk
  case ussd
  case mobile, landline, callCentre, foreignNumber
  case account, longNumber
  case amount, percent, date, time, code, number

  /// What stands in the normalised text for such a token; words keep their own letters.
  var placeholder: StaticString? {
    switch self {
    case .word, .linkPart, .number: nil
    case .officialLink: "<official-link>"
    case .companyLink: "<company-link>"
    case .shortLink: "<short-link>"
    case .freeHostLink: "<free-host-link>"
    case .lookAlikeLink: "<look-alike-link>"
    case .chatLink: "<chat-link>"
    case .otherLink: "<link>"
    case .email: "<email>"
    case .apk: "<apk>"
    case .ussd: "<ussd>"
    case .mobile: "<mobile>"
    case .landline: "<landline>"
    case .callCentre: "<call-centre>"
    case .foreignNumber: "<foreign-number>"
    case .account: "<account>"
    case .longNumber: "<long-number>"
    case .amount: "<amount>"
    case .percent: "<percent>"
    case .date: "<date>"
    case .time: "<time>"
    case .code: "<code>"
    }
  }
}

/// One piece of a normalised message: where its octets are, and what it is.
struct Token {
  var kind: TokenKind
  var start: Int32
  var end: Int32
  /// What it means, however it is written.
  var sense: WordSense
  /// `WordTable.hash` of its text.
  var hash: UInt64
}

/// A message reduced to what the model and the rules look at.
struct NormalizedText {
  /// The tokens' texts one after the other; the tokens say where each begins and ends.
  var octets: [UInt8] = []
  var tokens: [Token] = []
  var statistics = TextStatistics()

  /// The text of a token.
  func text(_ token: Token) -> String {
    String(decoding: octets[Int(token.start)..<Int(token.end)], as: UTF8.self)
  }

  /// The whole as readable text, a space between tokens.
  var text: String { tokens.map(text).joined(separator: " ") }

  /// How many tokens are of a kind.
  func count(_ kind: TokenKind) -> Int { Int(statistics.kinds[Int(kind.rawValue)]) }

  mutating func append(_ kind: TokenKind, _ text: some Sequence<UInt8>) {
    let start = Int32(octets.count)
    octets.append(contentsOf: text)
    close(kind, from: start)
  }

  mutating func append(placeholder kind: TokenKind) {
    guard let placeholder = kind.placeholder else { return }
    let start = Int32(octets.count)
    placeholder.withUTF8Buffer { octets.append(contentsOf: $0) }
    close(kind, from: start)
  }

  /// Takes the last token back.
  mutating func removeLast() {
    guard let last = tokens.popLast() else { return }
    octets.removeLast(octets.count - Int(last.start))
    statistics.kinds[Int(last.kind.rawValue)] &-= 1
  }

  /// Makes a token of what was appended to `octets` since `start`.
  mutating func close(_ kind: TokenKind, from start: Int32) {
    close(kind, from: start, hash: WordTable.hash(octets[Int(start)...]))
  }

  /// The same where the hash of those octets is known.
  mutating func close(_ kind: TokenKind, from start: Int32, hash: UInt64) {
    let sense = kind == .word ? WordSense(word: hash) : WordSense(kind, hash: hash)
    tokens.append(Token(kind: kind, start: start, end: Int32(octets.count), sense: sense, hash: hash))
    statistics.kinds[Int(kind.rawValue)] &+= 1
  }
}

/// Counts of a message before its words were normalised.
struct TextStatistics {
  var length = 0
  var letters = 0
  var capitals = 0
  var digits = 0
  var exclamations = 0
  var questions = 0
  /// A question mark after a link or a package: it is asked about.
  var asksAboutLink = false
  /// A question mark after a mobile number.
  var asksAboutNumber = false
  var symbols = 0
  /// Whether some of it stands in quotation marks, and more than a word or two.
  var hasQuotation = false
  /// Whether nearly all words have lost their vowels.
  var lacksVowels = false
  var disguised = 0
  var removed = 0
  /// By `TokenKind.rawValue`.
  var kinds = InlineArray<24, UInt16>(repeating: 0)
}
