import ModemSimulator
import Reporting

// What people wanted.
extension Witness {
  mutating func approved(_ report: Books.Report) {
    approved.insert(report.sender)
    // Who approves two reports of one text wants both to go.
    if !report.text.isEmpty, !approvedTexts.insert(report.text).inserted { mayRepeat(report.text) }
    if texts[report.text, default: 0] > 0 { mayRepeat(report.text) }
  }

  mutating func cancelled(_ report: Books.Report) {
    guard !report.text.isEmpty else { return }
    let before = cancelled[report.text]?.before ?? texts[report.text, default: 0]
    cancelled[report.text] = (before, (cancelled[report.text]?.count ?? 0) + 1)
  }

  mutating func revoked(_ report: Books.Report, books: Books) {
    if report.state == "queued" || report.state == "awaiting-review" { cancelled(report) }
    if !report.sender.isEmpty { revoked[report.sender] = books.sending }
  }

  mutating func mayRepeat(_ text: String) { repeatable[text, default: 0] += 1 }

  /// A list names the sender from now on, also one who was forgotten before.
  mutating func protects(_ sender: String, books: Books) {
    protected[sender] = books.sending
    forgotten[sender] = nil
  }

  mutating func writes(to number: String) { written.insert(number) }

  mutating func pauses(books: Books) {
    isPaused = true
    underWay = books.sending
  }

  /// Refusals that are in the database by now have been heeded, also where their SMS is deleted from the SIM only later.
  mutating func resumes(books: Books, record: NetworkRecord) {
    isPaused = false
    refused = [:]
    for delivery in record.deliveries
    where isRefusal(delivery) && books.count(of: delivery.pdu, except: otherSIMs(with: delivery, in: record)) > 0 {
      heededRefusals.insert(delivery.id)
    }
  }
}
