/// 3GPP TS 27.005 §3.2.3, §3.4.2, §3.4.3, §3.5.4 and §4.1: messages in their storages.
extension SimulatedModem {
  mutating func storageCommand(_ command: ATCommand, now: Duration) -> CommandOutcome? {
    switch command.name {
    case "+CPMS": return preferredStorage(command, now: now)
    case "+CMGL": return list(command)
    case "+CMGR": return read(command)
    case "+CMGD": return delete(command, now: now)
    default: return nil
    }
  }

  // MARK: +CPMS

  private mutating func preferredStorage(_ command: ATCommand, now: Duration) -> CommandOutcome {
    let oneArgument = profile.quirks.contains(.oneStorageArgument)
    switch command.form {
    case .test:
      let names = profile.storages.map { "\"\($0.rawValue)\"" }.joined(separator: ",")
      inform(oneArgument ? "+CPMS: ((\(names)),(\"SM\"))" : "+CPMS: (\(names)),(\(names)),(\(names))")
    case .read:
      let all = [readStorage, writeStorage, receiveStorage].map { name in
        "\"\(name.rawValue)\",\(shownCount(name, now: now)),\(capacity(name))"
      }
      inform("+CPMS: " + all.joined(separator: ","))
    case .execute: return .service(304)
    case .set:
      guard let chosen = chosenStorages(command, oneArgument: oneArgument) else { return .service(302) }
      readStorage = chosen[0]
      if chosen.count > 1 { writeStorage = chosen[1] }
      if chosen.count > 2 { receiveStorage = chosen[2] }
      let all = [readStorage, writeStorage, receiveStorage].prefix(oneArgument ? 1 : 3)
      inform("+CPMS: " + all.map { "\(shownCount($0, now: now)),\(capacity($0))" }.joined(separator: ","))
    }
    return .done
  }

  private func chosenStorages(_ command: ATCommand, oneArgument: Bool) -> [StorageName]? {
    guard (1...(oneArgument ? 1 : 3)).contains(command.arguments.count) else { return nil }
    var chosen: [StorageName] = []
    for index in command.arguments.indices {
      guard let text = command.text(index), let name = StorageName(rawValue: text), profile.storages.contains(name)
      else { return nil }
      chosen.append(name)
    }
    if chosen.count == 3, chosen[2] != .sm, profile.quirks.contains(.thirdStorageOnlySIM) { return nil }
    // Status reports are kept apart: nothing else is written or received into their storage.
    return chosen.dropFirst().contains(.sr) ? nil : chosen
  }

  private func capacity(_ name: StorageName) -> Int { storages[name]?.capacity ?? 0 }

  private func shownCount(_ name: StorageName, now: Duration) -> Int {
    if let stale = staleCounts, now < stale.until, let count = stale.counts[name] { return count }
    return storages[name]?.used ?? 0
  }

  /// To be called before a storage changes.
  mutating func rememberCounts(now: Duration) {
    guard profile.quirks.contains(.storageCountLags) else { return }
    if let stale = staleCounts, now < stale.until { return }
    staleCounts = (storages.mapValues(\.used), now + .milliseconds(500))
  }

  // MARK: +CMGL and +CMGR

  private mutating func list(_ command: ATCommand) -> CommandOutcome {
    if command.form == .test {
      inform(settings.textMode ? "+CMGL: \(Self.textStates)" : "+CMGL: (0-4)")
      return .done
    }
    guard !profile.quirks.contains(.listRefused) else { return .service(303) }
    guard let wanted = wantedStates(command) else { return .service(settings.textMode ? 305 : 304) }
    guard let storage = storages[readStorage] else { return .service(302) }
    var isFirst = true
    for (slot, message) in storage.slots.enumerated() {
      guard let message, wanted.contains(message.status) else { continue }
      let index = slot + profile.firstIndex
      let lines =
        settings.textMode
        ? textListing(message, index: index)
        : [
          Array("+CMGL: \(index),\(message.status.rawValue),,\(message.tpduLength)".utf8),
          Array(shown(message.pdu).utf8),
        ]
      inform(octets: lines, continuing: !isFirst)
      isFirst = false
      markRead(slot, message)
    }
    return .done
  }

