import Glibc
import ModemSimulator
import Testing

extension EndToEndProcesses {
  @Suite struct Stopping {
    @Test(arguments: [SIGTERM, SIGINT]) func inTheMiddleOfTrafficItStopsCleanly(signal: Int32) async throws {
      let scratch = try Scratch()
      let (link, database) = (scratch.file("modem"), scratch.file("pelapor.db"))
      let file = try scratch.write(configuration(links: [link], database: database), to: "pelapor.yaml")
      let host = try PTYHost(
        scenario: Scenario(modems: [SimulatedModem.Configuration(sim: SIMCard(slots: 8))]), links: [link])
      defer { host.stop() }
      let program = try Program(["run", "--config", file])
      #expect(await program.output.wait(for: "modem.ready"))
      for message in Traffic(200).messages { _ = host.withSimulation { $0.send(message) } }
      #expect(await program.output.wait(for: "sms.received", count: 20))
      let clock = ContinuousClock()
      let began = clock.now
      program.send(signal)
      #expect(await program.wait() == 0)
      print("stopped within \(clock.now - began)")
      #expect(program.output.last?.event == "daemon.stopped")
      #expect(program.output.all("store.failed").isEmpty)
      #expect(program.complaints == "")
      program.output.check(against: host.record)

      // Nothing half-done: what was deleted is stored, and nothing is on its way.
      let store = try Database(database)
      let stored = Set(try store.texts("SELECT hex FROM pdus"))
      let deleted = host.record.deliveries.filter { $0.deletedAt != nil }.map(\.pdu)
      #expect(stored.isSuperset(of: deleted))
      #expect(try store.count("SELECT count(*) FROM reports WHERE state = 'sending'") == 0)
    }

    @Test func aReportWhoseAnswerIsAwaitedBecomesUnknownAndIsNeverSentAgain() async throws {
      let scratch = try Scratch()
      let (link, database) = (scratch.file("modem"), scratch.file("pelapor.db"))
      let file = try scratch.write(configuration(links: [link], database: database), to: "pelapor.yaml")
      var network = SimulatedNetwork.Configuration()
      network.submitDelay = .seconds(120)
      network.deliveryReports = .none
      network.reportService.behaviour = .silent
      let host = try PTYHost(scenario: Scenario(network: network), links: [link])
      defer { host.stop() }
      let first = try Program(["run", "--config", file])
      #expect(await first.output.wait(for: "modem.ready"))
      host.withSimulation { _ = $0.send(Traffic(1).messages[0]) }
      #expect(await host.waits { $0.network.record.submissionCount == 1 })
      first.send(SIGTERM)
      #expect(await first.wait() == 0)
      #expect(first.output.all("report.unknown").count == 1)
      #expect(first.output.last?.event == "daemon.stopped")
      first.output.check(against: host.record)
      #expect(try Database(database).texts("SELECT state FROM reports") == ["unknown"])

      // The plug is pulled, so that the modem forgets the SUBMIT it was busy with.
      host.withSimulation { simulation in
        simulation.perform(.unplug)
        simulation.perform(.replug(linkName: nil))
        simulation.perform(.slowNetwork(.zero))
      }
      let second = try Program(["run", "--config", file])
      #expect(await second.output.wait(for: "modem.ready"))
      host.withSimulation { _ = $0.send(Traffic(3).messages[2]) }
      #expect(await second.output.wait(for: "report.sent"))
      second.send(SIGTERM)
      #expect(await second.wait() == 0)
      second.output.check(against: host.record)
      #expect(Reported(host.record).numbers.count == 2)
      #expect(Reported(host.record).repeated.isEmpty)
      #expect(try Database(database).texts("SELECT state FROM reports ORDER BY id") == ["unknown", "sent"])
    }

    @Test func whoeverReadsTheLogMayGo() async throws {
      let scratch = try Scratch()
      let (link, database) = (scratch.file("modem"), scratch.file("pelapor.db"))
      let file = try scratch.write(configuration(links: [link], database: database), to: "pelapor.yaml")
      let host = try PTYHost(links: [link])
      defer { host.stop() }
      for message in Traffic(5).messages { _ = host.withSimulation { $0.send(message) } }
      let program = try Program(["run", "--config", file], wrapper: Program.withDefaultSignals, isRead: false)
      #expect(await host.waits { $0.network.record.deletedCount >= 5 })
      program.send(SIGTERM)
      #expect(await program.wait() == 0)
    }

    @Test func aServerThatDoesNotAnswerDoesNotHoldItUp() async throws {
      let scratch = try Scratch()
      // An address of a network that exists nowhere (RFC 5737).
      let file = try scratch.write(
        configuration(links: ["tcp://192.0.2.1:2001"], database: scratch.file("pelapor.db")), to: "pelapor.yaml")
      let program = try Program(["run", "--config", file])
      #expect(await program.output.wait(for: "daemon.started"))
      program.send(SIGTERM)
      #expect(await program.wait() == 0)
      #expect(program.output.last?.event == "daemon.stopped")
      program.output.check()
    }
  }
}
