import Modem
import Testing

/// A modem that refuses listings is read slot by slot; it may stop when as many messages were found as it counts.
@Suite struct ScanTests {
  private func bench() -> Bench {
    var bench = Bench()
    bench.stores = false
    bench.modem.answers["AT+CMGL=4"] = ["\r\n+CMS ERROR: 303\r\n"]
    return bench
  }

  /// Slots of `SM` that the next periodic sweep reads.
  private func sweep(_ bench: inout Bench) -> [Int] {
    bench.forgetCommands()
    bench.run(for: .seconds(300))
    var isSIM = false
    var slots: [Int] = []
    for command in bench.modem.commands {
      if command.hasPrefix("AT+CPMS=\"") { isSIM = command == "AT+CPMS=\"SM\"" }
      if isSIM, command.hasPrefix("AT+CMGR="), let slot = Int(command.dropFirst(8)) { slots.append(slot) }
    }
    return slots
  }

  @Test func `once the count was right every other scan stops with the last message`() {
    var bench = bench()
    bench.modem.storages["SM"]?[2] = samplePDU(2)
    bench.open(runningFor: .seconds(20))
    #expect(bench.received.map(\.hex) == [samplePDU(2)])
    #expect(sweep(&bench) == Array(0...2))
    #expect(sweep(&bench) == Array(0...20))
    #expect(sweep(&bench) == Array(0...2))
    #expect(bench.received.count == 1)
  }

  @Test func `a message that the modem does not count is found one sweep later`() {
    var bench = bench()
    bench.open(runningFor: .seconds(20))
    bench.modem.claims["SM"] = 0
    bench.modem.storages["SM"]?[15] = samplePDU(15)
    #expect(sweep(&bench) == [])
    #expect(sweep(&bench) == Array(0...20))
    #expect(bench.received.map(\.hex) == [samplePDU(15)])
    // Caught lying, it is not relied on any more.
    #expect(sweep(&bench) == Array(0...20))
  }

  @Test func `a count that is too high means that all is read`() {
    var bench = bench()
    bench.modem.claims["SM"] = 9
    bench.open(runningFor: .seconds(20))
    for _ in 0..<3 { #expect(sweep(&bench) == Array(0...20)) }
  }

  @Test func `a slot that could not be read is not taken for empty`() {
    var bench = bench()
    bench.modem.storages["SM"]?[3] = samplePDU(3)
    bench.modem.answers["AT+CMGR=3"] = ["\r\n+CMS ERROR: 500\r\n"]
    bench.open(runningFor: .seconds(20))
    #expect(bench.received.isEmpty)
    bench.modem.answers["AT+CMGR=3"] = nil
    #expect(sweep(&bench) == Array(0...20))
    #expect(bench.received.map(\.hex) == [samplePDU(3)])
  }

  @Test(arguments: ["+CMS ERROR: 321", "+CME ERROR: 22", "+CME ERROR: 21", "ERROR"])
  func `empty slots that are refused are empty`(refusal: String) {
    var bench = bench()
    for slot in 0...23 where slot != 7 { bench.modem.answers["AT+CMGR=\(slot)"] = ["\r\n\(refusal)\r\n"] }
    bench.modem.storages["SM"]?[7] = samplePDU(7)
    bench.open(runningFor: .seconds(20))
    #expect(bench.received.map(\.hex) == [samplePDU(7)])
    #expect(sweep(&bench) == Array(0...7))
  }

  @Test func `a modem that falls silent in a scan is read from the beginning when it is back`() {
    var bench = bench()
    bench.modem.storages["SM"]?[19] = samplePDU(19)
    bench.modem.storages["ME"]?[22] = samplePDU(22)
    bench.modem.answers["AT+CMGR=10"] = ["", "\r\nOK\r\n"]
    bench.open(runningFor: .seconds(120))
    #expect(Set(bench.received.map(\.hex)) == [samplePDU(19), samplePDU(22)])
    #expect(bench.session.state.phase == .ready)
  }
}

/// Some Sierra modems answer CMS 321 to any reading by index until all is deleted, which nobody may do blindly.
@Suite struct ReadingRefusedTests {
  @Test func `a message that can't be read by its index is found by a listing, and deleted alone`() {
    var bench = Bench()
    for slot in 0...23 { bench.modem.answers["AT+CMGR=\(slot)"] = ["\r\n+CMS ERROR: 321\r\n"] }
    bench.open()
    bench.modem.storages["SM"]?[5] = samplePDU(5)
    bench.unsolicited("\r\n+CMTI: \"SM\",5\r\n")
    bench.run(for: .seconds(5))
    #expect(bench.committed == [samplePDU(5)])
    #expect(bench.modem.storages["SM"] == [:])
    #expect(bench.modem.commands.filter { $0.hasPrefix("AT+CMGD") } == ["AT+CMGD=5"])
    #expect(!bench.events.contains { $0.name == "message-missing" })
  }
}
