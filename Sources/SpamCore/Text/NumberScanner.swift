/// Numbers: telephone numbers, account numbers, amounts, dates, times, codes.
extension Tokenizer {
  /// Digits kept of one number; longer ones are cut there.
  private static let maximumDigits = 24

  mutating func scanNumber() {
    let number = collectNumber()
    if let unit = unitAfter(number) {
      emit(number, unit: unit)
      return
    }
    if number.isFollowedByLetters {
      scanMixed(from: number.start)
      return
    }
    classify(number)
  }

  private mutating func collectNumber() -> ScannedNumber {
    var number = ScannedNumber(start: at)
    if input[at] == UInt8(ascii: "(") { at += 1 }
    if peek(0) == UInt8(ascii: "+") {
      number.hasPlus = true
      at += 1
    }
    collectGroup(&number)
    while number.digits.count < Self.maximumDigits, let gap = groupGap(number) {
      number.separators.insert(gap.kind)
      at += gap.length
      collectGroup(&number)
    }
    number.isFollowedByLetters = peek(0).isASCIILetter
    return number
  }

  /// One group of digits, with the `xxx` somebody masked the last ones with.
  private mutating func collectGroup(_ number: inout ScannedNumber) {
    var count = 0
    while at < input.count, number.digits.count < Self.maximumDigits {
      let octet = input[at]
      if octet.isASCIIDigit {
        number.digits.append(octet)
      } else if number.digits.count >= 4 || number.isMobilePrefix, isMask(at) {
        number.digits.append(UInt8(ascii: "9"))
        number.isMasked = true
      } else {
        break
      }
      count += 1
      at += 1
    }
    number.groups.append(count)
  }

  private func isMask(_ index: Int) -> Bool {
    func mask(_ i: Int) -> Bool {
      i < input.count && (input[i] | 0x20 == UInt8(ascii: "x") || input[i] == UInt8(ascii: "*"))
    }
    guard mask(index) else { return false }
    return mask(index + 1) || mask(index - 1)
  }

  /// The separator before a further group of the same number, nil where the number ends.
  private func groupGap(_ number: ScannedNumber) -> (length: Int, kind: ScannedNumber.Separator)? {
    let first = peek(0)
    switch first {
    case UInt8(ascii: "."), UInt8(ascii: ","):
      return digitOrMask(1)
        ? (1, .point)
        : (first == UInt8(ascii: ".") && peek(1) == UInt8(ascii: " ") && continues(number, 2)) ? (2, .space) : nil
    case UInt8(ascii: "-"):
      if digitOrMask(1) { return (1, .dash) }
      return peek(1) == UInt8(ascii: " ") && continues(number, 2) ? (2, .dash) : nil
    case UInt8(ascii: "/"):
      return number.digits.count <= 4 && peek(1).isASCIIDigit && !number.separators.contains(.space) ? (1, .slash) : nil
    case UInt8(ascii: ":"):
      return number.groups.last ?? 0 <= 2 && number.digits.count <= 4 && peek(1).isASCIIDigit ? (1, .colon) : nil
    case UInt8(ascii: ")"):
      return peek(1).isASCIIDigit
        ? (1, .dash) : (peek(1) == UInt8(ascii: " ") && peek(2).isASCIIDigit) ? (2, .dash) : nil
    case UInt8(ascii: " "):
      if continues(number, 1) { return (1, .space) }
      return peek(1) == UInt8(ascii: "-") && continues(number, peek(2) == UInt8(ascii: " ") ? 3 : 2)
        ? (peek(2) == UInt8(ascii: " ") ? 3 : 2, .dash) : nil
    default:
      return nil
    }
  }

  private func digitOrMask(_ offset: Int) -> Bool {
    peek(offset).isASCIIDigit || (peek(offset) | 0x20 == UInt8(ascii: "x") && isMask(at + offset))
  }

