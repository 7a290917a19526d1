/// What the modem passed on directly (`+CMT`, `+CDS`) and the caller has not stored yet. Where the network waits for no
/// acknowledgement it lies nowhere else: what the caller refuses is kept, and outlives the port.
struct DirectMessages: Sendable {
  private struct Item: Sendable {
    let pdu: ReceivedPDU
    /// The network keeps it until `+CNMA`.
    var isAwaited: Bool
    var isRefused = false
  }

  /// A PDU has at most 176 octets, as digits twice as many: some 2 MB.
  static let limit = 4096

  private var items: [UInt64: Item] = [:]
  /// When what was refused is offered again.
  private(set) var retryAt: MonotonicTime?
  /// Committed, and the network is still to be told.
  var toAcknowledge = 0

  var count: Int { items.count }
  var hasRoom: Bool { items.count < Self.limit }

  mutating func add(_ pdu: ReceivedPDU, ticket: UInt64, isAwaited: Bool) {
    items[ticket] = Item(pdu: pdu, isAwaited: isAwaited)
  }

  mutating func acknowledge(_ ticket: UInt64) {
    if items.removeValue(forKey: ticket)?.isAwaited == true { toAcknowledge += 1 }
  }

  /// The caller can't store it. Whether it is kept here; if not, it was not known, or the network keeps it.
  mutating func refuse(_ ticket: UInt64, retryAt: MonotonicTime) -> Bool {
    guard let item = items[ticket] else { return false }
    guard !item.isAwaited else {
      items[ticket] = nil
      return false
    }
    items[ticket]?.isRefused = true
    self.retryAt = retryAt
    return true
  }

  /// It is given up.
  mutating func drop(_ ticket: UInt64) { items[ticket] = nil }

  /// What was refused and is to be offered again, in the order in which it came.
  mutating func takeRefused() -> [ReceivedPDU] {
    retryAt = nil
    let tickets = items.filter { $0.value.isRefused }.keys.sorted()
    for ticket in tickets { items[ticket]?.isRefused = false }
    return tickets.compactMap { items[$0]?.pdu }
  }

  /// Nothing can be acknowledged any more. The network will bring it again, or not: it is kept all the same.
  mutating func lineClosed() {
    toAcknowledge = 0
    for ticket in items.keys { items[ticket]?.isAwaited = false }
  }
}
