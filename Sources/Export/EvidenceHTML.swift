import Digest
import Reporting

extension EvidenceBundle {
  /// A document to print on A4 or to read on a screen: one file, nothing loaded from anywhere.
  public func html(_ language: EvidenceLanguage) -> String {
    let words = Wording(language: language)
    let civil = Civil(minutesEastOfUTC: minutesEastOfUTC)
    let made = "\(civil.shown(createdAt)) · \(generator)"
    let count = words.of("\(items.count) pesan", items.count == 1 ? "1 message" : "\(items.count) messages")
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>\(words.title)</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      <main>
      <header>
      <h1>\(words.title)</h1>
      <p>\(count) · \(Escaping.html(made))</p>
      </header>
      \(items.map { $0.section(words, civil) }.joined(separator: "\n"))
      \(Self.identity(words))
      <footer>\(Escaping.html(words.footer))</footer>
      </main>
      </body>
      </html>

      """
  }

  private static func identity(_ words: Wording) -> String {
    let rows = words.blanks.map { "<tr><th scope=\"row\">\(Escaping.html($0))</th><td></td></tr>" }
    return """
      <section class="identity">
      <h2>\(Escaping.html(words.submitter))</h2>
      <table class="blanks">
      \(rows.joined(separator: "\n"))
      </table>
      </section>
      """
  }

  private static let style = """
    @page { size: A4; margin: 18mm 16mm 20mm;
      @bottom-right { content: counter(page) " / " counter(pages); font: 8pt Arial, sans-serif; color: #555; } }
    * { box-sizing: border-box; }
    html { font: 10.5pt/1.45 "Liberation Sans", Arial, Helvetica, sans-serif; color: #111; background: #e9e9e6; }
    body { margin: 0; }
    main { max-width: 210mm; margin: 8mm auto; padding: 16mm; background: #fff; }
    header { border-bottom: 1.5pt solid #111; margin-bottom: 6mm; }
    h1 { font-size: 18pt; line-height: 1.2; margin: 0 0 1mm; }
    h2 { font-size: 12pt; margin: 0 0 2mm; break-after: avoid; }
    header p { margin: 0 0 2mm; color: #444; }
    section { margin: 0 0 8mm; break-inside: avoid; }
    table { width: 100%; border-collapse: collapse; table-layout: fixed; }
    th, td { text-align: left; vertical-align: top; padding: 1.2mm 2mm 1.2mm 0; border-bottom: .4pt solid #bbb; }
    th { width: 44mm; font-weight: normal; color: #444; }
    td { overflow-wrap: anywhere; }
    tr { break-inside: avoid; }
    ul { margin: 0; padding-left: 4mm; }
    bdi { unicode-bidi: isolate; }
    .sms { white-space: pre-wrap; overflow-wrap: anywhere; border: .6pt solid #777; border-left: 3pt solid #a31515;
      padding: 3mm; margin: 0 0 3mm; font-size: 11pt; break-inside: avoid; break-after: avoid; }
    .sender { font-weight: bold; }
    .raw { font: 7.5pt/1.35 "Liberation Mono", "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; margin: 0 0 1mm; }
    .identity { margin-top: 10mm; }
    .blanks td { height: 9mm; border-bottom: .6pt solid #111; }
    .blanks th { border-bottom: 0; vertical-align: bottom; }
    .blanks tr:last-child td { height: 20mm; }
    footer { font-size: 8pt; color: #555; border-top: .4pt solid #bbb; padding-top: 2mm; }
    @media print {
      html, main { background: none; }
      main { max-width: none; margin: 0; padding: 0; }
    }
    @media screen and (max-width: 600px) { main { margin: 0; padding: 5mm; } th { width: 32mm; } }
    """
}

extension EvidenceItem {
  fileprivate func section(_ words: Wording, _ civil: Civil) -> String {
    let findings = findings
    var rows: [(String, String?)] = [
      (words.sender, "<span class=\"sender\"><bdi>\(Escaping.html(words.sender(of: self)))</bdi></span>"),
      (words.sent, sentAt.map { time in shown(civil.shown(time) + (sentAtText.map { " · \($0)" } ?? "")) }),
      (words.received, shown(civil.shown(receivedAt))),
      (words.centre, serviceCentre.map(shown)), (words.links, list(findings.links)),
      (words.numbers, list(findings.numbers)), (words.accounts, list(findings.accounts)),
    ]
    if let verdict {
      rows.append((words.rating, shown(words.rating(of: verdict))))
      rows.append((words.reasons, list(words.reasons(of: verdict))))
    }
    if let report {
      let text = report.text.map { "<br><bdi>\(Escaping.html($0))</bdi>" } ?? ""
      rows.append((words.report, shown(words.report(of: report, civil)) + text))
    }
    if !pdus.isEmpty { rows.append((words.raw, pdus.map(Self.raw).joined())) }
    let table = rows.compactMap { name, value in
      value.map { "<tr><th scope=\"row\">\(Escaping.html(name))</th><td>\($0)</td></tr>" }
    }
    let missing =
      partsPresent < partsTotal
      ? words.of(" (\(partsPresent) dari \(partsTotal) bagian)", " (\(partsPresent) of \(partsTotal) parts)") : ""
    return """
      <section>
      <h2>\(Escaping.html(words.text)) \(messageID)\(missing)</h2>
      <div class="sms"><bdi>\(Escaping.html(text ?? words.unreadable))</bdi></div>
      <table>
      \(table.joined(separator: "\n"))
      </table>
      </section>
      """
  }

  private func shown(_ text: String) -> String { "<bdi>\(Escaping.html(text))</bdi>" }

  /// Links are shown, never made to be clicked.
  private func list(_ texts: [String]) -> String? {
    texts.isEmpty ? nil : "<ul>" + texts.map { "<li>\(shown($0))</li>" }.joined() + "</ul>"
  }

  private static func raw(_ hex: String) -> String {
    "<p class=\"raw\">\(Escaping.html(hex))<br>SHA-256 \(SHA256.hex(of: hex.utf8))</p>"
  }
}

extension Wording {
  fileprivate var footer: String {
    of(
      "SHA-256 dihitung atas digit heksadesimal PDU seperti tercetak. Nomor pengirim SMS dapat dipalsukan; dokumen ini "
        + "mencatat apa yang diterima modem dan bukan tuduhan terhadap pemegang nomor.",
      "SHA-256 is computed over the hexadecimal digits of the PDU as printed. Senders of SMS can be forged; this document "
        + "records what a modem received and accuses nobody.")
  }
}
