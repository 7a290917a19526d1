import Modem
import Testing

@Suite struct HappyPathTests {
  @Test func `a modem is set up and announces itself as ready`() {
    var bench = Bench()
    bench.open()
    #expect(bench.session.state.phase == .ready)
    #expect(bench.session.state.identity.imsi == "510101234567890")
    #expect(bench.session.state.identity.imei == "356938035643809")
    #expect(bench.session.state.identity.iccid == "89621012345678901234")
    #expect(bench.session.state.identity.serviceCentre == "+6281100000")
    #expect(bench.session.state.network.registration == .home)
    #expect(bench.session.state.network.operatorName == "TELKOMSEL")
    #expect(bench.session.state.network.technology == "LTE")
    #expect(bench.session.state.network.signalDBm == -79)
    #expect(!bench.modem.echo)
    #expect(bench.modem.commands.contains("AT+CNMI=2,1,0,2,0"))
  }

  @Test func `what lies in SM and ME is handed over and deleted once stored`() {
    var modem = ScriptedModem()
    for index in 1...5 { modem.storages["SM"]?[index] = samplePDU(index) }
    for index in 0..<3 { modem.storages["ME"]?[index] = samplePDU(100 + index) }
    var bench = Bench(modem: modem)
    bench.open()
    #expect(Set(bench.committed) == Set((1...5).map(samplePDU) + (100...102).map(samplePDU)))
    #expect(bench.modem.storages == ["SM": [:], "ME": [:]])
  }

  @Test func `an announced message is read by its index, stored, deleted: two command lines`() {
    var bench = Bench()
    bench.open()
    bench.forgetCommands()
    bench.unsolicited(bench.modem.deliver(samplePDU(7)))
    bench.run(for: .seconds(1))
    #expect(bench.committed == [samplePDU(7)])
    #expect(bench.modem.commands == ["AT+CMGR=0", "AT+CMGD=0"])
  }

  @Test func `nothing is deleted before it is stored`() {
    var bench = Bench()
    bench.stores = false
    bench.open()
    bench.unsolicited(bench.modem.deliver(samplePDU(1)))
    bench.run(for: .seconds(1000))
    #expect(bench.received.map(\.hex) == [samplePDU(1)])
    #expect(bench.modem.storages["SM"] == [0: samplePDU(1)])
    bench.session.stored(bench.slots, now: bench.now)
    bench.run(for: .seconds(1))
    #expect(bench.modem.storages["SM"] == [:])
  }

  @Test func `a message is sent after the prompt, and its reference is reported`() {
    var bench = Bench()
    bench.open()
    bench.session.send(SendRequest(id: 9, hex: "0011000B91261812", tpduLength: 7), now: bench.now)
    bench.run(for: .seconds(1))
    #expect(bench.results == [9: .accepted(reference: 1)])
    #expect(bench.modem.sent == ["0011000B91261812"])
    #expect(bench.modem.commands.last == "AT+CMGS=7")
  }
}
