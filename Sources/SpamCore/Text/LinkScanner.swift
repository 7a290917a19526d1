/// Links: with a scheme, with `www.`, or a bare host whose last label is a top-level domain.
extension Tokenizer {
  /// Hosts longer than this are cut (RFC 1035 §2.3.4 allows 255 octets).
  private static let maximumHost = 128
  private static let maximumPath = 256

  /// Consumes a link that starts here; false where there is none.
  mutating func scanLink() -> Bool {
    guard isWordStart || input[at].isLetter && !input[at - 1].isLetter, mayBeLink else { return false }
    let start = at
    let scheme = schemeLength
    let host = Host(input, from: start + scheme, limit: Self.maximumHost)
    guard host.isLink(afterScheme: scheme > 0, in: input) else { return false }
    at = host.end
    let path = consumePath()
    emit(host, path: path)
    return true
  }

  /// Whether a point, an `@` or a colon ends the first label: without one of them there is neither host nor scheme.
  private var mayBeLink: Bool {
    let limit = min(input.count, at + Self.maximumHost)
    var end = at
    while end < limit, Host.isLabelOctet(input[end]) { end += 1 }
    guard end < limit else { return end < input.count }
    return switch input[end] {
    case UInt8(ascii: "."), UInt8(ascii: "@"), UInt8(ascii: ":"): true
    default: false
    }
  }

  /// `http://`, `https://`, and the `hxxp` people make of it.
  private var schemeLength: Int {
    guard peek(0) | 0x20 == UInt8(ascii: "h") else { return 0 }
    var length = 1
    while length < 6, peek(length).isASCIILetter { length += 1 }
    guard length >= 4, length <= 5, peek(3) | 0x20 == UInt8(ascii: "p"), peek(length) == UInt8(ascii: ":") else {
      return 0
    }
    length += 1
    while length < 9, peek(length) == UInt8(ascii: "/") { length += 1 }
    return length
  }

  /// A path, query and port; `/hub:` and `/CS;` belong to the next word instead.
  private mutating func consumePath() -> Range<Int> {
    let start = at
    guard
      peek(0) == UInt8(ascii: "/") || peek(0) == UInt8(ascii: "?")
        || (peek(0) == UInt8(ascii: ":") && peek(1).isASCIIDigit && peek(5) == UInt8(ascii: "/"))
    else {
      return start..<start
    }
    var end = at
    while end < input.count, end - start < Self.maximumPath, Self.isPathOctet(input[end]) { end += 1 }
    if end < input.count, input[end] == UInt8(ascii: ":") || input[end] == UInt8(ascii: ";"), input[end - 1].isLetter {
      return start..<start
    }
    at = end
    return start..<end
  }

  private static func isPathOctet(_ octet: UInt8) -> Bool {
    if octet.isWordOctet { return true }
    return switch octet {
    case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "?"),
      UInt8(ascii: "="),
      UInt8(ascii: "&"), UInt8(ascii: "%"), UInt8(ascii: "#"), UInt8(ascii: "~"), UInt8(ascii: "+"), UInt8(ascii: "@"):
      true
    default: false
    }
  }

  private mutating func emit(_ host: Host, path: Range<Int>) {
    if host.isEmail {
      output.append(placeholder: .email)
      return
    }
    let domain = Domain(labels: host.labels.map { Array(input[$0]) })
    if domain.isPackageFile || pathEndsInPackage(path) { output.append(placeholder: .apk) }
    // The name of a file is no link.
    if !domain.isPackageFile { output.append(placeholder: domain.kind) }
    if domain.kind == .officialLink { return }
    emitParts(domain, path)
    emitMobile(in: path)
  }

  private func pathEndsInPackage(_ path: Range<Int>) -> Bool {
    path.count >= 4 && input[path].suffix(4).map(\.lowercased).elementsEqual(".apk".utf8)
  }

  /// The words of host and path: `hadiah`, `tri`, `care`, `.blogspot`.
  private mutating func emitParts(_ domain: Domain, _ path: Range<Int>) {
    var budget = 10
    for label in domain.ownLabels { emitPieces(of: label[...], &budget) }
    output.append(.linkPart, [UInt8(ascii: ".")] + domain.suffix)
    if domain.isCheap { output.append(.linkPart, "<cheap>".utf8) }
    emitPieces(of: input[path], &budget)
  }

  private mutating func emitPieces(of text: ArraySlice<UInt8>, _ budget: inout Int) {
    var piece: [UInt8] = []
    for octet in text + [0] {
      if octet.isLetter, piece.count < 32 {
        piece.append(octet.lowercased)
        continue
      }
      if piece.count >= 2, budget > 0 {
        output.append(.linkPart, piece)
        budget -= 1
      }
      piece.removeAll(keepingCapacity: true)
    }
  }

  /// `wa.me/62812…`: the number to write to.
  private mutating func emitMobile(in path: Range<Int>) {
    var number = ScannedNumber(start: path.lowerBound)
    for octet in input[path] {
      if octet.isASCIIDigit, number.digits.count < 24 {
        number.digits.append(octet)
      } else if !number.digits.isEmpty {
        if number.isMobile { break }
        number.digits.removeAll(keepingCapacity: true)
      }
    }
    if number.isMobile { output.append(placeholder: .mobile) }
  }
}

