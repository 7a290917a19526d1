internal import ATProtocol

// What the answers to the setting-up commands become.
extension ModemSession {
  mutating func finishSetting(_ step: BringUpStep, _ exchange: Exchange, _ outcome: Outcome) {
    let isSuccess = outcome == .success
    switch step {
    case .manufacturer: identity.manufacturer = identityText(exchange)
    case .model: identity.model = identityText(exchange)
    case .revision: identity.revision = identityText(exchange)
    case .serialNumber:
      identity.imei = exchange.lines.lazy.compactMap { IdentityText.digits($0, atLeast: 14) }.first
      // OK to something else: a modem that is one answer late.
      if identity.imei == nil, isSuccess, bringUp.repeats < 2 { return repeatStep(after: .seconds(1)) }
      chooseProfile(manufacturer: identity.manufacturer, model: identity.model)
      bringUp.insert(BringUpStep.unlocking(profile))
      return
    case .subscriber:
      if let imsi = exchange.lines.lazy.compactMap({ IdentityText.digits($0) }).first(where: isSubscriber) {
        subscriber(imsi)
      } else if bringUp.repeats < Self.subscriberRepeats {
        return repeatStep(after: .seconds(1))
      } else if outcome == .failure(.equipment(10)) {
        // Pulled out since `+CPIN?` said that it is there. Without its number its messages would be taken for another's.
        return block(.simMissing)
      }
    case .card(let commands):
      if let number = exchange.lines.lazy.compactMap({ IdentityText.digits($0, atLeast: 18) }).first {
        identity.iccid = number
        bringUp.card = number
      } else if commands.count > 1 {
        return bringUp.replace(with: .card(Array(commands.dropFirst())))
      }
    case .registrationReports(let domain, let level):
      if !isSuccess, level > 1 { return bringUp.replace(with: .registrationReports(domain, level: 1)) }
    case .registration(let domain):
      if let registration = exchange.first(Registration.init) { update(registration) }
      return bringUp.insert(furtherRegistrations(after: domain))
    case .operatorName:
      if let selection = exchange.first(OperatorSelection.init) { update(selection) }
    case .signal:
      if let signal = exchange.first(SignalQuality.init) { network.signalDBm = signal.dBm }
    case .serviceCentre: identity.serviceCentre = exchange.first(ServiceCentre.init)?.number
    case .pduMode:
      if !isSuccess { return recover(reason: "the modem refuses PDU mode") }
    case .messageService:
      bringUp.acknowledges = exchange.first(MessageService.init)?.requiresAcknowledgement ?? false
    case .storageChoices:
      bringUp.choices = exchange.first(StorageChoices.init)
      return bringUp.insert(storageSteps())
    case .selectStorages(let attempts):
      return finishStorages(attempts, exchange, isSuccess: isSuccess)
    case .storageLevels: readBackStorages(exchange)
    case .indicationRanges:
      bringUp.ranges = exchange.first(NewMessageIndicationRanges.init)
      return bringUp.replace(with: .setIndications(indicationCandidates()))
    case .setIndications(let candidates):
      if isSuccess {
        bringUp.indications = candidates.first
        bringUp.isPolling = false
      } else if candidates.count > 1 {
        return bringUp.replace(with: .setIndications(Array(candidates.dropFirst())))
      } else if !bringUp.isPhase2PlusTried {
        return bringUp.insert([.phase2Plus])
      } else {
        bringUp.isPolling = true
      }
    case .phase2Plus:
      bringUp.isPhase2PlusTried = true
      return bringUp.insert([.messageService, .setIndications(indicationCandidates())])
    case .reset, .echoOff, .verboseResults, .numericErrors, .vendor, .operatorFormat: break
    case .attention, .simStatus, .pinTries, .enterPIN: return
    }
    bringUp.next()
  }

  private func identityText(_ exchange: Exchange) -> String? {
    exchange.lines.lazy.map { IdentityText.text($0) }.first { !$0.isEmpty }
  }

  mutating func chooseProfile(manufacturer: String?, model: String?) {
    guard configuration.profile == nil else { return }
    let family =
      ModemProfile.family(manufacturer: manufacturer, model: model)
      ?? usbVendor.flatMap(ModemProfile.family(usbVendor:)) ?? .generic
    profile = family.applying(configuration.overrides)
    identity.profile = profile.name
  }

  /// `+CIMI` is asked again this often, a second apart: what the ledger knows of a SIM hangs on its answer.
  static let subscriberRepeats = 5

  /// Not the late answer to another question: at most 15 digits (3GPP TS 23.003 §2.2), and not the IMEI.
  private func isSubscriber(_ digits: String) -> Bool { digits.utf8.count <= 15 && digits != identity.imei }

