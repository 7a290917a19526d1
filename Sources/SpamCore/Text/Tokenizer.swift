/// Cuts folded text into typed tokens and normalised words, in one pass that never looks further ahead than a bound.
///
/// Links, numbers, USSD and codes are recognised before any leet folding, so that `50rb` stays an amount and
/// `8JF2177` a code while `h4diah` becomes a word.
struct Tokenizer {
  let input: [UInt8]
  var at = 0
  var output = NormalizedText()
  /// Index in `output.tokens` after which an account number is likely: the last bank name or word for an account.
  var accountContext = -100
  /// Likewise the last `PIN`, `kode`, `OTP`.
  var codeContext = -100
  /// Index in `output.tokens` after the last name of a bank whose account numbers have ten digits.
  var tenDigitBank = -100

  /// Normalises a whole message.
  static func normalize(_ text: String) -> NormalizedText {
    let folded = FoldedText(text)
    let octets = JoinedWords.parting(SpacedLetters.closingUp(folded.octets))
    let lost = LostVowels.extent(in: octets)
    var tokenizer = Tokenizer(input: lost == .nothing ? octets : LostVowels.restored(octets))
    tokenizer.output.statistics.lacksVowels = lost == .nearlyAll
    tokenizer.output.statistics.disguised = folded.disguised
    tokenizer.output.statistics.removed = folded.removed
    tokenizer.output.statistics.symbols = folded.symbols
    tokenizer.run()
    return tokenizer.output
  }

  private init(input: [UInt8]) {
    self.input = input
    output.octets.reserveCapacity(input.count + 64)
    output.tokens.reserveCapacity(input.count / 4 + 8)
  }

  private mutating func run() {
    countCharacters()
    while at < input.count {
      let octet = input[at]
      if octet.isLetter {
        if !scanLink() { scanWord() }
      } else if octet.isASCIIDigit {
        if !scanLink() { scanNumber() }
      } else {
        switch octet {
        case UInt8(ascii: "*"), UInt8(ascii: "#"):
          if !scanUSSD() { at += 1 }
        case UInt8(ascii: "+"), UInt8(ascii: "("):
          if peek(1).isASCIIDigit
            || (octet == UInt8(ascii: "(") && peek(1) == UInt8(ascii: "+") && peek(2).isASCIIDigit)
          {
            scanNumber()
          } else {
            at += 1
          }
        case UInt8(ascii: "$"), UInt8(ascii: "@"), UInt8(ascii: "!"):
          // `$elamat`, `@nda`: a sign in place of a first letter.
          if octet == UInt8(ascii: "@"), scanHandle() { break }
          if isWordStart, scanDisguisedWord() { break }
          if isWordStart, peek(1).isASCIILetter, peek(2).isASCIILetter { scanWord() } else { at += 1 }
        case UInt8(ascii: "."):
          // `Foto(1).apk`: as files are called that came twice.
          if at > 0, input[at - 1] == UInt8(ascii: ")"),
            input[at...].prefix(4).map(\.lowercased).elementsEqual(".apk".utf8),
            !peek(4).isWordOctet
          {
            output.append(placeholder: .apk)
            at += 4
          } else {
            at += 1
          }
        case UInt8(ascii: "?"):
          if hasLink { output.statistics.asksAboutLink = true }
          if output.count(.mobile) > 0 { output.statistics.asksAboutNumber = true }
          at += 1
        default: at += 1
        }
      }
    }
  }

  /// Whether a package, or a link that is not an official one, came before.
  private var hasLink: Bool {
    output.count(.apk) + output.count(.otherLink) + output.count(.shortLink) + output.count(.freeHostLink)
      + output.count(.lookAlikeLink) + output.count(.chatLink) > 0
  }

  /// Octets in quotation marks from which on they quote rather than name something.
  private static let shortestQuotation = 28

