extension SimulatedModem {
  private static let networkTimeout = Duration.seconds(25)

  /// Power-on: the state after it, and what will come by itself.
  mutating func start(now: Duration) {
    power = Power(since: now, unlockedAt: nil)
    power.urcPortOpen = profile.quirks.isDisjoint(with: [.urcPortElsewhere, .urcModemPort])
    settings = ModemSettings()
    conversation = .command
    commandBuffer.removeAll()
    echoed.removeAll()
    reply.removeAll()
    heldURCs.removeAll()
    nextBootLine = 0
    nextChatter = profile.chatter.map { now + $0.every }
    registration.state = .off
    registration.due = nil
    awaitedAcknowledgement = nil
    sim?.powerOff()
    if sim?.lock == .open { cardOpened(now: now) }
    advance(to: now)
  }

  /// The PIN was right, or none was wanted.
  mutating func cardOpened(now: Duration) {
    power.unlockedAt = now
    power.messageServiceReady = false
    power.messageServiceAt = now + profile.simBusy + profile.messageServiceDelay
    reconsiderRegistration(now: now)
  }

  /// Pulls the plug: everything in the lines is lost, and so is what the terminal has set.
  mutating func unplug(now: Duration) {
    power.isOn = false
    outgoing.clear()
    incoming.clear()
    outgoing.splitsChunks = false
    conversation = .command
    commandBuffer.removeAll()
    echoed.removeAll()
    reply.removeAll()
    heldURCs.removeAll()
    orders.muteUntil = nil
    orders.mutedForEver = false
    power.messageServiceAt = nil
    registration.state = .off
    registration.due = nil
    if let awaited = awaitedAcknowledgement {
      awaitedAcknowledgement = nil
      uplinks.append(.acknowledged(id: awaited.id, accepted: false))
    }
  }

  /// True when the plug was pulled by chance; it comes back.
  mutating func rollUnplug(now: Duration) -> Bool {
    guard dice.roll(\.unplug, now: now) else { return false }
    let gone = dice.generator.duration(in: dice.options.unpluggedDuration)
    unplug(now: now)
    uplinks.append(.detached(returnsAfter: gone))
    return true
  }

  /// Plugs it in and switches it on.
  mutating func replug(now: Duration) {
    counters.restarts += 1
    start(now: now)
  }

  /// A restart by command. Over USB the port goes away; a plain UART stays and the modem is silent for a moment.
  mutating func restart(now: Duration) {
    if let gone = profile.detachedOnRestart {
      unplug(now: now)
      uplinks.append(.detached(returnsAfter: gone))
    } else {
      counters.restarts += 1
      let line = outgoing
      start(now: now)
      outgoing = line
    }
  }

  /// Lets the time pass: whatever is due by `now` happens, in its order.
  public mutating func advance(to now: Duration) {
    guard power.isOn else { return }
    if let until = orders.muteUntil, until <= now { orders.muteUntil = nil }
    sayBootLines(now: now)
    becomeReady(now: now)
    searchNetwork(now: now)
    switch conversation {
    case .thinking(let commands, let complete, let until) where until <= now:
      execute(commands, complete: complete, now: now)
    case .sending(let sending) where sending.until.map { $0 <= now } == true: endSending(sending, now: now)
    case .command, .prompt, .thinking, .executing, .sending: break
    }
    if let awaited = awaitedAcknowledgement, awaited.until <= now { acknowledgementMissed(now: now) }
    readLine(now: now)
  }

  private mutating func sayBootLines(now: Duration) {
    while nextBootLine < profile.bootLines.count, power.since + profile.bootLines[nextBootLine].after <= now {
      urc(profile.bootLines[nextBootLine].line, now: now)
      nextBootLine += 1
    }
    for index in nextChatter.indices where nextChatter[index] <= now {
      let chatter = profile.chatter[index]
      urc(chatter.line, now: now)
      nextChatter[index] = max(nextChatter[index] + chatter.every, now)
    }
  }

  private mutating func becomeReady(now: Duration) {
    guard let moment = power.messageServiceAt, moment <= now else { return }
    power.messageServiceAt = nil
    power.messageServiceReady = true
    for line in profile.readyLines { urc(line, now: now) }
    if isRegistered { uplinks.append(.ready) }
  }

  /// To be called whenever card, `+CFUN` or coverage change.
  mutating func reconsiderRegistration(now: Duration) {
    let canSearch = power.isOn && power.functionality == 1 && power.unlockedAt != nil && sim != nil
    guard canSearch else {
      registration.due = nil
      setRegistration(.off, now: now)
      return
    }
    switch registration.coverage {
    case .none:
      registration.due = nil
      setRegistration(.searching, now: now)
    case .denied:
      registration.due = nil
      setRegistration(.denied, now: now)
    case .home, .roaming:
      guard !isRegistered || registration.state != target else { return }
      setRegistration(.searching, now: now)
      registration.due = now + profile.registrationDelay
      searchNetwork(now: now)
    }
  }

  private var target: RegistrationState { registration.coverage == .roaming ? .roaming : .home }

  private mutating func searchNetwork(now: Duration) {
    guard let due = registration.due, due <= now else { return }
    registration.due = nil
    setRegistration(target, now: now)
    if power.messageServiceReady { uplinks.append(.ready) }
  }

  private mutating func setRegistration(_ state: RegistrationState, now: Duration) {
    guard registration.state != state else { return }
    registration.state = state
    if settings.circuitReports > 0 { urc(registrationLine("+CREG", detail: settings.circuitReports), now: now) }
    if settings.packetReports > 0 { urc(registrationLine("+CGREG", detail: settings.packetReports), now: now) }
    if settings.epsReports > 0 { urc(registrationLine("+CEREG", detail: settings.epsReports), now: now) }
  }

  /// A `+CMT` that nobody acknowledged in time sets `<mt>` and `<ds>` to 0 (3GPP TS 27.005 §3.4.1).
  private mutating func acknowledgementMissed(now: Duration) {
    guard let awaited = awaitedAcknowledgement else { return }
    awaitedAcknowledgement = nil
    settings.newMessages.messages = 0
    settings.newMessages.statusReports = 0
    uplinks.append(.acknowledged(id: awaited.id, accepted: false))
  }

  /// When a direct delivery of now must have been acknowledged.
  func acknowledgementLimit(now: Duration) -> Duration { now + Self.networkTimeout }
}