  /// Whether digits after a space still belong to the number: only telephone and account numbers are set so.
  private func continues(_ number: ScannedNumber, _ offset: Int) -> Bool {
    guard digitOrMask(offset) else { return false }
    var group = 0
    while group < 12, digitOrMask(offset + group) { group += 1 }
    let next = peek(offset + group)
    if next.isASCIILetter || next == UInt8(ascii: ":") || next == UInt8(ascii: "%") { return false }
    let total = number.digits.count
    // `62 813 …`, `0 8 1 3 …`: the beginning of a mobile number stands apart.
    if peek(offset) == UInt8(ascii: "8"), number.isCut(before: group) { return true }
    if number.looksLikeTelephone, !expectsAccount(within: 6) || number.looksLikeMobile {
      // Digits by themselves tell where a number ends no better than its length does.
      let longest = group == 1 && number.groups.last == 1 ? 13 : 11
      return total < longest && total + group <= 14 && (total >= 2 || number.hasPlus)
    }
    return number.groups[0] >= 3 && total + group <= 18 && !number.separators.contains(.slash)
      && (expectsAccount(within: 6) || accountEnds(after: number, offset))
  }

  /// Whether the groups of digits from there on end before the name of a bank: `9017 8967 1163 seabank`.
  private func accountEnds(after number: ScannedNumber, _ offset: Int) -> Bool {
    var digits = number.digits.count
    var end = offset
    while digits <= 18, end - offset < 30 {
      if peek(end).isASCIIDigit {
        digits += 1
      } else if !peek(end + 1).isASCIIDigit || peek(end) != UInt8(ascii: " ") && peek(end) != UInt8(ascii: "-") {
        break
      }
      end += 1
    }
    return (10...18).contains(digits) && bankFollows(end)
  }

  /// A unit written right after the number or after one space.
  private func unitAfter(_ number: ScannedNumber) -> (kind: NumberUnit, length: Int)? {
    guard number.digits.count <= 12, !number.looksLikeTelephone || number.digits.count <= 6 else { return nil }
    if peek(0) == UInt8(ascii: "%") { return (.percent, 1) }
    let gap = peek(0) == UInt8(ascii: " ") ? 1 : 0
    var length = 0
    var hash = Hashing.start
    while length <= 8, peek(gap + length).isASCIILetter {
      hash = Hashing.add(peek(gap + length).lowercased, to: hash)
      length += 1
    }
    guard length > 0, length <= 8, !peek(gap + length).isASCIIDigit else { return nil }
    // `3m@k`: a word in signs and digits.
    if number.digits.count == 1, gap == 0, peek(length) == UInt8(ascii: "@") || peek(length) == UInt8(ascii: "$") {
      return nil
    }
    switch NumberUnit.words.value(Hashing.finish(hash) | 1) {
    case 1: return (.money, gap + length)
    case 2: return gap == 0 && number.digits.count <= 4 ? (.money, length) : nil
    case 4: return gap == 0 ? (.quantity, 0) : nil
    default: return nil
    }
  }

  private mutating func emit(_ number: ScannedNumber, unit: (kind: NumberUnit, length: Int)) {
    switch unit.kind {
    case .money: output.append(placeholder: .amount)
    case .percent: output.append(placeholder: .percent)
    case .quantity: appendNumber(digits: number.digits.count)
    }
    at += unit.length
  }

  /// `8JF2177`, `2dari`, `3care`, `0nline`: letters right after digits.
  private mutating func scanMixed(from start: Int) {
    at = start
    if scanDisguisedWord() { return }
    while at < input.count, !input[at].isASCIIDigit { at += 1 }
    var octets: [UInt8] = []
    while at < input.count, octets.count < Self.maximumWord, input[at].isASCIILetter || input[at].isASCIIDigit {
      octets.append(input[at].lowercased)
      at += 1
    }
    if let known = Leet.knownWord(octets) {
      append(word: known[...])
      return
    }
    let digits = octets.prefix { $0.isASCIIDigit }.count
    let rest = octets.dropFirst(digits)
    if rest.count >= 3, digits <= 2, !rest.contains(where: \.isASCIIDigit), !expectsCode, !Self.leetWords(octets) {
      appendNumber(digits: digits)
      append(word: rest)
    } else {
      emitMixed(octets)
    }
  }

