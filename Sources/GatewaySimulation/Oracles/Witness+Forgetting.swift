import ModemSimulator
import SMSCodec

// What was forgotten, and what has become too old to keep.
extension Witness {
  /// A person who was forgotten, and whose every message had been stored before.
  struct Forgotten {
    /// What was under way then.
    var underWay: Set<String>
    /// Nothing may be left in pages that nobody reads, either. Nil when nothing was done at all.
    var isWiped: Bool?
  }

  /// A person is about to be forgotten. From then on nobody knows what was under way, nor whom lists protect.
  mutating func beginsForgetting(_ sender: String, books: Books, record: NetworkRecord) {
    emptiedUnderWay.formUnion(books.sending)
    everForgotten.insert(sender)
    protected[sender] = nil
    for id in expected.filter({ $0.message.sender == sender }).flatMap(\.ids) {
      let delivery = record.deliveries[id]
      if books.count(of: delivery.pdu, except: otherSIMs(with: delivery, in: record)) > 0 {
        forgottenPDUs.insert(delivery.pdu)
      }
    }
  }

  /// Everything there is will be emptied. What lies in a modem still may be deleted then, although it stands nowhere.
  mutating func growsOld(_ books: Books, record: NetworkRecord) {
    for delivery in record.deliveries where books.count(of: delivery.pdu) > 0 { forgottenPDUs.insert(delivery.pdu) }
  }

  /// It is done.
  ///
  /// - Parameters:
  ///   - before: what there was.
  ///   - isWiped: whether nothing shall be left in pages that nobody reads, either; nil when nothing was done at all.
  mutating func forgot(_ sender: String, before books: Books, isWiped: Bool?, record: NetworkRecord) {
    let messages = expected.filter { $0.message.sender == sender }
    // What comes later is new.
    guard messages.flatMap(\.ids).allSatisfy({ forgottenPDUs.contains(record.deliveries[$0].pdu) }) else { return }
    forgotten[sender] = Forgotten(underWay: books.sending, isWiped: isWiped)
  }

  /// What tells of a sender and of nobody else: the number in its spellings, and pieces of texts and PDUs.
  ///
  /// - Parameter others: PDUs about other people that stand in the database.
  private func traces(of sender: String, record: NetworkRecord, others: [String] = []) -> [[UInt8]] {
    let messages = expected.filter { $0.message.sender == sender }
    let strangers = expected.filter { $0.message.sender != sender }
    var traces: [[UInt8]] = []
    // 08… and +62…, and in semi-octets as PDUs have it (3GPP TS 23.040 §9.1.2.3).
    if sender.hasPrefix("+628") {
      traces.append(Array(sender.dropFirst(3).utf8))
      traces.append(Array(Self.semiOctets(sender.dropFirst()).utf8))
    }
    for text in Set(messages.map(\.message.text)) {
      for piece in Self.pieces(of: Array(text.utf8), length: 32)
      where !strangers.contains(where: { Self.holds(Array($0.message.text.utf8), piece) }) {
        traces.append(piece)
      }
    }
    let own = Set(messages.flatMap(\.ids).map { record.deliveries[$0].pdu })
    // Reports in two steps say what others wrote, too.
    let foreign =
      record.deliveries.filter { !own.contains($0.pdu) }.map { Array($0.pdu.utf8) }
      + record.submissions.filter { !isAbout(sender, $0) }.map { Array($0.pdu.utf8) } + others.map { Array($0.utf8) }
    for pdu in own {
      for piece in Self.pieces(of: Array(pdu.utf8), length: 40)
      where !foreign.contains(where: { Self.holds($0, piece) }) {
        traces.append(piece)
        if let octets = Self.octets(piece) { traces.append(octets) }
      }
    }
    return traces
  }

  private func isAbout(_ sender: String, _ submission: NetworkRecord.Submission) -> Bool {
    let text = submission.text ?? ""
    return text == sender
      || messages(in: text, to: history.imsi(of: submission.subscriber)).contains { $0.message.sender == sender }
  }

