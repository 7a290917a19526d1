import Modem
import ModemSimulator

// What must hold, seen from the network's side.
extension LineWorld {
  /// Now and then: a queue that grows does not shrink by itself.
  mutating func checkBounds() {
    steps += 1
    guard steps.isMultiple(of: 16) else { return }
    let state = session.state
    if state.outstanding > 64 { complaints.append("\(state.outstanding) messages are outstanding") }
    if state.queuedSends > 17 { complaints.append("\(state.queuedSends) requests wait") }
  }

  /// Whether all that was asked for has come to an end.
  var isSettled: Bool {
    // The cheap questions first: this is asked at every step.
    simulation.modems[0].messageCount(in: .sm) == 0 && simulation.modems[0].messageCount(in: .me) == 0
      && results.count == requests.count && session.deadline != nil
      && simulation.network.record.deliveries.allSatisfy {
        $0.kind == .statusReport || ($0.takenAt != nil && committed[$0.pdu] != nil && $0.deletedAt != nil)
      }
      && session.state.phase == .ready
  }

  mutating func checkEnd() {
    let record = simulation.network.record
    if session.state.phase != .ready { complaints.append("not ready again: \(session.state.phase)") }
    for delivery in record.deliveries {
      let stored = committed[delivery.pdu]
      if let deleted = delivery.deletedAt, stored.map({ $0 > deleted }) ?? true {
        complaints.append("message \(delivery.id) was deleted at \(deleted), before its commit")
      }
      guard delivery.kind == .deliver else { continue }
      if delivery.takenAt == nil { complaints.append("message \(delivery.id) never came to the modem") }
      if stored == nil { complaints.append("message \(delivery.id) was lost") }
      if delivery.deletedAt == nil { complaints.append("message \(delivery.id) was never deleted") }
      let copies = record.deliveries.count { $0.pdu == delivery.pdu }
      let handed = handedOver[delivery.pdu] ?? 0
      if handed > copies + epochs { complaints.append("message \(delivery.id) was handed over \(handed) times") }
    }
    for id in requests { checkRequest(id, record) }
  }

  private mutating func checkRequest(_ id: UInt64, _ record: NetworkRecord) {
    let destination = "+6281200000\(String(id + 10).suffix(2))"
    let sent = record.submissions.count { $0.accepted && $0.destination == destination }
    if sent > 1 { complaints.append("request \(id) was sent \(sent) times") }
    guard let all = results[id], let result = all.first, all.count == 1 else {
      return complaints.append("request \(id) has \(results[id]?.count ?? 0) results")
    }
    switch result {
    case .accepted: if sent != 1 { complaints.append("request \(id) counts as sent and was not") }
    case .notAttempted: if sent != 0 { complaints.append("request \(id) counts as not attempted and was sent") }
    case .failed(let failure):
      if sent != 0, failure.nature != .ambiguous { complaints.append("request \(id) counts as refused and was sent") }
    case .unknown: break
    }
  }
}
