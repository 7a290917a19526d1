/// What a word of a message is worth as evidence.
enum TokenWeight {
  /// A link or a bare host name.
  case link
  /// Five digits or more: a telephone, account or PIN number.
  case number
  /// Money, or any other digits.
  case amount
  /// A word like any other.
  case word

  init(of token: some StringProtocol) {
    let lowercased = token.lowercased()
    if Self.isLink(lowercased) {
      self = .link
      return
    }
    let digits = lowercased.utf8.count(where: Self.isDigit)
    if digits >= 5 && !lowercased.hasPrefix("rp") {
      self = .number
    } else if digits > 0 || lowercased == "rp" || lowercased == "rp." {
      self = .amount
    } else {
      self = .word
    }
  }

  private static func isDigit(_ octet: UInt8) -> Bool { octet >= 0x30 && octet <= 0x39 }

  /// A scheme, `www.`, a host and a path (`bit.ly/x`), or a host alone under a domain that such messages use: prose
  /// without a space after the full stop would otherwise look like one.
  private static func isLink(_ token: String) -> Bool {
    if token.contains("://") || token.contains("www.") { return true }
    let host = token.prefix { $0 != "/" && $0 != "?" }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, let top = labels.last, top.utf8.count >= 2 else { return false }
    guard host.endIndex < token.endIndex || frequentDomains.contains(String(top)) else { return false }
    let isHost = labels.allSatisfy { label in
      !label.isEmpty && label.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "-" || isDigitScalar($0) }
    }
    return isHost && top.unicodeScalars.allSatisfy { $0.properties.isAlphabetic }
  }

  private static let frequentDomains: Set<String> = [
    "app", "asia", "bet", "biz", "cc", "cf", "click", "club", "cn", "co", "com", "dev", "fun", "ga", "gg", "gq", "icu",
    "id", "info", "io", "link", "live", "ly", "me", "ml", "mobi", "net", "one", "online", "org", "page", "pro", "ru",
    "shop", "site", "space", "store", "tk", "to", "top", "tv", "us", "vip", "web", "win", "wiki", "work", "world",
    "xyz",
  ]

  private static func isDigitScalar(_ scalar: Unicode.Scalar) -> Bool { scalar.isASCII && isDigit(UInt8(scalar.value)) }
}
