import Modem
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
  /// Further parts of the item under way, by SIM.
  private var following: [String: [SendRequest]] = [:]
  private(set) var unrecorded: [String: Unrecorded] = [:]
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

  /// An item's parts are all settled; a part whose fate is unknown may still turn out to have been sent.
  mutating func end(_ item: OutboxItem, sim: String, keeping unknown: UInt64?) {
    following[sim] = nil
    for (id, part) in parts where part.item == item && id != unknown { parts[id] = nil }
    // Bounded: what was unknown long ago is settled by a status report or a person.
    while parts.count > 64, let oldest = parts.keys.min() { parts[oldest] = nil }
  }

  mutating func setUnrecorded(_ result: Unrecorded?, sim: String) { unrecorded[sim] = result }
}
