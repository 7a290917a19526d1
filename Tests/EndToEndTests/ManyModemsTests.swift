import Foundation
import Glibc
import ModemSimulator
import Testing

extension EndToEndProcesses {
  /// As many modems as a rack of sticks holds, in one process.
  @Suite struct ManyModems {
    private static let count = 64
    private static let mute = 11
    private static let noisy = 42

    /// Each has a SIM and a modem of its own.
    private static let scenario = Scenario(
      modems: (0..<count).map { index in
        SimulatedModem.Configuration(
          sim: SIMCard(imsi: "5101012345\(67_000 + index)", number: "+628111\(100_000 + index)"),
          imei: "3500000000\(10_000 + index)")
      })

    @Test func sixtyFourTakeTheirMessagesWhileOneIsMuteAndOneTalksNonsense() async throws {
      let scratch = try Scratch()
      let (links, database) = ((0..<Self.count).map { scratch.file("modem\($0)") }, scratch.file("pelapor.db"))
      let host = try PTYHost(scenario: Self.scenario, links: links)
      defer { host.stop() }
      let file = try scratch.write(
        configuration(links: links, database: database, mode: "\"off\""), to: "pelapor.yaml")
      let program = try Program(["run", "--config", file])
      #expect(await program.output.wait(for: "modem.ready", count: Self.count))
      report("ready", program)

      // The one falls silent and hangs on its next command, the other sends noise before each line.
      host.withSimulation { simulation in
        simulation.perform(.mute(nil), modem: Self.mute)
        simulation.perform(.garbage(300), modem: Self.noisy)
      }
      for (index, message) in Traffic(Self.count).messages.enumerated() {
        host.withSimulation { simulation in
          simulation.send(message, to: index)
          if index == Self.noisy { simulation.perform(.garbage(300), modem: index) }
        }
      }
      for index in 0..<Self.count where index != Self.mute {
        #expect(await host.isEmptied(modem: index), "sim\(index + 1)")
      }
      #expect(program.output.all("sms.received").allSatisfy { $0.modem != "sim\(Self.mute + 1)" })

      // Plugged in again it gets what waited for it.
      host.withSimulation { $0.perform(.unplug, modem: Self.mute) }
      #expect(await program.output.wait(for: "modem.lost"))
      host.withSimulation { $0.perform(.replug(linkName: nil), modem: Self.mute) }
      #expect(await host.isEmptied(modem: Self.mute))
      #expect(await program.output.wait(for: "sms.classified", count: Self.count))
      report("done", program)
      program.send(SIGTERM)
      #expect(await program.wait() == 0)

      let log = program.output
      log.check(against: host.record)
      #expect(Set(log.all("modem.lost").map(\.modem)) == ["sim\(Self.mute + 1)"])
      let store = try Database(database)
      #expect(
        try store.count(
          """
          SELECT count(*) FROM (SELECT modem FROM messages WHERE sender LIKE '+62812555%'
            GROUP BY modem, sim HAVING count(*) = 1)
          """) == Self.count)
      #expect(try store.count("SELECT count(DISTINCT sim) FROM messages") == Self.count)
    }

    /// Threads and memory of the program, for docs/performance.md.
    private func report(_ moment: String, _ program: Program) {
      let status = (try? String(contentsOfFile: "/proc/\(program.processID)/status", encoding: .utf8)) ?? ""
      let wanted = status.split(separator: "\n").filter { line in
        ["Threads:", "VmRSS:", "VmHWM:"].contains { line.hasPrefix($0) }
      }
      print("\(Self.count) modems, \(moment): \(wanted.map { $0.split(separator: "\t").joined(separator: " ") })")
    }
  }
}
