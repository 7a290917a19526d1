internal import ATProtocol

/// What is asked periodically, and when next.
struct Health: Sendable {
  var nextCheck: MonotonicTime?
  var nextSweep: MonotonicTime?
  /// Questions of this round.
  var checks: [HealthCheck] = []
  /// Questions that were not answered by a modem that answered `AT` right after, since they last were. It is not reset
  /// for one that it does not know: after two it is not asked that any more.
  var unanswered: [HealthCheck: Int] = [:]
  /// The question that was not answered last.
  var suspect: HealthCheck?
  /// Since when there is no network.
  var networkLost: MonotonicTime?
  /// When its absence is to be spoken of.
  var networkAlarm: MonotonicTime?
  /// The network is another one, or back: its operator is asked for.
  var asksForOperator = false
  /// Whether the radio may be off.
  var looksAtRadio = false
  /// Storages of which it was said that they are nearly full.
  var warned: Set<String> = []
  /// Storages the periodic sweep is still to list, and whether it has found what was not announced.
  var periodic: Set<String> = []
  var hasFoundUnannounced = false
  /// Periodic sweeps in a row that did so, with no announcement since. Two, and announcements go elsewhere, such as to
  /// another port of the stick.
  var silentSweeps = 0
  var isInTextMode = false
  /// The last command was echoed although the echo is off.
  var isEchoing = false
  /// The last command was not echoed, those before it were.
  var isEchoDoubtful = false
  /// A full storage is not spoken of again before this time.
  var fullAlarmQuietUntil: MonotonicTime?
  /// Nor is the loss of what came directly.
  var lossAlarmQuietUntil: MonotonicTime?
  /// What each domain says of the registration.
  var domains: [Registration.Domain: NetworkStatus.Registration] = [:]

  /// The best of them: registered anywhere is registered.
  var best: NetworkStatus.Registration {
    let states = domains.values
    return states.first { $0 == .home } ?? states.first { $0 == .roaming } ?? states.first { $0 == .restricted }
      ?? domains[.circuit] ?? states.first ?? .unknown
  }

  mutating func begin(now: MonotonicTime, interval: Duration, sweep: Duration) {
    nextCheck = now + interval
    nextSweep = now + sweep
    checks = []
    isInTextMode = false
    periodic = []
    hasFoundUnannounced = false
    silentSweeps = 0
  }
}

extension HealthCheck {
  var command: ATCommand {
    switch self {
    case .signal: .signalQuality
    case .registration: .registration(.circuit)
    case .evolvedRegistration: .registration(.evolved)
    case .packetRegistration: .registration(.packet)
    case .indications: .indications
    case .storageLevels: .storageLevels
    case .extendedError: .extendedError
    case .serviceCentre: .serviceCentre
    case .radio: .vendor("AT+CFUN?")
    case .operatorName: .currentOperator
    }
  }
}

// Is all as it was left? Signal, network, storages, announcements.
extension ModemSession {
  mutating func startHealthCheck() -> Bool {
    if let alarm = health.networkAlarm, now >= alarm {
      health.networkAlarm = now + .seconds(900)
      emit(.noNetwork(network))
      // Asked in the next round, which is near without network.
      health.looksAtRadio = profile.radioOffCommand != nil
    }
    if let next = health.nextCheck, now >= next {
      let isMissingNetwork = network.registration.allowsMessages == false
      // Without network the question is asked more often: modems lose the URC that ends it.
      health.nextCheck =
        now + (isMissingNetwork ? min(.seconds(15), configuration.healthInterval) : configuration.healthInterval)
      health.checks = [.signal, .registration] + (health.looksAtRadio ? [.radio] : [])
      health.looksAtRadio = false
    }
    if let next = health.nextSweep, now >= next {
      health.nextSweep = now + sweepPeriod
      mailbox.remember()
      if !bringUp.isPolling { health.checks += [.storageLevels, .indications] }
      noteSilence()
      if mailbox.pausedUntil == nil {
        mailbox.wantSweep(of: mailbox.stores)
        health.periodic = Set(mailbox.stores)
      }
      return startReading()
    }
    if health.asksForOperator {
      health.asksForOperator = false
      health.checks.append(.operatorName)
    }
    guard !health.checks.isEmpty else { return false }
    let check = health.checks.removeFirst()
    if health.unanswered[check, default: 0] < 2 { start(.health(check), check.command) }
    return true
  }

  mutating func finishHealth(_ check: HealthCheck, _ exchange: Exchange, _ outcome: Outcome) {
    if outcome == .timeout {
      health.suspect = check
      return unanswered(exchange)
    }
    health.unanswered[check] = nil
    switch check {
    case .signal:
      if let signal = exchange.first(SignalQuality.init) { network.signalDBm = signal.dBm }
    case .registration:
      if let registration = exchange.first(Registration.init) { update(registration) }
      if health.domains[.circuit]?.allowsMessages != true { health.checks += [.evolvedRegistration] }
    case .evolvedRegistration:
      if let registration = exchange.first(Registration.init) { update(registration) }
      if network.registration.allowsMessages != true { health.checks += [.packetRegistration] }
    case .packetRegistration:
      if let registration = exchange.first(Registration.init) { update(registration) }
    case .storageLevels:
      if let levels = exchange.first(StorageLevel.parse) { update(levels) }
    case .indications:
      if let settings = exchange.first(NewMessageIndications.init) { compare(settings) }
    case .serviceCentre:
      if let centre = exchange.first(ServiceCentre.init) { identity.serviceCentre = centre.number }
    case .radio: lookAtRadio(exchange)
    case .operatorName:
      if let selection = exchange.first(OperatorSelection.init) { update(selection) }
    case .extendedError: break
    }
  }

