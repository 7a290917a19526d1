import Foundation
import Glibc
import ModemSimulator
import Testing

extension EndToEndProcesses {
  @Suite struct Crashes {
    @Test func killedAtRandomMomentsItEndsAsIfNothingHadHappened() async throws {
      let traffic = Traffic(45)
      let calm = try await Run(traffic, kills: 0)
      let rough = try await Run(traffic, kills: 15)
      #expect(calm.messages.count == 45)
      #expect(rough.messages == calm.messages)
      #expect(calm.reported.repeated.isEmpty)
      #expect(rough.reported.repeated.isEmpty)
      #expect(calm.unknown.isEmpty)
      #expect(!calm.reported.texts.isEmpty)
      // At least one kill came between a report's first byte and its answer.
      #expect(!rough.unknown.isEmpty)
      // What did not go out was under way in a crash, and a person is told of it.
      let missing = Set(calm.reported.numbers).subtracting(rough.reported.numbers)
      #expect(missing.isSubset(of: rough.unknown))
      #expect(Set(rough.reported.numbers).isSubset(of: calm.reported.numbers))
    }

    /// The program runs until all is done, killed and started again meanwhile.
    private struct Run {
      var messages: [String]
      var reported: Reported
      /// Numbers whose report was `unknown` at some time; an answer of 1166 may have settled it since.
      var unknown: Set<String>

      init(_ traffic: Traffic, kills: Int) async throws {
        let scratch = try Scratch()
        let (link, database) = (scratch.file("modem"), scratch.file("pelapor.db"))
        let file = try scratch.write(configuration(links: [link], database: database), to: "pelapor.yaml")
        // Slow enough for a kill to come between a report's first byte and its answer.
        var network = SimulatedNetwork.Configuration()
        network.submitDelay = .milliseconds(100)
        network.deliveryReportDelay = .milliseconds(50)
        network.reportService.delay = .milliseconds(50)
        let host = try PTYHost(
          scenario: Scenario(modems: [SimulatedModem.Configuration(sim: SIMCard(slots: 8))], network: network),
          links: [link])
        defer { host.stop() }

        var random = SeededGenerator(seed: 20_261_124)
        var left = traffic.messages[...]
        var interrupted: Set<Int> = []
        for round in 0..<kills {
          let program = try Program(["run", "--config", file])
          await Run.tells(program, unknown: interrupted)
          for message in left.prefix(left.count / (kills - round)) { _ = host.withSimulation { $0.send(message) } }
          left = left.dropFirst(left.count / (kills - round))
          // Three in a row of unknown fate would rightly stop all sending.
          if !interrupted.isEmpty { _ = await program.output.wait(for: "report.sent", upTo: .seconds(5)) }
          await Run.isMomentToKill(host, forReport: round % 4 == 2, &random)
          program.send(SIGKILL)
          #expect(await program.wait() == -SIGKILL)
          program.output.check()
          interrupted = try Run.sending(database)
        }

        let program = try Program(["run", "--config", file])
        await Run.tells(program, unknown: interrupted)
        for message in left { _ = host.withSimulation { $0.send(message) } }
        #expect(await program.output.wait(for: "modem.ready"))
        #expect(
          await program.output.wait(until: { _ in
            (try? Run.isDone(traffic.messages.count, database: database)) == true
          }), "\(program.output.lines.suffix(5).map(\.text))")
        #expect(await host.isEmptied())
        program.send(SIGTERM)
        #expect(await program.wait() == 0, "\(program.complaints) \(program.output.lines.suffix(3).map(\.text))")
        program.output.check(against: host.record)

        let store = try Database(database)
        #expect(try store.count("SELECT count(*) FROM reports WHERE state IN ('queued', 'sending')") == 0)
        messages = try store.texts(
          """
          SELECT sender || '|' || text || '|' || state || '|' || label || '|' || decision FROM messages
          WHERE sender <> '1166' ORDER BY sender
          """)
        unknown = Set(
          try store.texts(
            """
            SELECT '0' || substr(sender, 4) FROM reports
            WHERE id IN (SELECT report_id FROM audit WHERE event = 'report.unknown')
            """))
        reported = Reported(host.record)
      }

      /// After so many commands to the modem, or as soon as the network has got a report that it has not answered yet.
      /// With little to do that may never come; then the program is killed at rest.
      private static func isMomentToKill(
        _ host: PTYHost, forReport isForReport: Bool, _ random: inout SeededGenerator
      ) async {
        let simulation = host.simulation
        let said = simulation.modems[0].counters.commandLines + Int.random(in: 10...60, using: &random)
        let sent = simulation.network.record.submissionCount + 1
        _ = await host.waits(upTo: .milliseconds(1_500)) { simulation in
          isForReport
            ? simulation.network.record.submissionCount >= sent : simulation.modems[0].counters.commandLines >= said
        }
      }

      /// Reports under way when the program was killed.
      private static func sending(_ database: String) throws -> Set<Int> {
        Set(try Database(database).texts("SELECT id FROM reports WHERE state = 'sending'").compactMap { Int($0) })
      }

      /// The program says of each of them that its fate is unknown.
      private static func tells(_ program: Program, unknown reports: Set<Int>) async {
        let isTold = await program.output.wait { lines in
          reports.isSubset(of: lines.filter { $0.event == "report.unknown" }.compactMap(\.reportID))
        }
        #expect(isTold, "\(reports)")
      }

      private static func isDone(_ count: Int, database: String) throws -> Bool {
        let store = try Database(database)
        return try store.count("SELECT count(*) FROM messages WHERE sender <> '1166'") == count
          && store.count("SELECT count(*) FROM messages WHERE classified_at IS NULL AND sender <> '1166'") == 0
          && store.count("SELECT count(*) FROM reports WHERE state IN ('queued', 'sending')") == 0
      }
    }
  }
}
