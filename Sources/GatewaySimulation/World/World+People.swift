import ModemSimulator
import Reporting
import Store

// What people do: commands of the program, beside the daemon.
extension World {
  func perform(_ act: History.Act) throws {
    let books = try durableBooks()
    do {
      let store = try Store.open(path: (survivor ?? disk).path, access: .command)
      defer { try? store.close() }
      try perform(act, store: store, books: books)
    } catch is StoreError {
      // The disk fails for people, too: what they wanted has not happened.
    }
  }

  private func perform(_ act: History.Act, store: Store, books: Books) throws {
    let person = "siti"
    func first(_ states: String...) -> Books.Report? { books.reports.first { states.contains($0.state) } }
    switch act {
    case .approve:
      guard let report = first("awaiting-review") else { return }
      witness.approved(report)
      try store.approve(reportID: report.id, by: person, dueAt: wall, at: wall)
    case .cancel:
      guard let report = first("queued", "awaiting-review") else { return }
      if mutation != .deafToPeople {
        try store.cancel(.report(report.id), by: .person(person), reason: nil, at: wall)
      }
      witness.cancelled(report)
    case .revoke:
      guard let report = books.reports.last(where: { $0.state != "cancelled" }) else { return }
      try store.revoke(reportID: report.id, by: person, reason: "a friend", at: wall)
      witness.revoked(report, books: books)
    case .retry:
      guard let report = first("failed", "undelivered") else { return }
      witness.mayRepeat(report.text)
      try store.retry(.report(report.id), by: person, dueAt: wall, at: wall)
    case .pause:
      try store.pause(by: .person(person), at: wall)
      witness.pauses(books: books)
    case .resume:
      witness.resumes(books: books, record: simulation.network.record)
      try store.resume(by: .person(person), at: wall)
    case .resolve(let wasSent):
      guard let report = first("unknown") else { return }
      try store.resolve(.report(report.id), wasSent: wasSent, by: person, at: wall)
    case .protect(let number):
      try store.add(number, to: .contacts, at: wall)
      witness.protects(number, books: books)
    case .allow(let number):
      try store.add(number, to: .allow, at: wall)
      witness.protects(number, books: books)
    case .forget(let sender): try forget(sender, by: person, store: store, books: books)
    case .write(let number, let text):
      witness.writes(to: number)
      try store.queue(
        NewSubmission(
          sim: NewSubmission.anySIM, destination: number, destinationType: 0x91, text: text,
          requestedBy: .person(person)),
        at: wall)
      witness.protects(number, books: books)
    }
  }

  private func forget(_ sender: String, by person: String, store: Store, books: Books) throws {
    let record = simulation.network.record
    witness.beginsForgetting(sender, books: try (survivor ?? disk).visibleBooks(), record: record)
    var isWiped = true
    switch mutation {
    case .reportsForgotten: return witness.forgot(sender, before: books, isWiped: nil, record: record)
    case .leavesPages:
      do { try forgetWithoutWiping(sender) } catch { return }
    case _: isWiped = try store.forget(sender, by: .person(person), at: wall).isWiped
    }
    witness.forgot(sender, before: books, isWiped: isWiped, record: record)
    try witness.lookForForgotten(survivor ?? disk, record: simulation.network.record, when: "when it is done")
  }
}
