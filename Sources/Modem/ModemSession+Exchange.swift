internal import ATProtocol

// One command at a time: written, answered or given up.
extension ModemSession {
  /// Writes a command and waits for its reply.
  mutating func start(_ errand: Errand, _ command: ATCommand) {
    var patience = command.patience
    if case .submitBody = errand { patience = configuration.effectiveSendTimeout }
    let limit = command == .listMessages ? .seconds(600) : patience
    exchange = Exchange(errand: errand, command: command, deadline: now + patience, limit: now + limit)
    exchange?.noiseBefore = counters[.undecodableLines]
    dialogue.begin(command)
    if case .submitBody = command {} else { counters.count(.commands) }
    emitWrite(command.octets)
  }

  /// Sorts an event of the line to the exchange it belongs to, or to those who listen for URCs.
  mutating func handle(_ event: ATDialogue.Event) {
    switch phase {
    case .closed, .stopped: return
    case .settling, .bringingUp, .waiting, .blocked, .online, .probing, .stopping: break
    }
    switch event {
    case .echo: echoed()
    case .noise(let line): noise(line)
    case .information(let line): information(line)
    case .entry(let entry): self.entry(entry)
    case .prompt: prompted()
    case .unsolicited(let result):
      counters.count(.unsolicited)
      unsolicited(result)
    case .final(let final):
      guard let exchange else { return }
      self.exchange = nil
      recovery.answered()
      count(final, of: exchange)
      finish(exchange, Outcome(final))
    }
  }

  private mutating func information(_ line: String) {
    guard exchange != nil else { return }
    if (exchange?.lines.count ?? 0) < Exchange.maximumLines { exchange?.lines.append(line) }
    signOfLife()
    // Wavecom ends "+CPIN: READY" and others "+CMGS: 5" without OK: what matters is there, so wait only a moment.
    if case .simStatus? = exchange?.command { shortenDeadline(to: .seconds(1)) }
    if case .submitBody? = exchange?.command { shortenDeadline(to: .seconds(5)) }
  }

  private mutating func shortenDeadline(to patience: Duration) {
    guard let exchange else { return }
    self.exchange?.deadline = min(exchange.deadline, now + patience)
  }

  /// A line of a long reply came: the rest may take as long again.
  mutating func signOfLife() {
    guard let exchange, exchange.command == .listMessages else { return }
    self.exchange?.deadline = min(exchange.limit, now + exchange.command.patience)
  }

  private mutating func noise(_ line: String) {
    // A modem in numeric mode (ATV0) answers AT by "0".
    if line == "0", case .attention? = exchange?.command, let exchange {
      self.exchange = nil
      dialogue.abandon()
      bringUp.isNumeric = true
      finish(exchange, .success)
      return
    }
    if let line = ResultLine(line), let reference = SubmitReference(line) {
      lateReference(reference.value)
      return
    }
    counters.count(.undecodableLines)
  }

  /// What an answer, or its absence, becomes.
  mutating func finish(_ exchange: Exchange, _ outcome: Outcome) {
    if outcome == .timeout {
      counters.count(.commandTimeouts)
      dialogue.abandon()
    }
    switch exchange.errand {
    case .bringUp(let step): finishBringUp(step, exchange, outcome)
    case .probe: finishProbe(outcome)
    case .blockedPoll: finishBlockedPoll(exchange, outcome)
    case .select(let storage): finishSelect(storage, exchange, outcome)
    case .list(let storage): finishList(storage, exchange, outcome)
    case .read(let key): finishRead(key, exchange, outcome)
    case .scan(let key): finishScan(key, exchange, outcome)
    case .delete(let keys): finishDelete(keys, outcome)
    case .acknowledge: finishAcknowledge(outcome)
    case .submit(let request): finishSubmit(request, exchange, outcome)
    case .submitBody(let request): finishSubmitBody(request, exchange, outcome)
    case .leavePrompt: finishLeavePrompt(outcome)
    case .health(let check): finishHealth(check, exchange, outcome)
    case .radioOff: finishRadioOff(exchange, outcome)
    case .radioOn: finishRadioOn(exchange, outcome)
    case .diagnose(let check): finishDiagnosis(check, exchange, outcome)
    }
    if phase == .online, case .failure(let error) = outcome { noticeSIM(error) }
  }

  /// `+CPIN: NOT INSERTED` may be lost on the way, or never sent: an error tells as well that the SIM is gone or locked
  /// again. What comes back may be another SIM.
  private mutating func noticeSIM(_ error: ATError) {
    switch error {
    case .equipment(10), .messageService(310), .equipment(11), .messageService(311), .equipment(12),
      .messageService(316):
      mailbox.lineClosed()
      restart(reason: "the modem says of its SIM: \(error.name)")
    case .equipment, .messageService, .unspecified: break
    }
  }

  /// The command under way will not be answered any more. What it was about is done again, or looked at, later.
  mutating func dropExchange() {
    guard let exchange else { return }
    self.exchange = nil
    dialogue.abandon()
    switch exchange.errand {
    case .delete(let keys): mailbox.deletionUncertain(keys)
    case .list(let storage): mailbox.wantSweep(of: [storage])
    case .read(let key): mailbox.announce(key)
    case .scan(let key): scanAgain(key.storage)
    case .select: mailbox.selected = nil
    case .acknowledge: mailbox.direct.toAcknowledge += 1
    case .radioOff: radio.mayBeOff(now: now)
    case .bringUp, .probe, .blockedPoll, .submit, .submitBody, .leavePrompt, .health, .radioOn, .diagnose: break
    }
  }

  /// A command was not answered and nothing else is known about it.
  mutating func unanswered(_ exchange: Exchange) {
    emit(.commandTimedOut(exchange.command.loggable))
    recover(reason: "no answer to \(exchange.command.loggable)")
  }
}
