internal import ATProtocol

// Setting the modem up, step by step.
extension ModemSession {
  mutating func beginBringUp() {
    let known = (subscriber: bringUp.knownSubscriber, card: bringUp.knownCard)
    bringUp = BringUp()
    bringUp.knownSubscriber = known.subscriber
    bringUp.knownCard = known.card
    bringUp.script = BringUpStep.opening
    counters.count(.bringUps)
    phase = .bringingUp
  }

  /// Starts the step at the head of the script; false when the script had ended and the modem is online now.
  mutating func startStep() -> Bool {
    guard let step = bringUp.script.first else {
      goOnline()
      return true
    }
    if bringUp.stepBegan == nil { bringUp.stepBegan = now }
    if step == .enterPIN {
      guard pinNote == .written else {
        askForPINNote()
        return false
      }
      (pinState, pinNote) = (.pending, .missing)
    }
    start(.bringUp(step), step.command(pin: configuration.usablePIN))
    return true
  }

  mutating func finishBringUp(_ step: BringUpStep, _ exchange: Exchange, _ outcome: Outcome) {
    switch phase {
    case .bringingUp: break
    case .closed, .settling, .waiting, .blocked, .online, .probing, .stopping, .stopped: return
    }
    if outcome == .timeout, step != .attention, !(step == .simStatus && !exchange.lines.isEmpty) {
      return stepUnanswered(step, exchange)
    }
    bringUp.silent = 0
    switch step {
    case .attention: finishAttention(outcome)
    case .simStatus: finishSIMStatus(exchange, outcome)
    case .pinTries: finishPINTries(exchange)
    case .enterPIN: finishPIN(outcome)
    case .reset, .echoOff, .verboseResults, .numericErrors, .manufacturer, .model, .revision, .serialNumber, .vendor,
      .subscriber, .card, .registrationReports, .registration, .operatorFormat, .operatorName, .signal, .serviceCentre,
      .pduMode, .messageService, .phase2Plus, .storageChoices, .selectStorages, .storageLevels, .indicationRanges,
      .setIndications:
      if case .failure(let error) = outcome, isNotReady(error, step) { return repeatStep(error) }
      finishSetting(step, exchange, outcome)
    }
  }

  private mutating func finishAttention(_ outcome: Outcome) {
    switch outcome {
    case .success:
      recovery.modemAnswered()
      bringUp.next()
      if bringUp.isNumeric { bringUp.script.insert(.verboseResults, at: 0) }
      settleSuspect()
    case .failure:
      // ESC and our AT have been glued together, or the modem is still half in a command: once more.
      if bringUp.repeats < 10 { repeatStep(after: .milliseconds(300)) } else { bringUp.next() }
    case .timeout:
      let began = bringUp.stepBegan ?? now
      if now - began < profile.bootTime {
        repeatStep(after: .zero)
      } else {
        recover(reason: "the modem does not answer AT")
      }
    }
  }

  /// A modem that has answered AT may lose one line; two in a row mean that it is gone again.
  private mutating func stepUnanswered(_ step: BringUpStep, _ exchange: Exchange) {
    emit(.commandTimedOut(exchange.command.loggable))
    bringUp.silent += 1
    if step == .enterPIN {
      // Whether the PIN arrived is not known; +CPIN? tells, and the PIN is not repeated.
      bringUp.replace(with: .simStatus)
    } else if bringUp.silent >= 2, step.isRepeated, !step.isEssential {
      // Silent altogether, or only on this? In the second case no reset helps, and the rest works without.
      bringUp.suspect = (step, exchange)
      bringUp.script.insert(.attention, at: 0)
      (bringUp.stepBegan, bringUp.repeats) = (nil, 0)
      phase = .waiting(until: now + .seconds(1))
    } else if bringUp.silent >= 2 {
      recover(reason: "the modem fell silent while being set up")
    } else if step.isRepeated {
      repeatStep(after: .milliseconds(500))
    } else {
      if step.choosesWhatFollows { finishUnanswered(step, exchange) } else { bringUp.next() }
      // Its answer may still come, and must not be taken for the next one's.
      phase = .waiting(until: now + .seconds(1))
    }
  }

  /// The modem answers `AT` and not that, or it had fallen silent altogether: the subscriber is asked for again before it is
  /// passed over, since without it a SIM passes for another one.
  private mutating func settleSuspect() {
    guard let suspect = bringUp.suspect else { return }
    bringUp.suspect = nil
    if suspect.step == .subscriber, bringUp.subscriberRounds < Self.subscriberRounds {
      bringUp.subscriberRounds += 1
      return
    }
    // It was asked often enough.
    bringUp.repeats = Self.subscriberRepeats
    finishSetting(suspect.step, suspect.exchange, .timeout)
  }

  /// Passed over without this, everything that depends on the step would be left out.
  private mutating func finishUnanswered(_ step: BringUpStep, _ exchange: Exchange) {
    if case .pinTries = step { finishPINTries(exchange) } else { finishSetting(step, exchange, .timeout) }
  }

  /// So often in one bring-up the subscriber is asked for again after two questions without an answer.
  private static let subscriberRounds = 2

  mutating func repeatStep(after pause: Duration) {
    bringUp.repeats += 1
    if pause > .zero { phase = .waiting(until: now + pause) }
  }

  /// The SIM or the message part asks for patience: within the profile's time the step is repeated.
  private mutating func repeatStep(_ error: ATError) {
    let began = bringUp.stepBegan ?? now
    if now - began < profile.readinessTime {
      repeatStep(after: .seconds(1))
    } else if bringUp.script.first?.isEssential ?? false {
      recover(reason: "the modem does not become ready: \(error.description)")
    } else {
      bringUp.next()
    }
  }

  /// Before it says `SMS Ready` a modem answers the message commands by any error; SIM7600 does so for 23 s.
  func isNotReady(_ error: ATError, _ step: BringUpStep) -> Bool {
    if error.isNotReady { return true }
    switch step {
    case .storageChoices: return bringUp.repeats < 25
    case .pduMode, .indicationRanges: return bringUp.repeats < 3
    case .attention, .reset, .echoOff, .verboseResults, .numericErrors, .manufacturer, .model, .revision,
      .serialNumber, .vendor, .simStatus, .pinTries, .enterPIN, .subscriber, .card, .registrationReports,
      .registration, .operatorFormat, .operatorName, .signal, .serviceCentre, .messageService, .phase2Plus,
      .selectStorages, .storageLevels, .setIndications:
      return false
    }
  }

  private mutating func goOnline() {
    settleSubscriber()
    identity.profile = profile.name
    phase = .online
    recovery.broughtUp(now: now)
    radio.restartAt = radio.restartAt.map { max($0, now + Self.radioSettling) }
    mailbox.settle()
    health.begin(now: now, interval: configuration.healthInterval, sweep: sweepPeriod)
    health.asksForOperator = network.registration.allowsMessages == true && network.operatorName == nil
    emit(.ready(identity))
    if bringUp.isPolling { emit(.polling) }
    mailbox.wantSweep(of: mailbox.stores)
  }

  /// How often storages are looked through unasked.
  var sweepPeriod: Duration {
    bringUp.isPolling || health.silentSweeps >= 2
      ? min(configuration.pollInterval, configuration.sweepInterval) : configuration.sweepInterval
  }
}
