import Modem
import Testing

@Suite struct SendingTests {
  /// A transcript at the prompt, the PDU not yet written.
  private func atPrompt(_ configuration: ModemSession.Configuration = .init()) -> Transcript {
    var line = Transcript(configuration)
    line.send()
    #expect(line.next() == .write(line: "AT+CMGS=7"))
    line.prompt()
    return line
  }

  /// A transcript with the PDU out.
  private func underWay() -> Transcript {
    var line = atPrompt()
    line.pass(.milliseconds(50))
    #expect(line.next() == .sendStarted(id: 1))
    #expect(line.next() == .writeBody)
    return line
  }

  @Test func `trouble 17: the PDU is not written before the prompt delay has passed`() {
    var configuration = ModemSession.Configuration()
    configuration.promptDelay = .milliseconds(400)
    var line = atPrompt(configuration)
    #expect(line.next() == nil)
    line.pass(.milliseconds(399))
    #expect(line.next() == nil)
    line.pass(.milliseconds(1))
    #expect(line.next() == .sendStarted(id: 1))
    #expect(line.next() == .writeBody)
  }

  @Test func `trouble 18: an answer after 135 s counts`() {
    var line = underWay()
    line.pass(.seconds(135))
    #expect(line.next() == nil)
    line.modem("+CMGS: 41", "OK")
    #expect(line.next() == .sendFinished(id: 1, .accepted(reference: 41)))
  }

  @Test func `trouble 18: no answer in 180 s is unknown, and is never sent again`() {
    var line = underWay()
    line.pass(.seconds(180))
    #expect(line.next() == nil)
    line.pass(.seconds(5))
    #expect(line.next() == .sendFinished(id: 1, .unknown(reason: "no answer to the message in 185.0 seconds")))
    var written: [ModemAction] = []
    for _ in 0..<100 {
      line.pass(.seconds(10))
      while let action = line.next() { written.append(action) }
    }
    #expect(!written.contains(.writeBody))
    #expect(!written.contains(.write(line: "AT+CMGS=7")))
  }

  @Test func `the answer to a message given up as unknown is told of when it comes`() {
    var line = underWay()
    line.pass(.seconds(185))
    while line.next() != nil {}
    line.session.receive(Array("\r\n+CMGS: 9\r\n".utf8), now: line.now)
    var events: [ModemAction] = []
    while let action = line.session.nextAction() { events.append(action) }
    #expect(events.contains(.event(.lateSendResult(id: 1, reference: 9))))
  }

  @Test func `a reference without OK is success`() {
    var line = underWay()
    line.modem("+CMGS: 7")
    #expect(line.next() == nil)
    line.pass(.seconds(5))
    #expect(line.next() == .sendFinished(id: 1, .accepted(reference: 7)))
  }

  @Test func `OK without a reference is unknown`() {
    var line = underWay()
    line.modem("OK")
    guard case .sendFinished(id: 1, .unknown)? = line.next() else {
      Issue.record("not unknown")
      return
    }
  }

