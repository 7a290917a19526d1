/// 3GPP TS 27.005 §3.5 and §4.3–§4.7: sending and writing messages, and acknowledging them.
extension SimulatedModem {
  mutating func sendingCommand(_ command: ATCommand, now: Duration) -> CommandOutcome? {
    switch command.name {
    case "+CMGS", "+CMGW", "+CMSS", "+CNMA":
      if command.form == .test {
        if command.name == "+CNMA" { inform("+CNMA: (0-2)") }
        return .done
      }
    default: return nil
    }
    switch command.name {
    case "+CMGS": return prompt(command, purpose: .send, now: now)
    case "+CMGW": return prompt(command, purpose: .store(writeStatus(command)), now: now)
    case "+CMSS": return sendStored(command, now: now)
    default: return acknowledge(command, now: now)
    }
  }

  private func writeStatus(_ command: ATCommand) -> MessageStatus {
    if settings.textMode {
      return MessageStatus.allCases.first { $0.text == command.text(2) } ?? .storedUnsent
    }
    return command.number(1).flatMap(MessageStatus.init) ?? .storedUnsent
  }

  // MARK: the prompt

  private mutating func prompt(
    _ command: ATCommand, purpose: Conversation.Prompt.Purpose, now: Duration
  ) -> CommandOutcome {
    var destination: String?
    var length = 0
    if settings.textMode {
      destination = command.text(0).map { $0.hasPrefix("+") || command.number(1) != 145 ? $0 : "+" + $0 }
      if case .send = purpose, destination == nil { return .service(305) }
    } else {
      guard let announced = command.number(0), (1...255).contains(announced) else { return .service(304) }
      length = announced
    }
    openPrompt(purpose: purpose, length: length, destination: destination, now: now)
    return .takenOver
  }

  private mutating func openPrompt(
    purpose: Conversation.Prompt.Purpose, length: Int, destination: String?, now: Duration
  ) {
    flushEcho(now: now)
    for block in reply { send(block, now: now) }
    reply.removeAll(keepingCapacity: true)
    if !dice.roll(\.lostPrompt, now: now) {
      send([settings.terminator, settings.formatter, UInt8(ascii: ">"), UInt8(ascii: " ")], now: now)
    }
    conversation = .prompt(
      Conversation.Prompt(
        purpose: purpose, length: length, destination: destination, deafUntil: now + profile.promptDeafness))
  }

  /// Ctrl-Z: what was typed is complete.
  mutating func endPrompt(_ prompt: Conversation.Prompt, now: Duration) {
    flushEcho(now: now)
    if case .acknowledge = prompt.purpose {
      concludeAcknowledgement(accepted: true)
      return finish(.ok, now: now)
    }
    guard let pdu = typedPDU(prompt) else {
      return finish(.messageService(settings.textMode ? 305 : 304), now: now)
    }
    switch prompt.purpose {
    case .send: submit(pdu, command: "+CMGS", now: now)
    case .store(let status): write(pdu, status: status, now: now)
    case .acknowledge: break
    }
  }

  private func typedPDU(_ prompt: Conversation.Prompt) -> [UInt8]? {
    if settings.textMode {
      return textSubmit(prompt.typed, destination: prompt.destination ?? "")
    }
    guard let octets = octets(hexadecimal: prompt.typed.filter { $0 != UInt8(ascii: " ") }), let first = octets.first
    else { return nil }
    return octets.count - 1 - Int(first) == prompt.length ? octets : nil
  }

  private mutating func write(_ pdu: [UInt8], status: MessageStatus, now: Duration) {
    let message = StoredMessage(
      status: status, pdu: hexadecimal(pdu), tpduLength: pdu.count - 1 - Int(pdu.first ?? 0), messageID: nil)
    rememberCounts(now: now)
    guard let slot = storages[writeStorage]?.add(message) else { return finish(.messageService(322), now: now) }
    inform("+CMGW: \(slot + profile.firstIndex)")
    finish(.ok, now: now)
  }

