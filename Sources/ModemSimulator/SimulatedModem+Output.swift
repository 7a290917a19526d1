extension SimulatedModem {
  /// Puts bytes on the line to the terminal.
  mutating func send(_ bytes: [UInt8], now: Duration) {
    if orders.mutedForEver || orders.muteUntil != nil { return }
    outgoing.splitsChunks = orders.splitReads || dice.roll(\.splitReads, now: now)
    outgoing.send(bytes, notBefore: now)
  }

  /// The echo of what was typed leaves in one piece with what comes next, as it does over USB.
  mutating func flushEcho(now: Duration) {
    guard !echoed.isEmpty else { return }
    send(echoed, now: now)
    echoed.removeAll(keepingCapacity: true)
  }

  /// Adds information lines to the reply of the running command.
  mutating func inform(_ lines: String...) {
    inform(lines)
  }

  /// Adds information lines to the reply of the running command (ITU-T V.250 §5.7.1).
  mutating func inform(_ lines: [String]) {
    inform(octets: lines.map { Array($0.utf8) })
  }

  /// As ``inform(_:)``, for text that is not UTF-8; what continues a list has no line end in front of it.
  mutating func inform(octets lines: [[UInt8]], continuing: Bool = false) {
    var block: [UInt8] = settings.verbose && !continuing ? [settings.terminator, settings.formatter] : []
    for line in lines {
      block.append(contentsOf: line)
      block.append(settings.terminator)
      block.append(settings.formatter)
    }
    reply.append(block)
  }

  /// Ends the running command line.
  mutating func finish(_ result: ResultCode, now: Duration) {
    var result = result
    if result == .ok, dice.roll(\.spuriousError, now: now) {
      reply.removeAll()
      result = .equipment(14)
    }
    var final: [UInt8] = []
    if orders.loseResults > 0 {
      orders.loseResults -= 1
    } else if !settings.quiet, !dice.roll(\.lostResult, now: now) {
      let line = result.line(errorDetail: settings.errorDetail, verbose: settings.verbose)
      final = settings.verbose ? [settings.terminator, settings.formatter] : []
      final.append(contentsOf: line.utf8)
      final.append(settings.terminator)
      if settings.verbose { final.append(settings.formatter) }
    }
    conversation = .command
    writeReply(ending: final, now: now)
    flushHeldURCs(now: now)
  }

  /// Ends the running command line without a final result.
  mutating func finishSilently(now: Duration) {
    conversation = .command
    writeReply(ending: [], now: now)
    flushHeldURCs(now: now)
  }

  private mutating func writeReply(ending: [UInt8], now: Duration) {
    flushEcho(now: now)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(reply.reduce(ending.count) { $0 + $1.count })
    for block in reply {
      bytes.append(contentsOf: block)
      if dice.roll(\.interleavedURC, now: now) { bytes.append(contentsOf: "\r\n^RSSI:18\r\n".utf8) }
    }
    bytes.append(contentsOf: ending)
    reply.removeAll(keepingCapacity: true)
    send(bytes, now: now)
  }

  /// An unsolicited result code; held while a command runs, lost while the URCs go to another port.
  mutating func urc(_ lines: String..., now: Duration) {
    var bytes: [UInt8] = []
    for line in lines {
      if bytes.isEmpty { bytes += [settings.terminator, settings.formatter] }
      bytes.append(contentsOf: line.utf8)
      bytes += [settings.terminator, settings.formatter]
    }
    urc(octets: bytes, now: now)
  }

  /// As ``urc(_:now:)``, with its line ends.
  mutating func urc(octets: [UInt8], now: Duration) {
    guard power.isOn, power.urcPortOpen else { return }
    switch conversation {
    case .command: send(octets, now: now)
    case .thinking, .executing, .prompt, .sending:
      // `<mode>` 3 of +CNMI embeds them in the running command (27.005 §3.4.1); but never in a prompt's data.
      if settings.newMessages.mode == 3, case .sending = conversation {
        send(octets, now: now)
      } else if case .executing = conversation, dice.roll(\.interleavedURC, now: now) {
        reply.append(octets)
      } else if heldURCs.count < 256 {
        heldURCs.append(octets)
      }
    }
  }

  private mutating func flushHeldURCs(now: Duration) {
    guard !heldURCs.isEmpty, case .command = conversation else { return }
    let held = heldURCs
    heldURCs.removeAll(keepingCapacity: true)
    for octets in held { send(octets, now: now) }
  }
}
