import Numbering
import Reporting

extension EvidenceBundle {
  /// What to paste into the operator's chat assistant, and what to say on the telephone.
  public func text(_ language: EvidenceLanguage) -> String {
    let words = Wording(language: language)
    let civil = Civil(minutesEastOfUTC: minutesEastOfUTC)
    var lines = ["--- " + words.chatTitle(profile?.name) + " ---", ""]
    lines += chat(words, civil)
    lines += ["", "--- " + words.callTitle(profile?.callCentre) + " ---", ""]
    lines += call(words, civil)
    return lines.joined(separator: "\n") + "\n"
  }

  /// The message itself, without headings.
  func chat(_ words: Wording, _ civil: Civil) -> [String] {
    var lines = [
      words.of(
        "Saya ingin melaporkan SMS penipuan yang saya terima.", "I would like to report fraud SMS that I received.")
    ]
    for item in items {
      lines.append("")
      lines.append("\(words.sender): \(words.sender(of: item))")
      lines.append("\(words.received): \(words.moment(of: item, civil))")
      lines.append("\(words.text): \(item.text.map(Escaping.line) ?? words.unreadable)")
      let findings = item.findings
      for (name, found) in [
        (words.links, findings.links), (words.numbers, findings.numbers), (words.accounts, findings.accounts),
      ] where !found.isEmpty {
        lines.append("\(name): \(found.map(Escaping.line).joined(separator: ", "))")
      }
      if let report = item.report, report.state.mayHaveReachedDestination {
        lines.append("\(words.report): \(words.report(of: report, civil))")
      }
    }
    return lines + [
      "",
      words.of(
        "Mohon nomor dan tautan tersebut diperiksa dan ditindaklanjuti. Terima kasih.",
        "Please look into these numbers and links. Thank you."),
    ]
  }

  private func call(_ words: Wording, _ civil: Civil) -> [String] {
    var lines = [
      words.of(
        "\"Selamat siang, saya mau melaporkan SMS penipuan.\"", "\"Hello, I would like to report a fraud SMS.\"")
    ]
    for item in items {
      let sender = item.shownSender.map { Escaping.line($0) } ?? words.of("(tidak tersedia)", "(not available)")
      lines.append(
        words.of(
          "\"Pengirimnya \(Self.spoken(sender)), diterima \(words.moment(of: item, civil)).\"",
          "\"The sender is \(Self.spoken(sender)), received \(words.moment(of: item, civil)).\""))
      lines.append(
        words.of("\"Isinya: ", "\"It says: ") + (item.text.map { Self.beginning(of: Escaping.line($0)) } ?? "…") + "\"")
      if let report = item.report, report.state.mayHaveReachedDestination {
        lines.append(
          words.of(
            "\"Sudah saya laporkan lewat SMS ke \(Escaping.line(report.destination)): \(words.state(report.state)).\"",
            "\"I reported it by SMS to \(Escaping.line(report.destination)): \(words.state(report.state)).\""))
      }
    }
    return lines + [
      words.of(
        "Minta nomor tiket laporan dan catat: ______________", "Ask for a ticket number and note it: ______________"),
      words.of(
        "Jangan pernah menyebutkan PIN, kode OTP, atau kata sandi.",
        "Never tell anybody a PIN, a one-time code or a password."),
    ]
  }

  /// Digits in groups, as one reads them out.
  private static func spoken(_ sender: String) -> String {
    guard let number = MSISDN(sender) else { return sender }
    var groups: [Substring] = []
    var rest = number.national[...]
    while !rest.isEmpty {
      groups.append(rest.prefix(4))
      rest = rest.dropFirst(4)
    }
    return groups.joined(separator: "-")
  }

  private static func beginning(of text: String) -> String { text.count > 200 ? text.prefix(199) + "…" : text }
}

extension Wording {
  fileprivate func chatTitle(_ name: String?) -> String {
    let whose = name.map { " (\(Escaping.line($0)))" } ?? ""
    return of("Untuk ditempel di chat operator\(whose)", "To paste into the operator's chat\(whose)")
  }

  fileprivate func callTitle(_ number: String?) -> String {
    let number = number.map(Escaping.line)
    return of(
      "Untuk dibacakan saat menelepon \(number ?? "pusat layanan operator")",
      "To say when calling \(number ?? "the operator's call centre")")
  }
}
