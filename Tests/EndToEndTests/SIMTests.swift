import Foundation
import Testing

@testable import ModemSimulator

extension EndToEnd {
  /// Cards that can't be used, and a network that is not there.
  @Suite struct SIMs {
    @Test func aWrongPINIsTriedOnceWhateverHappensThen() async throws {
      let scratch = try Scratch()
      let (link, database) = (scratch.file("modem"), scratch.file("pelapor.db"))
      let host = try PTYHost(
        scenario: Scenario(modems: [SimulatedModem.Configuration(sim: SIMCard(pin: "4711"))]), links: [link])
      defer { host.stop() }
      for start in 1...2 {
        let daemon = try TestDaemon(links: [link], database: database, settings: ["modems.0.pin=12348765"])
        #expect(await daemon.log.wait(forCode: "pin-refused"))
        let problem = try #require(daemon.log.lines.first { $0.code == "pin-refused" })
        #expect(problem.event == "modem.problem")
        #expect(problem.reason == "the SIM refused the configured PIN")
        #expect(problem.remedy.hasPrefix("correct the PIN in the configuration"))
        // The card is asked anew after every replug, and in every life of the daemon.
        for replug in 1...2 {
          host.withSimulation { $0.perform(.unplug) }
          #expect(await daemon.log.wait(for: "modem.lost", count: replug))
          host.withSimulation { $0.perform(.replug(linkName: nil)) }
          #expect(await daemon.log.wait(forCode: "pin-refused", count: 1 + replug))
        }
        try await daemon.stop()
        daemon.log.check()
        #expect(daemon.log.lines.allSatisfy { !$0.text.contains("12348765") })
        #expect(host.simulation.modems[0].counters.wrongPINs == 1, "start \(start)")
        #expect(host.simulation.modems[0].sim?.pinTries == 2)
      }
    }

    @Test func aCorrectedPINOpensTheCard() async throws {
      let scratch = try Scratch()
      let (link, database) = (scratch.file("modem"), scratch.file("pelapor.db"))
      let host = try PTYHost(
        scenario: Scenario(modems: [SimulatedModem.Configuration(sim: SIMCard(pin: "4711"))]), links: [link])
      defer { host.stop() }
      let wrong = try TestDaemon(links: [link], database: database, settings: ["modems.0.pin=1234"])
      #expect(await wrong.log.wait(forCode: "pin-refused"))
      try await wrong.stop()
      let right = try TestDaemon(links: [link], database: database, settings: ["modems.0.pin=4711"])
      #expect(await right.log.wait(for: "modem.ready"))
      try await right.stop()
      #expect(host.simulation.modems[0].counters.wrongPINs == 1)
    }

    @Test func aMissingPINIsAskedFor() async throws {
      let problem = try await problem(of: SIMCard(pin: "4711"), code: "pin-required")
      #expect(problem.remedy.contains("put the PIN into the configuration"))
    }

    @Test func aBlockedCardIsLeftAlone() async throws {
      var card = SIMCard(pin: "4711")
      for _ in 1...3 { _ = card.enter(pin: "0000") }
      #expect(card.lock == .puk)
      let problem = try await problem(of: card, code: "puk-required", settings: ["modems.0.pin=4711"])
      #expect(problem.reason == "the SIM is blocked and asks for its PUK")
      #expect(problem.remedy.contains("enter the PUK"))
    }

    @Test func anEmptySlotIsSaid() async throws {
      let problem = try await problem(of: nil, code: "sim-missing")
      #expect(problem.reason == "there is no SIM in the modem")
      #expect(problem.remedy.hasPrefix("insert the SIM"))
    }

    private func problem(of card: SIMCard?, code: String, settings: [String] = []) async throws -> LogLine {
      let scratch = try Scratch()
      let link = scratch.file("modem")
      let host = try PTYHost(
        scenario: Scenario(modems: [SimulatedModem.Configuration(sim: card)]), links: [link])
      defer { host.stop() }
      let daemon = try TestDaemon(links: [link], database: scratch.file("pelapor.db"), settings: settings)
      #expect(await daemon.log.wait(forCode: code))
      try await daemon.stop()
      daemon.log.check()
      #expect(host.simulation.modems[0].counters.wrongPINs == 0)
      let problem = try #require(daemon.log.lines.first { $0.code == code })
      #expect(problem.event == "modem.problem")
      #expect(problem.level == "error")
      return problem
    }

    @Test func withoutANetworkReportsWaitAndGoWhenItIsBack() async throws {
      let scratch = try Scratch()
      let link = scratch.file("modem")
      let host = try PTYHost(links: [link])
      defer { host.stop() }
      let daemon = try TestDaemon(
        links: [link], database: scratch.file("pelapor.db"), settings: ["log.level=debug", "reporting.hold-seconds=1"])
      #expect(await daemon.log.wait(for: "modem.ready"))
      let message = Traffic(1).messages[0]
      host.withSimulation { simulation in
        simulation.send(message)
        simulation.perform(.coverage(.none))
      }
      #expect(
        await daemon.log.wait { lines in
          lines.contains { $0.code == "network" && !$0.reason.contains("home") }
        }, "\(daemon.log.lines.map(\.text))")
      host.withSimulation { $0.perform(.coverage(.home)) }
      #expect(await daemon.log.wait(for: "report.sent"))
      try await daemon.stop()
      daemon.log.check(against: host.record)
      #expect(Reported(host.record).texts.count == 1)
    }
  }
}
