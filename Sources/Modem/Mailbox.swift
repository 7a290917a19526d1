internal import ATProtocol

/// The modem's storages as this session knows them: what was handed over, what may be deleted, what is to be read.
struct Mailbox: Sendable {
  /// What has become of a message in a slot.
  enum Fate: Sendable, Hashable {
    /// Handed over; the caller has not said yet whether it is stored. Becomes `committed`, or is forgotten.
    case handedOut
    /// Stored: to be deleted, by itself where a chain of deletions failed. Becomes `deleting`.
    case committed(alone: Bool)
    /// The deletion is under way. Ends, or becomes `doubtful` or `refused`.
    case deleting
    /// Stored, but whether it still lies there is not known: another message may have taken the slot. It is not
    /// deleted before a listing has shown the same PDU; then it becomes `committed`.
    case doubtful
    /// Stored, and the modem refused to delete it. At the time given it becomes `doubtful`, then it is tried again:
    /// an error may have hidden a deletion, and the slot may have been taken since.
    case refused(retryAt: MonotonicTime)
  }

  /// A message known to lie in a slot.
  struct Occupant: Sendable {
    let slot: MessageSlot
    let pdu: String
    let since: MonotonicTime
    var fate: Fate
    /// How often its deletion was refused.
    var refusals = 0
  }

  /// More slots than any SIM or modem has; a modem that invents indexes is not followed beyond it.
  static let maximumOccupants = 1024
  static let maximumAnnounced = 256
  /// For this long after it was seen, a message is taken to be where it was.
  static let freshness: Duration = .seconds(60)

  let capacity: Int
  var occupants: [SlotKey: Occupant] = [:]
  /// Slots named by `+CMTI` and `+CDSI`, in their order.
  var announced: [SlotKey] = []
  /// Storages to be listed, in their order.
  var sweep: [String] = []
  /// Storages whose listing had to leave messages out, because too many were outstanding.
  var truncated: Set<String> = []
  /// Storages being read slot by slot, in their order.
  var scans: [SlotScan] = []
  /// Storages whose count was right when they were last read slot by slot to the end: the next time may stop early. After
  /// that it goes to the end again, so that a count that lies hides a message from one sweep only.
  var countsTrusted: Set<String> = []
  /// Where the messages really lie that are announced in a storage.
  var alias: [String: String] = [:]
  /// The announcement whose message was not there, and how many hand-overs there were by then.
  var missing: (key: SlotKey, received: UInt64)?

  /// `<mem1>`: what `+CMGL`, `+CMGR`, `+CMGD` work on.
  var selected: String?
  /// The storages that are looked through.
  var stores: [String] = []
  /// Storages that can be selected at all.
  var selectable: [String] = []
  /// Storages whose `+CMGL` is refused.
  var unlistable: Set<String> = []
  /// Storages given up after refusals, and whether they were looked through; tried again with the next periodic sweep.
  var forgotten: [String: Bool] = [:]
  /// How often in a row a storage could not be selected or listed.
  var failures: [String: Int] = [:]
  /// Listings of a storage, and readings of a slot, that made the modem fall silent, since they last worked. They outlive
  /// the port: one bad entry must not hang the modem again and again while all behind it stays unread.
  var hungListings: [String: Int] = [:]
  var hungSlots: [SlotKey: Int] = [:]
  /// What was read in place of a sound PDU. Only when a second reading shows the same is it what the slot holds.
  var suspects: [SlotKey: String] = [:]
  /// Reading pauses until then.
  var pausedUntil: MonotonicTime?
  /// After a refusal nothing is read until then.
  var restUntil: MonotonicTime?
  /// Commits may be joined by others until then.
  var deleteAt: MonotonicTime?
  var deletesPerLine = 1
  var chainsProven = false
  /// As ``ModemProfile/deletesWholeMessages``.
  var deletesWholeMessages = false

  var direct = DirectMessages()
  private var ticket: UInt64 = 0

  init(capacity: Int) {
    self.capacity = capacity
  }

  var outstandingCount: Int { occupants.values.count { $0.fate == .handedOut } + direct.count }

  var deletableCount: Int { occupants.values.count { $0.fate != .handedOut } }

  var hasRoom: Bool { outstandingCount < capacity && occupants.count < Self.maximumOccupants }

  /// A reading was not answered.
  mutating func hung(at key: SlotKey) {
    if hungSlots.count < Self.maximumOccupants { hungSlots[key, default: 0] += 1 }
  }

  /// Not to be read by its index any more.
  func hangs(at key: SlotKey) -> Bool { hungSlots[key, default: 0] >= 2 }

  /// Not to be listed.
  func isUnlistable(_ storage: String) -> Bool {
    unlistable.contains(storage) || hungListings[storage, default: 0] >= 3
  }

  mutating func newTicket() -> UInt64 {
    ticket += 1
    return ticket
  }

  // MARK: - The caller's word

