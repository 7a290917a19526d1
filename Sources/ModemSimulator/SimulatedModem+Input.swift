extension SimulatedModem {
  private static let longestLine = 2048
  private static let longestPDU = 1024

  /// Takes what has arrived over the line, until a command keeps the modem busy.
  mutating func readLine(now: Duration) {
    while power.isOn, conversation.acceptsInput, let bytes = incoming.takeDue(now: now) {
      for (offset, byte) in bytes.enumerated() {
        take(byte, now: now)
        if !conversation.acceptsInput || !power.isOn {
          putBack(bytes[(offset + 1)...], now: now)
          break
        }
      }
    }
  }

  /// Bytes typed ahead of a running command: first in line once it is done.
  private mutating func putBack(_ bytes: ArraySlice<UInt8>, now: Duration) {
    guard !bytes.isEmpty, power.isOn else { return }
    var rest = LinePacer(baud: 0)
    rest.send(Array(bytes), notBefore: now)
    while let later = incoming.takeNext() { rest.send(later.bytes, notBefore: later.due) }
    rest.baud = incoming.baud
    incoming = rest
  }

  private mutating func take(_ byte: UInt8, now: Duration) {
    if orders.mutedForEver || orders.muteUntil != nil { return }
    switch conversation {
    case .command: takeCommand(byte, now: now)
    case .prompt(var prompt):
      conversation = .command
      if takePrompted(byte, &prompt, now: now), case .command = conversation { conversation = .prompt(prompt) }
    case .thinking, .executing, .sending: break
    }
  }

  private mutating func takeCommand(_ byte: UInt8, now: Duration) {
    if settings.echo { echoed.append(byte) }
    switch byte {
    case settings.terminator:
      defer { commandBuffer.removeAll(keepingCapacity: true) }
      guard let body = commandBody() else { return }
      lastLine = body
      commandLine(body, now: now)
    case settings.backspace, 0x7F:
      if !commandBuffer.isEmpty { commandBuffer.removeLast() }
    case UInt8(ascii: "/") where isRepeat:
      commandBuffer.removeAll(keepingCapacity: true)
      commandLine(lastLine, now: now)
    case 0x00...0x1F: break
    default:
      if commandBuffer.count < Self.longestLine { commandBuffer.append(byte) }
    }
  }

  /// `A/` repeats the last line without a terminator (ITU-T V.250 §5.2.4).
  private var isRepeat: Bool {
    commandBuffer.last?.upperCased == UInt8(ascii: "A")
      && commandBuffer.dropLast().allSatisfy { $0 == UInt8(ascii: " ") }
  }

  /// What follows the last `AT` that can begin a command line; noise in front of it is ignored.
  private func commandBody() -> [UInt8]? {
    var start = commandBuffer.startIndex
    while start + 1 < commandBuffer.endIndex {
      if commandBuffer[start].upperCased == UInt8(ascii: "A"),
        commandBuffer[start + 1].upperCased == UInt8(ascii: "T")
      {
        return Array(commandBuffer[(start + 2)...])
      }
      start += 1
    }
    return nil
  }

  /// False when the prompt is over.
  private mutating func takePrompted(_ byte: UInt8, _ prompt: inout Conversation.Prompt, now: Duration) -> Bool {
    if now < prompt.deafUntil { return true }
    if settings.echo, byte != 0x1A, byte != 0x1B { echoed.append(byte) }
    switch byte {
    case 0x1A:
      endPrompt(prompt, now: now)
      return false
    case 0x1B:
      finish(.ok, now: now)
      return false
    case 0x08 where settings.textMode:
      if !prompt.typed.isEmpty { prompt.typed.removeLast() }
    case 0x0D:
      if settings.textMode {
        prompt.typed.append(0x0A)
        flushEcho(now: now)
        send([0x0D, 0x0A, 0x3E, 0x20], now: now)
      }
    case 0x0A: break
    default:
      if prompt.typed.count < Self.longestPDU { prompt.typed.append(byte) }
    }
    return true
  }

  /// Starts a command line: at once, or after the modem's thinking time.
  private mutating func commandLine(_ body: [UInt8], now: Duration) {
    flushEcho(now: now)
    counters.commandLines += 1
    let (commands, complete) = ATCommandLineParser.parse(body)
    if rollCommandFaults(now: now) { return }
    if configuration.replyLatency > .zero {
      conversation = .thinking(commands, complete: complete, until: now + configuration.replyLatency)
    } else {
      execute(commands, complete: complete, now: now)
    }
  }

  /// True when the command line is lost to a trouble.
  private mutating func rollCommandFaults(now: Duration) -> Bool {
    if rollUnplug(now: now) { return true }
    if dice.roll(\.mute, now: now) {
      orders.muteUntil = now + dice.generator.duration(in: dice.options.muteDuration)
      return true
    }
    if dice.roll(\.garbage, now: now) { send(dice.noise(), now: now) }
    return false
  }
}
