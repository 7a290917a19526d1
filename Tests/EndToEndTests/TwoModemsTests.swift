import ModemSimulator
import Testing

extension EndToEnd {
  @Suite struct TwoModems {
    @Test func oneIsUnpluggedAndTheOtherIsNotDisturbed() async throws {
      let scratch = try Scratch()
      let links = [scratch.file("left"), scratch.file("right")]
      let scenario = Scenario(modems: [
        SimulatedModem.Configuration(sim: SIMCard(slots: 40)),
        SimulatedModem.Configuration(
          sim: SIMCard(imsi: "510109876543210", number: "+628111000002", slots: 40), imei: "350000000000025"),
      ])
      let host = try PTYHost(scenario: scenario, links: links)
      defer { host.stop() }
      let daemon = try TestDaemon(links: links, database: scratch.file("pelapor.db"))
      #expect(await daemon.log.wait(for: "modem.ready", count: 2))

      let traffic = Traffic(40).messages
      for (index, message) in traffic[..<20].enumerated() {
        _ = host.withSimulation { $0.send(message, to: index % 2) }
      }
      host.withSimulation { $0.perform(.unplug, modem: 0) }
      #expect(await daemon.log.wait(for: "modem.lost"))
      for (index, message) in traffic[20...].enumerated() {
        _ = host.withSimulation { $0.send(message, to: index % 2) }
      }
      #expect(await host.isEmptied(modem: 1))
      host.withSimulation { $0.perform(.replug(linkName: nil), modem: 0) }
      #expect(await daemon.log.wait(for: "modem.ready", count: 3))
      #expect(await host.isEmptied(modem: 0))
      try await daemon.stop()

      let log = daemon.log
      log.check(against: host.record)
      #expect(log.all("modem.lost").allSatisfy { $0.modem == "sim1" })
      #expect(log.all("modem.ready").map(\.modem).sorted() == ["sim1", "sim1", "sim2"])
      #expect(log.lines.filter { $0.modem == "sim2" && ["warning", "error"].contains($0.level) }.map(\.text) == [])
      let store = try Database(scratch.file("pelapor.db"))
      for (modem, imsi) in [("sim1", "510101234567890"), ("sim2", "510109876543210")] {
        #expect(
          try store.count(
            "SELECT count(*) FROM messages WHERE modem = '\(modem)' AND sim = '\(imsi)' AND sender LIKE '+62812555%'")
            == 20)
      }
    }
  }
}
