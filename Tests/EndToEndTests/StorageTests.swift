import Foundation
import Glibc
import ModemSimulator
import Testing

extension EndToEndProcesses {
  /// Disks that are full and databases that are not ours.
  @Suite struct Storage {
    @Test func onAFullDiskTheMessagesStayOnTheSIMUntilThereIsRoom() async throws {
      let scratch = try Scratch()
      let (link, database) = (scratch.file("modem"), scratch.file("pelapor.db"))
      let file = try scratch.write(configuration(links: [link], database: database), to: "pelapor.yaml")
      let host = try PTYHost(
        scenario: Scenario(modems: [SimulatedModem.Configuration(sim: SIMCard(slots: 10))]), links: [link])
      defer { host.stop() }
      let program = try Program(["run", "--config", file], wrapper: Program.withDefaultSignals)
      #expect(await program.output.wait(for: "modem.ready"))
      // No file may grow from here on: for the program the same as no room.
      try limitFiles(of: program, to: "1024")
      let traffic = Traffic(20).messages
      for message in traffic { _ = host.withSimulation { $0.send(message) } }
      #expect(await program.output.wait(for: "store.failed"))
      let failure = try #require(program.output.all("store.failed").first)
      #expect(failure.level == "error")
      #expect(failure.reason.contains("messages stay on the SIM"))
      // Tried again, with the same result and without another word.
      let listings = host.simulation.modems[0].counters.commandLines
      #expect(await host.waits { $0.modems[0].counters.commandLines > listings })
      #expect(host.record.deletedCount == 0)
      #expect(host.simulation.modems[0].messageCount(in: .sm) == 10)
      #expect(program.output.all("store.failed").count == 1)
      #expect(program.output.all("store.recovered").isEmpty)

      try limitFiles(of: program, to: "unlimited")
      #expect(await program.output.wait(for: "store.recovered"))
      #expect(await program.output.wait(for: "sms.received", count: 20))
      #expect(await host.isEmptied())
      program.send(SIGTERM)
      #expect(await program.wait() == 0)
      program.output.check(against: host.record)
      #expect(try Database(database).count("SELECT count(*) FROM messages WHERE sender <> '1166'") == 20)
    }

    /// `RLIMIT_FSIZE`: a write beyond it sends SIGXFSZ, which must not end the program either.
    private func limitFiles(of program: Program, to size: String) throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/prlimit")
      process.arguments = ["--pid", String(program.processID), "--fsize=\(size):"]
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }

    @Test func whatCannotBeReadIsKeptRawBeforeItIsDeleted() async throws {
      let scratch = try Scratch()
      let (link, database) = (scratch.file("modem"), scratch.file("pelapor.db"))
      let host = try PTYHost(links: [link])
      defer { host.stop() }
      let daemon = try TestDaemon(links: [link], database: database)
      #expect(await daemon.log.wait(for: "modem.ready"))
      let broken = "07912690010000000406A1"
      host.withSimulation { _ = $0.deliver(pdu: broken) }
      #expect(await daemon.log.wait(for: "sms.undecodable"))
      let line = try #require(daemon.log.all("sms.undecodable").first)
      #expect(line.level == "warning")
      #expect(!line.reason.isEmpty && !line.string("field").isEmpty && line.fields["octet"] is Int)
      // The event is written after the commit, the deletion comes after the event.
      #expect(try Database(database).texts("SELECT hex FROM pdus WHERE kind = 'undecodable'") == [broken])
      #expect(await host.isEmptied())
      try await daemon.stop()
      daemon.log.check()
    }

    @Test func aDatabaseOfANewerVersionIsRefused() async throws {
      let scratch = try Scratch()
      let (link, database) = (scratch.file("modem"), scratch.file("pelapor.db"))
      let file = try scratch.write(configuration(links: [link], database: database), to: "pelapor.yaml")
      let first = try Program(["run", "--config", file])
      #expect(await first.output.wait(for: "daemon.started"))
      first.send(SIGTERM)
      #expect(await first.wait() == 0)
      try Database.change(database, "INSERT INTO grdb_migrations (identifier) VALUES ('99 things to come')")
      let before = try Data(contentsOf: URL(fileURLWithPath: database))
      let second = try Program(["run", "--config", file])
      #expect(await second.wait() == 1)
      #expect(second.complaints.contains("\(database) was made by a newer pelapor; install that version again"))
      #expect(try Data(contentsOf: URL(fileURLWithPath: database)) == before)
    }

    @Test(arguments: [
      ("nowhere/pelapor.db", "the folder ", "does not exist; create it (mkdir -p "),
      ("pelapor.yaml", "pelapor.yaml is not a database of pelapor", "set storage.path to another file"),
    ])
    func aPlaceThatCannotHoldTheDatabaseIsRefused(name: String, what: String, remedy: String) async throws {
      let scratch = try Scratch()
      let file = try scratch.write(
        configuration(links: [scratch.file("modem")], database: scratch.file(name)), to: "pelapor.yaml")
      let program = try Program(["run", "--config", file])
      #expect(await program.wait() == 1)
      #expect(program.complaints.contains(what))
      #expect(program.complaints.contains(remedy))
    }
  }
}