  mutating func commit(_ slots: [MessageSlot], now: MonotonicTime) {
    for slot in slots {
      let key = SlotKey(storage: slot.storage, index: slot.index)
      guard var occupant = occupants[key], occupant.slot == slot, occupant.fate == .handedOut else { continue }
      // Announced again meanwhile, or read long ago: something else may lie there by now.
      let isOld = now - occupant.since > Self.freshness || announced.contains { resolved($0) == key }
      occupant.fate = isOld ? .doubtful : .committed(alone: false)
      occupants[key] = occupant
      if deleteAt == nil { deleteAt = now + .milliseconds(250) }
    }
  }

  mutating func release(_ slots: [MessageSlot]) {
    for slot in slots {
      let key = SlotKey(storage: slot.storage, index: slot.index)
      if let occupant = occupants[key], occupant.slot == slot, occupant.fate == .handedOut { occupants[key] = nil }
    }
  }

  // MARK: - The modem's word

  mutating func announce(_ key: SlotKey) {
    if case .committed? = occupants[resolved(key)]?.fate { occupants[resolved(key)]?.fate = .doubtful }
    guard !announced.contains(key) else { return }
    if announced.count < Self.maximumAnnounced {
      announced.append(key)
    } else {
      wantSweep(of: [key.storage])
    }
  }

  /// Where the message of an announcement is looked for.
  func resolved(_ key: SlotKey) -> SlotKey {
    SlotKey(storage: alias[key.storage] ?? key.storage, index: key.index)
  }

  mutating func wantSweep(of storages: [String]) {
    for storage in storages where !sweep.contains(storage) && selectable.contains(storage) { sweep.append(storage) }
  }

  /// What is to be done with a message seen in a slot.
  enum Sighting: Sendable, Hashable {
    /// Hand it over with this slot.
    case new(MessageSlot)
    case known
    /// Not sound: to be read again.
    case suspect
    /// Too many are outstanding; it will be seen again.
    case postponed
  }

  mutating func sighted(_ key: SlotKey, pdu: String, isSound: Bool, now: MonotonicTime) -> Sighting {
    guard isSound || suspects[key] == pdu else {
      // Noise on the line, or a slot that holds nonsense: it is read once more before anybody relies on it.
      if suspects.count >= Self.maximumAnnounced { suspects = [:] }
      suspects[key] = pdu
      return .suspect
    }
    suspects[key] = nil
    if let occupant = occupants[key], occupant.pdu == pdu {
      if occupant.fate == .doubtful {
        occupants[key]?.fate = .committed(alone: true)
      }
      return .known
    }
    // The slot has changed hands: what was there is gone, and must no longer be deleted.
    occupants[key] = nil
    guard hasRoom else {
      truncated.insert(key.storage)
      return .postponed
    }
    let slot = MessageSlot(storage: key.storage, index: key.index, ticket: newTicket())
    occupants[key] = Occupant(slot: slot, pdu: pdu, since: now, fate: .handedOut)
    return .new(slot)
  }

  /// A complete listing showed these slots only: everything else is gone.
  mutating func listed(_ storage: String, seen: Set<Int>) {
    for key in occupants.keys where key.storage == storage && !seen.contains(key.index) { occupants[key] = nil }
  }

  /// A slot turned out empty.
  mutating func vacant(_ key: SlotKey) {
    occupants[key] = nil
  }

  /// The line is closed: what was handed over and not stored is handed over again, as another SIM may come back.
  mutating func lineClosed() {
    occupants = [:]
    announced = []
    sweep = []
    truncated = []
    scans = []
    countsTrusted = []
    suspects = [:]
    failures = [:]
    restUntil = nil
    missing = nil
    selected = nil
    direct.lineClosed()
    deleteAt = nil
  }

  /// The modem is set up. One that knows nothing of storages has one, and the SIM is as good a name as any.
  mutating func settle() {
    failures = [:]
    forgotten = [:]
    guard selectable.isEmpty else { return }
    selected = "SM"
    stores = ["SM"]
    selectable = ["SM"]
  }

  /// A storage can't be selected any more: what is known of it is forgotten, and seen again when it can.
  mutating func forget(_ storage: String) {
    forgotten[storage] = stores.contains(storage)
    selectable.removeAll { $0 == storage }
    stores.removeAll { $0 == storage }
    sweep.removeAll { $0 == storage }
    scans.removeAll { $0.storage == storage }
    occupants = occupants.filter { $0.key.storage != storage }
  }

  /// Refusals may have been a passing trouble: what was given up gets another chance.
  mutating func remember() {
    for (storage, isLookedThrough) in forgotten.sorted(by: { $0.key < $1.key }) {
      if !selectable.contains(storage) { selectable.append(storage) }
      if isLookedThrough, !stores.contains(storage) { stores.append(storage) }
      failures[storage] = nil
    }
    forgotten = [:]
  }
}

extension SlotKey: Comparable {
  static func < (left: SlotKey, right: SlotKey) -> Bool {
    (left.storage, left.index) < (right.storage, right.index)
  }
}