  /// `0nline`, `4nda`, `1nfo`: one leading digit that reads as the vowel the rest lacks.
  private static func leetWords(_ octets: [UInt8]) -> Bool {
    guard octets.count >= 4, !octets[1].isASCIIDigit, !octets[1].isVowel else { return false }
    return switch octets[0] {
    case UInt8(ascii: "0"), UInt8(ascii: "4"): true
    case UInt8(ascii: "1"): !octets[2].isVowel && !octets[2].isASCIIDigit
    default: false
    }
  }

  mutating func appendNumber(digits: Int) {
    output.append(.number, [UInt8(ascii: "#"), UInt8(ascii: "0") + UInt8(min(max(digits, 1), 9))])
  }

  private mutating func classify(_ number: ScannedNumber) {
    let kind = kind(of: number)
    if kind == .number { appendNumber(digits: number.digits.count) } else { output.append(placeholder: kind) }
  }

  private func kind(of number: ScannedNumber) -> TokenKind {
    let count = number.digits.count
    if number.isMobile { return isTenDigitAccount(number) ? .account : .mobile }
    if number.hasPlus, count >= 8 { return .foreignNumber }
    if number.separators.contains(.slash) { return count <= 8 ? .date : .longNumber }
    if number.separators.contains(.colon) { return .time }
    if number.isDate { return .date }
    if number.isClockTime { return .time }
    if followsCurrency { return .amount }
    if number.isCallCentre { return .callCentre }
    // Banks have telephones too, and these are set in another way than their accounts.
    if number.isLandline, number.isSetAsLandline { return .landline }
    // A further telephone number, without its area code.
    if count <= 8, output.tokens.last?.kind == .mobile { return .longNumber }
    if count >= 8, count <= 20, expectsAccount(within: 7), accountContext >= codeContext { return .account }
    if count >= 10, count <= 18, bankFollows(0) { return .account }
    if number.isThousands { return .amount }
    if number.isLandline { return .landline }
    if count >= 10 || (count >= 8 && number.separators.contains(.dash)) { return .longNumber }
    if expectsCode, count >= 4 { return .code }
    return .number
  }

  /// `1410029938471 mandiri`: the bank after the number, at most one sign and a space between.
  private func bankFollows(_ end: Int) -> Bool {
    var offset = end
    while offset < end + 3, !peek(offset).isASCIILetter { offset += 1 }
    var hash = Hashing.start
    var length = 0
    while length <= 10, peek(offset + length).isASCIILetter {
      hash = Hashing.add(peek(offset + length).lowercased, to: hash)
      length += 1
    }
    return Self.banks.value(Hashing.finish(hash) | 1) != nil
  }

  private static let banks = WordTable(sets: [
    (
      1,
      "bca bni bri btn bsi mandiri danamon cimb permata mega panin muamalat btpn jenius jago seabank bjb blu ocbc bsm bukopin bank"
    )
  ])

  /// `BNI 0887 221 990`: ten digits right after such a bank are its account, though mobile numbers begin so too.
  private func isTenDigitAccount(_ number: ScannedNumber) -> Bool {
    number.digits.count == 10 && !number.hasPlus && output.tokens.count - tenDigitBank <= 1
  }

  /// The token before is `Rp` or `IDR`.
  private var followsCurrency: Bool {
    guard let last = output.tokens.last, last.kind == .word, last.end - last.start <= 3 else { return false }
    let text = output.octets[Int(last.start)..<Int(last.end)]
    return text.elementsEqual("rp".utf8) || text.elementsEqual("idr".utf8)
  }
}

/// What is written after a number.
enum NumberUnit {
  case money, percent, quantity

  /// 1: money, also after a space; 2: money when attached; 4: a quantity when attached (the unit stays a word).
  static let words = WordTable(sets: [
    (1, "rb ribu rbu rban ribuan jt juta jta jutaan jtan miliar milyar miliard milyard"),
    (2, "k m jtrupiah t"),
    (
      4,
      """
      gb mb kb gbps mbps hr hari bln bulan thn tahun th menit mnt mnit jam sms x kg km cm gr pcs unit lt mg wib kali \
      dtk detik org orang unt yunit am pm s d an ps mgg minggu rd st nd
      """
    ),
  ])
}

