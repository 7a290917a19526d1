import Numbering

/// What a fraudulent text wants people to use: candidates for a person to look at, never reported by themselves.
public struct Findings: Sendable, Hashable {
  /// Links and host names, as written.
  public private(set) var links: [String] = []
  /// Indonesian mobile numbers, as `08…`.
  public private(set) var numbers: [String] = []
  /// Other digits as long as an account number, without their punctuation.
  public private(set) var accounts: [String] = []

  /// Looks through a text; each finding once, in the order of the text.
  public init(in text: String) {
    var rest: [Substring] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      if let link = Self.link(in: word) {
        Self.append(link, to: &links)
        rest.append(" | ")
      } else {
        rest.append(word)
      }
    }
    for run in Self.digitRuns(in: rest.joined(separator: " ")) { take(run) }
  }

  /// Account numbers of Indonesian banks have 10 to 16 digits.
  private static let accountDigits = 10...16
  private static let limit = 50

  private mutating func take(_ run: String) {
    if let number = MSISDN(run) { return Self.append(number.national, to: &numbers) }
    let digits = run.filter(\.isNumber)
    if Self.accountDigits.contains(digits.utf8.count) { Self.append(digits, to: &accounts) }
  }

  private static func append(_ finding: String, to list: inout [String]) {
    if list.count < limit, !list.contains(finding) { list.append(finding) }
  }

  /// Digits with the punctuation people put between them; a space joins only groups of three digits or more and a
  /// country code, so that "2 0812…" stays two things.
  private static func digitRuns(in text: String) -> [String] {
    var runs: [String] = []
    var run = ""
    for character in text + " " {
      if character.isASCII, character.isNumber || (character == "+" && run.isEmpty) {
        run.append(character)
      } else if "-. ".contains(character), !run.isEmpty, run.last?.isNumber == true,
        character != " " || run == "62" || run == "+62" || run.reversed().prefix(while: \.isNumber).count >= 3
      {
        run.append(character)
      } else {
        runs.append(run)
        run = ""
      }
    }
    runs.append(run)
    return runs.flatMap(pieces)
  }

  /// A run that is no number as a whole may be several with spaces between them.
  private static func pieces(of run: String) -> [String] {
    var run = run[...]
    while let last = run.last, !last.isNumber { run.removeLast() }
    if MSISDN(run) != nil || accountDigits.contains(run.count(where: \.isNumber)) { return [String(run)] }
    return run.split(separator: " ").map(String.init)
  }

  private static func link(in word: Substring) -> String? {
    let opening = "\"'(<[{“‘,.:;!?*"
    var word = word
    while let first = word.first, opening.contains(first) { word.removeFirst() }
    while let last = word.last, "\"')>]},.:;!?”’*".contains(last) { word.removeLast() }
    // "klik:bit.ly/x", "klik>>https://x"
    if let scheme = word.lowercased().firstRange(of: "://") {
      let lowered = word.lowercased()
      let before = lowered[..<scheme.lowerBound].reversed().prefix { $0.isLetter }.count
      let start = lowered.distance(from: lowered.startIndex, to: scheme.lowerBound) - before
      return String(word.dropFirst(max(0, start)))
    }
    if let colon = word.firstIndex(where: { ":=>".contains($0) }),
      let tail = link(in: word[word.index(after: colon)...])
    {
      return tail
    }
    return isHost(word) ? String(word) : nil
  }

  private static func isHost(_ word: Substring) -> Bool {
    let host = word.prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ":" }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.count <= 10, let top = labels.last, (2...18).contains(top.count),
      top.allSatisfy(\.isLetter)
    else { return false }
    let isWritten = labels.allSatisfy { label in
      !label.isEmpty && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    }
    // Prose without a space after the full stop is no host.
    let isPlain = host.endIndex < word.endIndex || labels[0].lowercased() == "www"
    return isWritten && (isPlain || Self.domains.contains(top.lowercased()))
  }

  private static let domains: Set<String> = [
    "app", "asia", "biz", "cc", "click", "club", "co", "com", "dev", "fun", "id", "info", "io", "link", "live", "ly",
    "me", "net", "online", "org", "page", "pro", "ru", "shop", "site", "space", "store", "tk", "to", "top", "vip",
    "web", "win", "work", "world", "xyz",
  ]
}