  private mutating func sendStored(_ command: ATCommand, now: Duration) -> CommandOutcome {
    guard let index = command.number(0) else { return .service(304) }
    let slot = index - profile.firstIndex
    guard let stored = storages[readStorage]?[slot], let pdu = octets(hexadecimal: Array(stored.pdu.utf8)) else {
      return .service(321)
    }
    guard stored.status == .storedUnsent || stored.status == .storedSent else { return .service(302) }
    storages[readStorage]?.setStatus(.storedSent, of: slot)
    submit(pdu, command: "+CMSS", now: now)
    return .takenOver
  }

  // MARK: SUBMIT

  private mutating func submit(_ pdu: [UInt8], command: String, now: Duration) {
    var pdu = pdu
    let first = Int(pdu.first ?? 0) + 1
    // TP-MTI 01 is SMS-SUBMIT; its second octet is TP-MR, which the modem sets (3GPP TS 23.040 §9.2.2.2).
    guard pdu.count > first + 1, pdu[first] & 0x03 == 0x01 else { return finish(.messageService(304), now: now) }
    let reference = nextReference
    nextReference &+= 1
    pdu[first + 1] = reference
    submissions += 1
    let sending = Conversation.Sending(id: submissions, reference: reference, command: command)
    conversation = .sending(sending)
    if rollUnplug(now: now) { return }
    if let verdict = troubledVerdict(now: now) {
      submitted(submissions, verdict: verdict, now: now)
    } else {
      uplinks.append(.submit(SubmittedMessage(id: submissions, pdu: pdu, reference: reference)))
    }
  }

  /// Why the network never sees this SUBMIT, nil when it does.
  private mutating func troubledVerdict(now: Duration) -> SubmitVerdict? {
    if !orders.sendErrors.isEmpty { return SubmitVerdict(.failed(orders.sendErrors.removeFirst())) }
    if !isRegistered { return SubmitVerdict(.failed(331)) }
    if dice.roll(\.sendRefused, now: now) {
      return SubmitVerdict(.failed([38, 41, 42, 47, 500, 21].randomElement(using: &dice.generator) ?? 38))
    }
    return nil
  }

  /// The network's answer to ``ModemUplink/submit(_:)``.
  public mutating func submitted(_ id: Int, verdict: SubmitVerdict, now: Duration) {
    guard case .sending(var sending) = conversation, sending.id == id, sending.verdict == nil else { return }
    var verdict = verdict
    if verdict.result == .accepted {
      if rollUnplug(now: now) { return }
      if dice.roll(\.sendErrorAfterAcceptance, now: now) { verdict.result = .failed(500) }
      if dice.roll(\.sendAnswerLost, now: now) { verdict.result = .silence }
    }
    var delay = verdict.delay + configuration.sendLatency + (orders.sendDelay ?? .zero)
    if dice.roll(\.slowSend, now: now) { delay += dice.generator.duration(in: dice.options.slowSendDelay) }
    sending.verdict = verdict
    sending.until = now + delay
    conversation = .sending(sending)
    if delay <= .zero { endSending(sending, now: now) }
  }

  /// The answer reaches the terminal.
  mutating func endSending(_ sending: Conversation.Sending, now: Duration) {
    switch sending.verdict?.result {
    case .accepted:
      inform("\(sending.command): \(sending.reference)")
      finish(.ok, now: now)
    case .failed(let code):
      lastSendError = code
      finish(.messageService(code), now: now)
    case .silence: finishSilently(now: now)
    case nil: break
    }
  }

  // MARK: +CNMA

  private mutating func acknowledge(_ command: ATCommand, now: Duration) -> CommandOutcome {
    guard !profile.quirks.contains(.noAcknowledgement), settings.messageService == 1 else { return .service(303) }
    guard awaitedAcknowledgement != nil else { return .service(340) }
    let kind = command.number(0) ?? 0
    guard (0...2).contains(kind) else { return .service(304) }
    if !settings.textMode, kind > 0, let length = command.number(1), length > 0 {
      openPrompt(purpose: .acknowledge, length: length, destination: nil, now: now)
      return .takenOver
    }
    concludeAcknowledgement(accepted: kind != 2)
    return .done
  }

  private mutating func concludeAcknowledgement(accepted: Bool) {
    guard let awaited = awaitedAcknowledgement else { return }
    awaitedAcknowledgement = nil
    uplinks.append(.acknowledged(id: awaited.id, accepted: accepted))
    uplinks.append(.ready)
  }
}
