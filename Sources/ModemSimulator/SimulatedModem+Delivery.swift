/// Messages from the network (3GPP TS 27.005 §3.4.1).
extension SimulatedModem {
  private enum Route { case stored, direct, dropped }

  /// The network has a message for this modem.
  public mutating func deliver(_ message: IncomingMessage, now: Duration) -> DeliveryOutcome {
    guard power.isOn, isRegistered, power.messageServiceReady, sim != nil, !orders.mutedForEver,
      awaitedAcknowledgement == nil
    else { return .unreachable }
    switch route(message) {
    case .dropped: return .taken
    case .stored: return store(message, now: now)
    case .direct: return handOver(message, now: now)
    }
  }

  private func route(_ message: IncomingMessage) -> Route {
    switch message.kind {
    case .statusReport:
      switch settings.newMessages.statusReports {
      case 1: return .direct
      case 2: return .stored
      default: return .dropped
      }
    case .deliver:
      // `<mode>` 0 keeps the indications in the modem; a message that nobody would hear of is stored.
      guard settings.newMessages.mode != 0 else { return .stored }
      switch settings.newMessages.messages {
      case 2: return messageClass(message) == 2 ? .stored : .direct
      case 3: return messageClass(message) == 3 ? .direct : .stored
      default: return .stored
      }
    }
  }

  private mutating func handOver(_ message: IncomingMessage, now: Duration) -> DeliveryOutcome {
    let header: String
    switch message.kind {
    case .deliver:
      header = profile.quirks.contains(.noAlphaField) ? "\(message.tpduLength)" : ",\(message.tpduLength)"
    case .statusReport:
      header = profile.quirks.contains(.extraCommaInStatusReport) ? ",\(message.tpduLength)" : "\(message.tpduLength)"
    }
    let name = message.kind == .deliver ? "+CMT" : "+CDS"
    if settings.textMode {
      urc(octets: textIndication(message), now: now)
    } else {
      urc("\(name): \(header)", message.pdu, now: now)
    }
    guard settings.messageService == 1 else { return .taken }
    awaitedAcknowledgement = (message.id, acknowledgementLimit(now: now))
    return .awaitsAcknowledgement
  }

  private mutating func store(_ message: IncomingMessage, now: Duration) -> DeliveryOutcome {
    let isReport = message.kind == .statusReport
    let place = isReport && profile.storages.contains(.sr) ? StorageName.sr : receiveStorage
    rememberCounts(now: now)
    let stored = StoredMessage(
      status: .receivedUnread, pdu: message.pdu, tpduLength: message.tpduLength, messageID: message.id)
    guard let slot = storages[place]?.add(stored) else {
      if profile.quirks.contains(.announcesFull) { urc("+SMS FULL", now: now) }
      return .full
    }
    indicate(slot: slot, place: place, isReport: isReport, now: now)
    return .taken
  }

  private mutating func indicate(slot: Int, place: StorageName, isReport: Bool, now: Duration) {
    let set = settings.newMessages
    guard set.mode != 0, isReport ? set.statusReports == 2 : set.messages != 0 else { return }
    if orders.dropIndications > 0 {
      orders.dropIndications -= 1
      return
    }
    if dice.roll(\.lostIndication, now: now) { return }
    var named = place
    if profile.quirks.contains(.indicationNamesOtherStorage), !isReport { named = place == .sm ? .me : .sm }
    urc("\(isReport ? "+CDSI" : "+CMTI"): \"\(named.rawValue)\",\(slot + profile.firstIndex)", now: now)
  }
}