/// A number as it was written.
struct ScannedNumber {
  struct Separator: OptionSet {
    let rawValue: UInt8
    static let point = Self(rawValue: 1)
    static let dash = Self(rawValue: 2)
    static let slash = Self(rawValue: 4)
    static let colon = Self(rawValue: 8)
    static let space = Self(rawValue: 16)
  }

  let start: Int
  var digits: [UInt8] = []
  var groups: [Int] = []
  var separators: Separator = []
  var hasPlus = false
  var isMasked = false
  var isFollowedByLetters = false

  init(start: Int) {
    self.start = start
    digits.reserveCapacity(24)
  }

  private func starts(_ prefix: StaticString) -> Bool {
    prefix.withUTF8Buffer { digits.starts(with: $0) }
  }

  /// So far it could become a telephone number.
  var looksLikeTelephone: Bool { hasPlus || starts("0") || starts("628") }

  /// So far it could become a mobile number.
  var looksLikeMobile: Bool { hasPlus || starts("08") || starts("628") }

  /// `08…`, `628…`, `+628…`, `00628…`, `001628…` (an operator's international prefix), 10–13 digits in the national form.
  var isMobile: Bool {
    guard !separators.contains(.slash), !separators.contains(.colon) else { return false }
    for (prefix, removed) in [("08", 0), ("628", 1), ("00628", 3), ("001628", 4), ("6208", 2)] as [(StaticString, Int)]
    where starts(prefix) {
      // 080…: numbers of services, which cost something or nothing.
      let isService = digits.count > removed + 2 && digits[removed + 2] == UInt8(ascii: "0")
      return !isService && (10 - (isMasked ? 3 : 0)...13).contains(digits.count - removed)
    }
    return false
  }

  /// `62` or `0` and nothing more, before a group of so many digits that begins with 8.
  func isCut(before group: Int) -> Bool {
    group >= 3 ? digits.elementsEqual("62".utf8) : group == 1 && digits.elementsEqual("0".utf8)
  }

  /// `08` and nothing more.
  var isMobilePrefix: Bool { digits.count >= 2 && starts("08") }

  /// `0411 859171`, `021-5297777`: an area code and the rest.
  var isSetAsLandline: Bool { groups.count == 2 && (3...4).contains(groups[0]) && (6...8).contains(groups[1]) }

  var isLandline: Bool {
    guard starts("0"), !starts("00"), digits.count >= 9, digits.count <= 12 else { return false }
    return digits[1] >= UInt8(ascii: "2") && digits[1] != UInt8(ascii: "8")
  }

  /// `1500888`, `14045`, `0-800-…`, `0804…`.
  var isCallCentre: Bool {
    (starts("1500") && (6...7).contains(digits.count) && !isThousands) || (starts("140") && digits.count == 5)
      || (starts("0800") || starts("0804") || starts("0807")) && digits.count <= 11
  }

  var isDate: Bool {
    guard groups.count == 3, separators == .dash || separators == .point else { return false }
    return (groups[0] <= 2 && groups[1] <= 2 && (groups[2] == 2 || groups[2] == 4))
      || (groups[0] == 4 && groups[1] <= 2 && groups[2] <= 2)
  }

  var isClockTime: Bool {
    // `00.00-04.00`
    if groups.count == 4, separators == [.point, .dash], groups.allSatisfy({ $0 <= 2 }) { return true }
    guard groups.count == 2, separators == .point, groups[0] <= 2, groups[1] == 2 else { return false }
    return groups[0] == 1 || digits[0] <= UInt8(ascii: "2")
  }

  /// `27.500`, `1.250.000`, `1,000`.
  var isThousands: Bool {
    groups.count >= 2 && groups[0] <= 3 && groups.dropFirst().allSatisfy { $0 == 3 } && separators == .point
      && !starts("0")
  }
}
