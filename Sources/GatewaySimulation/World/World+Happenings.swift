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
      witness.sent(message, to: simulation.network.subscriber(ofModem: modem) ?? modem, deliveries: ids)
    case .octets(let octets, let modem): simulation.deliver(pdu: octets, to: modem)
    case .trouble(let action, let modem):
      simulation.perform(action, modem: modem)
      if action == .removeCard { witness.lost(modem: modem) }
    case .exchangeCards(let one, let other):
      // A modem that can't tell of it is switched off for that: nobody could notice else.
      for modem in [one, other] where simulation.modems[modem].isSilent {
        simulation.perform(.unplug, modem: modem)
        try carry()
        simulation.perform(.replug(linkName: nil), modem: modem)
      }
      simulation.exchangeCards(one, other)
      witness.lost(modem: one)
      witness.lost(modem: other)
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
    if octets.last == 0x1A || octets.starts(with: Array("AT+CMGD".utf8)) {
      witness.acts(modem: modem, subscriber: simulation.network.subscriber(ofModem: modem))
    }
    if octets.starts(with: Array("AT+CIMI".utf8)) { witness.asked(modem: modem) }
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
