internal import ATProtocol

/// Requests to send: those waiting, and what is known of the last one.
struct Outbox: Sendable {
  var waiting: [SendRequest] = []
  /// The one under way.
  var current: UInt64?
  /// Without network, requests wait until then.
  var heldUntil: MonotonicTime?
  /// The last one whose fate is unknown: a late `+CMGS` would tell.
  var unresolved: UInt64?
  /// Until then its answer may be on the way.
  var doubtUntil: MonotonicTime?
  /// Failed, and still to be asked about.
  var diagnosis: (id: UInt64, checks: [HealthCheck], result: ModemEvent.SendDiagnosis)?

  var count: Int { waiting.count + (current == nil ? 0 : 1) }
}

// Sending: header, prompt, PDU, result; never twice.
extension ModemSession {
  mutating func enqueue(_ request: SendRequest) {
    func refuse(_ reason: String) { finishSend(request.id, .notAttempted(reason: reason)) }
    guard request.hex.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x46).contains($0) }),
      !request.hex.isEmpty, request.hex.utf8.count.isMultiple(of: 2), (1...255).contains(request.tpduLength)
    else { return refuse("the PDU is not made of pairs of upper-case hexadecimal digits, or its length is wrong") }
    switch phase {
    case .closed, .stopped, .stopping: return refuse("the modem is not connected")
    case .blocked: return refuse("the SIM can't be used")
    case .settling, .bringingUp, .waiting, .online, .probing: break
    }
    guard outbox.waiting.count < configuration.maximumQueuedSends else { return refuse("too many requests wait") }
    outbox.waiting.append(request)
  }

  mutating func startSend() -> Bool {
    guard let request = outbox.waiting.first else {
      outbox.heldUntil = nil
      return false
    }
    if network.registration.allowsMessages == false || radio.onAt != nil {
      let heldUntil = outbox.heldUntil ?? now + configuration.networkPatience
      outbox.heldUntil = heldUntil
      guard now >= heldUntil else { return false }
      outbox.heldUntil = nil
      for request in outbox.waiting {
        finishSend(request.id, .notAttempted(reason: "no network: \(network.registration.rawValue)"))
      }
      outbox.waiting = []
      return true
    }
    outbox.heldUntil = nil
    outbox.waiting.removeFirst()
    outbox.current = request.id
    start(.submit(request), .submit(length: request.tpduLength))
    return true
  }

  /// The prompt is there: the PDU follows after the profile's pause.
  mutating func prompted() {
    guard let exchange, case .submit(let request) = exchange.errand, !exchange.isPrompted else { return }
    let delay = configuration.promptDelay ?? profile.promptDelay
    if delay > .zero {
      self.exchange?.isPrompted = true
      self.exchange?.deadline = now + delay
    } else {
      self.exchange = nil
      writeBody(request)
    }
  }

  mutating func writeBody(_ request: SendRequest) {
    emit(.sendStarted(id: request.id))
    start(.submitBody(request), .submitBody(request.hex))
  }

  mutating func finishSubmit(_ request: SendRequest, _ exchange: Exchange, _ outcome: Outcome) {
    switch outcome {
    case .success:
      // OK in place of the prompt; the PDU was not written.
      conclude(request.id, .notAttempted(reason: "the modem did not ask for the message"))
    case .failure(let error):
      // Nothing of the message has left us, so an ambiguous error is a temporary one here.
      var failure = SendFailure(error)
      if failure.nature == .ambiguous { failure.nature = .temporary }
      conclude(request.id, .failed(failure))
      diagnose(request.id)
    case .timeout:
      conclude(request.id, .notAttempted(reason: "the modem did not ask for the message in time"))
      leavePrompt()
    }
  }

  mutating func finishSubmitBody(_ request: SendRequest, _ exchange: Exchange, _ outcome: Outcome) {
    let reference = exchange.first(SubmitReference.init)?.value
    switch (outcome, reference) {
    case (.success, let reference?), (.timeout, let reference?):
      // The reference is the proof; some modems never send the OK after it.
      conclude(request.id, .accepted(reference: reference))
    case (.success, nil):
      leaveInDoubt(request.id)
      conclude(request.id, .unknown(reason: "the modem said OK without a message reference"))
    case (.failure(let error), _):
      var failure = SendFailure(error)
      // The radio may be lost between the message and the network's answer to it: nobody knows whether it went. That the
      // message service was not ready says that it did not; any other error about the equipment says nothing.
      let isUnserved = if case .messageService = error { error.isNotReady } else { false }
      if failure.nature == .temporary, !error.isOfNetwork, !isUnserved { failure.nature = .ambiguous }
      conclude(request.id, .failed(failure))
      diagnose(request.id)
    case (.timeout, nil):
      leaveInDoubt(request.id)
      conclude(request.id, .unknown(reason: "no answer to the message in \(configuration.effectiveSendTimeout)"))
      unanswered(exchange)
    }
  }

  private mutating func leaveInDoubt(_ id: UInt64) {
    outbox.unresolved = id
    outbox.doubtUntil = now + .seconds(900)
  }

  private mutating func conclude(_ id: UInt64, _ result: SendResult) {
    outbox.current = nil
    finishSend(id, result)
  }

  /// `+CMGS: <mr>` of a message that was given up as unknown.
  mutating func lateReference(_ reference: UInt8) {
    guard let id = outbox.unresolved else { return }
    outbox.unresolved = nil
    outbox.doubtUntil = nil
    emit(.lateSendResult(id: id, reference: reference))
  }

  // MARK: - Giving up

  /// ESC at a prompt; its `OK` or `ERROR` is awaited, so that it can't be taken for another command's.
  mutating func leavePrompt() {
    start(.leavePrompt, .escape)
  }

  mutating func finishLeavePrompt(_ outcome: Outcome) {
    if isStopping { return }
    switch outcome {
    case .success, .failure: break
    case .timeout: recover(reason: "no prompt, and no answer to ESC")
    }
  }

  /// The line is lost, or the SIM: each request gets its answer.
  mutating func giveUpSends(reason: String) {
    switch exchange?.errand {
    case .submit(let request)?:
      conclude(request.id, .notAttempted(reason: reason))
    case .submitBody(let request)?:
      let reference = exchange.flatMap { $0.first(SubmitReference.init)?.value }
      conclude(request.id, reference.map { .accepted(reference: $0) } ?? .unknown(reason: reason))
    case nil, .bringUp?, .probe?, .blockedPoll?, .select?, .list?, .read?, .scan?, .delete?, .acknowledge?,
      .leavePrompt?, .health?, .radioOff?, .radioOn?, .diagnose?:
      break
    }
    for request in outbox.waiting { finishSend(request.id, .notAttempted(reason: reason)) }
    outbox = Outbox()
  }

  // MARK: - What the failure may mean

  private mutating func diagnose(_ id: UInt64) {
    let diagnosis = ModemEvent.SendDiagnosis()
    outbox.diagnosis = (id, [.extendedError, .signal, .registration, .serviceCentre], diagnosis)
  }

  mutating func startDiagnosis() -> Bool {
    guard let diagnosis = outbox.diagnosis else { return false }
    guard let check = diagnosis.checks.first else {
      var result = diagnosis.result
      result.network = network
      result.serviceCentre = identity.serviceCentre
      outbox.diagnosis = nil
      emit(.sendDiagnosis(id: diagnosis.id, result))
      return true
    }
    outbox.diagnosis?.checks.removeFirst()
    start(.diagnose(check), check.command)
    return true
  }

  mutating func finishDiagnosis(_ check: HealthCheck, _ exchange: Exchange, _ outcome: Outcome) {
    if check == .extendedError, let line = exchange.lines.first {
      outbox.diagnosis?.result.extendedError = IdentityText.text(line)
    }
    finishHealth(check, exchange, outcome)
  }
}

extension SendFailure {
  init(_ error: ATError) {
    let nature: Nature
    switch error.nature {
    case .temporary: nature = .temporary
    case .permanent: nature = .permanent
    case .ambiguous: nature = .ambiguous
    }
    self.init(error: error.description, code: error.code, meaning: error.name, nature: nature)
  }
}