  @Test func `trouble 20: a refusal is told with its meaning, and the circumstances are asked for`() {
    var line = underWay()
    line.modem("+CMS ERROR: 38")
    #expect(
      line.next()
        == .sendFinished(
          id: 1,
          .failed(
            SendFailure(error: "+CMS ERROR: 38", code: 38, meaning: "network out of order", nature: .ambiguous))))
    #expect(line.next() == .write(line: "AT+CEER"))
    line.modem("+CEER: No cause information available", "OK")
    #expect(line.next() == .write(line: "AT+CSQ"))
    line.modem("+CSQ: 2,99", "OK")
    #expect(line.next() == .write(line: "AT+CREG?"))
    line.modem("+CREG: 2,1,\"1A2B\",\"00C3D4E5\",7", "OK")
    #expect(line.next() == .write(line: "AT+CSCA?"))
    line.session.receive(Array("\r\n+CSCA: \"+6281100000\",145\r\n\r\nOK\r\n".utf8), now: line.now)
    guard case .event(.sendDiagnosis(id: 1, let diagnosis))? = line.session.nextAction() else {
      Issue.record("no diagnosis")
      return
    }
    #expect(diagnosis.extendedError == "No cause information available")
    #expect(diagnosis.network.signalDBm == -109)
    #expect(diagnosis.serviceCentre == "+6281100000")
  }

  @Test func `trouble 20: an error before the prompt is certain to have sent nothing`() {
    var line = Transcript()
    line.send()
    _ = line.next()
    line.modem("+CMS ERROR: 500")
    guard case .sendFinished(id: 1, .failed(let failure))? = line.next() else {
      Issue.record("not failed")
      return
    }
    #expect(failure.nature == .temporary)
  }

  @Test(arguments: [
    ("+CMS ERROR: 331", SendFailure.Nature.ambiguous), ("+CME ERROR: 30", .ambiguous), ("+CMS ERROR: 332", .ambiguous),
    ("+CME ERROR: 32", .ambiguous), ("+CME ERROR: 53", .ambiguous), ("+CMS ERROR: 527", .ambiguous),
    ("+CME ERROR: 14", .ambiguous), ("+CMS ERROR: 42", .temporary), ("+CMS ERROR: 27", .temporary),
    ("+CMS ERROR: 192", .temporary),
    ("+CMS ERROR: 314", .temporary), ("+CMS ERROR: 515", .temporary), ("+CMS ERROR: 21", .permanent),
  ])
  func `once the message is out, a lost radio leaves open whether it went; the network's refusal does not`(
    error: String, nature: SendFailure.Nature
  ) {
    var line = underWay()
    line.modem(error)
    guard case .sendFinished(id: 1, .failed(let failure))? = line.next() else {
      Issue.record("not failed")
      return
    }
    #expect(failure.nature == nature)
  }

  @Test(arguments: ["+CMS ERROR: 331", "+CME ERROR: 30"])
  func `a lost radio before the prompt is certain to have sent nothing`(error: String) {
    var line = Transcript()
    line.send()
    _ = line.next()
    line.modem(error)
    guard case .sendFinished(id: 1, .failed(let failure))? = line.next() else {
      Issue.record("not failed")
      return
    }
    #expect(failure.nature == .temporary)
  }

  @Test func `trouble 19: one refused message does not hold up the next`() {
    var line = underWay()
    line.send(2)
    line.modem("+CMS ERROR: 21")
    var actions: [ModemAction] = []
    for _ in 0..<5 {
      while let action = line.next() { actions.append(action) }
      line.modem("OK")
    }
    #expect(actions.contains(.write(line: "AT+CMGS=7")))
  }

  @Test func `two messages are never under way at once`() {
    var line = Transcript()
    line.send(1)
    line.send(2)
    #expect(line.next() == .write(line: "AT+CMGS=7"))
    #expect(line.next() == nil)
    line.prompt()
    line.pass(.milliseconds(50))
    #expect(line.next() == .sendStarted(id: 1))
    #expect(line.next() == .writeBody)
    #expect(line.next() == nil)
    line.modem("+CMGS: 1", "OK")
    #expect(line.next() == .sendFinished(id: 1, .accepted(reference: 1)))
    #expect(line.next() == .write(line: "AT+CMGS=7"))
  }

  @Test func `no prompt: nothing was attempted, and ESC takes the modem out of it`() {
    var line = Transcript()
    line.send()
    #expect(line.next() == .write(line: "AT+CMGS=7"))
    line.pass(.seconds(20))
    #expect(
      line.next() == .sendFinished(id: 1, .notAttempted(reason: "the modem did not ask for the message in time")))
    #expect(line.next() == .escape)
  }

  @Test func `a port lost before the PDU means not attempted, after it unknown`() {
    var before = atPrompt()
    before.session.portClosed(reason: "EIO", now: before.now)
    #expect(before.next() == .sendFinished(id: 1, .notAttempted(reason: "EIO")))
    var after = underWay()
    after.session.portClosed(reason: "EIO", now: after.now)
    #expect(after.next() == .sendFinished(id: 1, .unknown(reason: "EIO")))
  }

  @Test func `stopping at the prompt leaves it by ESC and sends nothing`() {
    var line = atPrompt()
    line.session.stop(now: line.now)
    #expect(line.next() == .sendFinished(id: 1, .notAttempted(reason: "the line is being closed")))
    #expect(line.next() == .escape)
    #expect(line.next() == nil)
    line.modem("OK")
    #expect(line.next() == .stopped)
    #expect(line.session.deadline == nil)
  }

  @Test func `stopping with a PDU under way waits for its answer, but not past the time to stop`() {
    var answered = underWay()
    answered.session.stop(now: answered.now)
    answered.modem("+CMGS: 3", "OK")
    #expect(answered.next() == .sendFinished(id: 1, .accepted(reference: 3)))
    #expect(answered.next() == .stopped)
    var silent = underWay()
    silent.session.stop(now: silent.now)
    silent.pass(.milliseconds(1500))
    guard case .sendFinished(id: 1, .unknown)? = silent.next() else {
      Issue.record("not unknown")
      return
    }
    #expect(silent.next() == .stopped)
  }

  @Test func `without network a message waits, and is given back after a while`() {
    var line = Transcript()
    line.modem("+CREG: 2")
    line.send()
    #expect(line.next() == nil)
    line.modem("+CREG: 1")
    #expect(line.next() == .write(line: "AT+CMGS=7"))

    var without = Transcript()
    without.modem("+CREG: 3")
    without.send()
    var actions: [ModemAction] = []
    for _ in 0..<130 {
      without.pass(.seconds(1))
      while let action = without.next() { actions.append(action) }
      without.modem("+CREG: 2,3", "OK")
    }
    #expect(actions.contains(.sendFinished(id: 1, .notAttempted(reason: "no network: denied"))))
  }

  @Test(arguments: ["", "00", "00110g", "0011 0", "001", "00\r\n", "00\u{1A}"])
  func `a PDU that is none never reaches the modem`(hex: String) {
    var line = Transcript()
    line.session.send(SendRequest(id: 5, hex: hex, tpduLength: hex == "00" ? 0 : 7), now: line.now)
    guard case .sendFinished(id: 5, .notAttempted)? = line.next() else {
      Issue.record("accepted")
      return
    }
    #expect(line.next() == nil)
  }

  @Test func `the queue is bounded`() {
    var line = Transcript()
    for id in 1...30 { line.send(UInt64(id)) }
    var refused = 0
    while let action = line.next() { if case .sendFinished(_, .notAttempted) = action { refused += 1 } }
    #expect(refused == 30 - 1 - 16)
  }
}
