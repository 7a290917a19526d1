import Modem
import Reporting
import Store

/// SMS that are with a modem: which request is which part of which item, and what is still to come.
struct Outbox {
  /// A part under way.
  struct Part: Sendable {
    var item: OutboxItem
    var part: Int
    var sim: SIMIdentity
  }

  /// A result that the store could not take yet; until it can, nothing else is sent from that SIM.
  struct Unrecorded: Sendable {
    var id: UInt64
    var result: SendResult
  }

  private var lastID: UInt64 = 0
  private(set) var parts: [UInt64: Part] = [:]
  /// Parts whose fate nobody knows; a late answer may still tell it. Bounded: a status report or a person tells, too.
  private var unknown: [UInt64: Part] = [:]
  private static let maximumUnknown = 64
  /// Further parts of the item under way, by SIM.
  private var following: [String: [SendRequest]] = [:]
  private(set) var unrecorded: [String: Unrecorded] = [:]
  /// Items that the store refuses to send; they are looked at again at the next start.
  var setAside: Set<OutboxItem> = []
  /// Said once, until it changes.
  var announcedStops: [String: String] = [:]

  /// Requests for the parts of an item; the first is returned, the others follow.
  mutating func begin(_ item: OutboxItem, pdus: [(hex: String, length: Int)], sim: SIMIdentity) -> SendRequest? {
    var requests: [SendRequest] = []
    for (index, pdu) in pdus.enumerated() {
      lastID += 1
      parts[lastID] = Part(item: item, part: index + 1, sim: sim)
      requests.append(SendRequest(id: lastID, hex: pdu.hex, tpduLength: pdu.length))
    }
    following[sim.key] = Array(requests.dropFirst())
    return requests.first
  }

  /// The next part of the item that is being sent from a SIM.
  mutating func nextPart(of sim: String) -> SendRequest? {
    guard let next = following[sim]?.first else { return nil }
    following[sim]?.removeFirst()
    return next
  }

  /// The SIMs that have an item under way by a modem.
  func sims(of modem: String) -> Set<String> {
    Set(parts.values.lazy.filter { $0.sim.modem == modem }.map(\.sim.key))
  }

  /// An item's parts are all settled, but for one whose fate is unknown.
  mutating func end(_ item: OutboxItem, sim: String, keeping id: UInt64?) {
    if let id, let part = parts[id] { unknown[id] = part }
    while unknown.count > Self.maximumUnknown, let oldest = unknown.keys.min() { unknown[oldest] = nil }
    following[sim]?.removeAll { parts[$0.id]?.item == item }
    for (id, part) in parts where part.item == item { parts[id] = nil }
  }

  /// The part that a late answer is about.
  func unknownPart(_ id: UInt64) -> Part? { unknown[id] }

  mutating func settleUnknown(_ id: UInt64) { unknown[id] = nil }

  mutating func setUnrecorded(_ result: Unrecorded?, sim: String) { unrecorded[sim] = result }
}