  /// Looks for what shall not be left of the forgotten.
  mutating func lookForForgotten(_ disk: SimulatedDisk, record: NetworkRecord, when moment: String) throws {
    for (sender, forgotten) in forgotten.sorted(by: { $0.key < $1.key }) {
      guard let isWiped = forgotten.isWiped else { continue }
      let traces = traces(of: sender, record: record, others: try Self.reports(on: disk, aboutOthersThan: sender))
      if isWiped, let trace = traces.first(where: { disk.holds($0) }) {
        object("nothing is left of the forgotten", "\(moment), \(Self.shown(trace)) of \(sender) is on the disk")
      }
      for place in try Self.columns(of: disk, holding: traces, except: []) {
        object("nothing is left of the forgotten", "\(moment), \(place) of \(sender)")
      }
    }
  }

  /// Everything that came has become too old: no text and no number of those who wrote may be left, but for what lists
  /// say, and what a report that was queued still needs.
  mutating func lookForOld(_ disk: SimulatedDisk, record: NetworkRecord) throws {
    for sender in Set(expected.filter { $0.message.kind != .answer }.map(\.message.sender)).sorted() {
      let traces = traces(of: sender, record: record)
      for place in try Self.columns(of: disk, holding: traces, except: ["numbers", "correspondents"]) {
        object("what is too old is emptied", "\(place) of \(sender)")
      }
    }
  }

  // MARK: Looking

  /// The PDUs of reports about other people, sent or not: two frauds may be alike but for some words.
  private static func reports(on disk: SimulatedDisk, aboutOthersThan sender: String) throws -> [String] {
    var pdus: [String] = []
    try disk.readDurable { database in
      try database.read(
        """
        SELECT hex FROM sends JOIN reports ON reports.id = report_id
        WHERE hex IS NOT NULL AND reports.sender <> '\(sender)'
        """
      ) { pdus.append($0.text(0)) }
    }
    return pdus
  }

  /// Every column of every table of a database that holds one of the traces, but for what is being sent or still to be.
  private static func columns(
    of disk: SimulatedDisk, holding traces: [[UInt8]], except tables: Set<String>
  ) throws -> [String] {
    if traces.isEmpty { return [] }
    var places: [String] = []
    try disk.readDurable { database in
      var names: [String] = []
      try database.read("SELECT name FROM sqlite_master WHERE type = 'table'") { names.append($0.text(0)) }
      for table in names where !tables.contains(table) && !table.hasPrefix("sqlite_") {
        var columns: [String] = []
        try database.read("SELECT name FROM pragma_table_info('\(table)')") { columns.append($0.text(0)) }
        let isOutbox = table == "reports" || table == "submissions" || table == "sends"
        let condition = isOutbox ? "state NOT IN ('queued', 'sending')" : "TRUE"
        try database.read("SELECT * FROM \"\(table)\" WHERE \(condition)") { row in
          for (index, column) in columns.enumerated() {
            let octets = row.octets(Int32(index))
            if !octets.isEmpty, let trace = traces.first(where: { holds(octets, $0) }) {
              places.append("\(shown(trace)) is in \(table).\(column)")
            }
          }
        }
      }
    }
    return places
  }

  private static func pieces(of octets: [UInt8], length: Int) -> [[UInt8]] {
    guard octets.count >= length else { return [] }
    return stride(from: 0, through: octets.count - length, by: length / 2).map { Array(octets[$0..<($0 + length)]) }
  }

  private static func holds(_ octets: [UInt8], _ piece: [UInt8]) -> Bool {
    guard octets.count >= piece.count, let first = piece.first else { return false }
    for start in 0...(octets.count - piece.count) where octets[start] == first {
      if octets[start..<(start + piece.count)].elementsEqual(piece) { return true }
    }
    return false
  }

  private static func semiOctets(_ digits: Substring) -> String {
    var swapped = ""
    var rest = digits[...]
    while let first = rest.popFirst() { swapped += "\(rest.popFirst() ?? "F")\(first)" }
    return swapped
  }

  private static func octets(_ digits: [UInt8]) -> [UInt8]? {
    let text = String(decoding: digits, as: UTF8.self)
    var octets: [UInt8] = []
    var rest = text[...]
    while rest.count >= 2 {
      guard let octet = UInt8(rest.prefix(2), radix: 16) else { return nil }
      octets.append(octet)
      rest = rest.dropFirst(2)
    }
    return octets
  }

  private static func shown(_ trace: [UInt8]) -> String {
    trace.allSatisfy { (0x20..<0x7F).contains($0) }
      ? "\"\(String(decoding: trace, as: UTF8.self))\"" : "the octets \(trace.map { String($0, radix: 16) })"
  }
}
