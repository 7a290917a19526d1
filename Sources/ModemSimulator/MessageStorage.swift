/// A place for messages (3GPP TS 27.005 §3.2.3).
public enum StorageName: String, Sendable, CaseIterable, Equatable {
  /// The SIM's own.
  case sm = "SM"
  /// The modem's.
  case me = "ME"
  /// Status reports.
  case sr = "SR"
}

/// `<stat>` of 3GPP TS 27.005 §3.1.
enum MessageStatus: Int, Sendable, CaseIterable {
  case receivedUnread, receivedRead, storedUnsent, storedSent

  var text: String {
    switch self {
    case .receivedUnread: "REC UNREAD"
    case .receivedRead: "REC READ"
    case .storedUnsent: "STO UNSENT"
    case .storedSent: "STO SENT"
    }
  }
}

/// A message lying in a slot.
struct StoredMessage: Sendable, Equatable {
  var status: MessageStatus
  /// Upper-case hexadecimal, SMSC octets first.
  var pdu: String
  /// Octets without the SMSC: the `<length>` of 27.005.
  var tpduLength: Int
  /// The network's number for a message it delivered, for the record; nil for one written by the terminal.
  var messageID: Int?
}

/// The slots of one storage. The lowest free slot is taken first, as real cards do.
struct MessageStorage: Sendable, Equatable {
  private(set) var slots: [StoredMessage?]
  private(set) var used = 0
  private var lowestFree = 0

  init(capacity: Int) {
    slots = Array(repeating: nil, count: max(0, capacity))
  }

  var capacity: Int { slots.count }
  var isFull: Bool { used >= slots.count }

  subscript(slot: Int) -> StoredMessage? {
    slots.indices.contains(slot) ? slots[slot] : nil
  }

  /// Puts a message into the lowest free slot; nil when there is none.
  mutating func add(_ message: StoredMessage) -> Int? {
    guard !isFull else { return nil }
    while slots[lowestFree] != nil { lowestFree += 1 }
    slots[lowestFree] = message
    used += 1
    defer { lowestFree = used < slots.count ? lowestFree + 1 : 0 }
    return lowestFree
  }

  mutating func setStatus(_ status: MessageStatus, of slot: Int) {
    guard slots.indices.contains(slot) else { return }
    slots[slot]?.status = status
  }

  mutating func remove(_ slot: Int) -> StoredMessage? {
    guard slots.indices.contains(slot), let message = slots[slot] else { return nil }
    slots[slot] = nil
    used -= 1
    lowestFree = min(lowestFree, slot)
    return message
  }
}
