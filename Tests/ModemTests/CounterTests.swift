import Modem
import Testing

@Suite struct CounterTests {
  private func counters(_ bench: Bench) -> ModemCounters { bench.session.state.counters }

  @Test func `octets are counted both ways`() {
    var bench = Bench()
    bench.open()
    let before = counters(bench)
    bench.unsolicited("\r\nRING\r\n")
    #expect(counters(bench)[.bytesIn] == before[.bytesIn] + 8)
    #expect(counters(bench)[.wakeUps] == before[.wakeUps] + 1)
    #expect(counters(bench)[.unsolicited] == before[.unsolicited] + 1)
    bench.session.stop(now: bench.now)
    #expect(counters(bench)[.bytesOut] == before[.bytesOut])
  }

  @Test func `errors are counted by their class`() {
    var bench = Bench()
    bench.open()
    let before = counters(bench)
    bench.modem.answers["AT+CSQ"] = ["\r\n+CME ERROR: 100\r\n", "\r\n+CMS ERROR: 500\r\n", "\r\nERROR\r\n"]
    bench.run(for: .seconds(200))
    #expect(counters(bench)[.equipmentErrors] == before[.equipmentErrors] + 1)
    #expect(counters(bench)[.messageErrors] == before[.messageErrors] + 1)
    #expect(counters(bench)[.plainErrors] >= before[.plainErrors] + 1)
  }

  @Test func `a silent modem is counted as timeouts, probes, reopenings and resets`() {
    var bench = Bench()
    bench.open()
    bench.modem.isMute = true
    bench.run(for: .seconds(90))
    #expect(counters(bench)[.commandTimeouts] == 4)
    #expect(counters(bench)[.probes] == 1)
    #expect(counters(bench)[.reopenings] == 1)
    for _ in 0..<3 {
      bench.session.portOpened(now: bench.now)
      bench.run(for: .seconds(90))
    }
    #expect(counters(bench)[.reopenings] == 4)
    #expect(counters(bench)[.resets] == 2)
  }

  @Test func `a message handed over again is a duplicate`() {
    var bench = Bench()
    bench.stores = false
    bench.modem.storages["SM"]?[1] = samplePDU(1)
    bench.open()
    bench.session.portClosed(reason: "unplugged", now: bench.now)
    bench.session.portOpened(now: bench.now)
    bench.run(for: .seconds(5))
    #expect(counters(bench)[.received] == 2)
    #expect(counters(bench)[.duplicates] == 1)
    #expect(counters(bench)[.portLosses] == 1)
    #expect(counters(bench)[.bringUps] == 2)
  }

  @Test func `trouble 25: an echo with holes is counted`() {
    var bench = Bench()
    bench.modem.answers["ATE0"] = ["\r\nERROR\r\n"]
    bench.open()
    #expect(counters(bench)[.echoLosses] == 0)
    bench.modem.answers["AT+CSQ"] = ["\r\n+CSQ: 20,99\r\n\r\nOK\r\n"]
    bench.modem.unechoed = ["AT+CSQ"]
    bench.run(for: .seconds(61))
    #expect(counters(bench)[.echoLosses] == 1)
  }

  @Test func `names are a contract: words joined by underscores, each once`() {
    let names = ModemCounter.allCases.map(\.rawValue)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.allSatisfy { $0 == "_" || ("a"..."z").contains($0) } })
  }
}
