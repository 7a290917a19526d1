import ModemSimulator
import Reporting
import Store

/// What happens to the world.
extension World {
  func perform(_ what: History.What) throws {
    switch what {
    case .message(let message, let modem):
      guard simulation.modems.indices.contains(modem) else { return }
      let ids = simulation.send(OutgoingText(message), to: modem)
      var message = message
      if mutation == .reportsInnocent { message.kind = .harmless }
      witness.sent(message, to: modem, deliveries: ids)
    case .octets(let octets, let modem): simulation.deliver(pdu: octets, to: modem)
    case .trouble(let action, let modem): simulation.perform(action, modem: modem)
    case .crash(let crash):
      if crash.moment == .atOnce {
        kill(crash)
      } else {
        crashes.append(crash)
      }
    case .restart(let seconds):
      guard let life, !life.isDead, !isStopping else { return }
      isStopping = true
      downAfterStop = .seconds(seconds)
      life.stop()
    case .disk(let trouble): diskTroubles.append(trouble)
    case .clock(let seconds): wallError += Int64(seconds)
    case .person(let act): try perform(act)
    }
  }

  // MARK: The disk

  /// SQLite asks the disk of a life for something.
  func interferes(_ operation: SimulatedDisk.Operation, life: Life) -> Int32? {
    if life.isDead { return SimulatedDisk.inputOutput }
    switch operation {
    case .open, .read, .delete: return nil
    case .write, .sync, .truncate: break
    }
    for index in crashes.indices {
      guard case .diskOperation(let left) = crashes[index].moment else { continue }
      if left <= 1 {
        kill(crashes[index])
        return SimulatedDisk.inputOutput
      }
      crashes[index].moment = .diskOperation(left - 1)
    }
    guard let trouble = diskTroubles.first else { return nil }
    if trouble.after > 0 {
      diskTroubles[0].after -= 1
      return nil
    }
    diskTroubles[0].count -= 1
    if diskTroubles[0].count <= 0 { diskTroubles.removeFirst() }
    // A full disk still syncs what it has.
    if trouble.isFull { return operation == .write ? SimulatedDisk.full : nil }
    return SimulatedDisk.inputOutput
  }

  // MARK: The ports

  /// The gateway writes to a modem.
  func terminalWrote(_ octets: [UInt8], modem: Int, life computer: VirtualComputer) {
    guard let life, life.computer === computer, !life.isDead else { return }
    trace(">", octets, modem: modem)
    for index in crashes.indices {
      guard case .write(let left, let place) = crashes[index].moment else { continue }
      if left > 1 {
        crashes[index].moment = .write(left - 1, place)
        continue
      }
      switch place {
      case .before: break
      case .middle: simulation.receive(octets.prefix(octets.count / 2), modem: modem, now: now)
      case .after: simulation.receive(octets, modem: modem, now: now)
      }
      return kill(crashes[index])
    }
    simulation.receive(mutated(octets, modem: modem), modem: modem, now: now)
  }

  private func mutated(_ octets: [UInt8], modem: Int) -> [UInt8] {
    guard let mutation else { return octets }
    let text = String(decoding: octets, as: UTF8.self)
    switch mutation {
    case .deletesBeforeCommit:
      guard text.hasPrefix("AT+CMGR=") else { return octets }
      simulation.receive(octets, modem: modem, now: now)
      return Array("AT+CMGD=\(text.dropFirst("AT+CMGR=".count))".utf8)
    case .sendsTwice:
      guard octets.last == 0x1A else { return octets }
      simulation.receive(octets, modem: modem, now: now)
      simulation.receive("AT+CMGS=\((octets.count - 3) / 2)\r".utf8, modem: modem, now: now)
      return octets
    case .wrongDestination: return Array(text.replacing("04811166", with: "04811167").utf8)
    case .repeatsPIN:
      if text.hasPrefix("AT+CPIN=") { simulation.receive(octets, modem: modem, now: now) }
      return octets
    case .diskLies, .talkativeLog, .deafToPeople, .reportsInnocent, .ignoresGap, .hangs: return octets
    }
  }

  // MARK: People

  /// A command of the program, beside the daemon.
  private func perform(_ act: History.Act) throws {
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
      if report.state == "queued" || report.state == "awaiting-review" { witness.cancelled(report) }
    case .retry:
      guard let report = first("failed", "undelivered") else { return }
      witness.mayRepeat(report.text)
      try store.retry(.report(report.id), by: person, dueAt: wall, at: wall)
    case .pause:
      try store.pause(by: .person(person), at: wall)
      witness.pauses(books: books)
    case .resume:
      witness.resumes()
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
}

extension OutgoingText {
  init(_ message: History.Message) {
    self.init(from: message.sender, text: message.text)
    serviceCentre = message.serviceCentre
    order = message.isReversed ? .reversed : .straight
    isDoubled = message.isDoubled
    missingParts = message.missingParts
  }
}