  private static let textStates =
    "(\"REC UNREAD\",\"REC READ\",\"STO UNSENT\",\"STO SENT\",\"ALL\")"

  private func wantedStates(_ command: ATCommand) -> [MessageStatus]? {
    if settings.textMode {
      let text = command.text(0) ?? "REC UNREAD"
      return text == "ALL" ? MessageStatus.allCases : MessageStatus.allCases.first { $0.text == text }.map { [$0] }
    }
    let value = command.form == .set ? command.number(0) : 0
    guard let value, (0...4).contains(value) else { return nil }
    return value == 4 ? MessageStatus.allCases : MessageStatus(rawValue: value).map { [$0] }
  }

  private mutating func read(_ command: ATCommand) -> CommandOutcome {
    if command.form == .test { return .done }
    guard let index = command.number(0), let storage = storages[readStorage] else { return .service(321) }
    let slot = index - profile.firstIndex
    guard storage.slots.indices.contains(slot), !profile.quirks.contains(.readRefused) else { return .service(321) }
    guard let message = storage[slot] else { return profile.quirks.contains(.emptySlotReadsOK) ? .done : .service(321) }
    if settings.textMode {
      inform(octets: textReading(message))
    } else {
      inform("+CMGR: \(message.status.rawValue),,\(message.tpduLength)", shown(message.pdu))
    }
    markRead(slot, message)
    return .done
  }

  private mutating func markRead(_ slot: Int, _ message: StoredMessage) {
    if message.status == .receivedUnread { storages[readStorage]?.setStatus(.receivedRead, of: slot) }
  }

  /// The PDU as this family prints it.
  private func shown(_ pdu: String) -> String {
    guard profile.quirks.contains(.paddedPDUs) else { return pdu }
    // A SIM's record is 176 octets, the first of them the status (3GPP TS 51.011 §10.5.3).
    return pdu + String(repeating: "FF", count: max(0, 175 - pdu.utf8.count / 2))
  }

  // MARK: +CMGD

  private mutating func delete(_ command: ATCommand, now: Duration) -> CommandOutcome {
    guard let storage = storages[readStorage] else { return .service(302) }
    if command.form == .test {
      let taken = storage.slots.indices.filter { storage[$0] != nil }.map { String($0 + profile.firstIndex) }
      inform("+CMGD: (\(taken.joined(separator: ","))),(0-4)")
      return .done
    }
    guard let index = command.number(0) else { return .service(304) }
    if orders.refuseDeletes > 0 {
      orders.refuseDeletes -= 1
      return .service(500)
    }
    if dice.roll(\.refusedDelete, now: now) { return .service(500) }
    let slots: [Int]
    switch command.number(1) ?? 0 {
    case 0:
      let slot = index - profile.firstIndex
      guard storage.slots.indices.contains(slot) else { return .service(321) }
      slots = [slot] + siblings(of: slot, in: storage)
    case 1: slots = taken(storage, [.receivedRead])
    case 2: slots = taken(storage, [.receivedRead, .storedSent])
    case 3: slots = taken(storage, [.receivedRead, .storedSent, .storedUnsent])
    case 4: slots = taken(storage, MessageStatus.allCases)
    default: return .service(304)
    }
    remove(slots, now: now)
    return .done
  }

  private func taken(_ storage: MessageStorage, _ states: [MessageStatus]) -> [Int] {
    storage.slots.indices.filter { storage[$0].map { states.contains($0.status) } == true }
  }

  private mutating func remove(_ slots: [Int], now: Duration) {
    rememberCounts(now: now)
    let wasFull = storages[readStorage]?.isFull == true
    var removed = false
    for slot in slots {
      guard let message = storages[readStorage]?.remove(slot) else { continue }
      removed = true
      counters.deleted += 1
      if let id = message.messageID { uplinks.append(.deleted(id: id)) }
    }
    if removed, wasFull { uplinks.append(.ready) }
  }
}