  private mutating func subscriber(_ imsi: String) {
    identity.imsi = imsi
    if let known = bringUp.knownSubscriber, known != imsi { otherSIM() }
    bringUp.knownSubscriber = imsi
    bringUp.isSubscriberRead = true
  }

  /// Where the subscriber could not be read, the card's number decides: the same card is the same subscriber. A card that
  /// tells neither is unknown.
  mutating func settleSubscriber() {
    if bringUp.isSubscriberRead {
      bringUp.knownCard = bringUp.card
    } else if let card = bringUp.card, let known = bringUp.knownCard {
      if card != known {
        otherSIM()
        bringUp.knownSubscriber = nil
        bringUp.knownCard = nil
      }
      identity.imsi = bringUp.knownSubscriber
    } else {
      identity.imsi = nil
    }
  }

  /// What was known of the slots belongs to the other card, and so does what waits to be sent.
  private mutating func otherSIM() {
    mailbox.lineClosed()
    (mailbox.hungListings, mailbox.hungSlots) = ([:], [:])
    giveUpSends(reason: "another SIM")
    radio = Radio()
    emit(.subscriberChanged)
  }

  /// A circuit registration that does not allow messages, or says nothing (state 11 of A7670), is no last word: LTE
  /// modems register in the packet domains. Nor is one without its cell.
  private func furtherRegistrations(after domain: Registration.Domain) -> [BringUpStep] {
    guard network.registration.allowsMessages != true || network.cell == nil else { return [] }
    switch domain {
    case .circuit: return [.registrationReports(.evolved, level: 2), .registration(.evolved)]
    case .evolved: return [.registrationReports(.packet, level: 2), .registration(.packet)]
    case .packet, .fifthGeneration: return []
    }
  }

  // MARK: - Storages

  /// Reading from what there is, receiving into the profile's favourite.
  private mutating func storageSteps() -> [BringUpStep] {
    mailbox.deletesPerLine = profile.deletesPerLine
    mailbox.chainsProven = false
    mailbox.deletesWholeMessages = profile.deletesWholeMessages
    mailbox.unlistable = profile.listsMessages ? [] : ["SM", "ME", "MT", "SR"]
    guard let choices = bringUp.choices, !choices.reading.isEmpty else { return [.storageLevels] }
    mailbox.selectable = choices.reading
    let separate = ["SM", "ME"].filter(choices.reading.contains)
    // MT is SM and ME in one, under other indexes: only where there is nothing else.
    mailbox.stores = separate.isEmpty ? choices.reading.filter { $0 == "MT" } : separate
    if choices.reading.contains("SR") { mailbox.stores.append("SR") }
    let receivers = choices.receiving ?? choices.writing
    let receiver = profile.storageOrder.first { receivers.contains($0) && choices.reading.contains($0) }
    guard let receiver else {
      return [.selectStorages([[mailbox.stores.first ?? choices.reading[0]]]), .storageLevels]
    }
    // Last in the sweep, so that it is the selected one when a message is announced.
    mailbox.stores.sort { a, b in b == receiver && a != receiver }
    var attempts = [[receiver]]
    if choices.writing.contains(receiver) {
      attempts.insert([receiver, receiver], at: 0)
      attempts.insert([receiver, receiver, receiver], at: 0)
    }
    return [.selectStorages(attempts), .storageLevels]
  }

  private mutating func finishStorages(_ attempts: [[String]], _ exchange: Exchange, isSuccess: Bool) {
    if isSuccess {
      mailbox.selected = attempts.first?.first
      bringUp.next()
    } else if attempts.count > 1 {
      bringUp.replace(with: .selectStorages(Array(attempts.dropFirst())))
    } else {
      bringUp.next()
    }
  }

  /// What the modem says is selected counts, not what it was told.
  private mutating func readBackStorages(_ exchange: Exchange) {
    guard let levels = exchange.first(StorageLevel.parse), let first = levels.first else { return }
    if let name = first.name, StorageName.isValid(name) {
      mailbox.selected = name
      if !mailbox.selectable.contains(name) { mailbox.selectable.append(name) }
      if mailbox.stores.isEmpty { mailbox.stores = [name] }
    }
    update(levels)
  }

  // MARK: - Announcements

  /// The profile's settings, as far as the modem claims to take them; where it says nothing, all of them.
  private func indicationCandidates() -> [NewMessageIndications] {
    let wanted = profile.indications.compactMap { ResultLine("+CNMI: " + $0).flatMap(NewMessageIndications.init) }
    guard let ranges = bringUp.ranges else { return wanted }
    var candidates: [NewMessageIndications] = []
    for settings in wanted.map(ranges.adapting) where ranges.allows(settings) && !candidates.contains(settings) {
      candidates.append(settings)
    }
    return candidates.isEmpty ? wanted : candidates
  }
}
