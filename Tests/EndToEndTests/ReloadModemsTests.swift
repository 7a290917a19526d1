import Foundation
import Glibc
import ModemSimulator
import Testing

extension EndToEndProcesses {
  /// Modems come and go with the configuration of a running program.
  @Suite struct ReloadingModems {
    private static let second = SimulatedModem.Configuration(
      sim: SIMCard(imsi: "510109876543210", number: "+628111000002", slots: 40), imei: "350000000000025")

    @Test func oneIsAddedChangedAndTakenOutAndTheOtherIsNotDisturbed() async throws {
      let scratch = try Scratch()
      let (links, database) = ([scratch.file("left"), scratch.file("right")], scratch.file("pelapor.db"))
      let write = { (links: [String], setting: String) in
        try scratch.write(
          configuration(links: links, database: database).replacing(
            "device: \(scratch.file("right"))\n", with: "device: \(scratch.file("right"))\n\(setting)"),
          to: "pelapor.yaml")
      }
      let file = try write([links[0]], "")
      let scenario = Scenario(modems: [SimulatedModem.Configuration(sim: SIMCard(slots: 40)), Self.second])
      let host = try PTYHost(scenario: scenario, links: links)
      defer { host.stop() }
      let program = try Program(["run", "--config", file, "--trace", scratch.file("line.jsonl")])
      let log = program.output
      #expect(await log.wait(for: "modem.ready"))
      let traffic = Traffic(24).messages
      let deliver = { (range: Range<Int>, modem: Int) in
        for message in traffic[range] { _ = host.withSimulation { $0.send(message, to: modem) } }
      }

      // Added.
      _ = try write(links, "")
      program.send(SIGHUP)
      #expect(await log.wait(for: "modem.added"))
      deliver(0..<6, 0)
      deliver(6..<12, 1)
      #expect(await host.isEmptied(modem: 0))
      #expect(await host.isEmptied(modem: 1))

      // Other settings: ended and begun anew, alone.
      _ = try write(links, "    baud: 9600\n")
      program.send(SIGHUP)
      #expect(await log.wait(for: "modem.added", count: 2))
      deliver(12..<18, 1)
      #expect(await host.isEmptied(modem: 1))

      // Taken out while it works: what comes stays on its SIM.
      _ = try write([links[0]], "")
      program.send(SIGHUP)
      #expect(await log.wait(for: "modem.removed", count: 2))
      func takenBySecond() -> Int {
        host.withSimulation { $0.network.record.deliveries.count { $0.subscriber == 1 && $0.takenAt != nil } }
      }
      let before = takenBySecond()
      deliver(18..<21, 0)
      #expect(await host.isEmptied(modem: 0))
      #expect(takenBySecond() == before)

      // And back: nothing was lost.
      _ = try write(links, "")
      program.send(SIGHUP)
      #expect(await log.wait(for: "modem.added", count: 3))
      deliver(21..<24, 1)
      #expect(await host.isEmptied(modem: 1))
      program.send(SIGTERM)
      #expect(await program.wait() == 0)

      log.check(against: host.record)
      #expect(log.all("config.reloaded").allSatisfy { $0.fields["changed"] as? [String] == ["modems"] })
      #expect(log.all("config.reloaded").allSatisfy { $0.fields["restart_needed"] == nil })
      #expect(log.all("modem.removed").map(\.modem) == ["sim2", "sim2"])
      #expect(log.all("modem.added").map(\.modem) == ["sim2", "sim2", "sim2"])
      // Recorded were both; the second since it came, under one header for each of its three lives.
      #expect(try String(contentsOfFile: scratch.file("line.jsonl"), encoding: .utf8).contains(#""modem":"sim1""#))
      let trace = try String(contentsOfFile: scratch.file("line-sim2.jsonl"), encoding: .utf8)
      #expect(trace.components(separatedBy: #""program":"#).count - 1 == 3 && trace.contains("AT+CMGD"))
      // The other one had one line from the beginning to the end, without a warning.
      #expect(log.all("modem.opened").count { $0.modem == "sim1" } == 1)
      #expect(log.lines.filter { $0.modem == "sim1" && ["warning", "error"].contains($0.level) }.map(\.text) == [])
      let reported = Reported(host.record)
      #expect(reported.repeated == [])
      let store = try Database(database)
      #expect(try store.count("SELECT count(*) FROM messages WHERE sender LIKE '+62812555%'") == 24)
      #expect(try store.count("SELECT count(*) FROM reports WHERE state = 'sending'") == 0)
    }

    @Test func aReportUnderWayWhenItsModemIsTakenOutIsFinishedOrUnknownAndNeverSentTwice() async throws {
      let scratch = try Scratch()
      let (links, database) = ([scratch.file("left"), scratch.file("right")], scratch.file("pelapor.db"))
      let write = { (links: [String]) in
        try scratch.write(configuration(links: links, database: database), to: "pelapor.yaml")
      }
      let file = try write(links)
      let scenario = Scenario(modems: [SimulatedModem.Configuration(sim: SIMCard(slots: 40)), Self.second])
      let host = try PTYHost(scenario: scenario, links: links)
      defer { host.stop() }
      let program = try Program(["run", "--config", file])
      let log = program.output
      #expect(await log.wait(for: "modem.ready", count: 2))
      for message in Traffic(12).messages { _ = host.withSimulation { $0.send(message, to: 1) } }
      #expect(await log.wait(for: "report.sending"))
      _ = try write([links[0]])
      program.send(SIGHUP)
      #expect(await log.wait(for: "modem.removed"))
      _ = try write(links)
      program.send(SIGHUP)
      #expect(await log.wait(for: "modem.added"))
      #expect(await host.isEmptied(modem: 1))
      // What the modem was surely not given is tried again after a minute, which this test does not wait for.
      let settled = await log.wait { lines in
        lines.count { ["report.sent", "report.unknown"].contains($0.event) || $0.code == "send-postponed" } >= 6
      }
      #expect(settled)
      program.send(SIGTERM)
      #expect(await program.wait() == 0)
      log.check(against: host.record)
      #expect(Reported(host.record).repeated == [])
      let store = try Database(database)
      #expect(try store.count("SELECT count(*) FROM reports WHERE state IN ('sending', 'failed')") == 0)
    }
  }
}
