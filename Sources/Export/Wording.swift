import Numbering
import Reporting

/// The language of what people read; the machine-readable formats are the same in both.
public enum EvidenceLanguage: String, Sendable, CaseIterable {
  case indonesian = "id"
  case english = "en"
}

/// Words of the evidence in both languages.
struct Wording {
  let language: EvidenceLanguage

  /// One of the two.
  func of(_ indonesian: String, _ english: String) -> String {
    switch language {
    case .indonesian: indonesian
    case .english: english
    }
  }

  var title: String { of("Bukti SMS Penipuan", "Evidence of fraud SMS") }
  var sender: String { of("Pengirim", "Sender") }
  var text: String { of("Isi SMS", "Text of the SMS") }
  var sent: String { of("Waktu kirim (SMSC)", "Sent (service centre)") }
  var received: String { of("Waktu diterima", "Received") }
  var centre: String { of("Pusat layanan (SMSC)", "Service centre") }
  var links: String { of("Tautan di dalam SMS", "Links in the text") }
  var numbers: String { of("Nomor HP di dalam SMS", "Mobile numbers in the text") }
  var accounts: String { of("Nomor lain/rekening di dalam SMS", "Other numbers or accounts in the text") }
  var reasons: String { of("Alasan dinilai penipuan", "Why it was found to be fraud") }
  var rating: String { of("Penilaian otomatis", "Automatic rating") }
  var report: String { of("Laporan lewat SMS", "Report by SMS") }
  var raw: String { of("Data mentah (PDU)", "Raw data (PDU)") }
  var submitter: String {
    of("Identitas pelapor (diisi oleh pelapor)", "Who submits this (to be filled in by hand)")
  }
  var unreadable: String {
    of("(isi tidak tersedia: sudah dihapus atau tidak terbaca)", "(no text: it was removed, or could not be read)")
  }
  var blanks: [String] {
    [
      of("Nama lengkap", "Full name"), of("Nomor telepon", "Telephone"), of("E-mail", "E-mail"),
      of("Alamat", "Address"), of("Tempat, tanggal", "Place, date"), of("Tanda tangan", "Signature"),
    ]
  }

  func form(_ form: SenderForm) -> String {
    switch form {
    case .mobile: of("nomor seluler Indonesia", "Indonesian mobile number")
    case .landline: of("telepon tetap", "fixed line")
    case .shortCode: of("nomor layanan pendek", "service number")
    case .alphanumeric: of("nama, bukan nomor", "a name, no number")
    case .foreign: of("nomor luar negeri", "foreign number")
    case .unknown: of("bentuk tidak dikenal", "of an unknown form")
    }
  }

  func label(_ label: String) -> String {
    switch label {
    case "fraud": of("penipuan", "fraud")
    case "grey": of("tawaran tidak diinginkan", "unwanted offer")
    case "promo": of("promosi", "advertising")
    case "ham": of("pesan biasa", "ordinary message")
    case _: label
    }
  }

  func state(_ state: ReportState) -> String {
    switch state {
    case .awaitingReview: of("menunggu keputusan petugas", "waits for a person's decision")
    case .dryRun: of("disusun sebagai percobaan, tidak dikirim", "composed on trial, not sent")
    case .queued: of("menunggu dikirim", "waits to be sent")
    case .sending: of("sedang dikirim", "being sent")
    case .sent: of("terkirim", "sent")
    case .failed: of("gagal dikirim", "could not be sent")
    case .unknown: of("tidak diketahui apakah terkirim", "not known whether it was sent")
    case .delivered: of("sampai di tujuan", "delivered")
    case .undelivered: of("tidak sampai di tujuan", "not delivered")
    case .acknowledged: of("diterima dan dijawab oleh tujuan", "acknowledged by the destination")
    case .rejected: of("ditolak oleh tujuan", "refused by the destination")
    case .cancelled: of("dibatalkan", "cancelled")
    }
  }

  func sender(of item: EvidenceItem) -> String {
    guard let sender = item.shownSender else { return of("(tidak tersedia)", "(not available)") }
    let issuer = item.operatorGuess.map { of(", menurut awalan nomor: ", ", by its prefix: ") + $0 } ?? ""
    return "\(Escaping.line(sender)) (\(form(item.senderForm))\(issuer))"
  }

  func rating(of verdict: EvidenceItem.Verdict) -> String {
    of("\(label(verdict.label)); kemungkinan penipuan ", "\(label(verdict.label)); probability of fraud ")
      + "\(Percent.text(verdict.fraudProbability)) (model \(Escaping.line(verdict.modelVersion)))"
  }

  func reasons(of verdict: EvidenceItem.Verdict) -> [String] {
    verdict.reasons.map { Escaping.line(of($0.indonesian, $0.english)) }
  }

  func report(of report: EvidenceItem.Report, _ civil: Civil) -> String {
    var words = of("nomor \(report.id) ke ", "number \(report.id) to ") + Escaping.line(report.destination)
    words += ": " + state(report.state)
    if let time = report.sentAt { words += of(", dikirim ", ", sent ") + civil.shown(time) }
    if let time = report.deliveredAt { words += of(", sampai ", ", delivered ") + civil.shown(time) }
    if let time = report.revokedAt { words += of(", ditarik kembali ", ", revoked ") + civil.shown(time) }
    return words
  }

  /// When it was sent, with what the service centre wrote; else when it came.
  func moment(of item: EvidenceItem, _ civil: Civil) -> String { civil.shown(item.sentAt ?? item.receivedAt) }
}
