import Modem

// What the modem has read, on its way to the desk.
extension ModemLine {
  var sim: SIMIdentity { sim(session.state.identity.imsi) }

  func sim(of pdu: ReceivedPDU) -> SIMIdentity { sim(pdu.subscriber) }

  private func sim(_ imsi: String?) -> SIMIdentity {
    SIMIdentity(
      modem: name, imsi: imsi, registration: session.state.network.registration, numberType: settings.numberType)
  }

  func storeReceived(evenStopping: Bool = false) {
    guard storing == nil, evenStopping || !isStopping, let sim = received.first?.sim else { return }
    let group = received.prefix { $0.sim.key == sim.key }
    let (batch, arrivals) = (group.map(\.pdu), group.map(\.at))
    received.removeFirst(batch.count)
    storing = Task {
      let stored = await desk.take(batch.map(\.hex), from: sim)
      // What came from the last SIM is stored under it; another modem may have that one by now. So may it have the one
      // of a stick that was pulled out.
      if sim.key != self.sim.key || connection == nil { await desk.release(name) }
      finishStoring(batch, arrivals, stored: stored)
    }
  }

  /// What came directly lies nowhere else.
  func storeDirect() async {
    received.removeAll { $0.pdu.slot != nil }
    while !received.isEmpty {
      storeReceived(evenStopping: true)
      await storing?.value
    }
  }

  private func finishStoring(_ batch: [ReceivedPDU], _ arrivals: [MonotonicTime], stored: [Bool]) {
    storing = nil
    stopwatch?.noteStored(zip(arrivals, stored).filter(\.1).map(\.0), at: now)
    var kept: [MessageSlot] = []
    var refused: [MessageSlot] = []
    for (pdu, isStored) in zip(batch, stored) {
      switch pdu.origin {
      case .slot(let slot): if isStored { kept.append(slot) } else { refused.append(slot) }
      case .direct(let ticket):
        if isStored {
          session.acknowledge(ticket, now: now)
        } else {
          session.notAcknowledged(ticket, now: now)
        }
      }
    }
    if !kept.isEmpty {
      stopwatch?.awaitDeletion(of: kept.count, deleted: session.state.counters[.deleted], at: now)
      session.stored(kept, now: now)
    }
    if !refused.isEmpty { session.notStored(refused, now: now) }
    if !kept.isEmpty { wakeSender() }
    carryOut()
  }
}
