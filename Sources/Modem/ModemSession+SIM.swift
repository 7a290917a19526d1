internal import ATProtocol

// The SIM: its PIN, tried once, and the conditions in which only a person can help.
extension ModemSession {
  mutating func finishSIMStatus(_ exchange: Exchange, _ outcome: Outcome) {
    if let status = exchange.lines.lazy.compactMap({ SIMStatus($0) }).first {
      return sim(status)
    }
    switch outcome {
    case .success, .timeout:
      // OK and nothing else: asked again, as some modems do so while they boot.
      if bringUp.repeats < 5 { repeatStep(after: .seconds(1)) } else { simReady() }
    case .failure(let error):
      simError(error)
    }
  }

  private mutating func simError(_ error: ATError) {
    switch error {
    case .equipment(10), .messageService(310): block(.simMissing)
    case .equipment(11), .messageService(311): sim(.pin)
    case .equipment(12), .messageService(316): sim(.puk)
    case .equipment(15), .messageService(315): block(.simFault(error.name))
    case .equipment, .messageService, .unspecified:
      let began = bringUp.stepBegan ?? now
      if isNotReady(error, .simStatus) || error == .equipment(13) || error == .messageService(313) {
        if now - began < profile.readinessTime {
          repeatStep(after: .seconds(1))
        } else {
          block(.simFault(error.name))
        }
      } else if bringUp.repeats < 5 {
        repeatStep(after: .seconds(2))
      } else {
        // A modem without +CPIN?: what follows will tell whether the SIM works.
        simReady()
      }
    }
  }

  private mutating func sim(_ status: SIMStatus) {
    switch status {
    case .ready, .pin2, .puk2: simReady()
    case .pin: pinWanted()
    case .puk: block(.pukRequired)
    case .personalization(let text): block(.locked(text))
    case .notInserted: block(.simMissing)
    case .notReady:
      if now - (bringUp.stepBegan ?? now) < profile.readinessTime {
        repeatStep(after: .seconds(1))
      } else {
        block(.simFault("not ready"))
      }
    }
  }

  private mutating func simReady() {
    if pinState == .pending {
      pinState = .accepted
      emit(.pinAccepted)
    }
    bringUp.isSIMOpen = true
    bringUp.isPolling = profile.indications.isEmpty
    bringUp.insert(BringUpStep.settingUp(profile))
  }

  // MARK: - PIN

  /// One try, ever: a PIN is sent when it is untried or has opened this SIM before, and when the SIM allows more tries.
  private mutating func pinWanted() {
    switch pinState {
    case .refused:
      block(.pinRefused)
    case .pending:
      // It was sent, and the SIM still asks: refused, lost on the way, or not yet looked at. Asking costs no try.
      if bringUp.repeats < 5 { return repeatStep(after: .seconds(1)) }
      pinState = .refused
      block(.pinRefused)
    case .untried, .accepted:
      guard configuration.usablePIN != nil else { return block(.pinRequired) }
      if bringUp.pinTries == nil, let command = profile.pinTriesCommand, bringUp.repeats == 0 {
        bringUp.insert([.pinTries(command)])
      } else {
        bringUp.insert([.enterPIN])
      }
    }
  }

  mutating func askForPINNote() {
    guard pinNote == .missing else { return }
    pinNote = .asked
    emit(.notePINTry)
  }

  mutating func finishPINTries(_ exchange: Exchange) {
    let numbers = exchange.lines.lazy.compactMap { ResultLine($0) }.map { $0.values.compactMap(\.number) }.first
    if let numbers, !numbers.isEmpty {
      let field = profile.pinTriesField
      let position = field >= 0 ? field : numbers.count + field
      if numbers.indices.contains(position) { bringUp.pinTries = numbers[position] }
    }
    if let tries = bringUp.pinTries, tries < configuration.minimumPINTries, pinState != .accepted {
      return block(.pinRequired)
    }
    bringUp.insert([.enterPIN])
  }

  mutating func finishPIN(_ outcome: Outcome) {
    switch outcome {
    case .success:
      // Ready in a moment; +CPIN? tells when.
      bringUp.replace(with: .simStatus)
      phase = .waiting(until: now + .milliseconds(500))
    case .failure(.equipment(12)):
      pinState = .refused
      block(.pukRequired)
    case .failure(.equipment(16)):
      pinState = .refused
      block(.pinRefused)
    case .failure:
      // Busy, or refused for whatever reason: what has become of the PIN, only +CPIN? tells.
      bringUp.replace(with: .simStatus)
      phase = .waiting(until: now + .seconds(2))
    case .timeout:
      bringUp.replace(with: .simStatus)
    }
  }

  // MARK: - Waiting for a person

  static let blockedPollInterval: Duration = .seconds(30)

  /// Says what is wrong and stops; `+CPIN?` alone is asked from time to time, which costs no try.
  mutating func block(_ block: ModemBlock) {
    giveUpSends(reason: "the SIM can't be used")
    switch block {
    case .pinRequired: emit(.pinRequired(triesLeft: bringUp.pinTries))
    case .pinRefused: emit(.pinRefused)
    case .pukRequired: emit(.pukRequired)
    case .simMissing: emit(.simMissing)
    case .simFault(let text): emit(.simFault(text))
    case .locked(let text): emit(.locked(text))
    }
    phase = .blocked(block, pollAt: now + Self.blockedPollInterval)
  }

  mutating func finishBlockedPoll(_ exchange: Exchange, _ outcome: Outcome) {
    guard case .blocked(let block, _) = phase else { return }
    phase = .blocked(block, pollAt: now + Self.blockedPollInterval)
    if let status = exchange.lines.lazy.compactMap({ SIMStatus($0) }).first {
      switch (status, block) {
      case (.ready, _), (.pin2, _), (.puk2, _), (.pin, .simMissing), (.pin, .simFault), (.puk, .simMissing):
        beginBringUp()
      case (.puk, .pinRefused), (.puk, .pinRequired): self.block(.pukRequired)
      case (.notInserted, .pinRequired), (.notInserted, .pinRefused), (.notInserted, .pukRequired):
        self.block(.simMissing)
      case (.pin, _), (.puk, _), (.personalization, _), (.notInserted, _), (.notReady, _): break
      }
    } else if outcome == .timeout {
      unanswered(exchange)
    }
  }
}
