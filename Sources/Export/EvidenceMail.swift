import Digest
import Reporting

extension EvidenceBundle {
  /// A mail to the operator, ready to be opened and sent (RFC 5322, RFC 2045): the text, the evidence as JSON and the raw
  /// PDUs attached. Without `sender` there is no `From`: the mail program fills it in (`X-Unsent`).
  public func mail(_ language: EvidenceLanguage, from sender: String? = nil) -> String {
    let words = Wording(language: language)
    let civil = Civil(minutesEastOfUTC: minutesEastOfUTC)
    let evidence = json()
    let identifier = String(SHA256.hex(of: evidence.utf8).prefix(32))
    // "=_" can stand in neither quoted-printable nor base64.
    let boundary = "=_pelapor_\(identifier)"
    var lines = ["X-Unsent: 1", "MIME-Version: 1.0", "Date: \(civil.rfc5322(createdAt))"]
    if let address = sender.flatMap(Mail.address) { lines.append("From: \(address)") }
    if let address = profile?.email.flatMap(Mail.address) { lines.append("To: \(address)") }
    lines.append("Subject: " + Mail.header(subject(words), after: "Subject: ".utf8.count))
    lines.append("Message-ID: <\(identifier)@pelapor.invalid>")
    lines += ["Content-Type: multipart/mixed;", " boundary=\"\(boundary)\"", ""]
    lines += ["--\(boundary)", "Content-Type: text/plain; charset=utf-8"]
    lines += ["Content-Transfer-Encoding: quoted-printable", ""]
    lines += [Mail.quotedPrintable(body(words, civil).joined(separator: "\n"))]
    lines += Mail.attachment(evidence, name: "evidence.json", type: "application/json", boundary: boundary)
    lines += Mail.attachment(rawPDUs, name: "pdu.txt", type: "text/plain; charset=us-ascii", boundary: boundary)
    lines += ["--\(boundary)--", ""]
    return lines.joined(separator: "\r\n")
  }

  private func subject(_ words: Wording) -> String {
    let senders = items.compactMap(\.shownSender).map(Escaping.line)
    let first = senders.first ?? words.of("pengirim tidak dikenal", "an unknown sender")
    let more = items.count > 1 ? words.of(" dan \(items.count - 1) lainnya", " and \(items.count - 1) more") : ""
    return words.of("Laporan SMS penipuan dari ", "Report of fraud SMS from ") + first.prefix(40) + more
  }

  private func body(_ words: Wording, _ civil: Civil) -> [String] {
    let greeting = words.of("Yth. Layanan Pelanggan,", "Dear customer service,")
    let blanks = words.blanks.prefix(4).map { "\($0): ____________________" }
    let attached = words.of(
      "Terlampir: data lengkap (evidence.json) dan data mentah SMS (pdu.txt).",
      "Attached: everything as data (evidence.json) and the raw SMS (pdu.txt).")
    return [greeting, ""] + chat(words, civil) + ["", attached, "", words.submitter] + blanks + [""]
  }

  private var rawPDUs: String {
    items.map { item in
      let pdus = item.pdus.map { "\($0)\nSHA-256 \(SHA256.hex(of: $0.utf8))\n" }
      return "message \(item.messageID)\n" + pdus.joined()
    }.joined(separator: "\n")
  }
}

/// What mails are made of.
enum Mail {
  /// A plain address (RFC 5322 §3.4.1, the forms without quotation); nil for anything that is none, or more.
  static func address(_ text: String) -> String? {
    let halves = text.split(separator: "@", omittingEmptySubsequences: false)
    guard halves.count == 2, text.utf8.count <= 254 else { return nil }
    let isAtom: (Substring, String) -> Bool = { half, others in
      let labels = half.split(separator: ".", omittingEmptySubsequences: false)
      return labels.allSatisfy { label in
        !label.isEmpty && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || others.contains($0)) }
      }
    }
    return isAtom(halves[0], "!#$%&'*+-/=?^_`{|}~") && isAtom(halves[1], "-") ? text : nil
  }

  /// The value of a header: as it is when it is short printable ASCII, else encoded words (RFC 2047), folded.
  static func header(_ text: String, after used: Int) -> String {
    let isPrintable = text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    if isPrintable, text.utf8.count + used <= 76, !text.contains("=?") { return text }
    var words: [String] = []
    var chunk: [UInt8] = []
    // 45 octets are 60 of base64; with "=?utf-8?B?" and "?=" 72, under the 75 of an encoded word.
    func finish() {
      if !chunk.isEmpty { words.append("=?utf-8?B?\(base64(chunk))?=") }
      chunk = []
    }
    for scalar in text.unicodeScalars {
      let octets = Array(String(scalar).utf8)
      if chunk.count + octets.count > (words.isEmpty ? 36 : 45) { finish() }
      chunk += octets
    }
    finish()
    return words.joined(separator: "\r\n ")
  }

  /// RFC 2045 §6.7: lines of at most 76 characters.
  static func quotedPrintable(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var result = ""
      var width = 0
      let octets = Array(line.utf8)
      for (index, octet) in octets.enumerated() {
        let piece = piece(octet, isFirst: width == 0, isLast: index == octets.count - 1)
        if width + piece.utf8.count > 75 {
          result += "=\r\n"
          width = 0
        }
        result += piece
        width += piece.utf8.count
      }
      return result
    }.joined(separator: "\r\n")
  }

  static func attachment(_ text: String, name: String, type: String, boundary: String) -> [String] {
    let encoded = Array(base64(Array(text.utf8)))
    let lines = stride(from: 0, to: encoded.count, by: 76).map { String(encoded[$0..<min($0 + 76, encoded.count)]) }
    return [
      "--\(boundary)", "Content-Type: \(type); name=\"\(name)\"", "Content-Transfer-Encoding: base64",
      "Content-Disposition: attachment; filename=\"\(name)\"", "",
    ] + lines
  }

  /// A space at the end of a line, a dot or `From` at its beginning do not survive every way of a mail.
  private static func piece(_ octet: UInt8, isFirst: Bool, isLast: Bool) -> String {
    let isPlain = (0x21...0x7E).contains(octet) && octet != UInt8(ascii: "=")
    let isSpace = octet == 0x20 && !isLast
    let isRisky = isFirst && (octet == UInt8(ascii: ".") || octet == UInt8(ascii: "F"))
    return (isPlain || isSpace) && !isRisky ? String(Unicode.Scalar(octet)) : "=" + hexadecimal(octet)
  }

  private static func hexadecimal(_ octet: UInt8) -> String {
    let digits = String(octet, radix: 16, uppercase: true)
    return digits.utf8.count == 1 ? "0" + digits : digits
  }

  /// RFC 4648 §4.
  static func base64(_ octets: [UInt8]) -> String {
    var result = ""
    for start in stride(from: 0, to: octets.count, by: 3) {
      let group = octets[start..<min(start + 3, octets.count)]
      let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << (8 * (3 - UInt32(group.count)))
      for index in 0..<4 {
        let value = Int(bits >> (18 - 6 * UInt32(index)) & 63)
        result.append(index <= group.count ? alphabet[value] : "=")
      }
    }
    return result
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
}