  /// The last periodic sweep is judged when the next begins: by then an announcement that came late is there.
  private mutating func noteSilence() {
    if health.hasFoundUnannounced {
      health.silentSweeps += 1
      if health.silentSweeps == 2, !bringUp.isPolling {
        emit(.polling)
        health.nextSweep = now + sweepPeriod
      }
    }
    health.hasFoundUnannounced = false
  }

  /// After a late acknowledgement, or a reset nobody told of, announcements are off: the modem is set up again.
  private mutating func compare(_ settings: NewMessageIndications) {
    guard !bringUp.isPolling, settings.mt != (bringUp.indications?.mt ?? 1) else { return }
    restart(reason: "the modem has stopped announcing messages (+CNMI fell back to \(settings.parameters))")
  }

  // MARK: - Network

  /// The best domain counts: an LTE stick may be unknown to the circuit side and able to send all the same.
  ///
  /// Only the circuit domain reports by itself; what the others said is old as soon as it changes.
  mutating func update(_ registration: Registration) {
    let before = network
    if registration.domain == .circuit {
      let isNews = health.domains[.circuit] != NetworkStatus.Registration(registration.state)
      if isNews || registration.state.allowsMessages == true { health.domains = [:] }
      if isNews, phase == .online { health.nextCheck = health.nextCheck.map { min($0, now + .seconds(5)) } }
    }
    health.domains[registration.domain] = NetworkStatus.Registration(registration.state)
    network.registration = health.best
    updateCell(registration)
    networkMayHaveChanged(from: before)
  }

  /// A cell is told with its area, by whichever domain serves; without network there is none.
  private mutating func updateCell(_ registration: Registration) {
    if network.registration.allowsMessages == false {
      (network.area, network.cell, network.technology) = (nil, nil, nil)
    } else if registration.state.allowsMessages != false, let cell = registration.cell {
      network.cell = cell
      network.area = registration.area
      if let technology = registration.technology { network.technology = technology.name }
    }
  }

  mutating func update(_ selection: OperatorSelection) {
    let before = network
    network.operatorName = selection.name.map { String($0.prefix(32)) }
    if let technology = selection.technology { network.technology = technology.name }
    networkMayHaveChanged(from: before)
  }

  private mutating func networkMayHaveChanged(from before: NetworkStatus) {
    if network.registration.allowsMessages == false {
      if health.networkLost == nil {
        health.networkLost = now
        counters.count(.networkLosses)
        health.networkAlarm = now + .seconds(60)
        networkDisappeared()
        health.nextCheck = health.nextCheck.map { min($0, now + .seconds(15)) }
      }
    } else {
      health.networkLost = nil
      health.networkAlarm = nil
      if network.registration.allowsMessages == true { networkAppeared() }
    }
    // Cells change all the time where a modem stands between two of them; that is for the status page.
    var same = network
    same.area = before.area
    same.cell = before.cell
    same.signalDBm = before.signalDBm
    if same != before { emit(.networkChanged(network)) }
    // Who serves now, and how, the registration does not tell.
    if network.registration.allowsMessages == true, network.registration != before.registration {
      health.asksForOperator = true
    }
  }

  // MARK: - Storages

  mutating func update(_ fresh: [StorageLevel]) {
    var changed = false
    for level in fresh {
      guard let name = level.name, StorageName.isValid(name) else { continue }
      let use = StorageUse(storage: name, used: level.used, total: level.total)
      if let position = levels.firstIndex(where: { $0.storage == name }) {
        changed = changed || levels[position] != use
        levels[position] = use
      } else if levels.count < 8 {
        levels.append(use)
        changed = true
      }
      if use.isNearlyFull {
        if health.warned.insert(name).inserted { emit(.storageNearlyFull(use)) }
      } else {
        health.warned.remove(name)
      }
    }
    if changed { emit(.storageLevels(levels)) }
  }
}

extension NetworkStatus.Registration {
  init(_ state: RegistrationState) {
    switch state {
    case .notRegistered: self = .notRegistered
    case .home, .homeSMSOnly, .homeCSFBNotPreferred: self = .home
    case .searching: self = .searching
    case .denied: self = .denied
    case .unknown: self = .unknown
    case .roaming, .roamingSMSOnly, .roamingCSFBNotPreferred: self = .roaming
    case .emergencyOnly: self = .emergencyOnly
    case .restrictedLocalOperator: self = .restricted
    }
  }
}