/// The host at the start of a possible link.
struct Host {
  private(set) var labels: [Range<Int>] = []
  private(set) var end: Int
  private(set) var isEmail = false
  private var isClosed = false

  init(_ input: [UInt8], from start: Int, limit: Int) {
    end = start
    var labelStart = start
    var index = start
    let stop = min(input.count, start + limit)
    while index < stop {
      let octet = input[index]
      if Self.isLabelOctet(octet) {
        index += 1
      } else if octet == UInt8(ascii: "."), index > labelStart, index + 1 < stop, input[index + 1].isWordOctet {
        labels.append(labelStart..<index)
        labelStart = index + 1
        index += 1
      } else if octet == UInt8(ascii: "@"), index > start, !isEmail, index + 1 < stop, input[index + 1].isWordOctet {
        isEmail = true
        labels.removeAll()
        labelStart = index + 1
        index += 1
      } else {
        break
      }
    }
    if index > labelStart { labels.append(labelStart..<index) }
    end = index
    cutNextSentence(input)
  }

  /// `www.hadiah.wordpress.com.Konfirmasi`: the next sentence, without a space before it.
  private mutating func cutNextSentence(_ input: [UInt8]) {
    guard labels.count > 2, let last = labels.last, !isEmail, !isPackage(last, input) else { return }
    func rank(_ label: Range<Int>) -> UInt32? {
      TopLevelDomain.words.value(WordTable.hash(input[label].lazy.map(\.lowercased)))
    }
    guard rank(last) == nil, let suffix = labels.dropFirst().lastIndex(where: { rank($0) == 1 }) else { return }
    labels.removeSubrange((suffix + 1)...)
    end = labels[suffix].upperBound
  }

  /// What a host's labels are written with.
  @inline(__always)
  static func isLabelOctet(_ octet: UInt8) -> Bool {
    octet.isASCIILetter || octet.isASCIIDigit || octet == UInt8(ascii: "-") || octet == UInt8(ascii: "_")
  }

  /// Whether this is a link at all; a bare host must end in a known top-level domain, and one that is also a word
  /// (`info`, `me`, `link`) must look like a host otherwise too.
  func isLink(afterScheme: Bool, in input: [UInt8]) -> Bool {
    guard let first = labels.first, let last = labels.last else { return false }
    if isWWW(first, in: input) { return labels.count >= 2 }
    // `info.www.example.com`: the first word is no part of it.
    guard !labels.dropFirst().contains(where: { isWWW($0, in: input) }) else { return false }
    if afterScheme { return first.count >= 2 || labels.count >= 2 }
    guard labels.count >= 2, labels[labels.count - 2].count >= 1 else { return false }
    switch TopLevelDomain.words.value(WordTable.hash(input[last].lazy.map(\.lowercased))) {
    case 1: return true
    case 2: return isEmail || hasPath(input) || looksWritten(input)
    case 4: return isEmail || hasPath(input) || looksWritten(input) || hasLongName(input)
    default: return isPackage(last, input)
    }
  }

  private func isWWW(_ label: Range<Int>, in input: [UInt8]) -> Bool {
    label.count == 3 && input[label].allSatisfy { $0 | 0x20 == UInt8(ascii: "w") }
  }

  private func hasPath(_ input: [UInt8]) -> Bool {
    end + 1 < input.count && input[end] == UInt8(ascii: "/")
      && (input[end + 1].isWordOctet || input[end + 1] == UInt8(ascii: "+"))
  }

  /// Digits, hyphens or several labels in the name, or all of it in small letters with a name of some length.
  private func looksWritten(_ input: [UInt8]) -> Bool {
    let name = input[labels[0].lowerBound..<labels[labels.count - 1].lowerBound]
    if name.contains(where: { $0.isASCIIDigit }) && name.contains(where: { $0.isASCIILetter }) { return true }
    return labels.count > 2 || name.contains(UInt8(ascii: "-"))
  }

  /// A single label that is no word to end a sentence with: `pinjamcair.top`, `plnpoin.top`, but not `mantap.top`.
  private func hasLongName(_ input: [UInt8]) -> Bool {
    guard labels.count == 2, labels[0].count >= 5 else { return false }
    return labels[0].count >= 8 || !LostWords.shared.isFrequent(input[labels[0]].map(\.lowercased)[...])
  }

  private func isPackage(_ label: Range<Int>, _ input: [UInt8]) -> Bool {
    input[label].map(\.lowercased).elementsEqual("apk".utf8)
  }
}
