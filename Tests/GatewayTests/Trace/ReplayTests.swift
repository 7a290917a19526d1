import Modem
import ModemSimulator
import Testing

@testable import Gateway

/// A recorded line does the same when it is played again, and what was changed in it is found.
@Suite struct ReplayTests {
  private func record(
    seed: UInt64 = 1, faults: FaultOptions = .none, pin: String? = nil, isRedacted: Bool = false
  ) throws -> String {
    var card = SIMCard(slots: 5)
    card.pin = pin
    var bench = try TraceBench(
      SimulatedModem.Configuration(sim: card, replyLatency: .milliseconds(20), faults: faults, seed: seed),
      pin: pin, isRedacted: isRedacted)
    bench.session.portOpened(now: bench.now)
    bench.run(for: .seconds(30))
    for number in 1...8 {
      bench.simulation.send(OutgoingText(from: "+6281255500\(100 + number)", text: "Pesan nomor \(number)"))
      bench.run(for: .seconds(20))
    }
    // SMS-SUBMIT to 1166: "halo".
    bench.session.send(
      SendRequest(id: 1, hex: "0011000481116600" + "00AA04E830FB0D", tpduLength: 14), now: bench.now)
    bench.run(for: .seconds(300))
    bench.session.stop(now: bench.now)
    bench.run(for: .seconds(3))
    return try bench.trace()
  }

  @Test(arguments: UInt64(1)...12) func aRecordedLineDoesTheSameAgain(seed: UInt64) throws {
    var faults = FaultOptions.none
    faults.splitReads = 0.5
    faults.lostResult = 0.02
    faults.refusedDelete = 0.1
    faults.garbage = 0.05
    let replay = Replay(try record(seed: seed, faults: faults))
    #expect(replay.faults.isEmpty)
    let session = try #require(replay.sessions.first)
    #expect(session.differences == 0, "\(session.steps.filter { $0.side == .then || $0.side == .now })")
    #expect(session.same > 60)
    #expect(session.steps.contains { $0.side == .same && $0.text.hasPrefix("received SM") })
    #expect(session.steps.contains { $0.side == .same && $0.text.hasPrefix("write AT+CMGD=") })
    #expect(session.steps.last?.text == "stopped")
  }

  @Test func thePINIsNotInItAndStillEntered() throws {
    let trace = try record(pin: "4711")
    #expect(!trace.contains("4711"))
    let replay = Replay(trace)
    #expect(replay.sessions.first?.differences == 0)
    #expect(replay.sessions.first?.steps.contains { $0.text.contains("AT+CPIN=\"0000\"") } == true)
  }

  @Test func aMaskedTraceHoldsNoTextAndCanBeReplayed() throws {
    let trace = try record(isRedacted: true)
    // The PDUs of the messages, without their first octets.
    #expect(!trace.contains("D0F2D92D07"))
    #expect(trace.contains("000000000000000000000000000000"))
    #expect(Replay(trace).sessions.first?.differences == 0)
  }

  /// The modem answers something else than then: what follows is another course.
  @Test func aChangedReplyIsADifference() throws {
    let lines = try record().split(separator: "\n").map(String.init)
    let line = try #require(lines.firstIndex { $0.contains("+CPMS: (") })
    var changed = lines
    changed[line] = changed[line].replacing(#"\"SM\","#, with: "")
    #expect(changed != lines)
    let session = try #require(Replay(changed.joined(separator: "\n")).sessions.first)
    let first = try #require(session.steps.first { $0.side == .then || $0.side == .now })
    #expect((first.line ?? line + 2) > line)
    #expect(session.steps.contains { $0.side == .then && $0.text.contains(#"AT+CPMS="SM""#) })
    #expect(session.steps.contains { $0.side == .now && $0.text.contains(#"AT+CPMS="ME""#) })
  }

  @Test func anActionTakenOutIsDoneNow() throws {
    var lines = try record().split(separator: "\n").map(String.init)
    let line = try #require(lines.firstIndex { $0.contains(#""kind":"write","data":"AT+CSCA?"#) })
    lines.remove(at: line)
    let session = try #require(Replay(lines.joined(separator: "\n")).sessions.first)
    #expect(session.differences == 1)
    #expect(session.steps.contains { $0.side == .now && $0.text == "write AT+CSCA?␍" })
  }

  // MARK: Broken files

  @Test func aTraceThatWasCutOffIsPlayedAsFarAsItGoes() throws {
    let lines = try record().split(separator: "\n").map(String.init)
    let cut = lines[..<40].joined(separator: "\n") + "\n" + lines[40].prefix(20)
    let replay = Replay(cut)
    #expect(replay.faults.map(\.line) == [41])
    let session = try #require(replay.sessions.first)
    #expect(session.differences == 0)
    #expect(session.same > 10)
  }

  @Test func everyBrokenLineIsNamed() throws {
    var lines = try record().split(separator: "\n").map(String.init)
    lines[10] = "{}"
    lines[20] = #"{"t":1,"kind":"wake"}"#
    let replay = Replay(lines.joined(separator: "\n"))
    #expect(replay.faults.first?.description == "line 11: not a line of a trace: kind is missing")
    // After a line that can't be read nothing proves anything.
    #expect(replay.sessions.first?.steps.allSatisfy { ($0.line ?? 0) <= 10 } == true)
  }

  @Test func timeDoesNotRunBackwards() throws {
    var lines = try record().split(separator: "\n").map(String.init)
    lines[20] = #"{"t":1,"kind":"wake"}"#
    #expect(Replay(lines.joined(separator: "\n")).faults.first?.description == "line 21: time runs backwards here")
  }

  @Test func whatFollowsAGapIsNotCompared() throws {
    var lines = try record().split(separator: "\n").map(String.init)
    lines.replaceSubrange(30..<50, with: [#"{"kind":"dropped","count":20}"#])
    let replay = Replay(lines.joined(separator: "\n"))
    #expect(replay.faults.isEmpty)
    #expect(replay.sessions.first?.gapLine == 31)
    #expect(replay.sessions.first?.differences == 0)
  }

  @Test(arguments: [("", 1), ("\n\n", 1), (#"{"t":5,"kind":"wake"}"#, 1), ("hello\nworld", 1)])
  func whatIsNoTraceIsRefused(text: String, line: Int) {
    let replay = Replay(text)
    #expect(replay.sessions.isEmpty)
    #expect(replay.faults.first?.line == line)
  }

  @Test func eachStartOfTheProgramIsASessionOfItsOwn() throws {
    let trace = try record()
    let replay = Replay(trace + trace)
    #expect(replay.sessions.count == 2)
    #expect(replay.sessions.allSatisfy { $0.differences == 0 })
  }
}
