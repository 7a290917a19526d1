import Modem
import Testing

/// Where the modem stands and by what it is served (3GPP TS 27.007 §7.2), as far as it tells.
@Suite struct CellTests {
  @Test func `area, cell and technology are known where +CREG tells them`() {
    var bench = Bench()
    bench.open()
    let network = bench.session.state.network
    #expect(network.area == 0x1A2B)
    #expect(network.cell == 0xC3D4E5)
    #expect(network.technology == "LTE")
    #expect(!bench.modem.commands.contains { $0.hasPrefix("AT+CEREG") })
  }

  private func withoutCell() -> Bench {
    var bench = Bench()
    bench.modem.answers["AT+CREG?"] = ["\r\n+CREG: 1,1\r\n\r\nOK\r\n"]
    bench.modem.answers["AT+CEREG=2"] = ["\r\nOK\r\n"]
    bench.modem.answers["AT+CEREG?"] = ["\r\n+CEREG: 2,1,1F00,79D903,7\r\n\r\nOK\r\n"]
    bench.open()
    return bench
  }

  @Test func `a modem that does not tell them there is asked by +CEREG, and tells of changes by itself`() {
    var bench = withoutCell()
    #expect(bench.session.state.network.area == 0x1F00)
    #expect(bench.session.state.network.cell == 0x79D903)
    bench.events = []
    bench.unsolicited("\r\n+CEREG: 1,\"1F01\",\"0079D904\",7\r\n")
    #expect(bench.session.state.network.area == 0x1F01)
    #expect(bench.session.state.network.cell == 0x79D904)
    // Between two cells a modem may change all day.
    #expect(bench.events.isEmpty)
    bench.unsolicited("\r\n+CEREG: 1,\"1F01\",\"0079D904\",9\r\n")
    #expect(bench.events.map(\.name) == ["network"])
  }

  @Test func `where only +CGREG tells them it is asked`() {
    var bench = Bench()
    bench.modem.answers["AT+CREG?"] = ["\r\n+CREG: 1,1\r\n\r\nOK\r\n"]
    bench.modem.answers["AT+CGREG=2"] = ["\r\nOK\r\n"]
    bench.modem.answers["AT+CGREG?"] = ["\r\n+CGREG: 2,1,\"0426\",\"F00F\"\r\n\r\nOK\r\n"]
    bench.open()
    #expect(bench.session.state.network.cell == 0xF00F)
  }

  @Test func `without network there is no cell`() {
    var bench = Bench()
    bench.open()
    bench.modem.registration = "2"
    bench.unsolicited("\r\n+CREG: 2,\"1A2B\",\"00C3D4E5\",7\r\n")
    let network = bench.session.state.network
    #expect((network.area, network.cell) == (nil, nil))
    #expect(network.technology == nil)
  }

  @Test func `who serves is asked when the network comes after the modem was set up`() {
    var bench = Bench()
    bench.modem.registration = "2"
    bench.modem.answers["AT+COPS?"] = ["\r\n+COPS: 0\r\n\r\nOK\r\n", "\r\n+COPS: 0,0,\"TELKOMSEL\",7\r\n\r\nOK\r\n"]
    bench.open()
    #expect(bench.session.state.network.operatorName == nil)
    bench.modem.registration = "1"
    bench.unsolicited("\r\n+CREG: 1,\"1A2B\",\"00C3D4E5\",7\r\n")
    bench.run(for: .seconds(1))
    #expect(bench.session.state.network.operatorName == "TELKOMSEL")
  }

  @Test func `no event tells where the modem stands`() {
    var bench = withoutCell()
    bench.unsolicited("\r\n+CEREG: 1,\"1F01\",\"0079D904\",9\r\n")
    bench.unsolicited("\r\n+CREG: 2\r\n")
    bench.run(for: .seconds(2000))
    let texts = bench.events.map { "\($0.reason) \($0.remedy ?? "")".uppercased() }
    for number in ["1F00", "1F01", "79D903", "79D904", "7936", "7937", "7985411", "7985412"] {
      #expect(!texts.contains { $0.contains(number) })
    }
  }
}
