/// Sorts what comes from a modem: which lines answer the running command, and which came by themselves.
///
/// A URC may stand anywhere, between the header and the PDU of a listed message too. So each line is judged by the
/// prefix the running command expects, and `+CMT`, `+CDS`, `+CMGL`, `+CMGR` take exactly their PDU line.
public struct ATDialogue: Sendable {
  /// What a line means.
  public enum Event: Sendable, Hashable {
    /// A line of the running command's reply.
    case information(String)
    /// A message of the running `+CMGL` or `+CMGR`.
    case entry(MessageEntry)
    /// The prompt the running `+CMGS` waits for.
    case prompt
    /// The end of the running command; ``ATDialogue/running`` is nil from here on.
    case final(FinalResult)
    /// Something the modem tells by itself.
    case unsolicited(UnsolicitedResult)
    /// The command as the modem echoes it.
    case echo
    /// Nothing known: a late answer, half a line, garbage, a header without its PDU.
    case noise(String)
  }

  /// The command whose reply is awaited.
  public private(set) var running: ATCommand?

  private var framer = LineFramer()
  private var pending: Pending?

  /// A header line whose PDU line has not come yet.
  private struct Pending: Sendable {
    enum Owner: Sendable { case reply, message, statusReport, cellBroadcast }
    var owner: Owner
    var entry: MessageEntry
    /// Lines of others let through in between; a bound, or a lost PDU line would keep the header for ever.
    var interruptions = 0
  }

  /// A dialogue in which nothing has been asked.
  public init() {}

  /// The command has been written; its reply is awaited.
  public mutating func begin(_ command: ATCommand) {
    running = command
    if pending?.owner == .reply { pending = nil }
    framer.expectsPrompt = command.reply == .prompt
  }

  /// The command is given up; what still comes of its reply is noise.
  public mutating func abandon() {
    running = nil
    if pending?.owner == .reply { pending = nil }
    framer.expectsPrompt = false
  }

  /// Forgets everything: the port has been opened anew.
  public mutating func reset() {
    self = ATDialogue()
  }

  /// Takes one octet; it completes at most one event.
  public mutating func consume(_ octet: UInt8) -> Event? {
    switch framer.consume(octet) {
    case nil: nil
    case .prompt?: .prompt
    case .overlong(let start)?: .noise(String(start.prefix(64)))
    case .line(let line)?: interpret(line)
    }
  }

  /// Ends a line that has no line end: the last one of a transcript.
  public mutating func endLine() -> Event? {
    guard case .line(let line)? = framer.endLine() else { return nil }
    return interpret(line)
  }

  private mutating func interpret(_ line: String) -> Event? {
    let line = line.trimmed
    guard !line.isEmpty else { return nil }
    if pending != nil, let event = payload(line) { return event }
    if isEcho(line) { return .echo }
    if let event = header(line) { return event.value }
    if let final = FinalResult(line) { return finalEvent(final, line) }
    return body(line)
  }

  /// The PDU line of the pending header, if this is it.
  private mutating func payload(_ line: Substring) -> Event? {
    guard var pending else { return nil }
    if let digits = MessageEntry.hexadecimalDigits(line) {
      self.pending = nil
      pending.entry.pdu = digits
      return complete(pending)
    }
    if FinalResult(line) != nil || UnsolicitedResult(line) != nil || ResultLine(line) != nil {
      pending.interruptions += 1
      let isReplyOver = pending.owner == .reply && FinalResult(line) != nil
      self.pending = isReplyOver || pending.interruptions > 8 ? nil : pending
      return nil
    }
    self.pending = nil
    switch pending.owner {
    case .reply:
      // Whatever stands in the slot is handed over: only its reader can tell that it is worth nothing.
      pending.entry.pdu = String(line.prefix(1024))
      return complete(pending)
    case .message, .statusReport, .cellBroadcast:
      return .noise(String(line.prefix(64)))
    }
  }

  private func complete(_ pending: Pending) -> Event {
    switch pending.owner {
    case .reply: .entry(pending.entry)
    case .message: .unsolicited(.message(pending.entry))
    case .statusReport: .unsolicited(.statusReport(pending.entry))
    case .cellBroadcast: .unsolicited(.cellBroadcast)
    }
  }

  /// Whether the modem repeats what was written: the whole command, or what a prompt was answered with.
  private func isEcho(_ line: Substring) -> Bool {
    guard let running else { return false }
    let text = running.text
    if line == text { return !text.isEmpty }
    // An echo glued to a prompt or cut by a URC: "> 0011…".
    return running.reply == .prompt && line.hasSuffix(text)
  }

  /// A header whose PDU line is to follow; `.some(nil)` when it is taken without an event.
  private mutating func header(_ line: Substring) -> (value: Event?, Void)? {
    guard let result = ResultLine(line) else { return nil }
    let owner: Pending.Owner
    let shape: MessageEntry.HeaderShape
    switch (result.name.uppercased(), running?.reply) {
    case ("+CMGL", .listing): (owner, shape) = (.reply, .listing)
    case ("+CMGR", .reading): (owner, shape) = (.reply, .reading)
    case ("+CMT", _): (owner, shape) = (.message, .delivery)
    case ("+CDS", _): (owner, shape) = (.statusReport, .delivery)
    case ("+CBM", _): (owner, shape) = (.cellBroadcast, .delivery)
    default: return nil
    }
    guard let entry = MessageEntry(header: result, shape: shape) else {
      return (.noise(String(line.prefix(64))), ())
    }
    let next = Pending(owner: owner, entry: entry)
    // In text mode a status report has no second line, and a text may have many: nothing is waited for.
    if !entry.pdu.isEmpty || entry.isTextMode {
      pending = nil
      return (complete(next), ())
    }
    pending = next
    return (nil, ())
  }

  private mutating func finalEvent(_ final: FinalResult, _ line: Substring) -> Event {
    switch final {
    case .call(let text):
      // A call of somebody else ended; no command of ours is answered by it.
      return .unsolicited(.other(text))
    case .ok, .connect, .failure:
      guard running != nil else { return .noise(String(line)) }
      running = nil
      framer.expectsPrompt = false
      return .final(final)
    }
  }

  private func body(_ line: Substring) -> Event {
    let unsolicited = UnsolicitedResult(line)
    guard let running else {
      return unsolicited.map(Event.unsolicited) ?? .noise(String(line.prefix(64)))
    }
    let name = ResultLine(line)?.name.uppercased()
    switch running.reply {
    case .lines(let prefix):
      if name == prefix {
        // "+CREG: 1" in the middle of AT+CREG? is the URC, not the answer.
        if case .registration(let registration)? = unsolicited, registration.isUnsolicited {
          return .unsolicited(.registration(registration))
        }
        return .information(String(line))
      }
      // Wavecom and others answer AT+CPIN? without the prefix.
      if name == nil, unsolicited == nil, prefix == "+CPIN" { return .information(String(line)) }
    case .text:
      if unsolicited == nil || isNamed(name, by: running) { return .information(String(line)) }
    case .anything:
      if case .other? = unsolicited { return .information(String(line)) }
      if unsolicited == nil || isNamed(name, by: running) { return .information(String(line)) }
    case .none, .listing, .reading, .prompt:
      break
    }
    return unsolicited.map(Event.unsolicited) ?? .noise(String(line.prefix(64)))
  }

  /// Whether a line bears the name of the running command.
  private func isNamed(_ name: String?, by command: ATCommand) -> Bool {
    name.map { command.text.uppercased().hasPrefix("AT" + $0) } ?? false
  }
}
