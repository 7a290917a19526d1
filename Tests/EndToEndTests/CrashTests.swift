import Foundation
import Glibc
import ModemSimulator
import Testing

extension EndToEndProcesses {
  @Suite struct Crashes {
    /// `make crash` makes it many, and tells how far it is.
    private static let rounds = ProcessInfo.processInfo.environment["PELAPOR_CRASH_ROUNDS"].flatMap { Int($0) }
    private static let seed = ProcessInfo.processInfo.environment["PELAPOR_CRASH_SEED"].flatMap { UInt64($0) }

    @Test(arguments: Ending.allCases)
    func endedAtRandomMomentsItComesOutAsIfNothingHadHappened(ending: Ending) async throws {
      var left = Self.rounds ?? (ending == .kill ? 15 : 10)
      var seed = Self.seed ?? 20_261_124
      // Not all on one database: what an hour may send is limited.
      while left > 0 {
        let count = min(left, 50)
        try await compare(ending, count: count, seed: seed)
        left -= count
        seed += 1
        if let rounds = Self.rounds { print("\(ending): \(rounds - left) of \(rounds) done, seed \(seed - 1)") }
      }
    }

    private func compare(_ ending: Ending, count: Int, seed: UInt64) async throws {
      let traffic = Traffic(count * 3)
      let calm = try await Run(traffic, ending: ending, count: 0, seed: seed)
      let rough = try await Run(traffic, ending: ending, count: count, seed: seed)
      #expect(calm.messages.count == traffic.messages.count, "seed \(seed)")
      #expect(rough.messages == calm.messages, "seed \(seed)")
      #expect(calm.reported.repeated.isEmpty, "seed \(seed)")
      #expect(rough.reported.repeated.isEmpty, "seed \(seed)")
      #expect(calm.unknown.isEmpty, "seed \(seed)")
      #expect(!calm.reported.texts.isEmpty, "seed \(seed)")
      // At least one came between a report's first byte and its answer.
      #expect(!rough.unknown.isEmpty, "seed \(seed)")
      // What did not go out was under way then, and a person is told of it.
      let missing = Set(calm.reported.numbers).subtracting(rough.reported.numbers)
      #expect(missing.isSubset(of: rough.unknown), "seed \(seed)")
      #expect(Set(rough.reported.numbers).isSubset(of: calm.reported.numbers), "seed \(seed)")
    }

    enum Ending: CaseIterable {
      case kill
      /// What was written and not synced is lost, too.
      case powerCut
    }

    /// The program runs until all is done, killed and started again meanwhile.
    private struct Run {
      var messages: [String]
      var reported: Reported
      /// Numbers whose report was `unknown` at some time; an answer of 1166 may have settled it since.
      var unknown: Set<String>

      init(_ traffic: Traffic, ending: Ending, count: Int, seed: UInt64) async throws {
        let scratch = try Scratch()
        let (link, database) = (scratch.file("modem"), scratch.file("pelapor.db"))
        let computer = try Computer(ending, database: database, copies: scratch.file("synced"))
        let file = try scratch.write(configuration(links: [link], database: database), to: "pelapor.yaml")
        // Slow enough for a kill to come between a report's first byte and its answer.
        var network = SimulatedNetwork.Configuration()
        network.submitDelay = .milliseconds(250)
        network.deliveryReportDelay = .milliseconds(50)
        network.reportService.delay = .milliseconds(50)
        let host = try PTYHost(
          scenario: Scenario(modems: [SimulatedModem.Configuration(sim: SIMCard(slots: 8))], network: network),
          links: [link])
        defer { host.stop() }

        var random = SeededGenerator(seed: seed)
        var left = traffic.messages[...]
        var interrupted: Set<Int> = []
        for round in 0..<count {
          let program = try computer.start(file)
          await Run.tells(program, unknown: interrupted)
          for message in left.prefix(left.count / (count - round)) { _ = host.withSimulation { $0.send(message) } }
          left = left.dropFirst(left.count / (count - round))
          // Three in a row of unknown fate would rightly stop all sending.
          if !interrupted.isEmpty { _ = await program.output.wait(for: "report.sent", upTo: .seconds(5)) }
          await Run.isMomentToKill(host, forReport: round % 4 == 2, &random)
          program.send(SIGKILL)
          #expect(await program.wait() == -SIGKILL)
          program.output.check()
          try computer.recover()
          interrupted = try Run.sending(database)
        }

        let program = try computer.start(file)
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
        _ = await host.waits(upTo: isForReport ? .seconds(10) : .milliseconds(1_500)) { simulation in
          isForReport
            ? simulation.network.record.submissionCount >= sent : simulation.modems[0].counters.commandLines >= said
        }
      }

      /// Reports under way when the program was killed.
      private static func sending(_ database: String) throws -> Set<Int> {
        // The power may have gone before anything was on the disk.
        guard
          try FileManager.default.fileExists(atPath: database)
            && Database(database).count("SELECT count(*) FROM sqlite_master WHERE name = 'reports'") == 1
        else { return [] }
        return Set(
          try Database(database).texts("SELECT id FROM reports WHERE state = 'sending'").compactMap { Int($0) })
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

    /// Where the daemon runs: after a kill everything written is there, after a power cut what was synced.
    private struct Computer {
      private let ending: Ending
      private let database: String
      private let copies: String

      init(_ ending: Ending, database: String, copies: String) throws {
        (self.ending, self.database, self.copies) = (ending, database, copies)
        try FileManager.default.createDirectory(atPath: copies, withIntermediateDirectories: true)
      }

      func start(_ configuration: String) throws -> Program {
        switch ending {
        case .kill: try Program(["run", "--config", configuration])
        case .powerCut: try Program([configuration, copies], program: Program.built("PowerCutDaemon"))
        }
      }

      /// The database as it is found afterwards.
      func recover() throws {
        guard ending == .powerCut else { return }
        for ending in ["", "-wal", "-shm", "-journal"] {
          try? FileManager.default.removeItem(atPath: database + ending)
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: copies) {
          let place = URL(fileURLWithPath: database).deletingLastPathComponent().appendingPathComponent(name)
          try FileManager.default.copyItem(atPath: "\(copies)/\(name)", toPath: place.path)
        }
      }
    }
  }
}