  private mutating func countCharacters() {
    output.statistics.length = input.count
    var opening: Int?
    var openingApostrophe: Int?
    for (index, octet) in input.enumerated() {
      if octet.isLetter {
        output.statistics.letters += 1
        if octet.isUppercase { output.statistics.capitals += 1 }
      } else if octet.isASCIIDigit {
        output.statistics.digits += 1
      } else if octet == UInt8(ascii: "!") {
        // `h@d!@h`: a letter.
        let next = index + 1 < input.count ? input[index + 1] : 0
        let isLetter = next.isWordOctet || next == UInt8(ascii: "@") || next == UInt8(ascii: "$")
        if !isLetter { output.statistics.exclamations += 1 }
      } else if octet == UInt8(ascii: "?") {
        output.statistics.questions += 1
      } else if octet == UInt8(ascii: "\"") {
        if let start = opening, index - start > Self.shortestQuotation { output.statistics.hasQuotation = true }
        opening = opening == nil ? index : nil
      } else if octet == UInt8(ascii: "'") {
        // `papa dapat sms 'uangnya ditransfer ke …' tadi`, but not the one within `Jum'at`.
        let isInWord =
          index > 0 && input[index - 1].isWordOctet && index + 1 < input.count && input[index + 1].isWordOctet
        if isInWord { continue }
        if let start = openingApostrophe {
          if index - start > Self.shortestQuotation { output.statistics.hasQuotation = true }
          openingApostrophe = nil
        } else if index + 1 < input.count, input[index + 1] != UInt8(ascii: " ") {
          openingApostrophe = index
        }
      }
    }
  }

  /// The octet `offset` places ahead; a space past the end.
  @inline(__always)
  func peek(_ offset: Int) -> UInt8 {
    at + offset < input.count ? input[at + offset] : UInt8(ascii: " ")
  }

  @inline(__always)
  var isWordStart: Bool { at == 0 || !input[at - 1].isWordOctet }

  /// Whether the last bank name or word for an account was among the last `distance` tokens.
  func expectsAccount(within distance: Int) -> Bool { output.tokens.count - accountContext <= distance }

  /// Whether `PIN`, `kode` or the like was among the last few tokens.
  var expectsCode: Bool { output.tokens.count - codeContext <= 3 }

  /// `telegram @hrd_tugas`, `dm @toko.resmi`: somebody to write to elsewhere, where the word before or an underscore says so.
  private mutating func scanHandle() -> Bool {
    guard isWordStart, peek(1).isASCIILetter else { return false }
    var end = at + 1
    var isMarked = output.tokens.last.map { Self.messengers.value($0.hash) != nil } ?? false
    while end < input.count, end - at < 33 {
      let octet = input[end]
      if octet == UInt8(ascii: "_") {
        isMarked = true
      } else if octet == UInt8(ascii: "."), end + 1 < input.count, input[end + 1].isASCIILetter {
        // A point within the name.
      } else if !octet.isASCIILetter && !octet.isASCIIDigit {
        break
      }
      end += 1
    }
    guard isMarked, end - at >= 5, end == input.count || input[end] != UInt8(ascii: "@") else { return false }
    output.append(placeholder: .chatLink)
    var piece: [UInt8] = []
    for octet in input[at + 1..<end] + [0] {
      if octet.isASCIILetter {
        piece.append(octet.lowercased)
      } else {
        if piece.count >= 2 { output.append(.linkPart, piece) }
        piece.removeAll(keepingCapacity: true)
      }
    }
    at = end
    return true
  }

  private static let messengers = WordTable(sets: [(1, "telegram tele dm line")])

  /// `*363#`, `*886*10000*083139195872#`; a mobile number inside one counts as that too (call forwarding).
  private mutating func scanUSSD() -> Bool {
    var end = at + 1
    var digits = 0
    var runStart = end
    var mobile = false
    while end < input.count, end - at < 64 {
      let octet = input[end]
      if octet.isASCIIDigit {
        digits += 1
      } else if octet == UInt8(ascii: "*") || octet == UInt8(ascii: "#") {
        if end - runStart >= 10, input[runStart] == UInt8(ascii: "0") || input[runStart] == UInt8(ascii: "6") {
          mobile = true
        }
        runStart = end + 1
        if octet == UInt8(ascii: "#"), digits > 0 {
          end += 1
          break
        }
      } else if !octet.isASCIILetter {
        break
      }
      end += 1
    }
    guard digits >= 2, input[end - 1] == UInt8(ascii: "#") else { return false }
    output.append(placeholder: .ussd)
    if mobile { output.append(placeholder: .mobile) }
    at = end
    return true
  }
}

/// The text as the model reads it.
public enum TextNormalizer {
  /// Words spelt out, disguises removed, links and numbers replaced by their kind: for people who ask why.
  public static func normalized(_ text: String) -> String { Tokenizer.normalize(text).text }
}
